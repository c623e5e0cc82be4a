from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, OFTEN, STATES, SURE, codes_of, problems_of, read_text

from mentorscan.responses.cells import AnswerKey, GroupKey
from mentorscan.responses.model import ReadOptions


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("4", 4),
        ("4.0", 4),
        ("4.000", 4),
        ("04", 4),
        ("+4", 4),
        (" 4\u00a0", 4),
        ("\ufeff4", 4),
        ("Quite often", 4),
        ("QUITE  OFTEN", 4),
        ("quite\u00a0often ", 4),
        ("piuttosto spesso", 4),
        ("Sempre cosi\u0300", 5),
        ("SEMPRE COSÌ", 5),
        ("dont_know", "dont_know"),
        ("Don't know", "dont_know"),
        ("non so", "dont_know"),
        ("not_applicable", "not_applicable"),
        ("does not apply", "not_applicable"),
        ("", None),
        ("  ", None),
        ("\u00a0", None),
        ("\ufeff", None),
    ],
)
def test_a_cell_means_its_point_opt_out_or_blank_however_it_is_spelled(
    tmp_path: Path, cell: str, answer: int | str | None
) -> None:
    read = read_text(tmp_path, f"goalset,goalmet\n{cell},1\n5,{cell}\n")
    assert read.states == {"goalset": [STATES[answer], 5], "goalmet": [1, STATES[answer]]}


@pytest.mark.parametrize(
    "cell", ["9", "0", "-4", "4.5", "4,0", "4.", "٤", "1e0", "often", "NA", "-", "4 - Quite often", "6.0"]
)
def test_any_other_cell_is_an_unknown_value(tmp_path: Path, cell: str) -> None:
    assert codes_of(tmp_path, f'goalset,goalmet\n"{cell}",1\n') == ["unknown-answer"]


def test_points_are_numbered_from_the_lowest_whatever_their_values(tmp_path: Path) -> None:
    read = read_text(tmp_path, "trust_1,goalset\n-1,1\n0,1\n1,1\n2,1\nstep -1,1\nPASSO 2,1\n-1.0,1\n,1\n")
    assert read.states["trust_1"] == [1, 2, 3, 4, 1, 4, 1, 0]


def test_an_opt_out_that_the_scale_does_not_declare_is_unknown() -> None:
    assert AnswerKey(SURE).state("dont_know") is None
    assert AnswerKey(OFTEN).state("dont_know") == 6


def test_a_label_that_means_two_points_in_two_languages_means_none() -> None:
    low, high = OFTEN.points[0], OFTEN.points[4]
    points = (low.model_copy(update={"label": {"en": "High", "it": "x"}}), *OFTEN.points[1:4])
    scale = OFTEN.model_copy(update={"points": (*points, high.model_copy(update={"label": {"en": "y", "it": "high"}}))})
    assert AnswerKey(scale).state("high") is None
    assert AnswerKey(scale).state("y") == 5


def test_a_points_value_comes_before_a_label_that_reads_the_same() -> None:
    first = OFTEN.points[0].model_copy(update={"label": {"en": "3", "it": "Mai"}})
    scale = OFTEN.model_copy(update={"points": (first, *OFTEN.points[1:])})
    assert AnswerKey(scale).state("3") == 3


def test_texts_said_to_be_blank_are_blank_in_items_and_segments(tmp_path: Path) -> None:
    read = read_text(
        tmp_path, "goalset,goalmet,department,Site\nNA,99,NA,NA\n99,4,sales,99\n", ReadOptions(blank=("NA", "99"))
    )
    assert read.states == {"goalset": [0, 0], "goalmet": [0, 4]}
    assert read.groups == {"department": [None, "sales"], "Site": [None, None]}


def test_only_the_texts_given_are_blank(tmp_path: Path) -> None:
    assert codes_of(tmp_path, "goalset,goalmet\nna,1\n", ReadOptions(blank=("NA",))) == ["unknown-answer"]


@pytest.mark.parametrize(
    ("cell", "group"),
    [
        ("sales", "sales"),
        ("SALES", "sales"),
        (" vendite", "sales"),
        ("s&m", "sales"),
        ("Field force", "sales"),
        ("7", "7"),
        ("7.0", "7"),
        ("07", "7"),
        ("officina", "7"),
        ("", None),
        (" \u00a0", None),
    ],
)
def test_a_group_of_a_closed_list_is_found_by_id_label_or_alias(tmp_path: Path, cell: str, group: str | None) -> None:
    assert read_text(tmp_path, f"goalset,department\n1,{cell}\n").groups == {"department": [group]}


def test_a_group_outside_a_closed_list_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "goalset,department\n1,sales\n2,Salse\n3,Salse\n")
    assert problem.code == "unknown-group"
    assert problem.message == "'Salse' stands in 2 cells of column department, first in row 2 of the data"
    assert problem.place is not None
    assert problem.place.line == 3
    assert "'sales'" in (problem.hint or "")


def test_in_an_open_segment_the_plain_text_of_the_cell_is_the_group(tmp_path: Path) -> None:
    read = read_text(tmp_path, "goalset,Site\n1, North\u00a0 West \n2,north west\n3,\n4,North West\n5,1.0\n")
    assert read.groups["Site"] == ["North West", "north west", None, "North West", "1.0"]
    assert read.responses.groups["Site"] == [None, "North West", "north west", "1.0"]


def test_declared_groups_that_nobody_is_in_are_not_among_the_groups_met(tmp_path: Path) -> None:
    assert read_text(tmp_path, "goalset,department\n1,Officina\n").responses.groups == {"department": [None, "7"]}


def test_an_id_comes_before_another_groups_label_and_a_label_before_an_alias() -> None:
    department = INSTRUMENT.segments[0]
    sales, workshop = department.groups
    clash = workshop.model_copy(update={"label": {"en": "sales", "it": "it"}, "aliases": ("vendite",)})
    key = GroupKey(department.model_copy(update={"groups": (sales, clash)}))
    assert [key.group("SALES"), key.group("Vendite"), key.group("it")] == ["sales", "sales", "7"]


def test_an_alias_of_two_groups_is_neither() -> None:
    department = INSTRUMENT.segments[0]
    groups = tuple(group.model_copy(update={"aliases": ("both",)}) for group in department.groups)
    assert GroupKey(department.model_copy(update={"groups": groups})).group("both") is None


def labelled(**labels: str | tuple[str, ...]) -> AnswerKey:
    """The key of a column whose codes the platform shows so; ``_1``: the code 1."""
    shown = {code.lstrip("_"): (each,) if isinstance(each, str) else each for code, each in labels.items()}
    return AnswerKey(OFTEN, labels=shown)


def test_labels_of_one_code_that_mean_different_states_make_it_mean_nothing() -> None:
    key = labelled(_1=("Never", "Mai"), _2=("Rarely", "Sempre così"), A3=("Always", "Non so"))
    assert [key.state(cell) for cell in ("1", "2", "A3")] == [1, None, None]
    assert key.why_unknown("1") is None
    assert key.why_unknown("2") == "its labels mean different answers ('Rarely', 'Sempre così')"


def test_codes_alike_but_for_case_keep_the_labels_of_both() -> None:
    key = labelled(a="Never", A="Always")
    assert key.state("a") is None
    assert labelled(a="Never", A="Mai").state("a") == 1


@pytest.mark.parametrize("cell", ["1", "1.0", "01"])
def test_a_label_goes_before_the_code_however_the_number_is_spelled(cell: str) -> None:
    assert labelled(_1="Always", _5="Never").state(cell) == 5


def test_a_label_that_is_a_number_is_a_points_value() -> None:
    key = labelled(_1="0", _2="1", _3="2", _4="3")
    assert [key.state(cell) for cell in ("2", "3", "4")] == [1, 2, 3]
    assert [labelled(_1="5", _2="4", _4="2", _5="1").state(cell) for cell in ("1", "2", "5")] == [5, 4, 1]


def test_numbers_between_ends_that_run_the_other_way_mean_nothing() -> None:
    assert [labelled(_1="Always", _2="2", _5="Never").state(cell) for cell in ("1", "2", "5")] == [5, None, 1]
    between = {"A2": "2", "A3": "3", "A4": "4"}
    backwards, forwards = labelled(A1="Always", **between, A5="Never"), labelled(A1="Never", **between, A5="Always")
    assert [backwards.state(cell) for cell in ("A1", "A2", "A4", "A5")] == [5, None, None, 1]
    assert [forwards.state(cell) for cell in ("A1", "A2", "A4", "A5")] == [1, 2, 4, 5]


def test_where_labels_contradict_the_codes_a_number_without_a_known_label_means_nothing() -> None:
    """A scale that runs the other way, of which only the ends have labels: 2 is not 2."""
    key = labelled(_1="Always", _5="Never", _4="Hardly ever")
    assert [key.state(cell) for cell in ("1", "2", "4", "5")] == [5, None, None, 1]
    assert "codes are not the values" in (key.why_unknown("2") or "")
    assert key.unlabelled == {}


def test_an_opt_out_under_the_number_of_a_point_says_nothing_of_the_other_codes() -> None:
    key = labelled(_1="Don't know", _2="Rarely")
    assert [key.state(cell) for cell in ("1", "2", "3")] == [6, 2, 3]


def test_codes_whose_labels_are_not_the_scales_count_and_are_told_with_all_the_labels() -> None:
    key = labelled(_1="All the time", _2="Rarely", _3="3", _5="Not once", A="Anything")
    assert key.unlabelled == {}
    assert [key.state(cell) for cell in ("2", "3")] == [2, 3]
    assert key.unlabelled == {}
    assert key.state("1") == 1
    assert key.unlabelled == {"1": "All the time", "5": "Not once"}
