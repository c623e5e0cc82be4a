"""What holds for every sentence of the report at every extreme; and that the extremes bring every sentence to light."""

from __future__ import annotations

import re
from dataclasses import asdict

import pytest
from babel.messages.extract import extract_from_dir
from tests.unit.report.every_extreme import EVERY, Key, texts, told
from tests.unit.report.test_report_catalogues import KEYWORDS, SOURCE, TRANSLATED, catalogue, strings

ROOMS = (
    "wording/headline.py",
    "wording/sentences.py",
    "wording/standing.py",
    "wording/comparisons.py",
    "wording/practices.py",
    "wording/targets.py",
    "wording/two_views.py",
    "parts/overview.py",
    "parts/actions.py",
    "parts/protection.py",
    "parts/groups.py",
    "parts/against.py",
    "parts/survey.py",
    "parts/grounds.py",
)

WRONG = {
    "a brace that nobody filled": r"[{}]",
    "two spaces": r"  ",
    "the word None": r"\bNone\b(?! (of the|was left|with))",
    "doubled punctuation": r"[.,;:]\s*[.,;:](?!\.)|\(\)|\( | \)",
    "one with a plural": r"(?<![\d.,/])\b1 (people|points|hallmarks|groups|statements|answers|responses|raters)\b",
    "uno with a plural": r"(?<![\d.,/])\b1 (persone|punti|tratti|gruppi|affermazioni|risposte)\b",
    "several with a singular": r"(?<![\d.,/])\b[2-9]\d* (person|point|hallmark|group|statement|rater)\b(?!s)",
    "più di uno with a singular": r"(?<![\d.,/])\b[2-9]\d* (persona|punto|tratto|gruppo|affermazione)\b",
    "a space before punctuation": r"\s[.,;](\s|$)",
}


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("name", EVERY)
def test_no_text_of_the_report_is_broken(name: str, language: str) -> None:
    every = set(texts(asdict(told(name, language)[0])))
    found = [(what, text) for what, pattern in WRONG.items() for text in every if re.search(pattern, text)]
    assert found == []
    open_, close = ("“", "”") if language == "en" else ("«", "»")
    assert [text for text in every if text.count(open_) != text.count(close)] == []


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("name", EVERY)
def test_sentences_begin_large_and_end_with_one_full_stop(name: str, language: str) -> None:
    report = told(name, language)[0]
    parts = [
        getattr(report, part)
        for part in ("summary", "profile", "consistency", "survey", "grounds", "practices", "priorities")
    ]
    sentences = [report.summary.headline, *report.protection, *report.basis]
    sentences += [sentence for part in parts if part for sentence in part.lead]
    sentences += [sentence for chapter in report.trust.chapters for sentence in chapter.sentences]
    sentences += [
        sentence for each in (report.hallmarks.sections if report.hallmarks else ()) for sentence in each.sentences
    ]
    wrong = [each for each in sentences if not re.fullmatch(r"[^a-zà-ù\s].*[^.\s][.?]", each)]
    assert wrong == []


def _words(message: str) -> str:
    return re.sub(r"{\w+}", "", message)


@pytest.mark.parametrize("name", EVERY)
def test_no_english_sentence_is_left_in_the_italian_report(name: str) -> None:
    english = {
        each
        for message in catalogue("it")
        for original, translated in zip(strings(message.id), strings(message.string), strict=False)
        if original != translated and len((each := _words(original)).split()) > 3 and "{" not in original
    }
    every = "\n".join(texts(asdict(told(name, "it")[0])))
    assert [each for each in english if each in every] == []


def messages_of(room: str) -> set[Key]:
    """The messages in one file of the report's code."""
    found = extract_from_dir(SOURCE / "report", method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {(context, message) for file, _, message, _, context in found if file == room}


@pytest.mark.parametrize("language", ["en", *TRANSLATED])
def test_the_extremes_bring_every_sentence_to_light(language: str) -> None:
    seen: set[Key] = set()
    for name in EVERY:
        report, asked = told(name, language)
        page = "\n".join(texts(asdict(report))).lower()
        seen |= {
            key for key, filled in asked.items() if key not in seen and any(each.lower() in page for each in filled)
        }
    assert all(map(messages_of, ROOMS))
    unseen = {room: sorted(map(str, messages_of(room) - seen)) for room in ROOMS}
    assert {room: keys for room, keys in unseen.items() if keys} == {}
