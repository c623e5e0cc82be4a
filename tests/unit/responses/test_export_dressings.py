"""Known answers in every dress that a platform, a spreadsheet program or a careless hand gives them."""

import csv
import io
import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.unit.responses.platforms.heads import GOLDEN

from mentorscan.errors import UserError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions

INSTRUMENT = open_instrument(GOLDEN / "instruments" / "mentor")
ITEMS = ("m1", "m4", "m5")
TEXTS = {item.id: item.text["en"] for item in INSTRUMENT.questionnaires[0].items if item.id in ITEMS}
SCALE = INSTRUMENT.scale_of(INSTRUMENT.questionnaires[0])
LABELS = [point.label for point in SCALE.points] + [each.label for each in SCALE.opt_outs]
CODES = [str(point.value) for point in SCALE.points] + [each.code for each in SCALE.opt_outs]
GROUPS = {group.id: group.label for group in INSTRUMENT.segments[0].groups}
REAL, PREVIEW = ("0", "IP Address"), ("1", "Survey Preview")
DATES = ("2026-03-02 10:11:12", "1980-01-01 00:00:00", "")
PADDING = ("", "", "", " ", "\u00a0", "\ufeff", "  ")

Answers = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """What one person answered (0 = nothing), and what the platform says of the response."""

    answers: Answers
    group: str | None
    date: str
    status: str
    finished: str


ROWS = st.lists(
    st.builds(
        Row,
        answers=st.tuples(*[st.integers(0, len(CODES))] * len(ITEMS)),
        group=st.sampled_from([None, *GROUPS]),
        date=st.sampled_from(DATES),
        status=st.sampled_from([*REAL, *REAL, *PREVIEW]),
        finished=st.sampled_from(["1", "0", "True", "False"]),
    ),
    min_size=1,
    max_size=8,
)


@dataclass(frozen=True)
class Dress:
    """The rows above the first response, what stands before and behind the answers, and who is left out."""

    above: Callable[[], list[list[str]]]
    before: Callable[[Row, int], list[str]]
    words: bool
    is_real: Callable[[Row], bool] = lambda _: True
    is_complete: Callable[[Row], bool] = lambda _: True


def entities(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;")


QUALTRICS = ("StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId")
MONKEY = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address")
DRESSES = {
    "plain": Dress(lambda: [[*ITEMS, "department"]], lambda *_: [], words=False),
    "texts": Dress(lambda: [[*map(entities, TEXTS.values()), "department"]], lambda *_: [], words=True),
    "limesurvey": Dress(
        lambda: [
            [
                "id",
                "submitdate",
                "lastpage",
                "startlanguage",
                "seed",
                *(f"mentor[{each}]" for each in ITEMS),
                "department",
            ]
        ],
        lambda row, number: [str(number), row.date, "1", "en", "123"],
        words=False,
        is_complete=lambda row: bool(row.date),
    ),
    "limesurvey_texts": Dress(
        lambda: [
            ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
            + [f"How much? [{entities(each)}]" for each in TEXTS.values()]
            + ["Department"]
        ],
        lambda row, number: [str(number), row.date, "1", "en", "123"],
        words=True,
        is_complete=lambda row: bool(row.date),
    ),
    "qualtrics": Dress(
        lambda: [
            [*QUALTRICS, *ITEMS, "department"],
            [*QUALTRICS, *(f"How much? - {each}" for each in TEXTS.values()), "Which\ndepartment?"],
            [
                json.dumps({"ImportId": each})
                for each in ("startDate", "endDate", "status", "progress", "finished", "recordedDate", "_recordId")
            ]
            + [json.dumps({"ImportId": f"QID2_{each}"}) for each in range(1, 4)]
            + [json.dumps({"ImportId": "QID3"})],
        ],
        lambda row, number: [DATES[0], DATES[0], row.status, "100", row.finished, DATES[0], f"R_{number}"],
        words=True,
        is_real=lambda row: row.status in REAL,
        is_complete=lambda row: row.finished in {"1", "True"},
    ),
    "surveymonkey": Dress(
        lambda: [
            [*MONKEY, "How much do you agree?", "", "", "Department"],
            [*[""] * len(MONKEY), *TEXTS.values(), "Response"],
        ],
        lambda _, number: [
            str(11280740320 + number),
            "252143207",
            "01/17/2020 12:30:48 AM",
            "01/17/2020 12:39:43 AM",
            "",
            "",
        ],
        words=True,
    ),
}


def written(draw: st.DrawFn, rows: list[list[str]], *, above: int) -> bytes:
    """The rows as a delimited file in any legal dialect."""
    separator = draw(st.sampled_from([",", ";", "\t"]))
    ending = draw(st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]))
    quoting: Any = draw(st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]))
    lines = []
    for cells in rows:
        target = io.StringIO()
        # The csv writer of Python 3.11 does not quote a line feed where lines end otherwise.
        loose = any("\n" in cell or "\r" in cell for cell in cells)
        csv.writer(
            target, delimiter=separator, lineterminator="", quoting=csv.QUOTE_ALL if loose else quoting
        ).writerow(cells)
        lines.append(target.getvalue())
        if len(lines) > above or draw(st.booleans()):
            lines += [draw(st.sampled_from(["", " ", separator * 2]))] * draw(st.sampled_from([0, 0, 0, 1, 2]))
    said = f"sep={separator}{ending}" if draw(st.sampled_from([False, False, True])) else ""
    text = said + ending.join(lines) + draw(st.sampled_from(["", ending, ending * 2]))
    return text.encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])))


@st.composite
def exports(draw: st.DrawFn) -> tuple[str, list[Row], bytes]:
    """The name of a dress, the rows in it, and the bytes."""
    name = draw(st.sampled_from(sorted(DRESSES)))
    dress, rows = DRESSES[name], draw(ROWS)
    language = draw(st.sampled_from(["en", "de"]))
    above = dress.above()
    extra = draw(st.lists(st.sampled_from(["", "x", "x", "other, column", "Gr\u00f6\u00dfe"]), max_size=3))
    table = [[*above[0], *extra], *([*each, *extra] for each in above[1:])]
    for number, row in enumerate(rows, 1):
        cells = [spelled(draw, each, words=dress.words, language=language) for each in row.answers]
        group = "" if row.group is None else GROUPS[row.group][language] if dress.words else row.group
        others = draw(
            st.lists(st.sampled_from(["", "y", 'q"u', "a\nb", "4"]), min_size=len(extra), max_size=len(extra))
        )
        table.append([*dress.before(row, number), *cells, group, *others])
    return name, rows, written(draw, table, above=len(above))


def spelled(draw: st.DrawFn, answer: int, *, words: bool, language: str) -> str:
    text = "" if not answer else LABELS[answer - 1][language] if words else CODES[answer - 1]
    return draw(st.sampled_from(PADDING)) + text + draw(st.sampled_from(PADDING))


def found(content: bytes, options: ReadOptions) -> list[tuple[Answers, str | None]]:
    """What each row says that says anything."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        path.write_bytes(content)
        export = read_export(path, instrument=INSTRUMENT, options=options)
        assert export.items == ITEMS
        rows: list[tuple[Answers, str | None]] = []
        for batch in export.batches():
            groups = [export.groups["department"][code] for code in batch.groups["department"]]
            rows += zip(map(tuple, batch.states.T.tolist()), groups, strict=True)
    return answered(rows)


def answered(rows: Sequence[tuple[Answers, str | None]]) -> list[tuple[Answers, str | None]]:
    return [row for row in rows if any(row[0])]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(export=exports(), complete_only=st.booleans())
def test_known_answers_come_back_from_any_dress_or_the_file_is_refused(
    *, export: tuple[str, list[Row], bytes], complete_only: bool
) -> None:
    name, rows, content = export
    dress = DRESSES[name]
    given_ = [row for row in rows if dress.is_real(row) and (dress.is_complete(row) or not complete_only)]
    expected = answered([(row.answers, row.group) for row in given_])
    try:
        read = found(content, ReadOptions(complete_only=complete_only))
    except UserError as error:
        event(f"{name} refused: {error.problems[0].code}")
        return
    event(f"{name} read")
    assert read == expected
