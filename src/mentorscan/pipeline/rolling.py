"""Rolling exports: the same response in several exports of one survey counts once, as it was submitted last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from mentorscan.errors import Note, OptionError, Place, Problem
from mentorscan.responses.export import Export


def warn_of_repeats(exports: Sequence[Export]) -> tuple[Note, ...]:
    """A note where exports of one survey hold responses with the same id and time: they count more than once."""
    surveys = Counter(export.survey for export in exports)
    several = [export for export in exports if surveys[export.survey] > 1]
    if not several:
        return ()
    every = _numbered(several, [export.submissions() for export in several])
    known = every.filter((pl.col("id") != "") & pl.col("time").is_not_null())
    count = known.height - known.unique(["survey", "id", "time"]).height
    if not count:
        return ()
    text = (
        "{rows} responses stand in more than one export of the same survey, with the same id and time, and count more "
        "than once: --rolling counts each once."
    )
    return (Note("counted-twice", text, "warning", values={"rows": count}),)


def _numbered(exports: Sequence[Export], frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All submissions, with the number of their file, of their row and of their survey."""
    surveys = {survey: number for number, survey in enumerate(dict.fromkeys(export.survey for export in exports))}
    return pl.concat(
        frame.with_row_index("row").with_columns(file=pl.lit(number), survey=pl.lit(surveys[export.survey]))
        for number, (export, frame) in enumerate(zip(exports, frames, strict=True))
    )


def leave_out_replaced(exports: Sequence[Export]) -> tuple[Note, ...]:
    """Make every export leave out the responses for which there is a later version; a note says how many.

    The same response: the same id in exports of the same survey. The version submitted last counts; of several without
    a time the one that comes last. Equal ids in different surveys are different people, since every survey counts from
    1. Raises ``OptionError`` where an export has no ids.
    """
    frames = [export.submissions() for export in exports]
    without = [export for export, frame in zip(exports, frames, strict=True) if (frame["id"] == "").all()]
    if without:
        hint = "name the column of the responses' ids respondent, or score without --rolling"
        raise OptionError(
            [
                Problem("no-ids", "--rolling needs the ids of the responses", Place(each.source.name), hint=hint)
                for each in without
            ]
        )
    every = _numbered(exports, frames)
    last = (
        every.filter(pl.col("id") != "")
        .sort("time", nulls_last=False, maintain_order=True)
        .unique(["survey", "id"], keep="last", maintain_order=True)
        .select("file", "row", last=pl.lit(value=True))
    )
    marked = every.join(last, on=["file", "row"], how="left", maintain_order="left").with_columns(
        replaced=pl.col("last").is_null() & (pl.col("id") != "")
    )
    for number, export in enumerate(exports):
        export.leave_out_replaced(marked.filter(pl.col("file") == number)["replaced"].to_numpy())
    count = int(marked["replaced"].sum())
    if not count:
        return ()
    text = "{rows} responses stand in more than one export, or twice in one; the version submitted last counts."
    return (Note("rolling", text, values={"rows": count}),)
