"""The entry sheet: a workbook in which a rater without mentorscan answers, and which is read back like an answer file.

One sheet holds it all: who answers, how it is filled in, and the items under their hallmarks, to be printed on A4. Only
the cells to fill in can be changed; the others are protected without a password, against mishaps and nothing else. No
text becomes a formula or a link, also where the rater types one. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.model import Instrument, Questionnaire, Scale
from mentorscan.interview.answers import Answer, AnswerFile
from mentorscan.interview.sheet_about import CONFIDENCES, NOT_APPLICABLE, offered, point, write_about
from mentorscan.interview.sheet_format import (
    ABOUT,
    ANSWER,
    COLUMNS,
    COMMENT,
    CONFIDENCE,
    DATE,
    EVIDENCE,
    ITEM,
    LOOK,
    NOTE,
    NUMBER,
    ORDER,
    ORGANISATION,
    RATER,
    REASON,
    SCHEMA,
    STATEMENT,
    letters,
)
from mentorscan.interview.sheet_layout import AT, LINE, WIDTHS, Looks, day_of, growing, height
from mentorscan.interview.voice import Voice
from mentorscan.report.renderers.workbook import cut, new_workbook, sheet_name

_LAST: Final = len(ORDER) - 1
_KEYS, _HEAD = 4, 5
"""The hidden row that names the columns, and the one with their headings, which stays in sight; counted from 0."""

_A4: Final = 9


def sheet_bytes(file: AnswerFile, *, instrument: Instrument) -> bytes:
    """An entry sheet (XLSX) for the rater, form and language of ``file``, with the answers that it holds, if any.

    Raises ``OptionError`` where the instrument has no texts in that language, or mentorscan no words.
    """
    out = BytesIO()
    voice = Voice(with_both_opt_outs(instrument), language=file.language)
    form = file.form or instrument.forms[0].id
    with new_workbook(out, title=voice.text(instrument.title)) as book:
        sheet = _EntrySheet(book, file=file, voice=voice, form=form)
        sheet.write()
    return growing(out.getvalue(), rows=sheet.growing)


class _EntrySheet:
    """The two sheets of a workbook, while they are written from above."""

    def __init__(self, book: Any, *, file: AnswerFile, voice: Voice, form: str) -> None:
        self._book, self._file, self._voice, self._form = book, file, voice, form
        self._words, self._instrument = voice.words, voice.instrument
        self._items = self._instrument.form_items(form)
        name = sheet_name(self._words.pgettext("entry sheet", "Answers"), besides=frozenset({ABOUT}))
        self._sheet = book.add_worksheet(name)
        self._looks = Looks(book)
        self._row = _HEAD + 1
        self.growing: set[int] = set()

    def write(self) -> None:
        """Write everything."""
        write_about(
            self._book, file=self._file, voice=self._voice, form=self._form, items=self._items, scales=self._scales
        )
        self._write_head()
        if self._instrument.introduction:
            self._across("/introduction", self._voice.text(self._instrument.introduction), look=self._looks.soft)
            self._row += 1
        number = 0
        for questionnaire, items in self._chapters:
            self._write_chapter(questionnaire)
            first = self._row
            for item in items:
                number += 1
                self._write_item(item, number=number)
            self._mark_unknown(questionnaire, first=first)
            self._write_comment(questionnaire)
        self._offer_and_mark()
        self._arrange()

    @cached_property
    def _chapters(self) -> Sequence[tuple[Questionnaire, Sequence[str]]]:
        """The questionnaires with their items."""
        owner = self._instrument.questionnaire_of
        return [(each, tuple(items)) for each, items in groupby(self._items, key=owner.__getitem__)]

    @cached_property
    def _scales(self) -> Sequence[Scale]:
        """The scales that are used, each once."""
        return list({each.scale: self._instrument.scale_of(each) for each, _ in self._chapters}.values())

    def _write_head(self) -> None:
        """What the assessment is called, who answers for whom, how to fill in, and the headings."""
        sheet, looks, words, file = self._sheet, self._looks, self._words, self._file
        sheet.write_string(0, 0, SCHEMA)
        sheet.merge_range(0, AT[NUMBER], 0, AT[LOOK], "", looks.title)
        sheet.write_string(0, AT[NUMBER], self._voice.text(self._instrument.title), looks.title)
        asked = (
            (ORGANISATION, words.pgettext("entry sheet", "Organisation"), file.organisation or ""),
            (RATER, words.pgettext("entry sheet", "Your name"), file.rater),
            (DATE, words.pgettext("entry sheet", "Date"), file.date or ""),
        )
        for row, (key, label, filled) in enumerate(asked, start=1):
            sheet.set_row(row, 1.5 * LINE)
            sheet.write_string(row, AT[ITEM], key)
            sheet.write_string(row, AT[STATEMENT], label, looks.label)
            look = looks.date if key == DATE else looks.name
            day = day_of(filled) if key == DATE else None
            if day:
                sheet.write_datetime(row, AT[LOOK], day, look)
            else:
                sheet.write_string(row, AT[LOOK], cut(filled), look)
        sheet.merge_range(1, AT[ANSWER], 3, _LAST, "", looks.guide)
        sheet.write_string(1, AT[ANSWER], self._how_to(), looks.guide)
        sheet.set_row(0, 2 * LINE)
        sheet.set_row(_KEYS, None, None, {"hidden": True})
        sheet.set_row(_HEAD, 1.5 * LINE)
        for column, (key, heading) in enumerate(zip((COLUMNS, *ORDER[1:]), self._headings(), strict=True)):
            sheet.write_string(_KEYS, column, key)
            sheet.write_string(_HEAD, column, heading, looks.heading)

    def _headings(self) -> Sequence[str]:
        words = self._words
        prompts = any(self._instrument.items[item].evidence for item in self._items)
        return (
            "/headings",
            words.pgettext("entry sheet", "No."),
            words.pgettext("entry sheet", "Statement"),
            words.pgettext("entry sheet", "What to look for") if prompts else "",
            words.pgettext("entry sheet", "Your answer"),
            words.pgettext("entry sheet", "How sure are you?"),
            words.pgettext("entry sheet", "Evidence"),
            words.pgettext("entry sheet", "Note"),
            words.pgettext("entry sheet", "Reason, if not applicable"),
        )

    def _how_to(self) -> str:
        """What a rater has to know."""
        return self._words.gettext(
            "Fill in the yellow cells. Choose each answer from the list in its cell, or type its number; leave open "
            "what you cannot say yet. Where you choose “{not_applicable}”, say why in the last column. Evidence is "
            "what you have seen: a text, the name of a document, or a link. In the end save the file and send it back.",
            not_applicable=self._voice.opt_out(self._scales[0], code="not_applicable"),
        )

    def _write_chapter(self, questionnaire: Questionnaire) -> None:
        """The title of a hallmark, what it means, and its scale."""
        voice, id_ = self._voice, questionnaire.id
        self._across(f"{id_}/title", voice.text(questionnaire.title), look=self._looks.chapter)
        scale = self._instrument.scale_of(questionnaire)
        answers = " · ".join(offered(voice, scale))
        definition = voice.text(questionnaire.definition) if questionnaire.definition else ""
        row = self._row
        for first, last, text in ((NUMBER, LOOK, definition), (ANSWER, REASON, answers)):
            self._sheet.merge_range(row, AT[first], row, AT[last], "", self._looks.soft)
            self._sheet.write_string(row, AT[first], cut(text), self._looks.soft)
        self._sheet.write_string(row, 0, f"{id_}/scale")
        high = max(height(definition, first=NUMBER, last=LOOK), height(answers, first=ANSWER, last=REASON))
        self._sheet.set_row(row, high)
        self._row += 1

    def _write_item(self, item: str, *, number: int) -> None:
        """The row of an item, with what was answered so far."""
        sheet, looks, row = self._sheet, self._looks, self._row
        prompt = self._instrument.items[item].evidence
        seen = self._voice.text(prompt) if prompt else ""
        answer = self._file.answers.get(item, Answer())
        sheet.write_string(row, AT[ITEM], item)
        sheet.write_number(row, AT[NUMBER], number, looks.number)
        sheet.write_string(row, AT[STATEMENT], self._voice.statement(item), looks.statement)
        sheet.write_string(row, AT[LOOK], seen, looks.prompt)
        filled = {
            ANSWER: self._answered(item, answer),
            CONFIDENCE: self._voice.sure(answer.confidence) if answer.confidence else "",
            EVIDENCE: answer.evidence,
            NOTE: answer.note,
            REASON: answer.reason,
        }
        for name, text in filled.items():
            sheet.write_string(row, AT[name], cut(text or ""), looks.field)
        texts = {STATEMENT: self._voice.statement(item), LOOK: seen} | filled
        high = max(height(text or "", first=name, last=name) for name, text in texts.items())
        sheet.set_row(row, max(high, 2 * LINE))
        self.growing.add(row)
        self._row += 1

    def _write_comment(self, questionnaire: Questionnaire) -> None:
        """The row for a comment on a hallmark."""
        words, voice, row = self._words, self._voice, self._row
        title = voice.text(questionnaire.title)
        declared = questionnaire.comment
        asked = (
            voice.text(declared.text)
            if declared
            else words.gettext("Is there anything to add about {hallmark}?", hallmark=title)
        )
        self._sheet.write_string(row, 0, f"{questionnaire.id}{COMMENT}")
        self._sheet.merge_range(row, AT[NUMBER], row, AT[LOOK], "", self._looks.prompt)
        self._sheet.write_string(row, AT[NUMBER], cut(asked), self._looks.prompt)
        self._sheet.merge_range(row, AT[ANSWER], row, _LAST, "", self._looks.field)
        filled = self._file.comments.get(questionnaire.id, "")
        self._sheet.write_string(row, AT[ANSWER], cut(filled), self._looks.field)
        room = max(height(filled, first=ANSWER, last=REASON), height(asked, first=NUMBER, last=LOOK))
        self._sheet.set_row(row, max(3 * LINE, room))
        self._row += 1

    def _offer_and_mark(self) -> None:
        """Lists in the cells, marks where something is missing, and how many items are answered."""
        sheet, looks, first, last = self._sheet, self._looks, _HEAD + 1, self._row - 1
        answer, reason = (f"${letters(AT[each])}{first + 1}" for each in (ANSWER, REASON))
        missing = f'=AND(TRIM({reason})="",SUMPRODUCT(--({NOT_APPLICABLE}=TRIM({answer})))>0)'
        marked = {"type": "formula", "criteria": missing, "format": looks.missing}
        sheet.conditional_format(first, AT[REASON], last, AT[REASON], marked)
        sheet.conditional_format(2, AT[LOOK], 2, AT[LOOK], {"type": "blanks", "format": looks.missing})
        ids, answers = (f"${letters(AT[each])}${first + 1}:${letters(AT[each])}${last + 1}" for each in (ITEM, ANSWER))
        counted = f'=SUMPRODUCT(({ids}<>"")*ISERROR(FIND("/",{ids}))*({answers}<>""))'
        given = sum(self._file.answers.get(item, Answer()).given for item in self._items)
        told = self._words.gettext("{given} of {all} answered", given="\0", all=self._words.count(len(self._items)))
        shown = "0".join(f'"{each}"' if each else "" for each in told.replace('"', "").split("\0"))
        sheet.merge_range(0, AT[ANSWER], 0, _LAST, "", looks.counter(shown))
        sheet.write_formula(0, AT[ANSWER], counted, looks.counter(shown), given)

    def _mark_unknown(self, questionnaire: Questionnaire, *, first: int) -> None:
        """The lists of answers for the items of a questionnaire, and a mark on what is not one of them."""
        number = self._scales.index(self._instrument.scale_of(questionnaire))
        column, last = AT[ANSWER], self._row - 1
        cell = f"${letters(column)}{first + 1}"
        unknown = f'=AND(TRIM({cell})<>"",SUMPRODUCT(--(known_{number}=TRIM({cell})))=0)'
        marked = {"type": "formula", "criteria": unknown, "format": self._looks.missing}
        self._sheet.conditional_format(first, column, last, column, marked)
        for name, position in ((f"answers_{number}", column), (CONFIDENCES, AT[CONFIDENCE])):
            # A number that was typed is an answer as well, so nothing is refused here.
            choice = {"validate": "list", "source": f"={name}", "show_error": False}
            self._sheet.data_validation(first, position, last, position, choice)

    def _arrange(self) -> None:
        """Widths, what stays in sight, how it is printed, and what cannot be changed."""
        sheet, last = self._sheet, self._row - 1
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width, None, {"hidden": column == AT[ITEM]})
        sheet.hide_gridlines(2)
        sheet.freeze_panes(_HEAD + 1, 0)
        sheet.set_selection(2, AT[LOOK], 2, AT[LOOK])
        sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(_LAST)}{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(_HEAD)
        sheet.print_area(0, 1, last, _LAST)
        sheet.set_footer("&R&P / &N")
        # Rows grow with what is typed only where their format may change.
        sheet.protect("", {"format_rows": True, "format_columns": True})

    def _across(self, key: str, text: str, *, look: Any) -> None:
        """A text over all columns, and the next row."""
        self._sheet.write_string(self._row, 0, key)
        self._sheet.merge_range(self._row, 1, self._row, _LAST, "", look)
        self._sheet.write_string(self._row, 1, cut(text), look)
        self._sheet.set_row(self._row, height(text, first=NUMBER, last=REASON) + LINE / 2)
        self._row += 1

    def _answered(self, item: str, answer: Answer) -> str:
        """An answer as it stands in the list."""
        scale = self._instrument.scale_of(self._instrument.questionnaire_of[item])
        if answer.opt_out:
            return self._voice.opt_out(scale, code=answer.opt_out)
        return "" if answer.value is None else point(self._voice, scale, value=answer.value)
