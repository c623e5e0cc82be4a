from pathlib import Path

import pytest
from tests.unit.responses.platforms.heads import GOLDEN, head_of, recognised_elsewhere

from mentorscan.responses.platforms.microsoft import PLATFORM
from mentorscan.responses.platforms.platform import Dialect

FOLDER = GOLDEN / "microsoft"
OWN = "ID,Start time,Completion time,Email,Name,Last modified time"
TIMES = "1,8/20/25 12:51:45,8/20/25 12:54:25,anonymous,,"


def dialect_of(header: str, cells: str = "") -> Dialect:
    return PLATFORM.dialect(head_of(f"{OWN},{header}\n{TIMES},{cells}\n".encode()), ())


@pytest.mark.parametrize("path", sorted({*FOLDER.glob("*.csv"), *FOLDER.glob("*.xlsx")}), ids=lambda path: path.name)
def test_workbooks_and_what_excel_makes_of_them_are_recognised(path: Path) -> None:
    assert PLATFORM.recognises(head_of(path))


def test_exports_of_other_platforms_are_not_recognised() -> None:
    assert recognised_elsewhere(PLATFORM) == []


def test_the_columns_of_a_workbook_are_named_without_their_no_break_spaces() -> None:
    head = head_of(FOLDER / "mentor.xlsx")
    assert any("\u00a0" in cell for cell in head.header)
    columns = PLATFORM.dialect(head, ()).columns
    assert [column.use for column in columns] == [
        *("respondent", "platform", "submitted", "platform", "platform", "platform"),
        *([None] * 9),
    ]
    assert columns[7].texts == ("My mentor listens to me.",)
    assert columns[8].texts == ("My mentor helps me set goals, even hard ones.",)
    assert columns[12].codes == ("Department",)


def test_the_digit_of_a_repeated_header_is_taken_off_where_the_header_stands_without_it() -> None:
    columns = dialect_of(
        "I am heard.,I am heard.2,I am heard.3,We meet at 9,Route 66,I trust\u00a0,I trust\u00a02"
    ).columns
    assert [column.texts for column in columns[6:]] == [
        ("I am heard.",),
        ("I am heard.2", "I am heard."),
        ("I am heard.3", "I am heard."),
        ("We meet at 9",),
        ("Route 66",),
        ("I trust",),
        ("I trust 2", "I trust"),
    ]


def test_a_digit_is_never_taken_off_an_id() -> None:
    assert [column.codes for column in dialect_of("m,m1,m2").columns[6:]] == [("m",), ("m1",), ("m2",)]


def test_the_platforms_own_columns_are_those_at_the_beginning() -> None:
    columns = dialect_of("Feedback,Name,Email").columns
    assert [column.use for column in columns[6:]] == [None, None, None]


def test_a_form_whose_ids_were_deleted_is_recognised() -> None:
    assert PLATFORM.recognises(head_of(b"Start time,Completion time,Email,Name,A\n"))


@pytest.mark.parametrize(
    "header",
    [
        "ID,Startzeit,Fertigstellungszeit,E-Mail,Name,A",
        "Id,Hora de inicio,Hora de finalización,Correo electrónico,Nombre,A",
        "ID,Ora di inizio,Ora di completamento,Posta elettronica,Nome,A",
        "ID,Heure de début,Heure de fin,Adresse de messagerie,Nom,A",
    ],
)
def test_the_platforms_columns_are_known_in_other_languages(header: str) -> None:
    head = head_of(f"{header}\n1,18.05.2026 13:52,18.05.2026 13:55,anonymous,,4\n".encode())
    assert PLATFORM.recognises(head)
    columns = PLATFORM.dialect(head, ()).columns
    assert [column.use for column in columns] == ["respondent", "platform", "submitted", "platform", "platform", None]


def test_times_that_went_through_excel_are_read_in_its_order() -> None:
    dialect = dialect_of("A", "1")
    assert "%m/%d/%y %H:%M:%S%.f" in dialect.dates
    assert dialect.notes == ()


def test_an_order_that_the_times_do_not_tell_is_said_where_the_language_does_not_either() -> None:
    german = head_of(b"ID;Startzeit;Fertigstellungszeit;A\n1;02.03.2026 13:52;02.03.2026 13:55;4\n")
    dialect = PLATFORM.dialect(german, ())
    assert "%d.%m.%Y %H:%M" in dialect.dates
    assert dialect.notes == ()
    english = head_of(b"ID,Start time,Completion time,A\n1,3/2/26 13:52,3/2/26 13:55,4\n")
    dialect = PLATFORM.dialect(english, ())
    assert "%m/%d/%y %H:%M" in dialect.dates
    assert [note.code for note in dialect.notes] == ["date-order"]


def test_a_table_in_an_unknown_language_can_be_named_an_export_of_microsoft() -> None:
    head = head_of(b"ID,Starttijd,Tijd van voltooien,A\n1,2026-03-02 13:52,2026-03-02 13:55,4\n")
    assert not PLATFORM.recognises(head)
    columns = PLATFORM.dialect(head, ()).columns
    assert [column.codes for column in columns] == [(), ("Starttijd",), ("Tijd van voltooien",), ("A",)]
