"""What a project file becomes, and what an instrument becomes with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.unit.project.projects import INSTRUMENT, PROJECT, write

from mentorscan.errors import ProjectError
from mentorscan.instrument.catalogue import fingerprint, item_fingerprint, open_instrument
from mentorscan.instrument.model import Group, Instrument
from mentorscan.project import apply_project, load_project
from mentorscan.project.model import ProjectWave, WorksAgreement

UNHURRIED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])


def applied(folder: Path) -> Instrument:
    path = write(folder)
    return apply_project(open_instrument(folder / "tiny"), load_project(path))


def groups(instrument: Instrument, segment: str) -> tuple[Group, ...]:
    (found,) = [each for each in instrument.segments if each.id == segment]
    return found.groups


def test_everything_in_the_file_is_kept(tmp_path: Path) -> None:
    project = load_project(write(tmp_path))
    assert project.file == tmp_path / "mentorscan.yaml"
    assert project.organisation == "Example Ltd"
    assert project.wave == ProjectWave(name="autumn 2026", from_date="2026-10-01", to_date="2026-10-31")
    assert project.instrument == tmp_path / "tiny"
    assert [segment.id for segment in project.segments] == ["department", "role", "site"]
    assert project.works_agreement == WorksAgreement(minimum_group=10, segments=("department", "site"), comments=False)
    assert (project.report.language, project.report.formats) == ("it", ("html", "md"))
    assert project.report.recipe == tmp_path / "recipe.yaml"
    assert project.people == {("department", "sales"): 120, ("role", "mentor"): 7}


def test_all_but_the_version_of_the_format_may_be_left_out(tmp_path: Path) -> None:
    project = load_project(write(tmp_path, "schema: 1\n"))
    assert (project.organisation, project.wave, project.instrument, project.works_agreement) == (None,) * 4
    assert (project.segments, project.people, project.report.formats) == ((), {}, ())


def test_a_project_cannot_be_changed(tmp_path: Path) -> None:
    project = load_project(write(tmp_path))
    with pytest.raises(ValidationError):
        project.__setattr__("organisation", "Other Ltd")


def test_the_built_in_instrument_is_named_by_its_id(tmp_path: Path) -> None:
    text = "schema: 1\ninstrument: mentoring-culture\nreport: {language: it}\n"
    assert load_project(write(tmp_path, text)).instrument == "mentoring-culture"


def test_a_folder_stands_for_the_project_file_in_it(tmp_path: Path) -> None:
    assert load_project(tmp_path / write(tmp_path).parent).file == tmp_path / "mentorscan.yaml"


def test_the_instrument_is_found_beside_the_file_from_any_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    project = load_project(Path("../mentorscan.yaml"))
    assert open_instrument(project.instrument).id == "tiny"


def test_a_folder_that_is_missing_is_not_taken_for_the_built_in_instrument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "schema: 1\ninstrument: ./mentoring-culture\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError) as caught:
        load_project(Path("mentorscan.yaml"))
    assert [problem.code for problem in caught.value.problems] == ["no-instrument"]
    (tmp_path / "tiny").rename(tmp_path / "mentoring-culture")
    assert open_instrument(load_project(Path("mentorscan.yaml")).instrument).id == "tiny"


def test_another_instrument_may_take_the_place_of_the_one_that_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "schema: 1\ninstrument: nowhere\nreport: {language: it}\n")
    assert load_project(path, instrument=tmp_path / "tiny").report.language == "it"
    with pytest.raises(ProjectError):
        load_project(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, end: str, tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(PROJECT.replace("Example Ltd", "Società Esempio").replace("\n", end).encode(encoding))
    assert load_project(path).organisation == "Società Esempio"


def test_a_link_to_a_project_file_is_followed(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mentorscan.yaml").symlink_to(tmp_path / "mentorscan.yaml")
    path = tmp_path / "here" / "mentorscan.yaml"
    with pytest.raises(ProjectError) as caught:
        load_project(path)
    assert {problem.code for problem in caught.value.problems} == {"no-instrument", "missing-file"}
    assert load_project(write_beside(path)).organisation == "Example Ltd"


def write_beside(link: Path) -> Path:
    """The link, with what its file names in the folder of the link."""
    (link.parent / "tiny").symlink_to(link.parent.parent / "tiny")
    (link.parent / "recipe.yaml").write_text("schema: 1\n", encoding="utf-8")
    return link


def test_a_segment_that_was_open_gets_the_groups_of_the_project(tmp_path: Path) -> None:
    instrument = applied(tmp_path)
    assert [segment.id for segment in instrument.segments] == ["department", "role", "site"]
    assert instrument.segments[0].title == {"en": "Area", "it": "Settore"}
    assert groups(instrument, "department") == (
        Group(id="commercial", label={"en": "Commercial", "it": "Commercial"}),
        Group(id="sales", label={"en": "Sales", "it": "Vendite"}, aliases=("Shop",), parent="commercial"),
    )


def test_a_segment_with_groups_keeps_them_and_what_they_were_called(tmp_path: Path) -> None:
    instrument = applied(tmp_path)
    assert instrument.segments[1].title == {"en": "Role", "it": "Ruolo"}
    mentor, mentee, both = groups(instrument, "role")
    assert mentor == Group(id="mentor", label={"en": "Adviser", "it": "Adviser"}, aliases=("Mentor", "Guide"))
    assert mentee == Group(id="mentee", label={"en": "Mentee", "it": "Apprendista"})
    assert both == Group(id="both", label={"en": "Both", "it": "Both"})


def test_a_new_segment_comes_last_and_takes_any_value(tmp_path: Path) -> None:
    instrument = applied(tmp_path)
    assert instrument.segments[-1].title == {"en": "Site", "it": "Site"}
    assert groups(instrument, "site") == ()


def test_a_parent_may_be_a_group_of_the_instrument_but_not_in_a_circle(tmp_path: Path) -> None:
    path = write(tmp_path, PROJECT.replace("label: Both", "label: Both, parent: mentee"))
    instrument = open_instrument(tmp_path / "tiny")
    assert groups(apply_project(instrument, load_project(path)), "role")[-1].parent == "mentee"
    declared = INSTRUMENT.replace("it: Apprendista}}", "it: Apprendista}, parent: mentor}")
    (tmp_path / "tiny" / "instrument.yaml").write_text(declared, encoding="utf-8")
    path.write_text(PROJECT.replace("label: Adviser,", "label: Adviser, parent: mentee,"), encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        load_project(path)
    assert [problem.code for problem in caught.value.problems] == ["parents-in-a-circle"]


def test_what_does_not_fit_another_instrument_is_told_with_its_place(tmp_path: Path) -> None:
    path = write(tmp_path)
    project = load_project(path)
    other = INSTRUMENT.replace("[en, it]", "[en]").replace("{en: ", "{it: Nulla, en: ")
    (tmp_path / "tiny" / "instrument.yaml").write_text(other.replace("it: Nulla, ", ""), encoding="utf-8")
    text = (tmp_path / "tiny" / "instrument.yaml").read_text(encoding="utf-8")
    for word in ("Piccolo", "Reparto", "Ruolo", "Apprendista"):
        text = text.replace(f", it: {word}", "")
    (tmp_path / "tiny" / "instrument.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProjectError) as caught:
        apply_project(open_instrument(tmp_path / "tiny"), project)
    found = [(problem.place.line, problem.code) for problem in caught.value.problems if problem.place]
    assert found == [(7, "unknown-language"), (10, "unknown-language"), (21, "unknown-language")]


_WORDS = st.text(alphabet="abcdefgh", min_size=1, max_size=6)
_DAYS = st.dates(min_value=date(2000, 1, 1)).map(str)


@st.composite
def clients(draw: st.DrawFn) -> dict[str, object]:
    """A client's project file as data: another name, other departments, another wave, another agreement."""
    days = sorted([draw(_DAYS), draw(_DAYS)])
    names = draw(st.lists(_WORDS, unique=True, max_size=5))
    return {
        "schema": 1,
        "organisation": draw(_WORDS),
        "wave": {"name": draw(_WORDS), "from": days[0], "to": days[1]},
        "instrument": "tiny",
        "segments": [
            {"id": "department", "groups": [{"id": f"{name}-", "people": draw(st.integers(0, 999))} for name in names]},
            {"id": draw(_WORDS.map(lambda word: f"own_{word}")), "title": draw(_WORDS)},
        ],
        "works_agreement": {"minimum_group": draw(st.integers(3, 50)), "comments": draw(st.booleans())},
        "report": {"language": draw(st.sampled_from(["en", "it"]))},
    }


@UNHURRIED
@given(client=clients())
def test_ten_clients_share_one_fingerprint(client: dict[str, object]) -> None:
    with TemporaryDirectory() as folder:
        path = write(Path(folder), yaml.safe_dump(client))
        before = open_instrument(Path(folder) / "tiny")
        after = apply_project(before, load_project(path))
    assert [segment.id for segment in after.segments][:2] == ["department", "role"]
    assert len(after.segments) == 3
    assert fingerprint(after) == fingerprint(before)
    for item in before.items:
        assert item_fingerprint(after, item) == item_fingerprint(before, item)
