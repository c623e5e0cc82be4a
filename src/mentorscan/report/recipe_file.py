"""A recipe from its file, or everything that is wrong with it in one run.

The format is described in ``docs/reports.md``; its keys are the fields of ``WrittenRecipe``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from mentorscan.errors import Place, Problem, RecipeError
from mentorscan.instrument.document import Document, Part, quoted
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.load import shortened, written_form
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.references import repeated, unknown
from mentorscan.instrument.strict_yaml import read_yaml
from mentorscan.instrument.written import Fault, Written, WrittenText
from mentorscan.report.design import Design, Logo
from mentorscan.report.markdown_prose import prose
from mentorscan.report.plain import plain
from mentorscan.report.prose import Block
from mentorscan.report.recipe import PARTS, Audience, CoverWishes, Recipe, SignOffWishes
from mentorscan.results import Results

LARGEST_LOGO: Final = 1_000_000
"""So many bytes a logo may have: it stands in every report."""

_SIGNATURES: Final[Mapping[bytes, Literal["png", "jpeg"]]] = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subjects:
    """What a recipe can speak of: the languages of its texts, the questionnaires and the items, by id."""

    languages: tuple[str, ...]
    questionnaires: tuple[str, ...]
    items: tuple[str, ...]

    @classmethod
    def of_results(cls, results: Results) -> Subjects:
        """What these results hold."""
        every = (*results.hallmarks, *results.outcomes)
        return cls(
            languages=results.instrument.languages,
            questionnaires=tuple(each.id for each in every),
            items=tuple(item.id for each in every for item in each.items),
        )

    @classmethod
    def of_instrument(cls, instrument: Instrument) -> Subjects:
        """What an instrument holds, whatever of it was asked."""
        return cls(
            languages=instrument.languages,
            questionnaires=tuple(each.id for each in instrument.questionnaires),
            items=tuple(instrument.items),
        )


def _colour(text: str) -> str:
    """A colour as the web writes it: a number sign and six hexadecimal digits."""
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", text):
        found, expected = f"{quoted(text)} is no colour", "a number sign and six digits from 0 to f"
        fault = Fault("invalid-colour", found, (), expected, 'write it like "#0b6e4f", in quotation marks')
        raise PydanticCustomError("faults", "faults", {"faults": [fault]})
    return text.lower()


Colour = Annotated[str, AfterValidator(_colour)]


class WrittenCover(Written):
    """The first page of a printed report."""

    title: WrittenText | None = Field(None, description="In place of the questionnaire's title.")
    subtitle: WrittenText | None = Field(None, description="A line below it.")
    prepared_for: WrittenText | None = Field(None, description="Whom the report is for.")
    prepared_by: WrittenText | None = Field(None, description="Who made it.")
    date: WrittenText | None = Field(None, description="The date of the report, as it is to be printed.")
    lines: list[WrittenText] = Field([], description="Further lines.")


class WrittenSignOff(Written):
    """Who stands by the report, at its end."""

    text: WrittenText | None = Field(None, description="What they say, in Markdown.")
    name: WrittenText | None = Field(None, description="Who signs.")
    role: WrittenText | None = Field(None, description="As what.")
    place: WrittenText | None = Field(None, description="Where and when.")


class WrittenRecipe(Written):
    """A recipe: how a report is to be made."""

    model_config = ConfigDict(title="a recipe")

    schema_number: Literal[1] = Field(alias="schema", description="The version of this format.")
    organisation: WrittenText | None = Field(None, description="In place of the organisation of the results.")
    audience: Audience = Field("full", description="For whom: sponsor, hr, or full.")
    sections: list[str] | None = Field(None, description="The parts of the report, in order.")
    accent: Colour | None = Field(None, description='A colour such as "#0b6e4f".')
    logo: str | None = Field(None, description="A PNG or JPEG file, relative to this one.")
    cover: WrittenCover | None = Field(None, description="The first page.")
    confidentiality: WrittenText | None = Field(None, description="A line for every page.")
    sign_off: WrittenSignOff | None = Field(None, description="Who stands by the report.")
    interpretation: dict[str, WrittenText] = Field(
        {}, description="What you make of a part, a hallmark or an outcome, by its id, in Markdown."
    )
    leave_out: list[str] = Field([], description="Ids of items that are not shown. They count in all figures.")
    level_words: bool = Field(default=True, description="Whether levels are named.")


def load_recipe(path: Path, *, subjects: Subjects, language: str) -> Recipe:
    """The recipe of a file, with its texts in ``language`` (one of the instrument's).

    Raises:
        RecipeError: with all problems of the file, ordered by line.
    """
    if not path.is_file():
        hint = "check the path; docs/reports.md shows a recipe"
        raise RecipeError(Problem("no-recipe", "there is no such file", Place(str(path)), "a recipe file", hint))
    document = read_yaml(path, root=path.resolve().parent)
    written, problems = written_form(WrittenRecipe, document, languages=subjects.languages)
    logo, missing = _logo(document, folder=path.parent)
    problems += [*_problems(document, subjects), *missing]
    if written is None or problems:
        raise RecipeError(sorted((shortened(_hinted(each, document)) for each in problems), key=_position))

    def text(value: Any) -> str | None:
        return None if value is None else str(value if isinstance(value, str) else value[language])

    def line(value: Any) -> str | None:
        found = text(value)
        return None if found is None else plain(found)

    def blocks(value: Any) -> tuple[Block, ...]:
        return prose(text(value) or "")

    cover, sign_off, organisation = written.cover, written.sign_off, line(written.organisation)
    return Recipe(
        organisation=organisation,
        audience=written.audience,
        sections=tuple(written.sections) if written.sections is not None else None,
        design=Design(accent=written.accent, logo=logo),
        cover=CoverWishes(
            title=line(cover.title),
            subtitle=line(cover.subtitle),
            prepared_for=line(cover.prepared_for),
            prepared_by=line(cover.prepared_by),
            date=line(cover.date),
            lines=tuple(line(each) or "" for each in cover.lines),
        )
        if cover
        else None,
        confidentiality=line(written.confidentiality),
        sign_off=SignOffWishes(
            text=blocks(sign_off.text), name=line(sign_off.name), role=line(sign_off.role), place=line(sign_off.place)
        )
        if sign_off
        else None,
        interpretation={each: blocks(value) for each, value in written.interpretation.items()},
        without_items=frozenset(written.leave_out),
        level_words=written.level_words,
    )


def _problems(document: Document, subjects: Subjects) -> Iterator[Problem]:
    """What is wrong between the recipe and what it speaks of."""
    root = Part(document, (), document.data)
    yield from repeated(root["sections"].entries(), kind="section")
    yield from repeated(root["leave_out"].entries(), kind="item")
    yield from unknown(root["sections"].entries(), known=PARTS, kind="section")
    if isinstance(root["sections"].value, list) and not root["sections"].value:
        yield Problem("empty-list", "no section is left", root["sections"].place, f"some of {', '.join(PARTS)}")
    yield from unknown(root["leave_out"].entries(), known=subjects.items, kind="item")
    written = root["interpretation"].value
    known = tuple(dict.fromkeys((*PARTS, *subjects.questionnaires)))
    for name in written if isinstance(written, dict) else ():
        place = document.key_place(("interpretation", name))
        if name not in known:
            hint = nearest(name, known)
            found = f"the report has no part {name}"
            yield Problem("unknown-section", found, place, f"one of {', '.join(known)}", hint)


def _logo(document: Document, *, folder: Path) -> tuple[Logo | None, list[Problem]]:
    """The logo that the recipe names, and what is wrong with it."""
    root = Part(document, (), document.data)
    named = root["logo"]
    if not named.text:
        return None, []
    file = folder / named.text.strip()
    try:
        size = file.stat().st_size
        data = file.read_bytes() if size <= LARGEST_LOGO else b""
    except (OSError, ValueError):
        hint = "the path is relative to this file"
        return None, [Problem("missing-file", f"there is no file {named.text}", named.place, "a picture", hint)]
    if size > LARGEST_LOGO:
        found, most = f"the logo has {size:,} bytes", f"at most {LARGEST_LOGO:,}: it stands in every report"
        return None, [Problem("large-logo", found, named.place, most, "save it smaller")]
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), None)
    if kind is None:
        found = f"{file.name} is no picture that every format can show"
        return None, [Problem("unknown-picture", found, named.place, "a PNG or JPEG file", "save it as PNG")]
    organisation = root["organisation"].text
    return Logo(data=data, kind=kind, alternative=plain(organisation or file.stem)), []


def _hinted(problem: Problem, document: Document) -> Problem:
    """The problem; where it is a colour without quotation marks, with what YAML made of it."""
    accent = Part(document, (), document.data)["accent"]
    if problem.code != "not-text" or problem.place != accent.place:
        return problem
    return replace(problem, hint='write the colour in quotation marks, like "#0b6e4f": # begins a comment')


def _position(problem: Problem) -> tuple[int, int]:
    place = problem.place or Place("")
    return place.line or 0, place.column or 0
