"""What the rules look at: the instrument together with its files, so that each finding knows its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from mentorscan.errors import Place
from mentorscan.instrument.document import Document, Part
from mentorscan.instrument.lint.vocabulary import Vocabulary, vocabulary_of, words_of
from mentorscan.instrument.model import Instrument, Item, Questionnaire


@dataclass(frozen=True, kw_only=True)
class Statement:
    """An item as it is worded in one language, and where that stands."""

    item: Item
    questionnaire: Questionnaire
    language: str
    text: str
    place: Place

    @property
    def name(self) -> str:
        """The item's id with the language, as findings name it."""
        return f"{self.item.id} ({self.language})"

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, in lower case."""
        return words_of(self.text)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """A right instrument and the documents that it was read from, the questionnaires by their ids."""

    instrument: Instrument
    main: Document
    questionnaires: Mapping[str, Document]

    @property
    def root(self) -> Part:
        """The data of ``instrument.yaml``."""
        return Part(self.main, (), self.main.data)

    def part(self, questionnaire: Questionnaire) -> Part:
        """The data of a questionnaire's file."""
        document = self.questionnaires[questionnaire.id]
        return Part(document, (), document.data)

    def items(self) -> Iterator[tuple[Questionnaire, Item, Part]]:
        """Every item with its questionnaire and its data, in order."""
        for questionnaire in self.instrument.questionnaires:
            parts = self.part(questionnaire)["items"].entries()
            for item, part in zip(questionnaire.items, parts, strict=True):
                yield questionnaire, item, part

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Every item in every language; a text that counts for all languages once, in the default one."""
        found = []
        for questionnaire, item, part in self.items():
            text = part["text"]
            languages = self.instrument.languages if isinstance(text.value, dict) else (self.instrument.language,)
            for language in languages:
                place = text[language].place if isinstance(text.value, dict) else text.place
                found.append(
                    Statement(
                        item=item,
                        questionnaire=questionnaire,
                        language=language,
                        text=item.text[language],
                        place=place,
                    )
                )
        return tuple(found)

    @cached_property
    def vocabularies(self) -> Mapping[str, Vocabulary]:
        """The word lists by language, of those languages of the instrument that have one."""
        found = {language: vocabulary_of(language) for language in self.instrument.languages}
        return {language: vocabulary for language, vocabulary in found.items() if vocabulary is not None}

    def worded(self) -> Iterator[tuple[Statement, Vocabulary]]:
        """The statements in languages that have a word list, each with it."""
        for statement in self.statements:
            if statement.language in self.vocabularies:
                yield statement, self.vocabularies[statement.language]
