"""An assessment line by line, from beginning to end: who rates whom, the journal to go on with, the items."""

from __future__ import annotations

from contextlib import ExitStack

from rich.console import Console

from mentorscan.interview import keys
from mentorscan.interview.answers import AnswerFile, typed
from mentorscan.interview.asking import QuitError
from mentorscan.interview.course import Course
from mentorscan.interview.opening import Opening
from mentorscan.interview.plain import Interview
from mentorscan.interview.reader import NOTHING, Reader
from mentorscan.interview.screen import Screen
from mentorscan.interview.session import Session
from mentorscan.interview.voice import Voice


def conduct(opening: Opening, *, reader: Reader, console: Console) -> AnswerFile | None:
    """What the rater answered; ``None`` where they want to go on later. Whatever happens, the journal holds it all.

    Raises:
        KeyboardInterrupt: where no more keys will come, or the rater ended it so; the screen has told how to go on.
        AnswerError: where the journal cannot be used.
        OptionError: where a wish cannot be fulfilled.
        OutputError: where nothing can be written beside the journal.
    """
    instrument, journal = opening.instrument, opening.journal
    screen = Screen(console, voice=Voice(instrument, language=opening.wishes.language))
    try:
        with ExitStack() as stack:
            session = _session(opening, stack=stack, reader=reader, screen=screen)
            try:
                Interview(Course(session, instrument=instrument), reader=reader, screen=screen).run()
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


def _session(opening: Opening, *, stack: ExitStack, reader: Reader, screen: Screen) -> Session:
    """The session of the journal that is there, or of a new one; it ends with the stack."""
    wishes = opening.wishes
    if found := opening.found():
        _, state = found
        if wishes.language is None and state.language in opening.instrument.languages:
            screen.voice.speak(state.language)
        if wishes.going_on or _goes_on(opening, reader=reader, screen=screen):
            session = stack.enter_context(opening.go_on())
            if session.differences:
                screen.differences(session.differences)
                reader.pause(screen.spelled(screen.words.gettext("Press any key to go on.")))
            return session
    organisation, rater = _introduced(opening, reader=reader, screen=screen)
    begun = opening.begin(organisation=organisation, rater=rater, form=opening.form, language=screen.voice.language)
    session = stack.enter_context(begun)
    screen.welcome(session.header, opening.journal.parent.absolute())
    reader.pause(screen.spelled(screen.words.gettext("Press any key to begin.")))
    return session


def _goes_on(opening: Opening, *, reader: Reader, screen: Screen) -> bool:
    """Whether the rater goes on with the journal that is there; one that they do not is set aside."""
    while found := opening.found():
        screen.waiting(*found)
        key = reader.key().lower()
        if key == "g":
            return True
        if key == "n":
            screen.kept(str(opening.set_aside()))
            return False
        if key == keys.QUIT:
            raise QuitError
        screen.unknown(key)
    return False


def _introduced(opening: Opening, *, reader: Reader, screen: Screen) -> tuple[str | None, str]:
    """Whom it is about and who rates, with what is still to be asked."""
    words = screen.words
    organisation, rater = opening.wishes.organisation, opening.wishes.rater
    if organisation is None:
        organisation = _signed(reader, screen.spelled(words.gettext("Which organisation is this about?")))
    while not rater:
        rater = _signed(reader, screen.spelled(words.gettext("Your name, as the report shall show it:")))
        if not rater:
            screen.say(words.gettext("Answers are signed: please give a name."))
    return organisation or None, rater


def _signed(reader: Reader, question: str) -> str:
    """A name that was typed; empty where there is none."""
    name = typed(reader.text(question))
    return "" if name == NOTHING else name
