"""The respondents' file: each person's scores, for an organisation's own analyses. It has not passed the gate."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from hashlib import blake2b
from io import BytesIO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentorscan.files import FORMULA
from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import Batch, Responses, SourceFile
from mentorscan.scoring.cells import nothing
from mentorscan.scoring.kernel import Answers, Kernel
from mentorscan.scoring.layout import Layout

PARQUET_MARK = {"mentorscan": "respondents/1"}


class RespondentScores:
    """Collects each person's scores while batches pass: everyone scored and everyone with too few answers.

    Columns: ``respondent``, ``file``, one a hallmark (mean in scale units, empty where not scored) and ``overall``
    (the mean of the person's hallmark indices, where at least half of the hallmarks are scored). Ids are pseudonyms
    under ``key``, the same in every run with this key; ``None`` keeps the ids as they are. Who has no id gets a
    pseudonym of this run alone.
    """

    def __init__(self, *, key: bytes | None) -> None:
        self._key = key
        self._once = secrets.token_bytes(32)
        self._frames: list[pl.DataFrame] = []

    def watch(self, responses: Responses, *, instrument: Instrument) -> Callable[[Batch], None]:
        """What is to see the batches of one export."""
        layout = Layout(instrument, responses.items, responses.form)
        kernel = Kernel(layout)
        rows = 0

        def add(batch: Batch) -> None:
            nonlocal rows
            present = ~nothing(batch.states)
            answers = Answers(kernel, batch.states[:, present])
            ids = batch.respondents or [None] * batch.rows
            names = [self._name(id_, responses.source, rows + i) for i, id_ in enumerate(ids) if present[i]]
            measures = {each: layout.base.questionnaires[each] for each in layout.base.hallmarks}
            fractions = {each: answers.score(measure).fractions() for each, measure in measures.items()}
            columns: dict[str, NDArray[np.float64]] = {}
            for questionnaire in instrument.hallmarks:
                if questionnaire.id in fractions:
                    scale = instrument.scale_of(questionnaire)
                    columns[questionnaire.id] = scale.lowest + scale.range * fractions[questionnaire.id]
            columns["overall"] = overall_of(np.stack(list(fractions.values())))
            self._frames.append(
                pl.DataFrame(
                    {"respondent": names, "file": [responses.source.name] * len(names), **columns},
                    schema_overrides={"respondent": pl.String, "file": pl.String},
                ).fill_nan(None)
            )
            rows += batch.rows

        return add

    def _name(self, id_: str | None, source: SourceFile, row: int) -> str | None:
        if self._key is None:
            return None if id_ is None else f"'{id_}" if id_.startswith(FORMULA) else id_
        key, text = (self._once, f"row {row} of {source.name}") if id_ is None else (self._key, source.survey + id_)
        return hmac.new(key, text.encode("utf-8", "surrogatepass"), lambda: blake2b(digest_size=8)).hexdigest()

    def to_bytes(self, *, parquet: bool) -> bytes:
        """The file: CSV, or Parquet."""
        frame = pl.concat(self._frames, how="diagonal") if self._frames else pl.DataFrame()
        out = BytesIO()
        if parquet:
            frame.write_parquet(out, metadata=PARQUET_MARK)
        else:
            frame.write_csv(out)
        return out.getvalue()


def overall_of(fractions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each person's mean index, where at least half of the hallmarks are scored: shape (hallmarks, n) to (n,)."""
    scored = ~np.isnan(fractions)
    enough = 2 * scored.sum(axis=0) >= len(fractions)
    total = np.where(scored, fractions, 0).sum(axis=0)
    return np.where(enough, 100 * total / np.maximum(scored.sum(axis=0), 1), np.nan)
