"""Whatever stands in a questionnaire or an instrument file, loading it ends in an instrument or in problems."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorscan.instrument.load import check_instrument
from mentorscan.instrument.starter import write_starter
from mentorscan.instrument.written import InstrumentFile, QuestionnaireFile

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

_SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(["en", "a1"])
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "text", "label", "value", "points", "en", "from", "x"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
_INSTRUMENT_KEYS = sorted(field.alias or name for name, field in InstrumentFile.model_fields.items())
_QUESTIONNAIRE_KEYS = sorted(QuestionnaireFile.model_fields)


def check(file: str, content: bytes) -> None:
    """Puts the content into a file of a right instrument, and checks it."""
    with TemporaryDirectory() as folder:
        write_starter(Path(folder))
        (Path(folder) / file).write_bytes(content)
        instrument, problems = check_instrument(Path(folder))
        assert (instrument is None) == any(problem.severity == "error" for problem in problems)
        assert all(problem.place and (problem.expected or problem.hint) for problem in problems)


@UNHURRIED
@given(content=st.binary(max_size=100))
def test_any_bytes_as_a_questionnaire_give_problems(content: bytes) -> None:
    check("clear_goals.yaml", content)


@UNHURRIED
@given(data=st.dictionaries(st.sampled_from(_QUESTIONNAIRE_KEYS), _VALUES, max_size=8))
def test_any_data_as_a_questionnaire_give_problems(data: dict[str, object]) -> None:
    check("clear_goals.yaml", yaml.safe_dump(data).encode())


@UNHURRIED
@given(data=st.dictionaries(st.sampled_from(_INSTRUMENT_KEYS), _VALUES, max_size=12))
def test_any_data_as_an_instrument_give_problems(data: dict[str, object]) -> None:
    check("instrument.yaml", yaml.safe_dump(data).encode())


@UNHURRIED
@given(key=st.sampled_from(_INSTRUMENT_KEYS), value=_VALUES)
def test_any_value_in_a_right_instrument_gives_problems_or_an_instrument(key: str, value: object) -> None:
    with TemporaryDirectory() as folder:
        write_starter(Path(folder))
        data = yaml.safe_load((Path(folder) / "instrument.yaml").read_text(encoding="utf-8"))
    check("instrument.yaml", yaml.safe_dump({**data, key: value}).encode())


@UNHURRIED
@given(key=st.sampled_from(_QUESTIONNAIRE_KEYS), value=_VALUES)
def test_any_value_in_a_right_questionnaire_gives_problems_or_an_instrument(key: str, value: object) -> None:
    with TemporaryDirectory() as folder:
        write_starter(Path(folder))
        data = yaml.safe_load((Path(folder) / "clear_goals.yaml").read_text(encoding="utf-8"))
    check("clear_goals.yaml", yaml.safe_dump({**data, key: value}).encode())
