"""Claims of the model of eight hallmarks that no item of their hallmark measures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from mentorscan.instrument.lint.rule import Hit, Rule
from mentorscan.instrument.lint.subject import Subject
from mentorscan.instrument.strict_yaml import read_yaml

_FILE = Path(__file__).resolve().parent.parent / "claims.yaml"


@cache
def claims_of_the_model() -> Mapping[str, tuple[str, ...]]:
    """The ids of the model's claims, by the questionnaire that measures them."""
    data = read_yaml(_FILE, root=_FILE.parent).data
    return {name: tuple(claims) for name, claims in data.items()} if isinstance(data, dict) else {}


def _find(subject: Subject) -> Iterator[Hit]:
    """Only in questionnaires of the model that name any of its claims: other instruments rest on something else."""
    for questionnaire in subject.instrument.questionnaires:
        model = claims_of_the_model().get(questionnaire.id, ())
        measured = {claim for item in questionnaire.items for claim in item.claims}
        missing = [claim for claim in model if claim not in measured]
        if missing and measured.intersection(model):
            yield Hit(
                place=subject.questionnaires[questionnaire.id].key_place(("items",)),
                found=f"no item of {questionnaire.id} measures {', '.join(missing)}",
                advice="add an item, or name the claim at the item that measures it",
                questionnaire=questionnaire.id,
            )


RULE = Rule(
    reason=(
        "A hallmark of which a part is not asked about is reported as if it were whole (content validity: Haynes, "
        "Richard and Kubany 1995). The claims are those of the model of eight hallmarks."
    ),
    find=_find,
)
