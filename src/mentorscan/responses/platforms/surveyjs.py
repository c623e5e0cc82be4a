"""SurveyJS: answers as JSON objects, a matrix as an object within them; the app that holds the survey stores them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mentorscan.responses.platforms.definitions import agreed
from mentorscan.responses.platforms.json_beside import documents
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_NESTED = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)+")
_OTHERS = frozenset(
    {"session", "lastpage", "startlanguage", "submitdate", "response id", "responseid", "_uuid", "_submission_time"}
)
"""Columns of formr, LimeSurvey, Qualtrics and KoBoToolbox, which keep their answers as JSON too."""
_DEEPEST = 20

_Question = tuple[tuple[str, ...], dict[str, tuple[str, ...]]]


def recognises(head: Head) -> bool:
    """Whether this is JSON with the rows of a matrix, and without the marks of another platform."""
    names = {name.casefold() for name in head.header}
    return head.container == "json" and names.isdisjoint(_OTHERS) and any(map(_NESTED.fullmatch, head.header))


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """A matrix row under its matrix and alone (``mentor.m1``, ``mentor_m1``, ``m1``), any other column as it stands."""
    fitting = {
        path.name: {name: question for name, question in questions.items() if name in head.header}
        for path, document in documents(beside, export=head.name)
        if not (questions := _questions(document)).keys().isdisjoint(head.header)
    }
    asked = agreed(fitting, export=head.name, kind="SurveyJS definition") or {}
    return Dialect(
        columns=tuple(_column(name, asked) for name in head.header),
        definitions=tuple(fitting) if asked else (),
    )


def _column(name: str, asked: Mapping[str, _Question]) -> ColumnName:
    parts = name.split(".") if _NESTED.fullmatch(name) else [name]
    alone = parts[1:] if len(parts) == 2 else []
    texts, labels = asked.get(name, ((), {}))
    codes = tuple(dict.fromkeys((name, "_".join(parts), *alone)))
    return ColumnName(title=name, codes=codes, texts=texts, labels=labels)


def _questions(document: Mapping[str, Any]) -> dict[str, _Question]:
    """What each column of a survey asks, and what its cells mean, out of the survey's definition."""
    if not {"pages", "elements"} & document.keys():
        return {}
    found: dict[str, _Question] = {}
    for element in _elements(document, deepest=_DEEPEST):
        name = element.get("name")
        if not isinstance(name, str):
            continue
        if element.get("type") == "matrix":
            labels = _labels(element.get("columns"))
            found |= {f"{name}.{row}": (texts, labels) for row, texts in _labels(element.get("rows")).items()}
        else:
            labels = _labels(element.get("choices") or element.get("rateValues"))
            found[name] = _texts(element.get("title")) or (name,), labels
    return found


def _elements(part: Mapping[str, Any], *, deepest: int) -> Iterator[Mapping[str, Any]]:
    """The questions on the pages and panels of a survey."""
    for kind in ("pages", "elements"):
        inner = part.get(kind)
        for each in inner if isinstance(inner, list) and deepest else ():
            if isinstance(each, dict):
                yield each
                yield from _elements(each, deepest=deepest - 1)


def _labels(choices: Any) -> dict[str, tuple[str, ...]]:
    """Value -> its labels; a choice that is no object is its own label."""
    found: dict[str, tuple[str, ...]] = {}
    for each in choices if isinstance(choices, list) else ():
        value, text = (each.get("value"), each.get("text")) if isinstance(each, dict) else (each, None)
        if isinstance(value, str | int | float):
            found[str(value)] = _texts(text) or (str(value),)
    return found


def _texts(text: Any) -> tuple[str, ...]:
    """A text in every language that it is in."""
    spelled = text.values() if isinstance(text, dict) else (text,)
    return tuple(plain_header(each) for each in spelled if isinstance(each, str) and each)


PLATFORM = Platform(
    name="surveyjs",
    title="SurveyJS",
    seen="answers of survey-core 3.1; how a service stores them only as synthetic files in the documented style",
    recognises=recognises,
    dialect=dialect,
)
