"""A sample export: a survey of an organisation that does not exist, made from whatever instrument is asked for.

The answers follow a simple model: each person has a general attitude and one for each hallmark, each department a
lift, each hallmark a place on its scale and each item a difficulty. The story that they tell: mentoring is valued and
learnt, but people rarely know where to turn when a pair gets stuck, and Production is left out of most of it.
The same instrument and language give the same file.
"""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mentorscan.files import write_whole
from mentorscan.instrument.model import Instrument, Questionnaire, Segment

Floats = NDArray[np.float64]
Column = list[str]

SEED: Final = 8
ORGANISATION: Final = MappingProxyType(
    {"en": "Example organisation (invented data)", "it": "Organizzazione di esempio (dati inventati)"}
)

_FALLBACK_LANGUAGE = "en"
_DEPARTMENTS: Final = (  # people, lift in shares of the scale, names
    (90, -0.16, {"en": "Production", "it": "Produzione"}),
    (58, 0.03, {"en": "Sales", "it": "Vendite"}),
    (52, 0.02, {"en": "Customer service", "it": "Servizio clienti"}),
    (43, -0.02, {"en": "Logistics", "it": "Logistica"}),
    (36, 0.06, {"en": "Research and development", "it": "Ricerca e sviluppo"}),
    (26, 0.00, {"en": "Finance", "it": "Finanza"}),
    (17, 0.10, {"en": "Human resources", "it": "Risorse umane"}),
    (8, 0.05, {"en": "Communications", "it": "Comunicazione"}),
    (3, 0.04, {"en": "Legal", "it": "Legale"}),
    (7, 0.00, {"en": "", "it": ""}),
)
_LOCATIONS: Final = (
    (0.45, {"en": "Head office", "it": "Sede centrale"}),
    (0.27, {"en": "North plant", "it": "Stabilimento nord"}),
    (0.18, {"en": "South plant", "it": "Stabilimento sud"}),
    (0.10, {"en": "Remote", "it": "Da remoto"}),
)
_SHARES: Final = MappingProxyType(  # of the groups that the built-in instrument declares
    {
        "mentoring_role": {"mentor": 0.15, "mentee": 0.22, "both": 0.08, "neither": 0.55},
        "leads_people": {"yes": 0.24, "no": 0.76},
    }
)
_OTHER_SHARE = 0.2
_HALLMARKS: Final = MappingProxyType(  # where the answers lie on the scale (0-1), and the share of don't-knows
    {
        "accountability": (0.65, 0.05),
        "alignment": (0.56, 0.08),
        "communication": (0.63, 0.03),
        "value_and_visibility": (0.82, 0.02),
        "demand": (0.54, 0.06),
        "multiple_opportunities": (0.50, 0.07),
        "education_and_training": (0.77, 0.04),
        "safety_nets": (0.30, 0.19),
        "outcomes": (0.66, 0.05),
    }
)
_OTHER_HALLMARK = (0.55, 0.05)
_COMMENTS: Final = MappingProxyType(
    {
        "en": (
            "Invented comment: my mentor made time for me even in the busy weeks.",
            "Invented comment: when our pair got stuck, nobody could say who helps.",
            "Invented comment: on the shop floor we only heard of mentoring by chance.",
            "Invented comment: the training day was worth it, please repeat it.",
            "Invented comment: more choices than one yearly programme would help.",
        ),
        "it": (
            "Commento inventato: chi mi fa da mentor ha trovato tempo anche nelle settimane più intense.",
            "Commento inventato: quando la nostra coppia si è bloccata, nessuno sapeva dire chi aiuta.",
            "Commento inventato: in produzione abbiamo sentito parlare di mentoring solo per caso.",
            "Commento inventato: la giornata di formazione è stata utile, da ripetere.",
            "Commento inventato: servirebbero più possibilità di un solo programma all'anno.",
        ),
    }
)
_PEOPLE: Final = sum(people for people, _, _ in _DEPARTMENTS)
_EMPTY_ROWS = 5
_PARTIAL, _BLANK, _NOT_APPLICABLE, _COMMENTING = 0.05, 0.03, 0.01, 0.05
_TRAIT, _ATTITUDE, _DIFFICULTY, _NOISE = 0.11, 0.09, 0.04, 0.15
_NO_ROLE = "neither"


def organisation(language: str, *, name: str | None = None) -> str:
    """The name of the invented organisation, or the one that is given; it says that the data are invented.

    >>> organisation("it", name="Esempio")
    'Esempio (dati inventati)'
    """
    invented = ORGANISATION.get(language, ORGANISATION[_FALLBACK_LANGUAGE])
    return f"{name} ({invented.rpartition('(')[2]}" if name else invented


def write_export(path: Path, *, instrument: Instrument, language: str, force: bool) -> None:
    """A CSV export of 340 invented respondents at ``path``, as a survey platform would give it.

    One row per respondent: id, time, the segments ``department`` and ``location`` and every one with declared groups,
    an answer (a point's value, an opt-out's code or nothing) for each item, comments. Texts are in ``language``, as
    far as there are any, else in English.

    Raises:
        OutputError: where the file may not be replaced or cannot be written.
    """
    columns = _columns(instrument, language=language)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    write_whole(path, text.getvalue(), force=force)


def _columns(instrument: Instrument, *, language: str) -> dict[str, Column]:
    """Every column of the export by its name."""
    rng = np.random.default_rng(SEED)
    spoken = language if language in _COMMENTS else _FALLBACK_LANGUAGE
    department = rng.permutation(np.repeat(np.arange(len(_DEPARTMENTS)), [people for people, _, _ in _DEPARTMENTS]))
    lift = np.array([lift for _, lift, _ in _DEPARTMENTS])[department]
    columns = {"respondent": [f"demo-{number:04}" for number in range(1, _PEOPLE + 1)], "submitted": _times(rng)}

    outsider = np.zeros(_PEOPLE, dtype=bool)
    for segment in instrument.segments:
        groups = _groups(segment, department=department, language=language, spoken=spoken, rng=rng)
        if groups:
            chosen, labels = groups
            columns[segment.id] = [labels[position] for position in chosen]
            outsider |= np.array([_is_outsider(segment, position) for position in chosen])

    trait = _TRAIT * rng.standard_normal(_PEOPLE) + lift
    for questionnaire in instrument.questionnaires:
        columns |= _answers(questionnaire, instrument=instrument, trait=trait, outsider=outsider, rng=rng)
    _stop_half_way(columns, items=list(instrument.items), rng=rng)
    for questionnaire in instrument.questionnaires:
        if questionnaire.comment:
            columns[questionnaire.comment.id] = _comments(_COMMENTS[spoken], rng=rng)
    _leave_empty(columns, known={"respondent", "submitted", *(each.id for each in instrument.segments)}, rng=rng)
    return columns


def _times(rng: np.random.Generator) -> Column:
    """When each answer was sent: three weeks of office hours, in order."""
    first = np.datetime64("2026-10-05T08:00")
    minutes = rng.integers(0, 21, _PEOPLE) * 1440 + rng.integers(0, 600, _PEOPLE)
    return [str(first + np.timedelta64(int(minute), "m")).replace("T", " ") for minute in np.sort(minutes)]


def _groups(
    segment: Segment, *, department: NDArray[np.int64], language: str, spoken: str, rng: np.random.Generator
) -> tuple[NDArray[np.int64], list[str]] | None:
    """For each person a position, and the texts that stand at these positions; ``None`` where nothing is known."""
    if segment.groups:
        known = _SHARES.get(segment.id, {})
        shares = np.array([known.get(group.id, _OTHER_SHARE) for group in segment.groups])
        labels = [group.label.get(language, group.id) for group in segment.groups]
        return rng.choice(len(labels), _PEOPLE, p=shares / shares.sum()), labels
    if segment.id == "department":
        return department, [names[spoken] for _, _, names in _DEPARTMENTS]
    if segment.id == "location":
        return rng.choice(len(_LOCATIONS), _PEOPLE, p=[s for s, _ in _LOCATIONS]), [n[spoken] for _, n in _LOCATIONS]
    return None


def _is_outsider(segment: Segment, position: int) -> bool:
    """Whether this group has no part in mentoring: its people know less about it."""
    return bool(segment.groups) and segment.groups[position].id == _NO_ROLE


def _answers(
    questionnaire: Questionnaire,
    *,
    instrument: Instrument,
    trait: Floats,
    outsider: NDArray[np.bool_],
    rng: np.random.Generator,
) -> dict[str, Column]:
    """The answers to one questionnaire by item: points' values, opt-outs' codes, blanks."""
    scale = instrument.scale_of(questionnaire)
    declared = {opt_out.code for opt_out in scale.opt_outs}
    place, unknown = _HALLMARKS.get(questionnaire.id, _OTHER_HALLMARK)
    attitude = place + trait + _ATTITUDE * rng.standard_normal(_PEOPLE)
    answers: dict[str, Column] = {}
    for item in questionnaire.items:
        level = attitude + _DIFFICULTY * rng.standard_normal() + _NOISE * rng.standard_normal(_PEOPLE)
        steps = np.clip(np.rint((1 - level if item.reverse else level) * scale.range), 0, scale.range)
        luck = rng.random((3, _PEOPLE))
        cells = [str(scale.lowest + int(step)) for step in steps]
        if "not_applicable" in declared:
            cells = ["not_applicable" if luck[0, row] < _NOT_APPLICABLE else cell for row, cell in enumerate(cells)]
        if "dont_know" in declared:
            lost = luck[1] < unknown * np.where(outsider, 1.8, 0.7)
            cells = ["dont_know" if lost[row] else cell for row, cell in enumerate(cells)]
        answers[item.id] = ["" if luck[2, row] < _BLANK else cell for row, cell in enumerate(cells)]
    return answers


def _stop_half_way(columns: dict[str, Column], *, items: list[str], rng: np.random.Generator) -> None:
    """Blank all answers of some people from some item on."""
    for row in np.flatnonzero(rng.random(_PEOPLE) < _PARTIAL):
        for item in items[rng.integers(1, max(2, len(items))) :]:
            columns[item][row] = ""


def _comments(texts: tuple[str, ...], *, rng: np.random.Generator) -> Column:
    """A comment from a few, nothing from the others."""
    writes = rng.random(_PEOPLE) < _COMMENTING
    return [texts[rng.integers(len(texts))] if write else "" for write in writes]


def _leave_empty(columns: dict[str, Column], *, known: set[str], rng: np.random.Generator) -> None:
    """Blank all answers and comments of a few people, and keep what is known about them."""
    for row in rng.choice(_PEOPLE, _EMPTY_ROWS, replace=False):
        for name in columns.keys() - known:
            columns[name][row] = ""
