"""Drafts of maps: they can be loaded as they are, and with every guess switched on, whatever the export holds."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.responses.mapping.drafted import confirmed, drafted, drafted_for, guessed, names
from tests.unit.responses.mapping.maps import loaded

from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.platforms.platform import ColumnName

UNHURRIED = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

_HEADERS = st.text(max_size=20) | st.sampled_from(
    [
        "goalset",
        "goal_met",
        "We trust",
        "Goals are set",
        "department",
        "No",
        "1",
        "1.0",
        "~",
        "<<",
        "=",
        "*x",
        "a: b #c",
    ]
)
_CELLS = st.dictionaries(st.text(min_size=1, max_size=8), st.integers(1, 9), max_size=6)


def reading(text: str) -> ColumnMap:
    with TemporaryDirectory() as folder:
        return loaded(Path(folder), text)


def test_what_is_certain_counts_as_it_stands() -> None:
    read = reading(drafted({"Goals are set.": {}, "site": {}, "More?": {}, "respondent": {}, "Colour": {}}))
    assert read.platform == "plain"
    assert read.columns == {
        "Goals are set.": ("item", "goalset"),
        "site": ("segment", "Site"),
        "More?": ("comment", "goalcomment"),
        "respondent": ("respondent", ""),
        "Colour": ("ignore", ""),
    }


def test_a_near_miss_counts_once_its_line_is_switched_on() -> None:
    draft = drafted({"goal_set": {}, "Goals are met!": {}})
    assert "maybe the item goalset (the id but for _, - and spaces)" in draft
    assert reading(draft).columns == {}
    assert reading(confirmed(draft)).columns == {"goal_set": ("item", "goalset"), "Goals are met!": ("item", "goalmet")}


def test_cells_that_mean_nothing_are_listed_with_the_nearest_meaning_switched_off() -> None:
    cells = {"4": 9, "Quite oftn": 2, "A3": 1, "n/a": 1, "99": 1, "4 - often": 3, "xyz": 1, "Sempre così": 2, "": 5}
    draft = drafted({"goalset": cells, "trust_1": {"2": 1, "step -1": 1, "often": 1}})
    assert reading(draft).values == {"often": {}, "sure": {}}
    often = {"Quite oftn": "4", "A3": "3", "n/a": "blank", "99": "blank", "4 - often": "4"}
    assert reading(confirmed(draft)).values == {"often": often, "sure": {}}
    assert "# 'xyz': 1 cell, nothing is like it" in draft
    assert "the nearest label is 'Quite often'" in draft


def test_the_same_cell_of_several_items_of_a_scale_is_listed_once() -> None:
    draft = drafted({"goalset": {"Quite oftn": 2}, "goalmet": {"QUITE OFTN": 3}})
    assert draft.count('Quite oftn": 4') == 1
    assert "# 5 cells; the nearest label" in draft


def test_groups_that_a_closed_list_lacks_are_listed_with_the_nearest() -> None:
    draft = drafted({"department": {"Vendite": 3, "Sale": 2, "Law": 1}, "site": {"Hamburg": 3}})
    assert reading(draft).groups == {"department": {}}
    assert reading(confirmed(draft)).groups == {"department": {"Sale": "sales"}}
    assert "# 'Law': 1 cell, nothing is like it" in draft


def test_labels_that_the_platform_shows_make_its_codes_known() -> None:
    name = ColumnName(title="goalset", codes=("goalset",), labels={"A4": ("Quite often",), "A9": ("Do not know",)})
    draft = drafted_for((name,), cells=({"A4": 3, "A9": 1},))
    assert '"A4"' not in draft
    assert "'A9': 1 cell" in draft


def test_what_has_no_column_is_listed_with_its_text() -> None:
    draft = drafted({"goalset": {}})
    assert (
        "# Items without a column, and without a guess:\n#   goalmet  'Goals are met.'\n#   trust_1  'We trust.'"
        in draft
    )
    assert "# Segments without a column, and without a guess:\n#   department\n#   Site\n" in draft


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("E-mail", {"ada@example.org": 90}),
        ("First name", {"Ada": 1, "Grace": 1, "Edsger": 1}),
        ("Phone", {"0049 40123456": 90}),
        ("Remarks", {f"remark {number}": 9 for number in range(21)}),
        ("Story", {"s" + "o" * 60: 90}),
        ("More?", {"Thanks": 90}),
        ("respondent", {"Ada": 90}),
        ("submitted", {"noon": 90}),
        ("goalset", {f"comment {number}": 9 for number in range(21)}),
    ],
)
def test_what_people_typed_and_who_they_are_is_never_told(header: str, cells: dict[str, int]) -> None:
    draft = drafted({header: cells})
    assert header in draft
    assert not any(cell in draft for cell in cells)


@pytest.mark.parametrize(
    ("header", "cells"), [("Shift", {"early": 9, "late": 8}), ("Colour", {"4": 1, "Always": 1, "Vendite": 1})]
)
def test_choices_of_an_unknown_column_are_told_with_their_counts(header: str, cells: dict[str, int]) -> None:
    draft = drafted({header: cells})
    assert "cells: " + ", ".join(f"'{cell}' {cells[cell]}" for cell in sorted(cells)) in draft


def test_cells_that_are_rare_in_an_unknown_column_are_only_counted() -> None:
    draft = drafted({"Shift": {"early": 90, "late": 80, "as Ada Lovelace does": 1}})
    assert "cells: 'early' 90, 'late' 80, and 1 that is not shown" in draft
    assert "Ada" not in draft


def test_columns_of_the_platform_are_named_in_one_line_and_need_none_of_their_own() -> None:
    columns = (ColumnName(title="seed", use="platform"), ColumnName(title="lastpage", use="platform"))
    draft = drafted_for(columns, cells=({"1": 9}, None))
    assert "# of plain itself, and not read: 'seed', 'lastpage'" in draft
    assert reading(draft).columns == {}


def test_columns_that_cannot_be_named_are_told_by_their_place() -> None:
    draft = drafted_for(names("", "Team", " team ", "bell\x07"), cells=({}, {}, {}, {}))
    assert "# column 1: has no header" in draft
    assert "# column 2: 'Team' is the name of another column too" in draft
    assert "# column 3: 'team' is the name of another column too" in draft
    assert r"# column 4: 'bell\x07' has characters" in draft
    assert reading(draft).columns == {}


def test_a_column_whose_title_is_no_name_of_its_own_is_named_by_its_code() -> None:
    columns = tuple(ColumnName(title="Trust", codes=(code,)) for code in ("Q1", "Q2"))
    assert list(reading(drafted_for(columns, cells=({}, {}))).columns) == ["Q1", "Q2"]


def test_a_very_long_header_is_a_key_all_the_same() -> None:
    header = "Why? " * 1000
    near = f"goals are met {header}"
    read = reading(confirmed(drafted({header: {}, near: {}})))
    assert read.columns == {header.strip(): ("ignore", ""), near.strip(): ("item", "goalmet")}


@UNHURRIED
@given(columns=st.dictionaries(_HEADERS, _CELLS | st.none(), min_size=1, max_size=6))
def test_any_draft_can_be_loaded_as_it_is_and_with_every_guess_switched_on(
    columns: dict[str, dict[str, int] | None],
) -> None:
    draft = drafted(columns)
    certain = {(guess.kind, guess.id) for guess in guessed(*columns) if guess.certain}
    near = {(guess.kind, guess.id) for guess in guessed(*columns) if guess.how == "near"}
    assert set(reading(draft).columns.values()) - {("ignore", "")} <= certain
    assert set(reading(confirmed(draft)).columns.values()) - {("ignore", "")} <= certain | near


@UNHURRIED
@given(columns=st.dictionaries(_HEADERS, _CELLS | st.none(), min_size=1, max_size=6))
def test_nothing_in_an_export_becomes_a_terminal_escape_or_a_line_of_its_own(
    columns: dict[str, dict[str, int] | None],
) -> None:
    for line in drafted(columns).split("\n"):
        assert line.isprintable()
        assert not line or re.match(r"#| *[\"#?:]|(schema|platform|columns|values|groups):|  [\w-]+:$", line)
