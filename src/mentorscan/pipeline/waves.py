"""Earlier results of the same wave: those that a run is to stand beside, and those that it should know of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mentorscan.errors import Note, OptionError, Place, Problem, UserError
from mentorscan.files import is_ours
from mentorscan.instrument.catalogue import fingerprint
from mentorscan.instrument.model import Instrument
from mentorscan.pipeline.options import ScoreOptions
from mentorscan.results import Results
from mentorscan.results_file import read_results

BASE = ("unknown", "blank", "leave_out", "weight", "rake", "form", "segments")
"""Options that change what the figures rest on."""


def read_earlier(path: Path, *, instrument: Instrument, options: ScoreOptions) -> Results:
    """The earlier results that ``--after`` names.

    Raises ``UserError`` where they cannot be read, or are not of this survey: another instrument, wave or organisation.
    """
    earlier = read_results(path)
    project = options.project
    wave = project.wave.name if project and project.wave else None
    organisation = options.organisation or (project.organisation if project else None)
    found = []
    if earlier.source.kind != "survey":
        found.append("they are of an assessment")
    if earlier.instrument.fingerprint != fingerprint(instrument):
        found.append("they were made with another instrument, or another version of it")
    if wave and earlier.wave and earlier.wave.name != wave:
        found.append(f"they are of the wave {earlier.wave.name}, and this run is of {wave}")
    if organisation and earlier.organisation and earlier.organisation != organisation:
        found.append(f"they are of {earlier.organisation}, and this run is of {organisation}")
    if found:
        hint = "--after is for the same wave scored again; another wave needs no such care"
        raise OptionError([Problem("not-the-same-wave", each, Place(path.name), hint=hint) for each in found])
    return earlier


def scored_before(results: Results, *, folders: Iterable[Path]) -> tuple[Note, ...]:
    """A note that names files in these folders with other results of the same wave, or nothing.

    Of an organisation and a wave that have no name nothing can be said.
    """
    if results.wave is None:
        return ()
    found = []
    for path in sorted({each for folder in folders if folder.is_dir() for each in folder.glob("*.json")}):
        try:
            earlier = read_results(path) if is_ours(path) else None
        except (UserError, OSError):
            continue
        if earlier and _same_wave(earlier, results) and not _same_base(earlier, results):
            found.append(path.name)
    if not found:
        return ()
    text = (
        f"This wave was scored before, from other answers or with other options: {', '.join(found)}. What differs "
        "between two publications may be the answers of a few people: score with --after and the earlier file, or "
        "publish one of them only."
    )
    return (Note("scored-before", text, "warning", values={"files": found}),)


def _same_wave(earlier: Results, results: Results) -> bool:
    waves = earlier.wave and earlier.wave.name, results.wave and results.wave.name
    return (
        waves[0] == waves[1]
        and earlier.organisation == results.organisation
        and earlier.instrument.id == results.instrument.id
    )


def _same_base(earlier: Results, results: Results) -> bool:
    """Whether both rest on the same answers: the same files under the same options."""
    files = [sorted(file.sha256 for file in each.source.files) for each in (earlier, results)]
    return files[0] == files[1] and all(earlier.options.get(key) == results.options.get(key) for key in BASE)
