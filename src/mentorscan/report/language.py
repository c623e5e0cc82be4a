"""The reader's language: words through the catalogue, numbers and dates as people there write them.

Figures are rounded here and nowhere else, at the very end: half away from zero, after the nine decimals at which every
figure meets its bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from gettext import NullTranslations

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from mentorscan.errors import OptionError, Problem
from mentorscan.locales import SOURCE, catalogue_of, languages, translations

_MINUS = "\u2212"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: its code for the page, its locale and its catalogue.

    In the messages, values stand in braces (``"{count} of {all}"``) and are filled in after translation; braces inside
    a value stay text.
    """

    code: str
    locale: Locale
    catalogue: NullTranslations

    def gettext(self, message: str, /, **values: str) -> str:
        """A message in this language."""
        return self.catalogue.gettext(message).format(**values)

    def pgettext(self, context: str, message: str, /, **values: str) -> str:
        """A message whose English words have another meaning elsewhere."""
        return self.catalogue.pgettext(context, message).format(**values)

    def ngettext(self, singular: str, plural: str, number: int, /, **values: str) -> str:
        """A message that depends on a number; ``{number}`` is that number, written out."""
        filled = {"number": self.count(number)} | values
        return self.catalogue.ngettext(singular, plural, number).format(**filled)

    def number(self, value: float, *, decimals: int = 0) -> str:
        """A figure rounded to some decimals."""
        return self._formatted(_rounded(value, decimals=decimals), decimals=decimals)

    def difference(self, value: float, *, decimals: int = 0) -> str:
        """A figure with its sign; zero has none."""
        rounded = _rounded(value, decimals=decimals)
        return ("+" if rounded > 0 else "") + self._formatted(rounded, decimals=decimals)

    def share(self, value: float, *, decimals: int = 0) -> str:
        """A share from 0 to 1 as a percentage."""
        before, after = _around_percentages(self.locale)
        return before + self.number(value * 100, decimals=decimals) + after

    def share_or_trace(self, value: float) -> str:
        """A share as a percentage; one that would round to zero, but is not, as less than one in a hundred."""
        return f"<{self.share(0.01)}" if 0 < value < 0.005 else self.share(value)

    def count(self, number: int) -> str:
        """How many, in figures."""
        return self._formatted(Decimal(number), decimals=0)

    def spelled(self, number: int, *, of: int = 0) -> str:
        """How many, in words up to twelve; in figures where the number that it is taken of needs them."""
        names = (
            self.pgettext("number", "zero"),
            self.pgettext("number", "one"),
            self.pgettext("number", "two"),
            self.pgettext("number", "three"),
            self.pgettext("number", "four"),
            self.pgettext("number", "five"),
            self.pgettext("number", "six"),
            self.pgettext("number", "seven"),
            self.pgettext("number", "eight"),
            self.pgettext("number", "nine"),
            self.pgettext("number", "ten"),
            self.pgettext("number", "eleven"),
            self.pgettext("number", "twelve"),
        )
        return names[number] if max(number, of) < len(names) else self.count(number)

    def beside(self, value: float, bound: float, *, as_share: bool) -> tuple[str, str]:
        """A figure and the bound that it meets or misses, with as many decimals as it takes to tell them apart.

        An index of 59.6 that misses a bound of 60 must not read "60, needs 60".
        """
        written = self.share if as_share else self.number
        for decimals in range(4):
            texts = written(value, decimals=decimals), written(bound, decimals=decimals)
            if texts[0] != texts[1] or round(value, 9) == round(bound, 9):
                break
        plain_bound = written(bound)
        exact = round(bound * (100 if as_share else 1), 9) % 1 == 0
        return texts[0], plain_bound if exact else texts[1]

    def short_of(self, value: float, bounds: Iterable[float], *, decimals: int) -> str:
        """A figure, with further decimals where rounding would lift it to a bound that it misses.

        An alpha of 0.898 that misses a bound of 0.9 must not read "0.90".
        """
        missed = [bound for bound in bounds if round(value, 9) < round(bound, 9)]
        for further in range(3):
            lifted = float(_rounded(value, decimals=decimals + further))
            if not any(bound <= lifted for bound in missed):
                return self.number(value, decimals=decimals + further)
        return self.number(value, decimals=decimals + 3)

    def date(self, iso: str) -> str:
        """A date, from ISO text (what follows the day is left out); other text as it is."""
        day = day_of(iso)
        return format_date(day, format="long", locale=self.locale) if day else iso

    def dates(self, start: str | None, end: str | None) -> str | None:
        """A period in words, ``None`` where neither end is known."""
        if start and end and start != end:
            first, last = day_of(start), day_of(end)
            pattern = str(self.locale.date_formats["long"].pattern)
            within_month = first and last and (first.year, first.month) == (last.year, last.month)
            if first and within_month and pattern.startswith("d "):
                return f"{first.day}–{self.date(end)}"
            return f"{self.date(start)} – {self.date(end)}"
        known = start or end
        return self.date(known) if known else None

    def _formatted(self, value: Decimal, *, decimals: int) -> str:
        return _written(value, decimals=decimals, locale=self.locale)


def open_language(requested: str | None, *, texts: tuple[str, ...]) -> tuple[Language, str]:
    """The language of the report's words, and that of the instrument's texts.

    ``texts``: the languages of the instrument, its default first. Without a request the first of them that has a
    catalogue counts; where none has, the words are English around texts in the instrument's own language.

    Raises ``OptionError`` where the requested language is not one of the instrument's, or has no catalogue.
    """
    if requested is None:
        spoken = next((each for each in texts if catalogue_of(each)), None)
        return _language(spoken or SOURCE), spoken or texts[0]
    if requested not in texts:
        raise OptionError(
            Problem(
                "unknown-language",
                f"the instrument has no texts in '{requested}'",
                expected="one of " + ", ".join(texts),
                hint="leave --language out for the instrument's own default",
            )
        )
    if catalogue_of(requested) is None:
        raise OptionError(
            Problem(
                "language-without-catalogue",
                f"the report has no words in '{requested}'",
                expected="one of " + ", ".join(languages()),
                hint="leave --language out: the report then takes a language that it speaks",
            )
        )
    return _language(requested), requested


@cache
def _language(code: str) -> Language:
    catalogue = catalogue_of(code) or SOURCE
    tag = code.replace("-", "_")
    locale = Locale.parse("en_GB" if tag == SOURCE else tag)
    return Language(code=code, locale=locale, catalogue=translations(catalogue))


@cache
def _around_percentages(locale: Locale) -> tuple[str, str]:
    """What stands before a percentage, and behind it."""
    before, _, after = re.sub(r"[#0.,]+", "#", str(locale.percent_formats[None].pattern)).partition("#")
    return before, after


@lru_cache(maxsize=65536)
def _written(value: Decimal, *, decimals: int, locale: Locale) -> str:
    """Kept, because a report holds a few hundred numbers some thousand times, and 500 reports the same ones."""
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(value, format=pattern, locale=locale)).replace("-", _MINUS)


def _rounded(value: float, *, decimals: int) -> Decimal:
    exact = Decimal(repr(round(value, 9)))
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + Decimal(0)


def day_of(iso: str) -> date | None:
    """The day that ISO text begins with; ``None`` where it is none."""
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
