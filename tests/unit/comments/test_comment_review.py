from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.comments.reviews import Sheets, saved_again, with_releases
from tests.unit.report.examples import full_results

from mentorscan.comments.collection import Collection, HallmarkComments
from mentorscan.comments.origin import origin_of
from mentorscan.comments.review import KEPT_BACK, RELEASED, Review, read_review
from mentorscan.comments.texts import alphabetical
from mentorscan.comments.workbook import review_workbook
from mentorscan.errors import CommentError, Problem
from mentorscan.report.language import open_language
from mentorscan.results import Results

RESULTS = full_results()
DEMAND = ("More time", "ask the board", "Everyone should, =1+1", "Zeal")
SAFETY = ("Nobody to turn to", "<b>help</b>")


def made(folder: Path, *, language: str = "en", people: int = 12, results: Results = RESULTS) -> Path:
    words, texts = open_language(language, texts=("en", "it"))
    titles = {each.id: each.title for each in results.hallmarks}
    found = Collection(
        hallmarks=tuple(
            HallmarkComments(id=id_, title=titles[id_], texts=alphabetical(each), people=people)
            for id_, each in (("demand", DEMAND), ("safety_nets", SAFETY))
        ),
        too_few=(),
        groups=frozenset(),
        minimum=10,
    )
    path = folder / "comments.xlsx"
    content = review_workbook(found, origin=origin_of(results), words=words, texts=texts, languages=("en", "it"))
    path.write_bytes(content)
    return path


def review(path: Path, change: Callable[[Sheets], Sheets] | None = None, *, minimum: int = 10) -> Review:
    changed = saved_again(path, path.with_name("reviewed.xlsx"), change) if change else path
    return read_review(changed, results=RESULTS, minimum=minimum)


def problems(path: Path, change: Callable[[Sheets], Sheets]) -> list[Problem]:
    with pytest.raises(CommentError) as caught:
        review(path, change)
    return list(caught.value.problems)


def rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Callable[[Sheets], Sheets]:
    """A change of the sheet with comments alone, its headings included."""
    return lambda sheets: {name: change(each) if place else each for place, (name, each) in enumerate(sheets.items())}


def test_nothing_is_released_before_somebody_does(tmp_path: Path) -> None:
    assert review(made(tmp_path)) == Review(released={}, rows=6, too_few=())


@pytest.mark.parametrize("language", ["en", "it"])
def test_released_comments_come_back_under_their_hallmark_in_alphabetical_order(tmp_path: Path, language: str) -> None:
    found = review(made(tmp_path, language=language), with_releases("yes", "Zeal", "ask", "More", "help"))
    assert found.released == {"demand": ("ask the board", "More time", "Zeal"), "safety_nets": ("<b>help</b>",)}
    assert (found.rows, found.too_few) == (6, ())


@pytest.mark.parametrize("word", [*sorted(RELEASED), "Yes", " X ", "SÌ", "Si\u0300", "True"])
def test_a_release_is_recognised_however_it_is_written(tmp_path: Path, word: str) -> None:
    assert review(made(tmp_path), with_releases(word, "Zeal")).released == {"demand": ("Zeal",)}


@pytest.mark.parametrize("word", [*sorted(KEPT_BACK), " ", "NO", "False"])
def test_a_comment_that_is_kept_back_is_not_printed(tmp_path: Path, word: str) -> None:
    assert review(made(tmp_path), with_releases(word)).released == {}


@pytest.mark.parametrize("word", ["maybe", "yes?", "2", "forse", "=yes", "[bold]"])
def test_anything_else_is_an_error_with_its_row(tmp_path: Path, word: str) -> None:
    (problem,) = problems(made(tmp_path), with_releases(word, "Zeal"))
    assert problem.code == "unknown-release"
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == ("reviewed.xlsx", 5)


def test_a_reviewer_may_edit_delete_and_sort_rows_and_add_columns_and_sheets(tmp_path: Path) -> None:
    def change(sheets: Sheets) -> Sheets:
        (guide, first), (name, (head, *rest)) = with_releases("x")(sheets).items()
        kept = [["note", *row] for row in reversed(rest) if "Zeal" not in row[1]]
        edited = [[cell.replace("the board", "someone\nelse") for cell in row] for row in kept]
        return {"Mine": [["to do"]], name: [["", *[""] * 4], ["why", *head], *edited], guide: first}

    assert review(made(tmp_path), change).released == {
        "demand": ("ask someone else", "Everyone should, =1+1", "More time"),
        "safety_nets": ("<b>help</b>", "Nobody to turn to"),
    }


@pytest.mark.parametrize(("minimum", "printed"), [(12, {"demand", "safety_nets"}), (13, set())])
def test_the_minimum_counts_the_people_who_commented_and_not_the_rows_left(
    tmp_path: Path, minimum: int, printed: set[str]
) -> None:
    found = review(made(tmp_path), with_releases("yes", "Zeal", "help"), minimum=minimum)
    assert set(found.released) == printed
    assert found.too_few == (() if printed else ("Demand", "Safety nets"))


def test_rows_that_were_added_are_refused(tmp_path: Path) -> None:
    (problem,) = problems(made(tmp_path), rows(lambda each: [*each, ["Safety nets", "one more", "yes", ""]]))
    assert problem.code == "more-comments"
    assert "has 3 comments, but people wrote 2" in problem.message


def test_every_row_that_is_wrong_is_named_in_one_run(tmp_path: Path) -> None:
    def change(each: list[list[str]]) -> list[list[str]]:
        head, first, second, third, *rest = each
        return [head, ["Courage", first[1], "yes", ""], [second[0], " ", "x", ""], [*third[:2], "perhaps", ""], *rest]

    found = problems(made(tmp_path), rows(change))
    assert [(each.code, each.place.line) for each in found if each.place] == [
        ("unknown-hallmark", 2),
        ("empty-comment", 3),
        ("unknown-release", 4),
    ]


def test_an_unknown_hallmark_or_an_empty_row_does_no_harm_where_nothing_is_released(tmp_path: Path) -> None:
    change = rows(lambda each: [*each, ["Courage", "a remark of the reviewer", "", ""], ["", "", "", ""]])
    assert review(made(tmp_path), change).released == {}


@pytest.mark.parametrize(
    ("update", "message"),
    [
        ({"instrument": RESULTS.instrument.model_copy(update={"id": "club"})}, "on the instrument 'mentoring-culture'"),
        ({"instrument": RESULTS.instrument.model_copy(update={"fingerprint": "0" * 64})}, "another version"),
        ({"source": RESULTS.source.model_copy(update={"files": ()})}, "from other files"),
    ],
)
def test_a_file_for_other_results_is_refused(tmp_path: Path, update: dict[str, object], message: str) -> None:
    path = made(tmp_path)
    with pytest.raises(CommentError) as caught:
        read_review(path, results=RESULTS.model_copy(update=update), minimum=10)
    (problem,) = caught.value.problems
    assert problem.code == "other-results"
    assert message in problem.message


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda sheets: dict([*sheets.items()][1:]), "not-comments"),
        (lambda sheets: dict([*sheets.items()][:1]), "no-comments-sheet"),
        (lambda sheets: sheets | {"Copy": [*sheets.values()][1]}, "no-comments-sheet"),
        (lambda sheets: sheets | {"Copy": next(iter(sheets.values()))}, "not-comments"),
        (rows(lambda each: [["Hallmark", "Text", "Released?", "Marks"], *each[1:]]), "no-comments-sheet"),
        (rows(lambda each: [["Hallmark", "Text", "Release", "Release"], *each[1:]]), "no-comments-sheet"),
    ],
)
def test_a_workbook_that_cannot_be_told_is_refused(
    tmp_path: Path, change: Callable[[Sheets], Sheets], code: str
) -> None:
    assert [each.code for each in problems(made(tmp_path), change)] == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"Hallmark,Text,Release\n", "wrong-kind"),
        (b"", "wrong-kind"),
        (b"PK\x03\x04........mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "wrong-kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "wrong-kind"),
        (b"PK\x03\x04 broken", "broken-workbook"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "comments.xlsx"
    path.write_bytes(content)
    with pytest.raises(CommentError) as caught:
        read_review(path, results=RESULTS, minimum=10)
    assert [each.code for each in caught.value.problems] == [code]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommentError) as caught:
        read_review(tmp_path / "none.xlsx", results=RESULTS, minimum=10)
    assert [each.code for each in caught.value.problems] == ["cannot-read"]
