"""The method in one page: how the figures were made, with the numbers that decided."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Term


def method(edition: Edition) -> tuple[Term, ...]:
    """How the figures were made, with the numbers that decided."""
    words, rules = edition.words, edition.results.rules
    rule = rules.consistent
    index, group_index = words.number(rule.index), words.number(rule.group_index)
    unfavourable, reach = words.share(rule.unfavourable), words.share(rule.reach)
    assessed = edition.assessed
    told = (
        (
            words.gettext("Answers"),
            words.gettext(
                "Only answers on the scale are scored. “Don't know”, “not applicable” and blanks are counted apart and "
                "never taken as a low answer. Statements worded the other way round are turned first."
            ),
        ),
        (
            words.gettext("Scores"),
            words.gettext(
                "A rater is scored on a hallmark if at least {share} of its statements were answered; the score is the "
                "mean of these answers. The hallmark's index is the mean of the scores, with the lowest point of the "
                "scale as 0 and the highest as 100.",
                share=words.share(rules.minimum_answered),
            )
            if assessed
            else words.gettext(
                "A person is scored on a hallmark if at least {share} of its statements were answered; the score is "
                "the mean of these answers. The hallmark's index is the mean of the scores, with the lowest point of "
                "the scale as 0 and the highest as 100.",
                share=words.share(rules.minimum_answered),
            ),
        ),
        (
            words.gettext("The whole"),
            words.gettext(
                "The index of the whole is the mean of the hallmarks' indices. Its level is at most one above the "
                "level of the weakest hallmark."
            ),
        ),
        *(() if assessed else (_intervals(edition),)),
        (
            words.gettext("Presence"),
            words.gettext(
                "Consistent: index of at least {index}, and at most {unfavourable} unfavourable answers. Present: the "
                "index alone.",
                index=index,
                unfavourable=unfavourable,
            )
            if assessed
            else words.gettext(
                "Consistent: index of at least {index}, at most {unfavourable} unfavourable answers, and at least "
                "{reach} of the people in groups with an index of at least {group_index}: taken by each segment, the "
                "lowest of these shares decides. Where there is no group to judge by, this is not checked and speaks "
                "against no hallmark. Present: the index alone.",
                index=index,
                unfavourable=unfavourable,
                reach=reach,
                group_index=group_index,
            ),
        ),
        (
            words.gettext("Fullness and sustainability"),
            words.gettext(
                "Fullness counts the consistent hallmarks. Sustainability is the geometric mean of the hallmarks' "
                "indices: a missing hallmark cannot be made up for by a strong one."
            ),
        ),
        *(() if assessed else _reliability(edition)),
        _named(edition) if assessed else _protection(edition),
    )
    return tuple(Term(name=name, meaning=(text,)) for name, text in told)


def _intervals(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Intervals"),
        words.gettext(
            "95% intervals from the t distribution. They treat those who did not answer as if they had answered "
            "like the others, so a low response rate is not covered by them."
        ),
    )


def _reliability(edition: Edition) -> tuple[tuple[str, str], ...]:
    words = edition.words
    return (
        (
            words.gettext("Reliability"),
            words.gettext(
                "Cronbach's alpha on the people who answered all statements of a hallmark, with Feldt's 95% interval: "
                "do the statements measure one thing?"
            ),
        ),
        (
            words.gettext("Agreement"),
            words.gettext(
                "The index r*wg: 1 when all give the same answer, 0 when answers spread as if by chance. It is "
                "reported, and decides nothing. To compare: {example} in a published survey on leadership (Bliese and "
                "others, 2000).",
                example=words.number(0.38, decimals=2),
            ),
        ),
    )


def _named(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Named raters"),
        words.gettext(
            "Raters sign their answers and want to be read, so nothing is hidden here. An assessment never holds the "
            "answers of a survey."
        ),
    )


def _protection(edition: Edition) -> tuple[str, str]:
    words, rules = edition.words, edition.results.rules
    return (
        words.gettext("Protection"),
        words.gettext(
            "Figures on fewer than {group} people are hidden, and so are figures from which these could be worked "
            "out. Groups below {distribution} people show the mean and the index only.",
            group=words.count(rules.minimum_group),
            distribution=words.count(rules.minimum_distribution),
        ),
    )
