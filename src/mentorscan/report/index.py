"""The page that leads to the reports of a segment's groups: who is there, and why some are not. No ranks."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

    Names that differ in letter case or form alone get a number, in the order of the segment, so that the same groups
    have the same names again. People without a group: ``SEGMENT-without-group``.
    """
    taken: set[str] = set()
    stems = []
    for group in segment.groups:
        name = "without-group" if group.value is None else group.value
        line = unicodedata.normalize("NFC", plain(f"{segment.id}-{name}")).strip("\u2068\u2069")
        shown = "".join(each for each in line if unicodedata.category(each) != "Cf")
        stem = sanitize_filename(shown, replacement_text="_", platform="universal", max_len=_LONGEST).rstrip(". ")
        unique, number = stem, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{stem}-{number}"
        taken.add(unique.casefold())
        stems.append(unique)
    return tuple(stems)


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
    title, of_segment = edition.text(results.instrument.title), edition.text(segment.title)
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
