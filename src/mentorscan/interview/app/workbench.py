"""The workbench: the hallmarks at the left, the item in the middle with its texts below, the profile at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual import events
from textual.binding import BindingType
from textual.widgets import Input, OptionList

from mentorscan.interview import keys
from mentorscan.interview.answers import typed
from mentorscan.interview.app.dialogs import AskLine, Find, Tell
from mentorscan.interview.app.planning import PlanBench
from mentorscan.interview.app.view import View
from mentorscan.interview.course import END, PLAN, Course
from mentorscan.interview.voice import Voice
from mentorscan.report.plain import plain

_BETWEEN: Final = frozenset(
    {
        *(keys.COMMENT, keys.BACK, keys.JUMP, keys.SEARCH, keys.LANGUAGE, keys.QUIT),
        *(keys.EVIDENCE_FOR_ANSWERED, keys.NOTE_ON_ANSWERED),
        *("enter", "up", "down", "left", "right"),
    }
)
"""What counts at the end of a hallmark."""


class Workbench(View):
    """A course at work; its result: the answers, once the rater has finished."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "settle", "back to the item"),
        ("tab", "texts", "to the texts"),
    ]

    def __init__(self, course: Course, *, voice: Voice) -> None:
        super().__init__(course, voice=voice)
        self._answered_last: str | None = None
        self._coming_back_to: str | None = None
        self._commands: Mapping[str, Callable[[], None]] = {
            keys.NOT_APPLICABLE: self._not_applicable,
            keys.DONT_KNOW: self._dont_know,
            keys.EVIDENCE: partial(self._write, "evidence"),
            keys.NOTE: partial(self._write, "note"),
            keys.SURE: self._sure,
            keys.MARK: self._mark,
            keys.TAKE_BACK: self._take_back,
        }
        self._anywhere: Mapping[str, Callable[[], None]] = {
            keys.EVIDENCE_FOR_ANSWERED: partial(self._write_on_answered, "evidence"),
            keys.NOTE_ON_ANSWERED: partial(self._write_on_answered, "note"),
            keys.BACK: self._back,
            "up": self._back,
            "left": self._back,
            keys.SKIP: self._onward,
            "down": self._onward,
            "right": self._onward,
            "enter": self._onward,
            keys.JUMP: self._jump,
            keys.SEARCH: self._search,
            keys.LANGUAGE: self._language,
            keys.HELP: self.action_help,
            keys.QUIT: self._quit,
            keys.FINISH: self._finish,
            keys.PLAN: self._plan,
            keys.COMMENT: partial(self._write, "comment"),
        }

    def on_mount(self) -> None:
        """Show where the rater stands."""
        self.set_focus(None)
        self.show()
        if self.course.state.position == PLAN:
            self._plan()

    # Where we are

    def go(self, place: str, *, said: str = "") -> None:
        """Nothing; the rater stands here now. ``said``: what is told at the foot.

        They stay where they were while a text there cannot be kept: the screen alone holds it.
        """
        if not self.keep_texts():
            return
        self.place, self._said = place, said
        self._kept(partial(self.course.move, place))
        self.show()

    def _back(self) -> None:
        before = self.course.before(self.place)
        if before is None:
            self._say(self.voice.words.gettext("This is the first item."))
        else:
            self.go(before)

    def _onward(self) -> None:
        if self.place != END:
            self.go(self.course.after(self.place))

    def _jump(self) -> None:
        found, said = self.course.next_open(self.place), ""
        if found == END:
            said = self.voice.words.gettext("Every item is answered.")
            found = self.course.next_marked(self.place) or END
        self.go(found, said=said)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A hallmark was clicked: to its first open item, else its first."""
        questionnaire = next(each for each in self.course.questionnaires if each.id == event.option_id)
        items = self.course.items_of(questionnaire)
        self.go(next(filter(self.course.is_open, items), items[0]))

    def _search(self) -> None:
        words, course, language = self.voice.words, self.course, self.voice.language

        def find(text: str) -> list[tuple[str, str]]:
            found = course.find(text, language=language)
            return [(each, f"{course.items.index(each) + 1}  {self.voice.statement(each)}") for each in found]

        def found(item: str | None) -> None:
            if item is not None:
                self.go(item)

        self.app.push_screen(
            Find(
                words.gettext("Find items with these words:"),
                find=find,
                nothing=words.gettext("No item holds these words."),
                keys=words.gettext("Enter: go to it   Arrows: choose   Esc: stay here"),
            ),
            found,
        )

    def _quit(self) -> None:
        self.keep_texts()
        self.dismiss(None)

    def _finish(self) -> None:
        if self.place == END:
            self.dismiss(self.course.session.answer_file())
        elif self.course.open_items:
            self._unknown(keys.FINISH)
        else:
            self.go(END)

    def _plan(self) -> None:
        """Targets and plan, which follow the end; whoever quits there goes on there."""
        if self.place != END and self.course.open_items:
            self._unknown(keys.PLAN)
            return

        def planned(outcome: str | None) -> None:
            if outcome == "done":
                self.go(END)
            else:
                self.dismiss(None)

        self._kept(partial(self.course.move, PLAN))
        self.app.push_screen(PlanBench(self.course, voice=self.voice), planned)

    # What is answered

    def on_key(self, event: events.Key) -> None:
        """One key an answer; whatever is typed into a text stays there."""
        if isinstance(self.focused, Input):
            return
        key = event.character if event.character and event.is_printable else event.key
        command = self._command(key)
        if command is None and event.is_printable:
            command = partial(self._unknown, key)
        if command is not None:
            event.stop()
            command()

    def _command(self, key: str) -> Callable[[], None] | None:
        questionnaire = self.course.questionnaire_at(self.place)
        if questionnaire and self._on_item:
            points = keys.point_keys([each.value for each in self.course.instrument.scale_of(questionnaire).points])
            if key in points:
                return partial(self._rate, points[key])
            if command := self._anywhere.get(key) or self._commands.get(key) or self._commands.get(key.lower()):
                return command
            return self._anywhere.get(key.lower())
        if questionnaire and key not in _BETWEEN:  # letters that were meant for the comment must not do other things
            return self._hint_at_comment if len(key) == 1 else None
        return self._anywhere.get(key) or self._anywhere.get(key.lower())

    def _hint_at_comment(self) -> None:
        self._say(self.voice.words.gettext("c writes a comment, Enter goes on."))

    def _unknown(self, key: str) -> None:
        self._say(self.voice.words.gettext("There is no {key} here. Press F1 for help.", key=plain(key)))

    def _rate(self, value: int) -> None:
        self._answered(partial(self.course.rate, self.place, value=value))

    def _dont_know(self) -> None:
        self._answered(partial(self.course.opt_out, self.place, code="dont_know"))

    def _not_applicable(self) -> None:
        words, item = self.voice.words, self.place

        def because(reason: str | None) -> None:
            if reason:
                self._answered(partial(self.course.opt_out, item, code="not_applicable", reason=reason))
            else:
                self._say(words.gettext("Nothing was changed."))

        self.app.push_screen(
            AskLine(
                words.gettext("Why does it not apply here?"),
                before=self.course.answer(item).reason or "",
                keys=words.gettext("Enter: keep   Esc: leave as it was"),
                complaint=words.gettext("“Not applicable” needs its reason. Esc leaves the item as it was."),
            ),
            because,
        )

    def _answered(self, keep: Callable[[], object]) -> None:
        """Keep an answer, and go on to what follows."""
        item = self.place
        self.keep_texts()
        if not self._kept(keep):
            return
        self._answered_last = item
        answer = self.voice.answer(item, self.course.answer(item)) or ""
        following, self._coming_back_to = self._coming_back_to or self.course.after(item), None
        self.go(following, said=self.voice.words.gettext("Kept: {text}", text=answer))

    def _sure(self) -> None:
        words = self.voice.words
        if self.course.answer(self.place).value is None:
            self._say(words.gettext("Rate the item first, then say how sure you are."))
        elif self._kept(partial(self.course.confide, self.place)):
            confidence = self.course.answer(self.place).confidence
            self._said = words.gettext("Kept: {text}", text=self.voice.sure(confidence) if confidence else "-")
            self.show()

    def _mark(self) -> None:
        words = self.voice.words
        if self._kept(partial(self.course.mark, self.place)):
            marked = self.place in self.course.state.marked
            self._said = words.gettext("Marked for later.") if marked else words.gettext("No longer marked for later.")
            self.show()

    def _take_back(self) -> None:
        words = self.voice.words
        if not self.course.answer(self.place).given:
            self._say(words.gettext("There is no answer to take back."))
        elif self._kept(partial(self.course.take_back, self.place)):
            self._said = words.gettext("The answer is taken back: the item is blank.")
            self.show()

    # What is written

    def _write(self, name: str) -> None:
        """Into one of the texts, where it can be seen."""
        if not self.texts.write(name):
            self._unknown({"evidence": keys.EVIDENCE, "note": keys.NOTE, "comment": keys.COMMENT}[name])

    def _write_on_answered(self, name: str) -> None:
        """Into a text of the item that was answered last; afterwards back to here."""
        if self._answered_last is None:
            words = self.voice.words
            self._say(
                words.gettext("Nothing was answered since the start. Go back to the item with b, then press e or t.")
            )
            return
        here = self.place
        self.go(self._answered_last)
        self._coming_back_to = here
        self._write(name)

    def keep_texts(self) -> bool:
        """Whether every text that can be seen is on disk as it stands on the screen."""
        now, before = self.texts.typed(), self._texts()
        return all(self._keep_text(name, text) for name, text in now.items() if text != before.get(name))

    def _keep_text(self, name: str, text: str) -> bool:
        if commented := self.course.commented(self.place):
            return self._kept(partial(self.course.comment, commented.id, text))
        keep = self.course.evidence if name == "evidence" else self.course.note
        return self._kept(partial(keep, self.place, text))

    def on_texts_paused(self) -> None:
        """Keep what is being typed."""
        self.keep_texts()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the text; after a comment go on."""
        if not self.keep_texts():
            return
        self.set_focus(None)
        said = self.voice.words.gettext("Kept: {text}", text=plain(typed(event.value)) or "-")
        following = self.course.after(self.place) if self.course.commented(self.place) else self.place
        following, self._coming_back_to = self._coming_back_to or following, None
        self.go(following, said=said)

    def action_settle(self) -> None:
        """Out of a text, which is kept, back to the item; and back to where we came from."""
        if not isinstance(self.focused, Input) or not self.keep_texts():
            return
        self.set_focus(None)
        place, self._coming_back_to = self._coming_back_to or self.place, None
        self.go(place)

    def action_texts(self) -> None:
        """From text to text, and back to the item after the last."""
        if self.keep_texts() and not self.texts.write_next():
            self.set_focus(None)

    def action_help(self) -> None:
        """Every key and what it does."""
        words = self.voice.words
        points = (words.gettext("1, 2, 3 …"), words.gettext("an answer; the keys stand beside the points"))
        lines = [points, *((key, meaning) for key, _, meaning in self.voice.commands())]
        lines += self.voice.further_commands()
        lines += [
            (words.gettext("arrows"), words.gettext("back and on, as b and s")),
            ("Tab", words.gettext("from text to text")),
            ("Esc", words.gettext("out of a text; it is kept")),
            ("F2", words.gettext("light or dark")),
            ("Ctrl-Z", words.gettext("to the command line; fg comes back")),
        ]
        self.app.push_screen(Tell(words.gettext("The keys"), lines, keys=words.gettext("Esc: back to the item")))
