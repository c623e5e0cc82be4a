"""Rolling exports: the same response in several exports of one survey counts once, as it was submitted last."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from mentorscan.errors import Note, OptionError, Place, Problem
from mentorscan.responses.export import Export
from mentorscan.responses.text import listed


def warn_of_repeats(exports: Sequence[Export]) -> tuple[Note, ...]:
    """A note where exports of one survey hold the same responses to the last answer: they count more than once."""
    telling = [export for export in exports if export.tells_repeats]
    alike = [[telling[file] for file in files] for files in _alike(telling) if len(files) > 1]
    several = [export for same in alike if _share_names(same) for export in same]
    if not several:
        return ()
    every = _numbered(several, [export.submissions() for export in several])
    known = every.filter(pl.col("content").is_not_null()).unique(["survey", "content", "file"])
    count = known.height - known.unique(["survey", "content"]).height
    if not count:
        return ()
    text = (
        "{rows} responses stand in more than one export of the same survey and count more than once: --rolling counts "
        "each once where the exports hold ids; else score the newest export alone."
    )
    return (Note("counted-twice", text, "warning", values={"rows": count}),)


def _share_names(exports: Sequence[Export]) -> bool:
    """Whether an id with its time stands in more than one export: if not, nor does a response. No answer is read."""
    names = [
        export.submissions(["id", "time"]).filter((pl.col("id") != "") | pl.col("time").is_not_null()).hash_rows()
        for export in exports
    ]
    once = [each.unique() for each in names]
    return pl.concat(once).n_unique() < sum(map(len, once))


def leave_out_replaced(exports: Sequence[Export]) -> tuple[Note, ...]:
    """Make every export leave out the responses for which there is a later version; a note says how many.

    The same response: the same id in exports of the same survey. The version submitted last counts; of several without
    a time the one that comes last. Equal ids in different surveys are different people, since every survey counts from
    1. Raises ``OptionError`` where an export has no ids.
    """
    frames = [export.submissions() for export in exports]
    without = [export for export, frame in zip(exports, frames, strict=True) if (frame["id"] == "").all()]
    if without:
        hint = "name the column of the responses' ids respondent, or score the newest export alone"
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
    notes = _told_apart(exports, every)
    if count := int(marked["replaced"].sum()):
        text = "{rows} responses stand in more than one export, or twice in one; the version submitted last counts."
        notes = (Note("rolling", text, values={"rows": count}), *notes)
    return notes


def _told_apart(exports: Sequence[Export], every: pl.DataFrame) -> tuple[Note, ...]:
    """A note where exports look alike and were taken for different surveys, as they have no response in common."""
    numbers = dict(every.unique(["file", "survey"]).select("file", "survey").iter_rows())
    apart = [files for files in _alike(exports) if len({numbers.get(file) for file in files}) > 1]
    if not apart:
        return ()
    names = listed(exports[file].source.name for files in apart for file in files)
    text = (
        f"Of these exports some have the same columns and no response in common: {names}. They count as different "
        "surveys; an export that keeps the survey's number in its name says which it is."
    )
    return (Note("rolling-apart", text, "warning"),)


def _numbered(exports: Sequence[Export], frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """All submissions, with the number of their file, of their row and of their survey."""
    numbers = _surveys(exports, frames)
    return pl.concat(
        frame.with_row_index("row").with_columns(file=pl.lit(file), survey=pl.lit(number))
        for file, (frame, number) in enumerate(zip(frames, numbers, strict=True))
    )


def _surveys(exports: Sequence[Export], frames: Sequence[pl.DataFrame]) -> list[int]:
    """A number for the survey of each export: those that look alike and share a response, or say their survey."""
    numbers = list(range(len(exports)))

    def join(files: Sequence[int]) -> None:
        joined = {numbers[file] for file in files}
        numbers[:] = [min(joined) if each in joined else each for each in numbers]

    for files in _alike(exports):
        if exports[files[0]].has_own_ids:
            join(files)
            continue
        known = pl.concat(frames[file].select("content", file=pl.lit(file)) for file in files).drop_nulls().unique()
        shared = known.group_by("content").agg("file").filter(pl.col("file").list.len() > 1)
        for same in shared["file"].list.sort().unique().to_list():
            join(same)
    return numbers


def _alike(exports: Sequence[Export]) -> list[list[int]]:
    """The numbers of the exports that look as if they were of one survey, together."""
    found: dict[tuple[str, ...], list[int]] = {}
    for file, export in enumerate(exports):
        found.setdefault(export.survey, []).append(file)
    return list(found.values())
