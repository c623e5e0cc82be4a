"""How an assessment is opened: the journal that is there is gone on with or set aside, or a new one is begun."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorscan.errors import AnswerError, OptionError, Place, Problem
from mentorscan.files import is_ours
from mentorscan.instrument.model import Instrument
from mentorscan.instrument.names import folded
from mentorscan.instrument.strict_yaml import parse_yaml
from mentorscan.interview.journal import Change, Header, State, header_of, read_journal, require_same_instrument
from mentorscan.interview.session import Session, begin, holds_changes, resume, set_aside


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


class Opening:
    """The folder of an assessment before anything is asked.

    ``instrument``: with both opt-outs on its scales; ``target``: where the answers will be written: an answer file of
    somebody else there is never replaced; ``today``: ISO text. Raises ``OptionError`` where the instrument has no such
    form as is wished for.
    """

    def __init__(self, journal: Path, *, target: Path, instrument: Instrument, wishes: Wishes, today: str) -> None:
        self.journal = journal
        self.instrument = instrument
        self.wishes = wishes
        self.form = _form(instrument, wished=wishes.form)
        self._target = target
        self._today = today

    def found(self) -> tuple[Header, State] | None:
        """The head of the journal that is there and where it stands; ``None`` where there is none.

        Raises:
            AnswerError: where it cannot be read, or belongs to another instrument.
        """
        if not (self.wishes.going_on or holds_changes(self.journal)):
            return None
        header, state, _ = read_journal(self.journal)
        if header.consensus:
            found = "it is the journal of a consensus"
            hint = "go on with mentorscan assess --consensus and the answer files"
            place = Place(str(self.journal))
            raise AnswerError(Problem("journal-of-consensus", found, place, "a rater's own journal", hint))
        require_same_instrument(header, instrument=self.instrument, path=self.journal)
        return header, state

    def set_aside(self) -> Path:
        """The new name of the journal that is there, which makes room for another."""
        return set_aside(self.journal)

    @contextmanager
    def go_on(self) -> Iterator[Session]:
        """The session of the journal that is there.

        Raises:
            AnswerError: where the wishes ask for something else than the journal holds, or it cannot be used.
            OutputError: where it cannot be written.
        """
        header, _, _ = read_journal(self.journal)
        _require_wishes(header, wishes=self.wishes, path=self.journal)
        require_own(self._target, rater=header.rater)
        with resume(self.journal, instrument=self.instrument) as session:
            if self.wishes.language is not None:
                session.record(Change(language=self.wishes.language))
            yield session

    @contextmanager
    def begin(self, *, organisation: str | None, rater: str, form: str, language: str) -> Iterator[Session]:
        """The session of a new journal.

        Raises:
            AnswerError: where there is a journal already, or the answers of another rater.
            OutputError: where it cannot be written.
        """
        require_own(self._target, rater=rater)
        header = header_of(self.instrument, form=form, organisation=organisation, rater=rater, date=self._today)
        with begin(self.journal, header=header) as session:
            session.record(Change(language=language))
            yield session


def _form(instrument: Instrument, *, wished: str | None) -> str:
    """The form of a new assessment: the one that is wished for, else the instrument's first."""
    form = wished or instrument.forms[0].id
    forms = [each.id for each in instrument.forms if instrument.form_items(each.id)]
    if form not in forms:
        found = f"{instrument.id} has no form {form!r}"
        raise OptionError(Problem("unknown-form", found, expected=f"one of {', '.join(forms)}"))
    return form


def require_unfinished(target: Path, *, force: bool) -> None:
    """Raise ``AnswerError`` where an assessment was finished here, unless it shall be gone on with (``force``)."""
    if force or not target.is_file() or not is_ours(target):
        return
    head = _head(target)
    about = " by ".join(str(each) for each in (head.get("organisation"), head.get("rater")) if each)
    found = f"an assessment was finished here: {about}" if about else "an assessment was finished here"
    hint = "--force goes on with it and replaces its files; --output DIR begins another one elsewhere"
    raise AnswerError(Problem("assessment-finished", found, Place(str(target)), hint=hint))


def require_own(target: Path, *, rater: str) -> None:
    """Raise ``AnswerError`` where the answers of another rater stand in the file that is to be written."""
    if not target.is_file():
        return
    other = _head(target).get("rater")
    if isinstance(other, str) and folded(other) != folded(rater):
        found, hint = f"it holds the answers of {other}", "name another folder with --output"
        raise AnswerError(Problem("other-rater", found, Place(str(target)), f"no answers but those of {rater}", hint))


def _head(file: Path) -> dict[str, Any]:
    """What an answer file says of itself, unchecked; empty where it says nothing."""
    data = parse_yaml(file.read_bytes(), file=str(file)).data
    return data if isinstance(data, dict) else {}


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
