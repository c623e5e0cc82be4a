"""What a project means for those who read the results."""

from __future__ import annotations

from collections.abc import Collection

from mentorscan.errors import Note
from mentorscan.project.model import Project


def project_notes(project: Project, *, found: Collection[str]) -> tuple[Note, ...]:
    """What the reader of a survey's results should know about the project.

    Which of its segments are not among those ``found`` in the data.
    """
    file, notes = project.file.name, []
    missing = [segment.id for segment in project.segments if segment.id not in found]
    if missing:
        text = f"Segments of {file} for which the data have no column: {', '.join(missing)}."
        notes.append(Note("segments-not-in-data", text, place=file, values={"segments": missing}))
    return tuple(notes)
