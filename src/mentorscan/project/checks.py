"""What can be wrong between the values of a project file, and between them and the instrument.

As with instruments these checks look at the data itself: whatever has the wrong type is passed over here and reported
by ``mentorscan.instrument.explain``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mentorscan.errors import Problem
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.group_checks import group_problems
from mentorscan.instrument.model import RESERVED, Group, Instrument
from mentorscan.instrument.references import repeated
from mentorscan.instrument.written import LANGUAGE
from mentorscan.locales import catalogue_of, languages
from mentorscan.registry import REPORT_FORMATS


def project_problems(document: Document, *, folder: Path) -> Iterator[Problem]:
    """What is wrong between the values of a project file that lies in ``folder``, whatever the instrument."""
    root = Part(document, (), document.data)
    yield from _wave_problems(root["wave"])
    yield from repeated((each["id"] for each in root["segments"].entries()), kind="segment")
    yield from repeated(root["works_agreement"]["segments"].entries(), kind="segment")
    yield from repeated(root["report"]["formats"].entries(), kind="format")
    yield from _format_problems(root["report"]["formats"])
    recipe = root["report"]["recipe"]
    if recipe.text and not is_file(folder / recipe.text.strip()):
        hint = "the path is relative to this file; take it out as long as there is no recipe"
        yield Problem("missing-file", f"there is no file {recipe.text.strip()}", recipe.place, "a file", hint)


def fit_problems(document: Document, *, instrument: Instrument | None) -> Iterator[Problem]:
    """What does not fit the instrument; as far as it can be told where that is not known (``None``)."""
    root = Part(document, (), document.data)
    yield from _column_problems(root["segments"], instrument)
    yield from _agreed_segment_problems(root, instrument)
    yield from _language_problems(root["report"]["language"], instrument)
    declared = {segment.id: segment.groups for segment in instrument.segments} if instrument else {}
    for segment in root["segments"].entries():
        groups = declared.get(segment["id"].text or "", ())
        yield from _spelling_problems(segment, groups)
        for problem in group_problems(segment, declared=groups):
            if instrument is not None or problem.code != "unknown-parent":
                yield problem


def is_file(path: Path) -> bool:
    """Whether this is a file; a name that no file can have is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _wave_problems(wave: Part) -> Iterator[Problem]:
    """A wave that ends before it begins."""
    first, last = wave["from"].text, wave["to"].text
    days = [day for day in (first, last) if day and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day)]
    if len(days) == 2 and days[1] < days[0]:
        found, hint = f"the wave ends before it begins on {first}", "exchange the two dates, or correct one"
        yield Problem("dates-order", found, wave["to"].place, f"{first} or later", hint)


def _format_problems(formats: Part) -> Iterator[Problem]:
    """Formats that mentorscan does not know at all."""
    for each in formats.entries():
        if each.text and each.text not in REPORT_FORMATS:
            hint = nearest(each.text, REPORT_FORMATS) or f"take {each.text} out"
            expected = f"one of {', '.join(REPORT_FORMATS)}"
            yield Problem("unknown-format", f"no report can be written as {each.text}", each.place, expected, hint)


def _language_problems(language: Part, instrument: Instrument | None) -> Iterator[Problem]:
    """A language in which the instrument has no texts, or mentorscan no words."""
    if not language.text or not re.fullmatch(LANGUAGE, language.text):
        return
    known = [each for each in (instrument.languages if instrument else languages()) if catalogue_of(each)]
    if language.text not in known and (instrument or not catalogue_of(language.text)):
        has = instrument is not None and language.text in instrument.languages
        found = f"{'mentorscan has no words' if has else 'the instrument has no texts'} in {language.text}"
        expected = f"one of {', '.join(known)}" if known else "no language, as none has both"
        yield Problem("unknown-language", found, language.place, expected, nearest(language.text, known))


def _column_problems(segments: Part, instrument: Instrument | None) -> Iterator[Problem]:
    """Segments whose id is another column of an export: an item, a comment, a segment in other letter case."""
    owners = _columns(instrument) if instrument else {}
    for segment in segments.entries():
        own = segment["id"]
        name, place = own.text or "", own.place
        owner, kind = owners.setdefault(name.casefold(), (name, "segment"))
        if name.casefold() in RESERVED:
            expected = f"a name other than {', '.join(RESERVED)}"
            yield Problem("reserved-id", f"{name} is reserved", place, expected, "choose another id")
        elif kind != "segment":
            found, expected = f"{name} is {kind} of the instrument", "an id that no item or comment has"
            yield Problem("id-used-twice", found, place, expected, "choose another id")
        elif owner != name:
            found, hint = f"the id {name} differs from {owner} in its letter case only", f"write id: {owner}"
            yield Problem("id-used-twice", found, place, "one spelling for each segment", hint)


def _columns(instrument: Instrument) -> dict[str, tuple[str, str]]:
    """The columns of the instrument without regard to letter case: how each is spelled, and what it is."""
    comments = [each.comment.id for each in instrument.questionnaires if each.comment]
    return {
        **{segment.id.casefold(): (segment.id, "segment") for segment in instrument.segments},
        **{comment.casefold(): (comment, "a comment") for comment in comments},
        **{item.casefold(): (item, "an item") for item in instrument.items},
    }


def _agreed_segment_problems(root: Part, instrument: Instrument | None) -> Iterator[Problem]:
    """Segments of the works agreement that are spelled otherwise elsewhere. Those that nobody declares may be right."""
    declared = [segment.id for segment in instrument.segments] if instrument else []
    declared += [each["id"].text or "" for each in root["segments"].entries()]
    spelled = {name.casefold(): name for name in reversed(declared)}
    for each in root["works_agreement"]["segments"].entries():
        name = each.text or ""
        owner = spelled.get(name.casefold(), name)
        if owner != name:
            found = f"the segment {name} is called {owner} elsewhere"
            yield Problem("unknown-segment", found, each.place, owner, f"write {owner}")


def _spelling_problems(segment: Part, declared: tuple[Group, ...]) -> Iterator[Problem]:
    """Groups that the instrument spells in other letter case: exports could not tell the two apart."""
    spelled = {group.id.casefold(): group.id for group in declared}
    for group in segment["groups"].entries():
        name = group["id"].text or ""
        owner = spelled.get(name.casefold(), name)
        if owner != name:
            found = f"the group {name} differs from the instrument's {owner} in its letter case only"
            yield Problem("id-used-twice", found, group["id"].place, owner, f"write id: {owner}")
