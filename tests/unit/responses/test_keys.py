"""Which cells mean what in which column: what the platform, a map and the options say, put together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, STATES

from mentorscan.responses.keys import Keys
from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.model import BLANK, ReadOptions
from mentorscan.responses.platforms.platform import ColumnName, Dialect

DEPARTMENT = INSTRUMENT.segments[0]
UPSIDE_DOWN = {"1": ("Always",), "5": ("Never",)}
MAP = ColumnMap(
    path=Path("map.yaml"),
    values={"often": {"A1": "2", "skipped": "blank"}},
    groups={"department": {"Vertrieb": "sales"}},
)


def keys(*labels: Mapping[str, tuple[str, ...]], options: ReadOptions | None = None) -> Keys:
    """The keys of a table whose columns have these labels, on a platform with marks of its own for no answer."""
    dialect = Dialect(
        columns=tuple(ColumnName(title=f"column {number}", labels=each) for number, each in enumerate(labels)),
        blank=frozenset({"No answer"}),
        not_shown=frozenset({"-oth-"}),
        together=("{value}: {label}",),
    )
    return Keys(dialect, instrument=INSTRUMENT, options=options or ReadOptions())


def test_columns_of_one_scale_share_a_key_and_other_scales_or_labels_have_their_own() -> None:
    every = keys({}, {}, {}, UPSIDE_DOWN)
    first = every.answers("goalset", position=0)
    assert every.answers("goalmet", position=1) is first
    assert every.answers("trust_1", position=2) is not first
    assert every.answers("goalmet", position=3) is not first


def test_labels_of_a_column_go_before_its_codes_and_no_other_column_is_touched() -> None:
    every = keys({}, UPSIDE_DOWN)
    assert [every.answers("goalset", position=position).state("1") for position in (0, 1)] == [STATES[1], STATES[5]]


def test_the_same_labels_in_another_order_are_the_same_key() -> None:
    every = keys(UPSIDE_DOWN, dict(reversed(UPSIDE_DOWN.items())))
    assert every.answers("goalset", position=0) is every.answers("goalmet", position=1)


@pytest.mark.parametrize("cell", ["", "No answer", "NA", "-oth-"])
def test_cells_without_an_answer_are_those_of_the_platform_and_those_of_the_options(cell: str) -> None:
    every = keys({}, {}, options=ReadOptions(blank=("NA",)))
    assert every.answers("goalset", position=0).state(cell) == BLANK
    assert every.groups(DEPARTMENT, id_="department", position=1).group(cell) == ""


def test_only_cells_of_the_platform_say_that_an_item_was_not_shown() -> None:
    assert keys({}, options=ReadOptions(blank=("NA",))).answers("goalset", position=0).not_shown == {"-oth-"}


def test_a_value_and_its_label_stand_in_one_cell_as_the_platform_writes_them() -> None:
    key = keys({}).answers("goalset", position=0)
    assert (key.state("4: Quite often"), key.state("4 - Quite often")) == (STATES[4], None)


def test_a_map_speaks_of_one_scale_and_of_one_segment() -> None:
    every = keys({}, {}, {}, options=ReadOptions(column_map=MAP))
    assert [
        every.answers(item, position=position).state("A1") for position, item in enumerate(("goalset", "trust_1"))
    ] == [
        STATES[2],
        None,
    ]
    assert every.answers("goalset", position=0).state("skipped") == BLANK
    assert every.groups(DEPARTMENT, id_="department", position=2).group("Vertrieb") == "sales"
    assert every.groups(None, id_="Team", position=2).group("Vertrieb") == "Vertrieb"


def test_a_group_in_the_name_of_a_file_has_no_labels_of_a_column() -> None:
    every = keys({"A": ("Sales",)})
    found = [every.groups(DEPARTMENT, id_="department", position=position).group("A") for position in (0, None)]
    assert found == ["sales", None]


def test_unknown_groups_are_kept_where_that_is_asked_for() -> None:
    kept = keys({}, options=ReadOptions(unknown_groups="keep", project="client.yaml"))
    key = kept.groups(DEPARTMENT, id_="department", position=0)
    assert (key.group("Law"), key.project) == ("Law", "client.yaml")
    assert keys({}).groups(DEPARTMENT, id_="department", position=0).group("Law") is None
