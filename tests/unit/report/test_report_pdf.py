"""The PDF report: all parts, readable by everyone, the same bytes every time, and text that stays text."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import get_args

import pytest
import typst
from PIL import Image
from tests.unit.report.examples import bare_results, full_results, hidden_results, hostile_results, with_hallmarks
from tests.unit.report.pdfs import Pdf, squeezed
from tests.unit.report.test_report_assessment import assessed

from mentorscan.errors import OptionError
from mentorscan.files import is_ours
from mentorscan.report.build import build_report
from mentorscan.report.design import Design, Logo
from mentorscan.report.model import (
    Cell,
    Chapter,
    Chapters,
    Column,
    Cover,
    Hallmarks,
    HallmarkSection,
    ItemRow,
    ItemTable,
    Priorities,
    ProfileTable,
    Quotations,
    Reinforcement,
    Report,
    SignOff,
    Term,
)
from mentorscan.report.pictures import Radar, Track
from mentorscan.report.prose import Block, BlockKind, Span
from mentorscan.report.renderers import pdf
from mentorscan.report.renderers.templates import Templates
from mentorscan.report.renderers.typesetting import COVERED
from mentorscan.resources import templates
from mentorscan.results import Results

CASES: dict[str, tuple[Callable[[], Results], str | None]] = {
    "full": (full_results, None),
    "italian": (full_results, "it"),
    "hidden": (hidden_results, None),
    "bare": (bare_results, None),
    "one hallmark": (lambda: with_hallmarks(full_results(), keep=1), None),
    "one rater": (lambda: assessed(1), None),
    "panel in Italian": (lambda: assessed(3), "it"),
}
KINDS: tuple[BlockKind, ...] = get_args(BlockKind)
HOSTILE = (
    "<script>alert(1)</script>",
    '#set page(width: 1pt) #panic("x") #{2+3} $x^2$ = Heading',
    "*a* _b_ `c` @d <e> // f /* g */ \\ ~ -- ...",
    "{{ 7 * 7 }} {0} {title} [x](https://example.org) https://example.com",
    "=cmd|' /C calc'!A0 \" onmouseover=\"alert(1)' x='",
    "very long " * 30,
    "Unbreakable" * 27,
)
UNSEEN = frozenset(
    {
        *("id", "anchor", "kind", "code", "state", "layout", "alternative", "hint", "mark", "absence"),
        *("axis", "track", "radar", "blocks", "legend", "readings", "views", "number", "field", "unit"),
    }
)
"""Fields whose text is no word of the page; what pictures say is looked for among the alternatives."""

PNG = BytesIO()
Image.new("RGB", (40, 12), "#884422").save(PNG, "PNG")
LOGO = Logo(data=PNG.getvalue(), kind="png", alternative="The sign of Example Works")


@cache
def report_of(case: str) -> Report:
    results, language = CASES[case]
    return build_report(results(), language=language)


@cache
def printed(case: str) -> Pdf:
    return Pdf(pdf.render(report_of(case)))


def words_in(part: object) -> Iterator[str]:
    """Every text that a part of the report shows."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from words_in(each)
    elif isinstance(part, Column) and part.kind == "picture":
        return
    elif is_dataclass(part):
        unseen = set(UNSEEN)
        if isinstance(part, ItemTable | ProfileTable):
            unseen.add("caption")
        if isinstance(part, Cell) and part.lines:
            unseen.add("text")
        if isinstance(part, Priorities) and not any(each.advice for each in part.entries):
            unseen |= {"advice_title", "evidence_title"}
        for each in fields(part):
            if each.name not in unseen:
                yield from words_in(getattr(part, each.name))


def alternatives_in(part: object) -> Iterator[str]:
    """What every picture of a part says in words."""
    if isinstance(part, tuple):
        for each in part:
            yield from alternatives_in(each)
    elif isinstance(part, Track | ItemRow):
        yield part.alternative
    elif isinstance(part, Radar):
        yield f"{part.title}. {part.alternative}"
    elif is_dataclass(part):
        for each in fields(part):
            yield from alternatives_in(getattr(part, each.name))


def with_templates(folder: Path, **files: str) -> Templates:
    for name, text in files.items():
        (folder / f"{name}.typ").write_text(text, encoding="utf-8")
    return Templates(folder)


@pytest.mark.parametrize("case", CASES)
def test_every_text_of_every_part_is_printed(case: str) -> None:
    found = printed(case).words
    missing = [text for part in report_of(case).parts for text in words_in(part) if squeezed(text) not in found]
    assert missing == []


@pytest.mark.parametrize("case", CASES)
def test_parts_and_their_sections_are_bookmarks_in_their_order(case: str) -> None:
    expected = []
    for part in report_of(case).parts:
        expected.append((1, part.title))
        within: tuple[HallmarkSection | Chapter, ...] = (
            part.sections if isinstance(part, Hallmarks) else part.chapters if isinstance(part, Chapters) else ()
        )
        if isinstance(part, Reinforcement) and part.drivers:
            within = (part.drivers,)
        expected += [(2, each.title) for each in within]
    assert printed(case).bookmarks == expected


@pytest.mark.parametrize("case", CASES)
def test_the_contents_list_names_the_page_of_each_part(case: str) -> None:
    pages = printed(case).pages
    for part in report_of(case).parts:
        listed = re.search(re.escape(squeezed(part.title)) + r"(\d+)", pages[0])
        assert listed, part.title
        heads = [number for number, page in enumerate(pages, 1) if squeezed(part.title) in page]
        assert any(listed[1].startswith(str(number)) for number in heads)


@pytest.mark.parametrize("case", CASES)
def test_every_picture_says_what_it_shows(case: str) -> None:
    found = printed(case)
    expected = {words for part in report_of(case).parts for words in alternatives_in(part)}
    if report_of(case).summary.track.at is None:
        expected.discard(report_of(case).summary.track.alternative)
    assert {squeezed(each) for each in expected} <= {squeezed(each) for each in found.alternatives}
    assert [kind for kind, words in found.tags if kind == "/Figure" and not words] == []


@pytest.mark.parametrize("case", CASES)
def test_it_is_tagged_for_everyone_and_claims_so(case: str) -> None:
    found, report = printed(case), report_of(case)
    assert found.root["/MarkInfo"]["/Marked"]
    assert found.root["/Lang"] == report.language
    assert found.root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found.content
    assert str(found.properties["/Title"]).startswith(report.title)
    assert {"/Title", "/H1", "/H2", "/Table", "/TH", "/TD", "/TOC"} <= {kind for kind, _ in found.tags}


def test_its_date_is_that_of_the_results_not_of_the_day() -> None:
    found = printed("full")
    assert found.properties["/CreationDate"] == found.properties["/ModDate"] == "D:20261123093000Z"


def test_a_time_that_is_none_still_gives_the_same_bytes() -> None:
    report = replace(report_of("hidden"), created="some time")
    assert pdf.render(report) == pdf.render(report)


def test_another_process_makes_the_same_bytes() -> None:
    code = (
        "import sys; from hashlib import sha256; from tests.unit.report.examples import full_results;"
        "from mentorscan.report.build import build_report; from mentorscan.report.renderers import pdf;"
        "print(sha256(pdf.render(build_report(full_results()))).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.strip() == sha256(printed("full").content).hexdigest()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text: str) -> None:
    report = build_report(hostile_results(text))
    found = Pdf(pdf.render(report))
    assert squeezed(report.title) in found.pages[0]
    missing = [each for part in report.parts for each in words_in(part) if squeezed(each) not in found.words]
    assert missing == []
    assert found.links == []
    assert [title for depth, title in found.bookmarks if depth == 1] == [part.title for part in report.parts]
    assert b"/JavaScript" not in found.content


@pytest.mark.parametrize(
    "text", ["👩🏽\u200d🚀 emoji", "\u05e9\u05dc\u05d5\u05dd", "中文", "\ue000 \ud83d", "\u202egnitirw\u2067"]
)
def test_characters_that_no_bundled_font_has_do_not_stop_it(text: str) -> None:
    report = build_report(hostile_results(text))
    found = Pdf(pdf.render(report))
    assert found.root["/MarkInfo"]["/Marked"]
    assert [title for depth, title in found.bookmarks if depth == 1] == [part.title for part in report.parts]


def test_half_a_character_is_printed_as_a_question_mark() -> None:
    report = report_of("hidden")
    found = Pdf(pdf.render(replace(report, summary=replace(report.summary, headline="half\ud83d"))))
    assert "half?" in found.words


def test_the_bundled_fonts_have_every_character_that_they_are_said_to_have() -> None:
    said = "".join(each for each in map(chr, range(0x10000)) if re.fullmatch(f"[{COVERED}]", each))
    assert len(said) > 500
    source = (
        '#set document(title: "x")\n#set text(font: "Report Sans", fallback: false)\n'
        '#text(sys.inputs.said) #text(weight: "semibold", sys.inputs.said) #text(style: "italic", sys.inputs.said)'
    )
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[templates() / "fonts"])
    made = typst.compile(
        source.encode(), format="pdf", font_paths=fonts, sys_inputs={"said": said}, pdf_standards="ua-1"
    )
    assert isinstance(made, bytes)


def test_the_bundled_fonts_are_small_and_carry_their_licence() -> None:
    folder = templates() / "fonts"
    assert sum(each.stat().st_size for each in folder.iterdir()) < 600_000
    assert "SIL OPEN FONT LICENSE" in (folder / "ReportSans-LICENSE.md").read_text("utf-8").upper()


def test_nothing_of_the_machine_is_in_it() -> None:
    content = printed("full").content
    for trace in (str(Path.home()), str(Path.cwd()), tempfile.gettempdir() + "/"):
        assert trace.encode() not in content


def test_cover_logo_interpretation_and_sign_off_are_printed_where_they_are_wanted() -> None:
    said = Block(
        kind="paragraph",
        spans=(Span(text="What we make of it: "), Span(text="see there", link="https://example.org/more")),
    )
    kinds = tuple(
        Block(kind=kind, spans=(Span(text=f"A {kind}", strong=True, emphasis=True),), number=7) for kind in KINDS
    )
    report = report_of("full")
    assert report.hallmarks
    first, *others = report.hallmarks.sections
    noted = replace(first, interpretation=(said,), released=Quotations(title="What people wrote", texts=("A comment",)))
    wanted = replace(
        report,
        design=Design(accent="#8a2f5b", logo=LOGO),
        cover=Cover(
            title="Are we ready?",
            subtitle="A second look",
            facts=(Term(name="Prepared for", meaning=("Example Works", "The board")),),
            lines=("Second edition",),
            confidentiality="For the board alone",
        ),
        confidentiality="For the board only",
        sign_off=SignOff(title="Signed", text=(said, *kinds), lines=("A. Consultant", "Partner")),
        summary=replace(report.summary, interpretation=(said, *kinds)),
        hallmarks=replace(report.hallmarks, sections=(noted, *others)),
    )
    found = Pdf(pdf.render(wanted))
    cover, *pages = found.pages
    for text in (
        "Are we ready?",
        "A second look",
        "Prepared for",
        "The board",
        "Second edition",
        "For the board alone",
    ):
        assert squeezed(text) in cover
    assert all(squeezed("For the board only") in page for page in pages)
    assert found.words.count(squeezed(report.labels.interpretation)) == 2
    assert found.words.count(squeezed(said.text)) == 3
    assert found.links == ["https://example.org/more"] * 3
    for text in (
        "What people wrote",
        "A comment",
        *(block.text for block in kinds),
        "Signed",
        "A. Consultant",
        "Partner",
    ):
        assert squeezed(text) in found.words
    assert found.bookmarks[-1] == (1, "Signed")
    assert LOGO.alternative in found.alternatives
    assert b"<pdfuaid:part>1</pdfuaid:part>" in found.content


def test_only_the_parts_that_are_asked_for_are_printed_in_their_order() -> None:
    found = Pdf(pdf.render(replace(report_of("full"), order=("priorities", "summary"))))
    report = report_of("full")
    assert report.priorities
    assert found.bookmarks == [(1, report.priorities.title), (1, report.summary.title)]


def test_the_headings_of_a_long_table_return_on_every_page() -> None:
    report = report_of("bare")
    assert report.consistency
    table = report.consistency.tables[0]
    long = replace(table, rows=table.rows * 30)
    found = Pdf(
        pdf.render(replace(report, consistency=replace(report.consistency, tables=(long,)), order=("consistency",)))
    )
    heading = "".join(squeezed(column.title) for column in table.columns)
    assert len(found.pages) > 3
    assert all(heading in page for page in found.pages[:-1])


def test_a_table_of_many_hallmarks_lies_on_a_wide_page() -> None:
    report = report_of("full")
    assert report.groups
    table = report.groups.tables[0]
    wide = replace(
        table,
        columns=table.columns + table.columns[2:],
        rows=tuple(replace(row, cells=row.cells + row.cells[2:]) for row in table.rows),
        folded=None,
    )
    found = Pdf(pdf.render(replace(report, groups=replace(report.groups, tables=(wide,)), order=("groups",))))
    assert any(width > height for width, height in found.sizes)
    assert all(width < height for width, height in printed("full").sizes)


def test_a_template_of_the_users_own_stands_in_place_of_one_of_ours(tmp_path: Path) -> None:
    own = with_templates(tmp_path, report='#import "theme.typ": report\n#set document(title: "x")\n= Our #report.title')
    found = Pdf(pdf.render(report_of("bare"), own))
    assert found.words == "OurLearningtogether"
    assert found.pages != printed("bare").pages


def test_its_colours_alone_can_be_replaced(tmp_path: Path) -> None:
    theme = (templates() / "theme.typ").read_text("utf-8")
    own = with_templates(tmp_path, theme=theme.replace("#004a75", "#ff0000"))
    found = Pdf(pdf.render(report_of("bare"), own))
    assert found.content != printed("bare").content
    assert found.pages == printed("bare").pages


@pytest.mark.parametrize(
    ("name", "text", "place", "message"),
    [
        ("report", "= Title\n#nowhere", "report.typ:2:1", "unknown variable: nowhere"),
        ("report", "#set page(width: 3", "report.typ:1:9", "unclosed delimiter"),
        ("charts", "#let x =", "charts.typ:1:8", "expected expression"),
        ("report", '#read("/etc/passwd")', "report.typ:1:6", "file not found"),
        ("report", '#read("../../etc/passwd")', "report.typ:1:6", "would escape"),
    ],
)
def test_a_template_that_is_wrong_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, place: str, message: str
) -> None:
    with pytest.raises(OptionError) as raised:
        pdf.render(report_of("hidden"), with_templates(tmp_path, **{name: text}))
    (problem,) = raised.value.problems
    assert problem.code == "template-error"
    assert str(problem.place) == str(tmp_path / place)
    assert message in problem.message
    assert "searched" not in problem.message
    assert problem.hint
    assert "--" not in problem.hint
    assert raised.value.exit_code == 2


def test_a_template_that_wants_something_from_the_internet_is_refused(tmp_path: Path) -> None:
    own = with_templates(tmp_path, charts='// ours\n#import "@preview/cetz:0.3.0"')
    with pytest.raises(OptionError) as raised:
        pdf.render(report_of("hidden"), own)
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.place)) == ("template-package", str(tmp_path / "charts.typ:2"))


def test_a_logo_that_is_no_picture_is_an_error_with_words() -> None:
    report = replace(report_of("hidden"), design=Design(logo=replace(LOGO, data=b"no picture")))
    with pytest.raises(OptionError, match="failed to decode image"):
        pdf.render(report)


def test_a_pdf_of_ours_may_be_replaced_and_a_strangers_not(tmp_path: Path) -> None:
    ours, theirs, short = (tmp_path / name for name in ("ours.pdf", "theirs.pdf", "short.pdf"))
    ours.write_bytes(printed("full").content)
    theirs.write_bytes(typst.compile(b'#set document(keywords: "other")\nmentorscan', format="pdf"))
    short.write_bytes(b"%PDF-")
    assert is_ours(ours)
    assert not is_ours(theirs)
    assert not is_ours(short)


def test_a_pdf_from_a_template_of_the_users_own_is_ours_too(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    own = with_templates(tmp_path / "own", report='#set document(title: "x")\n= Ours')
    made = tmp_path / "report.pdf"
    made.write_bytes(pdf.render(report_of("hidden"), own))
    assert is_ours(made)
