"""What is seen of a course at work: the hallmarks at the left, the item in the middle, its texts, the profile."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mentorscan.interview import keys
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.app import drawing
from mentorscan.interview.app.bench import Bench
from mentorscan.interview.app.texts import Texts
from mentorscan.interview.course import END, PLAN, Course, Standing
from mentorscan.interview.voice import Voice
from mentorscan.report.plain import plain


class View(Bench[AnswerFile]):
    """A course, seen from a place in it."""

    def __init__(self, course: Course, *, voice: Voice) -> None:
        super().__init__(course, voice=voice)
        self.place = END if (start := course.start()) == PLAN else start

    def compose(self) -> ComposeResult:
        """The rooms of the screen; ``show`` fills them."""
        yield from self.compose_head()
        with Horizontal(id="room"):
            hallmarks = OptionList(id="hallmarks")
            hallmarks.can_focus = False
            yield hallmarks
            with Vertical(id="middle"):
                with VerticalScroll(id="asked", can_focus=False):
                    yield Static(id="item")
                yield Texts()
            with VerticalScroll(id="profile", can_focus=False):
                yield Static(id="bars")
        yield from self.compose_foot()

    def show(self) -> None:
        """Fill every room of the screen with what stands there now."""
        course, voice = self.course, self.voice
        header, place = course.session.header, self.place
        commented = course.commented(place)
        standings = course.standings()
        whose = (header.organisation and plain(header.organisation), plain(header.rater))
        self._put("whose", Text(" · ".join(each for each in whose if each)))
        self._put("progress", self._progress())
        self._show_hallmarks(standings)
        if commented:
            self._put("item", drawing.comment(course, commented, standings[commented.id], voice=voice))
        elif place == END:
            self._put("item", drawing.end(course, voice=voice, choices=self._choices()))
        else:
            self._put("item", self._drawn(place))
        self.texts.fill(self._texts(), labels=self._labels())
        width = self.query_one("#profile").content_size.width or 30
        colour = self.app.current_theme.primary
        self._put("bars", drawing.profile(course, standings, voice=voice, width=width, colour=colour))
        self._put("said", Text(self._said))
        self.put_keys()
        self.query_one("#asked", VerticalScroll).scroll_home(animate=False)

    def _drawn(self, item: str) -> Text:
        """An item as it is shown in the middle."""
        return drawing.item(self.course, item, voice=self.voice, short=not self._wide)

    @property
    def _wide(self) -> bool:
        return bool(self.query_one("#profile").display)

    def _progress(self) -> Text:
        return drawing.progress(self.course, self.voice)

    def _choices(self) -> tuple[tuple[str, str], ...]:
        """What can be done at the end: a key and its meaning each."""
        words = self.voice.words
        left = self.course.open_items or self.course.state.marked & set(self.course.items)
        return (
            (keys.FINISH, words.gettext("finish: write the results and the report")),
            *(((keys.JUMP, words.gettext("to the first open item")),) if left else ()),
            (keys.PLAN, words.gettext("targets and plan: what shall be reached, and what will be done")),
            (keys.BACK, words.gettext("back")),
            (keys.QUIT, words.gettext("quit, and go on later")),
        )

    def _labels(self) -> dict[str, str]:
        words = self.voice.words
        return {
            "evidence": f"{keys.EVIDENCE} {words.gettext('evidence')}",
            "note": f"{keys.NOTE} {words.gettext('note')}",
            "comment": f"{keys.COMMENT} {words.gettext('comment')}",
        }

    def _show_hallmarks(self, standings: Mapping[str, Standing]) -> None:
        rooms = self.query_one("#hallmarks", OptionList)
        if not rooms.display:
            return
        here = self.course.questionnaire_at(self.place)
        options = [
            Option(
                drawing.hallmark(
                    each,
                    standings[each.id],
                    voice=self.voice,
                    here=each is here,
                    marked=any(item in self.course.state.marked for item in self.course.items_of(each)),
                    width=rooms.size.width - 1,
                    index=not self._wide,
                ),
                id=each.id,
            )
            for each in self.course.questionnaires
        ]
        rooms.clear_options()
        rooms.add_options(options)

    def hints(self) -> list[tuple[str, str]]:
        """The keys that matter here, with their names."""
        words = self.voice.words
        names = {key: name for key, name, _ in self.voice.commands()}
        chosen: tuple[str, ...]
        if self.place == END:
            chosen = (keys.SEARCH, keys.LANGUAGE)
        elif self._on_item:
            chosen = tuple(key for key in names if key not in {*keys.OPT_OUTS, keys.HELP})
        else:
            chosen = (keys.BACK, keys.JUMP, keys.SEARCH, keys.LANGUAGE, keys.QUIT)
        comment = [(words.gettext("Enter"), words.gettext("go on")), (keys.COMMENT, words.gettext("comment"))]
        first = [] if self._on_item or self.place == END else comment
        return [*first, *((key, names[key]) for key in chosen), ("F1", words.gettext("help"))]

    @property
    def _on_item(self) -> bool:
        return self.place in self.course.session.header.items

    @property
    def texts(self) -> Texts:
        """The texts below the item."""
        return self.query_one(Texts)

    def _texts(self) -> dict[str, str]:
        """The texts that can be written here, as they are kept."""
        if commented := self.course.commented(self.place):
            return {"comment": self.course.state.comments.get(commented.id, "")}
        if not self._on_item:
            return {}
        answer = self.course.answer(self.place)
        return {"evidence": answer.evidence or "", "note": answer.note or ""}
