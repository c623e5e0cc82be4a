"""What is asked of a run: its options, its outputs, and whether they can be met, before any work."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mentorscan.errors import OptionError, Problem
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.instrument.explain import nearest
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.pipeline.reported import ReportOptions
from mentorscan.project import Project, apply_project
from mentorscan.responses.model import ReadOptions, Responses
from mentorscan.scoring.quality import LEAVE_OUT


@dataclass(frozen=True, kw_only=True)
class ScoreOptions:
    """What is scored, and how. ``by``: the segments to show, all where empty.

    ``after``: earlier results of the same wave. ``leave_out``: which doubtful rows (``scoring.quality.LEAVE_OUT``).
    ``headcount``: a file with how many people there are; ``rake``: the segments to whose headcounts the respondents are
    weighted. ``column_map``: a map file; ``rolling``: whether the same response in several exports counts once;
    ``keep_going``: whether exports that cannot be read are left out; ``found``: those that were found in a folder and
    not named one by one. ``instrument`` and ``organisation`` win over those of the ``project``.
    """

    project: Project | None = None
    instrument: str | Path | None = None
    read: ReadOptions = field(default_factory=ReadOptions)
    by: tuple[str, ...] = ()
    minimum_group: int | None = None
    organisation: str | None = None
    leave_out: tuple[str, ...] = ()
    after: Path | None = None
    headcount: Path | None = None
    rake: tuple[str, ...] = ()
    column_map: Path | None = None
    rolling: bool = False
    keep_going: bool = False
    found: frozenset[Path] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Outputs(ReportOptions):
    """What is written, apart from what is returned. ``report``: a folder, for ``formats``.

    ``key``: the file with the key of the respondents' pseudonyms; without it their own ids are written.
    ``safe``: whether the tally is written with small groups folded (``disclosure.folding``).
    """

    results: Path | None = None
    report: Path | None = None
    formats: tuple[str, ...] = ("html", "md")
    tally: Path | None = None
    respondents: Path | None = None
    key: Path | None = None
    safe: bool = False
    comments: Path | None = None
    force: bool = False

    @property
    def reports(self) -> dict[str, Path]:
        """The report's files by format."""
        return {each: self.report / f"report.{each}" for each in self.formats} if self.report else {}

    @property
    def paths(self) -> tuple[Path, ...]:
        """Every file that is to be written."""
        private = (self.tally, self.respondents, self.comments)
        return tuple(filter(None, (self.results, *self.reports.values(), *private)))


def instrument_in_use(options: ScoreOptions) -> Instrument:
    """The instrument that the options name, else the project, else the built-in one; with the project's segments."""
    project = options.project
    if project is None:
        return open_instrument(options.instrument)
    name = project.instrument if options.instrument is None else options.instrument
    return apply_project(open_instrument(name), project)


def rules_in_force(instrument: Instrument, *, minimum_group: int | None, project: Project | None = None) -> Rules:
    """The instrument's rules with the minimum that was agreed, or a higher one. Raises ``OptionError`` where lower."""
    rules = instrument.rules
    agreed = (project.agreement.minimum_group if project else None) or 0
    floor = max(rules.minimum_group, agreed)
    minimum = floor if minimum_group is None else minimum_group
    if minimum < floor:
        told = "what was agreed" if agreed == floor else "the rule in force"
        raise OptionError(
            Problem(
                "minimum-group-lowered",
                f"--minimum-group {minimum_group} is below {told}",
                place=project.agreement_place("minimum_group") if project and agreed == floor else None,
                expected=f"{floor} or more",
                hint="the minimum protects respondents: the command line can raise it, and never lower it",
            )
        )
    return rules.model_copy(
        update={
            "minimum_group": minimum,
            "minimum_distribution": max(rules.minimum_distribution, minimum),
            "minimum_comments": max(rules.minimum_comments, minimum),
        }
    )


def segments_to_show(options: ScoreOptions, *, found: Collection[str]) -> tuple[str, ...] | None:
    """The segments that ``--by`` names, else those agreed, else all (``None``).

    Raises ``OptionError`` where a segment is asked for that the works agreement leaves out.
    """
    project = options.project
    agreed = project.agreement.segments if project else None
    if project is None or agreed is None:
        return options.by or None
    beyond = [segment for segment in options.by if segment not in agreed]
    if beyond:
        place = project.agreement_place("segments")
        expected = f"one of {', '.join(agreed)}" if agreed else "no segment at all"
        hint = "only what was agreed with the employees' side may be shown"
        raise OptionError(
            [Problem("segment-not-agreed", f"--by {each} was not agreed", place, expected, hint) for each in beyond]
        )
    return options.by or tuple(segment for segment in found if segment in agreed)


def check_language(instrument: Instrument, language: str | None) -> None:
    """Raise ``OptionError`` where the report cannot be written in this language, before any work."""
    if language is not None and language not in instrument.languages:
        raise OptionError(
            Problem(
                "unknown-language",
                f"the instrument {instrument.id} has no texts in {language!r}",
                expected=f"one of {', '.join(instrument.languages)}",
            )
        )


def check_respondents(path: Path | None) -> None:
    """Raise ``OptionError`` where the respondents' file has no known format, before any work."""
    if path is not None and path.suffix.lower() not in (".csv", ".parquet"):
        raise OptionError(
            Problem("respondents-format", f"{path.name} names no known format", expected="a name in .csv or .parquet")
        )


def check_leave_out(names: Sequence[str]) -> None:
    """Raise ``OptionError`` where rows of no known kind are to be left out, before any work."""
    problems = [
        Problem(
            "unknown-rows",
            f"--leave-out {each}: no such kind of rows",
            expected=f"one of {', '.join(LEAVE_OUT)}",
            hint=nearest(each, LEAVE_OUT),
        )
        for each in names
        if each not in LEAVE_OUT
    ]
    if problems:
        raise OptionError(problems)


def check_by(by: Sequence[str], responses: Sequence[Responses]) -> None:
    """Raise ``OptionError`` where a segment is to be shown that no export has."""
    known = list(dict.fromkeys(segment for each in responses for segment in each.segments))
    problems = [
        Problem(
            "unknown-segment",
            f"--by {segment}: no such segment in the data",
            expected=f"one of {', '.join(known)}" if known else "a segment; this export has none",
            hint=nearest(segment, known) or f"if it is a column of the export, add --segment {segment}",
        )
        for segment in by
        if segment not in known
    ]
    if problems:
        raise OptionError(problems)


def base_options(options: ScoreOptions) -> dict[str, Any]:
    """The options that shape what the figures rest on: tallies made under different ones do not add up."""
    read = options.read
    return {
        "unknown": read.unknown,
        "blank": list(read.blank),
        "leave_out": sorted(options.leave_out),
        "weight": read.weight,
        "complete_only": read.complete_only,
        "since": read.since.isoformat() if read.since else None,
        "until": read.until.isoformat() if read.until else None,
        "rolling": options.rolling,
        "unknown_groups": read.unknown_groups,
    }


def check_weights(options: ScoreOptions) -> None:
    """Raise ``OptionError`` where respondents would be weighted twice, or to headcounts that nobody gives."""
    if options.rake and options.read.weight:
        hint = "rake answers that carry no weights yet, or use the column's weights as they are"
        raise OptionError(Problem("weighted-twice", "--weight and --rake are both given", expected="one", hint=hint))
    if options.rake and options.headcount is None and not (options.project and options.project.people):
        hint = "add --headcount FILE, or people to the groups of the project file"
        raise OptionError(Problem("no-headcount", "--rake needs headcounts", expected="headcounts", hint=hint))
