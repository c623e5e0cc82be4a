"""The small instrument to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from mentorscan.errors import OutputError
from mentorscan.instrument.load import check_instrument
from mentorscan.instrument.starter import write_starter
from mentorscan.instrument.written import (
    InstrumentFile,
    QuestionnaireFile,
    WrittenConsistent,
    WrittenItem,
    WrittenRules,
    WrittenSameAnswer,
    WrittenScale,
)


def test_it_loads_without_a_problem_and_has_two_hallmarks(tmp_path: Path) -> None:
    files = write_starter(tmp_path / "new" / "folder")
    assert [file.name for file in files] == ["instrument.yaml", "clear_goals.yaml", "time_and_support.yaml"]
    instrument, problems = check_instrument(tmp_path / "new" / "folder")
    assert problems == ()
    assert instrument is not None
    assert [len(each.items) for each in instrument.hallmarks] == [3, 2]
    assert len(instrument.scales) == 1
    assert instrument.languages == ("en",)


def test_it_shows_every_key_that_there_is(tmp_path: Path) -> None:
    main, goals, _ = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in write_starter(tmp_path))
    shown: list[tuple[type[BaseModel], dict[str, object]]] = [
        (InstrumentFile, main),
        (QuestionnaireFile, goals),
        (WrittenScale, main["scales"]["agreement"]),
        (WrittenRules, main["rules"]),
        (WrittenConsistent, main["rules"]["consistent"]),
        (WrittenSameAnswer, main["rules"]["same_answer"]),
        (WrittenItem, {**goals["items"][0], **goals["items"][2]}),
    ]
    # A waiver is shown in instrument.yaml and in one questionnaire; only copies have an origin.
    assert "waive" in main
    assert "waive" in yaml.safe_load(write_starter(tmp_path / "again")[2].read_text(encoding="utf-8"))
    main["origin"] = None
    for model, data in shown:
        assert set(data) | {"waive"} == {field.alias or name for name, field in model.model_fields.items()} | {"waive"}


def test_it_leaves_files_alone_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "clear_goals.yaml").write_text("mine", encoding="utf-8")
    (tmp_path / "instrument.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError) as caught:
        write_starter(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["output-exists", "output-exists"]
    assert (tmp_path / "clear_goals.yaml").read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clear_goals.yaml", "instrument.yaml"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_starter(tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
