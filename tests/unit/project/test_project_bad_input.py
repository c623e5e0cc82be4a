"""Every kind of problem that a project file can have, with its place.

The place is written into the text: « stands right before the character at which the problem must be reported, and is
taken out before the file is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.unit.project.projects import INSTRUMENT, PROJECT, write

from mentorscan.errors import Problem, ProjectError
from mentorscan.project import load_project


class Case(NamedTuple):
    """An edit of the project file, and the code of the one problem that it makes."""

    old: str
    new: str
    code: str
    said: str = ""


CASES = {
    # what YAML makes of it
    "an unknown key": Case("report:", "«reprot: 1\nreport:", "unknown-key", "did you mean report?"),
    "an unknown key of a group": Case("people: 7", "«peopel: 7", "unknown-key", "did you mean people?"),
    "an unknown key of the agreement": Case("minimum_group: 10", "«minimum: 10", "unknown-key", "one of minimum_group"),
    "a key twice": Case("report:", "«schema: 1\nreport:", "repeated-key", "line 1"),
    "a name read as a boolean": Case("Example Ltd", "«No", "not-text", 'put it in quotes: "No"'),
    "a date without quotes": Case('"2026-10-01"', "«2026-10-01", "not-text", "YAML reads 2026-10-01 as a date"),
    "a language read as a boolean": Case("language: it", "language: «no", "not-text", "YAML reads no as a boolean"),
    "a group read as a number": Case("{id: both,", "{id: «12,", "not-text", 'put it in quotes: "12"'),
    "an alias read as a boolean": Case("[Shop]", "[«yes]", "not-text", "YAML reads yes as a boolean"),
    "nothing": Case("organisation: Example Ltd", "organisation:«", "not-text", "nothing stands here"),
    "no YAML": Case(
        "organisation: Example Ltd", "organisation: Example«: Ltd", "yaml-syntax", "put the text in quotes"
    ),
    "a tag": Case("Example Ltd", "«!!python/name:os.system x", "yaml-tag", "data without tags"),
    # single values
    "another version of the format": Case("schema: 1", "schema: «2", "unknown-value", "expected 1"),
    "no version of the format": Case("schema: 1\n", "", "missing-key", "schema"),
    "an empty name": Case("Example Ltd", "«' '", "empty-text", "one line of text"),
    "a name of several lines": Case("Example Ltd", '«"Example\\nLtd"', "several-lines", "one line of text"),
    "a wave without a name": Case("name: autumn 2026, ", "", "missing-key", "add name"),
    "a day that does not exist": Case('"2026-10-31"', '«"2026-10-32"', "invalid-date", "calendar"),
    "a day written otherwise": Case('"2026-10-31"', '«"31/10/2026"', "invalid-date", '"2026-10-31"'),
    "a day without hyphens": Case('"2026-10-31"', '«"20261031"', "invalid-date", '"2026-10-31"'),
    "a wave that ends before it begins": Case('"2026-10-31"', '«"2026-09-30"', "dates-order", "2026-10-01 or later"),
    "people below nothing": Case("people: 120", "people: «-1", "out-of-range", "at least 0"),
    "people in part": Case("people: 120", "people: «1.5", "not-a-number", "a whole number"),
    "people in quotes": Case("people: 120", "people: «'120'", "not-a-number", "without quotes"),
    "a segment with a space": Case("id: site", "id: «the site", "invalid-id", "letters, digits"),
    "a group with a line break": Case("{id: both,", '{id: «"a\\nb",', "invalid-id", "one line"),
    "a minimum of two": Case("minimum_group: 10", "minimum_group: «2", "out-of-range", "at least 3"),
    "a minimum in words": Case("minimum_group: 10", "minimum_group: «ten", "not-a-number", "a whole number"),
    "comments in words": Case("comments: false", "comments: «never", "not-true-or-false", "true or false"),
    "one agreed segment without brackets": Case("[department, site]", "«site", "not-a-list", "write [site]"),
    "an agreement that is a text": Case(
        "works_agreement:\n  minimum_group: 10\n  segments: [department, site]\n  comments: false",
        "works_agreement: «none",
        "not-a-mapping",
        "keys and values",
    ),
    "not a language": Case("language: it", "language: «x!", "invalid-language", "such as en"),
    "an unknown format": Case("[html, md]", "[html, «htm]", "unknown-format", "did you mean html?"),
    "a format twice": Case("[html, md]", "[html, «html]", "id-used-twice", "each format once"),
    "an empty text": Case("title: Site", "title: «''", "empty-text", "a text"),
    # files
    "a recipe that is not there": Case("recipe: recipe.yaml", "recipe: «other.yaml", "missing-file", "other.yaml"),
    "a recipe that is a folder": Case("recipe: recipe.yaml", "recipe: «tiny", "missing-file", "a file"),
    "a recipe with an impossible name": Case("recipe: recipe.yaml", f"recipe: «{'x' * 300}", "missing-file", "a file"),
    "an instrument that is not there": Case(
        "instrument: tiny", "instrument: «huge", "no-instrument", "relative to this file"
    ),
    "an instrument that is a file": Case("instrument: tiny", "instrument: «recipe.yaml", "no-instrument", "the folder"),
    # segments and groups
    "a segment twice": Case("id: site", "id: «department", "id-used-twice", "each segment once"),
    "a segment twice but for its case": Case("id: site", "id: «Role", "id-used-twice", "write id: role"),
    "a reserved segment": Case("id: site", "id: «Wave", "reserved-id", "choose another id"),
    "a segment like an item": Case("id: site", "id: «A1", "id-used-twice", "A1 is an item of the instrument"),
    "a segment like a comment": Case("id: site", "id: «a_comment", "id-used-twice", "is a comment of the instrument"),
    "a group twice": Case("{id: both,", "{id: «mentor,", "id-used-twice", "each group once"),
    "a group of the instrument in other case": Case("{id: both,", "{id: «Mentee,", "id-used-twice", "write id: mentee"),
    "an alias of two groups": Case(
        "label: Both", "label: Both, aliases: [«adviser]", "group-name-twice", "means the group mentor already"
    ),
    "an alias of a group of the instrument": Case(
        "label: Both", "label: Both, aliases: [«apprendista]", "group-name-twice", "means the group mentee already"
    ),
    "a label of a group of the instrument": Case("label: Both", "label: «Guide", "group-name-twice", "mentor already"),
    "an id like an alias of the instrument": Case("{id: both,", "{id: «guide,", "group-name-twice", "mentor already"),
    "an unknown parent": Case("parent: commercial", "parent: «comercial", "unknown-parent", "did you mean commercial?"),
    "a group in itself": Case("parent: commercial", "parent: «sales", "parents-in-a-circle", "part of itself"),
    "an agreed segment twice": Case("[department, site]", "[site, «site]", "id-used-twice", "each segment once"),
    "an agreed segment in other case": Case("[department, site]", "[«Department]", "unknown-segment", "department"),
    # languages
    "a missing language": Case("{en: Area, it: Settore}", "«{en: Area}", "missing-language", "language it"),
    "an unknown language": Case("{en: Area, it: Settore}", "{en: A, it: S, «fr: Z}", "unknown-language", "en, it"),
    "a report in another language": Case("language: it", "language: «de", "unknown-language", "no texts in de"),
}


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProjectError) as caught:
        load_project(path)
    return caught.value.problems


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_problem_of_a_project_is_told_once_with_its_place_and_what_to_do(case: Case, tmp_path: Path) -> None:
    assert PROJECT.count(case.old) == 1
    marked = PROJECT.replace(case.old, case.new)
    path = write(tmp_path, marked.replace("«", ""))

    (problem,) = problems_of(path)

    place = problem.place
    assert place is not None
    if "«" in case.new:
        before = marked[: marked.find("«")]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        assert str(place) == f"{path}:{line}:{column}"
    assert place.file == str(path)
    assert problem.code == case.code
    assert problem.expected or problem.hint
    assert case.said in str(problem)


def test_all_problems_of_a_project_are_told_in_one_run_in_order(tmp_path: Path) -> None:
    broken = (
        PROJECT.replace("Example Ltd", "No")
        .replace('"2026-10-31"', '"2026-01-01"')
        .replace("people: 120", "people: -3")
        .replace("instrument: tiny", "instrument: huge")
        .replace("id: site", "id: wave")
        .replace("minimum_group: 10", "minimum_group: 1")
        .replace("recipe.yaml", "nothing.yaml")
    )
    found = [(problem.place.line, problem.code) for problem in problems_of(write(tmp_path, broken)) if problem.place]
    assert found == [
        (2, "not-text"),
        (3, "dates-order"),
        (4, "no-instrument"),
        (10, "out-of-range"),
        (15, "reserved-id"),
        (18, "out-of-range"),
        (21, "missing-file"),
    ]


def test_the_problems_of_the_instrument_follow_those_of_the_project(tmp_path: Path) -> None:
    path = write(tmp_path, PROJECT.replace("people: 120", "people: -3"))
    (tmp_path / "tiny" / "instrument.yaml").write_text(INSTRUMENT.replace("1.0.0", "one"), encoding="utf-8")
    found = [(Path(problem.place.file).name, problem.code) for problem in problems_of(path) if problem.place]
    assert found == [("mentorscan.yaml", "out-of-range"), ("instrument.yaml", "invalid-version")]


def test_what_an_instrument_decides_is_left_open_where_it_cannot_be_read(tmp_path: Path) -> None:
    text = PROJECT.replace("instrument: tiny", "instrument: huge").replace("label: Both", "parent: mentee")
    (problem,) = problems_of(write(tmp_path, text))
    assert problem.code == "no-instrument"


@pytest.mark.parametrize("name", ["missing.yaml", "link.yaml", "x" * 300])
def test_a_file_that_is_not_there_is_named_with_the_way_to_get_one(name: str, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    (problem,) = problems_of(tmp_path / name)
    assert problem.code == "no-project"
    assert "mentorscan init" in str(problem.hint)
