"""The scenes whose screens are kept: what is pressed, and in which terminal.

``python -m tests.unit.interview.app.scenes`` writes them anew; look at what changed before you keep it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tests.unit.interview.app.walk import Walk

from mentorscan.instrument.catalogue import open_instrument

GOLDEN: Final = Path(__file__).parents[3] / "golden" / "screens"
BEGUN: Final = ("enter", "enter")
"""The form is chosen, and what raters are told has been read."""


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What one screen shows: the keys that lead to it, the terminal's size, the wishes of the command line."""

    keys: tuple[str, ...]
    size: tuple[int, int] = (80, 24)
    wishes: dict[str, Any] = field(default_factory=dict)


_PULSE = {"form": "pulse"}
_ITALIAN = {"form": "pulse", "language": "it"}

_RATED = (*BEGUN, *"232", "enter", *("4", "3", "enter") * 8)

SCENES: Final = {
    "introduction": Scene(keys=(), wishes={"rater": None, "organisation": None}),
    "introduction-it": Scene(keys=("f3",), wishes={"rater": None, "organisation": None}),
    "first-item": Scene(keys=BEGUN, wishes=_PULSE),
    "first-item-it": Scene(keys=BEGUN, wishes=_ITALIAN),
    "answered": Scene(keys=(*BEGUN, "4", "b", "u", "e", ">Minutes of May", "enter", "m"), wishes=_PULSE),
    "not-applicable": Scene(keys=(*BEGUN, "n", ">no programme"), wishes=_PULSE),
    "comment": Scene(keys=(*BEGUN, "4", "3", "2"), wishes=_PULSE),
    "find": Scene(keys=(*BEGUN, "slash", ">safety"), wishes=_PULSE),
    "help": Scene(keys=(*BEGUN, "f1"), wishes=_PULSE),
    "help-it": Scene(keys=(*BEGUN, "f1"), wishes=_ITALIAN),
    "end": Scene(keys=(*BEGUN, "4", "m", *("down",) * 30), wishes=_PULSE),
    "plan": Scene(keys=(*_RATED, "p", "4", "a", "enter", "ctrl+s"), size=(100, 32), wishes=_PULSE),
    "plan-it": Scene(keys=(*_RATED, "p", "4"), wishes=_ITALIAN),
    "wide": Scene(keys=(*BEGUN, *"45", "3", "enter", *"12", "enter"), size=(140, 36), wishes=_PULSE),
    "wide-it": Scene(keys=(*BEGUN, *"45", "3", "enter", *"12", "enter"), size=(140, 36), wishes=_ITALIAN),
}


def shown(scene: Scene, *, folder: Path) -> str:
    """The screen of a scene."""
    return Walk(folder, instrument=open_instrument(None), size=scene.size)(*scene.keys, **scene.wishes)


def main() -> None:
    """Write every scene's screen."""
    for name, scene in SCENES.items():
        with TemporaryDirectory() as folder:
            (GOLDEN / f"{name}.txt").write_text(shown(scene, folder=Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
