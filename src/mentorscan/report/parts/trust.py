"""Part 9: can we trust it? Who answered, what decided, how reliable it is, what was hidden, and where it came from."""

from __future__ import annotations

from mentorscan.report import numbers
from mentorscan.report.edition import Edition
from mentorscan.report.model import Cell, Chapter, Chapters, Column, Row, Table, Term
from mentorscan.report.parts.answers import quality, weighting, who_answered
from mentorscan.report.parts.differences import raters_agree
from mentorscan.report.parts.grounds import rated, seen_of
from mentorscan.report.parts.leverage import leverage
from mentorscan.report.parts.method import method
from mentorscan.report.parts.notes import note_text
from mentorscan.report.parts.protection import protection
from mentorscan.report.parts.ratings import who_rated
from mentorscan.report.parts.reliability import agreement, reliability
from mentorscan.report.plain import plain
from mentorscan.results import FileInfo


def trust(edition: Edition) -> Chapters:
    """Part 9, a chapter a question; a chapter with nothing to say is left out."""
    words = edition.words
    chapters = (
        *(
            (who_rated(edition, seen=_seen(edition)), raters_agree(edition), leverage(edition))
            if edition.assessed
            else (
                who_answered(edition),
                quality(edition),
                weighting(edition),
                reliability(edition),
                agreement(edition),
                leverage(edition),
                _hidden(edition),
            )
        ),
        _notes(edition),
        _thresholds(edition),
        Chapter(id="trust-method", title=words.gettext("The method in one page"), terms=method(edition)),
        _provenance(edition),
    )
    return Chapters(
        id="trust",
        title=words.gettext("Can we trust it?"),
        finding=next((sentence for each in chapters if each for sentence in each.sentences), None),
        lead=(),
        chapters=tuple(each for each in chapters if each),
    )


def _seen(edition: Edition) -> str | None:
    """How many answers of an assessment rest on something that was seen; of a blind panel that is not known."""
    if edition.blind:
        return None
    every = (*edition.results.hallmarks, *edition.results.outcomes)
    return seen_of(edition, [each for hallmark in every for each in rated(hallmark)])


def _hidden(edition: Edition) -> Chapter:
    words, told = edition.words, protection(edition)
    return Chapter(
        id="trust-hidden",
        title=words.gettext("What is hidden, and why"),
        sentences=told or (words.gettext("Nothing had to be hidden."),),
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
    answered = _share(edition, rules.minimum_answered)
    index = (words.gettext("Consistent: index of at least"), _index(edition, rule.index))
    unfavourable = (words.gettext("Consistent: unfavourable answers at most"), _share(edition, rule.unfavourable))
    of_raters = (
        (words.gettext("Statements of a hallmark that a rater must have answered"), answered),
        index,
        unfavourable,
    )
    of_people = (
        (words.gettext("Statements of a hallmark that a person must have answered"), answered),
        (words.gettext("People below which a figure is hidden"), _count(edition, rules.minimum_group)),
        (
            words.gettext("People below which a group shows mean and index only"),
            _count(edition, rules.minimum_distribution),
        ),
        index,
        unfavourable,
        *(() if edition.subject else _of_the_whole(edition)),
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
                rows=tuple(Row(cells=(Cell(text=rule_text), value)) for rule_text, value in rows),
            ),
        ),
    )


def _of_the_whole(edition: Edition) -> tuple[tuple[str, Cell], ...]:
    """The thresholds that decide nothing within one group."""
    words, rules = edition.words, edition.results.rules
    rule = rules.consistent
    return (
        (words.gettext("Consistent: people in groups that are reached, at least"), _share(edition, rule.reach)),
        (words.gettext("A group is reached from an index of"), _index(edition, rule.group_index)),
        (
            words.ngettext(
                "Same answer throughout: answered statements, over at least one hallmark",
                "Same answer throughout: answered statements, over at least {number} hallmarks",
                rules.same_answer.hallmarks,
            ),
            _count(edition, rules.same_answer.items),
        ),
        (words.gettext("Hardly anything answered: answered statements below"), _share(edition, rules.sparse)),
    )


def _share(edition: Edition, bound: float) -> Cell:
    return Cell(text=edition.words.share(bound), number=numbers.share(bound))


def _count(edition: Edition, bound: int) -> Cell:
    return Cell(text=edition.words.count(bound), number=numbers.count(bound))


def _index(edition: Edition, bound: float) -> Cell:
    return Cell(text=edition.words.number(bound), number=numbers.number(bound, unit="index"))


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
        caption=words.gettext("The files that were read, of the whole organisation")
        if edition.subject
        else words.gettext("The files that were read"),
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
                    else Cell(text=words.count(each.rows), number=numbers.count(each.rows)),
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
