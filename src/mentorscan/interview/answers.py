"""Answer files: what a named rater says about an organisation, item by item. Contract section 5, ``docs/formats.md``.

A file that exists as a model is right: its items and values are those of the instrument that it was read with.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml
from pydantic import Field

from mentorscan.errors import Note
from mentorscan.instrument.model import Instrument, Model, OptOutCode
from mentorscan.report.plain import plain

SIGNATURE = "# mentorscan answers"
"""The first line of every answer file that mentorscan writes."""

_NEVER_IN_TEXT = frozenset("\ufffe\uffff")


Confidence = Literal["low", "medium", "high"]
"""How sure a rater is of an answer."""

CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")


class Answer(Model):
    """One answer: a point's ``value`` or an ``opt_out`` (``reason``: why), with what was noted and what was seen.

    With neither, the item is blank, and only a note or a piece of evidence was left. ``evidence``: a text, the name of
    a file, or a link; ``confidence``: how sure the rater is. In a consensus, every answer has its ``reason``.
    """

    value: int | None = None
    opt_out: OptOutCode | None = None
    reason: str | None = None
    note: str | None = None
    evidence: str | None = None
    confidence: Confidence | None = None

    @property
    def given(self) -> bool:
        """Whether this answers the item, on its scale or off it."""
        return self.value is not None or self.opt_out is not None

    @property
    def empty(self) -> bool:
        """Whether nothing at all stands here."""
        return not (self.given or self.note or self.evidence)


class Action(Model):
    """One line of a plan: what is to be done for a hallmark, by whom, until when, and how its success will show.

    ``item``: the item whose advice it follows, where it follows one; ``due``: ISO text.
    """

    hallmark: str
    item: str | None = None
    action: str
    owner: str | None = None
    due: str | None = None
    sign: str | None = None


class InstrumentName(Model):
    """Which instrument was answered."""

    id: str
    version: str


class Agreeing(Model):
    """One of the answer files that a consensus was made of; without the ``rater`` where it was made blind."""

    rater: str | None = None
    sha256: str


class AnswerFile(Model):
    """What one rater answered. ``comments``: by the id of a questionnaire; ``date``: ISO text.

    ``consensus``: of which files these are the agreed answers, led by ``rater``; empty in a rater's own file.
    ``targets``: by the id of a hallmark the id of the level that it shall reach; ``plan``: what is to be done for it.
    """

    instrument: InstrumentName
    organisation: str | None = None
    rater: str
    date: str | None = None
    form: str | None = None
    language: str | None = None
    consensus: tuple[Agreeing, ...] = ()
    answers: dict[str, Answer]
    comments: dict[str, str] = Field(default_factory=dict)
    targets: dict[str, str] = Field(default_factory=dict)
    plan: tuple[Action, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadAnswers:
    """An answer file as it was read: its name without folders, the SHA-256 of its bytes, and notes about it."""

    file: AnswerFile
    name: str
    sha256: str
    notes: tuple[Note, ...] = field(default=())


def sha256_of(content: bytes) -> str:
    """The checksum of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def typed(text: str) -> str:
    r"""What a person typed, as one line that any file can hold: without controls, half characters and outer spaces.

    >>> typed("  two\nlines\x1b ")
    'two lines'
    """
    spaced = "".join(" " if each.isspace() else each for each in text)
    kept = (each for each in spaced if unicodedata.category(each) not in {"Cc", "Cs"} and each not in _NEVER_IN_TEXT)
    return " ".join("".join(kept).split())


def share_of_range(value: int, *, item: str, instrument: Instrument) -> float:
    """A rating as a share of its scale's range, after reversing: from 0 to 1."""
    scale = instrument.scale_of(instrument.questionnaire_of[item])
    steps = scale.highest - value if instrument.items[item].reverse else value - scale.lowest
    return steps / scale.range


def answers_text(file: AnswerFile, *, instrument: Instrument) -> str:
    """The text of an answer file: the head, the answers under the names of their hallmarks, the comments."""
    after = ("comments", "targets", "plan")
    head = file.model_dump(mode="json", exclude_none=True, exclude={"answers", *after})
    if not file.consensus:
        del head["consensus"]
    parts = [f"{SIGNATURE}\n", _yaml({"schema": 1, **head}), "answers:" if file.answers else "answers: {}", "\n"]
    language = file.language if file.language in instrument.languages else instrument.language
    for questionnaire in instrument.questionnaires:
        answered = [item.id for item in questionnaire.items if item.id in file.answers]
        if answered:
            parts.append(f"  # {plain(questionnaire.title[language])}\n")
            parts += _indented(_yaml({item: _written(file.answers[item]) for item in answered}))
    rest = file.model_dump(mode="json", exclude_none=True, include=set(after))
    parts += [_yaml({each: rest[each]}) for each in after if rest[each]]
    return "".join(parts)


def _written(answer: Answer) -> int | Mapping[str, Any]:
    """An answer as it stands in a file: the bare value where there is nothing else."""
    fields = answer.model_dump(exclude_none=True)
    return fields["value"] if set(fields) == {"value"} else fields


def _yaml(value: Mapping[str, Any]) -> str:
    text: str = yaml.safe_dump(dict(value), sort_keys=False, allow_unicode=True, width=100, default_flow_style=False)
    return text


def _indented(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        yield f"  {line}" if line.strip() else line
