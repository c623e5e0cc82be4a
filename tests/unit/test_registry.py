from collections.abc import Mapping

import pytest

from mentorscan import registry


@pytest.mark.parametrize("name", registry.REPORT_FORMATS)
def test_every_format_leads_to_something_that_can_be_called(name: str) -> None:
    assert callable(registry.load(registry.REPORT_FORMATS, name))


def test_a_name_is_imported_only_when_it_is_used() -> None:
    known: Mapping[str, str] = {"missing": "mentorscan.no_such_module:thing", "there": "mentorscan.errors:Place"}
    assert registry.load(known, "there").__name__ == "Place"
    with pytest.raises(ModuleNotFoundError):
        registry.load(known, "missing")
