"""A trial in a process of its own: damaged files can bring the readers of SPSS and Parquet files down altogether.

They are not written in Python, so what goes wrong in them may end the process, without an error that could be caught.
The child runs this very file, which imports nothing of mentorscan, so that it starts fast.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

SPSS_AS: Final[Mapping[str, Any]] = {
    "output_format": "polars",
    "user_missing": True,
    "disable_datetime_conversion": True,
}
"""How SPSS files are read: user-missing values as they are, dates as the numbers that they are in the file."""


def breakdown(kind: str, path: Path) -> str | None:
    """Why a file cannot be read through, or ``None`` where it can. ``kind``: ``spss`` or ``parquet``."""
    command = [sys.executable, "-P", __file__, kind, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "RUST_BACKTRACE": "0"}
    tried = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False)
    if tried.returncode == 0:
        return None
    said = tried.stderr.decode("utf-8", "replace").splitlines()
    return said[-1].partition(": ")[2] or said[-1] if tried.returncode == 1 and said else "it is damaged"


def _read_spss(path: str) -> None:
    import_module("pyreadstat").read_sav(path, **SPSS_AS)


def _read_parquet(path: str) -> None:
    """Read every cell. Raises ``ValueError`` where rows are missing: a reader that breaks down may just stop."""
    polars = import_module("polars")
    scan = polars.scan_parquet(path, glob=False)
    expected = scan.select(polars.len()).collect().item()
    rows = sum(batch.height for batch in scan.collect_batches(engine="streaming"))
    if rows != expected:
        found = f"{rows} of {expected} rows are whole"
        raise ValueError(found)


_READERS: Mapping[str, Callable[[str], None]] = {"spss": _read_spss, "parquet": _read_parquet}

if __name__ == "__main__":
    _READERS[sys.argv[1]](sys.argv[2])
