"""A YAML file as plain data in which every key and every value knows its place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mentorscan.errors import Place, Problem

Trail = tuple[str | int, ...]
"""The way to a value: keys and list positions, as in ``("items", 3, "text", "it")``."""


@dataclass(frozen=True, slots=True)
class Misread:
    """A scalar without quotes that is neither text, number nor boolean for everybody: a date, ``010``, nothing."""

    written: str
    reading: str


@dataclass(frozen=True, slots=True)
class Broken:
    """Stands where a value could not be read at all; its problem has been reported, nobody need complain again."""


BROKEN = Broken()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands, how it is written there, and as what YAML reads it where that is not text."""

    place: Place
    written: str | None = None
    reading: str | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A YAML file: its data, the spot of each value and the place of each key, and what is wrong with it as YAML.

    ``data`` is made of ``dict`` (keys are text), ``list``, ``str``, ``bool``, ``int``, ``float``, and ``Misread`` or
    ``BROKEN`` where it is none of these.
    """

    file: str
    data: object = BROKEN
    spots: Mapping[Trail, Spot] = field(default_factory=dict)
    keys: Mapping[Trail, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def place(self, trail: Trail) -> Place:
        """The place of a value; of one that is not there, that of the nearest thing around it."""
        while trail and trail not in self.spots:
            trail = trail[:-1]
        return self.spots[trail].place if trail in self.spots else Place(self.file, 1, 1)

    def key_place(self, trail: Trail) -> Place:
        """The place of the key under which a value stands; of list entries, the place of the value."""
        return self.keys.get(trail) or self.place(trail)

    def reading(self, trail: Trail) -> str | None:
        """What YAML made of a scalar that looks like text, as ``YAML reads No as a boolean``; else ``None``."""
        spot = self.spots.get(trail)
        if spot is None or spot.reading is None:
            return None
        return f"YAML reads {spot.written} as {spot.reading}" if spot.written else "nothing stands here"


def quoted(text: str) -> str:
    """A text in double quotes, as it may stand in YAML.

    >>> quoted("No")
    '"No"'
    """
    return json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A value of a document, whatever it is, and the way to it: for looking at files that may be wrong anywhere."""

    document: Document
    trail: Trail = ()
    value: object = None

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return self.document.place(self.trail)

    @property
    def text(self) -> str | None:
        """The value where it is a text that is not empty."""
        return self.value if isinstance(self.value, str) and self.value.strip() else None

    @property
    def whole(self) -> int | None:
        """The value where it is a whole number."""
        return self.value if isinstance(self.value, int) and not isinstance(self.value, bool) else None

    @property
    def number(self) -> float | None:
        """The value where it is a number."""
        return self.value if isinstance(self.value, float) else self.whole

    def __contains__(self, key: str) -> bool:
        """Whether the value is a mapping with this key."""
        return isinstance(self.value, dict) and key in self.value

    def __getitem__(self, key: str) -> Part:
        """What stands under a key: ``None`` where the value is no mapping or has no such key."""
        value = self.value.get(key) if isinstance(self.value, dict) else None
        return Part(self.document, (*self.trail, key), value)

    def members(self) -> Iterator[Part]:
        """The values of a mapping, in order; nothing where it is none."""
        for key in self.value if isinstance(self.value, dict) else ():
            yield self[key]

    def entries(self) -> Iterator[Part]:
        """The entries of a list, in order; nothing where it is none."""
        for position, value in enumerate(self.value if isinstance(self.value, list) else ()):
            yield Part(self.document, (*self.trail, position), value)

    def texts(self) -> Iterator[Part]:
        """The texts of a text: itself, or one in each language."""
        for each in (self, *self.members()):
            if each.text:
                yield each
