"""What raters see, kept as text: a change of a screen is looked at before it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.interview.app.scenes import GOLDEN, SCENES, shown


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_as_it_was_kept(name: str, tmp_path: Path) -> None:
    assert shown(SCENES[name], folder=tmp_path) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_every_kept_screen_belongs_to_a_scene() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SCENES)
