"""How a column writes its times: some platforms write them as the account's country does, and the file never says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mentorscan.errors import Note
from mentorscan.responses.text import plain

_TIME = re.compile(
    r"(?P<one>\d{1,4})(?P<between>[./-])(?P<two>\d{1,2})(?P=between)(?P<three>\d{4}|\d{2})"
    r"[ T](?P<hour>\d{1,2})(?P<stop>[:.])\d{2}(?P<seconds>(?P=stop)\d{2}(?:\.\d+)?)?"
    r"(?P<half> [AP]M)?(?P<zone> \S+)?"
)
_TWELVE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How times are written: ``formats`` in the notation of chrono; ``order``: ``year``, ``day`` or ``month`` first.

    ``sure``: whether the times themselves tell the order.
    """

    formats: tuple[str, ...]
    order: str
    sure: bool


def written(cells: Iterable[str], *, otherwise: str) -> Written | None:
    """How these times are written, or ``None`` where a cell is none, there is none, or they contradict each other.

    ``otherwise``: what comes first, ``day`` or ``month``, where the times do not tell.

    >>> written(["5/18/2026 13:52:51", ""], otherwise="day")
    Written(formats=('%m/%d/%Y %H:%M:%S%.f',), order='month', sure=True)
    """
    times = [_TIME.fullmatch(cell) for cell in map(plain, cells) if cell]
    found = [time for time in times if time]
    if not found or len(found) < len(times):
        return None
    orders = {order for time in found for order in _orders(time)}
    if len(orders) > 1:
        return None
    order = next(iter(orders), otherwise)
    formats = dict.fromkeys(form for time in found for form in _formats(time, order=order))
    return Written(formats=tuple(formats), order=order, sure=bool(orders))


def order_assumed(times: Written, *, name: str) -> Note:
    """The note that it was not told whether the day or the month comes first."""
    text = (
        f"The times in {name} do not tell whether the day or the month comes first; they are read as {times.order} "
        "first. It matters only where times are used."
    )
    return Note("date-order", text, place=name, values={"first": times.order})


def _orders(time: re.Match[str]) -> set[str]:
    """What this time says about the order: nothing where both numbers could be a month."""
    if len(time["one"]) > 2:
        return {"year"}
    return {order for order, number in (("day", time["one"]), ("month", time["two"])) if int(number) > _TWELVE}


def _formats(time: re.Match[str], *, order: str) -> tuple[str, ...]:
    """The format of one time, and without its zone, which may have been taken off (``UTC``)."""
    year = "%Y" if len(time["three"]) > 2 else "%y"
    parts = {"year": ("%Y", "%m", "%d"), "day": ("%d", "%m", year), "month": ("%m", "%d", year)}[order]
    stop = time["stop"]
    clock = ["%I" if time["half"] else "%H", "%M", *(["%S"] if time["seconds"] else [])]
    fraction = "%.f" if time["seconds"] and stop == ":" and not time["half"] else ""
    between = "T" if "T" in time.group()[:11] else " "
    half = " %p" if time["half"] else ""
    local = f"{time['between'].join(parts)}{between}{stop.join(clock)}{fraction}{half}"
    return (f"{local} %Z", local) if time["zone"] else (local,)
