"""The built-in instrument keeps the rules that it puts to others, and measures every claim of the model."""

from __future__ import annotations

import re

import yaml
from tests.unit.instrument.lint.drafts import checked, codes

from mentorscan.instrument.lint.findings import UNUSED_WAIVER
from mentorscan.instrument.lint.rule import Rule
from mentorscan.instrument.lint.rules.uncovered_claim import claims_of_the_model
from mentorscan.instrument.lint.vocabulary import listed_languages, vocabulary_of
from mentorscan.instrument.load import load_instrument
from mentorscan.registry import LINT_RULES, load
from mentorscan.resources import questionnaires


def test_it_has_no_finding_that_is_not_waived() -> None:
    assert codes(checked(questionnaires())) == []


def test_only_ids_of_segments_and_groups_are_waived() -> None:
    whole = checked(questionnaires())
    assert set(whole.waived) <= {"limesurvey-id", "limesurvey-answer"}
    for item in load_instrument(questionnaires()).items:
        assert re.fullmatch("[a-z][a-z0-9]{0,19}", item)


def test_every_claim_of_the_model_is_measured_in_the_questionnaire_of_its_hallmark() -> None:
    measured = {}
    for path in sorted(questionnaires().glob("*.yaml")):
        items = yaml.safe_load(path.read_text(encoding="utf-8")).get("items", [])
        measured[path.stem] = {claim for item in items for claim in item["claims"]}
    assert {name: set(claims) - measured[name] for name, claims in claims_of_the_model().items()} == {
        name: set() for name in claims_of_the_model()
    }
    assert set.union(*measured.values()) == {claim for claims in claims_of_the_model().values() for claim in claims}


def test_the_model_has_57_claims_numbered_without_a_gap() -> None:
    counts = [11, 6, 6, 6, 6, 5, 5, 5, 7]
    for (name, claims), count in zip(claims_of_the_model().items(), counts, strict=True):
        assert claims == tuple(f"{name[:3].upper()}-{number}" for number in range(1, count + 1))


def test_every_row_of_the_registry_is_a_rule_with_a_source_and_a_code_in_words() -> None:
    for code in LINT_RULES:
        rule: Rule = load(LINT_RULES, code)
        assert re.fullmatch("[a-z]+(-[a-z]+)*", code)
        assert code != UNUSED_WAIVER
        assert rule.reason.endswith(".")


def test_the_lists_hold_words_as_they_are_looked_up() -> None:
    assert listed_languages() == ("en", "it")
    for language in listed_languages():
        vocabulary = vocabulary_of(language)
        assert vocabulary is not None
        for words in (vocabulary.negations, vocabulary.absolutes, vocabulary.vague, vocabulary.unfavourable):
            for word in words.words:
                assert word == word.casefold()
                assert "*" in word or words.within(word) or word in words.harmless
            for phrase in words.harmless:
                assert words.within(phrase.replace("*", "")) == [] or "*" in phrase
