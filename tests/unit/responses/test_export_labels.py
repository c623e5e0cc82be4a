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
    with pytest.raises(ExportError) as caught:
        read_file(path)
    (problem,) = caught.value.problems
    assert problem.code == "unknown-answer"
    assert "codes are not the values of the scale" in (problem.hint or "")
    assert "mentorscan survey map" in (problem.hint or "")
    assert read_file(path, ReadOptions(unknown="blank")).states == {"goalset": [5, 0]}
