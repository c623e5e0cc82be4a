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
    assessed, of_group = edition.assessed, edition.subject is not None
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
            words.gettext("All hallmarks") if of_group else words.gettext("The whole"),
            words.gettext("The index over all hallmarks is the mean of the hallmarks' indices.")
            if of_group
            else words.gettext(
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
            if edition.without_reach
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
        *(() if assessed else _further(edition)),
        _named(edition) if assessed else _protection(edition),
    )
    return tuple(Term(name=name, meaning=(text,)) for name, text in told)


def _intervals(edition: Edition) -> tuple[str, str]:
    words, results = edition.words, edition.results
    told = [words.gettext("95% intervals from the t distribution; those of favourable shares are Wilson's.")]
    if not edition.everyone_answered:
        told.append(
            words.gettext(
                "They treat those who did not answer as if they had answered like the others, so a low response rate "
                "is not covered by them."
            )
        )
    counted = results.source.respondents.people or any(
        group.people for segment in results.segments for group in segment.groups
    )
    if counted and not results.weighting:
        told.append(
            words.gettext(
                "Where the number of people is known, the intervals of means and indices are narrower, the more of "
                "them answered (finite-population correction); those of favourable shares and of comparisons with the "
                "whole stay as they are."
            )
        )
    return words.gettext("Intervals"), " ".join(told)


def _further(edition: Edition) -> tuple[tuple[str, str], ...]:
    """What holds for surveys alone, as far as this report has it."""
    words, results = edition.words, edition.results
    reliability = (
        words.gettext("Reliability"),
        words.gettext(
            "Cronbach's alpha on the people who answered all statements of a hallmark, with Feldt's 95% interval, "
            "and McDonald's omega of one factor (maximum likelihood): do the statements measure one thing?"
        ),
    )
    return (
        *((_groups(edition),) if edition.whole.segments and edition.shows_hallmarks else ()),
        *(() if edition.subject else (reliability,)),
        (
            words.gettext("Agreement"),
            words.gettext(
                "r_wg(j) against uniform and against slightly skewed chance, r*wg, and the mean deviation from the "
                "mean. They are reported, and decide nothing. To compare: r*wg is {example} in a published survey on "
                "leadership (Bliese and others, 2000).",
                example=words.number(0.38, decimals=2),
            ),
        ),
        *((_correlations(edition),) if results.reinforcement else ()),
        *((_drivers(edition),) if results.drivers else ()),
        *((_weights(edition),) if results.weighting else ()),
    )


def _groups(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Groups against the whole"),
        words.gettext(
            "Welch's test of each group against everybody else, corrected for all comparisons of the segment, those by "
            "hallmark and those over all hallmarks apart (Benjamini and Hochberg, 1995); above or below where the "
            "corrected p is at most {bound}. ICC(2) is the reliability of the groups' means (Bliese, 2000).",
            bound=words.number(0.05, decimals=2),
        ),
    )


def _correlations(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Correlations"),
        words.gettext(
            "Pearson's, between the scores of people who have both; from {minimum} people on.",
            minimum=words.count(edition.results.rules.minimum_correlation),
        ),
    )


def _drivers(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Hallmarks and outcomes"),
        words.gettext(
            "R² of a regression of the outcomes on all hallmarks, over people with a score on each of them, divided "
            "by Shapley values (Lindeman, Merenda and Gold, 1980) and by relative weights (Johnson, 2000)."
        ),
    )


def _weights(edition: Edition) -> tuple[str, str]:
    words = edition.words
    return (
        words.gettext("Weights"),
        words.gettext(
            "Scaled to a mean of 1; headcounts are matched by raking. Intervals take the weights into account "
            "(linearised). The design effect is Kish's."
        ),
    )


def _named(edition: Edition) -> tuple[str, str]:
    words = edition.words
    if edition.blind:
        told = words.gettext(
            "Raters sign their answers; they talked them over blind, so names and single answers are left out here. "
            "What is left can still tell much: a mean and a range of a few answers leave little to guess."
        )
        return words.gettext("Named raters"), told
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
