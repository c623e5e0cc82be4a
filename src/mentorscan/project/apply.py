"""An instrument with a client's segments in it. Its fingerprint stays as it was: segments never enter it."""

from __future__ import annotations

from collections.abc import Sequence

from mentorscan.errors import ProjectError
from mentorscan.instrument.build import complete_text
from mentorscan.instrument.load import written_form
from mentorscan.instrument.model import Group, Instrument, Segment, Text
from mentorscan.project.checks import fit_problems
from mentorscan.project.load import in_order
from mentorscan.project.model import Project, ProjectGroup, ProjectSegment
from mentorscan.project.written import ProjectFile


def apply_project(instrument: Instrument, project: Project) -> Instrument:
    """The instrument with the project's segments: its own first, in their order, filled where the project does.

    Nothing that the instrument knew is lost: of a group that both have, the project's label is shown and the
    instrument's still found in exports, and the aliases are those of both.

    Raises:
        ProjectError: where the project does not fit this instrument, with places in the project file.
    """
    _, problems = written_form(ProjectFile, project.document, languages=instrument.languages)
    problems += fit_problems(project.document, instrument=instrument)
    if problems:
        raise ProjectError(in_order(problems, file=project.document.file))
    segments = {segment.id: segment for segment in instrument.segments}
    for each in project.segments:
        segments[each.id] = _filled(each, declared=segments.get(each.id), languages=instrument.languages)
    return instrument.model_copy(update={"segments": tuple(segments.values())})


def _filled(segment: ProjectSegment, *, declared: Segment | None, languages: Sequence[str]) -> Segment:
    """A segment of the project, with what the instrument declares of it."""
    title = _text(segment.title, declared.title if declared else None, segment.id, languages)
    groups = {group.id: group for group in declared.groups} if declared else {}
    for each in segment.groups:
        groups[each.id] = _group(each, declared=groups.get(each.id), languages=languages)
    return Segment(id=segment.id, title=title, groups=tuple(groups.values()))


def _group(group: ProjectGroup, *, declared: Group | None, languages: Sequence[str]) -> Group:
    label = _text(group.label, declared.label if declared else None, group.id, languages)
    known = (*declared.label.values(), *declared.aliases) if declared else ()
    shown = label.values()
    aliases = dict.fromkeys(name for name in (*known, *group.aliases) if name not in shown)
    parent = group.parent or (declared.parent if declared else None)
    return Group(id=group.id, label=label, aliases=tuple(aliases), parent=parent)


def _text(written: str | Text | None, declared: Text | None, name: str, languages: Sequence[str]) -> Text:
    """A text of the project, else the instrument's, else the id."""
    return declared if written is None and declared else complete_text(written or name, languages=languages)
