"""The key of the pseudonyms: a file of the user's own, made when it is first needed.

The same key gives the same person the same pseudonym in every wave, so that people can be followed without their ids.
Whoever holds the key and a list of ids can tell who is who: it belongs neither beside the data nor into a repository.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mentorscan.errors import OptionError, Place, Problem
from mentorscan.files import unwritable

HEADER = "# mentorscan key of pseudonyms. Whoever has it can tell who is who: keep it apart from the data."
LENGTH = 32


def pseudonym_key(path: Path) -> bytes:
    """The key in a file; a new one, in a file that only its owner can read, where there is none.

    Raises:
        OptionError: where the file holds no such key.
        OutputError: where it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise unwritable(path, error) from error
    key = secrets.token_bytes(LENGTH)
    with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as stream:
        stream.write(f"{HEADER}\n{key.hex()}\n")
    return key


def _read(path: Path) -> bytes:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
        key = bytes.fromhex("".join(line for line in lines if not line.startswith("#")))
    except (OSError, ValueError):
        key = b""
    if len(key) != LENGTH:
        hint = "name another file with --key, and it will be made"
        raise OptionError(Problem("no-key", "this is no key of pseudonyms", Place(str(path)), hint=hint))
    return key
