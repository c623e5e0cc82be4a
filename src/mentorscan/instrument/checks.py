"""What can be wrong between the values of an instrument, in one file or across files.

These checks look at the data itself, so that they also find what they can in files whose written form is broken:
whatever has the wrong type is passed over here and reported by ``mentorscan.instrument.explain``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.group_checks import group_problems
from mentorscan.instrument.model import RESERVED
from mentorscan.instrument.references import repeated, unknown
from mentorscan.instrument.scale_checks import scale_problems
from mentorscan.instrument.written import LANGUAGE, NAME


@dataclass(frozen=True, slots=True)
class Known:
    """What ``instrument.yaml`` declares, for those who refer to it; ``None`` where it cannot be told."""

    languages: tuple[str, ...] | None = None
    questionnaires: tuple[str, ...] | None = None
    scales: tuple[str, ...] | None = None
    forms: tuple[str, ...] | None = None


def known_names(document: Document) -> Known:
    """What an ``instrument.yaml`` declares, as far as it can be read."""
    root = Part(document, (), document.data)
    scales = tuple(str(each.trail[-1]) for each in root["scales"].members())
    forms = tuple(str(each.trail[-1]) for each in root["forms"].members())
    if isinstance(root.value, dict) and "forms" not in root:
        forms = ("full",)
    languages = _names(root["languages"]) or ()
    return Known(
        languages=tuple(each for each in languages if re.fullmatch(LANGUAGE, each)) or None,
        questionnaires=_names(root["questionnaires"]),
        scales=scales or None,
        forms=forms or None,
    )


def _names(part: Part, *, key: str | None = None) -> tuple[str, ...] | None:
    """The texts of a list, or those under a key of its entries; ``None`` where anything else stands there."""
    entries = [each[key] if key else each for each in part.entries()]
    names = tuple(each.text for each in entries if each.text)
    return names if names and len(names) == len(entries) else None


def instrument_problems(document: Document) -> Iterator[Problem]:
    """What is wrong between the values of ``instrument.yaml``."""
    root = Part(document, (), document.data)
    yield from repeated(root["languages"].entries(), kind="language")
    yield from repeated(root["questionnaires"].entries(), kind="questionnaire")
    yield from repeated((each["id"] for each in root["segments"].entries()), kind="segment")
    yield from repeated((each["id"] for each in root["levels"].entries()), kind="level")
    for scale in root["scales"].members():
        yield from scale_problems(scale)
    for segment in root["segments"].entries():
        yield from group_problems(segment)
    yield from _level_problems(root["levels"])


def questionnaire_problems(document: Document, *, known: Known, name: str) -> Iterator[Problem]:
    """What is wrong between the values of a questionnaire, and with what it refers to. ``name``: its file's, bare."""
    root = Part(document, (), document.data)
    own = root["id"]
    if own.text and own.text != name:
        hint = f"write id: {name}, or rename the file to {own.text}.yaml"
        yield Problem("id-not-file-name", f"the id is {own.text}", own.place, f"{name}, as the file is called", hint)
    facets = [each["id"] for each in root["facets"].entries()]
    # Facets that are written wrongly are not also reported as unknown wherever an item names one.
    declared = _names(root["facets"], key="id") if "facets" in root else ()
    yield from repeated(facets, kind="facet")
    yield from unknown([root["scale"]], known=known.scales, kind="scale")
    for item in root["items"].entries():
        yield from unknown([item["facet"]], known=declared, kind="facet")
        yield from repeated(item["forms"].entries(), kind="form")
        yield from unknown(item["forms"].entries(), known=known.forms, kind="form")
        if isinstance(item.value, dict) and "forms" not in item and known.forms and "full" not in known.forms:
            found = "the item names no forms, so it belongs to full, which the instrument does not have"
            yield Problem("unknown-form", found, item.place, "the key forms", f"add forms: [{known.forms[0]}]")


def column_problems(instrument: Document, questionnaires: Iterable[Document]) -> Iterator[Problem]:
    """Ids that cannot be columns of one export: reserved ones, and those that stand twice without regard to case."""
    first: dict[str, Place] = {}
    for column in _columns(instrument, questionnaires):
        name = column.text or ""
        key, place = name.casefold(), column.place
        if key in RESERVED:
            expected = f"a name other than {', '.join(RESERVED)}"
            yield Problem("reserved-id", f"{name} is reserved", place, expected, "choose another id")
        elif key in first:
            found = f"the id {name} is used already at {first[key]}"
            expected = "an id that no other item, comment or segment has, whatever the case of its letters"
            yield Problem("id-used-twice", found, place, expected, "choose another id")
        else:
            first[key] = place


def _columns(instrument: Document, questionnaires: Iterable[Document]) -> Iterator[Part]:
    """The ids that are columns of an export. A segment that stands twice in one list is reported there."""
    segments: set[str] = set()
    for segment in Part(instrument, (), instrument.data)["segments"].entries():
        name = segment["id"].text
        if name and name not in segments:
            segments.add(name)
            yield segment["id"]
    for document in questionnaires:
        root = Part(document, (), document.data)
        parts = [*root["items"].entries(), root["comment"]]
        yield from (part["id"] for part in parts if part["id"].text)


def form_problems(instrument: Document, questionnaires: Iterable[Document]) -> Iterator[Problem]:
    """A warning for each declared form to which no item belongs."""
    used = {"full"}
    for document in questionnaires:
        for item in Part(document, (), document.data)["items"].entries():
            used.update(form.text for form in item["forms"].entries() if form.text)
    for form in Part(instrument, (), instrument.data)["forms"].members():
        name = str(form.trail[-1])
        if name not in used:
            place, hint = instrument.key_place(form.trail), f"add {name} to the forms of some items"
            yield Problem("empty-form", f"no item belongs to {name}", place, "at least one item", hint, "warning")


def file_problems(instrument: Document, *, files: Collection[str]) -> Iterator[Problem]:
    """Questionnaires that are listed without a file, and (as warnings) files that nobody lists.

    ``files``: the names of the YAML files beside ``instrument.yaml``.
    """
    questionnaires = Part(instrument, (), instrument.data)["questionnaires"]
    listed = {each.text: each for each in questionnaires.entries() if each.text and re.fullmatch(NAME, each.text)}
    spare = [file for file in files if file.removesuffix(".yaml") not in listed]
    for name, entry in listed.items():
        if f"{name}.yaml" not in files:
            hint = nearest(f"{name}.yaml", spare) or f"write {name}.yaml, or take {name} out of questionnaires"
            if f"{name}.yml" in spare:
                hint = f"rename {name}.yml to {name}.yaml"
            found = f"the file {name}.yaml is missing"
            yield Problem("missing-file", found, entry.place, "a file beside instrument.yaml", hint)
    place = instrument.key_place(questionnaires.trail)
    for file in spare:
        hint = f"add {file.rpartition('.')[0]} to questionnaires, or move the file away"
        yield Problem("unlisted-file", f"nobody lists {file}", place, "only listed questionnaires", hint, "warning")


def role_problems(instrument: Document, questionnaires: Collection[Document]) -> Iterator[Problem]:
    """A problem where no questionnaire is a hallmark: there would be nothing to score."""
    roles = [Part(document, (), document.data)["role"].text for document in questionnaires]
    if roles and all(role == "outcome" for role in roles):
        place, hint = instrument.key_place(("questionnaires",)), "take role: outcome out of one of them"
        yield Problem("no-hallmark", "every questionnaire has the role outcome", place, "at least one hallmark", hint)


def _level_problems(levels: Part) -> Iterator[Problem]:
    """Levels that do not start at 0 or do not increase."""
    starts = [each["from"] for each in levels.entries()]
    if starts and starts[0].number:
        hint = "the first level is for every index, however low"
        yield Problem("levels-start", f"the first level starts at {starts[0].value}", starts[0].place, "0", hint)
    numbers = [(each, each.number) for each in starts if each.number is not None]
    for (before, low), (each, high) in pairwise(numbers):
        if high <= low:
            found, hint = f"{each.value} follows {before.value}", "list the levels from the lowest to the highest"
            yield Problem("levels-order", found, each.place, f"more than {before.value}", hint)
