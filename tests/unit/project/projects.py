"""A small instrument and a whole project file for it, written as text into a folder."""

from __future__ import annotations

from pathlib import Path

INSTRUMENT = """\
schema: 1
id: tiny
version: 1.0.0
title: {en: Tiny, it: Piccolo}
languages: [en, it]
questionnaires: [first]
scales:
  agreement:
    points: [{value: 1}, {value: 2}, {value: 3}]
segments:
  - id: department
    title: {en: Department, it: Reparto}
  - id: role
    title: {en: Role, it: Ruolo}
    groups:
      - {id: mentor, label: Mentor, aliases: [Guide]}
      - {id: mentee, label: {en: Mentee, it: Apprendista}}
"""
QUESTIONNAIRE = """\
id: first
title: First
scale: agreement
items:
  - {id: a1, text: We do}
  - {id: a2, text: We are}
comment: {id: a_comment, text: Anything else?}
"""
PROJECT = """\
schema: 1
organisation: Example Ltd
wave: {name: autumn 2026, from: "2026-10-01", to: "2026-10-31"}
instrument: tiny
segments:
  - id: department
    title: {en: Area, it: Settore}
    groups:
      - {id: commercial, label: Commercial}
      - {id: sales, label: {en: Sales, it: Vendite}, aliases: [Shop], people: 120, parent: commercial}
  - id: role
    groups:
      - {id: mentor, label: Adviser, people: 7}
      - {id: both, label: Both}
  - id: site
    title: Site
works_agreement:
  minimum_group: 10
  segments: [department, site]
  comments: false
report: {language: it, formats: [html, md], recipe: recipe.yaml}
"""


def write(folder: Path, project: str = PROJECT) -> Path:
    """The instrument in ``tiny/``, a recipe, and the project file; the path of the last."""
    (folder / "tiny").mkdir()
    (folder / "tiny" / "instrument.yaml").write_text(INSTRUMENT, encoding="utf-8")
    (folder / "tiny" / "first.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (folder / "recipe.yaml").write_text("schema: 1\n", encoding="utf-8")
    (folder / "mentorscan.yaml").write_text(project, encoding="utf-8")
    return folder / "mentorscan.yaml"
