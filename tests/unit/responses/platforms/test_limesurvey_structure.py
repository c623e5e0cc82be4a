"""A LimeSurvey survey's structure: the same in both of its formats, old and new, and harmless where it is hostile."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.responses.platforms.heads import GOLDEN

from mentorscan.responses.platforms.limesurvey_structure import (
    Structure,
    UnreadableStructureError,
    read_structure,
    same_answers,
)

FOLDER = GOLDEN / "limesurvey"
XML, TABLE = FOLDER / "ls621_structure.lss", FOLDER / "ls621_structure.txt"

STRANGE = b'<?xml version="1.0" encoding="UTF-0.5"?><document></document>'
OLD_LAYOUT = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>366</DBVersion>
<answers><fields><fieldname>qid</fieldname></fields><rows>
<row><qid>1</qid><code>A1</code><answer>Yes &amp;amp; no</answer><language>en</language><scale_id>0</scale_id></row>
<row><qid>1</qid><code>A1</code><answer><![CDATA[Sì e no]]></answer><language>it</language><scale_id>0</scale_id></row>
</rows></answers>
<questions><rows>
<row><qid>1</qid><parent_qid>0</parent_qid><title>q</title><question>Do you?</question><language>en</language></row>
<row><qid>1</qid><parent_qid>0</parent_qid><title>q</title><question>È così?</question><language>it</language></row>
</rows></questions>
<subquestions><rows>
<row><qid>2</qid><parent_qid>1</parent_qid><title>a</title><question><![CDATA[One<br>two]]></question>
<language>en</language><scale_id>0</scale_id></row>
</rows></subquestions>
<surveys><rows><row><sid>77</sid></row></rows></surveys></document>"""

BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">{entities}]>
<document><surveys><rows><row><sid>&x9;</sid></row></rows></surveys></document>"""


def structure(path: Path) -> Structure:
    """The structure in a file that has one."""
    found = read_structure(path)
    assert found is not None
    return found


def written(folder: Path, content: str | bytes, *, name: str = "survey.lss") -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_both_formats_of_one_survey_say_the_same() -> None:
    xml, table = structure(XML), structure(TABLE)
    assert xml.survey == table.survey == "932872"
    by_code = [{each.code: each for each in found.questions.values()} for found in (xml, table)]
    assert by_code[0] == by_code[1]
    assert set(by_code[0]) == {"mentor", "department", "tenure", "comment"}
    assert xml.labels == table.labels == 24


@pytest.mark.parametrize("path", [XML, TABLE], ids=lambda path: path.suffix)
def test_a_column_is_found_by_its_codes_its_number_and_its_texts(path: Path) -> None:
    found = structure(path)
    ways = [
        found.by_code("mentor[m5]"),
        found.by_code("mentor_m5"),
        found.by_number("1m5"),
        found.by_text("How much do you agree with each statement? [My mentor opens doors &amp; networks for me.]"),
        found.by_text("Wie sehr stimmen Sie den Aussagen zu? [Mein Mentor öffnet mir Türen & Netzwerke.]"),
    ]
    assert all(each == ways[0] and each is not None for each in ways)
    assert ways[0] is not None
    assert ways[0].answers["DK"] == {"en": "Don't know", "de": "Weiß nicht"}
    assert ways[0].codes == ("mentor[m5]", "mentor_m5", "m5")


@pytest.mark.parametrize("number", ["1", "1m7", "9", "2m1", ""])
def test_a_number_that_is_no_question_finds_nothing(number: str) -> None:
    assert structure(XML).by_number(number) is None


def test_a_heading_that_two_columns_share_finds_neither(tmp_path: Path) -> None:
    content = TABLE.read_text(encoding="utf-8").replace(
        "My mentor listens to me.", "My mentor gives me useful feedback."
    )
    found = structure(written(tmp_path, content, name="survey.txt"))
    assert found.by_text("How much do you agree with each statement? [My mentor gives me useful feedback.]") is None
    assert found.by_text("Wie sehr stimmen Sie den Aussagen zu? [Mein Mentor hört mir zu.]") is not None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_in_every_encoding_that_limesurvey_takes(tmp_path: Path, encoding: str) -> None:
    content = TABLE.read_bytes().decode("utf-8-sig").encode(encoding)
    assert structure(written(tmp_path, content, name="survey.txt")).questions == structure(TABLE).questions


def test_the_layout_of_older_versions_is_read(tmp_path: Path) -> None:
    found = structure(written(tmp_path, OLD_LAYOUT))
    column = found.by_code("q[a]")
    assert found.survey == "77"
    assert column is not None
    assert column.answers == {"A1": {"en": "Yes & no", "it": "Sì e no"}}
    assert found.by_text("Do you? [Onetwo]") == column


def test_two_scales_keep_their_own_labels(tmp_path: Path) -> None:
    second = "<row><qid>1</qid><code>A1</code><answer>Often</answer><language>en</language><scale_id>1</scale_id></row>"
    found = structure(written(tmp_path, OLD_LAYOUT.replace("</rows></answers>", f"{second}</rows></answers>")))
    labels = [found.by_code(code) for code in ("q[a][1]", "q_a_0", "q[a][2]", "q_a_1")]
    assert [each.answers["A1"]["en"] for each in labels if each] == ["Yes & no", "Yes & no", "Often", "Often"]


@pytest.mark.parametrize(
    "entities",
    [
        "".join(f'<!ENTITY x{i} "{f"&x{i - 1};" * 3 if i else "ha"}">' for i in range(10)),
        '<!ENTITY x9 SYSTEM "secret.txt">',
    ],
    ids=["expansion", "outside file"],
)
def test_a_file_that_declares_entities_is_refused_unread(tmp_path: Path, entities: str) -> None:
    with pytest.raises(UnreadableStructureError, match="document type"):
        read_structure(written(tmp_path, BOMB.format(entities=entities)))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"<document>", XML.read_bytes()[:3000], b"id\tname\r\n1\t2\r\n", STRANGE]
)
def test_a_damaged_file_is_unreadable(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableStructureError):
        read_structure(written(tmp_path, content))


@pytest.mark.parametrize("name", ["ls621_vvexport_v1.txt"])
def test_another_text_file_is_no_structure(name: str) -> None:
    assert read_structure(FOLDER / name) is None


@given(start=st.integers(0, 37_000), length=st.integers(1, 200), filler=st.binary(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_damage_anywhere_is_read_or_refused(tmp_path: Path, start: int, length: int, filler: bytes) -> None:
    for path in (XML, TABLE):
        content = path.read_bytes()
        damaged = written(tmp_path, content[:start] + filler + content[start + length :], name=f"damaged{path.suffix}")
        try:
            found = read_structure(damaged)
        except UnreadableStructureError:
            continue
        assert found is None or found.labels >= 0


def test_the_columns_of_a_table_of_answers_are_no_rows(tmp_path: Path) -> None:
    second = "<row><qid>3</qid><parent_qid>1</parent_qid><title>b</title><scale_id>1</scale_id></row>"
    xml = written(tmp_path, OLD_LAYOUT.replace("</rows></subquestions>", f"{second}</rows></subquestions>"))
    table = written(tmp_path, "class\ttype/scale\tname\ttext\tlanguage\n", name="survey.txt")
    with table.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in ("Q\t;\tq\tDo?\ten", "SQ\t0\ta\tOne\ten", "SQ\t1\tb\tTwo\ten"))
    for found in (structure(xml), structure(table)):
        assert [list(question.rows) for question in found.questions.values()] == [["a"]]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"<document>")
    with path.open("r+b") as file:
        file.truncate((1 << 26) + 1)
    with pytest.raises(UnreadableStructureError, match="too large"):
        read_structure(path)


def test_answers_agree_where_no_code_has_two_labels_in_a_language() -> None:
    one, two = structure(XML), structure(TABLE)
    codes = ("mentor[m1]", "department")
    pairs = [(one.by_code(code), two.by_code(code)) for code in codes]
    assert all(same_answers([a.answers, b.answers]) for a, b in pairs if a and b)
    assert not same_answers([{"A1": {"en": "Yes"}}, {"A1": {"en": "No", "it": "No"}}])
