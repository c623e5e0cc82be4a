import pytest

from mentorscan.responses.alike import groups_alike


@pytest.mark.parametrize(
    ("groups", "alike"),
    [
        (["SALES", "Sales"], [["SALES", "Sales"]]),
        (["Sales dept", "Salesdept", "Law", "law"], [["Sales dept", "Salesdept"], ["Law", "law"]]),
        (["Straße", "STRASSE"], [["Straße", "STRASSE"]]),
        (["Sales", "Sale", None], []),
        ([], []),
    ],
)
def test_groups_are_alike_without_regard_to_case_and_white_space(
    groups: list[str | None], alike: list[list[str]]
) -> None:
    notes = groups_alike("department", groups)
    assert [note.values["groups"] for note in notes] == ([alike] if alike else [])
    assert all((note.code, note.severity, note.place) == ("groups-alike", "warning", "department") for note in notes)
    assert all("project file" in note.text for note in notes)


def test_only_some_are_named() -> None:
    groups = [spelling for number in range(40) for spelling in (f"g{number}", f"G{number}")]
    (note,) = groups_alike("department", groups)
    assert "'g4' and 'G4'; and 35 more" in note.text
    assert "g5" not in note.text
