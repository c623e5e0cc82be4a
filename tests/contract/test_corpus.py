"""Every file that once broke a reader is answered or refused in words, without hanging."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.corpus.readers import CORPUS, READERS

FILES = sorted(path for reader in READERS for path in (CORPUS / reader).glob("*") if path.is_file())
SECONDS = 60
ROOT = Path(__file__).parents[2]
WITH_TESTS = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, sys.path)])}
PROGRAM = """
import sys, tempfile
from pathlib import Path
from tests.corpus.readers import READERS
with tempfile.TemporaryDirectory() as folder:
    print(READERS[sys.argv[1]].takes(Path(sys.argv[2]).read_bytes(), folder=Path(folder)))
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_that_broke_a_reader_is_answered_or_refused(path: Path) -> None:
    """In a process of its own, which may neither die nor go on for ever."""
    command = [sys.executable, "-c", PROGRAM, path.parent.name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, env=WITH_TESTS)
    assert done.stdout.strip() in {"True", "False"}, done.stderr[-2000:]


@pytest.mark.parametrize("reader", READERS)
def test_the_golden_files_that_the_fuzzers_begin_from_are_there(reader: str) -> None:
    assert READERS[reader].begins_from


def test_a_reader_of_the_corpus_takes_what_is_right_and_refuses_what_is_not(tmp_path: Path) -> None:
    whole = READERS["ods"].begins_from[0].read_bytes()
    assert READERS["ods"].takes(whole, folder=tmp_path)
    assert not READERS["ods"].takes(whole[: len(whole) // 2], folder=tmp_path)
