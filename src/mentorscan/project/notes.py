"""What a project means for those who read the results."""

from __future__ import annotations

from collections.abc import Collection

from mentorscan.errors import Note
from mentorscan.project.model import Project


def project_notes(project: Project, *, found: Collection[str]) -> tuple[Note, ...]:
    """What the reader of a survey's results should know about the project.

    Which of its segments are not among those ``found`` in the data, and which formats are not written.
    """
    file, notes = project.file.name, []
    missing = [segment.id for segment in project.segments if segment.id not in found]
    if missing:
        text = f"Segments of {file} for which the data have no column: {', '.join(missing)}."
        notes.append(Note("segments-not-in-data", text, place=file, values={"segments": missing}))
    later = [each for each in project.report.formats if each not in project.report.writable]
    if later:
        text = f"This version writes no {', no '.join(later)}: formats that {file} asks for are left out."
        notes.append(Note("formats-not-available", text, "warning", place=file, values={"formats": later}))
    return tuple(notes)
