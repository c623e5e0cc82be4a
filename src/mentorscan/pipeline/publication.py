"""From a tally to the results, with where they came from."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime

from mentorscan import __version__
from mentorscan.disclosure.earlier import publish_after
from mentorscan.disclosure.gate import Gate
from mentorscan.disclosure.provenance import publish_notes, publish_rows
from mentorscan.disclosure.publish import publish
from mentorscan.errors import Note
from mentorscan.instrument.catalogue import fingerprint, item_fingerprint
from mentorscan.instrument.model import Rules
from mentorscan.pipeline.options import ScoreOptions, segments_to_show
from mentorscan.responses.alike import groups_alike
from mentorscan.results import InstrumentInfo, ItemPrint, Results, Source, Tool, Wave
from mentorscan.scoring.scores import Scores


def make_results(
    scores: Scores,
    *,
    rules: Rules,
    options: ScoreOptions,
    notes: Sequence[Note] = (),
    after: Results | None = None,
    gate: Gate | None = None,
) -> Results:
    """The results of scores: what the gate lets through, with where it came from, and further ``notes``.

    ``after``: earlier results of the same wave, whose figures stand where the new ones would tell on a few people.
    ``gate``: what may be shown of the scores under these rules, where that was decided before.
    """
    tally = scores.tally
    instrument = tally.instrument
    project = options.project
    shown = segments_to_show(options, found=tally.segments)
    if after:
        figures = publish_after(after, scores, rules=rules, by=shown, gate=gate)
    else:
        figures = publish(scores, rules=rules, by=shown, gate=gate)
    sources, respondents = publish_rows(scores, rules=rules)
    closed = {segment.id for segment in instrument.segments if segment.groups}
    alike = [
        note
        for segment in figures.segments
        if segment.id not in closed
        for note in groups_alike(segment.id, (group.value for group in segment.groups))
    ]
    return Results(
        tool=Tool(version=__version__),
        created=created(),
        as_of=figures.as_of,
        organisation=options.organisation or (project.organisation if project else None),
        wave=Wave(**project.wave.model_dump()) if project and project.wave else None,
        options={
            "by": list(tally.segments if shown is None else shown),
            "form": options.read.form,
            "minimum_group": options.minimum_group,
            "segments": list(options.read.segments),
            "rake": list(options.rake),
            **tally.options,
        },
        instrument=InstrumentInfo(
            id=instrument.id,
            version=instrument.version,
            fingerprint=fingerprint(instrument),
            title=instrument.title,
            introduction=instrument.introduction,
            languages=instrument.languages,
            form=tally.layout.form,
            scales=instrument.scales,
            levels=instrument.levels,
            items=tuple(
                ItemPrint(id=item, fingerprint=item_fingerprint(instrument, item)) for item in tally.layout.items
            ),
        ),
        rules=rules,
        source=Source(kind="survey", files=sources, respondents=figures.respondents or respondents),
        notes=publish_notes((*tally.notes, *alike, *figures.notes, *notes), rules=rules),
        overall=figures.overall,
        hallmarks=figures.hallmarks,
        practices=figures.practices,
        outcomes=figures.outcomes,
        reinforcement=figures.reinforcement,
        drivers=figures.drivers,
        priorities=figures.priorities,
        weighting=figures.weighting,
        answers_quality=figures.answers_quality,
        segments=figures.segments,
    )


def created() -> str:
    """Now in UTC to the second, or ``SOURCE_DATE_EPOCH`` (reproducible-builds.org) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
