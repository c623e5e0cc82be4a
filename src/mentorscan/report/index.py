"""The page that leads to the reports of a segment's groups: who is there, and why some are not. No ranks."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pathvalidate import sanitize_filename

from mentorscan.report.design import Design
from mentorscan.report.edition import Edition
from mentorscan.report.language import open_language
from mentorscan.report.model import Column, Figure, Link
from mentorscan.report.plain import plain
from mentorscan.report.recipe import Recipe
from mentorscan.report.tailored import tailored
from mentorscan.results import Results, SegmentFigures

_LONGEST = 120
"""So many bytes of a file's name stem: short enough for every file system, with an ending and a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """A group: its people and index, and the files of its report; without a report, what stands in their place."""

    title: str
    people: Figure
    index: Figure
    files: tuple[Link, ...]
    absence: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The page that leads to the reports of a segment's groups, in the segment's order."""

    language: str
    direction: str
    title: str
    generator: str
    context: tuple[str, ...]
    skip: str
    design: Design
    confidentiality: str | None
    lead: tuple[str, ...]
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[IndexRow, ...]
    footer: tuple[str, ...]


def file_stems(segment: SegmentFigures) -> tuple[str, ...]:
    """What the files of each group's report are called, ending apart: ``SEGMENT-GROUP``, fit for every file system.

    People without a group: ``SEGMENT~without-group``. Names that differ in letter case or form alone, and those that
    are cut, end in a tilde and a digest of the group's own value, so that they never depend on the others.
    """
    readable = [_readable(segment, group.value) for group in segment.groups]
    stems = [
        sanitize_filename(each, replacement_text="_", platform="universal", max_len=_LONGEST).rstrip(". ")
        for each in readable
    ]
    folded = Counter(map(_folded, stems))
    return tuple(
        f"{stem}~{_digest(group.value or '')}" if folded[_folded(stem)] > 1 or len(line.encode()) > _LONGEST else stem
        for stem, line, group in zip(stems, readable, segment.groups, strict=True)
    )


def _readable(segment: SegmentFigures, value: str | None) -> str:
    """The name as a person would write it, without what cannot be seen."""
    if value is None:
        return f"{segment.id}~without-group"
    line = unicodedata.normalize("NFC", f"{segment.id}-{plain(value)}").replace("~", "_")
    return "".join(each for each in line if unicodedata.category(each) not in {"Cf", "Co", "Cn", "Cs"})


def _folded(stem: str) -> str:
    """What a file system without regard to letter case and Unicode form takes the name for."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", stem).casefold())


def _digest(value: str) -> str:
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def build_index(
    results: Results,
    *,
    segment: SegmentFigures,
    files: Mapping[str, Sequence[str]],
    language: str | None,
    recipe: Recipe,
) -> Index:
    """The index page. ``files``: of each group's stem, the names of the files that its report was written to.

    Raises ``OptionError`` where the language is not there.
    """
    words, texts = open_language(language, texts=results.instrument.languages)
    edition = Edition(results=tailored(results, recipe), words=words, texts=texts, recipe=recipe)
    title, of_segment = edition.title_of_report, edition.text(segment.title)
    rows = []
    for group, stem in zip(segment.groups, file_stems(segment), strict=True):
        shown = group.overall
        people = edition.missing(group, "respondents") if group.respondents is None else None
        hidden = edition.missing(group, "overall", "respondents")
        rows.append(
            IndexRow(
                title=edition.group_title(group),
                people=people or Figure(text=words.count(group.respondents or 0)),
                index=edition.index_figure(shown, shown.index) if shown else hidden,
                files=tuple(Link(anchor=each, title=each.rpartition(".")[2].upper()) for each in files.get(stem, ())),
                absence=None if shown else f"{hidden.text}: {hidden.reason}",
            )
        )
    organisation = (edition.organisation,) if edition.organisation else ()
    version = plain(results.tool.version)
    return Index(
        language=words.code,
        direction=words.locale.text_direction,
        title=words.gettext("Reports by {segment}", segment=of_segment),
        generator=f"mentorscan {version}",
        context=(title, *organisation),
        skip=words.gettext("Skip to the reports"),
        design=recipe.design,
        confidentiality=recipe.confidentiality,
        lead=(
            words.gettext(
                "One report for each group that may be shown, each beside the whole. The order is that of the "
                "questionnaire or of the names, not of the figures."
            ),
        ),
        caption=words.gettext("The groups and their reports"),
        columns=(
            Column(title=of_segment),
            Column(title=words.gettext("People"), kind="number"),
            Column(title=words.gettext("Index"), kind="number"),
            Column(title=words.gettext("Report")),
        ),
        rows=tuple(rows),
        footer=(
            " · ".join((title, *organisation)),
            words.gettext("Made with mentorscan {version}.", version=version),
        ),
    )
