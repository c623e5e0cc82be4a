"""A consensus among the answer files: whose answers it settles, and the files as they are scored with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentorscan.errors import AnswerError, Note, Place, Problem
from mentorscan.interview.answers import Agreeing, Answer, ReadAnswers
from mentorscan.responses.text import listed


@dataclass(frozen=True, kw_only=True)
class AnswerFiles:
    """The raters' own files, and the consensus that was made of them, where there is one."""

    raters: tuple[ReadAnswers, ...]
    consensus: ReadAnswers | None = None

    @property
    def every(self) -> tuple[ReadAnswers, ...]:
        """All of them, the consensus last."""
        return (*self.raters, self.consensus) if self.consensus else self.raters

    def agreed(self, items: Sequence[str]) -> dict[str, Answer]:
        """What was agreed on these items."""
        answers: Mapping[str, Answer] = self.consensus.file.answers if self.consensus else {}
        return {each: answers[each] for each in items if each in answers}

    def settled(self, items: Sequence[str]) -> tuple[ReadAnswers, ...]:
        """The raters' files as they are scored: on an item that was agreed, every rater has the agreed answer."""
        agreed = self.agreed(items)
        return tuple(_with_answers(each, agreed) for each in self.raters) if agreed else self.raters

    def notes(self, *, items: Sequence[str], form: str) -> Iterator[Note]:
        """What is worth knowing of the consensus, where this form asks these items."""
        if self.consensus is None:
            return
        yield from self.consensus.notes
        yield from _of_others(self.consensus, self.raters)
        name, beyond = self.consensus.name, [each for each in self.consensus.file.answers if each not in items]
        if beyond:
            text = f"Items of {name} that do not belong to the form {form} and were not read: {listed(beyond)}."
            yield Note("items-beyond-form", text, "warning", name, {"form": form, "items": beyond})


def answer_files_of(read: Sequence[ReadAnswers]) -> AnswerFiles:
    """The files told apart.

    Raises:
        AnswerError: where a consensus stands alone, or there are several.
    """
    raters = tuple(each for each in read if not each.file.consensus)
    settled = tuple(each for each in read if each.file.consensus)
    if not settled:
        return AnswerFiles(raters=raters)
    consensus, *more = settled
    if more:
        found, hint = f"is a consensus, and so is {consensus.name}", "leave the older one out"
        raise AnswerError(Problem("several-consensus", found, Place(each.name), "at most one", hint) for each in more)
    if not raters:
        place, expected = Place(consensus.name), "the answer files that it was made of, too"
        found, hint = "a consensus stands alone", _to_add(consensus.file.consensus)
        raise AnswerError(Problem("consensus-alone", found, place, expected, hint))
    return AnswerFiles(raters=raters, consensus=consensus)


def _with_answers(read: ReadAnswers, agreed: Mapping[str, Answer]) -> ReadAnswers:
    file = read.file.model_copy(update={"answers": {**read.file.answers, **agreed}})
    return ReadAnswers(file=file, name=read.name, sha256=read.sha256, notes=read.notes)


def _to_add(made_of: Sequence[Agreeing]) -> str:
    """Which files to add, as far as the consensus names them."""
    named = [each.rater for each in made_of if each.rater]
    if named:
        return f"add the answer files of {listed(named)}"
    return f"add the {len(made_of)} answer files that it was made of"


def _of_others(consensus: ReadAnswers, raters: Sequence[ReadAnswers]) -> Iterator[Note]:
    """A warning where the consensus was not made of exactly the raters' files that are here."""
    known, given = {each.sha256 for each in consensus.file.consensus}, {each.sha256 for each in raters}
    missing = [each for each in consensus.file.consensus if each.sha256 not in given]
    more = [each for each in raters if each.sha256 not in known]
    if not missing and not more:
        return
    ours = {each.file.rater for each in more}
    changed = [each.rater for each in missing if each.rater and each.rater in ours]
    gone = [each.rater for each in missing if each.rater and each.rater not in ours]
    unnamed = sum(each.rater is None for each in missing)
    told = [
        f"changed since: {listed(changed)}" if changed else "",
        f"missing: {listed(gone)}" if gone else "",
        f"missing or changed since: {unnamed}" if unnamed else "",
        f"not part of it: {listed(new)}" if (new := [each for each in sorted(ours) if each not in changed]) else "",
    ]
    text = f"{consensus.name} is a consensus of other answers than these ({'; '.join(filter(None, told))})."
    values = {"changed": changed, "missing": gone, "unnamed": unnamed, "added": new}
    yield Note("consensus-of-others", text, "warning", consensus.name, values)
