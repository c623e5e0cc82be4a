import csv
import io
import tempfile
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.unit.responses.exports import OFTEN, STATES, Read, read_file, written

from mentorscan.errors import ExportError
from mentorscan.responses.cells import FAILED_FORMULAS
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.tables import encoding, structure
from mentorscan.responses.text import plain

Answer = int | str | None
GOALS = ("goalset", "goalmet")
answers = st.sampled_from(list(STATES))
spaces = st.sampled_from(["", "", "", " ", "\u00a0", "\t", "\ufeff", " \u2009 "])
sites = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), min_size=1, max_size=8).filter(
        lambda text: plain(text) not in FAILED_FORMULAS
    ),
)


@st.composite
def spellings(draw: st.DrawFn, answer: Answer) -> str:
    if answer is None:
        return draw(spaces)
    labels = [
        *(label for point in OFTEN.points if point.value == answer for label in point.label.values()),
        *(label for opt_out in OFTEN.opt_outs if opt_out.code == answer for label in opt_out.label.values()),
    ]
    values = [str(answer), f"{answer}.0", f"0{answer}"] if isinstance(answer, int) else [answer]
    cell = draw(st.sampled_from([*values, *labels, *map(str.upper, labels), *map(str.lower, labels)]))
    return draw(spaces) + cell.replace(" ", draw(st.sampled_from([" ", "  ", "\u00a0"]))) + draw(spaces)


@st.composite
def exports(draw: st.DrawFn) -> tuple[bytes, list[tuple[Answer, Answer, str | None]]]:
    """The bytes of an export in some spelling, and the answers and site of each row that is not blank."""
    rows = draw(st.lists(st.tuples(answers, answers, sites), min_size=1, max_size=8))
    columns = draw(st.permutations([*GOALS, "Site", 'other, "column"']))
    separator = draw(st.sampled_from([",", ";", "\t"]))
    ending = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    quoting: Literal[0, 1] = csv.QUOTE_ALL if draw(st.booleans()) else csv.QUOTE_MINIMAL
    other = ["", "x", 'q"u', *(["y\nz"] if "\n" in ending else [])]  # the csv writer of Python 3.11 quotes no lone LF
    target = io.StringIO()
    writer = csv.writer(target, delimiter=separator, lineterminator=ending, quoting=quoting)
    writer.writerow(columns)
    kept = []
    for first, second, site in rows:
        named = {"goalset": draw(spellings(first)), "goalmet": draw(spellings(second)), "Site": site or ""}
        cells = [named.get(column, draw(st.sampled_from(other))) for column in columns]
        writer.writerow(cells)
        if any(map(plain, cells)):
            kept.append((first, second, site))
    assume(kept)
    codec = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
    return target.getvalue().encode(codec), kept


def read_bytes(content: bytes, options: ReadOptions | None = None, *, chunk: int = encoding.CHUNK) -> Read:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(structure, "CHUNK", chunk)
        return read_file(written(Path(folder), content), options)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports(), st.sampled_from([7, 64, 1 << 18]))
def test_an_export_gives_back_the_answers_that_were_written(
    export: tuple[bytes, list[tuple[Answer, Answer, str | None]]], chunk: int
) -> None:
    content, rows = export
    read = read_bytes(content, chunk=chunk)
    assert read.states == {item: [STATES[row[column]] for row in rows] for column, item in enumerate(GOALS)}
    assert read.groups == {"Site": [plain(row[2] or "") or None for row in rows]}
    assert read.responses.source.rows == len(rows)


@settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"goalset,goalmet\n", b"goalset;Site\r\n1;", b"\xff\xfe", b"PK\x03\x04", b'sep=;\n"']),
)
def test_arbitrary_bytes_are_read_or_refused_and_nothing_else(content: bytes, head: bytes) -> None:
    problems = None
    try:
        read = read_bytes(head + content, ReadOptions(unknown="blank"))
    except ExportError as error:
        problems = error.problems
    assert problems != ()
    assert problems or read.states


def strictly_read(text: str) -> list[list[str]]:
    """What Python's own reader makes of a text, the header first, rows filled up; nothing where it must be refused."""
    with io.StringIO(text, newline="") as file:
        try:
            rows = [cells for cells in csv.reader(file, strict=True) if "".join(cells).strip()]
        except csv.Error:
            return []
    width = len(rows[0])
    long = any("".join(cells[width:]).strip() for cells in rows)
    return [] if long or len(rows) == 1 else [[*cells[:width], *[""] * (width - len(cells))] for cells in rows]


@settings(max_examples=600, deadline=None)
@given(
    st.text(st.sampled_from('1,"\n\r 5ä'), max_size=60),
    st.sampled_from(["goalset,Site\n", "goalset,Site\r\n", 'Site,"goal\nset",goalset\n', "goalset,Site,x,y\r"]),
    st.sampled_from([5, 16, 1 << 18]),
)
def test_any_text_is_taken_apart_as_the_strict_reader_of_python_does_or_refused(
    body: str, header: str, chunk: int
) -> None:
    expected = strictly_read(header + body)
    sites: list[str | None] = []
    codes: set[str] = set()
    try:
        sites = read_bytes((header + body).encode(), ReadOptions(unknown="blank"), chunk=chunk).groups["Site"]
    except ExportError as error:
        codes = {problem.code for problem in error.problems}
    assert codes <= {"misquoted-row", "long-row", "no-rows"}
    assert bool(codes) != bool(expected)
    assert sites == [plain(row[expected[0].index("Site")]) or None for row in expected[1:]]
