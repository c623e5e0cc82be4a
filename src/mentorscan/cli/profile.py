"""What ``score`` and ``demo`` say when they are done: the profile as a table, the notes, and the files written."""

from __future__ import annotations

import shutil
import sys
from io import StringIO
from pathlib import Path
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from mentorscan.cli.terminal import say, show, visible
from mentorscan.comments.review import Review
from mentorscan.errors import Note
from mentorscan.pipeline.options import Outputs
from mentorscan.registry import PLATFORMS, load
from mentorscan.report.model import Profile, ProfileRow, Report
from mentorscan.results import NoteInfo, Results

_BAR: Final = 10
"""Characters of a bar from 0 to 100."""

_MOST_FILES: Final = 20
"""So many exports are told one by one."""

_GAP: Final = 2
"""Columns of a terminal between two columns of the table."""


def show_profile(report: Report) -> None:
    """The profile on stdout: the headline, a row for each hallmark, the key figures."""
    pictures = not sys.stdout.isatty() or _can_encode("█·─●◐○–")
    width = shutil.get_terminal_size((80, 24)).columns
    show(profile_text(report, width=width, pictures=pictures))


def profile_text(report: Report, *, width: int, pictures: bool) -> str:
    """The profile as plain text, ``width`` columns wide; without ``pictures`` it needs no characters but letters."""
    text = StringIO()
    console = Console(file=text, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(_text(report.summary.headline))
    if report.profile:
        console.print("", _table(report.profile, width=width, pictures=pictures), "", sep="\n")
    for key in report.summary.figures:
        details = f" ({'; '.join(key.detail)})" if key.detail else ""
        console.print(_text(f"{key.title}: {key.figure.text}{details}"))
    if report.survey and report.survey.finding:
        console.print("", _text(report.survey.finding), sep="\n")
    if report.basis:
        console.print("", *map(_text, report.basis), sep="\n")
    if report.protection:
        counts, why, _, *needed = report.protection
        console.print("", _text(" ".join((counts, why, *needed))), sep="\n")
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def say_understood(results: Results) -> None:
    """What was understood of each export, on a line: the first ones where there are many."""
    files = [each for each in results.source.files if each.status == "read"]
    for file in files[:_MOST_FILES]:
        parts = [f"{file.rows} rows"] if file.rows is not None else []
        by_text = f" ({file.by_text} by {'its statement' if file.by_text == 1 else 'their statements'})"
        parts.append(f"{file.items} item{'s'[: file.items != 1]}{by_text if file.by_text else ''}")
        parts += [f"by {', '.join(file.segments)}"] if file.segments else ["no segments"]
        title = load(PLATFORMS, file.platform).title
        beside = f", with {', '.join(file.definitions)}" if file.definitions else ""
        say(visible(f"Read {file.name}: {title}{beside}; {', '.join(parts)}."))
    if len(files) > _MOST_FILES:
        say(f"Read {len(files) - _MOST_FILES} more files.")


def say_notes(results: Results) -> None:
    """Every note of the run, a line each."""
    for note in results.notes:
        say_note(note)


def say_note(note: Note | NoteInfo) -> None:
    """A note, on a line."""
    place = f"{visible(note.place)}: " if note.place else ""
    say(f"{place}{note.severity}[{note.code}]: {visible(note.text)}")


def say_written(*paths: Path | None) -> None:
    """The files that were written."""
    for path in filter(None, paths):
        say(f"Written: {visible(str(path))}")


def say_unprotected(outputs: Outputs) -> None:
    """That some files have not passed the disclosure gate, and what that means."""
    respondents, tally = outputs.respondents, None if outputs.safe else outputs.tally
    if respondents:
        say(f"{visible(respondents.name)} holds a row for each person and has not passed the disclosure gate.")
        ids = f"pseudonyms under the key {visible(str(outputs.key))}" if outputs.key else "the respondents' own ids"
        say(f"Its ids are {ids}.")
    if tally:
        say(f"{visible(tally.name)} holds the sums of every group, however small: it is personal data.")
    if outputs.comments:
        name = visible(outputs.comments.name)
        say(f"{name} holds what people wrote, word for word, and has not passed the disclosure gate.")
    private = [each for each in (tally, respondents, outputs.comments) if each]
    if private:
        say(f"Keep {'them' if len(private) > 1 else 'it'} as you keep the survey export.")
    if outputs.comments:
        say("Read and release the comments in it, then add it to the report: mentorscan report RESULTS --comments FILE")
    if outputs.safe and outputs.tally:
        name = visible(outputs.tally.name)
        say(f"{name} holds small groups folded together; merged, it gives other figures and cannot be raked.")


def say_released(review: Review) -> None:
    """How many comments were released, and which of them were not printed all the same."""
    released = sum(map(len, review.released.values()))
    say(f"Comments: {released} of {review.rows} released and printed.")
    if review.too_few:
        titles = ", ".join(map(visible, review.too_few))
        say(f"Released, but not printed, because too few people commented: {titles}.")


def _table(profile: Profile, *, width: int, pictures: bool) -> Table:
    """The rows of the profile, with as many columns as fit: no word is ever cut."""
    title, _, index, *interval, level, presence = (column.title for column in profile.table.columns)
    rows = profile.table.rows
    first = {title: [row.title for row in rows], index: [row.index.text for row in rows]}
    bar = {"": [_bar(row) for row in rows]} if pictures else {}
    more = {each: [row.interval or "" for row in rows] for each in interval}
    more[level] = [row.level or row.index.reason or "" for row in rows]
    last = {presence: [_presence(row, pictures=pictures) for row in rows]}
    whole = {*interval, presence}

    def narrowest(heading: str, cells: list[str]) -> int:
        """How wide a column has to be: as its longest word, or as its longest cell where cells are not to be broken."""
        words = heading.split(" ") + (
            cells if heading in whole else [word for cell in cells for word in cell.split(" ")]
        )
        return max(map(cell_len, words))

    choices = [first | bar | more | last, first | more | last, first | last]
    needed = [sum(narrowest(*column) + _GAP for column in each.items()) - _GAP for each in choices]
    columns, spare = next(
        ((each, width - room) for each, room in zip(choices, needed, strict=True) if room <= width), (choices[-1], 0)
    )
    table = Table(
        box=SIMPLE_HEAD if pictures else None, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0), header_style=""
    )
    widths = {heading: narrowest(heading, cells) for heading, cells in columns.items()}
    for heading in (level, *columns):  # a level may be "between" two: it needs the room most
        if heading in columns:
            wider = min(spare, max(map(cell_len, [heading, *columns[heading]])) - widths[heading])
            widths[heading] += wider
            spare -= wider
    for heading, room in widths.items():
        justify: JustifyMethod = "right" if heading == index else "left"
        table.add_column(_text(heading), justify=justify, width=room, overflow="fold")
    for row in zip(*columns.values(), strict=True):
        table.add_row(*map(_text, row))
    return table


def _bar(row: ProfileRow) -> str:
    """The index drawn from 0 to 100; nothing where there is no index."""
    if row.index.at is None:
        return ""
    filled = round(row.index.at / 100 * _BAR)
    return "█" * filled + "·" * (_BAR - filled)


def _presence(row: ProfileRow, *, pictures: bool) -> str:
    if row.presence is None:
        return ""
    return f"{row.presence.mark} {row.presence.word}" if pictures else row.presence.word


def _text(text: str) -> Text:
    """Foreign text: no markup, no control characters."""
    return Text(visible(text))


def _can_encode(text: str) -> bool:
    """Whether stdout knows these characters."""
    return text == text.encode(sys.stdout.encoding or "ascii", errors="ignore").decode(sys.stdout.encoding or "ascii")
