from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.comments.texts import alphabetical, cleaned
from mentorscan.report.renderers.workbook import LONGEST, cut

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  More time. \r\n\r\n\r\n\r\nAnd money.\t", "More time.\n\nAnd money."),
        ("one\u2028two\x0bthree", "one\ntwo\nthree"),
        ("bell\x07 and \x1b[31mred\x1b[0m", "bell and [31mred[0m"),
        ("\u202egnitirw\u2066 desrever", "gnitirw desrever"),
        ("A\u200bn\u00adn", "Ann"),
        ("half \ud800 and \uffff", "half \ufffd and \ufffd"),
        ("Perche\u0301", "Perché"),
        ("=SUM(A1:A9)", "=SUM(A1:A9)"),
        ("👩🏽\u200d🚀 [bold]x[/bold] <b>", "👩🏽\u200d🚀 [bold]x[/bold] <b>"),
        ("\x00\u202e \n", ""),
    ],
)
def test_a_comment_keeps_its_words_and_loses_what_nobody_sees(written: str, kept: str) -> None:
    assert cleaned(written) == kept


@given(ANY_TEXT)
def test_a_cleaned_comment_can_stand_in_any_file_and_is_clean(text: str) -> None:
    result = cleaned(text)
    assert cleaned(result) == result
    assert result.encode("utf-8").decode("utf-8") == result
    assert not {unicodedata.category(each) for each in result} & {"Cs", "Zl", "Zp"}
    assert {each for each in result if unicodedata.category(each) == "Cc"} <= {"\n"}
    assert not any(unicodedata.bidirectional(each) in {"LRO", "RLO", "LRE", "RLE", "LRI", "RLI"} for each in result)


@given(st.text(st.sampled_from("a👍é"), max_size=30), st.integers(1, 4000))
def test_a_cut_comment_fits_as_excel_counts_and_breaks_no_character(text: str, times: int) -> None:
    long = text * times
    result = cut(long)
    assert len(result.encode("utf-16-le")) // 2 <= LONGEST
    if result != long:
        assert long.startswith(result.removesuffix("…"))
        assert len(result.encode("utf-16-le")) // 2 >= LONGEST - 1


@given(st.lists(st.text(st.sampled_from("aAáÁz "), max_size=3), max_size=12), st.randoms())
def test_the_order_is_that_of_the_alphabet_whatever_the_order_of_arrival(texts: list[str], random: Random) -> None:
    shuffled = random.sample(texts, len(texts))
    assert alphabetical(shuffled) == alphabetical(texts)
    assert sorted(alphabetical(texts)) == sorted(texts)


def test_capitals_and_accents_do_not_move_a_text() -> None:
    assert alphabetical(["zeal", "Ártemis", "ask", "Zebra", "arrow"]) == ("arrow", "Ártemis", "ask", "zeal", "Zebra")
