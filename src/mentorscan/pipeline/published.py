"""From a tally to everything that a run writes: what ``score`` and ``merge`` have in common.

What is asked is checked before any work; outputs are written at the end, whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from mentorscan.disclosure.folding import folded
from mentorscan.disclosure.gate import close_gate
from mentorscan.disclosure.provenance import publish_notes
from mentorscan.errors import Note, Problem
from mentorscan.files import write_whole
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.pipeline.headcount import Headcounts, headcounts_in_force, scores_with_headcounts
from mentorscan.pipeline.options import (
    Outputs,
    ScoreOptions,
    check_language,
    check_weights,
    rules_in_force,
    segments_to_show,
)
from mentorscan.pipeline.publication import make_results
from mentorscan.pipeline.reported import Reported, recipe_in_use
from mentorscan.pipeline.waves import read_earlier, scored_before
from mentorscan.project import project_notes
from mentorscan.report.model import Report
from mentorscan.report.recipe import Recipe
from mentorscan.report.recipe_file import Subjects
from mentorscan.results import Results
from mentorscan.results_file import to_json
from mentorscan.scoring.tally import Tally
from mentorscan.scoring.tally_file import dump

PRIVATE = 0o600
"""The mode of files with people's scores or sums in them."""

Content = tuple[Path, str | bytes, int | None]
"""A file, what it is to hold, and its mode."""


@dataclass(frozen=True, kw_only=True)
class Publication:
    """What is asked of the tally of an ``instrument``, and can be met."""

    instrument: Instrument
    options: ScoreOptions
    outputs: Outputs
    rules: Rules
    recipe: Recipe
    headcounts: Headcounts
    earlier: Results | None

    @classmethod
    def checked(cls, instrument: Instrument, *, options: ScoreOptions, outputs: Outputs) -> Publication:
        """What is asked, held against the instrument before any work.

        Raises ``UserError`` where it cannot be met.
        """
        project = options.project
        rules = rules_in_force(instrument, minimum_group=options.minimum_group, project=project)
        segments_to_show(options, found=())
        check_language(instrument, outputs.language)
        recipe = recipe_in_use(outputs, subjects=Subjects.of_instrument(instrument))
        check_weights(options)
        return cls(
            instrument=instrument,
            options=options,
            outputs=outputs,
            rules=rules,
            recipe=recipe,
            headcounts=headcounts_in_force(options.headcount, project=project, instrument=instrument),
            earlier=read_earlier(options.after, instrument=instrument, options=options) if options.after else None,
        )

    def written(
        self,
        tally: Tally,
        *,
        beside: Callable[[Results], Iterable[Content]] = lambda _: (),
        told: Sequence[Problem] = (),
        tell: Callable[[Note], None] | None = None,
        present: Callable[[Report], None] | None = None,
    ) -> Results:
        """The results of the tally, when all that is asked for has been written.

        ``beside``: further files on these results. ``tell`` hears of the problems ``told`` and of what is worth knowing
        of the other files; ``present`` is given the report.
        """
        results, safe = self._results(tally)
        reported = Reported(results, self.outputs, recipe=self.recipe)
        contents: list[Content] = [(path, reported.content(each), None) for each, path in self.outputs.reports.items()]
        if self.outputs.tally:
            compress = self.outputs.tally.suffix == ".gz"
            made = dump(safe or tally, compress=compress, safe=safe is not None)
            contents.append((self.outputs.tally, made, PRIVATE))
        contents += beside(results)
        if self.outputs.results:
            contents.append((self.outputs.results, to_json(results), None))
        for path, content, mode in contents:
            write_whole(path, content, force=self.outputs.force, mode=mode)
        if tell:
            for problem in told:
                place = str(problem.place) if problem.place else None
                tell(Note(problem.code, problem.message, "warning", place=place))
            for note in reported.notes if self.outputs.reports else ():
                tell(note)
        if present:
            present(reported.report)
        return results

    def _results(self, tally: Tally) -> tuple[Results, Tally | None]:
        """The results of the tally and, where it is asked for, the same tally safe to hand on."""
        project, options, rules = self.options.project, self.options, self.rules
        notes = project_notes(project, found=tally.segments) if project else ()
        scores, more = scores_with_headcounts(tally, self.headcounts, raked=options.rake)
        gate = close_gate(scores, rules)
        told = (*notes, *self.headcounts.notes, *more)
        results = make_results(scores, rules=rules, options=options, notes=told, after=self.earlier, gate=gate)
        if self.earlier is None:
            folders = [each.parent for each in (project.file if project else None, self.outputs.results) if each]
            warned = publish_notes(scored_before(results, folders=folders), rules=rules)
            results = results.model_copy(update={"notes": (*results.notes, *warned)})
        return results, folded(scores, gate=gate) if self.outputs.tally and self.outputs.safe else None
