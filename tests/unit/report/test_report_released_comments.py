"""Comments of a survey, printed after their release."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from tests.unit.report.examples import full_results, hidden_results

from mentorscan.report.build import build_report
from mentorscan.report.renderers import html, markdown

RELEASED = {"demand": ("Ask more often.", "Zeal"), "outcomes": ("It paid off.",)}
HOSTILE = (
    "<script>alert(1)</script>",
    "</li></ul><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }} {% raw %} {0} {title}",
    "# heading\n\n- list [x](https://example.org) `c` | cell",
    "[bold]x[/bold] <!-- comment",
    "\u202egnitirw desrever\u2067",
    "\u05de\u05db\u05ea\u05d1",
    "👩🏽\u200d🚀 emoji & =1+1",
    "x" * 5000,
)


class Items(HTMLParser):
    """The elements of a page, and the texts of its list items."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.items: list[str] = []
        self.open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(f"{tag} {' '.join(name for name, _ in attrs)}")
        self.open = tag == "li" or (self.open and tag != "ul")
        if tag == "li":
            self.items.append("")

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "li"

    def handle_data(self, data: str) -> None:
        if self.open:
            self.items[-1] += data


def test_released_comments_stand_in_the_section_of_their_hallmark_and_nowhere_else() -> None:
    report = build_report(full_results(), comments=RELEASED)
    assert report.hallmarks is not None
    assert report.outcomes is not None
    printed = {each.title: each.released for each in (*report.hallmarks.sections, *report.outcomes.sections)}
    texts = {title: each.texts for title, each in printed.items() if each}
    assert texts == {"Demand": ("Ask more often.", "Zeal"), "Outcomes": ("It paid off.",)}
    section = html.render(report).split('id="hallmark-5"')[1].split("</article>")[0]
    assert re.search(r"<h4>Comments</h4>\s*<ul>\s*<li>Ask more often\.</li>\s*<li>Zeal</li>\s*</ul>", section)
    assert "**Comments**\n\n- Ask more often.\n- Zeal\n\n" in markdown.render(report)
    assert html.render(report).count("Ask more often.") == markdown.render(report).count("Ask more often.") == 1


@pytest.mark.parametrize("comments", [None, {}, {"demand": ()}, {"unknown": ("a",)}])
def test_without_released_comments_the_report_is_as_it_was(comments: dict[str, tuple[str, ...]] | None) -> None:
    plain, other = build_report(full_results()), build_report(full_results(), comments=comments)
    assert other.hallmarks is not None
    assert not any(each.released for each in other.hallmarks.sections)
    if comments != {"unknown": ("a",)}:
        assert other == plain


def test_the_report_says_what_the_comments_are_in_its_language() -> None:
    english, italian = (build_report(full_results(), language=each, comments=RELEASED) for each in ("en", "it"))
    assert english.hallmarks is not None
    assert italian.hallmarks is not None
    assert english.hallmarks.lead[-1].startswith("A person has read and released each comment")
    assert italian.hallmarks.lead[-1].startswith("Ogni commento riportato è stato letto")
    assert "**Commenti**" in markdown.render(italian)


def test_comments_are_printed_where_figures_are_hidden_since_they_have_a_minimum_of_their_own() -> None:
    report = build_report(hidden_results(), comments={"demand": ("Ask more often.",)})
    assert "Ask more often." in html.render(report)


def test_what_people_wrote_stays_text_in_html() -> None:
    plain = Items(html.render(build_report(full_results(), comments={"demand": ("x",) * len(HOSTILE)})))
    page = html.render(build_report(full_results(), comments={"demand": HOSTILE}))
    read = Items(page)
    assert read.tags == plain.tags
    for text in (
        "<script>alert(1)</script>",
        "{{ 7 * 7 }} {% raw %} {0} {title}",
        "👩🏽\u200d🚀 emoji & =1+1",
        "x" * 5000,
    ):
        assert text in read.items
    assert "\u202e" not in page


def test_what_people_wrote_stays_one_line_of_text_in_markdown() -> None:
    lines = markdown.render(build_report(full_results(), comments={"demand": HOSTILE})).splitlines()
    start = lines.index("**Comments**")
    bullets = lines[start + 2 : start + 2 + len(HOSTILE)]
    assert all(each.startswith("- ") for each in bullets)
    assert lines[start + 2 + len(HOSTILE)] == ""
    assert bullets[0] == r"- \<script\>alert(1)\</script\>"
    assert bullets[3] == r"- \# heading - list \[x\](https\://example.org) \`c\` \| cell"
