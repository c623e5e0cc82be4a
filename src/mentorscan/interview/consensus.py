"""Talking it over: the items on which raters differ, what each said of them, and what they agree on.

Every face goes through ``Consensus``, as through any ``Course``: it is one over fewer items, in which every answer has
its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mentorscan.instrument.model import Instrument, OptOutCode
from mentorscan.interview.agreed import AnswerFiles
from mentorscan.interview.answers import Agreeing, Answer, ReadAnswers
from mentorscan.interview.blind import blind_discussion, unsigned
from mentorscan.interview.course import END, PLAN, Course
from mentorscan.interview.panel import to_discuss
from mentorscan.interview.session import Session
from mentorscan.results import Discussion


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said of an item. ``rater`` is ``None`` where it is told without a name, and then never a value."""

    rater: str | None
    answer: Answer


class Consensus(Course):
    """The course over the items that these raters have to talk over, what differs most first; no comments are asked.

    ``instrument``: with both opt-outs on its scales; ``blind``: whether names and single answers are kept back.
    """

    def __init__(
        self, session: Session, *, instrument: Instrument, files: Sequence[ReadAnswers], blind: bool = False
    ) -> None:
        found = to_discuss(files, instrument=instrument, items=tuple(session.header.items))
        self._apart = {each.item: each for each in found}
        super().__init__(session, instrument=instrument, items=tuple(self._apart))
        self.places = (*self.items, END, PLAN)
        self.blind = blind
        self._files = files

    def rated(self) -> Sequence[ReadAnswers]:
        """The raters' answers, with what is agreed so far in place of their own."""
        talked = ReadAnswers(file=self.session.answer_file(), name="", sha256="")
        items = self.instrument.form_items(self.session.header.form)
        return AnswerFiles(raters=tuple(self._files), consensus=talked).settled(items)

    @property
    def agreed(self) -> tuple[str, ...]:
        """The items that were agreed on so far."""
        return tuple(each for each in self.items if not self.is_open(each))

    def apart(self, item: str) -> Discussion:
        """How far the answers to an item lie apart: that may be told in a blind panel, too."""
        return blind_discussion(self._apart[item]) if self.blind else self._apart[item]

    def said(self, item: str) -> tuple[Said, ...]:
        """What every rater said, in the order of the files; in a blind panel the texts alone, in code-point order."""
        answers = [each.file.answers.get(item, Answer()) for each in self._files]
        if self.blind:
            return tuple(Said(rater=None, answer=Answer.model_validate(each)) for each in unsigned(answers))
        pairs = zip(self._files, answers, strict=True)
        return tuple(Said(rater=read.file.rater, answer=answer) for read, answer in pairs)

    def agree(self, item: str, *, value: int, reason: str) -> Answer:
        """What was agreed, kept: a point of the scale, and why."""
        return self._keep(item, {"value": value, "opt_out": None, "reason": reason})

    def agree_off(self, item: str, *, code: OptOutCode, reason: str) -> Answer:
        """What was agreed, kept: an answer off the scale, and why."""
        return self._keep(item, {"value": None, "opt_out": code, "reason": reason})


def agreeing(files: Sequence[ReadAnswers], *, blind: bool) -> tuple[Agreeing, ...]:
    """The files as a consensus of them names them: in a blind one by their checksums alone, and in their order."""
    if blind:
        return tuple(Agreeing(sha256=each) for each in sorted(each.sha256 for each in files))
    return tuple(Agreeing(rater=each.file.rater, sha256=each.sha256) for each in files)
