"""What is wrong with a document as a written form: pydantic's errors as our problems, each at its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mentorscan.errors import Problem
from mentorscan.instrument import written
from mentorscan.instrument.document import Broken, Document, Misread, Trail, quoted
from mentorscan.instrument.written import NOT_TEXT, Fault, Written

_KINDS = {
    "string_type": (NOT_TEXT, "a text"),
    "int_type": ("not-a-number", "a whole number"),
    "int_from_float": ("not-a-number", "a whole number"),
    "float_type": ("not-a-number", "a number"),
    "finite_number": ("not-a-number", "a number"),
    "bool_type": ("not-true-or-false", "true or false"),
    "list_type": ("not-a-list", "a list"),
    "dict_type": ("not-a-mapping", "keys and values"),
    "model_type": ("not-a-mapping", "keys and values"),
}
"""Pydantic's errors about the type of a value: our code, and what was expected."""

_PATTERNS = {
    written.INSTRUMENT_ID: ("invalid-id", "lower-case letters, digits and hyphens, a letter first"),
    written.ITEM_ID: ("invalid-id", "letters, digits and _, a letter first, at most 64"),
    written.NAME: ("invalid-id", "letters, digits, _ and -, a letter first, at most 64"),
    written.ONE_LINE: ("invalid-id", "one line of text without white space around it"),
    written.LANGUAGE: ("invalid-language", "a language code such as en, it or pt-BR"),
    written.IN_WORDS: ("empty-reason", "a reason in words"),
    written.SHA256: ("invalid-fingerprint", "64 digits and letters from a to f"),
    written.VERSION: ("invalid-version", "a semantic version such as 1.0.0"),
}

_MOST_NAMES = 200
"""Among more names than these we look for no near one: it takes long, and is seldom what was meant."""

_BOUNDS = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name that is most like this one, as a hint; ``None`` where none is near, or too many are known.

    >>> nearest("itmes", ["id", "items"])
    'did you mean items?'
    """
    if len(known) > _MOST_NAMES:
        return None
    by_fold = {each.casefold(): each for each in known}
    near = difflib.get_close_matches(name.casefold(), by_fold, n=1, cutoff=0.6)
    return f"did you mean {by_fold[near[0]]}?" if near else None


def explained(error: ValidationError, *, model: type[Written], document: Document) -> Iterator[Problem]:
    """The problems that a validation error stands for, in no particular order."""
    for detail in error.errors(include_url=False):
        if not isinstance(detail["input"], Broken):
            yield from _problems(detail, model=model, document=document)


def _problems(detail: ErrorDetails, *, model: type[Written], document: Document) -> Iterator[Problem]:
    kind, context = detail["type"], detail.get("ctx", {})
    of_key = detail["loc"][-1:] == ("[key]",)
    trail: Trail = detail["loc"][:-1] if of_key else detail["loc"]
    place = document.key_place(trail) if of_key else document.place(trail)
    found = _found(detail["input"], trail, document, misread=kind == "string_type")
    if kind == "faults":
        yield from (_fault(each, trail, document, detail["input"]) for each in context["faults"])
    elif kind == "missing":
        yield Problem(
            "missing-key",
            f"the key {trail[-1]} is missing",
            document.place(trail[:-1]),
            expected=f"the key {trail[-1]}",
            hint=f"add {_description(model, trail) or trail[-1]}",
        )
    elif kind == "extra_forbidden":
        known = _keys(model, trail[:-1])
        expected = f"one of {', '.join(known)}"
        hint = nearest(str(trail[-1]), known) or "take it out"
        yield Problem("unknown-key", f"unknown key {trail[-1]}", document.key_place(trail), expected, hint)
    elif kind in _KINDS:
        code, expected = _KINDS[kind]
        yield Problem(code, found, place, expected, _type_hint(code, trail, document, detail["input"]))
    elif kind == "string_pattern_mismatch":
        code, expected = _PATTERNS[context["pattern"]]
        yield Problem(code, found, place, expected, "choose another name" if code == "invalid-id" else None)
    elif kind == "literal_error":
        choices = [str(choice) for choice in get_args(_annotation(model, trail))]
        hint = nearest(str(detail["input"]), choices) or f"write {_one_of(choices)}"
        yield Problem("unknown-value", found, place, _one_of(choices), hint)
    elif kind in {"too_short", "too_long"}:
        count = f"{context['actual_length']} {'entry' if context['actual_length'] == 1 else 'entries'}"
        bound = f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        yield Problem(
            kind.replace("_", "-"),
            f"{trail[-1]} has {count}",
            document.key_place(trail),
            bound,
            _description(model, trail),
        )
    elif kind == "string_too_short":
        yield Problem("empty-text", "the text is empty", place, "a text")
    else:
        bounds = [f"{words} {context[key]:,.12g}" for key, words in _BOUNDS.items() if key in context]
        yield Problem("out-of-range", found, place, " and ".join(bounds) or None, _description(model, trail))


def _fault(fault: Fault, trail: Trail, document: Document, value: Any) -> Problem:
    """The problem of a fault within a value."""
    trail = (*trail, *fault.trail)
    if fault.code != NOT_TEXT:
        of_key = fault.code == "unknown-language"
        place = document.key_place(trail) if of_key else document.place(trail)
        return Problem(fault.code, fault.message, place, fault.expected, fault.hint)
    for step in fault.trail:
        value = value[step]
    hint = _type_hint(NOT_TEXT, trail, document, value)
    return Problem(NOT_TEXT, _found(value, trail, document, misread=True), document.place(trail), "a text", hint)


def _found(value: Any, trail: Trail, document: Document, *, misread: bool) -> str:
    """What stands at a place, in words; ``misread``: it was meant to be text, and YAML took it for something else."""
    if isinstance(value, dict):
        return "keys and values stand here"
    if isinstance(value, list):
        return "a list stands here"
    if isinstance(value, str):
        return f"the text {quoted(value)} stands here"
    if misread or isinstance(value, Misread | bool):
        return document.reading(trail) or f"{value} stands here"
    spot = document.spots.get(trail)
    return f"{spot.written if spot and spot.written else value} stands here"


def _type_hint(code: str, trail: Trail, document: Document, value: Any) -> str | None:
    """One thing to do about a value of the wrong type."""
    spot = document.spots.get(trail)
    if isinstance(value, Misread) and not value.written:
        return "write a value, or take the key out"
    if code == NOT_TEXT and spot and spot.written:
        return f"put it in quotes: {quoted(spot.written)}"
    if code == "not-a-number":
        return "write a plain number in digits, without quotes"
    if code == "not-a-list" and isinstance(value, str):
        return f"write [{value}]"
    return "write true or false, without quotes" if code == "not-true-or-false" else None


def _one_of(choices: Sequence[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _annotation(model: type[Written], trail: Trail) -> Any:
    """The annotation of the value at a trail, without ``None`` and ``Annotated`` around it."""
    annotation: Any = model
    for step in trail:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
            annotation = fields[str(step)].annotation
        else:
            annotation = get_args(annotation)[-1]
        annotation = _bare(annotation)
    return annotation


def _bare(annotation: Any) -> Any:
    while get_origin(annotation) is Annotated or type(None) in get_args(annotation):
        annotation = get_args(annotation)[0]
    return annotation


def _keys(model: type[Written], trail: Trail) -> list[str]:
    """The keys that are known at a trail."""
    annotation = _annotation(model, trail)
    return [field.alias or name for name, field in annotation.model_fields.items()]


def _description(model: type[Written], trail: Trail) -> str | None:
    """What the key at a trail is for, as its written form says; of list entries nothing."""
    if not trail or isinstance(trail[-1], int):
        return None
    around = _annotation(model, trail[:-1])
    if not (isinstance(around, type) and issubclass(around, BaseModel)):
        return None
    for name, field in around.model_fields.items():
        if (field.alias or name) == trail[-1] and field.description:
            return f"{trail[-1]}: {field.description.rstrip('.')}"
    return None
