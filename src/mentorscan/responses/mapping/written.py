"""The written form: what may stand in a map, and of which type.

What columns, values and groups say depends on the instrument; ``mentorscan.responses.mapping.checks`` looks at them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator
from pydantic_core import PydanticCustomError

from mentorscan.instrument.document import BROKEN, Misread
from mentorscan.instrument.written import LANGUAGE, NOT_TEXT, Fault, GroupId, Written


def _cell(value: Any) -> Any:
    """A cell's text; a whole number stands for the text that it spells."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str) and value is not BROKEN:
        raise PydanticCustomError("faults", "faults", {"faults": [Fault(NOT_TEXT)]})
    return value


def _empty_where_nothing(value: Any) -> Any:
    """No entries where nothing stands below a key: in a draft everything there may be switched off."""
    return {} if isinstance(value, Misread) and not value.written else value


Cell = Annotated[Any, PlainValidator(_cell)]
MayBeEmpty = BeforeValidator(_empty_where_nothing)


class WrittenDrop(Written):
    """Rows that are no respondents."""

    column: Annotated[str, Field(min_length=1)] = Field(description="The header of the column that tells them.")
    values: list[Cell] = Field(min_length=1, description="Its cells in such rows.")


class WrittenRows(Written):
    """Which rows are respondents."""

    skip: Annotated[int, Field(ge=0, le=1000)] = Field(0, description="How many rows stand above the header.")
    drop: list[WrittenDrop] = Field([], description="Rows that are no respondents, such as tests.")


class MapFile(Written):
    """A map: how the columns and cells of an export are to be read."""

    model_config = ConfigDict(title="map")

    schema_number: Literal[1] = Field(alias="schema", description="The version of this format.")
    platform: str | None = Field(None, description="The survey platform that wrote the export.")
    encoding: str | None = Field(None, description="The encoding of a text file, such as cp1252.")
    delimiter: str | None = Field(None, description="What stands between the cells of a text file.")
    language: Annotated[str, Field(pattern=LANGUAGE)] | None = Field(None, description="A language code.")
    rows: Annotated[WrittenRows, MayBeEmpty] = WrittenRows()
    columns: Annotated[dict[str, Any], MayBeEmpty] = Field({}, description="What each column is, by its header.")
    values: Annotated[dict[str, Annotated[dict[str, Any], MayBeEmpty]], MayBeEmpty] = Field(
        {}, description="What cells mean, by the scale."
    )
    groups: Annotated[dict[str, Annotated[dict[str, GroupId], MayBeEmpty]], MayBeEmpty] = Field(
        {}, description="What cells mean, by the segment."
    )
