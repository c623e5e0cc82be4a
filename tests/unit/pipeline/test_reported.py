"""What was written for a report is in it, or is told."""

from __future__ import annotations

import pytest
from tests.unit.report.examples import full_results

from mentorscan.pipeline.reported import Reported, ReportOptions
from mentorscan.report.markdown_prose import prose
from mentorscan.report.recipe import Recipe
from mentorscan.results import Results


def with_outcome(name: str) -> Results:
    results = full_results()
    return results.model_copy(update={"outcomes": (results.outcomes[0].model_copy(update={"id": name}),)})


@pytest.mark.parametrize(
    ("sections", "written", "lost"),
    [
        (("summary",), ("summary",), []),
        (("summary",), ("groups", "summary"), ["groups"]),
        (("hallmarks",), ("safety_nets",), []),
        (("outcomes",), ("safety_nets",), ["safety_nets"]),
        (("outcomes",), ("engagement",), []),
        (("hallmarks",), ("engagement",), ["engagement"]),
    ],
)
def test_an_interpretation_without_a_place_is_told(
    sections: tuple[str, ...], written: tuple[str, ...], lost: list[str]
) -> None:
    recipe = Recipe(sections=sections, interpretation={each: prose("Ours.") for each in written})
    notes = Reported(with_outcome("engagement"), ReportOptions(), recipe=recipe).notes
    assert [each.values["parts"] for each in notes] == ([lost] if lost else [])
