"""Targets and plan on a whole screen: the hallmarks at the left, the weakest first, their plan beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mentorscan.interview import keys
from mentorscan.interview.answers import Action
from mentorscan.interview.app import drawing
from mentorscan.interview.app.bench import Bench
from mentorscan.interview.app.dialogs import Choose, Tell
from mentorscan.interview.app.forms import ActionForm
from mentorscan.interview.course import Course
from mentorscan.interview.plan import (
    Aim,
    action_from,
    added,
    advice,
    aims,
    changed,
    reached_already,
    removed,
    stands,
    suggestions,
    told,
)
from mentorscan.interview.voice import Voice
from mentorscan.report.plain import plain

_OWN = "own"


class PlanBench(Bench[str]):
    """The pass over targets and plan; its result: ``done``, or ``quit`` where the rater goes on later."""

    AUTO_FOCUS = "#hallmarks"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "done", "done")]

    def __init__(self, course: Course, *, voice: Voice) -> None:
        super().__init__(course, voice=voice)
        self._order = tuple(each.hallmark.id for each in aims(course))
        self._at = 0
        self._levels: Mapping[str, str] = dict(
            zip(
                keys.point_keys(range(1, len(course.instrument.levels) + 1)),
                (each.id for each in course.instrument.levels),
                strict=False,
            )
        )
        self._commands: Mapping[str, Callable[[], None]] = {
            keys.TAKE_BACK: partial(self._aim_at, None),
            keys.ACTION: self._add,
            keys.CHANGE: self._change,
            keys.LANGUAGE: self._language,
            keys.HELP: self.action_help,
            keys.FINISH: self.action_done,
            keys.BACK: self.action_done,
            keys.QUIT: self._quit,
        }

    def compose(self) -> ComposeResult:
        """The rooms of the screen; ``show`` fills them."""
        yield from self.compose_head()
        with Horizontal(id="room"):
            yield OptionList(id="hallmarks")
            with VerticalScroll(id="asked", can_focus=False):
                yield Static(id="item")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Begin with the weakest hallmark."""
        self.show()

    def show(self) -> None:
        """Fill every room of the screen with what stands there now."""
        words = self.voice.words
        found = {each.hallmark.id: each for each in aims(self.course)}
        self._put("whose", Text(words.gettext("Targets and plan"), style="bold"))
        actions = words.ngettext("One action", "{number} actions", len(self.course.state.plan))
        self._put("progress", Text(actions))
        rooms = self.query_one("#hallmarks", OptionList)
        options = [Option(self._row(found[each], width=rooms.size.width - 1), id=each) for each in self._order]
        with rooms.prevent(OptionList.OptionHighlighted):
            rooms.clear_options()
            rooms.add_options(options)
            rooms.highlighted = self._at
        self._put("item", self._detail(found[self._order[self._at]]))
        self._put("said", Text(self._said))
        self.put_keys()

    def _row(self, aim: Aim, *, width: int) -> Text:
        """A hallmark with its index, and whether something is decided."""
        index = aim.standing.index
        figure = "·" if index is None else self.voice.index(index)
        title = Text(self.voice.text(aim.hallmark.title))
        title.truncate(width - len(figure) - 4, overflow="ellipsis", pad=True)
        here = "▶" if aim.hallmark.id == self._order[self._at] else " "
        return Text.assemble(here, "●" if aim.decided else "○", " ", title, " ", figure)

    def _detail(self, aim: Aim) -> Text:
        """The levels that it can reach, what is planned for it, and the advice on its low statements."""
        words = self.voice.words
        lines = [
            Text(self.voice.text(aim.hallmark.title), style="bold"),
            Text(stands(aim, voice=self.voice)),
            Text(),
            Text(words.gettext("Which level shall it reach?"), style="bold"),
        ]
        for key, level in self._levels.items():
            title = self.voice.level(level)
            shown = words.gettext("{level} (now)", level=title) if level == aim.standing.level else title
            lines.append(drawing.choice(key, shown, chosen=level == aim.target))
        lines += [Text(), Text(words.gettext("What will be done?"), style="bold")]
        lines += [Text(f"• {told(each, words=words)}") for each in aim.actions] or [
            Text(words.gettext("Nothing is planned so far."))
        ]
        offered = suggestions(self.course, aim.hallmark)
        if offered:
            lines += [Text(), Text(words.gettext("Advice on low statements"), style="bold")]
            for each in offered:
                lines += [Text(self.voice.statement(each), style="dim"), Text(f"→ {advice(each, voice=self.voice)}")]
        return Text("\n").join(lines)

    def hints(self) -> Sequence[tuple[str, str]]:
        """The keys that matter here, with their names."""
        words = self.voice.words
        planned = any(each.hallmark == self._order[self._at] for each in self.course.state.plan)
        change = [(keys.CHANGE, words.gettext("change or remove an action"))] if planned else []
        return (
            (words.gettext("arrows"), words.gettext("hallmark")),
            ("1, 2 …", words.gettext("target")),
            (keys.TAKE_BACK, words.gettext("no target")),
            (keys.ACTION, words.gettext("add an action")),
            *change,
            (keys.FINISH, words.gettext("done")),
            (keys.LANGUAGE, words.gettext("language")),
            (keys.QUIT, words.gettext("quit")),
            ("F1", words.gettext("help")),
        )

    @property
    def _here(self) -> Aim:
        return next(each for each in aims(self.course) if each.hallmark.id == self._order[self._at])

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Another hallmark."""
        if event.option_index != self._at:
            self._at, self._said = event.option_index, ""
            self.show()

    def on_option_list_option_selected(self) -> None:
        """Enter on a hallmark: plan something for it."""
        self._add()

    def on_key(self, event: events.Key) -> None:
        """One key a target, or a command."""
        key = event.character if event.character and event.is_printable else event.key
        command = self._commands.get(key) or self._commands.get(key.lower())
        if key in self._levels:
            command = partial(self._aim_at, self._levels[key])
        if command is not None:
            event.stop()
            command()

    def _aim_at(self, level: str | None) -> None:
        words, aim = self.voice.words, self._here
        if not self._kept(partial(self.course.aim, aim.hallmark.id, level=level)):
            return
        self._said = words.gettext("Kept: {text}", text=self.voice.level(level) if level else "-")
        if level and reached_already(level, standing=aim.standing, levels=self.course.instrument.levels):
            self._said += " · " + words.gettext("The hallmark has reached this level already.")
        self.show()

    def _add(self) -> None:
        """An action that follows a piece of advice, or one of their own."""
        words, hallmark = self.voice.words, self._here.hallmark
        offered = suggestions(self.course, hallmark)
        own = Action(hallmark=hallmark.id, action="")
        if not offered:
            self._fill_in(own, then=self._added)
            return

        def chosen(choice: str | None) -> None:
            if choice is not None:
                action = own if choice == _OWN else action_from(choice, voice=self.voice)
                self._fill_in(action, then=self._added)

        self.app.push_screen(
            Choose(
                words.gettext("Take a piece of advice, or write an action of your own:"),
                [
                    *((each, advice(each, voice=self.voice)) for each in offered),
                    (_OWN, words.gettext("an action of your own")),
                ],
                keys=words.gettext("Enter: take it   Arrows: choose   Esc: leave"),
            ),
            chosen,
        )

    def _added(self, action: Action) -> None:
        if action.action and self._kept(partial(added, self.course, action)):
            self._tell_kept(action)

    def _change(self) -> None:
        """One of the hallmark's actions; without its text it leaves the plan."""
        words, actions = self.voice.words, self._here.actions
        if not actions:
            return

        def chosen(place: str | None) -> None:
            if place is not None:
                before = actions[int(place)]
                self._fill_in(before, then=partial(self._changed, before))

        self.app.push_screen(
            Choose(
                words.gettext("Which action? Without its text it leaves the plan."),
                [(str(place), told(each, words=words)) for place, each in enumerate(actions)],
                keys=words.gettext("Enter: take it   Arrows: choose   Esc: leave"),
            ),
            chosen,
        )

    def _changed(self, before: Action, action: Action) -> None:
        place = self.course.state.plan.index(before)
        fields = {name: getattr(action, name) for name in ("action", "owner", "due", "sign")}
        keep = partial(changed, self.course, place, **fields) if action.action else partial(removed, self.course, place)
        if self._kept(keep):
            self._tell_kept(action)

    def _tell_kept(self, action: Action) -> None:
        self._said = self.voice.words.gettext("Kept: {text}", text=plain(action.action) or "-")
        self.show()

    def _fill_in(self, action: Action, *, then: Callable[[Action], None]) -> None:
        def filled(found: Action | None) -> None:
            if found is not None:
                then(found)

        self.app.push_screen(ActionForm(action, voice=self.voice), filled)

    def _quit(self) -> None:
        self.dismiss("quit")

    def action_done(self) -> None:
        """Back to the end."""
        self.dismiss("done")

    def action_help(self) -> None:
        """Every key and what it does."""
        words = self.voice.words
        lines = (
            (words.gettext("arrows"), words.gettext("to another hallmark; the weakest stands first")),
            ("1, 2 …", words.gettext("the level that it shall reach")),
            (keys.TAKE_BACK, words.gettext("no target for this hallmark")),
            (keys.ACTION, words.gettext("add an action: a piece of advice, or one of your own")),
            (keys.CHANGE, words.gettext("change or remove an action")),
            (keys.FINISH, words.gettext("done: back to the end of the assessment")),
            (keys.LANGUAGE, words.gettext("change the language")),
            (keys.QUIT, words.gettext("quit; everything is kept and you can go on later")),
        )
        self.app.push_screen(Tell(words.gettext("The keys"), lines, keys=words.gettext("Esc: back")))
