"""Results files: written with stable bytes, read with every refusal told."""

from __future__ import annotations

import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mentorscan.errors import Place, Problem, UserError
from mentorscan.responses.model import SURVEYS
from mentorscan.results import SCHEMA, Results


def to_json(results: Results) -> str:
    """The results as the text of a results file: keys in the schema's order, numbers with 12 significant digits."""
    document = rounded(results.model_dump(mode="json"))
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def rounded(value: Any) -> Any:
    """The same JSON value with every number at 12 significant digits.

    >>> rounded({"index": 100 / 3, "n": 3})
    {'index': 33.3333333333, 'n': 3}
    """
    if isinstance(value, float):
        return float(f"{value:.12g}") + 0.0
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return value


def read_results(path: Path) -> Results:
    """Read a results file (UTF-8 or UTF-16, with or without BOM); ``-`` is stdin.

    Raises ``UserError`` where it cannot be read, is no results file, or is of a schema that this version does not know.
    """
    return read_with_checksum(path)[0]


def read_with_checksum(path: Path) -> tuple[Results, str]:
    """The same, with the SHA-256 of the file's bytes in hexadecimal."""
    expected = f"a results file of schema {SCHEMA}, as written by mentorscan score --output"

    def refuse(code: str, message: str, hint: str | None = None) -> UserError:
        return UserError(Problem(code, message, Place(path.name), expected, hint))

    try:
        data = sys.stdin.buffer.read() if path == Path("-") else path.read_bytes()
    except OSError as error:
        raise refuse("cannot-read", f"cannot be read: {error.strerror or error}") from error
    utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        document = json.loads(data.decode("utf-16" if utf16 else "utf-8-sig"))
    except (ValueError, RecursionError) as error:
        hint = "a survey export is scored with mentorscan score" if path.suffix.lower() in SURVEYS else None
        raise refuse("not-results", "is not JSON", hint) from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != SCHEMA:
        found = f"has the schema {schema}" if isinstance(schema, str) else "names no schema"
        raise refuse("not-results", found)
    try:
        return Results.model_validate(document), sha256(data).hexdigest()
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        found = "is missing" if first["type"] == "missing" else "does not hold what belongs there"
        raise refuse("damaged-results", f"{where} {found}", "score the export again") from error
