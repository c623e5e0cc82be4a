"""Strict YAML, with the parser in C and with the one in Python, wherever they may differ."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorscan.errors import Place
from mentorscan.instrument import strict_yaml
from mentorscan.instrument.document import BROKEN, Document, Misread
from mentorscan.instrument.strict_yaml import LARGEST_FILE, parse_yaml, read_yaml

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__, autouse=True)
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict_yaml, "_LOADER", request.param)


def parsed(text: str) -> Document:
    return parse_yaml(text.encode(), file="f.yaml")


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def test_a_file_becomes_plain_data() -> None:
    document = parsed("a: text\nb: [1, -2, 2.5, .5]\nc: {d: true, e: no}\nf: 'No'\ng: |\n  two\n  lines\n")
    assert document.problems == ()
    assert document.data == {
        "a": "text",
        "b": [1, -2, 2.5, 0.5],
        "c": {"d": True, "e": False},
        "f": "No",
        "g": "two\nlines\n",
    }


def test_every_key_and_value_knows_its_place() -> None:
    document = parsed("é: 😀\n😀😀: {b: x}\nlist:\n  - {k: No}\nnone:\n")
    assert document.place(("é",)) == Place("f.yaml", 1, 4)
    assert document.key_place(("😀😀", "b")) == Place("f.yaml", 2, 6)
    assert document.place(("😀😀", "b")) == Place("f.yaml", 2, 9)
    assert document.place(("list", 0)) == Place("f.yaml", 4, 5)
    assert document.place(("list", 0, "k")) == Place("f.yaml", 4, 9)
    assert document.reading(("list", 0, "k")) == "YAML reads No as a boolean"
    assert document.place(("none",)) == Place("f.yaml", 5, 6)
    assert document.place(("list", 0, "missing", "deeper")) == Place("f.yaml", 4, 5)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_change_places(ends: str) -> None:
    document = parsed(ends.join(["a: 1", "b: 2", "c: No"]))
    assert document.place(("c",)) == Place("f.yaml", 3, 4)


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("010", "the number 8"),
        ("1:30", "the number 90"),
        ("1_000", "the number 1000"),
        ("0x1F", "the number 31"),
        ("0b11", "the number 3"),
        ("+1:30.5", "the number 90.5"),
        (".nan", "something that is no plain number"),
        ("-.inf", "something that is no plain number"),
        ("9" * 30, "a number"),
        ("2026-11-23", "a date"),
        ("2026-11-23 10:00:00", "a date"),
        ("~", "nothing"),
        ("null", "nothing"),
    ],
)
def test_what_is_not_the_same_to_everybody_is_kept_as_written(written: str, reading: str) -> None:
    document = parsed(f"key: {written}")
    assert document.data == {"key": Misread(written, reading)}
    assert document.reading(("key",)) == f"YAML reads {written} as {reading}"


@pytest.mark.parametrize("written", ["'010'", '"No"', "!!str 4", "08", "1e3", "=", "1.0.0", "yesterday", "<<"])
def test_text_stays_text(written: str) -> None:
    document = parsed(f"key: {written}")
    assert document.problems == ()
    assert document.data == {"key": written.strip("'\"").removeprefix("!!str ")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_that_says_what_it_is_is_read(encoding: str) -> None:
    document = parse_yaml("title: Responsabilità\nb: No".encode(encoding), file="f.yaml")
    assert document.problems == ()
    assert document.data == {"title": "Responsabilità", "b": False}
    assert document.place(("title",)) == Place("f.yaml", 1, 8)


@pytest.mark.parametrize(
    ("content", "place", "said"),
    [
        ("a: x\nb: è".encode("latin-1"), Place("f.yaml", 2, 4), "byte 9 of the file (0xe8) is not UTF-8"),
        (b"\xff\xfea\x00:\x00 ", Place("f.yaml", 1, 3), "byte 7 of the file"),
        ("a: x".encode("utf-16-le"), Place("f.yaml", 1, 2), "U+0000"),
        (b"a: \x00", Place("f.yaml", 1, 4), "U+0000"),
        (b"a: x\r\n\r\n\x07", Place("f.yaml", 3, 1), "U+0007"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_place(content: bytes, place: Place, said: str) -> None:
    (problem,) = parse_yaml(content, file="f.yaml").problems
    assert problem.code in {"encoding", "control-character"}
    assert problem.place == place
    assert said in problem.message
    assert problem.hint


@pytest.mark.parametrize("text", ["", "# only a comment\n", "---\n", "~", "\n\n"])
def test_a_file_without_data_is_a_problem(text: str) -> None:
    assert codes(parsed(text)) == ["empty-file"]


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "--- a\n--- b\n"])
def test_two_documents_are_a_problem(text: str) -> None:
    assert codes(parsed(text)) == ["several-documents"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_a_problem(text: str) -> None:
    assert codes(parsed(text)) == ["nested-too-deeply"]


def test_nesting_made_of_aliases_is_a_problem() -> None:
    rungs = "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 100))
    assert codes(parsed(f"a0: &a0 [x]\n{rungs}")) == ["nested-too-deeply"]


def test_a_bomb_of_aliases_is_a_problem() -> None:
    tens = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 20))
    document = parsed(f"a0: &a0 [{', '.join('x' * 10)}]\n{tens}")
    assert codes(document) == ["too-much-data"]
    assert document.data is BROKEN


def test_a_file_of_too_many_values_is_a_problem() -> None:
    assert codes(parsed("- x\n" * 100_001)) == ["too-much-data"]


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: [*a, *a]}", "&a {b: *a}"])
def test_an_alias_within_itself_is_a_problem(text: str) -> None:
    assert codes(parsed(text)) == ["endless-alias"]


def test_aliases_are_fine_otherwise() -> None:
    document = parsed("a: &a {x: No}\nb: *a\n")
    assert document.data == {"a": {"x": False}, "b": {"x": False}}
    assert document.place(("b", "x")) == Place("f.yaml", 1, 11)


@pytest.mark.parametrize(
    "value", ["!!python/object/apply:os.system [ls]", "!!binary aGk=", "!!set {a, b}", "!own x", "!!omap [a: 1]", "!x"]
)
def test_tags_build_nothing(value: str) -> None:
    document = parsed(f"a: {value}\nb: 1")
    assert codes(document) == ["yaml-tag"]
    assert document.data == {"a": BROKEN, "b": 1}


@pytest.mark.parametrize("value", ["!!bool maybe", "!!int four", "!!float four", "!!null four", "!!timestamp four"])
def test_a_tag_that_does_not_fit_its_value_gives_no_value(value: str) -> None:
    data = parsed(f"a: {value}").data
    assert isinstance(data, dict)
    assert isinstance(data["a"], Misread)


@pytest.mark.parametrize(
    "text", ['a: "\\UFFFFFFFF"', 'a: "\\ud800"', 'a: "\\0"', 'a: "\\x9b"', '"\\0": a', 'a: "\\U00110000"']
)
def test_escapes_of_what_is_no_character_are_a_problem(text: str) -> None:
    (code,) = codes(parsed(text))
    assert code in {"yaml-syntax", "control-character"}


def test_keys_that_are_no_text_are_problems_and_the_rest_is_read() -> None:
    document = parsed("no: a\n1: b\n2026-01-01: c\n[x]: d\n~: f\nlast: g\n")
    assert codes(document) == ["key-not-text"] * 5
    assert isinstance(document.data, dict)
    assert document.data["last"] == "g"
    assert [problem.place.line for problem in document.problems if problem.place] == [1, 2, 3, 4, 5]


def test_of_a_repeated_key_the_first_stays() -> None:
    document = parsed("a: 1\nb: 2\na: 3\n'a': 4\n")
    assert codes(document) == ["repeated-key", "repeated-key"]
    assert document.data == {"a": 1, "b": 2}


def test_a_file_beyond_all_bounds_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_bytes(b"a: " + b"x" * LARGEST_FILE)
    assert codes(read_yaml(file, root=tmp_path)) == ["file-too-large"]


@UNHURRIED
@given(content=st.binary(max_size=200))
def test_any_bytes_give_data_or_problems(content: bytes) -> None:
    document = parse_yaml(content, file="f.yaml")
    assert (document.data is BROKEN) <= bool(document.problems)


@UNHURRIED
@given(text=st.text(alphabet="ab:-[]{}&*!|>'\"%@`#?,~<= \n\t\\xU01_.\u00e9", max_size=60))
def test_any_text_that_looks_like_yaml_gives_data_or_problems(text: str) -> None:
    document = parsed(text)
    assert (document.data is BROKEN) <= bool(document.problems)


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=12)


@UNHURRIED
@given(
    data=st.dictionaries(
        _WORDS, st.recursive(_WORDS | st.integers(-999, 999) | st.booleans(), lambda inner: st.lists(inner, max_size=4))
    ).filter(bool)
)
def test_what_pyyaml_writes_is_read_back(data: dict[str, object]) -> None:
    document = parsed(yaml.safe_dump(data, allow_unicode=True))
    assert document.problems == ()
    assert document.data == data


def test_a_key_of_any_kind_is_the_text_it_spells_where_that_is_asked_for() -> None:
    text = "1: a\n04: b\n4.0: c\nno: d\n2026-10-01: e\n~: f\nyes: {1:30: g}\n"
    document = parse_yaml(text.encode(), file="f.yaml", any_keys=True)
    assert document.problems == ()
    assert document.data == {
        "1": "a",
        "04": "b",
        "4.0": "c",
        "no": "d",
        "2026-10-01": "e",
        "~": "f",
        "yes": {"1:30": "g"},
    }
    assert document.key_place(("yes", "1:30")) == Place("f.yaml", 7, 7)


def test_a_key_of_any_kind_still_stands_once_and_is_text_without_tags() -> None:
    document = parse_yaml(b'1: a\n"1": b\n? [x]\n: c\n!!binary eA==: d\n<<: {}\n', file="f.yaml", any_keys=True)
    assert codes(document) == ["repeated-key", "key-not-text", "yaml-tag", "merge-key"]
