"""Where results come from, as far as it may be told: the files, who was read and left out, and the notes of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.responses.model import SourceFile
from mentorscan.results import FileInfo, NoteInfo, Respondents
from mentorscan.scoring.scores import Scores


def publish_rows(scores: Scores, *, rules: Rules) -> tuple[tuple[FileInfo, ...], Respondents]:
    """The files and who was read, scored and left out; counts that could disclose people are null."""
    whole = scores.whole
    left_out = {"empty": whole.empty} | scores.tally.left_out
    left_out["too_few_answers"] = whole.rows - whole.empty - whole.scored
    closed = whole.scored < rules.minimum_group
    files = tuple(file_info(source, rules=rules) for source in scores.tally.sources)
    return files, Respondents(
        read=None if closed else whole.rows + sum(scores.tally.left_out.values()),
        scored=None if closed else whole.scored,
        left_out={reason: None if closed else n for reason, n in left_out.items() if n},
        people=whole.headcount,
    )


def file_info(source: SourceFile, *, rules: Rules) -> FileInfo:
    """A file as it may be told: without its rows where they are few, or where they are a group's."""
    fields = {name: value for name, value in asdict(source).items() if name in FileInfo.model_fields}
    hidden = bool(source.named) or (source.rows or 0) < rules.minimum_group
    return FileInfo(**fields | ({"rows": None} if hidden else {}))


def publish_notes(notes: Sequence[Note], *, rules: Rules) -> tuple[NoteInfo, ...]:
    """Notes as they may be shown: each once, whole numbers in them (counts of people or rows) not below the minimum.

    A note's text names its values in braces.
    """
    published = []
    for note in notes:
        values = {key: masked(value, minimum=rules.minimum_group) for key, value in note.values.items()}
        text = note.text
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", f"fewer than {rules.minimum_group}" if value is None else str(value))
        published.append(NoteInfo(code=note.code, severity=note.severity, place=note.place, values=values, text=text))
    return tuple({each.model_dump_json(): each for each in published}.values())


def masked(value: object, *, minimum: int) -> Any:
    """A value without the whole numbers from 1 to below the minimum, wherever in it they stand.

    >>> masked({"rows": 3, "columns": {"a": 12, "b": 1}}, minimum=5)
    {'rows': None, 'columns': {'a': 12, 'b': None}}
    """
    if isinstance(value, Mapping):
        return {key: masked(each, minimum=minimum) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [masked(each, minimum=minimum) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < minimum:
        return None
    return value
