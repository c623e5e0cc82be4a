"""What Word and PowerPoint files have in common: templates opened, wrong files refused, bytes that stay the same."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import docx
import pptx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorscan.errors import OptionError, Place
from mentorscan.files import is_ours
from mentorscan.report.renderers.office import opened, packed, sign

CREATED = "2026-11-23T09:30:00Z"


def document() -> bytes:
    out = BytesIO()
    made = docx.Document()
    made.add_paragraph("Kept as it is")
    sign(made.core_properties, title="A title", language="en", created=CREATED)
    made.save(out)
    return out.getvalue()


def deck() -> bytes:
    out = BytesIO()
    made = pptx.Presentation()
    sign(made.core_properties, title="A title", language="en", created=CREATED)
    made.save(out)
    return out.getvalue()


def changed(data: bytes, *, part: str, old: bytes, new: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or old in content
            target.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def retyped(data: bytes, *, old: bytes, new: bytes) -> bytes:
    return changed(data, part="[Content_Types].xml", old=old, new=new)


def word_template() -> bytes:
    return retyped(document(), old=b"wordprocessingml.document.main", new=b"wordprocessingml.template.main")


def deck_template(kind: bytes = b"template") -> bytes:
    return retyped(deck(), old=b"presentationml.presentation.main", new=b"presentationml." + kind + b".main")


def test_a_word_template_opens_as_a_document_with_what_it_holds() -> None:
    with pytest.raises(ValueError, match="not a Word file"):
        docx.Document(BytesIO(word_template()))
    assert docx.Document(BytesIO(opened(word_template()))).paragraphs[0].text == "Kept as it is"


@pytest.mark.parametrize("kind", [b"template", b"slideshow"])
def test_a_deck_template_opens_as_a_deck(kind: bytes) -> None:
    with pytest.raises(ValueError, match="not a PowerPoint file"):
        pptx.Presentation(BytesIO(deck_template(kind)))
    assert len(pptx.Presentation(BytesIO(opened(deck_template(kind), kind="PowerPoint"))).slide_layouts) == 11


def test_what_is_a_document_already_stays_as_it_is() -> None:
    assert opened(document(), kind="Word") == document()
    assert opened(deck(), kind="PowerPoint") == deck()


def macros(data: bytes, *, old: bytes, new: bytes) -> bytes:
    return retyped(data, old=b"application/vnd.openxmlformats-officedocument." + old, new=b"application/vnd." + new)


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "not a Word or PowerPoint file"),
        (b"{\\rtf1 Text}", "not a Word or PowerPoint file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97", "the format of before 2007"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (document()[:-500], "damaged"),
        (document()[:200] + b"\0" * 400 + document()[600:], "damaged"),
        (
            macros(document(), old=b"wordprocessingml.document.main", new=b"ms-word.document.macroEnabled.main"),
            "macros",
        ),
        (
            macros(deck(), old=b"presentationml.presentation.main", new=b"ms-powerpoint.template.macroEnabled.main"),
            "macros",
        ),
        (retyped(document(), old=b"wordprocessingml.document.main", new=b"spreadsheetml.sheet.main"), "not a Word"),
        (deck(), "not a Word file"),
    ],
)
def test_another_kind_of_file_is_refused_with_the_reason_and_where_it_stands(data: bytes, found: str) -> None:
    with pytest.raises(OptionError, match=found) as caught:
        opened(data, kind="Word", place=Place("own/report.dotx"))
    assert str(caught.value).startswith("own/report.dotx: error[office-template]")
    assert caught.value.problems[0].hint


def test_an_archive_that_unpacks_to_more_than_any_template_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b", "c"):
            archive.writestr(name, bytes(70_000_000))
    with pytest.raises(OptionError, match="200 MB"):
        opened(out.getvalue())


@given(st.binary(max_size=300), st.integers(0, 20_000))
def test_no_damage_ends_in_anything_but_an_option_error(noise: bytes, place: int) -> None:
    good = document()
    for data in (noise, b"PK" + noise, good[:place] + noise + good[place + len(noise) :]):
        with suppress(OptionError):
            assert opened(data)


def test_the_same_parts_give_the_same_bytes_in_whatever_order_and_whenever_they_were_written() -> None:
    with zipfile.ZipFile(BytesIO(document())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in reversed(parts.items()):
            target.writestr(zipfile.ZipInfo(name, (1999, 1, 1, 0, 0, 0)), content)
    assert packed(out.getvalue(), created=CREATED) == packed(document(), created=CREATED)
    with zipfile.ZipFile(BytesIO(packed(document(), created=CREATED))) as again:
        assert {name: again.read(name) for name in again.namelist()} == parts
        assert again.namelist()[0] == "[Content_Types].xml"
        assert {each.date_time for each in again.infolist()} == {(2026, 11, 23, 9, 30, 0)}


@pytest.mark.parametrize("created", ["", "yesterday", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-11:00"])
def test_a_date_that_is_none_becomes_a_fixed_one(created: str) -> None:
    made = docx.Document()
    sign(made.core_properties, title="A title", language="en", created=created)
    assert made.core_properties.created == datetime(2000, 1, 1, tzinfo=UTC)
    assert packed(document(), created=created)


@pytest.mark.parametrize("made", [document, deck])
def test_an_untouched_file_is_ours_and_one_that_a_person_saved_is_not(made: type, tmp_path: Path) -> None:
    file = tmp_path / "report"
    file.write_bytes(packed(made(), created=CREATED))
    assert is_ours(file)
    core = "docProps/core.xml"
    for old, new in (
        (b">mentorscan</cp:lastModifiedBy>", b">A person</cp:lastModifiedBy>"),
        (b"2026-11-23T09:30:00Z</dcterms:modified>", b"2026-11-24T10:00:00Z</dcterms:modified>"),
    ):
        file.write_bytes(changed(made(), part=core, old=old, new=new))
        assert not is_ours(file)
