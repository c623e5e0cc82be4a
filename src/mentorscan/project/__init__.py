"""The project file: what belongs to one client and one wave of asking, beside the instrument and never in it."""

from __future__ import annotations

from mentorscan.project.apply import apply_project
from mentorscan.project.load import load_project
from mentorscan.project.model import Project
from mentorscan.project.notes import project_notes

__all__ = ["Project", "apply_project", "load_project", "project_notes"]
