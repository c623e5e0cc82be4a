"""What the workbench shows, as text: marks and words carry the meaning, weight and colour only help."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rich.text import Text

from mentorscan.instrument.model import Questionnaire, Scale
from mentorscan.interview import keys
from mentorscan.interview.answers import Answer
from mentorscan.interview.course import Course, Standing
from mentorscan.interview.voice import Voice
from mentorscan.report.charts import blocks
from mentorscan.report.plain import plain

_DONE, _BEGUN, _UNTOUCHED = "●", "◐", "○"
MARKED: Final = "⚑"
_CHOSEN: Final = "▶"
_SIDE_BY_SIDE: Final = 7
"""Scales with more points stand side by side, as line by line."""


def progress(course: Course, voice: Voice) -> Text:
    """How many items are answered, and how many are marked: ``12 of 48 answered · 1 marked``."""
    words, (answered, asked) = voice.words, _counted(course, voice)
    told = words.gettext("{answered} of {all} answered", answered=answered, all=asked)
    marked = len(course.state.marked & set(course.items))
    return Text(f"{told} · {MARKED} {words.count(marked)}" if marked else told)


def agreed(course: Course, voice: Voice) -> Text:
    """How many items are agreed: ``3 of 16 agreed``."""
    answered, asked = _counted(course, voice)
    return Text(voice.words.gettext("{answered} of {all} agreed", answered=answered, all=asked))


def _counted(course: Course, voice: Voice) -> tuple[str, str]:
    asked = len(course.items)
    return voice.words.count(asked - len(course.open_items)), voice.words.count(asked)


def hallmark(
    questionnaire: Questionnaire, standing: Standing, *, voice: Voice, here: bool, marked: bool, width: int, index: bool
) -> Text:
    """A hallmark in the list: how far it is, its name, and how much of it is answered, or its index so far."""
    mark = _DONE if standing.given == standing.asked else _BEGUN if standing.given else _UNTOUCHED
    figure = f"{standing.given}/{standing.asked}"
    if index:
        figure = voice.index(standing.index) if standing.index is not None else "·"
    room = width - len(figure) - 4
    title = Text(voice.text(questionnaire.title))
    if marked:
        title.append(f" {MARKED}")
    title.truncate(room, overflow="ellipsis", pad=True)
    line = Text.assemble(_CHOSEN if here else " ", mark, " ", title, " ", figure)
    if here:
        line.stylize("bold reverse")
    return line


def profile(course: Course, standings: Mapping[str, Standing], *, voice: Voice, width: int, colour: str) -> Text:
    """The profile so far: each hallmark with its index as a bar and a number, and its level in words."""
    words = voice.words
    levels = {each.id: voice.text(each.title) for each in course.instrument.levels}
    lines = [Text(words.gettext("Profile so far"), style="bold"), Text()]
    for each in course.questionnaires:
        found = standings[each.id]
        title = Text(voice.text(each.title))
        title.truncate(width, overflow="ellipsis")
        lines.append(title)
        if found.index is None:
            lines.append(Text("░" * (width - 5) + "    ·", style="dim"))
            continue
        bar = Text(blocks(found.index, cells=width - 5), style=colour)
        bar.append(f" {voice.index(found.index):>4}", style="bold")
        lines.append(bar)
        if found.level:
            lines.append(Text(levels[found.level], style="dim"))
    return Text("\n").join(lines)


def item(course: Course, place: str, *, voice: Voice, short: bool) -> Text:
    """An item: where it stands (``short``: in its hallmark alone), the statement, the scale, what to look for."""
    words, instrument = voice.words, course.instrument
    asked, answer = instrument.items[place], course.answer(place)
    mark = f"{MARKED} " if place in course.state.marked else ""
    where = Text.assemble((mark, "bold"), (voice.where(place, order=course.items, short=short), "dim"))
    parts = [where, Text(), Text(voice.statement(place), style="bold"), Text()]
    parts += scale(instrument.scale_of(instrument.questionnaire_of[place]), answer, voice=voice)
    if answer.reason:
        parts.append(Text(words.gettext("Reason: {text}", text=plain(answer.reason)), style="dim"))
    if answer.value is not None:
        sure = voice.sure(answer.confidence) if answer.confidence else words.gettext("how sure?")
        parts.append(Text(f"{keys.SURE}  {sure}", style="" if answer.confidence else "dim"))
    if asked.evidence:
        prompt = words.gettext("What to look for: {evidence}", evidence=voice.text(asked.evidence))
        parts += [Text(), Text(prompt, style="italic")]
    return Text("\n").join(parts)


def scale(scale: Scale, answer: Answer, *, voice: Voice) -> Iterator[Text]:
    """The points and the opt-outs with their keys, what was chosen with its mark."""
    points = keys.point_keys([each.value for each in scale.points])
    rows = []
    for key, value in points.items():
        label = voice.point(scale, value=value)
        if str(value) != key and label != str(value):
            label = f"{value}  {label}"
        rows.append((key, "" if label == key else label, answer.value == value))
    opt_outs = [(key, voice.opt_out(scale, code=code), answer.opt_out == code) for key, code in keys.OPT_OUTS.items()]
    if len(rows) > _SIDE_BY_SIDE:
        yield Text("  ").join(choice(key, label, chosen=chosen) for key, label, chosen in rows)
        yield Text("  ").join(choice(key, label, chosen=chosen) for key, label, chosen in opt_outs)
        return
    yield from (choice(key, label, chosen=chosen) for key, label, chosen in (*rows, *opt_outs))


def choice(key: str, label: str, *, chosen: bool) -> Text:
    """A key with what it chooses; what is chosen has a mark."""
    row = Text.assemble(f"{_CHOSEN} " if chosen else "  ", (key, "bold"), f"  {label}" if label else "")
    if chosen:
        row.stylize("bold reverse", 2)
    return row


def hints(named: Iterable[tuple[str, str]], *, width: int) -> Text:
    """Keys and their names side by side, in as many lines as they need, never broken within one."""
    lines = [Text()]
    for key, name in named:
        one = Text.assemble((key, "bold"), f" {name}")
        if lines[-1] and lines[-1].cell_len + 3 + one.cell_len > width:
            lines.append(one)
        else:
            lines[-1] = Text.assemble(lines[-1], "   " if lines[-1] else "", one)
    return Text("\n").join(lines)


def comment(course: Course, questionnaire: Questionnaire, standing: Standing, *, voice: Voice) -> Text:
    """The end of a hallmark: what comes of it so far, and what may be added."""
    words, title = voice.words, voice.text(questionnaire.title)
    asked = (
        voice.text(questionnaire.comment.text)
        if questionnaire.comment
        else words.gettext("Is there anything to add about {hallmark}?", hallmark=title)
    )
    lines = [Text(title, style="bold")]
    if standing.index is not None:
        level = next((voice.text(each.title) for each in course.instrument.levels if each.id == standing.level), "")
        told = words.gettext("index so far: {index}", index=voice.index(standing.index))
        lines.append(Text(f"{told} · {level}" if level else told))
    how = Text(words.gettext("c writes a comment, Enter goes on."), style="dim")
    return Text("\n").join([*lines, Text(), Text(asked), Text(), how])


def end(course: Course, *, voice: Voice, choices: Iterable[tuple[str, str]]) -> Text:
    """After the last item: what is still open, and what can be done now, each with its key."""
    words = voice.words
    opened, marked = len(course.open_items), len(course.state.marked & set(course.items))
    lines = [Text(words.ngettext("One item is still open.", "{number} items are still open.", opened), style="bold")]
    if not opened:
        lines = [Text(words.gettext("Every item is answered."), style="bold")]
    if marked:
        lines.append(
            Text(words.ngettext("One item is marked for later.", "{number} items are marked for later.", marked))
        )
    return Text("\n").join([*lines, Text(), *(Text.assemble((f"{key}  ", "bold"), name) for key, name in choices)])
