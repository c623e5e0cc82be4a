"""formr: one row per session, under the names of its items, and its own columns from ``session`` to ``ended``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mentorscan.responses.platforms.definitions import agreed
from mentorscan.responses.platforms.json_beside import documents
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_OWN = {
    "session": "respondent",
    "created": "platform",
    "modified": "platform",
    "ended": "submitted",
    "expired": "platform",
}
_MARKS = frozenset({"session", "created", "ended"})
_CHOSEN = frozenset({"mc", "mc_button", "select_one", "select_or_add_one"})
"""Items whose cells are the names of their choices. Of a rating the choices are only the labels of its two ends."""

_Item = tuple[tuple[str, ...], dict[str, tuple[str, ...]]]


def dialect(head: Head, beside: Sequence[Path] = ()) -> Dialect:
    """Every column under its own name; a reversed item (``_2R``) holds what was chosen, so its name stays whole."""
    fitting = {
        path.name: {name: item for name, item in items.items() if name in head.header}
        for path, document in documents(beside, export=head.name)
        if not (items := _items(document)).keys().isdisjoint(head.header)
    }
    asked = agreed(fitting, export=head.name, kind="formr item table") or {}
    return Dialect(
        columns=tuple(_column(name, asked) for name in head.header),
        rows=tuple(
            RowRule(reason="incomplete", column=position, cells=frozenset({""}))
            for position, name in enumerate(head.header)
            if name == "ended"
        ),
        definitions=tuple(fitting) if asked else (),
    )


def _column(name: str, asked: Mapping[str, _Item]) -> ColumnName:
    texts, labels = asked.get(name, ((), {}))
    return ColumnName(title=name, codes=(name,), texts=texts, use=_OWN.get(name), labels=labels)


def _items(document: Mapping[str, Any]) -> dict[str, _Item]:
    """What each item of an item table asks, and what the cells of those with choices mean."""
    items = document.get("items")
    found: dict[str, _Item] = {}
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict) or not isinstance(item.get("name"), str) or "type" not in item:
            continue
        text = item.get("label_parsed") or item.get("label")
        choices = item.get("choices") if str(item["type"]).split(" ")[0] in _CHOSEN else None
        named = choices.items() if isinstance(choices, dict) else ()
        labels: dict[str, tuple[str, ...]] = {str(code): (str(label),) for code, label in named}
        texts: tuple[str, ...] = (plain_header(text),) if isinstance(text, str) else ()
        found[item["name"]] = texts, labels
    return found


PLATFORM = Platform(
    name="formr",
    title="formr",
    seen="genuine results and item tables of formr, as JSON",
    recognises=lambda head: set(head.header) >= _MARKS,
    dialect=dialect,
)
