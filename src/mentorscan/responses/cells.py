"""What a cell says: the text of an item's cell as a state of its scale, the text of a segment's cell as a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from mentorscan.instrument.model import Scale, Segment
from mentorscan.responses.model import BLANK, states_of
from mentorscan.responses.text import caseless, plain

_NUMBER = re.compile(r"([+-]?)0*([0-9]{1,9})(?:\.0+)?")
_LONGEST_COMPARED = 200
FAILED_FORMULAS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
"""What spreadsheet programs show where a formula has failed: never an answer, and never the name of a group."""


class AnswerKey:
    """The meaning of the cells of one scale's items: a point's value, an opt-out's code or a label, in this order.

    A label that would mean two states in different languages means none: nothing is guessed. ``labels``: what the
    platform shows for a cell (code -> labels); where one of them means anything, the cell means that. ``values``: what
    a map says of cells (text -> name of a state), which goes before everything. ``not_shown``: cells that say that the
    item was not shown; ``together``: how the platform writes a point's value and label in one cell.
    """

    def __init__(
        self,
        scale: Scale,
        *,
        blank: Iterable[str] = (),
        labels: Mapping[str, Iterable[str]] | None = None,
        values: Mapping[str, str] | None = None,
        not_shown: Iterable[str] = (),
        together: Iterable[str] = (),
    ) -> None:
        states = {name: state for state, name in enumerate(states_of(scale))}
        self.not_shown = frozenset(map(plain, not_shown))
        self.differing: dict[str, str] = {}
        self._labels = {caseless(cell): tuple(found) for cell, found in (labels or {}).items()}
        self._mapped = {caseless(cell): states[name] for cell, name in (values or {}).items()}
        self.expected = ", ".join([*list(states)[1:], "or a label"])
        self._blank = {"", *map(plain, blank)}
        self.points = {point.value: states[str(point.value)] for point in scale.points}
        codes = {caseless(opt_out.code): states[opt_out.code] for opt_out in scale.opt_outs}
        words: dict[str, set[int]] = {}
        self._spelled: dict[str, str] = {}
        for value, texts, state in [
            *((point.value, point.label, states[str(point.value)]) for point in scale.points),
            *((None, opt_out.label, states[opt_out.code]) for opt_out in scale.opt_outs),
        ]:
            for label in texts.values():
                both = [each.format(value=value, label=label) for each in together if value is not None]
                for spelling in (label, *both):
                    words.setdefault(caseless(spelling), set()).add(state)
                self._spelled.setdefault(caseless(label), plain(label))
        self._words = {label: min(found) for label, found in words.items() if len(found) == 1} | codes

    def state(self, text: str) -> int | None:
        """The state that a cell's text means, or ``None`` where it means none of them."""
        cell = plain(text)
        compared = caseless(cell)
        if compared in self._mapped:
            return self._mapped[compared]
        if cell in self._blank or cell in self.not_shown:
            return BLANK
        number = whole_number(cell)
        meant = self.points.get(number) if number is not None else None
        for label in self._labels.get(compared, ()):
            found = self._words.get(caseless(label))
            if found is not None:
                if meant is not None and meant != found:
                    self.differing[cell] = plain(label)
                return found
        if meant is not None:
            return meant
        return self._words.get(compared)

    def nearest(self, text: str) -> str | None:
        """The label that looks most like a text, or ``None``."""
        return _nearest(text, self._spelled)


class GroupKey:
    """The meaning of the cells of one segment: a group of a closed list, or in an open one the cell's text itself.

    ``project``: the project file in use, if any. ``labels``: what the platform shows for a cell (code -> labels);
    ``mapped``: the groups that a map gives cells. ``keep``: whether a text that is no group of a closed list is one.
    """

    def __init__(
        self,
        segment: Segment | None,
        *,
        blank: Iterable[str] = (),
        project: str | None = None,
        labels: Mapping[str, Iterable[str]] | None = None,
        mapped: Mapping[str, str] | None = None,
        keep: bool = False,
    ) -> None:
        groups = segment.groups if segment else ()
        self.closed = bool(groups)
        self.project = project
        self.expected = "one of its groups" if self.closed else "the name of a group"
        self._blank = {"", *map(plain, blank)}
        self._keep = keep
        self._labels = {caseless(cell): tuple(found) for cell, found in (labels or {}).items()}
        self._mapped = {caseless(cell): group for cell, group in (mapped or {}).items()}
        self._groups: dict[str, str] = {}
        for texts in (
            [(group.id, [group.id]) for group in groups],
            [(group.id, list(group.label.values())) for group in groups],
            [(group.id, list(group.aliases)) for group in groups],
        ):
            self._groups = _unambiguous(texts) | self._groups

    def group(self, text: str) -> str | None:
        """The group that a cell's text means, ``""`` where it is blank, ``None`` where it means no group of the list.

        In a closed list ``1.0`` and ``01`` find the group ``1``, as they would find a point, unless spelled otherwise.
        """
        cell = plain(text)
        if cell in self._blank:
            return ""
        compared = caseless(cell)
        if compared in self._mapped:
            return self._mapped[compared]
        labels = self._labels.get(compared, ())
        if not self.closed:
            return None if cell in FAILED_FORMULAS else plain(labels[0]) if labels else cell
        found = self._groups.get(compared)
        number = whole_number(cell)
        if found is None and number is not None:
            found = self._groups.get(str(number))
        named = (self._groups[label] for label in map(caseless, labels) if label in self._groups)
        found = next(named, found)
        return cell if found is None and self._keep and cell not in FAILED_FORMULAS else found

    def nearest(self, text: str) -> str | None:
        """The group whose id, label or alias looks most like a text, or ``None``."""
        return _nearest(text, self._groups)


def whole_number(cell: str) -> int | None:
    """The whole number that a plain cell spells as ``4``, ``4.0`` or ``04``, or ``None``.

    >>> [whole_number(cell) for cell in ("4", "4.0", "04", "-1", "4.5", "4,0", "four")]
    [4, 4, 4, -1, None, None, None]
    """
    found = _NUMBER.fullmatch(cell)
    return int(found[1] + found[2]) if found else None


def _unambiguous(texts: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Caseless text -> the one group that it names; a text that names two groups is left out."""
    found: dict[str, set[str]] = {}
    for group, spellings in texts:
        for spelling in spellings:
            found.setdefault(caseless(spelling), set()).add(group)
    return {text: next(iter(groups)) for text, groups in found.items() if len(groups) == 1}


def _nearest(text: str, spelled: dict[str, str]) -> str | None:
    """The value of ``spelled`` whose caseless key looks most like a text, or ``None``."""
    if len(text) > _LONGEST_COMPARED:
        return None
    found = get_close_matches(caseless(text), spelled, n=1)
    return spelled[found[0]] if found else None
