"""Everything that reads a file of someone else, with golden files to begin from: for the fuzzers and the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from mentorscan.errors import UserError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.instrument.model import Instrument
from mentorscan.responses import read_export
from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.model import ReadOptions, states_of

CORPUS: Final = Path(__file__).parent
GOLDEN: Final = CORPUS.parent / "golden" / "exports"


@cache
def instrument() -> Instrument:
    """What most of the golden exports were asked."""
    return open_instrument(GOLDEN / "instruments" / "mentor")


def is_answered(path: Path) -> bool:
    """Whether an export is read: every batch holds states that there are, or the file is refused in words."""
    try:
        export = read_export(path, instrument=instrument(), options=ReadOptions(comments=True))
        rows = 0
        for batch in export.batches(with_respondents=True):
            rows += batch.rows
            for item, states in zip(export.items, batch.states, strict=True):
                known = len(states_of(instrument().scale_of(instrument().questionnaire_of[item])))
                if states.size and states.max() >= known:
                    unknown = f"{item} has a state that its scale does not have"
                    raise AssertionError(unknown)
        if rows + export.left_out.total() != export.source.rows:
            lost = f"{rows} rows and {export.left_out.total()} left out are not {export.source.rows}"
            raise AssertionError(lost)
    except UserError as error:
        return _refused(error)
    return True


def is_map(path: Path) -> bool:
    """Whether a map can be used, or is refused in words."""
    try:
        load_map(path, instrument=instrument())
    except UserError as error:
        return _refused(error)
    return True


def _refused(error: UserError) -> bool:
    """False. Raises ``AssertionError`` where the refusal does not say why."""
    if not (error.problems and all(each.message for each in error.problems)):
        silent = "the file is refused without a reason"
        raise AssertionError(silent)
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What reads a kind of file.

    ``seeds``: golden files, as patterns below ``GOLDEN``; ``suffix``: what its files are called. ``beside``: the golden
    export that stands beside a definition and is read with its help. ``read``: whether a file is taken.
    """

    seeds: tuple[str, ...]
    suffix: str
    beside: str | None = None
    read: Callable[[Path], bool] = is_answered

    def takes(self, data: bytes, *, folder: Path) -> bool:
        """Whether these bytes are taken, as a file in this folder."""
        path = folder / f"case{self.suffix}"
        path.write_bytes(data)
        if self.beside is None:
            return self.read(path)
        export = folder / Path(self.beside).name
        if not export.exists():
            export.write_bytes((GOLDEN / self.beside).read_bytes())
        return self.read(export)

    @property
    def begins_from(self) -> list[Path]:
        """The golden files."""
        found = [path for pattern in self.seeds for path in sorted(GOLDEN.glob(pattern))]
        return [path for path in found if not path.name.endswith(".expected.json")]


READERS: Final[Mapping[str, Reader]] = {
    "delimited": Reader(seeds=("*/mentor*.csv", "*/mentor*.tsv", "limesurvey/*.csv", "*/kobo*.csv"), suffix=".csv"),
    "xlsx": Reader(seeds=("*/*.xlsx",), suffix=".xlsx"),
    "ods": Reader(seeds=("*/*.ods",), suffix=".ods"),
    "json": Reader(seeds=("surveyjs/*.json", "limesurvey/*.json"), suffix=".json"),
    "json_lines": Reader(seeds=("*/*.jsonl",), suffix=".jsonl"),
    "spss": Reader(seeds=("*/*.sav", "*/*.zsav"), suffix=".sav"),
    "parquet": Reader(seeds=("*/*.parquet",), suffix=".parquet"),
    "map": Reader(seeds=("instruments/mentor/*.yaml", "../../corpus/map/*.yaml"), suffix=".yaml", read=is_map),
    "lss": Reader(seeds=("limesurvey/*.lss",), suffix=".lss", beside="limesurvey/ls621_codes.csv"),
    "lss_text": Reader(seeds=("limesurvey/ls621_structure.txt",), suffix=".txt", beside="limesurvey/ls621_codes.csv"),
    "qsf": Reader(seeds=("qualtrics/mentor.qsf",), suffix=".qsf", beside="qualtrics/mentor_numeric.csv"),
    "surveyjs": Reader(
        seeds=("surveyjs/mentor_definition.json",), suffix=".json", beside="surveyjs/mentor_lines.jsonl"
    ),
    "dictionary": Reader(seeds=("redcap/mentor_dictionary.csv",), suffix=".csv", beside="redcap/mentor_raw.csv"),
}
