"""PPTX: a deck for the board, with native charts and tables, on mentorscan's own design or on the client's deck."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import pptx
from pptx.exc import PackageNotFoundError
from pptx.presentation import Presentation

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.report.design import ACCENT
from mentorscan.report.model import Report
from mentorscan.report.renderers.deck.layouts import examined
from mentorscan.report.renderers.deck.look import look
from mentorscan.report.renderers.deck.pages import open_deck
from mentorscan.report.renderers.deck.slides import cover, sign_off, slides
from mentorscan.report.renderers.office import Fit, legal, opened, packed, sign
from mentorscan.report.renderers.templates import BUNDLED, Templates

NAMES: Final = ("report.pptx", "report.potx")
"""What a client's own deck is called in a folder of templates."""


def render(report: Report, templates: Templates = BUNDLED) -> bytes:
    """The report as slides: each with a message as its title, and in the notes what the speaker may be asked.

    Raises:
        OptionError: where the client's own deck cannot be used.
    """
    own = templates.find(*NAMES)
    template = _loaded(own.read_bytes(), place=Place(str(own))) if own else None
    known = [each for each in (report.confidentiality, report.title, *report.context[:1]) if each]
    lines = tuple(" · ".join(known[:length]) for length in range(len(known), 0, -1))
    deck = open_deck(template, accent=report.design.accent or ACCENT, language=report.language, lines=lines)
    cover(deck, report)
    for part in report.parts:
        slides(deck, report, part)
    sign_off(deck, report)
    sign(deck.file.core_properties, title=legal(report.title), language=report.language, created=report.created)
    out = BytesIO()
    deck.file.save(out)
    return packed(out.getvalue(), created=report.created)


def examine(data: bytes, *, place: Place | None = None) -> tuple[Fit, ...]:
    """What of a client's deck serves for what, and what is missing.

    Raises:
        OptionError: where it cannot be opened at all.
    """
    return examined(_loaded(data, place=place))


def _loaded(data: bytes, *, place: Place | None) -> Presentation:
    try:
        deck = pptx.Presentation(BytesIO(opened(data, kind="PowerPoint", place=place)))
        look(deck)
    except (KeyError, ValueError, SyntaxError, AttributeError, PackageNotFoundError) as error:
        hint = "open it in PowerPoint and save it anew, or take another copy of it"
        problem = Problem(
            "office-template", "the template cannot be used: its parts do not fit together", place, hint=hint
        )
        raise OptionError(problem) from error
    return deck
