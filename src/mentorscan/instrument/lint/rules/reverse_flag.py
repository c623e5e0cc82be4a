"""Items whose ``reverse`` and wording point in different directions, as far as single words can tell."""

from __future__ import annotations

from collections.abc import Iterator

from mentorscan.instrument.lint.rule import Hit, Rule, hit_in, listed
from mentorscan.instrument.lint.subject import Statement, Subject
from mentorscan.instrument.lint.vocabulary import Vocabulary

_FLAG = "if a low answer is good here, set reverse: true; otherwise say what is the case in favourable words"
_NO_FLAG = "check whether a low answer is good here; if so, waive this"


def _find(subject: Subject) -> Iterator[Hit]:
    for statement, words in subject.worded():
        bad = words.unfavourable.within(statement.text)
        if bad and not statement.item.reverse and not words.negated(statement.text):
            yield hit_in(statement, f"sounds unfavourable ({listed(bad)}) and is not reversed", _FLAG)
        if statement.item.reverse and not _sounds_unfavourable(statement, words):
            yield hit_in(statement, "is reversed, and no word in it sounds unfavourable", _NO_FLAG, severity="info")


def _sounds_unfavourable(statement: Statement, words: Vocabulary) -> bool:
    """Whether any sign of something bad stands in the statement."""
    lists = (words.unfavourable, words.troubles, words.half_negations, words.negations)
    return any(each.within(statement.text) for each in lists)


RULE = Rule(
    reason=(
        "An item scored from the wrong end turns its answers round without anybody noticing (Weijters and Baumgartner "
        "2012). Only words on a list are recognised: most such mistakes remain to be found by reading."
    ),
    find=_find,
)
