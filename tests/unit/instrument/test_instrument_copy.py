"""A copy of an instrument: the same but for where it came from, and free to change."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorscan.errors import InstrumentError, OutputError
from mentorscan.instrument.catalogue import fingerprint
from mentorscan.instrument.copy import origin_of, with_origin, write_copy
from mentorscan.instrument.load import check_files, load_instrument
from mentorscan.instrument.starter import write_starter
from mentorscan.instrument.strict_yaml import parse_yaml
from mentorscan.resources import questionnaires

UNHURRIED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def test_a_copy_of_the_built_in_instrument_differs_by_its_origin_alone(tmp_path: Path) -> None:
    files = write_copy(tmp_path / "mine", source=questionnaires())
    assert files[0].name == "instrument.yaml"
    assert {file.name for file in files} == {file.name for file in questionnaires().glob("*.yaml")}
    for file in files[1:]:
        assert file.read_bytes() == (questionnaires() / file.name).read_bytes()
    original = (questionnaires() / "instrument.yaml").read_text(encoding="utf-8").splitlines()
    copied = files[0].read_text(encoding="utf-8").splitlines()
    added = [line for line in copied if line not in original]
    assert [line.split(":")[0] for line in added[-3:]] == ["  id", "  version", "  fingerprint"]
    assert len(copied) == len(original) + 5
    built_in = load_instrument(questionnaires())
    assert load_instrument(tmp_path / "mine") == built_in
    data = yaml.safe_load(files[0].read_text(encoding="utf-8"))
    assert data["origin"] == {"id": built_in.id, "version": built_in.version, "fingerprint": fingerprint(built_in)}


def test_a_copy_may_get_an_id_of_its_own_and_names_itself_to_copies_of_it(tmp_path: Path) -> None:
    main = write_copy(tmp_path / "first", source=questionnaires())[0]
    text = main.read_text(encoding="utf-8")
    main.write_text(re.sub("(?m)^id: .*$", "id: our-own", text), encoding="utf-8")
    second = write_copy(tmp_path / "second", source=tmp_path / "first")[0].read_text(encoding="utf-8")
    assert second.count("origin:") == second.count("# What this is a copy of") == 1
    origin = yaml.safe_load(second)["origin"]
    assert origin["id"] == "our-own"
    assert origin["fingerprint"] == fingerprint(load_instrument(tmp_path / "first"))
    files = check_files(tmp_path / "second")
    assert origin_of(files.main) == f"our-own {load_instrument(tmp_path / 'first').version}"
    assert origin_of(check_files(questionnaires()).main) is None


def test_a_wrong_instrument_is_not_copied_and_files_that_are_there_stay(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError):
        write_copy(tmp_path / "mine", source=tmp_path / "missing")
    assert not (tmp_path / "mine").exists()
    write_starter(tmp_path / "mine")
    with pytest.raises(OutputError) as caught:
        write_copy(tmp_path / "mine", source=tmp_path / "mine")
    assert {problem.code for problem in caught.value.problems} == {"output-exists"}


ORIGIN = {
    "none": "",
    "block": "# What this is a copy of, written by mentorscan. Leave it; id and version above are yours to change.\n"
    'origin:\n  id: old\n  version: "0.0.1"\n  fingerprint: "' + "0" * 64 + '"\n# about what follows\n',
    "flow": f"origin: {{id: old, version: '0.0.1', fingerprint: '{'0' * 64}'}} # a note\n",
}
BEFORE = ["", "# a comment\n", "---\n", "%YAML 1.1\n---\n"]
VERSIONS = [
    "version: 1.0.0\n",
    'version: "1.0.0"   # why\n',
    "version: >-\n  1.0.0\n",
    "'version': &v '1.0.0'\n\n# above\n",
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """An ``instrument.yaml`` of two or three keys, in many shapes."""
    origin = ORIGIN[draw(st.sampled_from(sorted(ORIGIN)))]
    parts = "".join(draw(st.permutations([draw(st.sampled_from(VERSIONS)), "id: our-own\n", origin])))
    indent = draw(st.sampled_from(["", "  "]))
    text = draw(st.sampled_from(BEFORE)) + "".join(f"{indent}{line}" for line in parts.splitlines(keepends=True))
    text = text if draw(st.booleans()) else text.rstrip("\n")
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@UNHURRIED
@given(texts())
def test_whatever_the_file_looks_like_only_its_origin_changes(text: str) -> None:
    instrument = load_instrument(questionnaires())
    copied = with_origin(text, instrument=instrument)
    document = parse_yaml(copied.encode(), file="instrument.yaml")
    assert document.problems == ()
    wanted = {"id": instrument.id, "version": instrument.version, "fingerprint": fingerprint(instrument)}
    assert document.data == {"id": "our-own", "version": "1.0.0", "origin": wanted}
    for comment in re.findall("# (?:a comment|why|above|about what follows)", text):
        assert comment in copied


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "our-own", "version": "1.0.0"}',
        "--- {version: 1.0.0, id: our-own,\n}",
        '{"origin": {"id": "old"}, "version": "1.0.0", "id": "our-own"}',
        '{"version": "1.0.0", "id": "our-own", "origin": {"id": "old"}}',
    ],
)
def test_a_file_in_braces_gets_its_origin_too(text: str) -> None:
    instrument = load_instrument(questionnaires())
    data = yaml.safe_load(with_origin(text, instrument=instrument))
    assert data.pop("origin")["fingerprint"] == fingerprint(instrument)
    assert data == {"id": "our-own", "version": "1.0.0"}


def test_a_file_in_utf_16_is_copied_as_utf_8() -> None:
    with TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        for path in write_starter(source):
            path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
        main = write_copy(Path(folder) / "mine", source=source)[0]
        assert "origin:" in main.read_text(encoding="utf-8")
        assert load_instrument(Path(folder) / "mine") == load_instrument(source)
