"""Where the bundled questionnaires and templates are: inside an installed package, or in the checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_BUNDLED = _PACKAGE / "_bundled"
_CHECKOUT = _PACKAGE.parent.parent


def questionnaires() -> Path:
    """The folder of the built-in instrument."""
    return _BUNDLED / "questionnaires" if _BUNDLED.is_dir() else _CHECKOUT / "questionnaires"


def templates() -> Path:
    """The folder of the report templates."""
    return _BUNDLED / "templates" if _BUNDLED.is_dir() else _CHECKOUT / "reports" / "templates"
