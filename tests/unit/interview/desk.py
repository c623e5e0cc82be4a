"""What the tests of the interview share: a small instrument, keys typed ahead, and a screen that can be read back."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

from rich.console import Console
from tests.instruments import LEVELS, instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.conduct import Wishes, conduct

TODAY = "2026-11-23"
BEGIN = ("Example Ltd", "A. Rater")
"""The answers to the two questions before the first item."""


def small(**fields: Any) -> Instrument:
    """Two hallmarks of two items, in English and Italian; the pulse asks the first of each."""
    both = {"forms": ["full", "pulse"]}
    return instrument(
        [
            questionnaire("care", [_item("c1", **both), _item("c2")], title={"en": "Care", "it": "Cura"}),
            questionnaire("time", [_item("t1", **both), _item("t2")], title={"en": "Time", "it": "Tempo"}),
        ],
        languages=["en", "it"],
        title={"en": "Test", "it": "Prova"},
        scales=[_scale()],
        forms=[{"id": name, "title": {"en": name, "it": name}} for name in ("full", "pulse")],
        **{"levels": _levels(), **fields},
    )


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
    return item(id_, text=text, evidence=evidence, advice=advice, **fields)


def _scale() -> dict[str, Any]:
    made = scale()
    for point in made["points"]:
        point["label"] = {"en": f"point {point['value']}", "it": f"punto {point['value']}"}
    made["opt_outs"][0]["label"] = {"en": "Don't know", "it": "Non so"}
    return made


class TypedAhead:
    """A reader whose lines were all typed before: keys and texts alike."""

    def __init__(self, lines: Iterable[str], *, one_key: bool = False) -> None:
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
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        return line


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

    def rate(self, *lines: str, width: int = 80, **wishes: Any) -> AnswerFile | None:
        """What was answered with these lines; ``KeyboardInterrupt`` where they do not reach to the end."""
        screen = TextIOWrapper(BytesIO(), encoding=self.encoding, write_through=True)
        self.reader = TypedAhead(lines, one_key=self.one_key)
        console = Console(file=screen, width=width, highlight=False, emoji=False)
        try:
            return conduct(
                self.journal,
                target=self.folder / "answers.yaml",
                instrument=self.instrument,
                wishes=Wishes(**wishes),
                reader=self.reader,
                console=console,
                today=TODAY,
            )
        finally:
            screen.seek(0)
            self.seen = screen.read()
