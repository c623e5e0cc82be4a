"""Whatever right instrument they meet, the rules end in findings."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.instrument.lint.drafts import found, scale

UNHURRIED = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])

_LANGUAGES = st.lists(st.sampled_from(["en", "it", "de", "it-CH", "ja"]), min_size=1, max_size=3, unique=True)
_CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp", "Cf"])
_SCRAPS = st.sampled_from(
    ["not", "and", "né", "e'", "...", "HR", "/", "i.e.", "*", "(", "[", "agree", "'", "ogni", " "]
)
_PHRASES = st.lists(_SCRAPS | st.text(_CHARACTERS, max_size=12), min_size=1, max_size=30).map(" ".join)
_TEXTS = _PHRASES.filter(lambda text: bool(text.strip()))


@st.composite
def _text(draw: st.DrawFn, languages: list[str]) -> Any:
    if draw(st.booleans()):
        return draw(_TEXTS)
    return {language: draw(_TEXTS) for language in languages}


@UNHURRIED
@given(data=st.data())
def test_any_texts_in_any_languages_give_findings_with_a_place(data: st.DataObject) -> None:
    languages = data.draw(_LANGUAGES)
    text = _text(languages)
    count = data.draw(st.integers(1, 12))
    items = [
        {"id": f"i{number}", "text": data.draw(text), "reverse": data.draw(st.booleans())} for number in range(count)
    ]
    labels = [f"{number} {data.draw(_TEXTS)}" for number in range(data.draw(st.integers(2, 11)))]
    whole = found({"title": data.draw(text), "items": items}, languages=languages, scales={"how": scale(*labels)})
    assert all(each.place.line and each.found and each.advice and each.reason for each in whole.findings)
    assert set(whole.unlisted) == set(languages) - {"en", "it", "it-CH"}
