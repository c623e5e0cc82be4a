"""Reviewed comments, read back from the workbook: which ones were released, and whether they belong to the results.

A reviewer may have changed texts, deleted and sorted rows, added columns and sheets, and saved the file with another
program. How many people commented therefore comes from the sheet that mentorscan wrote, not from the rows left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel

from mentorscan.comments.columns import headings
from mentorscan.comments.origin import SCHEMA, Origin, origin_of
from mentorscan.comments.texts import alphabetical, says_something
from mentorscan.errors import CommentError, Place, Problem
from mentorscan.locales import languages
from mentorscan.report.language import open_language
from mentorscan.report.plain import plain
from mentorscan.responses.cells import whole_number
from mentorscan.responses.text import caseless, counted, listed, shown
from mentorscan.results import Results

RELEASED = frozenset({"yes", "y", "x", "1", "true", "ok", "✓", "✔", "sì", "si", "s", "vero"})
KEPT_BACK = frozenset({"", "no", "n", "0", "false", "falso", "-", "–", "✗"})
"""What a reviewer may write in the column of releases, compared without regard to case."""

_LOOKED_AT = 50
"""Within so many rows of a sheet the headings must stand."""

_ZIP = b"PK\x03\x04"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_OURS = "a workbook that mentorscan score --comments wrote for these results"

Rows = list[list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a review has released.

    ``released``: by the hallmark's id the texts that may be printed, in alphabetical order. ``rows``: how many comments
    the file holds. ``too_few``: the titles of hallmarks with released comments on which too few people commented.
    """

    released: dict[str, tuple[str, ...]]
    rows: int
    too_few: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hallmark:
    """What the file said of a hallmark when it was made."""

    id: str
    title: str
    comments: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comment:
    """A row with a comment: the line of the sheet, and its cells."""

    line: int
    title: str
    text: str
    release: str


def read_review(path: Path, *, results: Results, minimum: int) -> Review:
    """The comments that were released in a reviewed workbook, for these results.

    ``minimum``: from how many people on comments on a hallmark are printed.

    Raises ``CommentError`` where the file cannot be read, was made for other results or by another program, or with
    every row that cannot be understood.
    """
    sheets = _sheets(path)
    hallmarks = _made_for(sheets, name=path.name, origin=origin_of(results))
    comments = _comments(sheets, name=path.name)
    problems = list(_problems(comments, name=path.name, hallmarks=hallmarks))
    if problems:
        raise CommentError(problems)
    released = {
        title: alphabetical(
            plain(each.text) for each in comments if plain(each.title) == title and caseless(each.release) in RELEASED
        )
        for title in hallmarks
    }
    told = [(hallmarks[title], texts) for title, texts in released.items() if texts]
    return Review(
        released={each.id: texts for each, texts in told if each.people >= minimum},
        rows=len(comments),
        too_few=tuple(each.title for each, _ in told if each.people < minimum),
    )


def _sheets(path: Path) -> list[Rows]:
    """Every sheet of the workbook as rows of texts, the hidden ones included."""

    def refuse(code: str, found: str, hint: str) -> CommentError:
        return CommentError(Problem(code, found, Place(path.name), _OURS, hint))

    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse("cannot-read", f"cannot be read: {error.strerror or error}", "check its name") from error
    if not data.startswith(_ZIP) or _OPEN_DOCUMENT in data[:256]:
        raise refuse("wrong-kind", "is not an XLSX workbook", "save it as XLSX, without a password")
    try:
        book = fastexcel.read_excel(data)
        sheets = [book.load_sheet(each, header_row=None, skip_rows=0, dtypes="string") for each in book.sheet_names]
        return [[[cell or "" for cell in row] for row in each.to_polars().iter_rows()] for each in sheets if each.width]
    except fastexcel.FastExcelError as error:
        found = f"the workbook cannot be read ({str(error).splitlines()[0]})"
        raise refuse("broken-workbook", found, "open it in a spreadsheet program and save it again as XLSX") from error


def _made_for(sheets: Sequence[Rows], *, name: str, origin: Origin) -> dict[str, _Hallmark]:
    """What the file says of its hallmarks, by their titles. Raises ``CommentError`` where it belongs to others."""
    found = [rows[line:] for rows in sheets for line, row in enumerate(rows) if plain(row[0]) == SCHEMA]
    if len(found) != 1:
        wrong = "this workbook does not say which results it belongs to"
        hint = "write one with mentorscan score EXPORT --comments FILE.xlsx, and leave its first sheet in it"
        raise CommentError(Problem("not-comments", wrong, Place(name), _OURS, hint))
    (made, _, *table) = [[plain(cell) for cell in row] for row in (*found[0], [], [])]
    theirs = Origin(**dict(zip(("instrument", "fingerprint", "survey"), [*made[1:4], "", "", ""], strict=False)))
    if theirs != origin:
        wrong = "it holds comments from other files than those that the results were made of"
        if theirs.instrument != origin.instrument:
            wrong = f"it holds comments on the instrument {shown(theirs.instrument)}, the results are on another"
        elif theirs.fingerprint != origin.fingerprint:
            wrong = "it holds comments on another version of the instrument than that of the results"
        hint = "score the export again with --comments and --output, and review that file"
        raise CommentError(Problem("other-results", wrong, Place(name), _OURS, hint))
    return {each.title: each for each in _hallmarks(table)}


def _hallmarks(table: Sequence[Sequence[str]]) -> Iterator[_Hallmark]:
    """The hallmarks in the file's own table."""
    for row in table:
        title, comments, people, id_ = [*row, "", "", "", ""][:4]
        counts = whole_number(comments), whole_number(people)
        if counts[0] is not None and counts[1] is not None and id_:
            yield _Hallmark(id=id_, title=title, comments=counts[0], people=counts[1])


def _comments(sheets: Sequence[Rows], *, name: str) -> list[_Comment]:
    """The comments of the one sheet that has the headings, in any language that mentorscan speaks."""
    known = [headings(open_language(each, texts=(each,))[0])[:3] for each in languages()]
    found: list[list[_Comment]] = []
    for rows in sheets:
        for line, row in enumerate(rows[:_LOOKED_AT], start=1):
            cells = [caseless(cell) for cell in row]
            columns = [[cells.index(caseless(each)) for each in names] for names in known if _has(cells, names)]
            if columns:
                title, text, release = columns[0]
                found.append(
                    [
                        _Comment(line=number, title=each[title], text=each[text], release=each[release])
                        for number, each in enumerate(rows[line:], start=line + 1)
                        if any(plain(each[column]) for column in columns[0])
                    ]
                )
                break
    if len(found) != 1:
        wrong = f"{len(found)} sheets have" if found else "no sheet has"
        expected = " or ".join(", ".join(names) for names in known)
        message = f"{wrong} the headings of comments"
        hint = "name the columns as they were, and leave one such sheet in the file"
        raise CommentError(Problem("no-comments-sheet", message, Place(name), f"one sheet with {expected}", hint))
    return found[0]


def _has(cells: Sequence[str], names: Iterable[str]) -> bool:
    """Whether every heading stands in a row once."""
    return all(cells.count(caseless(each)) == 1 for each in names)


def _problems(comments: Sequence[_Comment], *, name: str, hallmarks: Mapping[str, _Hallmark]) -> Iterator[Problem]:
    """Everything that does not fit, row by row; and hallmarks with more comments than people wrote."""
    for each in comments:
        place, release = Place(name, each.line), caseless(each.release)
        if release not in RELEASED | KEPT_BACK:
            found = f"the column of releases says {shown(plain(each.release))}"
            hint = "write yes where the comment may be printed, and nothing or no where it may not"
            yield Problem("unknown-release", found, place, "yes, no or nothing", hint)
        if release in RELEASED and not says_something(each.text):
            hint = "write no, or delete the row"
            yield Problem("empty-comment", "a row without a text is released", place, "a text", hint)
        if release in RELEASED and plain(each.title) not in hallmarks:
            found = f"{shown(plain(each.title))} is no hallmark of this file"
            hint = "write the hallmark's title as it stands in the other rows"
            yield Problem("unknown-hallmark", found, place, f"one of {listed(hallmarks)}", hint)
    rows = Counter(plain(each.title) for each in comments if plain(each.text))
    for title, hallmark in hallmarks.items():
        if rows[title] > hallmark.comments:
            found = f"{shown(title)} has {counted(rows[title], 'comment')}, but people wrote {hallmark.comments}"
            hint = "put together what was split, and take out what was added"
            yield Problem("more-comments", found, Place(name), "no more comments than there were", hint)
