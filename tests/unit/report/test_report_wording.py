"""What the report says, from the figures, on the extremes, in English and in Italian."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.report.examples import (
    bare_results,
    full_results,
    hidden_results,
    with_hallmarks,
    with_presence,
)

from mentorscan.report.build import build_report
from mentorscan.results import Condition, Fullness, Hallmark, LevelReason, NoteInfo, Overall, Reliability, Results, Wave


def changed(results: Results, **overall: Any) -> Results:
    return results.model_copy(update={"overall": results.overall.model_copy(update=overall)})


def with_first(results: Results, **hallmark: Any) -> Results:
    first: Hallmark = results.hallmarks[0].model_copy(update=hallmark)
    return results.model_copy(update={"hallmarks": (first, *results.hallmarks[1:])})


def headline(results: Results, language: str = "en") -> str:
    return build_report(results, language=language).summary.headline


def explanation(results: Results, language: str = "en") -> str:
    return " ".join(build_report(results, language=language).summary.lead)


def consistent(results: Results, *, met: int, of: int) -> Results:
    return changed(results, fullness=Fullness(consistent=met, of=of))


@pytest.mark.parametrize(
    ("met", "english", "italian"),
    [
        (
            0,
            "None of the eight hallmarks is consistently present yet.",
            "Su otto tratti distintivi nessuno è ancora presente in modo costante.",
        ),
        (
            1,
            "One of eight hallmarks is consistently present.",
            "Un tratto distintivo su otto è presente in modo costante.",
        ),
        (
            3,
            "Three of eight hallmarks are consistently present.",
            "Tre tratti distintivi su otto sono presenti in modo costante.",
        ),
        (
            8,
            "All eight hallmarks are consistently present.",
            "Tutti e otto i tratti distintivi sono presenti in modo costante.",
        ),
    ],
)
def test_the_headline_counts_the_consistent_hallmarks_in_words(met: int, english: str, italian: str) -> None:
    results = consistent(full_results(), met=met, of=8)
    assert headline(results).startswith(english)
    assert headline(results, "it").startswith(italian)


def test_the_headline_names_the_weakest_hallmark() -> None:
    results = full_results()
    lowest = min(results.hallmarks, key=lambda each: each.index or 0)
    assert lowest.id == "safety_nets"
    assert headline(results).endswith(f"The weakest is Safety nets, at {lowest.index:.0f} of 100.")
    assert headline(results, "it").endswith(f"Il più debole è Reti di sicurezza, con {lowest.index:.0f} su 100.")


def test_when_all_are_consistent_the_lowest_is_not_called_weak() -> None:
    results = with_presence(full_results(), presence="consistent")
    assert headline(results) == (
        "All eight hallmarks are consistently present. Even the lowest of them, Accountability, reaches 74 of 100."
    )
    assert headline(results, "it").endswith("Anche il più basso, Responsabilità, arriva a 74 su 100.")


@pytest.mark.parametrize(
    ("met", "english", "italian"),
    [
        (0, "is not consistently present yet.", "non è ancora presente in modo costante."),
        (1, "is consistently present.", "è presente in modo costante."),
    ],
)
def test_one_hallmark_alone_is_neither_counted_nor_compared(met: int, english: str, italian: str) -> None:
    results = consistent(with_hallmarks(full_results(), keep=1), met=met, of=1)
    assert headline(results) == f"Accountability, the one hallmark of this questionnaire, {english}"
    assert headline(results, "it") == f"Responsabilità, l'unico tratto distintivo di questo questionario, {italian}"
    assert "held back" not in str(build_report(results).summary.figures)


def test_when_everything_is_hidden_the_report_says_so_and_does_not_say_zero() -> None:
    results = hidden_results()
    assert headline(results) == "Nothing can be shown: too few people answered to keep their answers private."
    assert headline(results, "it").startswith("Non si può mostrare nulla")
    assert "Hidden does not mean zero" in explanation(results)
    report = build_report(results)
    assert (report.profile, report.consistency, report.groups, report.hallmarks) == (None, None, None, None)
    assert (report.practices, report.outcomes, report.priorities) == (None, None, None)
    assert [link.anchor for link in report.contents] == ["summary", "trust", "guide"]
    assert "may not be shown" in report.trust.chapters[0].sentences[0]


def test_without_any_index_that_is_not_hidden_the_report_says_that_answers_are_missing() -> None:
    results = full_results()
    empty = results.model_copy(
        update={
            "overall": Overall(respondents=0),
            "hallmarks": tuple(Hallmark(id=each.id, title=each.title, scale=each.scale) for each in results.hallmarks),
            "segments": (),
            "priorities": (),
        }
    )
    assert headline(empty) == "There are too few answers for any figure."
    assert headline(empty, "it") == "Le risposte sono troppo poche per qualsiasi valore."
    assert explanation(empty) == "No hallmark has enough answers on the scale to be scored."


def test_an_index_without_fullness_is_told_without_it() -> None:
    results = changed(full_results(), fullness=None, sustainability=None, index=58.2)
    assert headline(results).startswith("The index is 58 of 100. How many hallmarks are consistently present may not")
    assert [each.title for each in build_report(results).summary.figures] == ["Index"]


def test_the_level_is_between_two_where_the_interval_straddles_a_bound() -> None:
    results = changed(full_results(), index=59.0, interval=(57.0, 61.0), level="developing", level_reason=None)
    assert "level between Developing and Established." in explanation(results)
    assert "livello tra In sviluppo e Consolidato." in explanation(results, "it")
    assert build_report(results).summary.level_meaning is None


def test_the_level_is_one_where_the_interval_stays_within_it() -> None:
    results = changed(full_results(), index=50.0, interval=(45.0, 59.9), level="developing", level_reason=None)
    assert "(95% interval 45 to 59.9): level Developing." in explanation(results)


def test_a_capped_level_gives_its_reason_and_the_cap_holds_for_the_interval_too() -> None:
    reason = LevelReason(hallmark="safety_nets", uncapped="sustained")
    results = changed(full_results(), index=81.0, interval=(79.0, 83.0), level="established", level_reason=reason)
    told = explanation(results)
    assert "level Established." in told
    assert (
        "By the index alone the level would be Sustained; it is held one level above that of the weakest hallmark, "
        "Safety nets." in told
    )
    assert "si ferma a un livello sopra quello del tratto più debole, Reti di sicurezza" in explanation(results, "it")


def test_an_index_just_below_a_level_never_reads_like_the_bound() -> None:
    results = changed(full_results(), index=59.97, interval=None, level="developing", level_reason=None)
    assert "is 59.9 on a scale" in explanation(results)


def test_the_lowest_statement_of_the_weakest_hallmark_is_quoted() -> None:
    results = full_results()
    weakest = min(results.hallmarks, key=lambda each: each.index or 0)
    lowest = min(weakest.items, key=lambda each: each.index or 0)
    assert f"“{lowest.text['en'].removesuffix('.')}” (favourable: 1% of those who could say;" in explanation(results)
    assert "“Don't know”: 16% of all who answered)." in explanation(results)
    assert (
        f"«{lowest.text['it'].removesuffix('.')}» (risposte favorevoli: 1% di chi ha espresso un giudizio;"
        in explanation(results, "it")
    )
    told = lowest.model_copy(update={"dont_know": 0})
    items = tuple(told if each.id == lowest.id else each for each in weakest.items)
    hallmarks = tuple(
        each.model_copy(update={"items": items}) if each.id == weakest.id else each for each in results.hallmarks
    )
    assert "(favourable answers: 1%)." in explanation(results.model_copy(update={"hallmarks": hallmarks}))


def test_hallmarks_left_out_of_the_whole_are_named() -> None:
    results = full_results()
    hidden = results.hallmarks[0].model_copy(update={"index": None, "hidden": {"*": "protected"}})
    shown = results.model_copy(
        update={
            "hallmarks": (hidden, *results.hallmarks[1:]),
            "overall": results.overall.model_copy(update={"of": results.overall.of[1:]}),
        }
    )
    assert "because it is hidden: Accountability." in explanation(shown)
    report = build_report(shown)
    assert report.profile is not None
    assert report.profile.radar is None
    assert report.profile.table.rows[0].track.state == "hidden"


def test_failed_conditions_are_told_in_words_and_met_ones_are_not() -> None:
    conditions = (
        Condition(condition="index", bound=60, value=59.6, met=False),
        Condition(condition="unfavourable", bound=0.15, value=0.1, met=True),
        Condition(condition="reach", bound=0.9, value=0.899, met=False),
    )
    results = with_first(full_results(), presence="partial", presence_conditions=conditions)
    for language, told in (
        ("en", ("index 59.6 (at least 60)", "people in groups that reach 50: 89.9% (at least 90%)")),
        ("it", ("indice 59,6 (almeno 60)", "persone in gruppi con un indice di almeno 50: 89,9% (almeno 90%)")),
    ):
        table = build_report(results, language=language).consistency
        assert table is not None
        assert table.tables[0].rows[0].cells[4].lines == told


def test_a_condition_that_could_not_be_judged_is_told_as_such() -> None:
    conditions = (Condition(condition="unfavourable", bound=0.15, value=None, met=None),)
    results = with_first(full_results(), presence="present", presence_conditions=conditions)
    table = build_report(results).consistency
    assert table is not None
    assert table.tables[0].rows[0].cells[4].lines == ("the unfavourable share could not be judged",)


def test_a_consistent_hallmark_misses_nothing() -> None:
    table = build_report(with_presence(full_results(), presence="consistent")).consistency
    assert table is not None
    assert {row.cells[4].text for row in table.tables[0].rows} == {"nothing"}


@pytest.mark.parametrize(
    ("half", "language", "sentence"),
    [
        (1.0, "en", "The practice that lags: Opportunity (index 58). The strongest: Readiness (index 61)."),
        (
            2.0,
            "en",
            (
                "The practices lie between 58 and 61 on the index; their intervals overlap, so these answers do not "
                "tell them apart."
            ),
        ),
        (None, "it", "Le pratiche sono vicine tra loro: tra 58 e 61 sull'indice."),
    ],
)
def test_the_practice_that_lags_is_named_unless_the_intervals_overlap(
    half: float | None, language: str, sentence: str
) -> None:
    results = full_results()
    practices = tuple(
        each.model_copy(update={"index": index, "interval": None if half is None else (index - half, index + half)})
        for each, index in zip(results.practices, (61, 58, 60), strict=True)
    )
    told = build_report(results.model_copy(update={"practices": practices}), language=language).practices
    assert told is not None
    assert told.lead[-1] == sentence
    assert len(told.lead) == 5


def test_who_was_left_out_and_why_is_told() -> None:
    chapter = build_report(full_results()).trust.chapters[0]
    assert chapter.sentences == (
        "455 of 462 responses are scored.",
        "How many people were invited is not known, so there is no response rate.",
    )
    rows = [tuple(cell.text for cell in row.cells) for row in chapter.tables[0].rows]
    assert rows[0] == ("nothing answered", "4")
    assert len(rows) == 2


def test_what_is_hidden_is_counted_in_singular_and_plural() -> None:
    english, italian = (
        next(
            each for each in build_report(full_results(), language=language).trust.chapters if each.id == "trust-hidden"
        )
        for language in ("en", "it")
    )
    assert english.sentences[0] == (
        "2 groups are hidden. One hallmark of a group that is shown is hidden. "
        "3 groups show their means and indices only: they are small, or a small one could be worked out from them."
    )
    assert italian.sentences[0] == (
        "2 gruppi sono oscurati. Un tratto distintivo di un gruppo mostrato è oscurato. "
        "Di 3 gruppi si mostrano solo medie e indici: sono piccoli, oppure se ne ricaverebbe uno piccolo."
    )
    bare = next(chapter for chapter in build_report(bare_results()).trust.chapters if chapter.id == "trust-hidden")
    assert bare.sentences == ("Nothing had to be hidden.",)


@pytest.mark.parametrize(
    ("alpha", "word"),
    [
        (0.95, "very good"),
        (0.8, "good"),
        (0.71, "acceptable"),
        (0.6, "modest"),
        (0.3, "weak"),
        (-0.1, "negative: check"),
    ],
)
def test_reliability_is_told_in_words_with_its_figure(alpha: float, word: str) -> None:
    results = full_results()
    reliability = Reliability(n=400, alpha=alpha, interval=(alpha - 0.05, alpha + 0.05))
    chapter = next(
        each
        for each in build_report(with_first(results, reliability=reliability)).trust.chapters
        if each.id == "trust-reliability"
    )
    cells = chapter.tables[0].rows[0].cells
    assert cells[1].text.startswith(word)
    assert cells[2].text == f"{alpha:.2f}".replace("-", "−")


def test_an_alpha_that_misses_a_bound_never_reads_as_if_it_met_it() -> None:
    reliability = Reliability(n=400, alpha=0.8977, interval=(0.88, 0.91))
    chapters = build_report(with_first(full_results(), reliability=reliability)).trust.chapters
    cells = next(each for each in chapters if each.id == "trust-reliability").tables[0].rows[0].cells
    assert (cells[1].text, cells[2].text) == ("good", "0.898")


def test_notes_are_told_in_the_readers_language_and_unknown_ones_as_they_are() -> None:
    notes = (
        NoteInfo(
            code="ignored-columns", severity="info", place="a.csv", values={"columns": ["x", "y"]}, text="english"
        ),
        NoteInfo(code="from-the-future", severity="warning", text="Something new."),
    )
    results = full_results().model_copy(update={"notes": notes})
    chapter = next(each for each in build_report(results, language="it").trust.chapters if each.id == "trust-notes")
    assert [(term.name, term.meaning[0]) for term in chapter.terms] == [
        ("Nota", "Colonne di a.csv che non sono state lette: x, y."),
        ("Avvertenza", "Something new."),
    ]


def test_the_context_line_holds_what_is_known_and_nothing_else() -> None:
    assert build_report(full_results()).context == ("Example Works", "Autumn 2026", "1–31 October 2026", "455 people")
    assert build_report(bare_results()).context == ("40 people",)
    wave = bare_results().model_copy(update={"wave": Wave(name="first"), "organisation": None})
    assert build_report(wave, language="en").context == ("first", "40 people")


def test_differences_are_taken_before_rounding() -> None:
    results = full_results()
    part = build_report(results).groups
    assert part is not None
    group = results.segments[0].groups[0]
    whole, own = results.hallmarks[0].index, group.hallmarks[0].index
    assert whole is not None
    assert own is not None
    cell = part.tables[0].rows[1].cells[3]
    assert cell.detail is not None
    assert int(cell.detail.replace("−", "-")) == round(own - whole)
