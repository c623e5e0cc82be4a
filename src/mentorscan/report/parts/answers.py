"""Who answered, how, and how their answers were weighted."""

from __future__ import annotations

from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Chapter, Column, Row, Table
from mentorscan.report.plain import plain

_SORTED_OUT = ("same_answer", "sparse", "duplicate")
"""The reasons for which a row is left out only on request."""


def who_answered(edition: Edition) -> Chapter:
    """How many answers are scored of how many that were read, of how many people; and who was left out, and why."""
    words, who = edition.words, edition.results.source.respondents
    if who.read is None or who.scored is None:
        return Chapter(
            id="trust-answers",
            title=words.gettext("Who answered"),
            sentences=(
                words.gettext("How many answered may not be shown: {reason}.", reason=edition.reason("protected")),
            ),
        )
    left = [(reason, count) for reason, count in who.left_out.items() if count != 0]
    sentences = [
        words.ngettext(
            "{scored} of one response is scored.",
            "{scored} of {number} responses are scored.",
            who.read,
            scored=words.count(who.scored),
        )
    ]
    if not left:
        sentences.append(words.gettext("None was left out."))
    sentences += _response_rate(edition, scored=who.scored)
    return Chapter(
        id="trust-answers",
        title=words.gettext("Who answered"),
        sentences=tuple(sentences),
        tables=(
            Table(
                id="trust-answers-table",
                caption=words.gettext("Responses left out, and why"),
                columns=(
                    Column(title=words.gettext("Reason")),
                    Column(title=words.gettext("Responses"), kind="number"),
                ),
                rows=tuple(
                    Row(
                        cells=(
                            Cell(text=_left_out_reason(edition, reason)),
                            Cell(text=words.gettext("hidden"), state="hidden")
                            if count is None
                            else Cell(text=words.count(count)),
                        )
                    )
                    for reason, count in left
                ),
            ),
        )
        if left
        else (),
    )


def _left_out_reason(edition: Edition, reason: str) -> str:
    words = edition.words
    known = {
        "empty": words.gettext("nothing answered"),
        "incomplete": words.gettext("not completed"),
        "preview": words.gettext("a test or preview"),
        "duplicate": words.gettext("answered twice"),
        "same_answer": words.gettext("the same answer throughout"),
        "sparse": words.gettext("hardly anything answered"),
        "too_few_answers": words.gettext(
            "too few answers for any hallmark (their answers still count in the statements)"
        ),
    }
    return known.get(reason, plain(reason))


def _response_rate(edition: Edition, *, scored: int) -> tuple[str, ...]:
    """How many that is of all people, as far as it is known, and what is taken for granted about all others."""
    words, people = edition.words, edition.results.source.respondents.people
    by_group = any(group.people is not None for each in edition.results.segments for group in each.groups)
    if not people and not by_group:
        return (words.gettext("How many people were invited is not known, so there is no response rate."),)
    told = []
    if people:
        told.append(
            words.gettext(
                "That is {scored} of {people} people: a response rate of {rate}.",
                scored=words.count(scored),
                people=words.count(people),
                rate=words.share(scored / people),
            )
        )
    if by_group:
        told.append(
            words.gettext("The response rate of each group stands beside its people, in the tables of the groups.")
        )
    told.append(
        words.gettext(
            "Those who did not answer are treated as missing at random, as if they had answered like the others. If "
            "they think otherwise, the figures are off, and no interval shows by how much."
        )
    )
    return tuple(told)


def quality(edition: Edition) -> Chapter | None:
    """How many rows look as if little thought went into them, in neutral words; ``None`` where it was not counted."""
    found = edition.results.answers_quality
    if found is None:
        return None
    words = edition.words
    known = {
        words.gettext("same answer throughout"): ("same_answer", found.same_answer),
        words.gettext("hardly anything answered"): ("sparse", found.sparse),
        words.gettext("the same respondent id twice"): ("duplicates", found.duplicates),
    }
    fewer = words.gettext("fewer than {minimum}", minimum=words.count(edition.results.rules.minimum_group))
    counted = {
        name: count for name, (field, count) in known.items() if count is not None or hidden_reason(found, field)
    }
    if not counted:
        return None
    listed = "; ".join(f"{name}: {fewer if count is None else words.count(count)}" for name, count in counted.items())
    return Chapter(
        id="trust-quality",
        title=words.gettext("Answers of doubtful quality"),
        sentences=(
            listed[:1].upper() + listed[1:] + ".",
            *(_what_became_of_them(edition) if any(count != 0 for count in counted.values()) else ()),
        ),
    )


def _what_became_of_them(edition: Edition) -> tuple[str, ...]:
    words, left_out = edition.words, edition.results.source.respondents.left_out
    return (
        words.gettext("Those that are named above as left out are not counted; all others are.")
        if any(left_out.get(reason, 0) != 0 for reason in _SORTED_OUT)
        else words.gettext("All of them are counted; with --leave-out they would not be."),
        words.gettext("There may be good reasons to answer like that: it says nothing about the people who did."),
    )


def weighting(edition: Edition) -> Chapter | None:
    """By what respondents were weighted, and what that costs; ``None`` without weights."""
    found = edition.results.weighting
    if found is None:
        return None
    words, titles = edition.words, {each.id: edition.text(each.title) for each in edition.results.segments}
    raked = [titles.get(each, plain(each)) for each in found.by if each != "column"]
    answers = round(found.n_eff * found.deff)
    return Chapter(
        id="trust-weights",
        title=words.gettext("How the answers were weighted"),
        sentences=(
            *(
                (words.gettext("Every respondent counts with the weight that the export gives."),)
                if "column" in found.by
                else ()
            ),
            *(
                (
                    words.gettext(
                        "The answers were weighted so that they match the headcounts by {segments}.",
                        segments=", ".join(raked),
                    ),
                )
                if raked
                else ()
            ),
            words.gettext(
                "The weights lie between {min} and {max}, 1 on average. They cost as much precision as losing {lost} "
                "of {all} answers (design effect {deff}, effective number of answers {n_eff}).",
                min=words.number(found.min, decimals=2),
                max=words.number(found.max, decimals=2),
                lost=words.count(answers - round(found.n_eff)),
                all=words.count(answers),
                deff=words.number(found.deff, decimals=2),
                n_eff=words.count(round(found.n_eff)),
            ),
            words.gettext(
                "Means, indices, intervals and shares are weighted; numbers of people, reliability, agreement and "
                "correlations are not."
            ),
        ),
    )
