from pathlib import Path

import pytest

from mentorscan.cli.options import report_path
from mentorscan.cli.score import DOUBTFUL
from mentorscan.scoring.quality import LEAVE_OUT


@pytest.mark.parametrize(
    ("output", "formats", "expected"),
    [
        ("out.html", ["html"], "out.html"),
        ("new/", ["html"], "new/report.html"),
        ("new/", ["html", "md"], "new"),
        ("new", ["html", "md"], "new"),
        ("there", ["md"], "there/report.md"),
        (".", ["html"], "report.html"),
    ],
)
def test_a_report_goes_where_the_contract_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, formats: list[str], expected: str
) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    assert report_path(output, formats=formats) == Path(expected)


def test_the_help_names_every_kind_of_row_that_can_be_left_out() -> None:
    assert sorted(DOUBTFUL) == sorted(LEAVE_OUT)
