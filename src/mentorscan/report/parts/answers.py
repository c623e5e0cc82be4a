"""Who answered, how, and how their answers were weighted."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.report import numbers
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Chapter, Column, Row, Table
from mentorscan.report.parts.against import about
from mentorscan.report.plain import plain

_SORTED_OUT = ("same_answer", "sparse", "duplicate")
"""The reasons for which a row is left out only on request."""


def basis(edition: Edition) -> tuple[str, ...]:
    """What the figures rest on, as far as it is special: response rate, weights, rows left out on request."""
    if edition.assessed:
        return ()
    weighted = None if edition.subject else _weighted(edition)
    told = (_responded(edition), weighted, _left_out_on_request(edition))
    return tuple(sentence for sentence in told if sentence)


def who_answered(edition: Edition) -> Chapter:
    """How many answers are scored of how many that were read, of how many people; and who was left out, and why."""
    words, who = edition.words, edition.results.source.respondents
    if edition.subject:
        told = (*about(edition, edition.subject), _responded(edition))
        return Chapter(
            id="trust-answers",
            title=words.gettext("Who answered"),
            sentences=tuple(each for each in told if each),
        )
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
            "Responses scored: {scored} of {number}.",
            "{scored} of {number} responses are scored.",
            who.read,
            scored=words.count(who.scored),
        )
    ]
    if not left:
        sentences.append(words.gettext("None was left out."))
    sentences += _response_rate(edition)
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
                            else Cell(text=words.count(count), number=numbers.count(count)),
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


def _responded(edition: Edition) -> str | None:
    """How many people answered of how many; ``None`` where either is not known, or not shown."""
    words, people, answered = edition.words, edition.results.source.respondents.people, edition.answered
    if not people or answered is None:
        return None
    return words.gettext(
        "{answered} of {people} people answered ({rate}).",
        answered=words.count(answered),
        people=words.count(people),
        rate=words.share(answered / people),
    )


def _response_rate(edition: Edition) -> tuple[str, ...]:
    """How many that is of all people, as far as it is known, and what is taken for granted about all others."""
    words, people = edition.words, edition.results.source.respondents.people
    by_group = any(group.people is not None for each in edition.results.segments for group in each.groups)
    if not people and not by_group:
        return (words.gettext("How many people were invited is not known, so there is no response rate."),)
    rate = _responded(edition)
    told = [rate] if rate else []
    if by_group and edition.answered == edition.results.source.respondents.scored:
        told.append(
            words.gettext("The response rate of each group stands beside its people, in the tables of the groups.")
        )
    elif by_group:
        told.append(
            words.gettext(
                "The response rate of each group stands beside its people, in the tables of the groups; it counts "
                "those with enough answers for at least one hallmark."
            )
        )
    if not edition.everyone_answered:
        told.append(
            words.gettext(
                "Those who did not answer are treated as missing at random, as if they had answered like the others. "
                "If they think otherwise, the figures are off, and no interval shows by how much."
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
    counted = {
        name: count for name, (field, count) in known.items() if count is not None or hidden_reason(found, field)
    }
    if not counted:
        return None
    listed = "; ".join(f"{name}: {_counted(edition, count)}" for name, count in counted.items())
    ids = found.duplicates is not None or hidden_reason(found, "duplicates")
    return Chapter(
        id="trust-quality",
        title=words.gettext("Answers of doubtful quality"),
        sentences=(
            listed[:1].upper() + listed[1:] + ".",
            *(() if ids else (words.gettext("Without ids nobody can tell whether somebody answered twice."),)),
            *(_what_became_of_them(edition) if any(count != 0 for count in counted.values()) else ()),
        ),
    )


def _counted(edition: Edition, count: int | None) -> str:
    return edition.words.gettext("hidden") if count is None else edition.words.count(count)


def _left_out_on_request(edition: Edition) -> str | None:
    """Which rows were left out because that was asked for, and how many; ``None`` where none was."""
    words, left_out = edition.words, edition.results.source.respondents.left_out
    rows = [
        f"{_left_out_reason(edition, reason)} ({_counted(edition, left_out[reason])})"
        for reason in _SORTED_OUT
        if left_out.get(reason, 0) != 0
    ]
    return words.gettext("Left out on request: {rows}.", rows=", ".join(rows)) if rows else None


def _what_became_of_them(edition: Edition) -> tuple[str, ...]:
    words, left_out = edition.words, _left_out_on_request(edition)
    return (
        *(
            (left_out, words.gettext("The others of these are counted."))
            if left_out
            else (words.gettext("All of them are counted; with --leave-out they would not be."),)
        ),
        words.gettext("There may be good reasons to answer like that: it says nothing about the people who did."),
    )


def weighting(edition: Edition) -> Chapter | None:
    """By what respondents were weighted, and what that costs; ``None`` without weights."""
    if edition.subject:
        told = weighting(edition.of_whole)
        whole = edition.words.gettext("The figures here are those of the whole organisation.")
        return replace(told, sentences=(whole, *told.sentences)) if told else None
    found = edition.results.weighting
    if found is None:
        return None
    words, first = edition.words, _weighted(edition)
    return Chapter(
        id="trust-weights",
        title=words.gettext("How the answers were weighted"),
        sentences=(
            *((first,) if first else ()),
            words.gettext(
                "The weights lie between {min} and {max}, 1 on average (design effect {deff}, effective number of "
                "answers {n_eff}).",
                min=_two_digits(edition, found.min),
                max=_two_digits(edition, found.max),
                deff=_two_digits(edition, found.deff),
                n_eff=words.count(round(found.n_eff)),
            ),
            words.gettext(
                "Weighted are means, indices, shares of answers on the scale, comparisons with the whole, and their "
                "intervals. Not weighted are numbers of people and answers, shares of answers off the scale, standard "
                "deviations, reliability, agreement, ICC, correlations, what goes together with the outcomes, and the "
                "share of people in groups that are reached."
            ),
            words.gettext(
                "Weighted figures are rounded to what whole answers can give, so that nobody's answer can be worked "
                "out from their weight."
            ),
        ),
    )


def _two_digits(edition: Edition, figure: float) -> str:
    """A figure of the weights, which are published with two digits."""
    return edition.words.number(figure, decimals=2 if figure < 1 else 1)


def _weighted(edition: Edition) -> str | None:
    """By what respondents were weighted, and how many answers that is as good as losing; ``None`` without weights."""
    found, words = edition.results.weighting, edition.words
    if found is None:
        return None
    titles = {each.id: edition.text(each.title) for each in edition.results.segments}
    raked = ", ".join(titles.get(each, plain(each)) for each in found.by if each != "column")
    answers = edition.results.source.respondents.scored or round(found.n_eff * found.deff)
    lost = max(answers - round(found.n_eff), 0)
    values = {"lost": words.count(lost), "all": words.count(answers)}
    cost = (
        words.ngettext(
            "that costs about as much precision as losing one of {all} answers",
            "that costs about as much precision as losing {lost} of {all} answers",
            lost,
            **values,
        )
        if lost
        else words.gettext("that costs hardly any precision")
    )
    if raked:
        return words.gettext("Weighted to the headcounts of {segments}; {cost}.", segments=raked, cost=cost)
    return words.gettext("Weighted as the export says, by its column weight; {cost}.", cost=cost)
