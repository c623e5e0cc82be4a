"""Small instruments, written to a folder and checked by the rules on wording."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from mentorscan.instrument.lint.findings import Finding, Findings, find_all
from mentorscan.instrument.lint.subject import Subject
from mentorscan.instrument.load import check_files

LABELS = ["Not true", "True in a few cases", "True in half of cases", "True in most cases", "Consistently true"]
GOOD = ("People ask for a mentor.", "Requests receive an answer.", "Mentoring fits the work.")

Data = dict[str, Any]


def scale(*labels: Any, lowest: int = 1) -> Data:
    """A scale with these labels."""
    return {"points": [{"value": value, "label": label} for value, label in enumerate(labels, lowest)]}


def items(*texts: Any, **more: Any) -> list[Data]:
    """Items with these texts; what else is given stands in each of them."""
    return [{"id": f"item{number}", "text": text, **more} for number, text in enumerate(texts, 1)]


def written(main: Data, questionnaires: list[Data], folder: Path) -> Path:
    """The folder, with these files in it: right but for what is given."""
    common = {"schema": 1, "id": "draft", "version": "0.1.0", "title": "Draft", "languages": ["en"]}
    common |= {"questionnaires": [each["id"] for each in questionnaires], "scales": {"how": scale(*LABELS)}}
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in {"instrument": common | main, **{each["id"]: each for each in questionnaires}}.items():
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path) -> Findings:
    """What the rules find in the instrument in a folder, which must be right."""
    files = check_files(folder)
    assert files.instrument is not None, files.problems
    return find_all(Subject(instrument=files.instrument, main=files.main, questionnaires=files.questionnaires))


def found(*questionnaires: Data, **main: Any) -> Findings:
    """What the rules find in these questionnaires on the scale ``how``; ``main`` goes into ``instrument.yaml``."""
    with TemporaryDirectory() as folder:
        whole = [{"id": "q", "title": "Q", "scale": "how", **each} for each in questionnaires]
        return checked(written(main, whole, Path(folder)))


def found_in(*texts: str, language: str = "en", **more: Any) -> list[Finding]:
    """What the rules find in items with these texts, beside enough good ones; ``more`` stands in each item."""
    spare = [{"id": f"good{number}", "text": text} for number, text in enumerate(GOOD, 1)] if language == "en" else []
    labels = {"how": scale(*LABELS)} if language == "en" else {"how": scale(*"abcde")}
    whole = found({"items": [*items(*texts, **more), *spare]}, languages=[language], scales=labels)
    return [each for each in whole.findings if each.code != "items-per-hallmark"]


def codes(findings: list[Finding] | Findings) -> list[str]:
    """The codes of findings, in order."""
    return [each.code for each in (findings.findings if isinstance(findings, Findings) else findings)]
