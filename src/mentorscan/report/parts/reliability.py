"""How reliable the figures are, in words with the figure, and how far people agree."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Column, Row, Table
from mentorscan.results import Agreement, Hallmark, Interval, Reliability, Shown

NONE = Reliability()
"""Stands where nothing was computed."""

_NOT_KNOWN = Agreement()

_GRADES = (0.9, 0.8, 0.7, 0.6)
"""From which alpha on reliability is very good, good, acceptable or modest (Nunnally & Bernstein 1994)."""

_DIFFERS = 0.05
"""From which distance between alpha and omega on it is worth a word."""

_GAINS = 0.02
"""By how much alpha has to rise without an item for it to be named."""

_AGREED = 0.7
"""The customary bound of r_wg(j)."""


def reliability(edition: Edition) -> Chapter | None:
    """Whether the statements of a hallmark measure one thing; ``None`` where nothing of it is known."""
    words, hallmarks = edition.words, _all(edition)
    if all((each.reliability or NONE).alpha is None for each in hallmarks):
        return None
    return Chapter(
        id="trust-reliability",
        title=words.gettext("How reliable are the figures?"),
        sentences=(
            words.gettext(
                "Reliability says whether the statements of a hallmark measure one thing. Below 0.6 look at the "
                "statements one by one rather than at the index."
            ),
            words.gettext(
                "The words rest on alpha, with customary bounds: very good from 0.9 on, good from 0.8, acceptable from "
                "0.7, modest from 0.6."
            ),
            *_apart(edition, hallmarks),
        ),
        tables=(_reliability_table(edition, hallmarks), *_hints(edition, hallmarks)),
    )


def agreement(edition: Edition) -> Chapter | None:
    """How far people agree, against both kinds of chance; ``None`` where nothing of it is known."""
    words, hallmarks = edition.words, _all(edition)
    if all((each.agreement or _NOT_KNOWN).r_wg_star is None for each in hallmarks):
        return None
    return Chapter(
        id="trust-agreement",
        title=words.gettext("How far do people agree?"),
        sentences=(
            words.gettext(
                "Agreement compares the spread of the answers with chance, so what chance would look like decides: "
                "answers spread evenly over the scale (uniform), or leaning to its upper end, as most people's do "
                "(skewed). Only what holds against both can be called agreement. These figures decide nothing here."
            ),
        ),
        tables=(
            Table(
                id="trust-agreement-table",
                caption=words.gettext("Agreement on the statements of a hallmark"),
                columns=(
                    Column(title=words.gettext("Hallmark")),
                    Column(title=words.gettext("{bound} or more against", bound=words.number(_AGREED, decimals=1))),
                    Column(title=words.gettext("r_wg(j), uniform"), kind="number"),
                    Column(title=words.gettext("r_wg(j), skewed"), kind="number"),
                    Column(title=words.gettext("r*wg"), kind="number"),
                    Column(title=words.gettext("Mean deviation"), kind="number"),
                ),
                rows=tuple(_agreement_row(edition, each) for each in hallmarks),
                notes=(
                    words.gettext(
                        "r_wg(j) grows with the number of statements, r*wg (against uniform chance) does not: 1 = all "
                        "answer alike, 0 = as if by chance. Mean deviation: from the mean of a statement, in points of "
                        "the answer scale."
                    ),
                ),
            ),
        ),
    )


def _all(edition: Edition) -> tuple[Hallmark, ...]:
    return (*edition.results.hallmarks, *edition.results.outcomes)


def _apart(edition: Edition, hallmarks: tuple[Hallmark, ...]) -> tuple[str, ...]:
    """Where alpha and omega differ clearly."""
    words = edition.words
    found = []
    for each in hallmarks:
        figures = each.reliability or NONE
        if figures.alpha is None or figures.omega is None or round(abs(figures.alpha - figures.omega), 9) < _DIFFERS:
            continue
        found.append(
            words.gettext(
                "{title} (alpha {alpha}, omega {omega})",
                title=edition.text(each.title),
                alpha=words.number(figures.alpha, decimals=2),
                omega=words.number(figures.omega, decimals=2),
            )
        )
    if not found:
        return ()
    return (
        words.gettext(
            "Alpha and omega differ, because the statements do not all go equally well with the hallmark; omega is "
            "then the better figure: {hallmarks}.",
            hallmarks="; ".join(found),
        ),
    )


def _reliability_table(edition: Edition, hallmarks: tuple[Hallmark, ...]) -> Table:
    words, figures = edition.words, [each.reliability or NONE for each in hallmarks]
    omega = any(each.omega is not None or each.spearman_brown is not None for each in figures)
    ratio = any(each.eigenvalue_ratio is not None for each in figures)
    return Table(
        id="trust-reliability-table",
        caption=words.gettext("Reliability"),
        columns=(
            Column(title=words.gettext("Hallmark")),
            Column(title=words.gettext("In words")),
            Column(title=words.gettext("Alpha"), kind="number"),
            Column(title=words.gettext("95% interval"), kind="number"),
            *((Column(title=words.gettext("Omega"), kind="number"),) if omega else ()),
            *((Column(title=words.gettext("Eigenvalue ratio"), kind="number"),) if ratio else ()),
            Column(title=words.gettext("People"), kind="number"),
        ),
        rows=tuple(_reliability_row(edition, each, omega=omega, ratio=ratio) for each in hallmarks),
        notes=(
            words.gettext("People: those who answered all statements of the hallmark."),
            *(
                (words.gettext("Omega: the same question under a model that lets statements weigh differently."),)
                if omega
                else ()
            ),
            *(
                (words.gettext("SB: of two statements, the Spearman-Brown coefficient in place of omega."),)
                if any(each.spearman_brown is not None for each in figures)
                else ()
            ),
            *(
                (
                    words.gettext(
                        "Eigenvalue ratio: how many times what the statements have most in common outweighs the next; "
                        "3 and more speaks for one thing measured."
                    ),
                )
                if ratio
                else ()
            ),
        ),
    )


def _reliability_row(edition: Edition, hallmark: Hallmark, *, omega: bool, ratio: bool) -> Row:
    words, figures = edition.words, hallmark.reliability or NONE
    people = edition.missing(figures, "n")
    return Row(
        cells=(
            Cell(text=edition.text(hallmark.title)),
            Cell(text=_reliability_word(edition, hallmark)),
            _decimals(edition, figures, "alpha", figures.alpha, bounds=_GRADES),
            _interval(edition, figures, figures.interval),
            *((_omega(edition, figures),) if omega else ()),
            *((_decimals(edition, figures, "eigenvalue_ratio", figures.eigenvalue_ratio, places=1),) if ratio else ()),
            Cell(text=people.text, state=people.state) if figures.n is None else Cell(text=words.count(figures.n)),
        )
    )


def _omega(edition: Edition, figures: Reliability) -> Cell:
    if figures.omega is None and figures.spearman_brown is not None:
        words = edition.words
        return Cell(text=words.gettext("{figure} (SB)", figure=words.number(figures.spearman_brown, decimals=2)))
    return _decimals(edition, figures, "omega", figures.omega)


def _interval(edition: Edition, figures: Reliability, interval: Interval | None) -> Cell:
    words = edition.words
    if interval is None:
        missing = edition.missing(figures, "interval")
        return Cell(text=missing.text, state=missing.state)
    low, high = (words.number(each, decimals=2) for each in interval)
    return Cell(text=words.pgettext("interval", "{low} to {high}", low=low, high=high))


def _decimals(
    edition: Edition, part: Shown, field: str, value: float | None, *, places: int = 2, bounds: tuple[float, ...] = ()
) -> Cell:
    """A figure; one that misses a bound never reads as if it met it."""
    if value is None:
        missing = edition.missing(part, field)
        return Cell(text=missing.text, state=missing.state)
    return Cell(text=edition.words.short_of(value, bounds, decimals=places))


def _reliability_word(edition: Edition, hallmark: Hallmark) -> str:
    words, figures = edition.words, hallmark.reliability or NONE
    alpha = figures.alpha
    if alpha is None:
        missing = edition.missing(figures, "alpha")
        if missing.state == "hidden":
            return missing.text
        return words.gettext("one statement only") if len(hallmark.items) == 1 else words.gettext("not available")
    if alpha < 0:
        return words.gettext("negative: check for reversed statements")
    grades = (
        words.pgettext("reliability", "very good"),
        words.pgettext("reliability", "good"),
        words.pgettext("reliability", "acceptable"),
        words.pgettext("reliability", "modest"),
    )
    met = (word for bound, word in zip(_GRADES, grades, strict=True) if round(alpha, 9) >= bound)
    return next(met, words.pgettext("reliability", "weak"))


def _hints(edition: Edition, hallmarks: tuple[Hallmark, ...]) -> tuple[Table, ...]:
    """The statements without which alpha would clearly be higher, for the owner of the instrument."""
    words = edition.words
    rows = tuple(
        Row(
            cells=(
                Cell(text=edition.text(item.text), detail=edition.text(each.title)),
                Cell(text=words.number(alpha, decimals=2)),
                Cell(text=words.number(item.alpha_if_dropped, decimals=2)),
            )
        )
        for each in hallmarks
        if (alpha := (each.reliability or NONE).alpha) is not None
        for item in edition.items(each)
        if item.alpha_if_dropped is not None and round(item.alpha_if_dropped - alpha, 9) >= _GAINS
    )
    if not rows:
        return ()
    return (
        Table(
            id="trust-hints",
            caption=words.gettext("For the owner of the questionnaire: statements that stand a little apart"),
            columns=(
                Column(title=words.gettext("Statement")),
                Column(title=words.gettext("Alpha"), kind="number"),
                Column(title=words.gettext("Alpha without it"), kind="number"),
            ),
            rows=rows,
            notes=(
                words.gettext(
                    "Such a statement may ask about something of its own that is worth knowing, or be read in more "
                    "than one way. Look at its wording before the next wave; nothing has to change for this report."
                ),
            ),
        ),
    )


def _agreement_row(edition: Edition, hallmark: Hallmark) -> Row:
    figures = hallmark.agreement or _NOT_KNOWN
    return Row(
        cells=(
            Cell(text=edition.text(hallmark.title)),
            Cell(text=_agreement_word(edition, figures)),
            _decimals(edition, figures, "r_wg_j", figures.r_wg_j, bounds=(_AGREED,)),
            _decimals(edition, figures, "r_wg_j_skewed", figures.r_wg_j_skewed, bounds=(_AGREED,)),
            _decimals(edition, figures, "r_wg_star", figures.r_wg_star),
            _decimals(edition, figures, "ad_m", figures.ad_m),
        )
    )


def _agreement_word(edition: Edition, figures: Agreement) -> str:
    """Whether the agreement holds, and against which kind of chance; never a verdict from the uniform one alone."""
    words, uniform, skewed = edition.words, figures.r_wg_j, figures.r_wg_j_skewed
    if uniform is None:
        return edition.missing(figures, "r_wg_j").text
    if round(uniform, 9) < _AGREED:
        return words.pgettext("agreement", "neither")
    if skewed is None:
        return words.pgettext("agreement", "uniform; skewed not known")
    if round(skewed, 9) < _AGREED:
        return words.pgettext("agreement", "uniform only")
    return words.pgettext("agreement", "both")
