"""Groups that stand in the names of files: ``bu-{unit}.csv`` finds the unit of each file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mentorscan.errors import ExportError, OptionError, Place, Problem

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


@dataclass(frozen=True, slots=True)
class NamePattern:
    """The pattern of files' names, with a placeholder for each segment, as ``{country}-{unit}.csv``.

    Raises ``OptionError`` where the pattern names no segment, or one twice.
    """

    text: str

    def __post_init__(self) -> None:
        found = self.segments
        wrong = next((each for each in found if not _ID.fullmatch(each)), None)
        if not found or wrong is not None or len(set(found)) < len(found):
            message = f"--segment-from-name {self.text!r} names " + (
                "no segment" if not found else f"{wrong!r}, which is no id" if wrong is not None else "a segment twice"
            )
            hint = "quote it, so that the shell leaves the braces alone"
            raise OptionError(Problem("name-pattern", message, expected="a pattern such as 'bu-{unit}.csv'", hint=hint))

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that the pattern names, in its order.

        >>> NamePattern("{country}-{unit}.csv").segments
        ('country', 'unit')
        """
        return tuple(_PLACEHOLDER.findall(self.text))

    def groups(self, name: str) -> dict[str, str]:
        """The group of each segment in a file's name, compared without regard to case.

        A pattern without a dot is for the name without its ending.

        >>> NamePattern("bu-{unit}.csv").groups("BU-Sales north.CSV")
        {'unit': 'Sales north'}
        >>> NamePattern("bu-{unit}").groups("bu-east.xlsx")
        {'unit': 'east'}

        Raises ``ExportError`` where the name does not fit.
        """
        parts = _PLACEHOLDER.split(self.text)
        pattern = "".join("(.+?)" if position % 2 else re.escape(part) for position, part in enumerate(parts))
        whole = "." in "".join(parts[::2])
        found = re.fullmatch(pattern, name if whole else name.rpartition(".")[0] or name, re.IGNORECASE)
        if found is None:
            raise ExportError(
                Problem("name-without-group", "the file's name does not fit", Place(name), f"a name as {self.text}")
            )
        return {segment: text.strip() for segment, text in zip(self.segments, found.groups(), strict=True)}
