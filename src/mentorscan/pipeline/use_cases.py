"""The use cases: what the commands do, without printing and without exiting.

One way through: instrument -> responses -> tally -> gate -> results -> report. Outputs are checked before any work
and written at the end, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from operator import add
from pathlib import Path
from typing import Any

from mentorscan.comments.collection import Comments
from mentorscan.demo import organisation, write_export
from mentorscan.disclosure.folding import folded
from mentorscan.disclosure.gate import close_gate
from mentorscan.disclosure.provenance import publish_notes
from mentorscan.errors import Note
from mentorscan.files import check_folder, check_outputs, write_whole
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.interview.agreed import answer_files_of
from mentorscan.interview.answer_reading import check_organisation, read_answer_files
from mentorscan.interview.assessment import assessment_results, open_rules
from mentorscan.interview.blind import blind_results, require_enough, unnamed
from mentorscan.interview.responses import AnsweredByRater, form_of
from mentorscan.pipeline.beside import SurveyAtHand, with_survey
from mentorscan.pipeline.comments import check_comments, comments_file, too_few_comments
from mentorscan.pipeline.exports import Collectors, Progress, tally_exports
from mentorscan.pipeline.headcount import headcounts_in_force, scores_with_headcounts
from mentorscan.pipeline.options import (
    Outputs,
    ScoreOptions,
    base_options,
    check_by,
    check_language,
    check_leave_out,
    check_respondents,
    check_weights,
    instrument_in_use,
    rules_in_force,
    segments_to_show,
)
from mentorscan.pipeline.pseudonyms import pseudonym_key
from mentorscan.pipeline.publication import make_results
from mentorscan.pipeline.reported import Reported, ReportOptions, group_reports, recipe_in_use
from mentorscan.pipeline.waves import read_earlier, scored_before
from mentorscan.project import Project, project_notes
from mentorscan.report.model import Report
from mentorscan.report.recipe_file import Subjects
from mentorscan.responses import read_frame
from mentorscan.responses.forms import AUTO
from mentorscan.responses.model import ReadOptions
from mentorscan.results import Results
from mentorscan.results_file import to_json
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses
from mentorscan.scoring.tally_file import dump

PRIVATE = 0o600
"""The mode of files with people's scores or sums in them."""


def score_exports(
    exports: Sequence[Path],
    *,
    options: ScoreOptions,
    outputs: Outputs,
    progress: Progress | None = None,
    tell: Callable[[Note], None] | None = None,
    present: Callable[[Report], None] | None = None,
) -> Results:
    """The results of one or more survey exports, added up into one; writes what ``outputs`` names.

    ``progress`` is told how many rows are done; ``tell`` what is worth knowing of the other files, and does not belong
    into the results; ``present`` is given the report, in the language of ``outputs``, when all is written. Raises
    ``UserError`` where anything is wrong with the input; then nothing is written.
    """
    project = options.project
    check_outputs(outputs.paths, force=outputs.force, inputs=inputs_of(options, exports))
    instrument = instrument_in_use(options)
    rules = rules_in_force(instrument, minimum_group=options.minimum_group, project=project)
    segments_to_show(options, found=())
    check_language(instrument, outputs.language)
    recipe = recipe_in_use(outputs, subjects=Subjects.of_instrument(instrument))
    check_respondents(outputs.respondents)
    check_comments(outputs.comments, project=project)
    check_leave_out(options.leave_out)
    check_weights(options)
    headcounts = headcounts_in_force(options.headcount, project=project, instrument=instrument)
    earlier = read_earlier(options.after, instrument=instrument, options=options) if options.after else None
    key = pseudonym_key(outputs.key) if outputs.respondents and outputs.key else None
    collectors = Collectors(
        people=partial(RespondentScores, key=key) if outputs.respondents else None,
        comments=partial(Comments, blank=options.read.blank) if outputs.comments else None,
    )
    counted = tally_exports(exports, instrument=instrument, options=options, collectors=collectors, progress=progress)
    tally, people, comments = counted.tally, counted.people, counted.comments
    collection = comments.collection(instrument, minimum=rules.minimum_comments) if comments else None
    notes = project_notes(project, found=tally.segments) if project else ()
    scores, more = scores_with_headcounts(tally, headcounts, raked=options.rake)
    gate = close_gate(scores, rules)
    results = make_results(
        scores, rules=rules, options=options, notes=(*notes, *headcounts.notes, *more), after=earlier, gate=gate
    )
    if earlier is None:
        folders = [each.parent for each in (project.file if project else None, outputs.results) if each]
        warned = publish_notes(scored_before(results, folders=folders), rules=rules)
        results = results.model_copy(update={"notes": (*results.notes, *warned)})
    reported = Reported(results, outputs, recipe=recipe)
    contents: list[tuple[Path, str | bytes, int | None]] = [
        (path, reported.content(each), None) for each, path in outputs.reports.items()
    ]
    if outputs.tally:
        written = folded(scores, gate=gate) if outputs.safe else tally
        contents.append(
            (outputs.tally, dump(written, compress=outputs.tally.suffix == ".gz", safe=outputs.safe), PRIVATE)
        )
    if outputs.respondents and people:
        parquet = outputs.respondents.suffix.lower() == ".parquet"
        contents.append((outputs.respondents, people.to_bytes(parquet=parquet), PRIVATE))
    if outputs.comments and collection:
        workbook = comments_file(outputs.comments, collection, results=results, language=outputs.language)
        contents.append((outputs.comments, workbook, PRIVATE))
    if outputs.results:
        contents.append((outputs.results, to_json(results), None))
    for path, content, mode in contents:
        write_whole(path, content, force=outputs.force, mode=mode)
    if tell:
        for problem in counted.told:
            tell(Note(problem.code, problem.message, "warning", place=str(problem.place) if problem.place else None))
        for note in too_few_comments(collection, language=outputs.language) if collection else ():
            tell(note)
        for note in reported.notes if outputs.reports else ():
            tell(note)
    if present:
        present(reported.report)
    return results


def assess(
    files: Sequence[Path],
    *,
    options: ScoreOptions,
    outputs: Outputs,
    blind: bool = False,
    survey: SurveyAtHand | None = None,
    present: Callable[[Report], None] | None = None,
) -> Results:
    """The results of one or more answer files, each a named rater's; writes what ``outputs`` names.

    One of them may be a consensus, which settles the items that it names. ``blind``: without names and single answers.
    ``survey``: what the employees say, to stand beside it (``read_survey``). ``present`` is given the report when all
    is written. Raises ``UserError`` where anything is wrong with the files; then nothing is written.
    """
    project = options.project
    further = (project.file if project else None, survey.path if survey else None)
    check_outputs(outputs.paths, force=outputs.force, inputs=[*files, *filter(None, further)])
    instrument = instrument_in_use(options)
    check_language(instrument, outputs.language)
    recipe = recipe_in_use(outputs, subjects=Subjects.of_instrument(instrument))
    read = read_answer_files(files, instrument=instrument)
    if project:
        check_organisation(read, project=project)
    given = answer_files_of(read)
    if blind:
        require_enough(given.raters)
    asked = None if options.read.form == AUTO else options.read.form
    form = form_of(given.raters, instrument=instrument, asked=asked)
    given = unnamed(given) if blind else given
    items, offered = instrument.form_items(form), with_both_opt_outs(instrument)
    raters = [AnsweredByRater(each, instrument=offered, form=form) for each in given.settled(items)]
    tally = reduce(add, (tally_responses(each, instrument=offered, options={}) for each in raters))
    notes = tuple(given.notes(items=items, form=form))
    counted = make_results(Scores(tally), rules=open_rules(instrument.rules), options=options, notes=notes)
    results = assessment_results(counted, given, instrument=instrument, form=form)
    if blind:
        results = blind_results(results)
    if survey:
        results = with_survey(results, survey)
    reported = Reported(results, outputs, recipe=recipe)
    contents: dict[Path, str | bytes] = {path: reported.content(each) for each, path in outputs.reports.items()}
    if outputs.results:
        contents[outputs.results] = to_json(results)
    for path, content in contents.items():
        write_whole(path, content, force=outputs.force)
    if present:
        present(reported.report)
    return results


def score(
    frame: Any,
    instrument: Instrument,
    *,
    by: Sequence[str] = (),
    read: ReadOptions | None = None,
    minimum_group: int | None = None,
) -> Results:
    """The results of a dataframe that is already here: any that Narwhals takes (Polars, pandas, PyArrow, DuckDB, ...).

    Columns and cells as in a survey export; ``by``: the segments to show, all where empty.
    """
    read = read or ReadOptions()
    rules = rules_in_force(instrument, minimum_group=minimum_group)
    responses = read_frame(frame, instrument=instrument, options=read)
    options = ScoreOptions(read=read, by=tuple(by), minimum_group=minimum_group)
    check_by(options.by, [responses])
    tally = tally_responses(responses, instrument=instrument, options=base_options(options), weighted=read.weight)
    return make_results(Scores(tally), rules=rules, options=options)


def report(
    results: Results,
    *,
    formats: Sequence[str],
    output: Path,
    options: ReportOptions,
    force: bool,
    comments: Mapping[str, Sequence[str]] | None = None,
    tell: Callable[[Note], None] | None = None,
) -> tuple[Path, ...]:
    """Write the report: one format into the file ``output``, several (or one, where it is a folder) into a folder.

    ``comments``: by hallmark those that were released (``released_comments``). ``tell`` is told what is worth knowing.
    """
    folder = len(formats) > 1 or output.is_dir()
    paths = {each: output / f"report.{each}" if folder else output for each in formats}
    check_outputs(paths.values(), force=force)
    reported = reported_on(results, options=options, comments=comments)
    contents = {path: reported.content(each) for each, path in paths.items()}
    for path, content in contents.items():
        write_whole(path, content, force=force)
    if tell:
        _tell_all(reported.notes, tell)
    return tuple(paths.values())


def report_per(
    results: Results, *, per: str, formats: Sequence[str], folder: Path, options: ReportOptions, force: bool
) -> tuple[Path, ...]:
    """Write a report for each group of a segment that is shown, and an index page, into a folder.

    All of them are made before the first is written. Raises ``OptionError`` where there is no such segment.
    """
    reports = group_reports(results, per=per, formats=formats, options=options)
    paths = tuple(folder / each for each in reports.names)
    check_outputs(paths, force=force)
    for name, content in list(reports.contents()):
        write_whole(folder / name, content, force=force)
    return paths


def demo(
    folder: Path,
    *,
    language: str | None,
    formats: Sequence[str],
    force: bool,
    project: Project | None = None,
    recipe: Path | None = None,
    present: Callable[[Report], None] | None = None,
) -> tuple[Results, tuple[Path, ...]]:
    """A sample export in ``folder``, scored and reported there; the results and every file written.

    ``present`` is given the report when all is written.
    ``project``: whose instrument, segments and name are used; the answers are invented all the same.
    """
    options = ScoreOptions(project=project.without_people() if project else None)
    instrument = instrument_in_use(options)
    check_language(instrument, language)
    chosen = language or instrument.language
    outputs = Outputs(
        results=folder / "results.json",
        report=folder,
        formats=tuple(formats),
        language=chosen,
        recipe=recipe,
        force=force,
    )
    export = folder / "export.csv"
    check_folder(folder)
    check_outputs((export, *outputs.paths), force=force)
    recipe_in_use(outputs, subjects=Subjects.of_instrument(instrument))
    write_export(export, instrument=instrument, language=chosen, force=force)
    name = organisation(chosen, name=project.organisation if project else None)
    named = replace(options, organisation=name)
    results = score_exports([export], options=named, outputs=outputs, present=present)
    return results, (export, *outputs.paths)


def inputs_of(options: ScoreOptions, exports: Sequence[Path]) -> list[Path]:
    """Every file that a run reads."""
    project = options.project.file if options.project else None
    named = (project, options.headcount, options.after, options.column_map)
    return [*exports, *(each for each in named if each is not None)]


def render(
    results: Results,
    format_: str,
    *,
    options: ReportOptions,
    comments: Mapping[str, Sequence[str]] | None = None,
    tell: Callable[[Note], None] | None = None,
) -> str | bytes:
    """The report in one format. ``comments``: by hallmark those that were released."""
    reported = reported_on(results, options=options, comments=comments)
    if tell:
        _tell_all(reported.notes, tell)
    return reported.content(format_)


def reported_on(
    results: Results, *, options: ReportOptions, comments: Mapping[str, Sequence[str]] | None = None
) -> Reported:
    """Results with the report on them, as the recipe wants it, which is checked first."""
    recipe = recipe_in_use(options, subjects=Subjects.of_results(results))
    return Reported(results, options, comments, recipe)


def _tell_all(notes: Iterable[Note], tell: Callable[[Note], None]) -> None:
    for note in notes:
        tell(note)
