"""A group's own report: how the group stands to the whole organisation that it is part of."""

from __future__ import annotations

from mentorscan.report import numbers
from mentorscan.report.charts import tint
from mentorscan.report.edition import DASH, Edition
from mentorscan.report.group import Subject
from mentorscan.report.model import Cell, Column, Row, Table, Tables
from mentorscan.report.wording import comparisons, sentences
from mentorscan.results import Comparison, Hallmark, Overall


def against(edition: Edition) -> Tables | None:
    """The group's hallmarks beside those of the whole; ``None`` in the report on the whole, or without any index."""
    subject, words = edition.subject, edition.words
    if subject is None or not edition.shows_hallmarks or not edition.of_whole.shows_hallmarks:
        return None
    table = _table(edition, subject)
    return Tables(
        id="against",
        title=words.gettext("How does it stand to the whole organisation?"),
        lead=(*about(edition, subject), *_found(edition, subject)),
        picture=(
            words.gettext("Blue: above the whole; orange: below it. The stronger the tint, the larger the difference."),
        )
        if any(cell.tint for row in table.rows for cell in row.cells)
        else (),
        tables=(table,),
    )


def about(edition: Edition, subject: Subject) -> tuple[str, ...]:
    """Whom the report is about, and how many the whole are; as far as that is known."""
    words = edition.words
    when = subject.group.as_of
    dated = (words.gettext("Its figures are those of {date}.", date=words.date(when)),) if when else ()
    people, everyone = subject.group.respondents, subject.whole.overall.respondents
    if people is None:
        return (words.gettext("This report is about {group}.", group=edition.subject_title or ""), *dated)
    told = words.gettext(
        "This report is about {group}: {number} people.",
        group=edition.subject_title or "",
        number=words.count(people),
    )
    if everyone is None:
        return (told, *dated)
    whole = words.gettext("The whole organisation, of which it is part: {number} people.", number=words.count(everyone))
    return (f"{told} {whole}", *dated)


def _found(edition: Edition, subject: Subject) -> tuple[str, ...]:
    """On which hallmarks the group lies apart from the whole, and what the words mean."""
    words = edition.words
    verdicts = {each.id: each.against_whole.verdict for each in subject.group.hallmarks if each.against_whole}
    titles = {each.id: edition.text(each.title) for each in edition.results.hallmarks}
    above, below = (
        ", ".join(titles[each] for each, verdict in verdicts.items() if verdict == word and each in titles)
        for word in ("above", "below")
    )
    known = [each for each in verdicts.values() if each]
    if not known:
        return ()
    none = words.gettext("On no hallmark does it lie clearly above or below the whole.")
    return (
        *((words.gettext("Above the whole: {titles}.", titles=above),) if above else ()),
        *((words.gettext("Below the whole: {titles}.", titles=below),) if below else ()),
        *(() if above or below else (none,)),
        words.gettext(
            "“Above” and “below” stand where the group differs from everybody else by more than chance alone would "
            "explain, with the comparisons of all groups taken together. “Unclear”: these answers do not tell whether "
            "it differs, which is not the same as being like the whole."
        ),
    )


def _table(edition: Edition, subject: Subject) -> Table:
    words, of_whole = edition.words, edition.of_whole
    presence = any(each.presence for each in edition.results.hallmarks)
    compared = any(each.verdict for each in comparisons.comparisons(of_whole, subject.group))
    rows = [
        _row(edition, of_whole, subject, each, presence=presence, compared=compared)
        for each in edition.results.hallmarks
    ]
    if comparisons.several(of_whole):
        rows.insert(0, _over_all(edition, of_whole, subject, presence=presence, compared=compared))
    return Table(
        id="against-table",
        caption=words.gettext("{group} and the whole organisation", group=edition.subject_title or ""),
        columns=(
            Column(title=words.gettext("Hallmark")),
            Column(title=words.gettext("This group"), kind="number"),
            Column(title=words.gettext("The whole"), kind="number"),
            *(
                (
                    Column(title=words.gettext("Difference"), kind="number"),
                    Column(title=words.gettext("Against the whole")),
                )
                if compared
                else ()
            ),
            *(
                (
                    Column(title=words.gettext("Presence in this group")),
                    Column(title=words.gettext("Presence in the whole")),
                )
                if presence
                else ()
            ),
        ),
        rows=tuple(rows),
        notes=_notes(edition, of_whole, subject, compared=compared),
    )


def _notes(edition: Edition, of_whole: Edition, subject: Subject, *, compared: bool) -> tuple[str, ...]:
    words = edition.words
    parts = {each.id: each for each in subject.group.hallmarks}
    shown = [parts[each.id] for each in edition.results.hallmarks if each.index is not None]
    without = [each for each in shown if not (each.against_whole and each.against_whole.verdict)]
    left = words.gettext(
        "{sign}: not compared with the whole, because the group is small, a small one could be worked out from it, or "
        "its answers leave nothing to compare.",
        sign=DASH,
    )
    none = words.gettext(
        "The differences are not shown: the group is small, a small one could be worked out from it, or its answers "
        "leave nothing to compare."
    )
    unlike = words.gettext(
        "{sign}: not made of the same hallmarks as the whole, so not set against it.", sign=comparisons.OTHER_HALLMARKS
    )
    intervals = words.gettext(
        "The intervals are those of single differences; the words beside them are stricter, because they take all "
        "comparisons together."
    )
    missing = [edition.index_figure(each, each.index) for each in edition.results.hallmarks if each.index is None]
    reasons = sorted({each.reason for each in missing if each.state == "hidden" and each.reason})
    return (
        *((intervals,) if compared else (none,)),
        *((left,) if compared and without else ()),
        *((unlike,) if comparisons.over_other_hallmarks(of_whole, subject.group) else ()),
        *(words.gettext("hidden: {reason}.", reason=reason) for reason in reasons),
    )


def _over_all(edition: Edition, of_whole: Edition, subject: Subject, *, presence: bool, compared: bool) -> Row:
    """All hallmarks together; set against the whole only where both are made of the same ones."""
    own, whole = edition.results.overall, of_whole.results.overall
    unlike = comparisons.over_other_hallmarks(of_whole, subject.group)
    first = _index(edition, own, own.index)
    return Row(
        cells=(
            Cell(text=edition.words.gettext("All hallmarks")),
            Cell(text=f"{first.text}\u00a0{comparisons.OTHER_HALLMARKS}", number=first.number) if unlike else first,
            _index(of_whole, whole, whole.index),
            *(_compared(edition, comparisons.over_all(of_whole, subject.group)) if compared else ()),
            *((Cell(text=""), Cell(text="")) if presence else ()),
        ),
        reference=True,
    )


def _row(
    edition: Edition, of_whole: Edition, subject: Subject, own: Hallmark, *, presence: bool, compared: bool
) -> Row:
    whole = of_whole.hallmark(own.id) or own
    found = next((each.against_whole for each in subject.group.hallmarks if each.id == own.id), None)
    return Row(
        cells=(
            Cell(text=edition.text(own.title)),
            _index(edition, own, own.index),
            _index(of_whole, whole, whole.index),
            *(_compared(edition, found) if compared else ()),
            *((_presence(edition, own), _presence(of_whole, whole)) if presence else ()),
        )
    )


def _index(edition: Edition, part: Hallmark | Overall, index: float | None) -> Cell:
    figure = edition.index_figure(part, index)
    return Cell(text=figure.text, state=figure.state, number=edition.index_if_known(index))


def _compared(edition: Edition, found: Comparison | None) -> tuple[Cell, Cell]:
    """The difference with its interval, and what came of the comparison; only as far as the results hold them."""
    words = edition.words
    if found is None or found.difference is None or found.verdict is None:
        return Cell(text=DASH, state="absent"), Cell(text=DASH, state="absent")
    interval = comparisons.interval_of(edition, found)
    mark = comparisons.marks(edition).get(found.verdict)
    verdict = f"{mark.sign} {mark.word}" if mark else words.pgettext("verdict", "unclear")
    shade = {"above": max(tint(found.difference), 1), "below": min(tint(found.difference), -1)}
    return (
        Cell(
            text=words.difference(found.difference),
            detail=words.gettext("95% interval {interval}", interval=interval) if interval else None,
            tint=shade.get(found.verdict, 0),
            number=numbers.points(found.difference),
        ),
        Cell(text=verdict),
    )


def _presence(edition: Edition, hallmark: Hallmark) -> Cell:
    if hallmark.presence is None:
        missing = edition.missing(hallmark, "presence", "mean")
        return Cell(text=missing.text, state=missing.state)
    presence = sentences.presence(edition, hallmark.presence)
    return Cell(text=presence.word, presence=presence)
