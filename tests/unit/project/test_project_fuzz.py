"""Whatever stands in a project file, loading it ends in a project or in problems."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.project.projects import PROJECT, write

from mentorscan.errors import Problem, ProjectError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.project import apply_project, load_project
from mentorscan.project.written import ProjectFile

UNHURRIED = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])

_NAMES = st.sampled_from(["id", "en", "it", "from", "to", "people", "groups", "a1", "role", "mentor", "2026-10-01"])
_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | _NAMES
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=8,
)
_KEYS = sorted(field.alias or name for name, field in ProjectFile.model_fields.items())
_RIGHT = yaml.safe_load(PROJECT)


def check(content: bytes) -> None:
    """Loads the content as a project file, and applies it where it is right."""
    with TemporaryDirectory() as folder:
        path = write(Path(folder))
        path.write_bytes(content)
        problems = problems_of(path)
    assert all(problem.place and (problem.expected or problem.hint) for problem in problems)


def problems_of(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a project file; none where it fits its instrument."""
    try:
        project = load_project(path)
    except ProjectError as error:
        return error.problems
    apply_project(open_instrument(project.instrument), project)
    return ()


@UNHURRIED
@given(content=st.binary(max_size=100))
def test_any_bytes_as_a_project_give_problems(content: bytes) -> None:
    check(content)


@UNHURRIED
@given(data=st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=7))
def test_any_data_as_a_project_give_problems_or_a_project(data: dict[str, object]) -> None:
    check(yaml.safe_dump(data).encode())


@UNHURRIED
@given(key=st.sampled_from(_KEYS), value=_VALUES)
def test_any_value_in_a_right_project_gives_problems_or_a_project(key: str, value: object) -> None:
    check(yaml.safe_dump({**_RIGHT, key: value}).encode())


@UNHURRIED
@given(place=st.integers(0, len(PROJECT) - 1), cut=st.integers(1, 8), instead=st.text(max_size=4))
def test_any_slip_in_a_right_project_gives_problems_or_a_project(place: int, cut: int, instead: str) -> None:
    check((PROJECT[:place] + instead + PROJECT[place + cut :]).encode("utf-8", errors="surrogatepass"))
