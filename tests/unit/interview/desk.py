"""What the tests of the interview share: a small instrument, keys typed ahead, and a screen that can be read back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from rich.console import Console
from tests.instruments import LEVELS, instrument, item, questionnaire, scale

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.conduct import conduct
from mentorscan.interview.opening import Opening, Wishes

TODAY = "2026-11-23"
BEGIN = ("Example Ltd", "A. Rater")
"""The answers to the two questions before the first item."""


def small(**fields: Any) -> Instrument:
    """Two hallmarks of two items, in English and Italian; the pulse asks the first of each."""
    return _asking([_first("c1"), _item("c2")], [_first("t1"), _item("t2")], **fields)


def later(**fields: Any) -> Instrument:
    """The small instrument in its next version: c2 asks something else, t2 is gone, t3 is new."""
    other = {"en": "Something else.", "it": "Un'altra cosa."}
    return _asking([_first("c1"), _item("c2", text=other)], [_first("t1"), _item("t3")], version="2.0.0", **fields)


def _asking(care: list[dict[str, Any]], time: list[dict[str, Any]], **fields: Any) -> Instrument:
    return instrument(
        [
            questionnaire("care", care, title={"en": "Care", "it": "Cura"}),
            questionnaire("time", time, title={"en": "Time", "it": "Tempo"}),
        ],
        **{
            "languages": ["en", "it"],
            "title": {"en": "Test", "it": "Prova"},
            "scales": [spoken_scale()],
            "levels": _levels(),
            "forms": [{"id": name, "title": {"en": name, "it": name}} for name in ("full", "pulse")],
        }
        | fields,
    )


def _first(id_: str) -> dict[str, Any]:
    return _item(id_, forms=["full", "pulse"])


def _levels() -> list[dict[str, Any]]:
    titles = ("Latente", "Emergente", "In sviluppo", "Consolidato", "Radicato")
    return [
        each | {"title": {"en": str(each["id"]).title(), "it": title}}
        for each, title in zip(LEVELS, titles, strict=True)
    ]


def _item(id_: str, **fields: Any) -> dict[str, Any]:
    text = {"en": f"Statement {id_}.", "it": f"Affermazione {id_}."}
    evidence = {"en": f"Papers on {id_}", "it": f"Carte su {id_}"}
    advice = {"en": f"Begin with {id_}", "it": f"Cominciare da {id_}"}
    return item(id_, **({"text": text, "evidence": evidence, "advice": advice} | fields))


def spoken_scale(*, points: int = 5) -> dict[str, Any]:
    """A scale with labels in English and Italian."""
    made = scale(points=points)
    for point in made["points"]:
        point["label"] = {"en": f"point {point['value']}", "it": f"punto {point['value']}"}
    made["opt_outs"][0]["label"] = {"en": "Don't know", "it": "Non so"}
    return made


Line = str | Callable[[], object]
"""What is typed, or something that happens in the world before the next line is typed."""


class TypedAhead:
    """A reader whose lines were all typed before: keys and texts alike."""

    def __init__(self, lines: Iterable[Line], *, one_key: bool = False) -> None:
        self.one_key = one_key
        self._lines = iter(lines)
        self.questions: list[str] = []

    def key(self) -> str:
        return self._next()

    def text(self, question: str, *, default: str = "") -> str:
        self.questions.append(f"{question} [{default}]")
        return self._next() or default

    def pause(self, message: str) -> None:
        self.questions.append(message)

    def _next(self) -> str:
        for line in self._lines:
            if isinstance(line, str):
                return line
            line()
        raise EOFError


class Desk:
    """A rater at work in a folder: ``rate`` types, ``seen`` is what the last run showed."""

    def __init__(self, folder: Path, *, instrument: Instrument | None = None, encoding: str = "utf-8") -> None:
        self.folder = folder
        self.journal = folder / "journal.jsonl"
        self.instrument = instrument or small()
        self.encoding = encoding
        self.seen = ""
        self.one_key = False
        self.reader = TypedAhead(())

    def rate(self, *lines: Line, width: int = 80, **wishes: Any) -> AnswerFile | None:
        """What was answered with these lines; ``KeyboardInterrupt`` where they do not reach to the end."""
        screen = TextIOWrapper(BytesIO(), encoding=self.encoding, write_through=True)
        self.reader = TypedAhead(lines, one_key=self.one_key)
        console = Console(file=screen, width=width, highlight=False, emoji=False)
        try:
            opening = Opening(
                self.journal,
                target=self.folder / "answers.yaml",
                instrument=with_both_opt_outs(self.instrument),
                wishes=Wishes(**wishes),
                today=TODAY,
            )
            return conduct(opening, reader=self.reader, console=console)
        finally:
            screen.seek(0)
            self.seen = screen.read()
