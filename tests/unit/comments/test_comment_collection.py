from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.responses.exports import INSTRUMENT, written

from mentorscan.comments.collection import Collection, Comments
from mentorscan.errors import ExportError
from mentorscan.responses import read_export
from mentorscan.responses.model import ReadOptions

HEAD = "respondent,Site,goalset,trust_1,goalcomment"


def collected(folder: Path, *exports: str, minimum: int = 1, blank: tuple[str, ...] = ()) -> Collection:
    comments = Comments(blank=blank)
    for content in exports:
        read = read_export(written(folder, content), instrument=INSTRUMENT, options=ReadOptions(comments=True))
        watch = comments.watch(read)
        for batch in read.batches():
            watch(batch)
    return comments.collection(INSTRUMENT, minimum=minimum)


def export(*comments: str, ids: list[str] | None = None) -> str:
    names = ids or [f"person-{place}" for place in range(len(comments))]
    return "\n".join([HEAD, *(f"{id_},Turin,4,1,{each}" for id_, each in zip(names, comments, strict=True))])


def test_comments_stand_in_alphabetical_order_with_duplicates_and_without_empty_ones(tmp_path: Path) -> None:
    content = export("Time", "", '"money, more"', "-", "…", "  ", "Time", "NA", "#NAME?", "👍")
    (goals,) = collected(tmp_path, content, blank=("NA",)).hallmarks
    assert (goals.id, goals.texts, goals.people) == ("goals", ("money, more", "Time", "Time", "👍"), 4)


def test_the_order_of_arrival_leaves_no_trace(tmp_path: Path) -> None:
    texts = [f"comment {place:03}" for place in range(40)]
    shuffled = [texts[place * 7 % 40] for place in range(40)]
    assert collected(tmp_path, export(*shuffled)) == collected(tmp_path, export(*texts))
    split = export(*shuffled[:11]), export(*shuffled[11:], ids=[f"other-{place}" for place in range(29)])
    assert collected(tmp_path, *split) == collected(tmp_path, export(*texts))


def test_the_minimum_counts_people_and_not_rows(tmp_path: Path) -> None:
    content = export("a", "b", "c", "d", ids=["anna", "anna", "bert", ""])
    enough, too_few = (collected(tmp_path, content, minimum=minimum) for minimum in (3, 4))
    assert ([each.people for each in enough.hallmarks], enough.too_few) == ([3], ())
    assert (too_few.hallmarks, too_few.too_few) == ((), (INSTRUMENT.questionnaires[0].title,))


def test_people_without_an_id_count_each_for_one(tmp_path: Path) -> None:
    content = "goalset,goalcomment\n4,a\n4,a\n5,b\n"
    assert [each.people for each in collected(tmp_path, content).hallmarks] == [3]


def test_the_names_of_groups_come_from_the_data_and_from_labels_and_aliases(tmp_path: Path) -> None:
    content = "department,Site,goalset,goalcomment\nsales,Turin,4,a\nWorkshop,Leeds,4,b\n,,4,c\n"
    assert collected(tmp_path, content).groups == {
        "Sales", "Vendite", "S&M", "Field force", "Workshop", "Officina", "Turin", "Leeds",
    }  # fmt: skip


def test_an_export_without_a_column_of_comments_is_an_error_that_names_one(tmp_path: Path) -> None:
    with pytest.raises(ExportError) as caught:
        collected(tmp_path, "goalset\n4\n")
    (problem,) = caught.value.problems
    assert (problem.code, problem.expected) == ("no-comment-columns", "columns such as 'goalcomment'")


def test_comments_on_a_hallmark_that_was_not_asked_are_not_read(tmp_path: Path) -> None:
    with pytest.raises(ExportError):
        collected(tmp_path, "trust_1,goalcomment\n1,a\n")


def test_a_file_with_comments_may_stand_beside_one_without(tmp_path: Path) -> None:
    assert collected(tmp_path, "goalset\n4\n", export("a")).hallmarks[0].texts == ("a",)
