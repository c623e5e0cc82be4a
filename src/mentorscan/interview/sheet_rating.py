"""What a row of an entry sheet says about its item, and what is wrong with it, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

from mentorscan.errors import Problem
from mentorscan.instrument.model import OPT_OUTS, OptOutCode, Scale
from mentorscan.interview.answers import CONFIDENCES, Answer, Confidence
from mentorscan.interview.sheet_format import ANSWER, CONFIDENCE, EVIDENCE, NOTE, REASON, TOGETHER
from mentorscan.interview.sheet_table import Row, Table
from mentorscan.locales import languages
from mentorscan.report.language import open_language
from mentorscan.report.plain import DIRECTIONS
from mentorscan.report.wording.confidence import degrees
from mentorscan.responses.cells import AnswerKey
from mentorscan.responses.model import states_of
from mentorscan.responses.text import caseless, listed, shown

_NO_DIRECTIONS: Final = dict.fromkeys(map(ord, DIRECTIONS))


def key_of(scale: Scale) -> AnswerKey:
    """What the cells of a scale's items mean: a number, a label in any language, or both as the list has them."""
    return AnswerKey(scale, together=(TOGETHER, TOGETHER.replace("–", "-")))


@dataclass
class Rating:
    """One item's row."""

    row: Row
    table: Table = field(kw_only=True)
    scale: Scale = field(kw_only=True)
    key: AnswerKey = field(kw_only=True)

    @cached_property
    def state(self) -> str | None:
        """The name of the state that was answered, ``None`` where the cell means none."""
        found = self.key.state(self.row.cells[ANSWER].translate(_NO_DIRECTIONS))
        return None if found is None else states_of(self.scale)[found]

    @cached_property
    def opt_out(self) -> OptOutCode | None:
        """The opt-out that was chosen."""
        return next((each for each in OPT_OUTS if each == self.state), None)

    @cached_property
    def value(self) -> int | None:
        """The point that was chosen."""
        return next((each.value for each in self.scale.points if str(each.value) == self.state), None)

    @cached_property
    def confidence(self) -> Confidence | None:
        """How sure the rater is."""
        return _confidences().get(caseless(self.row.cells[CONFIDENCE]))

    @property
    def answer(self) -> Answer:
        """All of it."""
        cells = self.row.cells
        return Answer(
            value=self.value,
            opt_out=self.opt_out,
            reason=cells[REASON] or None,
            note=cells[NOTE] or None,
            evidence=cells[EVIDENCE] or None,
            confidence=self.confidence,
        )

    def problems(self) -> Iterator[Problem]:
        """What is wrong with it, cell by cell."""
        cells = self.row.cells
        if self.state is None:
            found, label = f"{shown(cells[ANSWER])} is no answer on this scale", self.key.nearest(cells[ANSWER])
            hint = f"perhaps {shown(label)}" if label else "choose one from the list in the cell"
            yield self._at(ANSWER, Problem("unknown-answer", found, None, self.key.expected, hint))
        if cells[CONFIDENCE] and not self.confidence:
            words = _confidences()
            found, expected = f"{shown(cells[CONFIDENCE])} does not say how sure", f"one of {listed(words)}"
            hint = "choose one from the list in the cell, or empty it"
            yield self._at(CONFIDENCE, Problem("unknown-confidence", found, None, expected, hint))
        elif cells[CONFIDENCE] and self.value is None and self.state is not None:
            found, hint = "how sure is said, but no point of the scale is chosen", "choose one, or empty the cell"
            yield self._at(CONFIDENCE, Problem("confidence-alone", found, None, "a point of the scale", hint))
        if self.opt_out == "not_applicable" and not cells[REASON]:
            found, hint = "the reason why the item is not applicable is missing", "write it into this cell"
            yield self._at(REASON, Problem("missing-reason", found, None, "a reason", hint))
        if cells[REASON] and self.opt_out is None and self.state is not None:
            found, hint = "a reason stands beside an answer that needs none", "move it to the note or the evidence"
            yield self._at(
                REASON, Problem("reason-alone", found, None, "a reason only where an item is not answered", hint)
            )

    def _at(self, column: str, problem: Problem) -> Problem:
        return self.table.at(self.row, column, problem)


@cache
def _confidences() -> Mapping[str, Confidence]:
    """How sure a rater may be, by the words of every language that we speak, and by the codes of answer files."""
    spoken = [degrees(open_language(each, texts=(each,))[0]) for each in languages()]
    return {caseless(word): code for each in spoken for code, word in each.items()} | {
        code: code for code in CONFIDENCES
    }
