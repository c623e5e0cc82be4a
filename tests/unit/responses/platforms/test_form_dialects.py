from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.responses.platforms import google, kobo, microsoft, redcap, typeform
from mentorscan.responses.platforms.platform import USES, Platform
from mentorscan.responses.tables.table import Head

PLATFORMS = [module.PLATFORM for module in (google, microsoft, typeform, kobo, redcap)]
HEADERS = st.sampled_from(
    [
        *("", " ", "Timestamp", "ID", "Start time", "Completion time", "#", "Submit Date (UTC)", "Response Type"),
        *("_uuid", "_submission_time", "KEY", "SubmissionDate", "a/b", "a-b", "record_id", "a_complete", "Complete?"),
        *("redcap_event_name", "a_timestamp", "Why? [me]", "[", "]", "]["),
    ]
)
CELLS = st.sampled_from(["", "1", "2", "dk", "Complete", "5/18/2026 13:52:51", "2026-05-18 13:52:51"])


@st.composite
def heads(draw: st.DrawFn) -> Head:
    width = draw(st.integers(0, 6))

    def row(cells: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(cells | st.text(max_size=8), min_size=width, max_size=width).map(tuple)

    rows = [draw(row(HEADERS)), *draw(st.lists(row(CELLS), max_size=3))]
    return Head(name="export.csv", container="delimited", rows=tuple(rows[: draw(st.integers(0, 4))]))


@pytest.mark.parametrize("platform", PLATFORMS, ids=lambda platform: platform.name)
@given(head=heads())
def test_whatever_a_table_begins_with_every_column_gets_its_name(platform: Platform, head: Head) -> None:
    platform.recognises(head)
    platform.definition(head)
    dialect = platform.dialect(head, ())
    assert [column.title for column in dialect.columns] == [
        " ".join(column.title.split()) for column in dialect.columns
    ]
    assert len(dialect.columns) == len(head.header)
    assert all(column.use is None or column.use in USES for column in dialect.columns)
    assert all(all(column.codes) and all(column.texts) for column in dialect.columns)
    assert all(0 <= rule.column < len(head.header) for rule in dialect.rows)
    titles = {column.title for column in dialect.columns if column.use == "submitted"}
    assert len(titles) <= 1


@given(head=heads())
def test_no_table_is_taken_by_two_platforms_that_go_by_its_first_column(head: Head) -> None:
    taken = {platform.name for platform in PLATFORMS if platform.recognises(head)}
    assert len(taken & {"google", "microsoft", "typeform"}) <= 1


def test_no_platform_looks_for_files_that_are_not_there() -> None:
    head = Head(name="export.csv", container="delimited", rows=(("record_id", "m1", "a_complete"), ("1", "4", "2")))
    for platform in PLATFORMS:
        assert platform.dialect(head, (Path("nowhere.csv"), Path("nowhere.xlsx"))).definitions == ()
