"""What the report says at the edges of what can happen: one of a kind, none, all, everything alike, everything hidden.

The sentences are written out as an editor would want to read them, in English and in Italian.
"""

from __future__ import annotations

import pytest
from tests.unit.report.every_extreme import told


def headline(name: str, language: str) -> str:
    return told(name, language)[0].summary.headline


def lead(name: str, language: str, part: str) -> tuple[str, ...]:
    found = getattr(told(name, language)[0], part)
    return tuple(found.lead) if found else ()


HEADLINES = {
    "none consistent": (
        "None of the eight hallmarks is consistently present yet. The weakest is Safety nets, at 25 of 100.",
        ("Su otto tratti distintivi nessuno è ancora presente in modo costante. "
        "Il più debole è Reti di sicurezza, con 25 su 100."),
    ),
    "one consistent": (
        "One of eight hallmarks is consistently present. The weakest is Accountability, at 40 of 100.",
        "Un tratto distintivo su otto è presente in modo costante. Il più debole è Responsabilità, con 40 su 100.",
    ),
    "all consistent": (
        "All eight hallmarks are consistently present. Even the lowest of them, Accountability, reaches 65 of 100.",
        ("Tutti e otto i tratti distintivi sono presenti in modo costante. "
        "Anche il più basso, Responsabilità, arriva a 65 su 100."),
    ),
    "all consistent, two lowest": (
        ("All eight hallmarks are consistently present. "
        "Even the lowest of them reach 65 of 100: Accountability, Alignment."),
        ("Tutti e otto i tratti distintivi sono presenti in modo costante. "
        "Anche i più bassi arrivano a 65 su 100: Responsabilità, Allineamento."),
    ),
    "all equal, all consistent": (
        "All eight hallmarks are consistently present.",
        "Tutti e otto i tratti distintivi sono presenti in modo costante.",
    ),
    "all as good as equal": (
        "Two of four hallmarks are consistently present.",
        "Due tratti distintivi su quattro sono presenti in modo costante.",
    ),
    "one hallmark, not consistent": (
        "Accountability, the one hallmark of this questionnaire, is not consistently present yet.",
        "Responsabilità, l'unico tratto distintivo di questo questionario, non è ancora presente in modo costante.",
    ),
    "two hallmarks, none consistent": (
        "Neither of the two hallmarks is consistently present yet. The weakest is Accountability, at 40 of 100.",
        ("Nessuno dei due tratti distintivi è ancora presente in modo costante. "
        "Il più debole è Responsabilità, con 40 su 100."),
    ),
    "two hallmarks, both consistent": (
        "Both hallmarks are consistently present. Even the lowest of them, Accountability, reaches 66 of 100.",
        ("Entrambi i tratti distintivi sono presenti in modo costante. "
        "Anche il più basso, Responsabilità, arriva a 66 su 100."),
    ),
    "twelve hallmarks": (
        "Five of twelve hallmarks are consistently present. The weakest is Accountability, at 50 of 100.",
        ("Cinque tratti distintivi su dodici sono presenti in modo costante. "
        "Il più debole è Responsabilità, con 50 su 100."),
    ),
    "thirteen hallmarks": (
        "5 of 13 hallmarks are consistently present. The weakest is Accountability, at 50 of 100.",
        "5 tratti distintivi su 13 sono presenti in modo costante. Il più debole è Responsabilità, con 50 su 100.",
    ),
    "two weakest": (
        "Two of eight hallmarks are consistently present. The weakest, at 31 of 100: Accountability, Alignment.",
        ("Due tratti distintivi su otto sono presenti in modo costante. "
        "I più deboli, con 31 su 100: Responsabilità, Allineamento."),
    ),
    "seven weakest": (
        "One of eight hallmarks is consistently present. The weakest, at 31 of 100: seven hallmarks.",
        (
            "Un tratto distintivo su otto è presente in modo costante. "
            "I più deboli, con 31 su 100: sette tratti distintivi."
        ),
    ),
    "everything hidden": (
        "Nothing can be shown: too few people answered to keep their answers private.",
        "Non si può mostrare nulla: hanno risposto troppo poche persone per garantirne la riservatezza.",
    ),
    "nothing but don't know": (
        "There are too few answers for any figure.",
        "Le risposte sono troppo poche per qualsiasi valore.",
    ),
    "outcome only": ("No hallmark was asked.", "Non è stato proposto nessun tratto distintivo."),
    "one with a score": (
        "The one hallmark with a score is not consistently present yet; no score: seven hallmarks.",
        ("L'unico tratto distintivo con un punteggio non è ancora presente in modo costante; "
        "senza punteggio: sette tratti distintivi."),
    ),
    "one hidden": (
        ("Two of seven hallmarks are consistently present. "
        "The weakest of those that are shown is Alignment, at 45 of 100."),
        ("Due tratti distintivi su sette sono presenti in modo costante. "
        "Il più debole tra quelli mostrati è Allineamento, con 45 su 100."),
    ),
    "one asked, consistent": (
        "Only one of eight hallmarks was asked. It is consistently present: Accountability.",
        "È stato proposto un solo tratto distintivo su otto. È presente in modo costante: Responsabilità.",
    ),
    "one rater, two judged, both consistent": (
        "Both hallmarks judged are consistently present; not judged: six hallmarks.",
        ("Entrambi i tratti distintivi valutati sono presenti in modo costante; "
        "non valutati: sei tratti distintivi."),
    ),
    "one rater, one judged": (
        "The one hallmark judged is not consistently present yet; not judged: seven hallmarks.",
        ("L'unico tratto distintivo valutato non è ancora presente in modo costante; "
        "non valutati: sette tratti distintivi."),
    ),
}  # fmt: skip

SENTENCES = {
    ("interval across one bound", "summary"): (
        (
            "The index of the whole is 59 on a scale from 0 to 100 (95% interval 57 to 61): "
            "level between Developing and Established."
        ),
        (
            "L'indice complessivo è 59 su una scala da 0 a 100 (intervallo al 95% da 57 a 61): "
            "livello tra In sviluppo e Consolidato."
        ),
    ),
    ("interval across two bounds", "summary"): (
        (
            "The index of the whole is 50 on a scale from 0 to 100 (95% interval 38 to 62): "
            "level anywhere from Emerging to Established."
        ),
        (
            "L'indice complessivo è 50 su una scala da 0 a 100 (intervallo al 95% da 38 a 62): "
            "livello da Emergente a Consolidato."
        ),
    ),
    ("index on a bound", "summary"): (
        "The index of the whole is 60 on a scale from 0 to 100 (95% interval 60 to 60): level Established.",
        "L'indice complessivo è 60 su una scala da 0 a 100 (intervallo al 95% da 60 a 60): livello Consolidato.",
    ),
    ("level capped", "summary"): (
        (
            "By the index alone the level would be Sustained; it is held one level above that of the weakest hallmark, "
            "Safety nets."
        ),
        (
            "In base al solo indice il livello sarebbe Radicato; si ferma a un livello sopra quello del tratto più "
            "debole, Reti di sicurezza."
        ),
    ),
    ("one without a score", "profile"): (
        "Left out of the figures for the whole, because it has no score: Accountability.",
        "Escluso dai valori complessivi, perché senza punteggio: Responsabilità.",
    ),
    ("one hidden", "profile"): (
        "Left out of the figures for the whole, because it is hidden: Accountability.",
        "Escluso dai valori complessivi, perché oscurato: Responsabilità.",
    ),
    ("seven asked", "profile"): (
        "This rests on 7 of the 8 hallmarks; not asked: Safety nets.",
        "I risultati si basano su 7 tratti distintivi su 8; non proposto: Reti di sicurezza.",
    ),
    ("all equal, none consistent", "profile"): (
        "The hallmarks all have the same index: 45.",
        "I tratti distintivi hanno tutti lo stesso indice: 45.",
    ),
    ("all as good as equal", "profile"): (
        "The hallmarks all lie at about 70.",
        "I tratti distintivi si collocano tutti intorno a 70.",
    ),
    ("two weakest", "profile"): (
        "The hallmarks lie between 31 (Accountability, Alignment) and 80 (Safety nets).",
        "I tratti distintivi vanno da 31 (Responsabilità, Allineamento) a 80 (Reti di sicurezza).",
    ),
    ("don't know on two alike", "consistency"): (
        (
            "“Don't know” is most frequent for Accountability, Alignment: 30% of the answers. "
            "A question to follow up: can people not see it, or does nobody talk about it?"
        ),
        (
            "I «Non so» sono più frequenti per Responsabilità, Allineamento: 30% delle risposte. "
            "Una domanda da approfondire: le persone non lo vedono, o nessuno ne parla?"
        ),
    ),
    ("don't know alike", "consistency"): (
        (
            "“Don't know” is equally frequent for all hallmarks: 30% of the answers. "
            "A question to follow up: can people not see it, or does nobody talk about it?"
        ),
        (
            "I «Non so» sono ugualmente frequenti per tutti i tratti distintivi: 30% delle risposte. "
            "Una domanda da approfondire: le persone non lo vedono, o nessuno ne parla?"
        ),
    ),
    ("one priority", "priorities"): (
        "One statement has a low index; this is what its hallmark would gain if it were raised.",
        "Una sola affermazione ha un indice basso: ecco quanto guadagnerebbe il suo tratto distintivo se migliorasse.",
    ),
    ("no priority", "priorities"): (
        "No single statement stands out as low.",
        "Nessuna affermazione risulta particolarmente bassa.",
    ),
    ("seven weakest", "priorities"): (
        "What holds sustainability back most: seven hallmarks (index 31).",
        "Ciò che frena di più la sostenibilità: sette tratti distintivi (indice 31).",
    ),
    ("practices level", "practices"): (
        "The practices all lie at about 58.",
        "Le pratiche si collocano tutte intorno a 58.",
    ),
    ("two practices lag", "practices"): (
        "The practice that lags: Readiness, Opportunity (index 50). The strongest: Support (index 61).",
        "La pratica più indietro: Preparazione, Opportunità (indice 50). La più forte: Sostegno (indice 61).",
    ),
    ("below by less than a point", "summary"): (
        "Below the whole on every hallmark, by less than one point: Sales (Department, 48 people).",
        "Sotto il totale in tutti i tratti distintivi, di meno di un punto: Sales (Reparto, 48 persone).",
    ),
    ("below by one point", "summary"): (
        "Below the whole on every hallmark, by one point: Sales (Department, 48 people).",
        "Sotto il totale in tutti i tratti distintivi, di un punto: Sales (Reparto, 48 persone).",
    ),
    ("two hallmarks together", "reinforcement"): (
        "Accountability and Alignment: 0.50.",
        "Responsabilità e Allineamento: 0,50.",
    ),
    ("one rater", "summary"): (
        "This is what one rater judged, not a survey of the organisation.",
        "Questo è il giudizio di una sola persona, non un sondaggio nell'organizzazione.",
    ),
}


@pytest.mark.parametrize("name", HEADLINES)
def test_the_headline_reads_well_at_every_extreme(name: str) -> None:
    assert (headline(name, "en"), headline(name, "it")) == HEADLINES[name]


@pytest.mark.parametrize(("name", "part"), SENTENCES)
def test_a_sentence_reads_well_at_its_extreme(name: str, part: str) -> None:
    english, italian = SENTENCES[name, part]
    assert english in lead(name, "en", part)
    assert italian in lead(name, "it", part)


@pytest.mark.parametrize(
    ("name", "english", "italian"),
    [
        ("everything hidden", "8 hallmarks are hidden. 24 groups are hidden.", "8 tratti distintivi sono oscurati. 24"),
        ("one not hidden", "7 hallmarks are hidden.", "7 tratti distintivi sono oscurati."),
        ("one hidden", "One hallmark is hidden.", "Un tratto distintivo è oscurato."),
    ],
)
def test_what_is_protected_is_counted(name: str, english: str, italian: str) -> None:
    assert told(name, "en")[0].protection[0].startswith(english)
    assert told(name, "it")[0].protection[0].startswith(italian)


@pytest.mark.parametrize(
    ("name", "fullness", "sustainability"),
    [
        ("one hallmark, consistent", ("hallmark consistently present",), ("of 100",)),
        ("all equal, all consistent", ("hallmarks consistently present",), ("of 100",)),
        ("seven weakest", ("hallmarks consistently present",), ("of 100", "held back most by seven hallmarks")),
        ("two weakest", ("hallmarks consistently present",), ("of 100", "held back most by Accountability, Alignment")),
    ],
)
def test_the_key_figures_say_what_they_rest_on(
    name: str, fullness: tuple[str, ...], sustainability: tuple[str, ...]
) -> None:
    figures = told(name, "en")[0].summary.figures
    assert [each.detail for each in figures[1:]] == [fullness, sustainability]


@pytest.mark.parametrize(
    ("name", "english", "italian"),
    [
        (
            "one rater, nothing answered",
            "No statement was answered on the scale.",
            "Nessuna affermazione ha una risposta sulla scala.",
        ),
        (
            "one rater, one answer, not seen",
            "No answer names what was seen; all of them rest on judgement alone.",
            "Nessuna risposta indica che cosa si è visto: si basano tutte solo sul giudizio.",
        ),
        (
            "one rater, two answers, one seen",
            "One of 2 answers on the scale names what was seen; all others rest on judgement alone.",
            "Una risposta sulla scala su 2 indica che cosa si è visto; il resto si basa solo sul giudizio.",
        ),
        (
            "one rater, five answers, all seen",
            "Every answer on the scale names what was seen.",
            "Ogni risposta sulla scala indica che cosa si è visto.",
        ),
        ("one person", "Responses scored: 1 of 1.", "Questionari conteggiati: 1 su 1."),
    ],
)
def test_who_answered_is_told_in_singular_plural_and_none(name: str, english: str, italian: str) -> None:
    assert english in told(name, "en")[0].trust.chapters[0].sentences
    assert italian in told(name, "it")[0].trust.chapters[0].sentences
