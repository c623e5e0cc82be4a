"""Entry sheets as they are written: what a rater gets, and that all of it comes back."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire, scale
from tests.unit.interview.desk import small
from tests.unit.interview.sheets import blank, main, read, sheets_of

from mentorscan.errors import OptionError
from mentorscan.files import is_ours
from mentorscan.instrument.catalogue import item_fingerprint, open_instrument
from mentorscan.interview.answers import Answer, AnswerFile, typed
from mentorscan.interview.sheet import sheet_bytes
from mentorscan.interview.sheet_format import ABOUT, SCHEMA

MAIN = "xl/worksheets/sheet1.xml"
PULSE = [("care", "c1"), ("time", "t1")]
"""The items of the form, with their hallmarks."""


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist()}


def formulas(content: bytes) -> list[str]:
    return [unescape(each) for name, part in parts(content).items() for each in re.findall("<f>(.*?)</f>", part)]


def column(content: bytes, position: int) -> list[object]:
    return [row[position] for row in main(sheets_of(content))]


lines = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
texts = st.lists(lines, min_size=1, max_size=3).map("\n".join).map(str.strip).filter(bool)
texts = texts.filter(lambda text: not set(text) & set("\ufeff\ufffe\uffff"))
names = st.text(max_size=60).map(typed).filter(lambda text: text and "\ufeff" not in text)
noted = {"note": st.none() | texts, "evidence": st.none() | texts}
answers = st.one_of(
    st.builds(Answer, value=st.integers(1, 5), confidence=st.sampled_from([None, "low", "medium", "high"]), **noted),
    st.builds(Answer, opt_out=st.just("dont_know"), reason=st.none() | texts, **noted),
    st.builds(Answer, opt_out=st.just("not_applicable"), reason=texts, **noted),
    st.builds(Answer, note=texts, evidence=st.none() | texts),
)
files = st.builds(
    blank,
    organisation=st.none() | names,
    rater=names,
    date=st.none() | st.dates().map(str),
    language=st.sampled_from(["en", "it"]),
    answers=st.dictionaries(st.sampled_from(["c1", "c2", "t1", "t2"]), answers),
    comments=st.dictionaries(st.sampled_from(["care", "time"]), texts),
)
AWKWARD = [
    "=1+1",
    "@SUM(A1)",
    "+39 02",
    "-",
    "'quoted",
    "http://example.org/a b",
    "mailto:a@example.org",
    "4.0",
    "TRUE",
    "#N/A",
    "1900-01-01",
    "_x000D_",
    "&amp; <b>",
    "two\nlines\n\nand more",
    "x" * 5000,
    "\u05de\u05d9 \U0001f600",
]


@settings(max_examples=100, deadline=None)
@given(files)
@example(
    blank(
        rater="=1+1",
        organisation="@x",
        date="2026-11-23",
        answers={
            id_: Answer(value=1, note=note, evidence=evidence)
            for id_, note, evidence in zip(["c1", "c2", "t1", "t2"], AWKWARD[:4], AWKWARD[4:8], strict=True)
        },
        comments={"care": AWKWARD[14], "time": AWKWARD[15]},
    )
)
@example(
    blank(
        answers={f"{id_}": Answer(note=note) for id_, note in zip(["c1", "c2", "t1", "t2"], AWKWARD[8:12], strict=True)}
    )
)
@example(blank(answers={"c1": Answer(note=AWKWARD[12], evidence=AWKWARD[13])}, date="1900-01-01"))
def test_what_stands_in_a_sheet_is_read_back(tmp_path_factory: pytest.TempPathFactory, file: AnswerFile) -> None:
    content = sheet_bytes(file, instrument=small())
    given = {item: answer for item, answer in file.answers.items() if not answer.empty}
    assert read(content, tmp_path_factory.mktemp("sheet")).file == file.model_copy(update={"answers": given})
    # The counter is the only formula that this rests on; no text has become one, or a link.
    (counter,) = formulas(content)
    assert counter.startswith("SUMPRODUCT((")
    assert not any("hyperlink" in part for part in parts(content).values())


def test_the_same_answers_give_the_same_bytes() -> None:
    file = blank(answers={"c1": Answer(value=4)})
    assert sheet_bytes(file, instrument=small()) == sheet_bytes(file, instrument=small())


def test_nobody_has_worked_on_a_new_sheet(tmp_path: Path) -> None:
    (tmp_path / "sheet.xlsx").write_bytes(sheet_bytes(blank(), instrument=small()))
    assert is_ours(tmp_path / "sheet.xlsx")


def test_every_row_says_what_stands_in_it_and_the_hidden_sheet_what_it_belongs_to() -> None:
    content = sheet_bytes(blank(form="pulse", language="it", organisation="Rossi"), instrument=small())
    ids = [each for each in column(content, 0) if each]
    chapters = [[f"{each}/title", f"{each}/scale", item, f"{each}/comment"] for each, item in PULSE]
    assert ids == [SCHEMA, "/organisation", "/rater", "/date", "/columns", "/headings", *chapters[0], *chapters[1]]
    about = [[str(cell) for cell in row[:3]] for row in sheets_of(content)[ABOUT]]
    assert about[:8] == [
        ["schema", SCHEMA, ""],
        ["instrument", "test", ""],
        ["version", "1.0.0", ""],
        ["form", "pulse", ""],
        ["language", "it", ""],
        ["organisation", "Rossi", ""],
        *(["item", item, item_fingerprint(small(), item)] for _, item in PULSE),
    ]
    workbook = parts(content)["xl/workbook.xml"]
    assert f'<sheet name="{ABOUT}" sheetId="2" state="hidden"' in workbook


def test_a_rater_sees_statements_prompts_scale_and_room_for_everything() -> None:
    rows = main(sheets_of(sheet_bytes(blank(), instrument=small())))
    row = next(row for row in rows if row[0] == "c1")
    assert row[1:4] == ["1", "Statement c1.", "Papers on c1"]
    assert next(row for row in rows if row[0] == "care/title")[1] == "Care"
    offered = "1 – point 1 · 2 – point 2 · 3 – point 3 · 4 – point 4 · 5 – point 5 · Don't know · Not applicable"
    assert next(row for row in rows if row[0] == "care/scale")[4] == offered
    assert next(row for row in rows if row[0] == "care/comment")[1] == "Is there anything to add about Care?"
    italian = main(sheets_of(sheet_bytes(blank(language="it"), instrument=small())))
    assert next(row for row in italian if row[0] == "/headings")[2:5] == [
        "Affermazione",
        "Che cosa cercare",
        "Risposta",
    ]


def test_only_what_is_to_be_filled_in_can_be_changed() -> None:
    content = sheet_bytes(blank(), instrument=small())
    styles = parts(content)["xl/styles.xml"].partition("<cellXfs")[2].partition("</cellXfs>")[0]
    formats = re.findall("<xf [^>]*?/>|<xf .*?</xf>", styles)
    unlocked = {str(place) for place, each in enumerate(formats) if 'locked="0"' in each}
    cells = re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', parts(content)[MAIN])
    open_ = {cell for cell, style in cells if style in unlocked}
    items = [line for line, row in enumerate(main(sheets_of(content)), start=1) if row[0] in {"c1", "c2", "t1", "t2"}]
    comments = [line for line, row in enumerate(main(sheets_of(content)), start=1) if str(row[0]).endswith("/comment")]
    expected = {"D2", "D3", "D4"} | {f"{letter}{line}" for line in (*items, *comments) for letter in "EFGHI"}
    assert open_ == expected
    protection = re.search("<sheetProtection[^>]*>", parts(content)[MAIN])
    assert protection
    assert "password" not in protection[0]
    assert 'formatRows="0"' in protection[0]


def test_cells_offer_the_answers_of_their_own_scale() -> None:
    two = instrument(
        [questionnaire("care", [item("c1")]), questionnaire("time", [item("t1")], scale="ten")],
        scales=[scale(), scale("ten", lowest=0, points=11, opt_outs=())],
    )
    content = sheet_bytes(blank(), instrument=two)
    names = dict(re.findall(r'<definedName name="(\w+)">(mentorscan![^<]*)<', parts(content)["xl/workbook.xml"]))
    about = sheets_of(content)[ABOUT]
    lists = {name: [about[line][ord(place[12]) - ord("A")] for line in range(15)] for name, place in names.items()}
    ten = [f"{value} – point {value}" for value in range(11)]
    assert lists["answers_1"] == [*ten, "Don't know", "Not applicable", "", ""]
    assert names["answers_1"].endswith("$13")
    chosen = re.findall(r'<dataValidation type="list"[^>]*sqref="(E\d+)"><formula1>(\w+)<', parts(content)[MAIN])
    assert [name for _, name in chosen] == ["answers_0", "answers_1"]


def test_points_without_labels_are_offered_as_bare_numbers(tmp_path: Path) -> None:
    bare = scale(lowest=0, points=11, opt_outs=())
    for each in bare["points"]:
        each["label"] = {"en": str(each["value"])}
    ten = instrument([questionnaire("care", [item("c1")])], scales=[bare])
    content = sheet_bytes(blank(answers={"c1": Answer(value=10)}), instrument=ten)
    row = next(row for row in main(sheets_of(content)) if row[0] == "c1")
    assert row[4] == "10"
    assert read(content, tmp_path, instrument=ten).file.answers["c1"].value == 10


def test_it_prints_on_a4_with_its_headings_on_every_page() -> None:
    content = sheet_bytes(blank(), instrument=open_instrument(None).model_copy(update={"id": "test"}))
    sheet, workbook = parts(content)[MAIN], parts(content)["xl/workbook.xml"]
    page = re.search("<pageSetup[^>]*>", sheet)
    assert page
    assert {'paperSize="9"', 'orientation="landscape"', 'fitToHeight="0"'} <= set(page[0].strip("</>").split())
    assert "$6:$6</definedName>" in workbook
    assert '<pane ySplit="6" topLeftCell="A7"' in sheet


def test_rows_of_items_grow_with_what_is_typed_and_joined_cells_do_not() -> None:
    content = sheet_bytes(blank(), instrument=small())
    ids = column(content, 0)
    heights = dict(re.findall(r'<row r="(\d+)"[^>]*? (ht="[\d.]+"(?: customHeight="1")?)', parts(content)[MAIN]))
    fixed = {ids[int(line) - 1] for line, height in heights.items() if "custom" in height}
    free = {ids[int(line) - 1] for line, height in heights.items() if "custom" not in height}
    assert free == {"c1", "c2", "t1", "t2"}
    assert {"care/comment", "time/comment"} <= fixed


def test_a_language_that_nobody_speaks_is_refused() -> None:
    with pytest.raises(OptionError):
        sheet_bytes(blank(language="de"), instrument=small())
