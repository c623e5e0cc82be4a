import json

import pytest
from tests.golden.exports.synthetic_forms import FILES, FOLDER, answers, page
from tests.unit.responses.platforms.heads import head_of


@pytest.mark.parametrize("name", FILES)
def test_a_synthetic_export_is_what_its_script_makes(name: str) -> None:
    committed, made = (FOLDER / name).read_bytes(), FILES[name]()
    if name.endswith(".xlsx"):
        assert head_of(committed).rows == head_of(made).rows
    else:
        assert committed == made


@pytest.mark.parametrize("name", answers())
def test_what_is_expected_of_an_export_is_what_the_script_says(name: str) -> None:
    said = answers()[name]
    text = (FOLDER / f"{name}.expected.json").read_text(encoding="utf-8")
    assert text == page(said)
    assert json.loads(text) == said
