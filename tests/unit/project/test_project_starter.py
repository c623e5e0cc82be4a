"""The project file to begin with."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from mentorscan.errors import OutputError
from mentorscan.project import load_project
from mentorscan.project.starter import write_project
from mentorscan.project.written import (
    ProjectFile,
    WrittenAgreement,
    WrittenProjectGroup,
    WrittenProjectSegment,
    WrittenReport,
    WrittenWave,
)


def switched_on(text: str) -> str:
    """The starter with its examples switched on: # stands right before a key, or before the spaces that indent it."""
    return re.sub(r"^#(?=\S|  )", "", text, flags=re.MULTILINE)


def test_the_new_project_file_loads_and_says_nothing_about_anybody(tmp_path: Path) -> None:
    project = load_project(write_project(tmp_path / "client" / "wave"))
    assert project.instrument == "mentoring-culture"
    assert (project.organisation, project.wave, project.segments, project.works_agreement) == (None, None, (), None)


def test_its_examples_show_every_key_and_load_when_they_are_switched_on(tmp_path: Path) -> None:
    path = write_project(tmp_path)
    text = switched_on(path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    (tmp_path / "recipe.yaml").write_text("schema: 1\n", encoding="utf-8")
    project = load_project(path)
    assert project.organisation == "Example Ltd"
    data = yaml.safe_load(text)
    department = data["segments"][0]
    shown: list[tuple[type[BaseModel], dict[str, object]]] = [
        (ProjectFile, data),
        (WrittenWave, data["wave"]),
        (WrittenProjectSegment, department),
        (WrittenProjectGroup, department["groups"][0]),
        (WrittenAgreement, data["works_agreement"]),
        (WrittenReport, data["report"]),
    ]
    for model, keys in shown:
        assert set(keys) == {field.alias or name for name, field in model.model_fields.items()}


def test_every_example_is_called_one(tmp_path: Path) -> None:
    lines = write_project(tmp_path).read_text(encoding="utf-8").splitlines()
    first = [number for number, line in enumerate(lines) if re.match(r"#[a-z_]+:", line)]
    assert len(first) == 5
    assert all("Example:" in lines[number - 1] for number in first)


def test_one_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    path = write_project(tmp_path)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        write_project(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["output-exists"]
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mentorscan.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(OutputError):
        write_project(tmp_path)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_in_the_place_of_the_project_s_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError):
        write_project(tmp_path / "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
