"""What the interview says, in the rater's language. All foreign text goes through ``plain`` and never is markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mentorscan.errors import Problem
from mentorscan.instrument.model import Questionnaire, Scale
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer, Confidence
from mentorscan.interview.journal import Differences, Header, State
from mentorscan.interview.reader import NOTHING
from mentorscan.interview.voice import Voice
from mentorscan.report.language import Language
from mentorscan.report.plain import plain

_LISTED = 7
"""Up to how many points stand one a line; longer scales stand side by side."""

_PLAIN_MARKS = str.maketrans({"·": "-", "–": "-", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "…": "..."})


class Screen:
    """A console, and the voice that speaks on it."""

    def __init__(self, console: Console, *, voice: Voice) -> None:
        self.voice = voice
        self._console = console

    @property
    def console(self) -> Console:
        """Where it is shown."""
        return self._console

    @property
    def words(self) -> Language:
        """The language of our own words."""
        return self.voice.words

    def spelled(self, text: str) -> str:
        """The text in characters that this terminal knows: plainer marks, and at worst letters without accents."""
        try:
            text.encode(self._console.encoding)
        except UnicodeEncodeError:
            plainer = unicodedata.normalize("NFKD", text.translate(_PLAIN_MARKS))
            return plainer.encode(self._console.encoding, errors="ignore").decode(self._console.encoding)
        return text

    def welcome(self, header: Header, folder: Path) -> None:
        """The title, what the raters are told, how much there is to answer, where it is kept, and how it works."""
        words, instrument = self.words, self.voice.instrument
        self._line(self.voice.text(instrument.title), style="bold")
        if instrument.introduction:
            self._gap()
            self._line(self.voice.text(instrument.introduction))
        self._gap()
        self._line(self.voice.effort(header.form))
        self._line(words.gettext("Your answers are kept in this folder: {folder}", folder=plain(str(folder))))
        self._line(words.gettext("Each answer is one key, and is kept as soon as you see “Kept”. Press h for help."))

    def waiting(self, header: Header, state: State) -> None:
        """What was found in the folder: an assessment that can be gone on with."""
        words = self.words
        self._line(words.gettext("An assessment was begun here:"), style="bold")
        for line in self.voice.begun(header, state):
            self._line(line, indent=2)
        self._options(
            ("g", words.gettext("go on with it")), ("n", words.gettext("begin a new one; this one is kept beside it")),
            (keys.QUIT, words.gettext("quit")),
        )  # fmt: skip

    def differences(self, found: Differences) -> None:
        """What is asked otherwise than when the assessment was left."""
        for at, line in enumerate(self.voice.differences(found)):
            self._line(line, style="" if at else "bold")

    def hallmark(self, questionnaire: Questionnaire) -> None:
        """The title of a hallmark and what it means."""
        self._gap()
        self._line(self.voice.text(questionnaire.title).upper(), style="bold")
        if questionnaire.definition:
            self._line(self.voice.text(questionnaire.definition))

    def item(self, item: str, *, order: Sequence[str], answer: Answer | None, marked: bool) -> None:
        """An item: where we are, the statement, what to look for, the scale, what was answered so far, the keys."""
        words, instrument = self.words, self.voice.instrument
        asked = instrument.items[item]
        self._gap()
        where = self.voice.where(item, order=order)
        self._line(words.gettext("{where} · marked for later", where=where) if marked else where, style="dim")
        self._line(self.voice.statement(item), style="bold")
        if asked.evidence:
            self._line(words.gettext("What to look for: {evidence}", evidence=self.voice.text(asked.evidence)))
        self._gap()
        self._scale(instrument.scale_of(instrument.questionnaire_of[item]))
        if answer is not None:
            self.so_far(item, answer)
        self._options(*((key, word) for key, word, _ in self.voice.commands() if key not in keys.OPT_OUTS))

    def so_far(self, item: str, answer: Answer) -> None:
        """What stands answered and noted."""
        words = self.words
        said = (
            self.voice.answer(item, answer),
            self.voice.sure(answer.confidence) if answer.confidence else None,
            words.gettext("Evidence: {text}", text=plain(answer.evidence)) if answer.evidence else None,
            words.gettext("Note: {text}", text=plain(answer.note)) if answer.note else None,
        )
        self._line(words.gettext("So far: {answer}", answer=" · ".join(each for each in said if each)))

    def kept(self, text: str) -> None:
        """That a change is on disk."""
        self._line(self.words.gettext("Kept: {text}", text=text))

    def answered(self, item: str, answer: Answer) -> None:
        """That an answer is on disk, and how to say more about it."""
        words = self.words
        self.kept(self.voice.answer(item, answer) or "")
        self._options(
            (keys.EVIDENCE_FOR_ANSWERED, words.gettext("evidence for it")),
            (keys.NOTE_ON_ANSWERED, words.gettext("note on it")),
        )  # fmt: skip

    def about(self, item: str) -> None:
        """Which item a text will be about, where it is not the one on the screen."""
        self._line(self.words.gettext("About: {statement}", statement=self.voice.statement(item)))

    def found(self, items: Sequence[str], *, order: Sequence[str]) -> None:
        """Items that were looked for, each after its number."""
        for item in items:
            self._line(f"{order.index(item) + 1}  {self.voice.statement(item)}", indent=2)

    def sure(self, confidence: Confidence | None) -> None:
        """That it is kept how sure the rater is."""
        self.kept(self.voice.sure(confidence) if confidence else NOTHING)

    def marked(self, *, marked: bool) -> None:
        """That an item is marked for later, or no longer."""
        words = self.words
        self._line(words.gettext("Marked for later.") if marked else words.gettext("No longer marked for later."))

    def say(self, message: str) -> None:
        """A message."""
        self._line(message)

    def unknown(self, key: str) -> None:
        """That a key means nothing here."""
        words = self.words
        name = plain(key) or words.gettext("Enter")
        self._line(words.gettext("There is no {key} here. Press h for help.", key=name))

    def comment(self, questionnaire: Questionnaire, *, before: str) -> None:
        """What the rater may add at the end of a hallmark, what they have added, and the keys."""
        words = self.words
        title = self.voice.text(questionnaire.title)
        asked = self.voice.text(questionnaire.comment.text) if questionnaire.comment else ""
        self._gap()
        if asked:
            self._line(title, style="dim")
        self._line(asked or words.gettext("Is there anything to add about {hallmark}?", hallmark=title))
        if before:
            self._line(words.gettext("So far: {answer}", answer=plain(before)))
        self._options(
            (keys.COMMENT, words.gettext("comment")), (words.gettext("Enter"), words.gettext("go on")),
            (keys.BACK, words.gettext("back")), (keys.QUIT, words.gettext("quit, and go on later")),
        )  # fmt: skip

    def problem(self, problem: Problem) -> None:
        """What stood in the way of keeping a change."""
        self._line(self.words.gettext("Not kept: {problem}", problem=plain(str(problem))), style="bold")

    def help(self, *, one_key: bool) -> None:
        """Every key and what it does; ``one_key``: as in ``Reader``."""
        words = self.words
        self._gap()
        self._line(words.gettext("The keys"), style="bold")
        points = words.gettext("an answer; the keys stand beside the points")
        self._line(f"{words.gettext('1, 2, 3 …')}  {points}", indent=2)
        for key, _, meaning in self.voice.commands():
            self._line(f"{key}  {meaning}", indent=2)
        for key, meaning in self.voice.further_commands():
            self._line(f"{key}  {meaning}", indent=2)
        self._line(words.gettext("In place of a text, a hyphen (-) alone takes away what stood there."))
        if not one_key:
            self._line(words.gettext("Every line ends with Enter. An empty line leads on to the next item, as s does."))

    def end(self, *, opened: int) -> None:
        """After the last item: what is still open, and how to finish."""
        words = self.words
        self._gap()
        self._line(
            words.ngettext("One item is still open.", "{number} items are still open.", opened)
            if opened
            else words.gettext("Every item is answered."),
            style="bold",
        )
        jump = [(keys.JUMP, words.gettext("to the first open item"))] if opened else []
        self._options(
            (keys.FINISH, words.gettext("finish: write the results and the report")),
            (keys.PLAN, words.gettext("targets and plan")), *jump,
            (keys.BACK, words.gettext("back")), (keys.QUIT, words.gettext("quit, and go on later")),
        )  # fmt: skip

    def quit(self, path: Path) -> None:
        """That everything is kept, and how to go on."""
        words, name = self.words, str(path)
        shown = f'"{name}"' if any(each.isspace() for each in name) else name
        self._gap()
        self._line(words.gettext("Everything that you answered is kept. To go on:"))
        self._command(f"mentorscan assess --resume {plain(shown)}")

    def _command(self, command: str) -> None:
        """A command to copy, never broken."""
        self._console.print(Text(self.spelled(f"  {command}")), soft_wrap=True)

    def _scale(self, scale: Scale) -> None:
        points = keys.point_keys([each.value for each in scale.points])
        labels = {each.value: self.voice.text(each.label) for each in scale.points}
        named = [
            (key, labels[value] if labels[value] == key or key == str(value) else f"{value}  {labels[value]}")
            for key, value in points.items()
        ]
        opt_outs = [(key, self.voice.opt_out(scale, code=code)) for key, code in keys.OPT_OUTS.items()]
        if len(named) > _LISTED:
            self._options(*((key, "" if label == key else label) for key, label in named))
            self._options(*opt_outs)
            return
        for key, label in (*named, *opt_outs):
            self._line(f"{key}  {label}", indent=2)

    def _options(self, *options: tuple[str, str]) -> None:
        """Keys and their names side by side, never broken within one."""
        lines = [""]
        for each in (f"{key} {name}".strip() for key, name in options):
            joined = f"{lines[-1]}   {each}" if lines[-1] else each
            fits = cell_len(joined) <= self._console.width
            lines[-1:] = [joined] if fits else [lines[-1], each]
        for line in lines:
            self._line(line, style="dim")

    def _line(self, text: str, *, style: str = "", indent: int = 0) -> None:
        """A paragraph, broken at the console's width."""
        whole = Text(self.spelled(text), style=style)
        for line in whole.wrap(self._console, max(20, self._console.width - indent)):
            line.rstrip()
            self._console.print(Text(" " * indent) + line, soft_wrap=True)

    def _gap(self) -> None:
        self._console.print()
