import tomllib
from pathlib import Path

import pytest

import mentorscan

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", mentorscan.__all__)
def test_every_public_name_leads_somewhere(name: str) -> None:
    assert getattr(mentorscan, name) is not None


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(mentorscan, "no_such_" + "name")


def test_the_version_is_the_one_of_the_package() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert mentorscan.__version__ == declared


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{mentorscan.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
