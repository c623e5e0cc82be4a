"""Fingerprints: what enters them, and what does not."""

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorscan.errors import InstrumentError
from mentorscan.instrument.catalogue import fingerprint, item_fingerprint, open_instrument
from mentorscan.instrument.load import load_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.starter import write_starter
from mentorscan.resources import questionnaires

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])

Files = dict[str, dict[str, Any]]


def starter() -> Files:
    """The data of the starter's files, by their names without ending."""
    with TemporaryDirectory() as folder:
        paths = write_starter(Path(folder))
        return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}


STARTER = starter()


def loaded(files: Files) -> Instrument:
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
            (Path(folder) / f"{name}.yaml").write_text(text, encoding="utf-8")
        return load_instrument(Path(folder))


def changed(*path: str | int, to: Any) -> Instrument:
    """The starter with one value changed."""
    files: Files = json.loads(json.dumps(STARTER))
    data: Any = files
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = to
    return loaded(files)


def prints(instrument: Instrument) -> tuple[str, dict[str, str]]:
    return fingerprint(instrument), {item: item_fingerprint(instrument, item) for item in instrument.items}


def shuffled(value: Any, seed: random.Random) -> Any:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        seed.shuffle(keys)
        return {key: shuffled(value[key], seed) for key in keys}
    return [shuffled(each, seed) for each in value] if isinstance(value, list) else value


def test_of_an_item_it_is_the_sha256_of_canonical_json() -> None:
    instrument = loaded(STARTER)
    labels = ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"]
    points = ",".join(f'{{"label":{{"en":"{label}"}},"value":{value}}}' for value, label in enumerate(labels, 1))
    text = "Once set, the goals of mentoring are forgotten."
    canonical = f'{{"points":[{points}],"reverse":true,"text":{{"en":"{text}"}}}}'
    assert item_fingerprint(instrument, "goals_forgotten") == hashlib.sha256(canonical.encode()).hexdigest()


@UNHURRIED
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_keys_does_not_enter(seed: random.Random) -> None:
    assert prints(loaded(shuffled(STARTER, seed))) == prints(loaded(STARTER))


@UNHURRIED
@given(
    ends=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    comment=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20),
)
def test_comments_line_ends_and_encodings_do_not_enter(ends: str, encoding: str, comment: str) -> None:
    with TemporaryDirectory() as folder:
        for path in write_starter(Path(folder)):
            text = f"#{comment}\n{path.read_text(encoding='utf-8')}\n#{comment}\n"
            path.write_bytes(text.replace("\n", ends).encode(encoding))
        instrument = load_instrument(Path(folder))
    assert prints(instrument) == prints(loaded(STARTER))


def test_defaults_that_are_written_out_do_not_enter() -> None:
    plain = prints(loaded(STARTER))
    item = {**STARTER["time_and_support"]["items"][1], "weight": 1.0, "reverse": False, "forms": ["full"]}
    assert prints(changed("time_and_support", "items", 1, to=item)) == plain
    assert prints(changed("time_and_support", "role", to="hallmark")) == plain
    assert prints(changed("instrument", "rules", to={"minimum_group": 5})) == plain
    assert prints(changed("instrument", "rules", to={"consistent": {"index": 60.0}})) == plain


@pytest.mark.parametrize(
    ("path", "to"),
    [
        (("instrument", "title"), "Another title"),
        (("instrument", "version"), "0.1.1"),
        (("instrument", "introduction"), "Another introduction"),
        (("instrument", "levels", 1, "title"), "Budding"),
        (("instrument", "forms", "pulse", "title"), "Short"),
        (("instrument", "segments"), []),
        (("instrument", "questionnaires"), ["time_and_support", "clear_goals"]),
        (("clear_goals", "definition"), "Another definition"),
        (("clear_goals", "facets", 0, "title"), "Another facet"),
        (("clear_goals", "items", 0, "advice"), "Another piece of advice"),
        (("clear_goals", "items", 0, "evidence"), "Something else"),
        (("clear_goals", "items", 0, "claims"), ["another claim"]),
        (("clear_goals", "comment", "text"), "Another question"),
        (("instrument", "scales", "agreement", "opt_outs", 0, "label"), "No idea"),
    ],
)
def test_words_that_nobody_rates_enter_neither(path: tuple[str | int, ...], to: Any) -> None:
    assert prints(changed(*path, to=to)) == prints(loaded(STARTER))


@pytest.mark.parametrize(
    ("path", "to", "touched"),
    [
        (("clear_goals", "items", 0, "text"), "Another statement", {"goals_set"}),
        (("instrument", "scales", "agreement", "points", 2, "label"), "Undecided", set(loaded(STARTER).items)),
    ],
)
def test_words_that_people_rate_enter_those_of_the_items_only(
    path: tuple[str | int, ...], to: Any, touched: set[str]
) -> None:
    before, after = prints(loaded(STARTER)), prints(changed(*path, to=to))
    assert after[0] == before[0]
    assert {item for item in before[1] if after[1][item] != before[1][item]} == touched


@pytest.mark.parametrize(
    ("path", "to", "touched"),
    [
        (("instrument", "id"), "another-instrument", set()),
        (("instrument", "rules", "minimum_answered"), 0.6, set()),
        (("instrument", "rules", "consistent", "reach"), 0.8, set()),
        (("instrument", "levels", 1, "from"), 25, set()),
        (("instrument", "scales", "agreement", "favourable_from"), 5, set()),
        (("instrument", "scales", "agreement", "opt_outs", 0, "code"), "not_applicable", set()),
        (("clear_goals", "items", 0, "id"), "goals", {"goals_set"}),
        (("clear_goals", "items", 0, "weight"), 2, set()),
        (("clear_goals", "items", 0, "practice"), "readiness", set()),
        (("clear_goals", "items", 0, "facet"), "reviewing", set()),
        (("clear_goals", "items", 0, "forms"), ["pulse"], set()),
        (("clear_goals", "items", 0, "reverse"), True, {"goals_set"}),
        (("time_and_support", "role"), "outcome", set()),
    ],
)
def test_what_decides_a_figure_enters_that_of_the_instrument(
    path: tuple[str | int, ...], to: Any, touched: set[str]
) -> None:
    before, after = prints(loaded(STARTER)), prints(changed(*path, to=to))
    assert after[0] != before[0]
    assert {item for item, text in before[1].items() if after[1].get(item) != text} == touched


def test_an_item_that_asks_the_same_elsewhere_has_the_same_one() -> None:
    elsewhere = changed("clear_goals", "items", 1, "id", to="other_id")
    assert item_fingerprint(elsewhere, "other_id") == item_fingerprint(loaded(STARTER), "goals_known")


def test_the_built_in_instrument_opens_by_name_and_without_one() -> None:
    assert open_instrument(None) == open_instrument("mentoring-culture") == load_instrument(questionnaires())


def test_any_other_name_is_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_starter(tmp_path / "mine")
    write_starter(tmp_path / "mentoring-culture")
    monkeypatch.chdir(tmp_path)
    for name in ("mine", Path("mine"), tmp_path / "mine", "./mentoring-culture", Path("mentoring-culture")):
        assert open_instrument(name).id == "my-instrument"
    with pytest.raises(InstrumentError) as caught:
        open_instrument("mentoring-cultures")
    assert [problem.code for problem in caught.value.problems] == ["no-folder"]
    assert "mentoring-culture names the built-in instrument" in str(caught.value)
