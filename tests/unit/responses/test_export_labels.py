"""What the labels beside an export do to its codes, over a whole file: REDCap data with a dictionary beside it."""

from pathlib import Path

import pytest
from tests.unit.responses.exports import Read, read_file

from mentorscan.errors import ExportError
from mentorscan.responses.model import ReadOptions

FORWARDS = "1, Never | 2, Rarely | 3, Sometimes | 4, Quite often | 5, Always"
OTHER_WORDS = "1, All the time | 2, Often | 3, Sometimes | 4, Hardly | 5, Not once"
ENDS_REVERSED = "1, Always | 2, 2 | 3, 3 | 4, 4 | 5, Never"


def written(folder: Path, choices: str, answers: tuple[str, ...] = ("1", "5", "")) -> Path:
    """An export beside a dictionary with these choices for its one item."""
    rows = [f"{number},{answer},2" for number, answer in enumerate(answers, start=1)]
    path = folder / "data.csv"
    path.write_text("\n".join(["record_id,goalset,goals_complete", *rows, ""]))
    dictionary = [
        'Variable / Field Name,Form Name,Field Type,Field Label,"Choices, Calculations, OR Slider Labels"',
        "record_id,goals,text,Record,",
        f'goalset,goals,radio,Goals are set.,"{choices}"',
    ]
    (folder / "dictionary.csv").write_text("\n".join([*dictionary, ""]))
    return path


def hint_of(path: Path) -> str:
    """What to do about the one unknown value of an export."""
    with pytest.raises(ExportError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    assert problem.code in {"unknown-answer", "unknown-group"}
    return problem.hint or ""


def read(folder: Path, choices: str) -> Read:
    return read_file(written(folder, choices))


def test_labels_of_the_scale_need_no_note(tmp_path: Path) -> None:
    found = read(tmp_path, FORWARDS)
    assert found.states == {"goalset": [1, 5, 0]}
    assert not {"codes-differ", "codes-without-labels"} & set(found.notes)


def test_codes_under_the_words_of_another_scale_count_and_are_told_once_with_every_word(tmp_path: Path) -> None:
    found = read(tmp_path, OTHER_WORDS)
    assert found.states == {"goalset": [1, 5, 0]}
    (note,) = [each for each in found.responses.notes if each.code == "codes-without-labels"]
    assert note.severity == "warning"
    assert note.values == {"codes": {"1": "All the time", "2": "Often", "4": "Hardly", "5": "Not once"}}
    assert "'1 for All the time', '2 for Often', '4 for Hardly', '5 for Not once'" in note.text
    assert "run the same way" in note.text


def test_a_scale_that_runs_the_other_way_is_not_read_by_its_bare_numbers(tmp_path: Path) -> None:
    assert read(tmp_path, ENDS_REVERSED).states == {"goalset": [5, 1, 0]}
    path = written(tmp_path, ENDS_REVERSED, ("1", "2"))
    assert "codes are not the values of the scale" in hint_of(path)
    assert "mentorscan survey map" in hint_of(path)
    assert read_file(path, ReadOptions(unknown="blank")).states == {"goalset": [5, 0]}


LIMESURVEY = "id,submitdate,lastpage,startlanguage,goals[goalset],department\n1,2026-03-02 10:11:12,1,en,{},{}\n"
QUALTRICS = (
    "StartDate,Status,Finished,ResponseId,goalset\nStart Date,Response Type,Finished,Response ID,Goals are set.\n"
    '"{{""ImportId"":""startDate""}}","{{""ImportId"":""status""}}","{{""ImportId"":""finished""}}",'
    '"{{""ImportId"":""_recordId""}}","{{""ImportId"":""QID1""}}"\n2026-03-02 10:11:12,0,1,R_1,{}\n'
)


@pytest.mark.parametrize(
    ("content", "file"),
    [
        (LIMESURVEY.format("A7", "sales"), ".lss or .txt"),
        (LIMESURVEY.format("4", "A12"), ".lss or .txt"),
        (QUALTRICS.format("17"), ".qsf"),
        ("record_id,goalset,goals_complete\n1,7,2\n", "data dictionary"),
    ],
)
def test_for_an_unknown_code_the_file_is_named_that_would_say_what_it_means(
    tmp_path: Path, content: str, file: str
) -> None:
    path = tmp_path / "export.csv"
    path.write_text(content)
    hint = hint_of(path)
    assert file in hint
    assert "beside the export, or map the values (mentorscan survey map)" in hint


def test_an_unknown_label_asks_for_no_definition_and_neither_does_a_code_beside_one(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(LIMESURVEY.format("Nevr", "sales"))
    assert hint_of(path).startswith("the nearest is 'Never'")
    assert "beside the export" not in hint_of(written(tmp_path, FORWARDS, ("7",)))
