"""Instruments by name, and the fingerprints that tell whether two results can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from mentorscan.instrument.load import load_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.resources import questionnaires

BUILT_IN = "mentoring-culture"
"""The name of the instrument that comes with mentorscan."""


def instrument_folder(name: str | Path | None) -> Path:
    """The folder of an instrument: of the built-in one for ``None`` and its name, else the folder that is named.

    A folder that is itself called like the built-in one is reached by a path that exists, or by ``./`` before it.
    """
    if isinstance(name, Path) and name.is_dir():
        return name
    return questionnaires() if name is None or str(name) == BUILT_IN else Path(name)


def open_instrument(name: str | Path | None) -> Instrument:
    """The instrument of that name: ``None`` or ``mentoring-culture`` for the built-in one, else a folder.

    Raises:
        InstrumentError: with everything that is wrong with it.
    """
    return load_instrument(instrument_folder(name))


def item_fingerprint(instrument: Instrument, item_id: str) -> str:
    """SHA-256, in hexadecimal, of what respondents met in an item: its texts, its scale's points with labels, reverse.

    Two results whose items share it asked the same, whatever else differs between their instruments.

    Raises:
        KeyError: where the instrument has no such item.
    """
    item = instrument.items[item_id]
    scale = instrument.scale_of(instrument.questionnaire_of[item_id])
    return _sha256(
        {
            "text": item.text,
            "points": [{"value": point.value, "label": point.label} for point in scale.points],
            "reverse": item.reverse,
        }
    )


def fingerprint(instrument: Instrument) -> str:
    """SHA-256, in hexadecimal, of everything that decides a figure, without a single text.

    These are the ids, roles and scales of the questionnaires; reverse, weight, facet, practice and forms of the items;
    the values, bounds and opt-outs of the scales; the bounds of the levels; the rules. Everything stands under its
    id, so that no order enters. Segments do not enter: a client's project adds its own.
    """
    return _sha256(
        {
            "id": instrument.id,
            "scales": {
                scale.id: {
                    "values": [point.value for point in scale.points],
                    "opt_outs": sorted(opt_out.code for opt_out in scale.opt_outs),
                    "favourable_from": scale.favourable_from,
                    "unfavourable_to": scale.unfavourable_to,
                }
                for scale in instrument.scales
            },
            "questionnaires": {
                questionnaire.id: {
                    "role": questionnaire.role,
                    "scale": questionnaire.scale,
                    "facets": sorted(facet.id for facet in questionnaire.facets),
                    "comment": questionnaire.comment.id if questionnaire.comment else None,
                    "items": {
                        item.id: {
                            "reverse": item.reverse,
                            "weight": float(item.weight),
                            "facet": item.facet,
                            "practice": item.practice,
                            "forms": sorted(item.forms),
                        }
                        for item in questionnaire.items
                    },
                }
                for questionnaire in instrument.questionnaires
            },
            "forms": sorted(form.id for form in instrument.forms),
            "levels": {level.id: float(level.from_index) for level in instrument.levels},
            "rules": _as_floats(instrument.rules.model_dump()),
        }
    )


def _as_floats(rules: Mapping[str, object]) -> dict[str, object]:
    """The same numbers, all of one type: 5 and 5.0 are the same rule."""
    return {key: _as_floats(value) if isinstance(value, Mapping) else float(str(value)) for key, value in rules.items()}


def _sha256(value: object) -> str:
    """Of canonical JSON: keys sorted, no white space, UTF-8."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
