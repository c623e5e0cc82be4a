"""Each rule on the wording of a statement finds its case in English and Italian, and leaves good ones alone."""

from __future__ import annotations

import pytest
from tests.unit.instrument.lint.drafts import codes, found_in

WORDS = "word wort parola mot slovo kata tunge"

WRONG = [
    ("long-item", "en", " ".join(["Mentors", *["help"] * 20])),
    ("long-item", "it", " ".join(["Aiutano", *["persone"] * 20])),
    ("negation", "en", "Mentors don’t cancel meetings."),
    ("negation", "en", "Nobody cancels meetings at short notice."),
    ("negation", "en", "Mentors cannot be reached."),
    ("negation", "it", "Gli incontri non vengono annullati."),
    ("negation", "it", "Gli incontri non vengono mai annullati da nessuno."),
    ("negation", "it", "Né mentor né mentee annullano gli incontri."),
    ("double-negation", "en", "It is not unusual to have a mentor."),
    ("double-negation", "en", "People do not start without goals."),
    ("double-negation", "en", "Nobody says that mentors are not there."),
    ("double-negation", "it", "Non si comincia senza obiettivi."),
    ("double-negation", "it", "Non è raro avere un mentor."),
    ("double-negation", "it", "Non si dice che i mentor non ci sono."),
    ("absolute", "en", "Mentors always keep their meetings."),
    ("absolute", "en", "Everyone has a mentor."),
    ("absolute", "en", "All mentors receive training."),
    ("absolute", "it", "I mentor rispettano sempre gli incontri."),
    ("absolute", "it", "Tutti hanno un mentor."),
    ("absolute", "it", "Ogni mentor riceve una formazione."),
    ("vague-quantifier", "en", "Mentors often meet their mentees."),
    ("vague-quantifier", "en", "Many people have a mentor."),
    ("vague-quantifier", "en", "From time to time mentors meet."),
    ("vague-quantifier", "it", "I mentor incontrano spesso i mentee."),
    ("vague-quantifier", "it", "Molte persone hanno un mentor."),
    ("vague-quantifier", "it", "Di tanto in tanto i mentor si incontrano."),
    ("two-ideas", "en", "Mentoring is useful and fun."),
    ("two-ideas", "en", "Mentors listen or give advice."),
    ("two-ideas", "en", "Mentoring is offered but forced on people."),
    ("two-ideas", "en", "Managers/leaders support mentoring."),
    ("two-ideas", "it", "Il mentoring è utile e divertente."),
    ("two-ideas", "it", "I mentor ascoltano oppure consigliano."),
    ("two-ideas", "it", "Il mentoring viene proposto ma costa tempo."),
    ("two-ideas", "it", "I responsabili ed i dirigenti sostengono il mentoring."),
    ("abbreviation", "en", "HR answers questions on mentoring."),
    ("abbreviation", "en", "Mentoring supports our KPIs."),
    ("abbreviation", "en", "The R&D team takes part in mentoring."),
    ("abbreviation", "en", "Mentors offer help, advice etc. to mentees."),
    ("abbreviation", "it", "Le HR rispondono alle domande sul mentoring."),
    ("abbreviation", "it", "I mentor offrono consigli ecc. ai mentee."),
    ("reverse-flag", "en", "Goals are forgotten after the start."),
    ("reverse-flag", "it", "Gli obiettivi vengono dimenticati dopo l'inizio."),
]


@pytest.mark.parametrize(("code", "language", "text"), WRONG)
def test_a_rule_finds_its_case_and_nothing_else_is_found(code: str, language: str, text: str) -> None:
    findings = found_in(text, language=language)
    assert codes(findings) == [code]
    finding = findings[0]
    assert (finding.place.line, finding.place.column) == (6, 9)
    assert finding.found.startswith(f"item1 ({language}) ")
    assert finding.reason.endswith(".")
    assert finding.advice


RIGHT = [
    ("en", "Mentors and mentees set goals together when their mentoring starts."),
    ("en", "Mentees and mentors set goals together."),
    ("en", "Not only managers become mentors."),
    ("en", "People can take part in mentoring whatever job they do."),
    ("en", "If any difficulties come up, people know whom to ask."),
    ("en", "Mentors meet every three months."),
    ("en", "People know how often mentors meet."),
    ("en", "Mentoring takes place between teams and sites."),
    ("en", "There are different kinds of mentoring, for example one-to-one, in a group or between peers."),
    ("en", "People know who to turn to when a mentoring relationship runs into difficulty."),
    ("en", "Knowledge is noted in a notebook at noon."),
    ("en", "Overall, mentoring is allowed."),
    ("en", "People watch mentoring on TV."),
    ("it", "All'inizio del percorso mentor e mentee definiscono insieme gli obiettivi."),
    ("it", "Da noi il mentoring è il migliore che si sia mai visto."),
    ("it", "E' chiaro chi risponde del mentoring."),
    ("it", "C’è un responsabile del mentoring."),
    ("it", "I mentor si incontrano ogni tre mesi."),
    ("it", "Non solo i responsabili diventano mentor."),
    ("it", "In aree diverse dell'organizzazione il mentoring segue le stesse regole."),
    ("it", "Il mentoring è soprattutto un dialogo, anzitutto tra pari."),
    ("it", "Le persone raccontano a colleghe e colleghi la propria esperienza."),
    ("it", "Le persone possono partecipare qualunque sia il loro lavoro."),
    ("it", "Ci sono diversi tipi di mentoring, per esempio individuale, di gruppo o tra pari."),
    ("it", "Il mentoring va dal tono alle note del monologo."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT)
def test_good_statements_and_false_friends_are_left_alone(language: str, text: str) -> None:
    assert codes(found_in(text, language=language)) == []


@pytest.mark.parametrize(("words", "severities"), [(20, []), (21, ["warning"]), (25, ["warning"]), (26, ["error"])])
def test_more_than_20_words_are_a_warning_and_more_than_25_an_error(words: int, severities: list[str]) -> None:
    found = found_in(" ".join(["mentors"] * words))
    assert [each.severity for each in found if each.code == "long-item"] == severities


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Goals of mentoring are not kept."), ("it", "Gli obiettivi del mentoring non vengono rispettati.")],
)
def test_a_reversed_item_that_is_reversed_by_a_negation_is_found_once(language: str, text: str) -> None:
    assert codes(found_in(text, language=language, reverse=True)) == ["reversed-by-negation"]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "People have to be persuaded to become mentors."), ("it", "Gli incontri di mentoring saltano.")],
)
def test_a_reversed_item_that_names_its_opposite_is_left_alone(language: str, text: str) -> None:
    assert codes(found_in(text, language=language, reverse=True)) == []


@pytest.mark.parametrize(("language", "text"), [("en", "Mentors set goals."), ("it", "I mentor fissano obiettivi.")])
def test_a_reversed_item_in_favourable_words_is_worth_a_remark(language: str, text: str) -> None:
    findings = found_in(text, language=language, reverse=True)
    assert [(each.code, each.severity) for each in findings] == [("reverse-flag", "info")]


@pytest.mark.parametrize(
    ("first", "second", "language"),
    [
        ("Mentors help mentees find their way.", "Mentors help mentees find their way!", "en"),
        ("People here know who answers for mentoring.", "People know who answers for mentoring here.", "en"),
        ("Da noi le persone cercano un mentor.", "Le persone da noi cercano un mentor.", "it"),
    ],
)
def test_items_that_say_nearly_the_same_are_found(first: str, second: str, language: str) -> None:
    findings = found_in(first, second, language=language)
    assert "near-duplicate" in codes(findings)
    assert "item1" in next(each for each in findings if each.code == "near-duplicate").found


def test_items_about_mentors_and_about_mentees_are_no_duplicates() -> None:
    texts = ("Mentors receive training for their role.", "Mentees receive preparation for their role.")
    assert codes(found_in(*texts)) == []


def test_one_finding_names_the_hardest_statements_of_a_language() -> None:
    hard = "Organisational institutionalisation facilitates interdisciplinary competence internationalisation{}."
    texts = [hard.format(f" {word}" * 4) for word in WORDS.split()] * 2
    findings = [each for each in found_in(*texts) if each.code == "hard-to-read"]
    assert len(findings) == 1
    assert "the statements (en) reach " in findings[0].found
    italian = [f"L'istituzionalizzazione {word} {'collaborativamente ' * 16}" for word in WORDS.split()]
    assert "hard-to-read" in codes(found_in(*italian, language="it"))


def test_short_texts_are_not_measured_by_a_formula_for_long_ones() -> None:
    assert codes(found_in("Organisational institutionalisation facilitates internationalisation.")) == []


def test_rules_with_word_lists_are_not_applied_to_other_languages() -> None:
    assert codes(found_in("Niemand geht nicht immer oft und gern zur HR.", language="de")) == []
    assert codes(found_in(" ".join(["Wort"] * 21), language="de")) == ["long-item"]


def test_a_region_has_the_word_lists_of_its_language() -> None:
    assert codes(found_in("Tutti hanno un mentor.", language="it-CH")) == ["absolute"]
