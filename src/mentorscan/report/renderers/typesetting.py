"""Typst, with the templates in force: from a report to the pages of a PDF, or to pictures.

The report goes in as data, so none of its texts can become markup. Typst sees one folder that holds the templates, the
user's before the bundled ones, and the logo: it reads nothing else of the machine, and opens no connection.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import typst

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.report.design import Logo
from mentorscan.report.model import Cell, Part, Report, Table
from mentorscan.report.recipe import PARTS
from mentorscan.report.renderers.templates import Templates

COVERED: Final = (
    "\u0020-\u007e\u00a0-\u017f\u0192\u0218-\u021b\u02c6\u02c7\u02d8-\u02dd"
    "\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u0490-\u0491\u1e80-\u1e85\u1e9e\u1ef2-\u1ef3"
    "\u2010-\u2015\u2018-\u2022\u2026\u2030\u2032-\u2033\u2039-\u203a\u2044\u20ac\u2116\u2122\u2190-\u2193\u2212\u2248"
    "\u2260\u2264-\u2265\u25a0\u25b2\u25bc\u25cb\u25cf"
)
"""The characters that the bundled fonts have, as ranges of a regular expression."""

_FOREIGN: Final = re.compile(rf"[^{COVERED}\u2066-\u2069\s]")
_NO_GLYPH: Final = "could not be displayed with"
_MESSAGE: Final = re.compile(r"^error: (.*)$", re.MULTILINE)
_PLACE: Final = re.compile(r"┌─ (.*):(\d+):(\d+)$", re.MULTILINE)
_PACKAGE: Final = re.compile(r'"@[\w-]+/')
_ENDINGS: Final = frozenset({".typ", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_UNUSED: Final[Mapping[type, frozenset[str]]] = {
    Report: frozenset({*PARTS, "order", "figures"}),
    Table: frozenset({"views"}),
    Cell: frozenset({"number", "readings", "hint"}),
    Logo: frozenset({"data"}),
}
"""What no template needs: parts by their names, bare figures, what can be switched, the logo's bytes (a file)."""


def typeset(
    entry: str,
    *,
    report: Report,
    templates: Templates,
    inputs: Mapping[str, object] | None = None,
    resolution: float | None = None,
) -> tuple[bytes, ...]:
    """What the template ``entry`` makes of the report: a PDF, or with a ``resolution`` (ppi) a PNG for each page.

    ``inputs``: what it is given beside the report. The PDF is tagged and keeps to PDF/UA-1; where it holds a character
    that no font at hand has, it is tagged as well, but cannot claim to keep to the standard.

    Raises:
        OptionError: where a template is wrong.
    """
    given = {name: json.dumps(as_data(each), ensure_ascii=False) for name, each in (inputs or {}).items()}
    given["report"] = json.dumps(as_data(report), ensure_ascii=False)
    with TemporaryDirectory(prefix="mentorscan-") as name:
        folder = Path(name)
        _lay_out(folder, report=report, templates=templates)
        options: dict[str, Any] = {
            "input": folder / entry,
            "root": folder,
            "font_paths": _fonts(templates.folders, system=_FOREIGN.search("".join(given.values())) is not None),
            "sys_inputs": given,
            "package_path": folder / "packages",
            "package_cache_path": folder / "packages",
        }
        if resolution is not None:
            return _compiled(templates, **options, format="png", ppi=resolution)
        options |= {"format": "pdf", "timestamp": _moment(report.created)}
        try:
            return _compiled(templates, **options, pdf_standards=["ua-1"])
        except _MissingGlyphsError:
            return _compiled(templates, **options)


def as_data(part: object) -> object:
    """A part of the report as templates get it: each dataclass an object; parts of the page say their ``kind``."""
    if is_dataclass(part) and not isinstance(part, type):
        unused = _UNUSED.get(type(part), frozenset())
        shown = {each.name: as_data(getattr(part, each.name)) for each in fields(part) if each.name not in unused}
        if isinstance(part, Report):
            return shown | {"parts": as_data(part.parts)}
        return shown | ({"kind": part.kind} if isinstance(part, Part) else {})
    if isinstance(part, Mapping):
        return {name: as_data(each) for name, each in part.items()}
    if isinstance(part, (list, tuple)):
        return [as_data(each) for each in part]
    return part


class _MissingGlyphsError(Exception):
    """Some characters are in no font."""


def _compiled(templates: Templates, **options: Any) -> tuple[bytes, ...]:
    try:
        made = typst.compile(**options)
    except typst.TypstError as error:
        messages = _MESSAGE.findall(error.diagnostic)
        if messages and all(_NO_GLYPH in each for each in messages):
            raise _MissingGlyphsError from error
        raise OptionError(_problem(error, templates)) from error
    return tuple(made) if isinstance(made, list) else (made,)


def _lay_out(folder: Path, *, report: Report, templates: Templates) -> None:
    """The templates and the pictures beside them, those of the user last, so that they stand in place of ours."""
    for source in reversed(templates.folders):
        for each in sorted(source.iterdir()):
            if each.suffix.lower() in _ENDINGS and each.is_file():
                shutil.copyfile(each, folder / each.name)
                if source == templates.own and each.suffix == ".typ":
                    _check_offline(each)
    if report.design.logo:
        (folder / f"logo.{report.design.logo.kind}").write_bytes(report.design.logo.data)


def _check_offline(template: Path) -> None:
    """Nothing, if this template asks for no package: those would be fetched from the internet."""
    for number, line in enumerate(template.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if _PACKAGE.search(line):
            raise OptionError(
                Problem(
                    "template-package",
                    "the template imports a package, which would have to be fetched from the internet",
                    Place(str(template), number),
                    expected="imports of files that lie beside it",
                    hint="copy what it needs of the package into a .typ file beside it",
                )
            )


@cache
def _fonts(folders: tuple[Path, ...], *, system: bool) -> typst.Fonts:
    """The fonts of these folders and Typst's own; the machine's only where a report could not be read without them."""
    beside = [folder / "fonts" for folder in folders if (folder / "fonts").is_dir()]
    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=beside)


def _moment(created: str) -> datetime:
    """When the report's results were made; the PDF carries it as its date, so that its bytes stay the same."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)
    return moment.replace(tzinfo=moment.tzinfo or UTC)


def _problem(error: typst.TypstError, templates: Templates) -> Problem:
    """What Typst found wrong, and where in which template."""
    found = _PLACE.search(error.diagnostic)
    hint = "; ".join(error.hints) or "mend the template, or leave it out to use the one that comes with mentorscan"
    return Problem("template-error", error.message.splitlines()[0], _place(found, templates), hint=hint)


def _place(found: re.Match[str] | None, templates: Templates) -> Place | None:
    if found is None:
        return None
    name = Path(found[1]).name
    return Place(str(templates.find(name) or name), int(found[2]), int(found[3]))
