"""Recipes: read whole, or with everything that is wrong in one run."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.report.examples import full_results
from tests.unit.report.recipes import WHOLE, loaded, picture, written

from mentorscan.errors import Place, RecipeError
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.report.recipe import AUDIENCES, PARTS, WHOLE_REPORT
from mentorscan.report.recipe_file import LARGEST_LOGO, Subjects, load_recipe


def refused(folder: Path, text: str) -> list[tuple[str, int | None, int | None]]:
    with pytest.raises(RecipeError) as error:
        loaded(folder, text)
    places = [(each.code, each.place or Place("")) for each in error.value.problems]
    return [(code, place.line, place.column) for code, place in places]


def test_everything_that_a_recipe_says_is_read(tmp_path: Path) -> None:
    recipe = loaded(tmp_path)
    assert (recipe.organisation, recipe.audience) == ("Example Ltd", "hr")
    assert recipe.order == ("profile", "summary", "hallmarks", "priorities")
    assert recipe.design.accent == "#0b6e4f"
    assert recipe.design.logo
    assert (recipe.design.logo.kind, recipe.design.logo.data) == ("png", picture())
    assert recipe.design.logo.alternative == "Example Ltd"
    assert recipe.cover
    assert (recipe.cover.title, recipe.cover.lines) == ("Mentoring culture 2026", ("Second wave", "Draft"))
    assert recipe.sign_off
    assert [each.text for each in recipe.sign_off.text] == ["We stand by this."]
    assert [(each.kind, each.text) for each in recipe.interpretation["summary"]] == [
        ("paragraph", "People know about it."),
        ("bullet", "few are asked"),
        ("bullet", "fewer ask"),
    ]
    assert recipe.without_items == {"accaction"}
    assert recipe.level_words is False


def test_a_text_in_several_languages_is_read_in_that_of_the_report(tmp_path: Path) -> None:
    cover = loaded(tmp_path, language="it").cover
    assert cover
    assert (cover.title, cover.subtitle) == ("Cultura del mentoring 2026", "What people said")


def test_a_recipe_that_says_nothing_leaves_the_report_as_it_is(tmp_path: Path) -> None:
    assert loaded(tmp_path, "schema: 1\n") == WHOLE_REPORT


def test_a_recipe_fits_an_instrument_and_the_results_made_with_it_alike(tmp_path: Path) -> None:
    path = written(tmp_path)
    of_instrument = load_recipe(path, subjects=Subjects.of_instrument(open_instrument(None)), language="en")
    assert of_instrument == loaded(tmp_path)


def test_every_audience_gets_parts_that_there_are_in_their_order() -> None:
    for parts in AUDIENCES.values():
        assert [each for each in PARTS if each in parts] == list(parts)
    assert AUDIENCES["full"] == PARTS


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("audience: hr", "audience: boss", ("unknown-value", 3, 11)),
        ("audience: hr", "audiense: hr", ("unknown-key", 3, 1)),
        ("schema: 1", "schema: 2", ("unknown-value", 1, 9)),
        ("[profile, summary", "[profil, summary", ("unknown-section", 4, 12)),
        ("[profile, summary", "[summary, summary", ("id-used-twice", 4, 21)),
        ("[profile, summary, hallmarks, priorities]", "[]", ("empty-list", 4, 11)),
        ('"#0B6E4F"', "green", ("invalid-colour", 5, 9)),
        ('"#0B6E4F"', "#0B6E4F", ("not-text", 5, 8)),
        ("logo.png", "other.png", ("missing-file", 6, 7)),
        ("logo.png", "recipe.yaml", ("unknown-picture", 6, 7)),
        ("logo.png", "..", ("missing-file", 6, 7)),
        (", it: Cultura del mentoring 2026", "", ("missing-language", 8, 10)),
        ("date: November 2026", "date: 2026-11-01", ("not-text", 12, 9)),
        ("name: A. Consultant", "name: No", ("not-text", 17, 9)),
        ("safety_nets: Start", "safetynets: Start", ("unknown-section", 26, 3)),
        ("[accaction]", "[accactoin]", ("unknown-item", 27, 13)),
        ("[accaction]", "[accaction, accaction]", ("id-used-twice", 27, 24)),
        ("level_words: false", "level_words: maybe", ("not-true-or-false", 28, 14)),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    tmp_path: Path, old: str, new: str, problem: tuple[str, int, int]
) -> None:
    assert old in WHOLE
    assert refused(tmp_path, WHOLE.replace(old, new)) == [problem]


def test_everything_that_is_wrong_is_named_in_one_run(tmp_path: Path) -> None:
    text = WHOLE.replace("hr", "boss", 1).replace("logo.png", "x.png").replace("accaction", "nothing")
    assert [code for code, _, _ in refused(tmp_path, text)] == ["unknown-value", "missing-file", "unknown-item"]


def test_a_logo_that_would_swell_every_report_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "big.png").write_bytes(picture() + bytes(LARGEST_LOGO))
    assert refused(tmp_path, WHOLE.replace("logo.png", "big.png")) == [("large-logo", 6, 7)]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"a: [", b"- 1\n- 2\n", b"a: &x [*x]\n", b"\x89PNG\r\n\x1a\n"]
)
def test_a_file_that_is_no_recipe_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "recipe.yaml"
    path.write_bytes(content)
    with pytest.raises(RecipeError):
        load_recipe(path, subjects=Subjects.of_results(full_results()), language="en")


def test_a_recipe_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no such file"):
        load_recipe(tmp_path / "no.yaml", subjects=Subjects.of_results(full_results()), language="en")
    with pytest.raises(RecipeError, match="no such file"):
        load_recipe(tmp_path, subjects=Subjects.of_results(full_results()), language="en")
