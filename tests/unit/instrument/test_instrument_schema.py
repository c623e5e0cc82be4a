"""The JSON Schema for editors agrees with what loading accepts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mentorscan.instrument.schema import instrument_schema
from mentorscan.instrument.starter import write_starter
from mentorscan.resources import questionnaires

VALIDATOR = jsonschema.Draft202012Validator(instrument_schema())


def test_it_is_a_schema_of_draft_2020_12() -> None:
    schema = instrument_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert [each["$ref"] for each in schema["oneOf"]] == ["#/$defs/InstrumentFile", "#/$defs/QuestionnaireFile"]


def test_every_file_of_the_built_in_and_of_the_starter_instrument_fits(tmp_path: Path) -> None:
    files = [*write_starter(tmp_path), *questionnaires().glob("*.yaml")]
    assert len(files) == 13
    for file in files:
        VALIDATOR.validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def test_keys_are_described() -> None:
    definitions = instrument_schema()["$defs"]
    bare = {
        f"{name}.{key}"
        for name, definition in definitions.items()
        for key, value in definition["properties"].items()
        if not (value.get("description") or value.get("$ref") or key == "id")
    }
    assert bare == set()
    assert all(definition["description"] for definition in definitions.values())


ITEM: dict[str, Any] = {"id": "i1", "text": "One"}
FILE: dict[str, Any] = {"id": "only", "title": "Only", "scale": "s", "items": [ITEM]}


@pytest.mark.parametrize(
    "wrong",
    [
        {**FILE, "itmes": []},
        {**FILE, "title": False},
        {**FILE, "title": None},
        {**FILE, "definition": None},
        {**FILE, "definition": ""},
        {**FILE, "title": {"en": 1}},
        {**FILE, "items": []},
        {**FILE, "role": "other"},
        {**FILE, "items": [{**ITEM, "id": "a-b"}]},
        {**FILE, "items": [{**ITEM, "weight": 0}]},
        {**FILE, "items": [{**ITEM, "practice": "other"}]},
        {key: value for key, value in FILE.items() if key != "scale"},
    ],
)
def test_what_loading_refuses_it_refuses_too(wrong: dict[str, Any]) -> None:
    assert VALIDATOR.is_valid(FILE)
    assert not VALIDATOR.is_valid(wrong)
