"""What can be wrong between the points of an answer scale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from mentorscan.errors import Place, Problem
from mentorscan.instrument.document import Part, quoted
from mentorscan.instrument.model import OPT_OUTS
from mentorscan.instrument.names import folded
from mentorscan.instrument.references import repeated

_WHOLE_NUMBER = re.compile(r"([+-]?[0-9]{1,18})(\.0+)?")


def default_bounds(values: Sequence[int]) -> tuple[int, int]:
    """``favourable_from`` and ``unfavourable_to`` of points in rising order, where a file does not give them.

    >>> default_bounds([1, 2, 3, 4, 5]), default_bounds([0, 1, 2, 3])
    ((4, 2), (3, 0))
    """
    inner = 1 if len(values) >= 5 else 0
    return values[-1 - inner], values[inner]


def scale_problems(scale: Part) -> Iterator[Problem]:
    """Uneven points, opt-outs that stand twice, labels that mean two answers, and bounds off the scale."""
    yield from repeated((each["code"] for each in scale["opt_outs"].entries()), kind="opt-out")
    points = [point["value"] for point in scale["points"].entries()]
    for before, point in pairwise(points):
        if before.whole is not None and point.whole is not None and point.whole != before.whole + 1:
            found, hint = f"{point.whole} follows {before.whole}", "list the points from the lowest up, in steps of 1"
            yield Problem("uneven-points", found, point.place, str(before.whole + 1), hint)
    values = [point.whole for point in points if point.whole is not None]
    yield from _label_problems(scale, values)
    if len(values) == len(points) >= 2 and values == list(range(values[0], values[0] + len(values))):
        yield from _bound_problems(scale, values)


def _label_problems(scale: Part, values: Sequence[int]) -> Iterator[Problem]:
    """Labels that could be read as another answer: in an export, a cell may hold a label in any language."""
    first: dict[str, tuple[Part, Place]] = {}
    for answer in (*scale["points"].entries(), *scale["opt_outs"].entries()):
        for label in answer["label"].texts():
            written, name = quoted(label.text or ""), folded(label.text or "")
            owner, place = first.setdefault(name, (answer, label.place))
            if owner.trail != answer.trail:
                found = f"the label {written} stands already in line {place.line}"
                yield _ambiguous("label-used-twice", found, label.place)
            number = _WHOLE_NUMBER.fullmatch(name)
            if number and int(number[1]) in values and int(number[1]) != answer["value"].whole:
                yield _ambiguous("label-is-value", f"the label {written} is the value of another point", label.place)
            if name in OPT_OUTS and name != answer["code"].text:
                yield _ambiguous("label-is-value", f"the label {written} is the code of an opt-out", label.place)


def _ambiguous(code: str, found: str, place: Place) -> Problem:
    return Problem(code, found, place, "a label that means one answer only", "word it differently")


def _bound_problems(scale: Part, values: Sequence[int]) -> Iterator[Problem]:
    """Bounds that are not on the scale, or that make an answer favourable and unfavourable at once."""
    keys = ("favourable_from", "unfavourable_to")
    given = {key: scale[key].whole for key in keys}
    for key, value in given.items():
        if value is not None and value not in values:
            expected = f"a value from {values[0]} to {values[-1]}"
            yield Problem("bound-off-scale", f"{key} is {value}", scale[key].place, expected, "take a point's value")
    upper, lower = (
        default if given[key] is None else given[key] for key, default in zip(keys, default_bounds(values), strict=True)
    )
    if upper in values and lower in values and values.index(lower) >= values.index(upper):
        key = keys[1] if keys[1] in scale else keys[0]
        found = f"answers from {upper} to {lower} would be favourable and unfavourable at once"
        hint = "favourable_from must be above unfavourable_to"
        yield Problem("bounds-overlap", found, scale[key].place, f"unfavourable_to below {upper}", hint)
