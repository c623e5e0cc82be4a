"""From survey exports or a dataframe to results.

One way through: instrument -> responses -> tally -> gate -> results -> report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from mentorscan.comments.collection import Comments
from mentorscan.errors import Note
from mentorscan.files import check_outputs
from mentorscan.instrument.model import Instrument
from mentorscan.pipeline.comments import check_comments, comments_file, too_few_comments
from mentorscan.pipeline.exports import Collectors, Progress, tally_exports
from mentorscan.pipeline.options import (
    Outputs,
    ScoreOptions,
    base_options,
    check_by,
    check_leave_out,
    check_respondents,
    instrument_in_use,
    rules_in_force,
)
from mentorscan.pipeline.pseudonyms import pseudonym_key
from mentorscan.pipeline.publication import make_results
from mentorscan.pipeline.published import PRIVATE, Content, Publication
from mentorscan.report.model import Report
from mentorscan.responses import read_frame
from mentorscan.responses.model import ReadOptions
from mentorscan.results import Results
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses


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
    check_outputs(outputs.paths, force=outputs.force, inputs=inputs_of(options, exports))
    instrument = instrument_in_use(options)
    asked = Publication.checked(instrument, options=options, outputs=outputs)
    check_respondents(outputs.respondents)
    check_comments(outputs.comments, project=options.project)
    check_leave_out(options.leave_out)
    key = pseudonym_key(outputs.key) if outputs.respondents and outputs.key else None
    collectors = Collectors(
        people=partial(RespondentScores, key=key) if outputs.respondents else None,
        comments=partial(Comments, blank=options.read.blank) if outputs.comments else None,
    )
    counted = tally_exports(exports, instrument=instrument, options=options, collectors=collectors, progress=progress)
    people, comments = counted.people, counted.comments
    collection = comments.collection(instrument, minimum=asked.rules.minimum_comments) if comments else None

    def beside(results: Results) -> Iterator[Content]:
        if outputs.respondents and people:
            parquet = outputs.respondents.suffix.lower() == ".parquet"
            yield outputs.respondents, people.to_bytes(parquet=parquet), PRIVATE
        if outputs.comments and collection:
            workbook = comments_file(outputs.comments, collection, results=results, language=outputs.language)
            yield outputs.comments, workbook, PRIVATE

    results = asked.written(counted.tally, beside=beside, told=counted.told, tell=tell, present=present)
    if tell and collection:
        for note in too_few_comments(collection, language=outputs.language):
            tell(note)
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


def inputs_of(options: ScoreOptions, exports: Sequence[Path]) -> list[Path]:
    """Every file that a run reads."""
    project = options.project.file if options.project else None
    named = (project, options.headcount, options.after, options.column_map)
    return [*exports, *(each for each in named if each is not None)]
