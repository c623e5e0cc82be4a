"""Every catalogue speaks every message of the report."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from mentorscan.locales import languages, translations

SOURCE = Path(__file__).parents[3] / "src" / "mentorscan"
TEMPLATES = Path(__file__).parents[3] / "reports" / "templates"
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TRANSLATED = [language for language in languages() if language != "en"]

Key = tuple[str | None, str | tuple[str, ...]]


def messages_in_code() -> set[Key]:
    speaking = [(f"{room}/**.py", "python") for room in ("report", "interview", "comments")]
    found = extract_from_dir(SOURCE, method_map=speaking, keywords=KEYWORDS)
    return {(context, message) for _, _, message, _, context in found}


def catalogue(language: str) -> Catalog:
    return read_po(BytesIO((SOURCE / "locales" / f"{language}.po").read_bytes()), locale=language)


def strings(text: object) -> tuple[str, ...]:
    """A message or its translation, singular and plural alike."""
    if isinstance(text, str):
        return (text,)
    return tuple(each for each in text if isinstance(each, str)) if isinstance(text, list | tuple) else ()


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_of_the_report_is_translated(language: str) -> None:
    known = {
        (message.context, message.id)
        for message in catalogue(language)
        if message.id and strings(message.string) and all(strings(message.string))
    }
    messages = messages_in_code()
    assert len(messages) > 150
    assert messages - known == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    for message in catalogue(language):
        if not message.id:
            continue
        ids, translated = strings(message.id), strings(message.string)
        assert {frozenset(placeholders(each)) for each in translated} <= {frozenset(placeholders(each)) for each in ids}
        assert placeholders(translated[-1]) == placeholders(ids[-1]), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_fuzzy_and_plurals_are_chosen(language: str) -> None:
    assert not any(message.fuzzy for message in catalogue(language))
    spoken = translations(language)
    one, many = (spoken.ngettext("One group is hidden.", "{number} groups are hidden.", count) for count in (1, 7))
    assert one != many


def test_italian_is_among_the_languages_and_english_comes_first() -> None:
    assert languages()[0] == "en"
    assert "it" in languages()


def test_the_templates_hold_no_words_of_their_own() -> None:
    for template in TEMPLATES.rglob("*.j2"):
        text = re.sub(
            r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->|<!DOCTYPE html>", " ", template.read_text("utf-8"), flags=re.DOTALL
        )
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^<>]*>", " ", text))
        assert words == [], template.name
