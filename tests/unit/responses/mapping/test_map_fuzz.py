"""Whatever stands in a map, loading it ends in a map or in problems."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.responses.mapping.maps import MAP, loaded

from mentorscan.errors import MapError, Problem
from mentorscan.responses.mapping.written import MapFile

UNHURRIED = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

_NAMES = st.sampled_from(
    ["item", "segment", "comment", "ignore", "often", "department", "goalset", "sales", "skip", "drop", "column", "A1"]
)
_SCALARS = st.none() | st.booleans() | st.integers(-2, 9) | st.floats() | st.text(max_size=5) | _NAMES
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(_NAMES | st.integers(0, 9) | st.none(), inner, max_size=3)
    ),
    max_leaves=10,
)
_KEYS = sorted(field.alias or name for name, field in MapFile.model_fields.items())


def check(text: str) -> None:
    """Loads the text as a map; every problem says where it is and what would be right."""
    with TemporaryDirectory() as folder:
        problems = problems_of(Path(folder), text)
    assert all(problem.place and (problem.expected or problem.hint) for problem in problems)


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    """What is wrong with a map; none where it is right."""
    try:
        loaded(folder, text)
    except MapError as error:
        return error.problems
    return ()


@UNHURRIED
@given(data=st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=8))
def test_any_data_as_a_map_give_problems_or_a_map(data: dict[str, object]) -> None:
    check(yaml.safe_dump(data, allow_unicode=True))


@UNHURRIED
@given(key=st.sampled_from(_KEYS), value=_VALUES)
def test_a_right_map_with_any_value_in_one_place_gives_problems_or_a_map(key: str, value: object) -> None:
    check(yaml.safe_dump(yaml.safe_load(MAP) | {key: value}, allow_unicode=True))


@UNHURRIED
@given(start=st.integers(0, len(MAP)), length=st.integers(0, 30), text=st.text(max_size=5))
def test_a_map_in_which_something_was_typed_over_gives_problems_or_a_map(start: int, length: int, text: str) -> None:
    check(MAP[:start] + text.encode("utf-8", "replace").decode() + MAP[start + length :])
