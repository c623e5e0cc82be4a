"""A run in one line of JSON, for scripts: the figures of the whole, the notes' codes, and what was written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from mentorscan.results import Results


def show_summary(results: Results, *, written: Sequence[Path]) -> None:
    """The summary of a run that is done, on stdout: figures as in the results file (``docs/formats.md``)."""
    from mentorscan.results_file import to_json

    document = json.loads(to_json(results))
    overall, panel = document["overall"], document["panel"]
    _show(
        {
            "finished": True,
            "kind": document["source"]["kind"],
            "organisation": document["organisation"],
            "respondents": overall["respondents"],
            **{name: overall[name] for name in ("index", "level", "fullness", "sustainability")},
            "hallmarks": [
                {name: each[name] for name in ("id", "index", "level", "presence", "target")}
                for each in document["hallmarks"]
            ],
            "krippendorff_alpha": panel and panel["krippendorff_alpha"],
            "discuss": [each["item"] for each in panel["discuss"]] if panel else [],
            "notes": [each["code"] for each in document["notes"]],
            "written": [str(each) for each in written],
        }
    )


def show_unfinished(journal: Path) -> None:
    """That the rater goes on later, and with which journal."""
    _show({"finished": False, "journal": str(journal)})


def _show(document: dict[str, Any]) -> None:
    typer.echo(json.dumps(document, ensure_ascii=False))
