"""A consensus from beginning to end: the journal to begin or to go on with, then the items that are talked over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from mentorscan.errors import AnswerError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.names import folded
from mentorscan.interview.answers import AnswerFile, ReadAnswers
from mentorscan.interview.asking import QuitError
from mentorscan.interview.consensus import Consensus, agreeing
from mentorscan.interview.consensus_words import leader
from mentorscan.interview.journal import Change, Header, header_of, read_journal, require_same_instrument
from mentorscan.interview.opening import require_own
from mentorscan.interview.plain_consensus import Talk, TalkScreen
from mentorscan.interview.reader import Reader
from mentorscan.interview.session import Session, begin, holds_changes, resume
from mentorscan.interview.voice import Voice


@dataclass(frozen=True, kw_only=True)
class TalkWishes:
    """What was said on the command line. ``leader``: who leads the talk; ``again``: how to go on with it."""

    again: str
    language: str | None = None
    leader: str | None = None
    blind: bool = False


class TalkOpening:
    """The folder of a consensus before anything is talked over.

    ``instrument``: with both opt-outs on its scales; ``files``: the raters'; ``target``: where what is agreed will be
    written: an answer file of somebody else there is never replaced; ``today``: ISO text.
    """

    def __init__(
        self,
        journal: Path,
        *,
        target: Path,
        files: Sequence[ReadAnswers],
        instrument: Instrument,
        form: str,
        wishes: TalkWishes,
        today: str,
    ) -> None:
        self.journal = journal
        self.instrument = instrument
        self.wishes = wishes
        self._target, self._files, self._form, self._today = target, files, form, today

    @contextmanager
    def consensus(self, voice: Voice) -> Iterator[Consensus]:
        """What is to be talked over, with the journal that is there or a new one; the voice speaks its language.

        Raises:
            AnswerError: where the journal cannot be used.
            OutputError: where nothing can be written beside the journal.
        """
        with self._session(voice) as session:
            require_own(self._target, rater=session.header.rater)
            yield Consensus(session, instrument=self.instrument, files=self._files, blind=self.wishes.blind)

    @contextmanager
    def _session(self, voice: Voice) -> Iterator[Session]:
        wishes, journal, instrument = self.wishes, self.journal, self.instrument
        if holds_changes(journal):
            header, state, _ = read_journal(journal)
            _require_same_talk(header, files=self._files, form=self._form, wishes=wishes, path=journal)
            require_same_instrument(header, instrument=instrument, path=journal)
            if wishes.language is None and state.language in instrument.languages:
                voice.speak(state.language)
            with resume(journal, instrument=instrument) as session:
                if wishes.language is not None:
                    session.record(Change(language=wishes.language))
                yield session
            return
        organisation = next((each.file.organisation for each in self._files if each.file.organisation), None)
        by = wishes.leader or leader(self._files, words=voice.words, blind=wishes.blind)
        header = header_of(instrument, form=self._form, organisation=organisation, rater=by, date=self._today)
        made_of = agreeing(self._files, blind=wishes.blind)
        with begin(journal, header=header.model_copy(update={"consensus": made_of})) as session:
            session.record(Change(language=voice.language))
            yield session


def talk_over(opening: TalkOpening, *, reader: Reader, console: Console) -> AnswerFile | None:
    """What the raters agreed on; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    Raises:
        KeyboardInterrupt: where no more keys will come, or they ended it so; the screen has told how to go on.
        AnswerError: where the journal cannot be used.
        OutputError: where nothing can be written beside the journal.
    """
    voice = Voice(opening.instrument, language=opening.wishes.language)
    screen = TalkScreen(console, voice=voice, again=opening.wishes.again)
    try:
        with opening.consensus(voice) as consensus:
            screen.opened(consensus, opening.journal.parent.absolute())
            try:
                Talk(consensus, reader=reader, screen=screen).run()
            except (EOFError, KeyboardInterrupt):
                screen.go_on_later()
                raise
            return consensus.session.answer_file()
    except QuitError:
        screen.go_on_later()
        return None
    except EOFError:
        raise KeyboardInterrupt from None


def say_that_nothing_differs(console: Console, *, instrument: Instrument, language: str | None) -> None:
    """Nothing, once the raters know that there is nothing to talk over."""
    screen = TalkScreen(console, voice=Voice(instrument, language=language), again="")
    screen.say(screen.words.gettext("These answers lie nowhere far apart: there is nothing to talk over."))


def _require_same_talk(
    header: Header, *, files: Sequence[ReadAnswers], form: str, wishes: TalkWishes, path: Path
) -> None:
    """Raise ``AnswerError`` where the journal holds something else than what these raters agreed on so far."""
    place, hint = Place(str(path)), "name another folder with --output for a new one"
    if not header.consensus:
        found = f"it is the journal of {header.rater} alone"
        raise AnswerError(Problem("other-journal", found, place, "the journal of a consensus", hint))
    if {each.sha256 for each in header.consensus} != {each.sha256 for each in files}:
        found = "the consensus that was begun here is of other answer files, or they have changed since"
        raise AnswerError(Problem("other-answers", found, place, "the same answer files", hint))
    if wishes.blind == any(each.rater for each in header.consensus):
        found = "it was begun without --blind" if wishes.blind else "it was begun with --blind"
        raise AnswerError(Problem("other-blindness", found, place, "the same", f"begin it as before, or {hint}"))
    if form != header.form:
        found = f"the consensus that was begun here has the form {header.form}"
        raise AnswerError(Problem("other-form", found, place, form, hint))
    if wishes.leader and folded(wishes.leader) != folded(header.rater):
        found = f"the consensus that was begun here has the rater {header.rater}"
        raise AnswerError(Problem("other-rater", found, place, wishes.leader, hint))
