from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.comments.marks import Marker
from mentorscan.report.renderers.workbook import LONGEST

GROUPS = {"Sales", "R&D", "Human resources", "yes", "Mentor", "North", "North Hall", "7", "sede centrale"}
MARKER = Marker(groups=GROUPS, languages=["en", "it"])


def found(text: str, *, marker: Marker = MARKER) -> list[tuple[str, str]]:
    return [(mark.kind, mark.found) for mark in marker.marks(text)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Write to anna.rossi+hr@mail.example.org!", [("email", "anna.rossi+hr@mail.example.org")]),
        ("scrivete a anna (at) esempio.it", [("email", "anna (at) esempio.it")]),
        ("see www.example.org/a?b=1 for it", [("web", "www.example.org/a?b=1")]),
        ("see HTTPS://example.org.", [("web", "HTTPS://example.org.")]),
        ("esempio.it/pagina lo spiega", [("web", "esempio.it/pagina")]),
        ("call +39 02 1234567", [("telephone", "+39 02 1234567")]),
        ("chiamare (02) 123 45 67 o 333/1234567", [("telephone", "(02) 123 45 67"), ("telephone", "333/1234567")]),
        ("my number is 48213", [("number", "48213")]),
        ("respondent p1234567 here", [("number", "p1234567")]),
        ("RSSMRA80A01H501U", [("number", "RSSMRA80A01H501U")]),
        ("since 12/03/2019 or 2020-01-05", [("date", "12/03/2019"), ("date", "2020-01-05")]),
        ("nobody in Sales helps", [("group", "Sales")]),
        ("SALES and R&D", [("group", "SALES"), ("group", "R&D")]),
        ("the North Hall is far", [("group", "North Hall")]),
        ("alla Sede centrale no", [("group", "Sede centrale")]),
        ("my boss Giulia has no time", [("name", "Giulia")]),
        ("Anna Bianchi never answers", [("name", "Anna Bianchi")]),
        ("Thanks to Jean-Luc, really", [("name", "Jean-Luc")]),
        ("He is good. J. Brown is better", [("name", "Brown")]),
        ("La dott.ssa Verdi e il sig. Neri", [("name", "Verdi"), ("name", "Neri")]),
        ("Mr Smith", [("name", "Smith")]),
        ("ask ROSSI about it", [("name", "ROSSI")]),
    ],
)
def test_what_may_tell_who_it_was_is_marked_with_what_was_found(text: str, marks: list[tuple[str, str]]) -> None:
    assert found(text) == marks


@pytest.mark.parametrize(
    "text",
    [
        "",
        "More time for mentors, please.",
        "Yes. I think that mentoring on Monday in May is best. We need more of it!",
        "Più tempo. Il mentoring serve a tutti. È utile! Perché no? La direzione ascolta poco",
        "In 2024 we had 12 pairs, 10,000 euro and 3.5 days; 24/7 is too much.",
        "- Training\n- Time\n• Money",
        "THIS IS WRITTEN IN CAPITALS AND ANGRY",
        "HR and IT should talk to the CEO",
        "sales people are never asked",
        "I'd say it's fine, isn't it?",
        "Mentor pairs should meet more often",
        "👍 <script>alert(1)</script> =1+1 [bold]",
    ],
)
def test_what_tells_nothing_is_not_marked(text: str) -> None:
    assert found(text) == []


def test_where_every_noun_has_a_capital_only_titles_lead_to_a_name() -> None:
    german = Marker(groups={"Vertrieb"}, languages=["de-CH", "en"])
    assert found("Mehr Zeit im Vertrieb, sagt Dr. Muster", marker=german) == [("group", "Vertrieb"), ("name", "Muster")]


def test_something_found_twice_is_told_once() -> None:
    assert found("we saw Giulia, then Giulia again") == [("name", "Giulia")]


@given(st.text(max_size=300))
def test_everything_marked_stands_in_the_text(text: str) -> None:
    assert all(mark.found in text for mark in MARKER.marks(text))


@pytest.mark.parametrize(
    "piece", ["a", "1", "a@", "Ab ", "1 ", "a1", "www.", "x.it/", "(at)", "a-", "İ", "Sales ", "1/"]
)
def test_a_text_as_long_as_a_cell_of_one_odd_piece_is_searched_to_its_end(piece: str) -> None:
    text = (piece * LONGEST)[: LONGEST - 20] + " call +39 02 1234567"
    assert any("1234567" in mark.found for mark in MARKER.marks(text))
