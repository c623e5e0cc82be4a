"""Every kind of problem that an instrument can have, with its place.

The place is written into the text: « stands right before the character at which the problem must be reported, and is
taken out before the file is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from mentorscan.errors import InstrumentError, Problem
from mentorscan.instrument.load import check_instrument, load_instrument

INSTRUMENT = """\
schema: 1
id: tiny
version: 1.0.0
title: {en: Tiny, it: Piccolo}
languages: [en, it]
questionnaires: [first, second]
scales:
  agreement:
    points:
      - {value: 1, label: {en: Never, it: Mai}}
      - {value: 2, label: {en: Sometimes, it: A volte}}
      - {value: 3, label: {en: Always, it: Sempre}}
    opt_outs:
      - {code: dont_know, label: {en: Don't know, it: Non so}}
    favourable_from: 3
    unfavourable_to: 1
segments:
  - id: department
    title: Department
    groups:
      - {id: sales, label: Sales, aliases: [Vendite]}
      - {id: field, label: Field sales, parent: sales}
levels:
  - {id: low, from: 0, title: Low}
  - {id: high, from: 50, title: High}
forms: {full: {title: Full}, pulse: {title: Pulse}}
rules: {minimum_group: 5, consistent: {reach: 0.9}}
"""
FIRST = """\
id: first
title: First
scale: agreement
facets: [{id: one, title: One}]
items:
  - id: a1
    text: {en: We do, it: Noi facciamo}
    practice: support
    facet: one
    forms: [full, pulse]
    weight: 1.5
  - id: a2
    text: We are
    reverse: true
comment: {id: a_comment, text: Anything else?}
"""
SECOND = """\
id: second
title: Second
scale: agreement
items:
  - {id: b1, text: We have}
"""


class Case(NamedTuple):
    """An edit of one of the three files, and the code of the one problem that it makes."""

    file: str
    old: str
    new: str
    code: str
    said: str = ""


CASES = {
    # YAML that says something else than it seems to
    "a key twice": Case("first", "scale: agreement", "scale: agreement\n«scale: agreement", "repeated-key", "line 3"),
    "an unknown key": Case("first", "items:", "«itmes: []\nitems:", "unknown-key", "did you mean items?"),
    "an unknown key in an item": Case("first", "practice: support", "«practise: support", "unknown-key", "practice?"),
    "an unknown key in rules": Case("instrument", "{reach:", "{«raech: 1, reach:", "unknown-key", "reach?"),
    "a text read as a boolean": Case("first", "text: We are", "text: «No", "not-text", "YAML reads No as a boolean"),
    "a quoted hint": Case("first", "text: We are", "text: «on", "not-text", 'put it in quotes: "on"'),
    "a text read as a number": Case("first", "title: First", "title: «1.0", "not-text", "YAML reads 1.0 as a number"),
    "a text read as a date": Case("first", "title: First", "title: «2026-01-01", "not-text", "as a date"),
    "a text read as nothing": Case("first", "title: First", "title: «~", "not-text", "YAML reads ~ as nothing"),
    "no text at all": Case("first", "title: First", "title:«", "not-text", "nothing stands here"),
    "one language read as a boolean": Case("first", "it: Noi facciamo", "it: «Yes", "not-text", 'quotes: "Yes"'),
    "a label read as a boolean": Case("instrument", "en: Never", "en: «no", "not-text", "YAML reads no as a boolean"),
    "an alias read as a boolean": Case("instrument", "[Vendite]", "[«yes]", "not-text", "YAML reads yes"),
    "a version read as a number": Case("instrument", "version: 1.0.0", "version: «1.0", "not-text", "1.0"),
    "an id read as a number": Case("first", "id: a2", "id: «7", "not-text", 'put it in quotes: "7"'),
    "a key read as a boolean": Case(
        "instrument", "pulse: {title: Pulse}", "pulse: {}, «on: {}", "key-not-text", '"on"'
    ),
    "an octal number": Case("first", "weight: 1.5", "weight: «010", "not-a-number", "the number 8"),
    "a sexagesimal number": Case("first", "weight: 1.5", "weight: «1:30", "not-a-number", "the number 90"),
    "a number with underscores": Case("instrument", "value: 3", "value: «1_000", "not-a-number", "the number 1000"),
    "infinity": Case("first", "weight: 1.5", "weight: «.inf", "not-a-number", "in digits"),
    "a number in quotes": Case("first", "weight: 1.5", "weight: «'1.5'", "not-a-number", "without quotes"),
    "a fraction as value": Case("instrument", "value: 3", "value: «3.0", "not-a-number", "a whole number"),
    "a boolean in quotes": Case("first", "reverse: true", "reverse: «'true'", "not-true-or-false", "without quotes"),
    "a tag that builds an object": Case(
        "first", "title: First", "title: «!!python/name:os.system x", "yaml-tag", "tag"
    ),
    "a merge key": Case("first", "title: First", "title: First\n«<<: {a: b}", "merge-key", "write the keys out"),
    "an alias of itself": Case("first", "[full, pulse]", "«&f [full, *f]", "endless-alias", "instead of the alias"),
    "an unknown alias": Case("first", "text: We are", "text: «*bold", "yaml-syntax", "put the text in quotes"),
    "a colon in a text": Case("first", "text: We are", "text: We are«: here", "yaml-syntax", "put the text in quotes"),
    "a tab": Case("first", "    weight: 1.5", "«\tweight: 1.5", "yaml-syntax", "spaces, not with tabs"),
    "a quote that nobody closes": Case("first", "text: We are", 'text: «"We are', "yaml-syntax", "quotes"),
    "a second document": Case("first", "comment:", "«---\ncomment:", "several-documents", "a file of its own"),
    "an escaped control character": Case("first", "title: First", 'title: «"Fi\\er"', "control-character", "U+001B"),
    "a control character": Case("first", "title: First", "title: Fi«\x1br", "control-character", "U+001B"),
    # types, ids and values
    "a list for a text": Case("first", "text: We are", "text: «[We, are]", "not-text", "a list stands here"),
    "a text for a list": Case("first", "[full, pulse]", "«full", "not-a-list", "write [full]"),
    "a text for a mapping": Case("instrument", "{reach: 0.9}", "«high", "not-a-mapping", "keys and values"),
    "a list for a mapping": Case("instrument", "{title: Full}", "«[Full]", "not-a-mapping", "keys and values"),
    "a missing key": Case("second", "title: Second\n", "", "missing-key", "the key title"),
    "a missing key in an item": Case("second", "{id: b1, text: We have}", "«{id: b1}", "missing-key", "text"),
    "an item id with a hyphen": Case("first", "id: a2", "id: «a-2", "invalid-id", "letters, digits and _"),
    "an item id that starts with a digit": Case("first", "id: a2", "id: «2a", "invalid-id", "a letter first"),
    "an item id that is too long": Case("first", "id: a2", f"id: «{'a' * 65}", "invalid-id", "at most 64"),
    "a facet id with a space": Case("second", "items:", "facets: [{id: «a b}]\nitems:", "invalid-id", "letters"),
    "a form id with a space": Case(
        "instrument", "pulse: {title: Pulse}", "pulse: {}, «a b: {}", "invalid-id", "letters"
    ),
    "an instrument id in capitals": Case("instrument", "id: tiny", "id: «Tiny", "invalid-id", "lower-case"),
    "a group id of two lines": Case("instrument", "id: field", 'id: «"a\\nb"', "invalid-id", "one line"),
    "a group id with white space around it": Case(
        "instrument", "id: field", "id: «' field'", "invalid-id", "white space"
    ),
    "a name that leads out": Case("instrument", "[first, second]", "[first, second, «../x]", "invalid-id", "letters"),
    "not a version": Case("instrument", "version: 1.0.0", "version: «v1", "invalid-version", "such as 1.0.0"),
    "not a language": Case("instrument", "[en, it]", "[en, it, «x!]", "invalid-language", "such as en"),
    "another schema": Case("instrument", "schema: 1", "schema: «2", "unknown-value", "expected 1"),
    "an unknown practice": Case("first", "practice: support", "practice: «suport", "unknown-value", "support?"),
    "an unknown role": Case("second", "items:", "role: «outcomes\nitems:", "unknown-value", "did you mean outcome?"),
    "an unknown opt-out": Case("instrument", "code: dont_know", "code: «dunno", "unknown-value", "not_applicable"),
    "a weight of nothing": Case("first", "weight: 1.5", "weight: «0", "out-of-range", "more than 0"),
    "a weight below nothing": Case("first", "weight: 1.5", "weight: «-1", "out-of-range", "more than 0"),
    "a weight that is too fine": Case("first", "weight: 1.5", "weight: «0.1234", "out-of-range", "three decimals"),
    "a weight beyond reason": Case("first", "weight: 1.5", "weight: «1001", "out-of-range", "at most 1000"),
    "a minimum group of two": Case("instrument", "minimum_group: 5", "minimum_group: «2", "out-of-range", "at least 3"),
    "a share above one": Case("instrument", "reach: 0.9", "reach: «90", "out-of-range", "at most 1"),
    "a share below nothing": Case(
        "instrument", "{minimum_group: 5", "{minimum_answered: «-0.1", "out-of-range", "at least 0"
    ),
    "an index above a hundred": Case("instrument", "{reach: 0.9}", "{index: «101}", "out-of-range", "at most 100"),
    "a level above a hundred": Case("instrument", "from: 50", "from: «101", "out-of-range", "at most 100"),
    "no items": Case("second", "items:\n  - {id: b1, text: We have}", "«items: []", "too-short", "at least 1"),
    "no questionnaires": Case("instrument", "questionnaires: [first, second]", "«questionnaires: []", "too-short", "1"),
    "an empty text": Case("first", "text: We are", "text: «''", "empty-text", "a text"),
    "a blank text": Case("first", "en: We do", "en: «' '", "empty-text", "a text"),
    "a missing language": Case(
        "first", "{en: We do, it: Noi facciamo}", "«{en: We do}", "missing-language", "language it"
    ),
    "a missing language in a label": Case("instrument", "{en: Never, it: Mai}", "«{it: Mai}", "missing-language", "en"),
    "an unknown language": Case("first", "it: Noi facciamo", "it: Noi, «fr: Nous", "unknown-language", "one of en, it"),
    # references
    "an unknown scale": Case("second", "scale: agreement", "scale: «agrement", "unknown-scale", "agreement?"),
    "an unknown facet": Case("first", "facet: one", "facet: «two", "unknown-facet", "one of one"),
    "a facet where there are none": Case(
        "second", "text: We have", "text: We have, facet: «one", "unknown-facet", "none is declared"
    ),
    "an unknown form": Case("first", "[full, pulse]", "[full, «puls]", "unknown-form", "did you mean pulse?"),
    "an unknown parent": Case("instrument", "parent: sales", "parent: «salse", "unknown-parent", "did you mean sales?"),
    "a group in itself": Case("instrument", "parent: sales", "parent: «field", "parents-in-a-circle", "part of itself"),
    "a missing file": Case("instrument", "[first, second]", "[first, second, «thirst]", "missing-file", "thirst.yaml"),
    "an id that is not the file's": Case("second", "id: second", "id: «Second", "id-not-file-name", "second"),
    # names that stand twice
    "an item twice": Case("first", "id: a2", "id: «a1", "id-used-twice", "first.yaml:6:9"),
    "an item twice but for its case": Case("first", "id: a2", "id: «A1", "id-used-twice", "whatever the case"),
    "an item of another file": Case("second", "id: b1", "id: «a1", "id-used-twice", "first.yaml:6:9"),
    "a comment like an item": Case("first", "id: a_comment", "id: «a2", "id-used-twice", "first.yaml:12:9"),
    "an item like a segment": Case("second", "id: b1", "id: «Department", "id-used-twice", "instrument.yaml:18:9"),
    "a reserved item": Case("second", "id: b1", "id: «Respondent", "reserved-id", "submitted"),
    "a reserved segment": Case("instrument", "id: department", "id: «wave", "reserved-id", "choose another id"),
    "a facet twice": Case("first", "title: One}", "title: One}, {id: «one}", "id-used-twice", "each facet once"),
    "a form twice": Case("first", "[full, pulse]", "[full, «full]", "id-used-twice", "each form once"),
    "a language twice": Case("instrument", "[en, it]", "[en, it, «en]", "id-used-twice", "each language once"),
    "a questionnaire twice": Case(
        "instrument", "[first, second]", "[first, second, «first]", "id-used-twice", "each questionnaire once"
    ),
    "a level twice": Case("instrument", "id: high", "id: «low", "id-used-twice", "each level once"),
    "a group twice": Case(
        "instrument", "parent: sales}", "parent: sales}\n      - {id: «sales}", "id-used-twice", "each group once"
    ),
    "a segment twice": Case(
        "instrument", "levels:", "  - id: «department\nlevels:", "id-used-twice", "each segment once"
    ),
    "an opt-out twice": Case(
        "instrument",
        "it: Non so}}",
        "it: Non so}}\n      - {code: «dont_know, label: No idea}",
        "id-used-twice",
        "each opt-out once",
    ),
    "an alias of two groups": Case(
        "instrument", "parent: sales", "aliases: [«vendite]", "group-name-twice", "means the group sales already"
    ),
    # scales and levels
    "points that leave a gap": Case("instrument", "value: 3", "value: «4", "uneven-points", "expected 3"),
    "a label twice": Case("instrument", "en: Always", "en: «Never", "label-used-twice", "line 10"),
    "a label twice but for case and white space": Case(
        "instrument", "it: Sempre", "it: «' A\u00a0VOLTE '", "label-used-twice", "line 11"
    ),
    "a label twice across languages": Case("instrument", "it: Sempre", "it: «Never", "label-used-twice", "line 10"),
    "an opt-out's label twice": Case("instrument", "it: Non so", "it: «Mai", "label-used-twice", "line 10"),
    "a label that is another value": Case("instrument", "it: Sempre", "it: «'02'", "label-is-value", "another point"),
    "a label that is an opt-out's code": Case("instrument", "it: Mai", "it: «Dont_Know", "label-is-value", "the code"),
    "favourable off the scale": Case(
        "instrument", "favourable_from: 3\n", "favourable_from: «4\n", "bound-off-scale", "from 1 to 3"
    ),
    "unfavourable off the scale": Case(
        "instrument", "unfavourable_to: 1", "unfavourable_to: «0", "bound-off-scale", "from 1 to 3"
    ),
    "bounds that meet": Case("instrument", "unfavourable_to: 1", "unfavourable_to: «3", "bounds-overlap", "below 3"),
    "levels that do not start at nothing": Case("instrument", "from: 0", "from: «10", "levels-start", "expected 0"),
    "levels that do not increase": Case("instrument", "from: 50", "from: «0", "levels-order", "more than 0"),
    "one level": Case(
        "instrument",
        "levels:\n  - {id: low, from: 0, title: Low}\n  - {id: high, from: 50, title: High}",
        "«levels:\n  - {id: low, from: 0, title: Low}",
        "too-short",
        "at least 2",
    ),
}


def write(folder: Path, **texts: str) -> None:
    """The tiny instrument, with some of its files replaced."""
    files = {"instrument": INSTRUMENT, "first": FIRST, "second": SECOND, **texts}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def errors(folder: Path) -> list[Problem]:
    instrument, problems = check_instrument(folder)
    assert instrument is None
    return [problem for problem in problems if problem.severity == "error"]


def test_the_tiny_instrument_itself_is_right(tmp_path: Path) -> None:
    write(tmp_path)
    instrument, problems = check_instrument(tmp_path)
    assert problems == ()
    assert instrument is not None
    assert list(instrument.items) == ["a1", "a2", "b1"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_problem_is_told_once_with_its_place_and_what_to_do(case: Case, tmp_path: Path) -> None:
    source = {"instrument": INSTRUMENT, "first": FIRST, "second": SECOND}[case.file]
    assert source.count(case.old) == 1
    marked = source.replace(case.old, case.new)
    write(tmp_path, **{case.file: marked.replace("«", "")})

    (problem,) = errors(tmp_path)

    before = marked[: max(marked.find("«"), 0)]
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    assert str(problem.place) == f"{tmp_path / case.file}.yaml:{line}:{column}"
    assert problem.code == case.code
    assert problem.expected or problem.hint
    assert case.said in str(problem)


def test_every_problem_of_every_file_is_told_in_one_run_in_order(tmp_path: Path) -> None:
    write(
        tmp_path,
        instrument=INSTRUMENT.replace("id: tiny", "id: Tiny").replace("value: 3", "value: 5"),
        first=FIRST.replace("text: We are", "text: No").replace("facet: one", "facet: two").replace("id: a2", "id: b1"),
        second=SECOND.replace("title: Second", "titel: Second").replace("agreement", "agrement"),
    )
    found = [(Path(p.place.file).name, p.place.line, p.code) for p in errors(tmp_path) if p.place]
    assert found == [
        ("instrument.yaml", 2, "invalid-id"),
        ("instrument.yaml", 12, "uneven-points"),
        ("first.yaml", 9, "unknown-facet"),
        ("first.yaml", 13, "not-text"),
        ("second.yaml", 1, "missing-key"),
        ("second.yaml", 2, "unknown-key"),
        ("second.yaml", 3, "unknown-scale"),
        ("second.yaml", 5, "id-used-twice"),
    ]


def test_questionnaires_are_checked_also_when_the_instrument_file_is_no_yaml(tmp_path: Path) -> None:
    write(tmp_path, instrument=INSTRUMENT + "]", first=FIRST.replace("id: a2", "id: a-2"))
    found = errors(tmp_path)
    assert [problem.code for problem in found] == ["yaml-syntax", "invalid-id"]


def test_questionnaires_are_checked_also_when_their_list_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, instrument=INSTRUMENT.replace("[first, second]", "[first, no]"), second=SECOND + "  - {id: b2}\n")
    assert [problem.code for problem in errors(tmp_path)] == ["not-text", "missing-key"]


def test_a_broken_facet_is_not_told_again_wherever_it_is_used(tmp_path: Path) -> None:
    write(tmp_path, first=FIRST.replace("{id: one, title: One}", "{id: on, title: One}"))
    assert [problem.code for problem in errors(tmp_path)] == ["not-text"]


def test_groups_that_are_parts_of_each_other_are_all_named(tmp_path: Path) -> None:
    write(tmp_path, instrument=INSTRUMENT.replace("[Vendite]", "[Vendite], parent: field"))
    assert [problem.code for problem in errors(tmp_path)] == ["parents-in-a-circle"] * 2


def test_groups_may_be_many_and_nested(tmp_path: Path) -> None:
    groups = "\n".join(f"      - {{id: g{i}, parent: g{i + 1}}}" for i in range(5000))
    write(tmp_path, instrument=INSTRUMENT.replace("parent: sales}", "parent: sales}\n" + groups))
    (problem,) = errors(tmp_path)
    assert problem.code == "unknown-parent"
    assert str(problem.expected).endswith(", g8, g9, ...")


def test_a_very_long_value_is_told_in_short(tmp_path: Path) -> None:
    write(tmp_path, first=FIRST.replace("id: a2", f"id: {'a' * 5000}"))
    (problem,) = errors(tmp_path)
    assert problem.code == "invalid-id"
    assert len(problem.message) < 250


def test_points_in_falling_order_are_wrong(tmp_path: Path) -> None:
    write(tmp_path, instrument=INSTRUMENT.replace("value: 1", "value: 4"))
    found = errors(tmp_path)
    assert [(problem.code, problem.message) for problem in found] == [("uneven-points", "2 follows 4")]


def test_an_item_without_forms_needs_the_form_full(tmp_path: Path) -> None:
    write(tmp_path, instrument=INSTRUMENT.replace("{full: {title: Full}, ", "{whole: {}, "))
    found = [problem for problem in errors(tmp_path) if problem.code == "unknown-form"]
    assert [(Path(p.place.file).stem, p.place.line) for p in found if p.place] == [
        ("first", 10),
        ("first", 12),
        ("second", 5),
    ]


def test_outcomes_alone_are_nothing_to_score(tmp_path: Path) -> None:
    write(tmp_path, first=FIRST + "role: outcome\n", second=SECOND + "role: outcome\n")
    (problem,) = errors(tmp_path)
    assert problem.code == "no-hallmark"


def test_a_file_that_nobody_lists_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, third=SECOND, mentorscan="schema: 1\n")
    instrument, problems = check_instrument(tmp_path)
    assert instrument is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("unlisted-file", "warning")]
    assert "third" in str(problems[0])
    assert load_instrument(tmp_path) == instrument


def test_a_form_to_which_no_item_belongs_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, first=FIRST.replace("[full, pulse]", "[full]"))
    instrument, problems = check_instrument(tmp_path)
    assert instrument is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("empty-form", "warning")]


def test_a_file_with_the_other_ending_is_recognised(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "second.yaml").rename(tmp_path / "second.yml")
    (problem,) = errors(tmp_path)
    assert problem.hint == "rename second.yml to second.yaml"


def test_nothing_is_read_from_outside_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder)
    (folder / "second.yaml").rename(tmp_path / "second.yaml")
    (folder / "second.yaml").symlink_to(tmp_path / "second.yaml")
    (problem,) = errors(folder)
    assert problem.code == "outside-folder"
    assert problem.place
    assert problem.place.file == str(folder / "second.yaml")


def test_a_folder_in_the_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "second.yaml").unlink()
    (tmp_path / "second.yaml").mkdir()
    assert [problem.code for problem in errors(tmp_path)] == ["not-a-file"]


def test_a_link_that_leads_in_a_circle_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "second.yaml").unlink()
    (tmp_path / "second.yaml").symlink_to("second.yaml")
    assert [problem.code for problem in errors(tmp_path)] == ["unreadable-file"]


def test_a_folder_that_is_none_says_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(InstrumentError) as missing:
        load_instrument(tmp_path / "missing")
    assert [problem.code for problem in missing.value.problems] == ["no-folder"]
    with pytest.raises(InstrumentError) as file:
        load_instrument(tmp_path / "instrument.yaml")
    assert [problem.code for problem in file.value.problems] == ["not-a-folder"]
    assert file.value.problems[0].hint == f"give {tmp_path}"
    (tmp_path / "instrument.yaml").unlink()
    with pytest.raises(InstrumentError) as empty:
        load_instrument(tmp_path)
    assert [problem.code for problem in empty.value.problems] == ["no-instrument"]
