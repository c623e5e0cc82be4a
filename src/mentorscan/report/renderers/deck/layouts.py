"""Which layout of a deck is for what: by the names that Office gives them, else by the placeholders that they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as Deck
from pptx.slide import SlideLayout

from mentorscan.errors import OptionError, Problem
from mentorscan.report.renderers.deck.type import Box
from mentorscan.report.renderers.office import Fit

Use = Literal["cover", "text", "picture"]

NAMES: Final[dict[Use, tuple[str, ...]]] = {
    "cover": ("title slide", "diapositiva titolo", "titelfolie", "diapositive de titre", "diapositiva de título"),
    "text": ("title and content", "titolo e contenuto", "titel und inhalt", "titre et contenu", "título y objetos"),
    "picture": ("title only", "solo titolo", "nur titel", "titre seul", "solo el título"),
}
"""The names of Office's own layouts in English, Italian, German, French and Spanish."""

_TYPES: Final[dict[Use, str]] = {"cover": "title", "text": "obj", "picture": "titleOnly"}
_TITLES: Final = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
_BODIES: Final = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
_FURNITURE: Final = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
_WANTED: Final[dict[Use, str]] = {
    "cover": "a layout for the cover, with a title and a subtitle",
    "text": "a layout for text, with a title and one place for content",
    "picture": "a layout for charts and tables, with a title and room below it",
}
_NO_LAYOUTS: Final = "take a deck whose slide master has layouts"
_HINTS: Final[dict[Use, str]] = {
    "cover": 'name one "Title Slide"; until then {used}',
    "text": 'name one "Title and Content"; until then {used}',
    "picture": 'name one "Title Only"; until then {used}',
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """The layout for each use; ``frame``: where content goes."""

    cover: SlideLayout
    text: SlideLayout
    picture: SlideLayout
    frame: Box


def layouts(deck: Deck) -> Layouts:
    """The layouts of this deck; where one is missing, the next best.

    Raises:
        OptionError: where it has none at all.
    """
    every = _every(deck)
    if not every:
        raise OptionError(Problem("office-template", "the deck cannot be used: it has no layouts", hint=_NO_LAYOUTS))
    text = _found(every, "text") or _first(every, _has_title) or every[0]
    picture = _found(every, "picture") or text
    cover = _found(every, "cover") or picture
    return Layouts(cover=cover, text=text, picture=picture, frame=_frame(deck, text, picture))


def examined(deck: Deck) -> tuple[Fit, ...]:
    """What of this deck serves for what, and what is missing."""
    every = _every(deck)
    if not every:
        return (Fit(fits=False, what="layouts", hint=_NO_LAYOUTS),)
    used = layouts(deck)
    found = [_fit(use, _found(every, use), stand_in=getattr(used, use)) for use in NAMES]
    titles = [each for each in (used.cover, used.text, used.picture) if not _has_title(each)]
    if titles:
        hint = "give this layout a title, so that every slide has one that can be read aloud"
        found += [Fit(fits=False, what=f'a title in the layout "{each.name}"', hint=hint) for each in titles]
    number = any(_kind(each) == PP_PLACEHOLDER.SLIDE_NUMBER for each in places(used.picture))
    missing = None if number else f'give the layout "{used.picture.name}" a place for it'
    return (*found, Fit(fits=number, what="slide numbers", hint=missing))


def places(layout: SlideLayout) -> list[Any]:
    """The placeholders of a layout."""
    every: Any = layout.placeholders
    return list(every)


def body_of(layout: SlideLayout) -> int | None:
    """The number of the placeholder that takes a layout's text, ``None`` where it has none."""
    kinds = {PP_PLACEHOLDER.SUBTITLE, *_BODIES}
    found = [each for each in places(layout) if _kind(each) in kinds]
    return min(each.placeholder_format.idx for each in found) if found else None


def _every(deck: Deck) -> list[SlideLayout]:
    return [layout for master in deck.slide_masters for layout in master.slide_layouts]


def _found(every: list[SlideLayout], use: Use) -> SlideLayout | None:
    tests: tuple[Callable[[SlideLayout], bool], ...] = (
        lambda layout: _plain_name(layout) in NAMES[use],
        lambda layout: layout.element.get("type") == _TYPES[use] and _has_title(layout),
        lambda layout: _holds(layout, use),
    )
    return next((found for test in tests if (found := _first(every, test))), None)


def _first(every: Iterable[SlideLayout], test: Callable[[SlideLayout], bool]) -> SlideLayout | None:
    return next((each for each in every if test(each)), None)


def _holds(layout: SlideLayout, use: Use) -> bool:
    """Whether a layout has the placeholders for this, and no others."""
    kinds = [_kind(each) for each in places(layout) if _kind(each) not in _FURNITURE]
    titles, rest = [each for each in kinds if each in _TITLES], [each for each in kinds if each not in _TITLES]
    if len(titles) != 1:
        return False
    if use == "cover":
        return rest == [PP_PLACEHOLDER.SUBTITLE]
    return (len(rest) == 1 and rest[0] in _BODIES) if use == "text" else not rest


def _fit(use: Use, found: SlideLayout | None, *, stand_in: SlideLayout) -> Fit:
    if found is not None:
        return Fit(fits=True, what=f'{_WANTED[use]}: "{found.name}"')
    return Fit(fits=False, what=_WANTED[use], hint=_HINTS[use].format(used=f'"{stand_in.name}" takes its place'))


def _plain_name(layout: SlideLayout) -> str:
    """The name without what PowerPoint puts before it when layouts are copied."""
    return " ".join(re.sub(r"^\d+_", "", layout.name or "").split()).casefold()


def _has_title(layout: SlideLayout) -> bool:
    return any(_kind(each) in _TITLES for each in places(layout))


def _kind(placeholder: Any) -> Any:
    return placeholder.placeholder_format.type


def _frame(deck: Deck, text: SlideLayout, picture: SlideLayout) -> Box:
    """Where charts and tables go: the place for content, below the title and above what stands at the foot."""
    wide, high = int(deck.slide_width or 0), int(deck.slide_height or 0)
    left, top, right, bottom = wide // 16, high // 4, wide - wide // 16, high - high // 10
    number = body_of(text)
    for each in places(text):
        if each.placeholder_format.idx == number and each.width and each.height:
            left, top, right = each.left, each.top, each.left + each.width
            bottom = each.top + each.height
    for each in (*places(text), *places(picture)):
        if _kind(each) in _TITLES and each.height and each.top + each.height < high // 2:
            top = max(top, each.top + each.height)
        if _kind(each) in _FURNITURE and each.top and each.top > high * 2 // 3:
            bottom = min(bottom, each.top)
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, wide), min(bottom, high)
    if right - left < wide // 2 or bottom - top < high // 3:
        left, top, right, bottom = wide // 16, high // 4, wide - wide // 16, high - high // 10
    return Box(left=left, top=top, width=right - left, height=bottom - top)
