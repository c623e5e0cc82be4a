"""The project as the rest of mentorscan sees it: frozen, and checked against the instrument that it is for.

The YAML format is section 8 of the contract (``docs/formats.md``). Files are read by ``mentorscan.project.load``.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, InstanceOf

from mentorscan.errors import Place
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.model import Model, Text


class ProjectWave(Model):
    """One round of asking; dates as ISO text."""

    name: str
    from_date: str | None = None
    to_date: str | None = None


class ProjectGroup(Model):
    """A group of a segment.

    ``label`` as it is written: one text for all languages, or one for each. ``people``: how many work there by the
    organisation chart, never counted from answers.
    """

    id: str
    label: str | Text | None = None
    aliases: tuple[str, ...] = ()
    people: int | None = None
    parent: str | None = None


class ProjectSegment(Model):
    """A segment that the project adds to the instrument, or fills."""

    id: str
    title: str | Text | None = None
    groups: tuple[ProjectGroup, ...] = ()


class WorksAgreement(Model):
    """What was agreed with the employees' side; ``None``: nothing about it. Options may be stricter, never looser."""

    minimum_group: int | None = None
    segments: tuple[str, ...] | None = None
    comments: bool | None = None


class ReportWishes(Model):
    """How reports are to be made where the command line does not say. ``recipe``: a file."""

    language: str | None = None
    formats: tuple[str, ...] = ()
    recipe: Path | None = None


class Project(Model):
    """One client, one wave.

    ``instrument``: the name of the built-in one, or a folder; ``None``: nothing about it. ``document``: the file as it
    was read, so that whatever does not fit an instrument can be told with its place.
    """

    file: Path
    organisation: str | None = None
    wave: ProjectWave | None = None
    instrument: str | Path | None = None
    segments: tuple[ProjectSegment, ...] = ()
    works_agreement: WorksAgreement | None = None
    report: ReportWishes = ReportWishes()
    document: InstanceOf[Document] = Field(repr=False, exclude=True)

    @property
    def agreement(self) -> WorksAgreement:
        """The works agreement; an empty one where there is none."""
        return self.works_agreement or WorksAgreement()

    def agreement_place(self, key: str) -> Place:
        """Where a key of the works agreement stands."""
        return Part(self.document, ("works_agreement", key)).place

    @property
    def people(self) -> dict[tuple[str, str | None], int]:
        """The headcounts, by segment and group."""
        return {
            (segment.id, group.id): group.people
            for segment in self.segments
            for group in segment.groups
            if group.people is not None
        }

    def without_people(self) -> Project:
        """The same project without headcounts: invented answers must not be set against them."""
        segments = tuple(
            segment.model_copy(
                update={"groups": tuple(each.model_copy(update={"people": None}) for each in segment.groups)}
            )
            for segment in self.segments
        )
        return self.model_copy(update={"segments": segments})
