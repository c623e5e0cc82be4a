"""The README and the pages in ``docs/`` against reality."""

import json
import re
import shlex
from pathlib import Path

import yaml
from tests.functional.command_line import Command

from mentorscan.instrument.load import load_instrument
from mentorscan.registry import LINT_RULES, PLATFORMS, load
from mentorscan.responses.mapping.load import load_map
from mentorscan.responses.mapping.written import MapFile
from mentorscan.responses.model import SURVEYS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", README, re.DOTALL)
    return str(found)


def test_the_help_in_the_readme_is_the_real_one(mentorscan: Command) -> None:
    command, _, quoted = block("console").partition("\n")
    assert command == "$ mentorscan --help"
    assert mentorscan("--help").out == quoted


def test_the_example_in_the_readme_can_be_scored(mentorscan: Command, tmp_path: Path) -> None:
    (tmp_path / "export.csv").write_text(block("csv"), encoding="utf-8")
    (command,) = re.findall(r"^mentorscan (score .*)$", README, re.MULTILINE)
    ended = mentorscan(*command.split())
    assert ended.code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"report.html", "report.md"}


def test_every_command_in_the_readme_exists(mentorscan: Command) -> None:
    for command in set(re.findall(r"`mentorscan ((?:instrument |survey )?[a-z]+)", README)):
        assert mentorscan(*command.split(), "--help").code == 0, command


def test_every_option_in_the_readme_exists(mentorscan: Command) -> None:
    known = "".join(
        mentorscan(*command, "--help").out
        for command in ([], ["score"], ["assess"], ["report"], ["instrument", "check"], ["instrument", "new"])
    )
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)):
        assert option in known, option


def test_the_instrument_in_the_page_on_formats_is_valid(mentorscan: Command, tmp_path: Path) -> None:
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    files = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", formats, re.DOTALL)
    assert len(files) == 2
    for name, content in files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    ended = mentorscan("instrument", "check", tmp_path)
    assert (ended.code, ended.err) == (0, "")


def test_the_map_in_the_page_on_formats_fits_its_instrument_and_its_table_names_every_key(tmp_path: Path) -> None:
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name, content in re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", formats, re.DOTALL):
        (tmp_path / name).write_text(content, encoding="utf-8")
    section = formats[formats.index("\n## Map\n") : formats.index("\n## Headcount\n")]
    (example,) = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    (tmp_path / "map.yaml").write_text(example, encoding="utf-8")
    read = load_map(tmp_path / "map.yaml", instrument=load_instrument(tmp_path))
    assert {target for _, target in read.columns.values()} == {"demask", "demwait", "department", ""}
    assert read.values["agreement"]["99"] == "dont_know"
    table = section[section.index("| key | means |") :].split("\n\n")[0]
    keys = {key for line in table.splitlines() for key in re.findall(r"`(\w+)`", line.split("|")[1])}
    assert keys == set(yaml.safe_load(example)) == {field.alias or key for key, field in MapFile.model_fields.items()}


def test_every_key_in_the_page_on_formats_is_a_key_of_the_results(mentorscan: Command, export: Path) -> None:
    formats = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    table = formats[formats.index("| key | holds |") :].split("\n\n")[0]
    keys = {key for line in table.splitlines() for key in re.findall(r"`(\w+)`", line.split("|")[1])}
    results = json.loads(mentorscan("score", export, "--output", "-").out)
    assert keys
    assert keys <= set(results)


def test_the_page_on_wording_lists_every_rule_and_shows_a_waiver_that_is_right() -> None:
    page = (ROOT / "docs" / "wording.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE) == list(LINT_RULES)
    (example,) = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])
    assert set(example["waive"]) <= set(LINT_RULES)


EXPORTS = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")


def test_the_page_on_exports_says_of_every_platform_how_its_files_are_known() -> None:
    table = EXPORTS[EXPORTS.index("| platform | seen |") :].split("\n\n")[0]
    platforms = [load(PLATFORMS, name) for name in PLATFORMS]
    assert table.splitlines()[2:] == [f"| {each.title} (`{each.name}`) | {each.seen} |" for each in platforms]


def test_the_page_on_exports_names_every_kind_of_file() -> None:
    assert set(re.findall(r"`(\.[a-z]+)`", EXPORTS)) - {".lss", ".qsf"} == set(SURVEYS)


def test_every_reason_in_the_page_on_exports_is_met_in_the_program() -> None:
    table = EXPORTS[EXPORTS.index("| reason in the results |") :].split("\n\n")[0]
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    reasons = re.findall(r"^\| `(\w+)`", table, re.MULTILINE)
    assert len(reasons) == 8
    for reason in reasons:
        assert f'"{reason}"' in sources


def test_every_example_in_the_page_on_exports_does_what_it_says(mentorscan: Command, tmp_path: Path) -> None:
    header, *people = block("csv").splitlines()
    dated = [f"{header},submitted", *(f"{person},2026-10-{day:02} 10:00:00" for day, person in enumerate(people, 1))]
    export = "\n".join(dated) + "\n"
    for name in ("results-survey418265.csv", "export.csv", "exports/bu-north.csv", "rolling/october.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(export, encoding="utf-8")
    (tmp_path / "rolling" / "first-days.csv").write_text("\n".join(dated[:4]) + "\n", encoding="utf-8")
    commands = [line for code in re.findall(r"```sh\n(.*?)```", EXPORTS, re.DOTALL) for line in code.splitlines()]
    assert len(commands) == 9
    for command in commands:
        program, *arguments = shlex.split(command)
        ended = mentorscan(*arguments, *(["--force"] if "--report" in arguments else []))
        assert (program, ended.code) == ("mentorscan", 0), (command, ended.err)


def test_every_option_in_the_page_on_exports_exists(mentorscan: Command) -> None:
    known = mentorscan("score", "--help").out + mentorscan("survey", "map", "--help").out
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", EXPORTS)):
        assert option in known, option


ASSESS = (ROOT / "docs" / "assess.md").read_text(encoding="utf-8")


def test_every_option_in_the_page_on_assess_exists(mentorscan: Command) -> None:
    known = mentorscan("assess", "--help").out + mentorscan("score", "--help").out
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ASSESS)):
        assert option in known, option


def test_the_page_on_assess_names_every_key_of_its_line_of_json(mentorscan: Command, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(
        "schema: 1\ninstrument: {id: mentoring-culture, version: 1.0.0}\nrater: A. Rater\nanswers: {accowner: 4}\n",
        encoding="utf-8",
    )
    line = json.loads(mentorscan("assess", answers, "--output", tmp_path / "out", "--json").out)
    table = ASSESS[ASSESS.index("| key | holds |") :].split("\n\n")[0]
    keys = {key for row in table.splitlines() for key in re.findall(r"`(\w+)(?:\[\])?`", row.split("|")[1])}
    assert keys == set(line)
