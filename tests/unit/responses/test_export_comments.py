from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
import xlsxwriter
from tests.unit.responses.exports import INSTRUMENT, written

from mentorscan.responses import read_export, read_frame
from mentorscan.responses.model import Batch, ReadOptions

ASKED = ReadOptions(comments=True)


def batches(path: Path, options: ReadOptions = ASKED) -> list[Batch]:
    return list(read_export(path, instrument=INSTRUMENT, options=options).batches())


def test_comments_are_delivered_only_where_they_are_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, "goalset,GoalComment\n4,More time\n5,\n")
    assert [each.comments for each in batches(path, ReadOptions())] == [{}]
    (batch,) = batches(path)
    assert batch.comments["goals"].tolist() == ["More time", None]


def test_rows_are_left_out_and_reordered_with_their_comments(tmp_path: Path) -> None:
    (batch,) = batches(written(tmp_path, "goalset,goalcomment\n4,a\n5,b\n1,c\n"))
    assert batch[np.array([False, True, True])].comments["goals"].tolist() == ["b", "c"]
    assert batch[1:2].comments["goals"].tolist() == ["b"]


def test_a_comment_may_hold_separators_quotation_marks_and_line_breaks(tmp_path: Path) -> None:
    (batch,) = batches(written(tmp_path, 'goalset,goalcomment\n4,"He said ""no"",\nthen; left"\n'))
    assert batch.comments["goals"].tolist() == ['He said "no",\nthen; left']


def test_comments_are_complete_where_a_late_cell_makes_the_file_be_read_again(tmp_path: Path) -> None:
    rows = [f"4,comment {place}" for place in range(150_000)] + ["Always,the last one"]
    texts = [each.comments["goals"] for each in batches(written(tmp_path, "goalset,goalcomment\n" + "\n".join(rows)))]
    every = np.concatenate(texts).tolist()
    assert len(every) == 150_001
    assert (every[0], every[77_777], every[-1]) == ("comment 0", "comment 77777", "the last one")


def test_comments_come_from_workbooks_and_frames_too(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "export.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["goalset", "goalcomment"])
        sheet.write_row(1, 0, [4, "line\nbreak"])
        sheet.write_row(2, 0, [4, 12])
    (batch,) = batches(tmp_path / "export.xlsx")
    assert batch.comments["goals"].tolist() == ["line\nbreak", "12"]
    frame = pl.DataFrame({"goalset": [4, 5], "goalcomment": ["a", None]})
    (framed,) = read_frame(frame, instrument=INSTRUMENT, options=ASKED).batches()
    assert framed.comments["goals"].tolist() == ["a", None]


@pytest.mark.parametrize("option", ["goalcomment", "GOALCOMMENT"])
def test_a_column_of_comments_is_no_segment(tmp_path: Path, option: str) -> None:
    path = written(tmp_path, "goalset,goalcomment\n4,a\n")
    with pytest.raises(Exception, match="not-a-segment"):
        batches(path, ReadOptions(comments=True, segments=(option,)))
