import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from mentorscan import registry
from mentorscan.errors import OptionError


@pytest.mark.parametrize("name", registry.REPORT_FORMATS)
def test_every_format_leads_to_something_that_can_be_called(name: str) -> None:
    assert callable(registry.load(registry.REPORT_FORMATS, name))


def test_a_name_is_imported_only_when_it_is_used() -> None:
    known: Mapping[str, str] = {"missing": "mentorscan.no_such_module:thing", "there": "mentorscan.errors:Place"}
    assert registry.load(known, "there").__name__ == "Place"
    with pytest.raises(ModuleNotFoundError):
        registry.load(known, "missing")


def test_a_missing_package_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(OptionError) as caught:
        registry.load({"xlsx": "xlsxwriter:Workbook"}, "xlsx")
    (problem,) = caught.value.problems
    assert (problem.code, problem.expected) == ("missing-extra", "the extra office")


def test_every_extra_is_declared_and_brings_its_package() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    extras = tomllib.loads(text)["project"]["optional-dependencies"]
    for package, extra in registry.EXTRAS.items():
        assert any(each.removeprefix("python-").startswith(package) for each in extras[extra])
        assert extra in extras["all"][0].removeprefix("mentorscan[").rstrip("]").split(",")


def test_the_formats_of_comments_lead_to_something_that_can_be_called() -> None:
    assert all(callable(registry.load(registry.COMMENT_FORMATS, name)) for name in registry.COMMENT_FORMATS)


def test_a_format_counts_as_installed_only_with_all_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(registry.installed_formats()) == set(registry.REPORT_FORMATS)
    monkeypatch.setattr(registry, "find_spec", lambda package: None if package == "typst" else object())
    assert set(registry.REPORT_FORMATS) - set(registry.installed_formats()) == {"pdf", "docx"} & set(
        registry.REPORT_FORMATS
    )
