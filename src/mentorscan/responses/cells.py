"""What a cell says: the text of an item's cell as a state of its scale, the text of a segment's cell as a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from mentorscan.instrument.model import Scale, Segment
from mentorscan.responses.model import BLANK, states_of
from mentorscan.responses.text import caseless, listed, plain

_NUMBER = re.compile(r"([+-]?)0*([0-9]{1,9})(?:\.0+)?")
_LONGEST_COMPARED = 200
FAILED_FORMULAS = frozenset({"#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"})
"""What spreadsheet programs show where a formula has failed: never an answer, and never the name of a group."""


class AnswerKey:
    """The meaning of the cells of one scale's items: a point's value, an opt-out's code or a label, in this order.

    A label that would mean two states in different languages means none: nothing is guessed. ``labels``: what the
    platform shows for a cell (code -> labels), which is what the respondent saw and goes before the code. Labels of one
    code that mean different states make it mean nothing. A code whose labels say nothing on this scale is taken as a
    point's value, and ``unlabelled`` tells it, since a scale in other words may run the other way; but where a label of
    the same column contradicts its code, a number there is no point's value, and means nothing without its label.

    ``values``: what a map says of cells (text -> name of a state), which goes before everything. ``not_shown``: cells
    that say that the item was not shown; ``together``: how the platform writes a point's value and label in one cell.
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
        self._labels = _by_code(labels or {})
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
        self._numbers_shown = True
        points = set(self.points.values())
        meant = {code: points & set(self._meanings(texts)) for code, texts in self._labels.items()}
        self._contradicted = any(states and self._point(code) not in {None, *states} for code, states in meant.items())
        self._numbers_shown = _one_way({code: min(states) for code, states in meant.items() if states})
        self._took_unlabelled = False

    @property
    def unlabelled(self) -> dict[str, str]:
        """The codes that are points' values while their labels say nothing on the scale, with a label of each.

        All of the scale's, not only those met, and none before one was met: so they show which way the scale runs, and
        not what anybody answered.
        """
        silent = {
            code: plain(texts[0])
            for code, texts in self._labels.items()
            if self._point(code) not in {None, self._point(plain(texts[0]))} and not self._meanings(texts)
        }
        return silent if self._took_unlabelled else {}

    def state(self, text: str) -> int | None:
        """The state that a cell's text means, or ``None`` where it means none of them."""
        cell = plain(text)
        compared = caseless(cell)
        if compared in self._mapped:
            return self._mapped[compared]
        if cell in self._blank or cell in self.not_shown:
            return BLANK
        point, labels = self._point(cell), _labels_of(cell, self._labels)
        meanings = self._meanings(labels)
        if len(meanings) > 1:
            return None
        for found, label in meanings.items():
            if point not in {None, found}:
                self.differing[cell] = label
            return found
        if point is None:
            return self._words.get(compared)
        self._took_unlabelled |= bool(labels) and not self._contradicted
        return None if self._contradicted else point

    def why_unknown(self, text: str) -> str | None:
        """Why a cell that looks known means nothing, or ``None``."""
        meanings = self._meanings(_labels_of(plain(text), self._labels))
        if len(meanings) > 1:
            return f"its labels mean different answers ({listed(meanings.values())})"
        if self._contradicted and self._point(plain(text)) is not None:
            return "labels beside it show that the codes are not the values of the scale, and it has none that is known"
        return None

    def _point(self, cell: str) -> int | None:
        """The state of the point whose value a plain cell is."""
        number = whole_number(cell)
        return None if number is None else self.points.get(number)

    def _meanings(self, labels: Iterable[str]) -> dict[int, str]:
        """The states that labels mean, with the first label of each.

        A label that is a number is a point's value, unless it stands between words that run the other way: where 1 is
        shown as "Always" and 5 as "Never", 2 is not the scale's 2 but stands where its 4 is.
        """
        found: dict[int, str] = {}
        for label in map(plain, labels):
            state = self._words.get(caseless(label), self._point(label) if self._numbers_shown else None)
            if state is not None:
                found.setdefault(state, label)
        return found

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
        self._labels = _by_code(labels or {})
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
        labels = _labels_of(cell, self._labels)
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


def _by_code(labels: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Caseless code -> its labels, all of them where codes are alike but for case; no empty ones."""
    found: dict[str, tuple[str, ...]] = {}
    for code, texts in labels.items():
        found[caseless(code)] = (*found.get(caseless(code), ()), *filter(str.strip, texts))
    return {code: texts for code, texts in found.items() if texts}


def _one_way(states: Mapping[str, int]) -> bool:
    """Whether the states of codes go up or down in steps of one with the codes, or with their order if they are words.

    >>> _one_way({"1": 5, "2": 4, "5": 1}), _one_way({"A1": 1, "A2": 2}), _one_way({"1": 5, "2": 2, "5": 1})
    (True, True, False)
    """
    numbers = [whole_number(code) for code in states]
    places = range(len(numbers)) if None in numbers else [number or 0 for number in numbers]
    pairs = list(zip(places, states.values(), strict=True))
    return any(len({state + sign * place for place, state in pairs}) <= 1 for sign in (1, -1))


def _labels_of(cell: str, labels: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What the platform shows for a plain cell; ``1.0`` and ``01`` find the code ``1``."""
    return labels.get(caseless(cell)) or labels.get(str(whole_number(cell)), ())


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
