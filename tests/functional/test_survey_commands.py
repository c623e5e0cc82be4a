"""``mentorscan survey``: platforms and map, as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.functional.command_line import Command

from mentorscan.instrument.catalogue import open_instrument
from mentorscan.registry import PLATFORMS
from mentorscan.responses.mapping.load import load_map

EXPORT = "Nr,acc_owner,accgoals,Abteilung\n1,4,5,Vertrieb\n2,3,Alwayz,Vertrieb\n"


def test_platforms_names_every_one_with_what_is_known_of_it(mentorscan: Command) -> None:
    ended = mentorscan("survey", "platforms")
    assert (ended.code, ended.err) == (0, "")
    for name in PLATFORMS:
        assert f"\n{name} " in ended.out
    assert ended.out.count("Known from: ") == len(PLATFORMS)
    assert all(len(line) <= 80 for line in ended.out.splitlines())


def test_map_prints_a_map_that_can_be_loaded(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    ended = mentorscan("survey", "map", "export.csv")
    assert (ended.code, ended.err) == (0, "")
    assert '#  "acc_owner": {item: accowner}' in ended.out
    (tmp_path / "map.yaml").write_text(ended.out, encoding="utf-8")
    read = load_map(tmp_path / "map.yaml", instrument=open_instrument(None))
    assert read.columns["accgoals"] == ("item", "accgoals")
    assert mentorscan("survey", "map", "export.csv", "--output", "-").out == ended.out


def test_map_writes_a_file_and_says_what_to_do_next(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "my export.csv").write_text(EXPORT, encoding="utf-8")
    ended = mentorscan("survey", "map", "my export.csv", "--output", "map.yaml")
    assert (ended.code, ended.out) == (0, "")
    assert "Written: map.yaml" in ended.err
    assert "mentorscan score 'my export.csv' --map map.yaml" in ended.err
    assert (tmp_path / "map.yaml").read_text(encoding="utf-8").startswith("# mentorscan map\n")


def test_map_replaces_a_map_only_where_it_is_told_to(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(EXPORT, encoding="utf-8")
    assert mentorscan("survey", "map", "export.csv", "--output", "map.yaml").code == 0
    again = mentorscan("survey", "map", "export.csv", "--output", "map.yaml")
    assert (again.code, "error[output-exists]" in again.err) == (2, True)
    assert mentorscan("survey", "map", "export.csv", "--output", "map.yaml", "--force").code == 0
    own = mentorscan("survey", "map", "export.csv", "--output", "export.csv", "--force")
    assert (own.code, "error[output-is-input]" in own.err) == (2, True)
    assert (tmp_path / "export.csv").read_text(encoding="utf-8") == EXPORT


def test_map_goes_by_the_instrument_and_the_project(mentorscan: Command, tmp_path: Path) -> None:
    mentorscan("instrument", "new", "mine")
    (tmp_path / "export.csv").write_text("goals-set,Team,Abteilung\n1,a,b\n", encoding="utf-8")
    assert '"goals-set": {item: goals_set}' in mentorscan("survey", "map", "export.csv", "--instrument", "mine").out
    (tmp_path / "mentorscan.yaml").write_text(
        "schema: 1\ninstrument: mine\nsegments: [{id: team}, {id: site, title: Abteilung}]\n", encoding="utf-8"
    )
    ended = mentorscan("survey", "map", "export.csv")
    assert ended.err == "Using project file mentorscan.yaml\n"
    assert '  "Team": {segment: team}' in ended.out
    assert '  "Abteilung": {segment: site}' in ended.out
    assert "{segment: team}" not in mentorscan("survey", "map", "export.csv", "--project", "none").out


def test_map_takes_the_platform_and_the_encoding(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_bytes("Größe,accgoals\n1,4\n".encode("cp1252"))
    assert "error[not-utf-8]" in mentorscan("survey", "map", "export.csv").err
    ended = mentorscan("survey", "map", "export.csv", "--encoding", "cp1252", "--from", "plain")
    assert (ended.code, '"Größe": ignore' in ended.out, "encoding: cp1252" in ended.out) == (0, True, True)
    ended = mentorscan("survey", "map", "export.csv", "--from", "doodle")
    assert (ended.code, ended.out, "'doodle' is not one of plain" in ended.err) == (2, "", True)


@pytest.mark.parametrize("text", ["\x1b]0;owned\x07", "\u202eevil", "a\u2028b: [c", "'\"#{}&*!|>%@`", "\x9b31m"])
def test_nothing_in_an_export_steers_the_terminal(mentorscan: Command, tmp_path: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    content = f"accgoals,{quoted},accowner\n{quoted},1,4\n{quoted},2,4\n"
    (tmp_path / "export.csv").write_text(content, encoding="utf-8", newline="")
    ended = mentorscan("survey", "map", "export.csv")
    assert (ended.code, ended.err) == (0, "")
    assert all(line.isprintable() for line in ended.out.split("\n"))
    (tmp_path / "map.yaml").write_text(ended.out, encoding="utf-8")
    assert load_map(tmp_path / "map.yaml", instrument=open_instrument(None)).columns["accgoals"] == ("item", "accgoals")


def test_map_refuses_what_is_no_export(mentorscan: Command, tmp_path: Path) -> None:
    for name, content, code in [("a.pdf", b"%PDF-1.7", "wrong-kind"), ("b.csv", b"", "empty-file")]:
        (tmp_path / name).write_bytes(content)
        ended = mentorscan("survey", "map", name, "--output", "map.yaml")
        assert (ended.code, f"error[{code}]" in ended.err) == (2, True)
    assert not (tmp_path / "map.yaml").exists()
