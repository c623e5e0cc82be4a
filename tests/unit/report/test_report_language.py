"""Numbers, dates and plain text in the reader's language."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.examples import bare_results, full_results

from mentorscan.errors import OptionError
from mentorscan.report.build import build_report
from mentorscan.report.language import Language, open_language
from mentorscan.report.plain import plain


def speaking(code: str) -> Language:
    return open_language(code, texts=("en", "it"))[0]


@pytest.mark.parametrize(
    ("value", "decimals", "english", "italian"),
    [
        (62.5, 0, "63", "63"),
        (59.49999999999, 0, "60", "60"),
        (59.4999, 0, "59", "59"),
        (-0.2, 0, "0", "0"),
        (-3.5, 0, "−4", "−4"),
        (1234.56, 1, "1,234.6", "1.234,6"),
        (0.784, 2, "0.78", "0,78"),
    ],
)
def test_figures_are_rounded_half_away_from_zero_after_nine_decimals(
    value: float, decimals: int, english: str, italian: str
) -> None:
    assert speaking("en").number(value, decimals=decimals) == english
    assert speaking("it").number(value, decimals=decimals) == italian


def test_a_difference_carries_its_sign_and_zero_has_none() -> None:
    words = speaking("en")
    assert [words.difference(each) for each in (4.4, -4.6, 0.3, -0.3)] == ["+4", "−5", "0", "0"]


def test_a_share_that_would_round_to_nothing_is_told_as_less_than_one_in_a_hundred() -> None:
    words = speaking("it")
    assert [words.share_or_trace(each) for each in (0, 0.004, 0.005, 0.153)] == ["0%", "<1%", "1%", "15%"]


def test_a_figure_that_misses_its_bound_never_reads_like_the_bound() -> None:
    words = speaking("en")
    assert words.beside(59.6, 60, as_share=False) == ("59.6", "60")
    assert words.beside(59.97, 60, as_share=False) == ("59.97", "60")
    assert words.beside(0.153, 0.15, as_share=True) == ("15.3%", "15%")
    assert words.beside(0.5, 0.15, as_share=True) == ("50%", "15%")


def test_dates_read_as_people_write_them() -> None:
    assert speaking("en").dates("2026-10-01", "2026-10-31") == "1–31 October 2026"
    assert speaking("it").dates("2026-10-01", "2026-11-02") == "1 ottobre 2026 – 2 novembre 2026"
    assert speaking("en").dates(None, "2026-11-02T10:00:00Z") == "2 November 2026"
    assert speaking("en").dates(None, None) is None
    assert speaking("en").date("some day") == "some day"


def test_without_a_request_the_first_language_of_the_instrument_counts() -> None:
    assert build_report(full_results()).language == "en"
    assert open_language(None, texts=("it", "en"))[0].code == "it"


def test_an_instrument_in_a_language_without_catalogue_gets_english_words_around_its_own_texts() -> None:
    words, texts = open_language(None, texts=("tlh",))
    assert (words.code, texts) == ("en", "tlh")
    assert open_language(None, texts=("tlh", "it"))[1] == "it"


def test_a_language_that_the_instrument_does_not_have_is_refused() -> None:
    with pytest.raises(OptionError) as found:
        build_report(bare_results(), language="it")
    assert [problem.code for problem in found.value.problems] == ["unknown-language"]


def test_a_language_without_catalogue_is_refused_when_asked_for() -> None:
    with pytest.raises(OptionError) as found:
        open_language("tlh", texts=("en", "tlh"))
    assert [problem.code for problem in found.value.problems] == ["language-without-catalogue"]


def test_a_region_is_served_by_the_catalogue_of_its_language() -> None:
    words, _ = open_language("it-CH", texts=("it-CH",))
    assert words.gettext("Contents") == "Sommario"


def test_braces_in_a_value_stay_text() -> None:
    assert speaking("en").gettext("level {level}", level="{0} {level} {{") == "level {0} {level} {{"


@given(st.text())
def test_plain_text_is_one_line_without_controls_and_stays_as_it_is(text: str) -> None:
    line = plain(text)
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in line)
    assert plain(line) == line
    line.encode("utf-8")


def test_direction_switches_are_left_out_and_right_to_left_text_is_isolated() -> None:
    assert plain("a\u202eb") == "ab"
    assert plain("שלום (1)") == "\u2068שלום (1)\u2069"
