"""Part 9: can we trust it? Who answered, what decided, how reliable it is, what was hidden, and where it came from."""

from __future__ import annotations

from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Chapters, Column, Row, Table, Term
from mentorscan.report.parts.method import method
from mentorscan.report.parts.notes import note_text
from mentorscan.report.parts.ratings import who_rated
from mentorscan.report.plain import plain
from mentorscan.results import Agreement, FileInfo, Hallmark, Reliability, Shown

NONE = Reliability()
"""Stands where nothing was computed."""


def trust(edition: Edition) -> Chapters:
    """Part 9, a chapter a question; a chapter with nothing to say is left out."""
    words = edition.words
    chapters = (
        who_rated(edition) if edition.assessed else _who_answered(edition),
        *(() if edition.assessed else (_reliability(edition), _hidden(edition))),
        _notes(edition),
        _thresholds(edition),
        Chapter(id="trust-method", title=words.gettext("The method in one page"), terms=method(edition)),
        _provenance(edition),
    )
    return Chapters(
        id="trust",
        title=words.gettext("Can we trust it?"),
        lead=(),
        chapters=tuple(each for each in chapters if each),
    )


def _who_answered(edition: Edition) -> Chapter:
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
    if all(group.people is None for segment in edition.results.segments for group in segment.groups):
        sentences.append(words.gettext("How many people were invited is not known, so there is no response rate."))
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


def _reliability(edition: Edition) -> Chapter | None:
    words, hallmarks = edition.words, (*edition.results.hallmarks, *edition.results.outcomes)
    alphas = [each.reliability.alpha for each in hallmarks if each.reliability]
    agreements = [each.agreement.r_wg_star for each in hallmarks if each.agreement]
    if all(figure is None for figure in alphas + agreements):
        return None
    return Chapter(
        id="trust-reliability",
        title=words.gettext("How reliable are the figures?"),
        sentences=(
            words.gettext(
                "Reliability says whether the statements of a hallmark measure one thing. Below 0.6 look at the "
                "statements one by one rather than at the index."
            ),
        ),
        tables=(
            Table(
                id="trust-reliability-table",
                caption=words.gettext("Reliability and agreement"),
                columns=(
                    Column(title=words.gettext("Hallmark")),
                    Column(title=words.gettext("In words")),
                    Column(title=words.gettext("Alpha"), kind="number"),
                    Column(title=words.gettext("95% interval"), kind="number"),
                    Column(title=words.gettext("People"), kind="number"),
                    Column(title=words.gettext("Agreement"), kind="number"),
                ),
                rows=tuple(_reliability_row(edition, each) for each in hallmarks),
                notes=(
                    words.gettext("People: those who answered all statements of the hallmark."),
                    words.gettext("Agreement: r*wg, 1 = all answer alike, 0 = as if by chance. It decides nothing."),
                ),
            ),
        ),
    )


def _reliability_row(edition: Edition, hallmark: Hallmark) -> Row:
    words, figures, agreement = edition.words, hallmark.reliability or NONE, hallmark.agreement or Agreement()
    spread, people = edition.missing(figures, "interval"), edition.missing(figures, "n")
    interval = Cell(text=spread.text, state=spread.state)
    if figures.interval is not None:
        low, high = (words.number(each, decimals=2) for each in figures.interval)
        interval = Cell(text=words.pgettext("interval", "{low} to {high}", low=low, high=high))
    return Row(
        cells=(
            Cell(text=edition.text(hallmark.title)),
            Cell(text=_reliability_word(edition, hallmark)),
            _two_decimals(edition, figures, "alpha", figures.alpha),
            interval,
            Cell(text=people.text, state=people.state) if figures.n is None else Cell(text=words.count(figures.n)),
            _two_decimals(edition, agreement, "r_wg_star", agreement.r_wg_star),
        )
    )


def _two_decimals(edition: Edition, part: Shown, field: str, value: float | None) -> Cell:
    if value is None:
        missing = edition.missing(part, field)
        return Cell(text=missing.text, state=missing.state)
    return Cell(text=edition.words.number(value, decimals=2))


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
        (0.9, words.pgettext("reliability", "very good")),
        (0.8, words.pgettext("reliability", "good")),
        (0.7, words.pgettext("reliability", "acceptable")),
        (0.6, words.pgettext("reliability", "modest")),
    )
    return next((word for bound, word in grades if round(alpha, 9) >= bound), words.pgettext("reliability", "weak"))


def _hidden(edition: Edition) -> Chapter:
    words, results = edition.words, edition.results
    groups = [group for segment in results.segments for group in segment.groups]
    whole = sum("*" in group.hidden or group.overall is None for group in groups)
    shown = [group for group in groups if group.overall is not None]
    cells = sum(each.index is None and bool(each.hidden) for group in shown for each in group.hallmarks)
    short = sum(bool(group.overall and group.overall.hidden) for group in shown)
    hallmarks = sum(each.index is None and bool(each.hidden) for each in results.hallmarks)
    found = [
        (hallmarks, words.ngettext("One hallmark is hidden.", "{number} hallmarks are hidden.", hallmarks)),
        (whole, words.ngettext("One group is hidden.", "{number} groups are hidden.", whole)),
        (
            cells,
            words.ngettext(
                "One hallmark of a group that is shown is hidden.",
                "{number} hallmarks of groups that are shown are hidden.",
                cells,
            ),
        ),
        (
            short,
            words.ngettext(
                "One group shows its means and indices only: it is small, or a small one could be worked out from it.",
                "{number} groups show their means and indices only: they are small, or a small one could be worked out "
                "from them.",
                short,
            ),
        ),
    ]
    told = tuple(sentence for count, sentence in found if count)
    why = (
        words.gettext(
            "A figure is hidden where it rests on fewer than {minimum} people, or where such a figure could be worked "
            "out from it. One reason is given for both. Hidden does not mean zero, nor bad.",
            minimum=words.count(results.rules.minimum_group),
        ),
    )
    return Chapter(
        id="trust-hidden",
        title=words.gettext("What is hidden, and why"),
        sentences=(" ".join(told), *why) if told else (words.gettext("Nothing had to be hidden."),),
    )


def _notes(edition: Edition) -> Chapter | None:
    words, notes = edition.words, edition.results.notes
    if not notes:
        return None
    kinds = {"error": words.gettext("Error"), "warning": words.gettext("Warning"), "info": words.gettext("Note")}
    return Chapter(
        id="trust-notes",
        title=words.gettext("Notes of the run"),
        terms=tuple(Term(name=kinds[each.severity], meaning=(note_text(edition, each),)) for each in notes),
    )


def _thresholds(edition: Edition) -> Chapter:
    words, rules = edition.words, edition.results.rules
    rule = rules.consistent
    answered = words.share(rules.minimum_answered)
    index = (words.gettext("Consistent: index of at least"), words.number(rule.index))
    unfavourable = (words.gettext("Consistent: unfavourable answers at most"), words.share(rule.unfavourable))
    of_raters = (
        (words.gettext("Statements of a hallmark that a rater must have answered"), answered),
        index,
        unfavourable,
    )
    of_people = (
        (words.gettext("Statements of a hallmark that a person must have answered"), answered),
        (words.gettext("People below which a figure is hidden"), words.count(rules.minimum_group)),
        (
            words.gettext("People below which a group shows mean and index only"),
            words.count(rules.minimum_distribution),
        ),
        index,
        unfavourable,
        (words.gettext("Consistent: people in groups that are reached, at least"), words.share(rule.reach)),
        (words.gettext("A group is reached from an index of"), words.number(rule.group_index)),
    )
    rows = of_raters if edition.assessed else of_people
    return Chapter(
        id="trust-thresholds",
        title=words.gettext("The numbers that decided"),
        tables=(
            Table(
                id="trust-thresholds-table",
                caption=words.gettext("Thresholds in force"),
                columns=(Column(title=words.gettext("Rule")), Column(title=words.gettext("Value"), kind="number")),
                rows=tuple(Row(cells=(Cell(text=rule_text), Cell(text=value))) for rule_text, value in rows),
            ),
        ),
    )


def _format(edition: Edition, file: FileInfo) -> str:
    """What kind of file it was."""
    known = {
        "plain": edition.words.gettext("CSV or spreadsheet, plain columns"),
        "answers": edition.words.gettext("answer file of a rater"),
    }
    return known.get(file.platform) or plain(file.platform)


def _provenance(edition: Edition) -> Chapter:
    words, results = edition.words, edition.results
    instrument = results.instrument
    terms = [
        Term(
            name=words.gettext("Instrument"),
            meaning=(
                words.gettext(
                    "{title} ({id}), version {version}",
                    title=edition.text(instrument.title),
                    id=instrument.id,
                    version=plain(instrument.version),
                ),
                words.gettext("fingerprint {fingerprint}", fingerprint=plain(instrument.fingerprint)),
            ),
        ),
        *((Term(name=words.gettext("Form"), meaning=(plain(instrument.form),)),) if instrument.form else ()),
        Term(
            name=words.gettext("Made by"),
            meaning=(
                words.gettext(
                    "mentorscan {version}, method {method}",
                    version=plain(results.tool.version),
                    method=str(results.tool.method),
                ),
            ),
        ),
        Term(name=words.gettext("Scored on"), meaning=(words.date(plain(results.created)),)),
    ]
    files = Table(
        id="trust-files",
        caption=words.gettext("The files that were read"),
        columns=(
            Column(title=words.gettext("File")),
            Column(title=words.gettext("Format")),
            Column(title=words.gettext("Rows"), kind="number"),
            Column(title=words.gettext("SHA-256 checksum")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=plain(each.name)),
                    Cell(text=_format(edition, each)),
                    Cell(text=words.gettext("hidden"), state="hidden")
                    if each.rows is None
                    else Cell(text=words.count(each.rows)),
                    Cell(text=plain(each.sha256)),
                )
            )
            for each in results.source.files
        ),
    )
    return Chapter(
        id="trust-provenance",
        title=words.gettext("Where it comes from"),
        terms=tuple(terms),
        tables=(files,) if files.rows else (),
    )
