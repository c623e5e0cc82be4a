"""Every kind of problem that a map can have, with its place.

The place is written into the text: « stands right before the character at which the problem must be reported, and is
taken out before the file is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.unit.responses.mapping.maps import MAP, loaded

from mentorscan.errors import MapError, Problem


class Case(NamedTuple):
    """An edit of the map, and the code of the one problem that it makes."""

    old: str
    new: str
    code: str
    said: str = ""


CASES = {
    # what YAML makes of it
    "an unknown key": Case("columns:", "«colums: {}\ncolumns:", "unknown-key", "did you mean columns?"),
    "an unknown key of the rows": Case("skip: 2", "«skips: 2", "unknown-key", "did you mean skip?"),
    "a key twice": Case("values:\n", "«schema: 1\nvalues:\n", "repeated-key", "line 1"),
    "a header twice": Case("Name: ignore", "«E-Mail: ignore", "repeated-key", "each key once"),
    "a header twice as a number": Case("Name: ignore", '«"2026": ignore', "repeated-key", "each key once"),
    "a merge key": Case("Name: ignore", "«<<: ignore", "merge-key", ""),
    "a tag": Case("Name: ignore", "Name: «!!python/name:os.system x", "yaml-tag", "data without tags"),
    "another version of the format": Case("schema: 1", "schema: «2", "unknown-value", "expected 1"),
    "no version of the format": Case("schema: 1\n", "", "missing-key", "schema"),
    # the file as a whole
    "an unknown platform": Case("platform: plain", "platform: «plian", "unknown-platform", "did you mean plain?"),
    "an unlike platform": Case("platform: plain", "platform: «zzz", "unknown-platform", "survey platforms"),
    "a platform that is a number": Case("platform: plain", "platform: «1", "not-text", 'put it in quotes: "1"'),
    "an unknown encoding": Case("encoding: cp1252", "encoding: «ansi-ish", "unknown-encoding", "try cp1252"),
    "an encoding of no text": Case("encoding: cp1252", "encoding: «base64", "unknown-encoding", "try cp1252"),
    "a delimiter in words": Case('delimiter: ";"', "delimiter: «tab", "unknown-delimiter", r'"\t"'),
    "no delimiter": Case('delimiter: ";"', 'delimiter: «""', "unknown-delimiter", r'"\t"'),
    "an unknown language": Case("language: it", "language: «de", "unknown-language", "one of en, it"),
    "no language": Case("language: it", "language: «x!", "invalid-language", "such as en"),
    "a language read as a boolean": Case("language: it", "language: «no", "not-text", "YAML reads no as a boolean"),
    # rows
    "rows in a list": Case("rows:\n  skip: 2\n  drop:\n", "rows:\n «- drop:\n", "not-a-mapping", "keys and values"),
    "fewer rows than none": Case("skip: 2", "skip: «-1", "out-of-range", "at least 0"),
    "rows in words": Case("skip: 2", "skip: «two", "not-a-number", "a whole number"),
    "rows dropped by nothing": Case("[Survey Preview, 1]", "[]", "too-short", "at least 1"),
    "rows dropped by a column without a name": Case("column: Status", "column: «''", "empty-text", "a text"),
    "a cell that is no text": Case("[Survey Preview, 1]", "[Survey Preview, «1.50]", "not-text", '"1.50"'),
    "a cell that is a list": Case("[Survey Preview, 1]", "[«[a]]", "not-text", "a list stands here"),
    # columns
    "an unknown item": Case("{item: goalset}", "{item: «goalsett}", "unknown-item", "did you mean goalset?"),
    "an item in other letter case": Case("{item: goalset}", "{item: «GoalSet}", "unknown-item", "goalset"),
    "a segment as an item": Case("{item: goalset}", "{item: «Site}", "unknown-item", "write {segment: Site}"),
    "an item as a segment": Case(
        "{segment: department}", "{segment: «goalset}", "unknown-segment", "goalset is an item: write {item: goalset}"
    ),
    "an unknown segment": Case("{segment: department}", "{segment: «dept}", "unknown-segment", "department, Site"),
    "an unknown comment": Case("{comment: goalcomment}", "{comment: «x}", "unknown-comment", "one of goalcomment"),
    "an item without a kind": Case("{item: goalset}", "«goalset", "unknown-column", "write {item: goalset}"),
    "an unknown kind": Case("{item: goalset}", "{«itme: goalset}", "unknown-key", "did you mean item?"),
    "two kinds": Case("{item: goalset}", "«{item: goalset, segment: Site}", "unknown-column", "item and segment"),
    "no kind": Case("{item: goalset}", "«{}", "unknown-column", "nothing is said"),
    "nothing": Case("Name: ignore", "Name:«", "unknown-column", "nothing stands here"),
    "a column in a list": Case("Name: ignore", "Name: «[ignore]", "unknown-column", "stands here"),
    "an item that is a number": Case("{item: goalset}", "{item: «12}", "not-text", "YAML reads 12 as a number"),
    "an item that is nothing": Case("{item: goalset}", "{item: «''}", "not-text", "the id of an item"),
    "a word that is nearly known": Case("Name: ignore", "Name: «ignored", "unknown-column", "did you mean ignore?"),
    "two columns for an item": Case(
        "{item: goalmet}", "{item: «goalset}", "id-used-twice", "the item goalset stands already in line 11"
    ),
    "two columns of respondents": Case(
        "Name: ignore", "Name: «respondent", "id-used-twice", "respondent stands already in line 16"
    ),
    "an empty header": Case("Name: ignore", '«" ": ignore', "empty-header", "give the column a header"),
    "a header twice but for white space": Case(
        "Name: ignore", '«"Antwort&nbsp; ID": ignore', "repeated-header", "stands already in line 16"
    ),
    "a header twice but for letter case": Case("Name: ignore", "«e-mail: ignore", "repeated-header", "in line 17"),
    # values
    "an unknown scale": Case("  sure: {yes: -1}", "  «suer: {yes: -1}", "unknown-scale", "did you mean sure?"),
    "a value off the scale": Case("1: 5", "1: «6", "unknown-value", "6 stands here; expected 1, 2, 3, 4, 5, dont_know"),
    "a value in part": Case("1: 5", "1: «4.5", "unknown-value", "YAML reads 4.5 as a number"),
    "a label in place of a value": Case("1: 5", "1: «Piuttosto spesso", "unknown-value", "write 4"),
    "an opt-out in other letter case": Case("DK: dont_know", "DK: «Dont_Know", "unknown-value", "dont_know"),
    "an opt-out that the scale lacks": Case("yes: -1", "yes: «dont_know", "unknown-value", "-1, 0, 1, 2 or blank"),
    "a value that is a boolean": Case("yes: -1", "yes: «no", "unknown-value", "YAML reads no as a boolean"),
    "a value that is a mapping": Case("1: 5", "1: «{value: 5}", "unknown-value", "stands here"),
    "the empty cell": Case("  sure: {yes: -1}", '  sure: {«"": -1}', "empty-cell", "always blank"),
    "a cell that means two things": Case("DK: dont_know", "DK: dont_know\n    «dk: blank", "ambiguous-cell", "line 24"),
    "cells in a list": Case("  sure: {yes: -1}", "  sure: «[1]", "not-a-mapping", "keys and values"),
    # groups
    "an unknown segment of groups": Case("  Site: {HH", "  «site: {HH", "unknown-segment", "did you mean Site?"),
    "groups in a text": Case("  Site: {HH: Hamburg}", "  Site: «Hamburg", "not-a-mapping", "keys and values"),
    "an unknown group": Case("ENG: sales", "ENG: «engineering", "unknown-group", "one of sales, 7"),
    "a label in place of a group": Case("ENG: sales", "ENG: «Vendite", "unknown-group", "write sales"),
    "a group that is a number": Case('"7"', "«7", "not-text", 'put it in quotes: "7"'),
    "an empty group": Case("HH: Hamburg", "HH: «''", "invalid-id", "one line"),
    "the empty cell of a segment": Case("HH: Hamburg", '«" ": Hamburg', "empty-cell", "always blank"),
    "a cell of two groups": Case("ENG: sales", 'ENG: sales, «eng: "7"', "ambiguous-cell", "one meaning"),
}


def problems_of(folder: Path, text: str) -> list[Problem]:
    with pytest.raises(MapError) as caught:
        loaded(folder, text)
    return list(caught.value.problems)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, case: Case) -> None:
    assert MAP.count(case.old) == 1, case.old
    marked = MAP.replace(case.old, case.new)
    before, mark, _ = marked.partition("«")
    problems = problems_of(tmp_path, marked.replace("«", ""))
    assert [problem.code for problem in problems] == [case.code], problems
    (problem,) = problems
    assert case.said in str(problem)
    assert problem.expected or problem.hint
    if mark:
        place = problem.place
        assert place is not None
        assert (place.line, place.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


def test_everything_is_told_at_once_and_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = MAP.replace("plain", "doodle").replace("goalmet", "gaolmet").replace("A3: 3", "A3: 9")
    text = text.replace("ENG: sales", "ENG: legal").replace("skip: 2", "skip: -2")
    problems = problems_of(tmp_path, text)
    codes = ["unknown-platform", "out-of-range", "unknown-item", "unknown-value", "unknown-group"]
    assert [problem.code for problem in problems] == codes
    lines = [problem.place.line for problem in problems if problem.place and problem.place.line]
    assert lines == sorted(lines)
    assert len(lines) == len(codes)
