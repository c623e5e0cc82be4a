"""How a consensus is put into words, on every face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.lists import format_list

from mentorscan.interview.answers import Answer, ReadAnswers
from mentorscan.interview.consensus import Consensus, Said
from mentorscan.interview.voice import Voice
from mentorscan.report.language import Language
from mentorscan.report.plain import plain


def leader(files: Sequence[ReadAnswers], *, words: Language, blind: bool) -> str:
    """Whose the consensus is, where nobody is named as having led it: ``Consensus of Anna, Bruno and Carla``."""
    if blind:
        return words.gettext("Consensus of {number} raters", number=words.count(len(files)))
    names = format_list([each.file.rater for each in files], locale=words.locale)
    return words.gettext("Consensus of {names}", names=names)


def said_in_words(voice: Voice, item: str, said: Said) -> Iterator[str]:
    """Who said what, then each text that was left with it, a line each; without a name the texts alone."""
    words, answer = voice.words, said.answer
    if said.rater is not None:
        told = voice.answer(item, answer) or words.gettext("left blank")
        sure = f" · {voice.sure(answer.confidence)}" if answer.confidence else ""
        yield f"{plain(said.rater)}: {told}{sure}"
    elif answer.reason:
        yield words.gettext("Reason: {text}", text=plain(answer.reason))
    if answer.evidence:
        yield words.gettext("Evidence: {text}", text=plain(answer.evidence))
    if answer.note:
        yield words.gettext("Note: {text}", text=plain(answer.note))


def agreed_in_words(voice: Voice, item: str, answer: Answer) -> str:
    """What was agreed, and why: ``3, True in about half of all cases: the chart is of May``."""
    told = voice.answer(item, answer.model_copy(update={"reason": None})) or ""
    return f"{told}: {plain(answer.reason)}" if answer.reason else told


def opened_in_words(consensus: Consensus, *, voice: Voice, folder: Path) -> tuple[str, ...]:
    """The title, how much there is to talk over, how much of it is agreed, and where it is kept."""
    words, number = voice.words, len(consensus.items)
    agreed = len(consensus.agreed)
    done = words.ngettext("One of them is agreed.", "{number} of them are agreed.", agreed)
    return (
        voice.text(voice.instrument.title),
        words.ngettext("One item to talk over", "{number} items to talk over", number),
        *((done,) if agreed else ()),
        words.gettext("What you agree on is kept in this folder: {folder}", folder=plain(str(folder))),
    )
