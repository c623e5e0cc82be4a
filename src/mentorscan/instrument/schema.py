"""JSON Schema of the instrument's files, for editors that complete and check while one writes."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from mentorscan.instrument.written import InstrumentFile, QuestionnaireFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _FileSchema(GenerateJsonSchema):
    """As pydantic makes it, without ``null``: a key that is absent is left out, nothing may stand under it."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


def instrument_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``instrument.yaml`` and of a questionnaire: either fits.

    It knows what one value may be; what concerns several (ids, languages, references) is checked on loading.
    """
    references, definitions = models_json_schema(
        [(InstrumentFile, "validation"), (QuestionnaireFile, "validation")],
        title="mentorscan instrument",
        description="instrument.yaml, or one of the questionnaires beside it.",
        schema_generator=_FileSchema,
    )
    return {"$schema": DIALECT, **definitions, "oneOf": list(references.values())}
