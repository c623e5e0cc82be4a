from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.parsers.expat import ParserCreate

import pytest
from tests.unit.comments.reviews import comments_in, parts_of, sheets_of

from mentorscan.comments.collection import Collection, HallmarkComments
from mentorscan.comments.origin import Origin
from mentorscan.comments.texts import alphabetical
from mentorscan.comments.workbook import review_workbook
from mentorscan.files import is_ours
from mentorscan.instrument.model import Text
from mentorscan.report.language import open_language

ORIGIN = Origin(instrument="small", fingerprint="ab" * 32, survey="cd" * 32)
HOSTILE = (
    "=HYPERLINK(\"https://example.org\";\"x\")",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "-2+3",
    "{=A1:A2}",
    "https://example.org/a",
    "mailto:someone@example.org",
    "internal:Sheet2!A1",
    "<script>alert(1)</script> & <b>x</b>",
    "[bold]x[/bold] **md** | cell",
    "one\ntwo\n\nthree",
    "👩🏽\u200d🚀 🎉",
    "_x0041_ is no letter",
    "1",
    "0012",
    "TRUE",
    "2026-11-23",
    "'quoted",
    "\u05de\u05db\u05ea\u05d1",
)  # fmt: skip


def collection(*texts: str, too_few: tuple[Text, ...] = ()) -> Collection:
    goals = HallmarkComments(id="goals", title={"en": "Goals", "it": "Obiettivi"}, texts=alphabetical(texts), people=12)
    return Collection(hallmarks=(goals,), too_few=too_few, groups=frozenset({"Sales"}), minimum=10)


def made(folder: Path, found: Collection, *, language: str = "en") -> Path:
    words, texts = open_language(language, texts=("en", "it"))
    path = folder / "comments.xlsx"
    path.write_bytes(review_workbook(found, origin=ORIGIN, words=words, texts=texts, languages=("en", "it")))
    return path


def test_each_comment_is_a_row_with_an_empty_release_and_its_marks(tmp_path: Path) -> None:
    path = made(tmp_path, collection("more time", "Ask Giulia in Sales, giulia@example.org", "more time"))
    assert sheets_of(path)["Comments"] == [
        ["Hallmark", "Text", "Release", "Marks"],
        [
            "Goals",
            "Ask Giulia in Sales, giulia@example.org",
            "",
            "e-mail address: giulia@example.org; name of a group: Sales; a name?: Giulia",
        ],
        ["Goals", "more time", "", ""],
        ["Goals", "more time", "", ""],
    ]


def test_what_people_wrote_stays_what_they_wrote(tmp_path: Path) -> None:
    rows = comments_in(made(tmp_path, collection(*HOSTILE)))
    assert sorted(row[1] for row in rows) == sorted(HOSTILE)


def test_nothing_becomes_a_formula_a_link_or_markup(tmp_path: Path) -> None:
    parts = parts_of(made(tmp_path, collection(*HOSTILE)))
    for text in parts.values():
        ParserCreate().ParseFile(BytesIO(text.encode()))
    sheet = parts["xl/worksheets/sheet2.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()
    cells = re.findall(r'<c r="B\d+"([^>]*)>', sheet)
    assert len(cells) == len(HOSTILE) + 1
    assert all('t="s"' in each for each in cells)
    assert not [name for name in parts if name.endswith(".rels") and "TargetMode" in parts[name]]
    assert not [name for name in parts if "externalLink" in name or "vba" in name.lower()]


def test_the_cells_of_comments_are_formatted_as_text_so_that_editing_makes_no_formula(tmp_path: Path) -> None:
    parts = parts_of(made(tmp_path, collection("=1+1")))
    (style,) = set(re.findall(r'<c r="B2" s="(\d+)"', parts["xl/worksheets/sheet2.xml"]))
    formats = re.findall(r"<xf ([^>]*)>", parts["xl/styles.xml"].split("<cellXfs")[1])
    assert 'numFmtId="49"' in formats[int(style)]  # 49 is "@", text (ECMA-376, part 1, 18.8.30)


def test_a_very_long_comment_is_cut_and_says_so(tmp_path: Path) -> None:
    (row,) = comments_in(made(tmp_path, collection("long " * 20_000)))
    assert (len(row[1]), row[1][-1]) == (32_767, "…")
    assert row[3] == "cut after 32,767 characters, the most a cell holds"


def test_the_same_comments_give_the_same_bytes_and_the_time_of_the_run_is_not_in_them(tmp_path: Path) -> None:
    first = made(tmp_path, collection("b", "a")).read_bytes()
    assert made(tmp_path, collection("a", "b")).read_bytes() == first
    parts = parts_of(tmp_path / "comments.xlsx")
    times = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", "".join(parts.values()))
    assert set(times) == {"2000-01-01T00:00:00Z"}
    with zipfile.ZipFile(tmp_path / "comments.xlsx") as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_first_sheet_says_what_to_do_and_what_is_missing_but_not_how_little_it_was(tmp_path: Path) -> None:
    path = made(tmp_path, collection("a", too_few=({"en": "Trust", "it": "Fiducia"},)))
    told = [row[0] for row in sheets_of(path)["Read this first"]]
    assert "Not in this file, because fewer than 10 people commented: Trust." in told
    assert any("in the column Release" in each for each in told)
    assert "Trust" not in str(comments_in(path))


def test_the_workbook_speaks_italian(tmp_path: Path) -> None:
    found = collection("chiedere a Giulia", too_few=({"en": "Trust", "it": "Fiducia"},))
    sheets = sheets_of(made(tmp_path, found, language="it"))
    assert list(sheets) == ["Da leggere prima", "Commenti"]
    assert sheets["Commenti"] == [
        ["Tratto distintivo", "Testo", "Pubblicare", "Segnalazioni"],
        ["Obiettivi", "chiedere a Giulia", "", "un nome?: Giulia"],
    ]
    assert any(row[0].endswith("commentato meno di 10 persone: Fiducia.") for row in sheets["Da leggere prima"])


def test_hallmarks_with_the_same_title_are_told_apart_by_their_ids(tmp_path: Path) -> None:
    twins = tuple(HallmarkComments(id=id_, title={"en": "Trust"}, texts=("a",), people=10) for id_ in ("one", "two"))
    found = Collection(hallmarks=twins, too_few=(), groups=frozenset(), minimum=10)
    assert [row[0] for row in comments_in(made(tmp_path, found))] == ["Trust (one)", "Trust (two)"]


def test_a_workbook_without_comments_can_be_opened(tmp_path: Path) -> None:
    empty = Collection(hallmarks=(), too_few=({"en": "Trust"},), groups=frozenset(), minimum=10)
    assert comments_in(made(tmp_path, empty)) == []


@pytest.mark.parametrize("old", ["<cp:lastModifiedBy>mentorscan", "<dcterms:modified"])
def test_a_workbook_is_ours_until_a_person_has_saved_it(tmp_path: Path, old: str) -> None:
    path = made(tmp_path, collection("a"))
    assert is_ours(path)
    parts = parts_of(path)
    core = parts["docProps/core.xml"]
    changed = core.replace(old, "<cp:lastModifiedBy>A. Reviewer")
    if old == "<dcterms:modified":
        changed = re.sub(r"(<dcterms:modified[^>]*>)2000", r"\g<1>2026", core)
    assert changed != core
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (parts | {"docProps/core.xml": changed}).items():
            archive.writestr(name, text)
    assert not is_ours(path)


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04 broken", b"PK\x05\x06" + bytes(18)])
def test_other_archives_are_not_ours(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.xlsx").write_bytes(content)
    assert not is_ours(tmp_path / "other.xlsx")
