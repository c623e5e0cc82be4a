"""An assessment from beginning to end: who rates whom, the journal to begin or to go on with, then the items."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from mentorscan.errors import AnswerError, OptionError, Place, Problem
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.names import folded
from mentorscan.instrument.strict_yaml import parse_yaml
from mentorscan.interview import keys
from mentorscan.interview.answers import AnswerFile, typed
from mentorscan.interview.course import Course
from mentorscan.interview.plain import Interview, QuitError
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen
from mentorscan.interview.session import (
    Change,
    Header,
    Session,
    begin,
    header_of,
    holds_changes,
    read_journal,
    require_same_instrument,
    resume,
    set_aside,
)
from mentorscan.interview.voice import Voice


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was said on the command line; ``None``: to be asked, or taken from the journal.

    ``going_on``: the journal was named, so there is no need to ask whether to go on with it.
    """

    form: str | None = None
    language: str | None = None
    rater: str | None = None
    organisation: str | None = None
    going_on: bool = False


def conduct(
    journal: Path,
    *,
    target: Path,
    instrument: Instrument,
    wishes: Wishes,
    reader: Reader,
    console: Console,
    today: str,
) -> AnswerFile | None:
    """What the rater answered; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    ``target``: where the answers will be written; an answer file of somebody else there is never replaced.

    Raises:
        KeyboardInterrupt: where no more keys will come, or the rater ended it so; the screen has told how to go on.
        AnswerError: where the journal cannot be used.
        OptionError: where a wish cannot be fulfilled.
        OutputError: where nothing can be written beside the journal.
    """
    offered = with_both_opt_outs(instrument)
    voice = Voice(offered, language=wishes.language)
    screen = Screen(console, voice=voice)
    try:
        with _session(journal, instrument=offered, wishes=wishes, reader=reader, screen=screen, today=today) as session:
            require_own(target, rater=session.header.rater)
            try:
                Interview(Course(session, instrument=offered), reader=reader, screen=screen).run()
            except (EOFError, KeyboardInterrupt):
                screen.quit(journal)
                raise
            return session.answer_file()
    except QuitError:
        if journal.exists():
            screen.quit(journal)
        return None
    except EOFError:
        raise KeyboardInterrupt from None


def require_own(target: Path, *, rater: str) -> None:
    """Raise ``AnswerError`` where the answers of another rater stand in the file that is to be written."""
    if not target.is_file():
        return
    data = parse_yaml(target.read_bytes(), file=str(target)).data
    other = data.get("rater") if isinstance(data, dict) else None
    if isinstance(other, str) and folded(other) != folded(rater):
        found, hint = f"it holds the answers of {other}", "name another folder with --output"
        raise AnswerError(Problem("other-rater", found, Place(str(target)), f"no answers but those of {rater}", hint))


@contextmanager
def _session(
    journal: Path, *, instrument: Instrument, wishes: Wishes, reader: Reader, screen: Screen, today: str
) -> Iterator[Session]:
    """The session of the journal that is there, or of a new one."""
    if wishes.going_on or holds_changes(journal):
        header, state, _ = read_journal(journal)
        _require_own_answers(header, path=journal)
        require_same_instrument(header, instrument=instrument, path=journal)
        if wishes.language is None and state.language in instrument.languages:
            screen.voice.speak(state.language)
        if wishes.going_on or _goes_on(header, journal, reader=reader, screen=screen):
            _require_wishes(header, wishes=wishes, path=journal)
            with resume(journal, instrument=instrument) as session:
                if wishes.language is not None:
                    session.record(Change(language=wishes.language))
                yield session
            return
    header = _introduced(instrument, wishes=wishes, reader=reader, screen=screen, today=today)
    with begin(journal, header=header) as session:
        session.record(Change(language=screen.voice.language))
        screen.welcome(header, journal.parent.absolute())
        reader.pause(screen.spelled(screen.words.gettext("Press any key to begin.")))
        yield session


def _require_own_answers(header: Header, *, path: Path) -> None:
    """Raise ``AnswerError`` where several raters talked their answers over here."""
    if header.consensus:
        found = "it is the journal of a consensus"
        hint = "go on with mentorscan assess --consensus and the answer files"
        raise AnswerError(Problem("journal-of-consensus", found, Place(str(path)), "a rater's own journal", hint))


def _goes_on(header: Header, journal: Path, *, reader: Reader, screen: Screen) -> bool:
    """Whether the rater goes on with the journal that is there; one that they do not is set aside."""
    _, state, _ = read_journal(journal)
    while True:
        screen.waiting(header, state)
        key = reader.key().lower()
        if key == "g":
            return True
        if key == "n":
            aside = set_aside(journal)
            screen.kept(str(aside))
            return False
        if key == keys.QUIT:
            raise QuitError
        screen.unknown(key)


def _introduced(instrument: Instrument, *, wishes: Wishes, reader: Reader, screen: Screen, today: str) -> Header:
    """The header of a new journal, with what is still to be asked."""
    form = wishes.form or instrument.forms[0].id
    forms = [each.id for each in instrument.forms if instrument.form_items(each.id)]
    if form not in forms:
        found = f"{instrument.id} has no form {form!r}"
        raise OptionError(Problem("unknown-form", found, expected=f"one of {', '.join(forms)}"))
    words = screen.words
    organisation, rater = wishes.organisation, wishes.rater
    if organisation is None:
        organisation = _signed(reader, screen.spelled(words.gettext("Which organisation is this about?")))
    while not rater:
        rater = _signed(reader, screen.spelled(words.gettext("Your name, as the report shall show it:")))
        if not rater:
            screen.say(words.gettext("Answers are signed: please give a name."))
    return header_of(instrument, form=form, organisation=organisation or None, rater=rater, date=today)


def _signed(reader: Reader, question: str) -> str:
    """A name that was typed; empty where there is none."""
    name = typed(reader.text(question))
    return "" if name == NOTHING else name


def _require_wishes(header: Header, *, wishes: Wishes, path: Path) -> None:
    """Raise ``AnswerError`` where the command line asks for something else than the journal holds."""
    asked = {
        "rater": (wishes.rater, header.rater),
        "organisation": (wishes.organisation, header.organisation),
        "form": (wishes.form, header.form),
    }
    problems = [
        Problem(
            f"other-{what}",
            f"the assessment that was begun here has the {what} {there}",
            Place(str(path)),
            wanted,
            "name another folder with --output for a new assessment, or leave the option out to go on with this one",
        )
        for what, (wanted, there) in asked.items()
        if wanted and folded(wanted) != folded(there or "")
    ]
    if problems:
        raise AnswerError(problems)
