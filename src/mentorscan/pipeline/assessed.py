"""From answer files to results and reports: what ``assess`` does once the answers are there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from operator import add
from pathlib import Path

from mentorscan.files import check_outputs, write_whole
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.interview.agreed import answer_files_of
from mentorscan.interview.answer_reading import check_organisation, read_answer_files
from mentorscan.interview.assessment import assessment_results, open_rules
from mentorscan.interview.blind import blind_results, require_enough, unnamed
from mentorscan.interview.responses import AnsweredByRater, form_of
from mentorscan.pipeline.beside import SurveyAtHand, with_survey
from mentorscan.pipeline.options import Outputs, ScoreOptions, check_language, instrument_in_use
from mentorscan.pipeline.publication import make_results
from mentorscan.pipeline.reported import Reported, recipe_in_use
from mentorscan.report.model import Report
from mentorscan.report.recipe_file import Subjects
from mentorscan.responses.forms import AUTO
from mentorscan.results import Results
from mentorscan.results_file import to_json
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses


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
