"""What a JSON document is: a list of respondents, an object around one, or something else that is named and refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mentorscan.errors import ExportError, Place, Problem

_ANSWERS = "one object per respondent, in a list or one a line"
_EXPORT = "export the answers, as CSV or JSON, and give that file; keep this one beside it"
_FORMR_ITEM = frozenset({"name", "type", "label"})
_OWN = {
    "results": ("a results file of mentorscan", "mentorscan report makes a report of it"),
    "tally": ("a tally of mentorscan", "mentorscan merge takes it"),
    "comparison": ("a comparison by mentorscan", "mentorscan report makes a report of it"),
}


def check_answers(first: Any, *, name: str) -> None:
    """Raise ``ExportError`` where the first object of a file shows that it holds no answers: it says what it holds.

    The code is ``definition`` where it holds questions, ``own-file`` where mentorscan wrote it: such files may well lie
    among exports.
    """
    found = _no_answers(first) if isinstance(first, dict) else None
    if found:
        kind, hint = found
        code = "definition" if hint is _EXPORT else "own-file"
        raise ExportError(Problem(code, f"this is {kind}", Place(name), "the answers to a survey", hint))


def respondents_in(document: Mapping[str, Any]) -> list[dict[str, Any]] | None:
    """The one list of objects in an object with nothing else but its plain properties, or ``None``.

    LimeSurvey puts the answers under ``responses``, other services under ``results`` or ``data``.

    >>> respondents_in({"count": 1, "results": [{"m1": 4}]}), respondents_in({"m1": 4, "toppings": ["a"]})
    ([{'m1': 4}], None)
    """
    nested = [value for value in document.values() if isinstance(value, dict | list)]
    if len(nested) == 1 and isinstance(nested[0], list) and all(isinstance(each, dict) for each in nested[0]):
        return nested[0]
    return None


def unnumbered(respondent: Any) -> Any:
    """A respondent without the id that older versions of LimeSurvey wrap around it.

    >>> unnumbered({"12": {"m1": "4"}}), unnumbered({"m1": "4"})
    ({'m1': '4'}, {'m1': '4'})
    """
    if isinstance(respondent, dict) and len(respondent) == 1:
        ((key, value),) = respondent.items()
        if key.isdecimal() and isinstance(value, dict):
            return value
    return respondent


def no_answers(*, name: str, line: int | None) -> ExportError:
    """The error for a value that is no respondent."""
    return ExportError(Problem("no-records", "this JSON holds no respondents here", Place(name, line), _ANSWERS))


def _no_answers(first: Mapping[str, Any]) -> tuple[str, str] | None:
    """What a document is that holds no answers, and what to do instead; ``None`` where nothing shows it."""
    schema = first.get("schema")
    own = schema.split("/") if isinstance(schema, str) else []
    if own[:1] == ["mentorscan"] and len(own) == 3:
        return _OWN.get(own[1], ("a file of mentorscan", "give the survey's export"))
    if "SurveyEntry" in first and "SurveyElements" in first:
        return "a Qualtrics survey definition (QSF)", _EXPORT
    items = first.get("items")
    item = items[0] if isinstance(items, list) and items else first
    if isinstance(item, dict) and item.keys() >= _FORMR_ITEM and {"choice_list", "item_order"} & item.keys():
        return "a formr survey definition (items)", _EXPORT
    if any(_are_questions(first.get(each)) for each in ("pages", "elements")):
        return "a SurveyJS survey definition", _EXPORT
    return None


def _are_questions(value: Any) -> bool:
    """Whether this is a list of SurveyJS pages or elements."""
    return isinstance(value, list) and any(
        isinstance(each, dict) and {"elements", "type"} & each.keys() for each in value
    )
