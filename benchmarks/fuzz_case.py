"""One reader under coverage-guided fuzzing, in a process that may die; ``benchmarks.fuzz`` looks after it.

``python -m benchmarks.fuzz_case READER FINDINGS LIBFUZZER_ARGUMENTS...`` changes golden files, gives them to a reader,
and writes those on which it fails into the folder FINDINGS, one for each place where it does. What ends the process
(an abort, a hang, too much memory) is written by libFuzzer itself.
"""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from traceback import extract_tb, format_exception
from types import TracebackType
from zlib import error as zlib_error

import atheris

with atheris.instrument_imports(include=["mentorscan"]):
    from tests.corpus.readers import READERS, instrument

_NUMBER = re.compile(rb"[0-9]+")
_NUMBERS = (b"0", b"-1", b"1", b"99999999", b"2147483647", b"4294967295", b"9223372036854775808", b"1e999", b"0.5")
_TOKENS = (
    *(b"\0", b"\r", b"\n", b"\t", b"\r\r\n", b"\r\n\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc2\xa0", b"\xe9", b"- "),
    *rb""" " ' , ; = : { } [ ] * null NaN \ud800 &amp; <br> <!DOCTYPE ]]> sep=; """.split(),
    *b"m1 m2 id submitdate dont_know A1 XFD1048576 #N/A".split(),
)
_EVERY = 50


class _Watched:
    """Keeps the data of whatever is raised within it, once for each place where it is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.data = b""
        self.met: Counter[str] = Counter()

    def __enter__(self) -> None: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if kind is None or error is None:
            return True
        frames = [each for each in extract_tb(trace) if "mentorscan" in each.filename]
        place = f"{Path(frames[-1].filename).stem}_{frames[-1].lineno}" if frames else "outside"
        name = f"{kind.__name__}_{place}"
        self.met[name] += 1
        if self.met[name] == 1:
            (self._folder / f"{name}.data").write_bytes(self.data)
            (self._folder / f"{name}.txt").write_text("".join(format_exception(error)), encoding="utf-8")
        return True


def changed(data: bytes, most: int, seed: int) -> bytes:
    """The data with something wrong in them; of an archive, in one of the files that it holds."""
    random = Random(seed)
    if random.random() < 0.85:
        try:
            return _changed_archive(data, most, random=random)[:most]
        except (zipfile.BadZipFile, OSError, ValueError, KeyError, RuntimeError, zlib_error):
            pass
    return _changed(data, most, random=random)[:most]


def _changed_archive(data: bytes, most: int, *, random: Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    chosen = random.choices(list(held), weights=[1 + len(each) for each in held.values()])[0]
    held[chosen] = _changed(held[chosen], most, random=random)
    if random.random() < 0.03:
        del held[chosen]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in held.items():
            archive.writestr(name, each, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _changed(data: bytes, most: int, *, random: Random) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_CHANGES)(data, random) if random.random() < 0.8 else bytes(atheris.Mutate(data, most))
    return data


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _without(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + data[at + random.choice((1, 2, 8, 64, 512)) :]


def _twice(data: bytes, random: Random) -> bytes:
    at, length = random.randrange(len(data) + 1), random.choice((1, 8, 64, 512))
    elsewhere = random.randrange(len(data) + 1)
    return data[:elsewhere] + data[at : at + length] * random.choice((1, 1, 2, 40)) + data[elsewhere:]


def _with_token(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_TOKENS) + data[at + random.choice((0, 0, 1, 3)) :]


def _with_number(data: bytes, random: Random) -> bytes:
    numbers = list(_NUMBER.finditer(data))
    if not numbers:
        return data
    found = random.choice(numbers)
    return data[: found.start()] + random.choice(_NUMBERS) + data[found.end() :]


def _with_byte(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


_CHANGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _without,
    _twice,
    _with_token,
    _with_token,
    _with_number,
    _with_number,
    _with_byte,
)


def main(reader: str, findings: Path, arguments: list[str]) -> None:
    """Fuzz until libFuzzer says that it is enough."""
    instrument()
    counts = Counter[str]()
    watched = _Watched(findings)
    folder = Path(tempfile.mkdtemp(prefix="case-", dir=findings))

    def case(data: bytes) -> None:
        counts["cases"] += 1
        if counts["cases"] % _EVERY == 0:
            (findings / "counts.json").write_text(json.dumps({**counts, "met": watched.met}), encoding="utf-8")
        watched.data = data
        with watched:
            counts["taken" if READERS[reader].takes(data, folder=folder) else "refused"] += 1

    atheris.Setup([sys.argv[0], *arguments], case, custom_mutator=changed)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
