"""What frames a report in Word: its cover or its title, and the sign-off."""

from __future__ import annotations

from mentorscan.report.model import Cover, Report, SignOff
from mentorscan.report.renderers.word.elements import element, line_break, run
from mentorscan.report.renderers.word.looks import NOTE
from mentorscan.report.renderers.word.page import Page


def front(report: Report, page: Page, *, titled: bool) -> bool:
    """Whether the report begins with a cover of its own. ``titled``: the template says the title itself."""
    if titled:
        return False
    logo = report.design.logo
    if logo:
        page.picture(logo.data, alternative=logo.alternative, share=0.28, tallest=0.12)
    if report.cover:
        _cover(report.cover, page)
        return True
    page.text(report.title, "Title")
    if report.context:
        page.text(" · ".join(report.context), "Subtitle")
    if report.confidentiality:
        page.text(report.confidentiality, NOTE)
    return False


def sign_off(part: SignOff, page: Page) -> None:
    """Nothing; the document then ends with who stands by the report."""
    page.heading(part.title, level=1)
    page.prose(part.text, level=2)
    runs = [each for line in part.lines for each in (line_break(), run(line))]
    if runs:
        page.paragraph(*runs[1:])


def _cover(cover: Cover, page: Page) -> None:
    """Nothing; the title then stands in the upper third of the first page, and below it whose report it is."""
    space = element("w:spacing", before=2600, after=0)
    page.add(element("w:p", element("w:pPr", space)))
    page.text(cover.title, "Title")
    if cover.subtitle:
        page.text(cover.subtitle, "Subtitle")
    for fact in cover.facts:
        page.paragraph(run(f"{fact.name}: "), run("; ".join(fact.meaning), strong=True))
    for line in cover.lines:
        page.text(line)
    if cover.confidentiality:
        page.text(cover.confidentiality, NOTE)
