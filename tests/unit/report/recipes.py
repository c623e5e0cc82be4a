"""A recipe file with everything in it, and how to load one."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.unit.report.examples import full_results

from mentorscan.report.recipe import Recipe
from mentorscan.report.recipe_file import Subjects, load_recipe

WHOLE = """\
schema: 1
organisation: Example Ltd
audience: hr
sections: [profile, summary, hallmarks, priorities]
accent: "#0B6E4F"
logo: logo.png
cover:
  title: {en: Mentoring culture 2026, it: Cultura del mentoring 2026}
  subtitle: What people said
  prepared_for: The steering group
  prepared_by: Example Consulting
  date: November 2026
  lines: [Second wave, Draft]
confidentiality: For the steering group only
sign_off:
  text: We stand by **this**.
  name: A. Consultant
  role: Lead
  place: Turin
interpretation:
  summary: |
    People *know* about it.

    - few are asked
    - fewer ask
  safety_nets: Start here.
leave_out: [accaction]
level_words: false
"""


def picture() -> bytes:
    """The smallest PNG: one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def written(folder: Path, text: str = WHOLE) -> Path:
    """The recipe in a file, with its logo beside it."""
    (folder / "logo.png").write_bytes(picture())
    path = folder / "recipe.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder: Path, text: str = WHOLE, *, language: str = "en") -> Recipe:
    """The recipe as the results of the examples take it."""
    return load_recipe(written(folder, text), subjects=Subjects.of_results(full_results()), language=language)
