"""The pictures of a report as images, for formats that cannot draw them: the same as in the PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mentorscan.report.model import (
    Beside,
    Hallmarks,
    Part,
    Practices,
    Profile,
    Reinforcement,
    Report,
    Summary,
    Table,
    Tables,
)
from mentorscan.report.renderers.templates import BUNDLED, Templates
from mentorscan.report.renderers.typesetting import typeset

RESOLUTION = 200
"""How many pixels an inch has: enough for paper."""


def drawn(report: Report, templates: Templates = BUNDLED) -> Mapping[str, bytes]:
    """PNG images of the pictures in the parts that are shown, by id.

    The whole on its axis is ``summary``, the radar ``radar``; profiles, statements and heatmaps bear the id of their
    table. Without text alternatives: those stand in the report.
    """
    wanted = [each for part in report.parts for each in _pictures(part)]
    if not wanted:
        return {}
    made = typeset(
        "pictures.typ", report=report, templates=templates, inputs={"pictures": wanted}, resolution=RESOLUTION
    )
    return dict(zip((str(each["id"]) for each in wanted), made, strict=True))


def _pictures(part: Part) -> Iterator[Mapping[str, object]]:
    """Each picture of a part: its id, its kind, what of the report it shows, and the axis it stands on."""
    match part:
        case Summary() if part.track.at is not None:
            yield {"id": part.id, "kind": "whole", "part": part}
        case Profile():
            yield {"id": part.table.id, "kind": "profile", "part": part.table, "axis": part.axis}
            if part.radar:
                yield {"id": "radar", "kind": "radar", "part": part.radar}
        case Practices():
            yield {"id": part.table.id, "kind": "profile", "part": part.table, "axis": part.axis}
        case Beside() if part.profile:
            yield {"id": part.profile.id, "kind": "profile", "part": part.profile, "axis": part.axis}
        case Hallmarks():
            for section in part.sections:
                if section.items:
                    yield {"id": section.items.id, "kind": "items", "part": section.items}
                if section.facets:
                    yield {"id": section.facets.id, "kind": "profile", "part": section.facets, "axis": part.axis}
        case Tables():
            yield from _heatmaps(part.tables)
        case Reinforcement() if part.matrix:
            yield from _heatmaps((part.matrix,))
        case _:
            pass


def _heatmaps(tables: tuple[Table, ...]) -> Iterator[Mapping[str, object]]:
    for each in tables:
        if each.layout in {"heatmap", "matrix"}:
            yield {"id": each.id, "kind": "heatmap", "part": each}
