import csv
from collections import Counter
from pathlib import Path

import pytest

from mentorscan import resources
from mentorscan.demo import organisation, write_export
from mentorscan.errors import OutputError
from mentorscan.files import is_ours
from mentorscan.instrument.load import load_instrument
from mentorscan.instrument.model import Instrument

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def instrument() -> Instrument:
    return load_instrument(resources.questionnaires())


@pytest.fixture(scope="module")
def rows(instrument: Instrument, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    path = tmp_path_factory.mktemp("demo") / "export.csv"
    write_export(path, instrument=instrument, language="en", force=False)
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def answers(rows: Rows, items: list[str]) -> list[str]:
    return [row[item] for row in rows for item in items]


def index(rows: Rows, items: list[str]) -> float:
    scored = [int(answer) for answer in answers(rows, items) if answer.isdigit()]
    return (sum(scored) / len(scored) - 1) / 4 * 100


def items_of(instrument: Instrument, questionnaire: str) -> list[str]:
    return [item.id for each in instrument.questionnaires if each.id == questionnaire for item in each.items]


def test_the_same_instrument_and_language_give_the_same_bytes(instrument: Instrument, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        write_export(tmp_path / name, instrument=instrument, language="it", force=False)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_demo_export_is_known_as_ours_and_replaced_only_with_force(instrument: Instrument, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    write_export(path, instrument=instrument, language="en", force=False)
    assert is_ours(path)
    with pytest.raises(OutputError):
        write_export(path, instrument=instrument, language="en", force=False)
    write_export(path, instrument=instrument, language="en", force=True)


def test_every_item_comment_and_segment_of_the_instrument_has_its_column(rows: Rows, instrument: Instrument) -> None:
    expected = {"respondent", "submitted", *instrument.items, *(segment.id for segment in instrument.segments)}
    expected |= {each.comment.id for each in instrument.questionnaires if each.comment}
    assert set(rows[0]) == expected


def test_every_answer_is_a_point_an_opt_out_or_blank(rows: Rows, instrument: Instrument) -> None:
    for item, questionnaire in instrument.questionnaire_of.items():
        scale = instrument.scale_of(questionnaire)
        allowed = {str(point.value) for point in scale.points} | {each.code for each in scale.opt_outs} | {""}
        assert {row[item] for row in rows} <= allowed


def test_one_department_lies_below_the_minimum_and_the_others_above(rows: Rows, instrument: Instrument) -> None:
    sizes = Counter(row["department"] for row in rows)
    del sizes[""]
    small = [size for size in sizes.values() if size < instrument.rules.minimum_group]
    assert len(small) == 1
    assert 7 <= len(sizes) <= 9
    assert len({row["location"] for row in rows}) == 4
    assert 300 <= len(rows) <= 400


def test_the_story_is_in_the_data(rows: Rows, instrument: Instrument) -> None:
    indices = {each.id: index(rows, [item.id for item in each.items]) for each in instrument.hallmarks}
    assert min(indices, key=indices.__getitem__) == "safety_nets"
    assert indices["safety_nets"] < 40
    assert max(indices.values()) > 70
    unknown = {
        each.id: Counter(answers(rows, [item.id for item in each.items]))["dont_know"] / len(each.items)
        for each in instrument.hallmarks
    }
    assert max(unknown, key=unknown.__getitem__) == "safety_nets"
    production = [row for row in rows if row["department"] == "Production"]
    assert index(production, list(instrument.items)) < index(rows, list(instrument.items)) - 5


def test_some_rows_are_empty_and_some_stop_half_way(rows: Rows, instrument: Instrument) -> None:
    items = list(instrument.items)
    assert sum(all(row[item] == "" for item in items) for row in rows) >= 3
    assert sum(all(row[item] == "" for item in items[-4:]) and row[items[0]] != "" for row in rows) >= 5


def test_comments_say_that_they_are_invented(rows: Rows, instrument: Instrument) -> None:
    columns = [each.comment.id for each in instrument.questionnaires if each.comment]
    texts = [row[column] for row in rows for column in columns if row[column]]
    assert texts
    assert all(text.startswith("Invented comment") for text in texts)


@pytest.mark.parametrize(("language", "word"), [("en", "invented"), ("it", "inventati"), ("fr", "invented")])
def test_the_name_of_the_organisation_says_that_the_data_are_invented(language: str, word: str) -> None:
    assert word in organisation(language)


def test_another_instrument_gets_its_own_export(instrument: Instrument, tmp_path: Path) -> None:
    scale = instrument.scales[0].model_copy(update={"opt_outs": ()})
    item = next(iter(instrument.items.values())).model_copy(update={"id": "Only_One", "reverse": True})
    questionnaire = instrument.hallmarks[0].model_copy(update={"id": "own", "items": (item,), "comment": None})
    changes = {"scales": (scale,), "questionnaires": (questionnaire,), "segments": ()}
    own = Instrument.model_validate(instrument.model_copy(update=changes).model_dump())
    write_export(tmp_path / "own.csv", instrument=own, language="en", force=False)
    header, first, *_ = (tmp_path / "own.csv").read_text(encoding="utf-8").splitlines()
    assert header == "respondent,submitted,Only_One"
    assert first.startswith("demo-0001,2026-10-05 ")
