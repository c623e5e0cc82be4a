"""What a number that is not on the scale may be: a code for a missing answer, a point of another scale, or a slip."""

from __future__ import annotations

from collections.abc import Collection

CODES = frozenset({8, 9, 77, 88, 98, 99, 777, 888, 998, 999, 9999})
"""The numbers that surveys use for "don't know", "refused" and "no answer", beside negative ones."""

_LARGEST_POINT = 10
_SEVERAL = 3


def is_missing_code(number: int, *, lowest: int, highest: int, seen: Collection[int]) -> bool:
    """Whether a number off the scale looks like a code for a missing answer; ``seen``: all numbers in such columns.

    Next to the scale, or joined to it by other numbers, it does not.

    >>> [is_missing_code(number, lowest=1, highest=5, seen={1, 2, 3, number}) for number in (-1, 0, 6, 9, 99)]
    [True, False, False, True, True]
    >>> [is_missing_code(number, lowest=1, highest=5, seen={-1, 0, 1, 5, 6, 7, 8, 9}) for number in (-1, 9)]
    [False, False]
    """
    if number < lowest:
        if lowest <= 0:
            return number < lowest - 1 or lowest == 0
        return number < 0 and not all(each in seen for each in range(number + 1, lowest))
    others = [each for each in seen if each > highest and each not in CODES]
    larger = [each for each in others if each > _LARGEST_POINT or number < _LARGEST_POINT]
    return number in CODES and number != highest + 1 and not larger


def is_other_scale(number: int, *, lowest: int, highest: int, seen: Collection[int]) -> bool:
    """Whether a number off the scale looks like a point of another one: below the scale, up to 10, or one of many.

    >>> [is_other_scale(number, lowest=1, highest=5, seen={1, 2, number}) for number in (0, 6, 10, 44, 99)]
    [True, True, True, False, False]
    """

    def point(each: int) -> bool:
        return not is_missing_code(each, lowest=lowest, highest=highest, seen=seen)

    others = [each for each in seen if not lowest <= each <= highest and point(each)]
    near = number <= max(highest + 1, _LARGEST_POINT)
    return point(number) and (near or len(others) >= _SEVERAL)
