from pathlib import Path

import pytest
from tests.unit.responses.platforms.heads import GOLDEN, head_of, recognised_elsewhere

from mentorscan.responses.platforms.google import PLATFORM, TIMESTAMPS

FOLDER = GOLDEN / "google"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.csv")), ids=lambda path: path.name)
def test_exports_of_both_routes_are_recognised(path: Path) -> None:
    assert PLATFORM.recognises(head_of(path))


def test_exports_of_other_platforms_are_not_recognised() -> None:
    assert recognised_elsewhere(PLATFORM) == []


def test_the_row_of_a_grid_is_an_item_before_the_whole_header_is_one() -> None:
    columns = PLATFORM.dialect(head_of(FOLDER / "kwinkunks_Responses.csv"), ()).columns
    assert columns[0].use == "submitted"
    assert columns[1].texts == ("In which region are you located?",)
    assert columns[15].texts[0] == "Shipping features"
    assert columns[15].texts[1].endswith("about the following aspects: [Shipping features]")
    assert columns[22].texts[0] == "Your project(s) being attacked"


def test_a_line_break_in_a_header_is_white_space() -> None:
    (column,) = (
        column
        for column in PLATFORM.dialect(head_of(FOLDER / "kwinkunks_Responses.csv"), ()).columns
        if "core contributor' is someone" in column.title
    )
    assert "only subsurface.) A 'core contributor'" in column.texts[0]


def test_a_row_may_hold_brackets_of_its_own() -> None:
    head = head_of(b"Timestamp,How often? [My mentor [if any] listens.],Rate it [1]\n5/18/2026 13:52:51,Never,4\n")
    _, grid, one = PLATFORM.dialect(head, ()).columns
    assert grid.texts == ("if any] listens.", "My mentor [if any] listens.", "How often? [My mentor [if any] listens.]")
    assert grid.codes == grid.texts[::-1]
    assert one.texts == ("1", "Rate it [1]")


def test_a_header_of_nothing_but_brackets_is_not_taken_apart_without_end() -> None:
    head = head_of(b'Timestamp,"' + b"[a" * 50_000 + b']"\n')
    assert len(PLATFORM.dialect(head, ()).columns[1].texts) < 20


def test_headers_renamed_to_ids_by_hand_are_ids() -> None:
    head = head_of(b"Timestamp,accgoals,Department,\n5/18/2026 13:52:51,4,Sales,\n")
    assert [column.codes for column in PLATFORM.dialect(head, ()).columns] == [(), ("accgoals",), ("Department",), ()]


def test_addresses_are_not_read() -> None:
    head = head_of(b"Zeitstempel,E-Mail-Adresse,E-Mail-Adresse\n18.05.2026 13:52:51,a@example.org,b\n")
    assert [column.use for column in PLATFORM.dialect(head, ()).columns] == ["submitted", "platform", None]


@pytest.mark.parametrize(
    ("content", "formats"),
    [
        ("Timestamp,A\n5/18/2026 13:52:51,1\n", {"%m/%d/%Y %H:%M:%S%.f"}),
        ("Timestamp,A\n2026/05/18 1:52:51 PM AST,1\n", {"%Y/%m/%d %I:%M:%S %p %Z"}),
        ("Informazioni cronologiche,A\n12/02/2026 19.07.17,1\n", {"%d/%m/%Y %H.%M.%S"}),
        ("Timestamp,A\n3/2/2026 13:52:51,1\n", {"%m/%d/%Y %H:%M:%S%.f"}),
    ],
)
def test_the_time_is_read_as_the_country_of_the_account_writes_it(content: str, formats: set[str]) -> None:
    dialect = PLATFORM.dialect(head_of(content.encode()), ())
    assert formats <= set(dialect.dates)
    assert {note.code for note in dialect.notes} == ({"date-order"} if "3/2" in content else set())


@pytest.mark.parametrize("name", sorted(TIMESTAMPS))
def test_the_time_is_known_in_other_languages(name: str) -> None:
    assert PLATFORM.recognises(head_of(f"{name},A\n2026-05-18 13:52:51,1\n".encode()))


@pytest.mark.parametrize(
    "content",
    ["Time,A\n5/18/2026 13:52:51,1\n", "Timestamp,A\n17:30,1\n", "A,Timestamp\n1,5/18/2026 13:52:51\n", "\n"],
)
def test_other_tables_are_not_recognised(content: str) -> None:
    assert not PLATFORM.recognises(head_of(content.encode()))


def test_a_table_with_an_unknown_word_for_the_time_can_be_named_an_export_of_google() -> None:
    head = head_of("Dấu thời gian,A\n18/05/2026 13:52:51,1\n".encode())
    assert not PLATFORM.recognises(head)
    assert [column.use for column in PLATFORM.dialect(head, ()).columns] == ["submitted", None]
