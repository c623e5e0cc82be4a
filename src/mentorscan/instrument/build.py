"""The frozen instrument, made of its written form: every default filled in, every text in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from mentorscan.instrument.model import (
    OPT_OUTS,
    Comment,
    Facet,
    Form,
    Group,
    Instrument,
    Item,
    Level,
    OptOut,
    Point,
    Questionnaire,
    Rules,
    Scale,
    Segment,
    Text,
)
from mentorscan.instrument.scale_checks import default_bounds
from mentorscan.instrument.written import (
    InstrumentFile,
    QuestionnaireFile,
    WrittenItem,
    WrittenRules,
    WrittenScale,
    WrittenSegment,
)

_LEVELS: Sequence[tuple[str, float, Mapping[str, str]]] = (
    ("latent", 0, {"en": "Latent", "it": "Latente"}),
    ("emerging", 20, {"en": "Emerging", "it": "Emergente"}),
    ("developing", 40, {"en": "Developing", "it": "In sviluppo"}),
    ("established", 60, {"en": "Established", "it": "Consolidato"}),
    ("sustained", 80, {"en": "Sustained", "it": "Radicato"}),
)
_FULL: Mapping[str, str] = {"en": "Full questionnaire", "it": "Questionario completo"}
_OPT_OUTS: Mapping[str, Mapping[str, str]] = {
    "dont_know": {"en": "Don't know", "it": "Non so"},
    "not_applicable": {"en": "Not applicable", "it": "Non applicabile"},
}

_Complete = Callable[[str | Mapping[str, str]], Text]
"""Makes a text complete: one string counts for all languages."""


def build_instrument(written: InstrumentFile, *, questionnaires: Sequence[QuestionnaireFile]) -> Instrument:
    """The instrument of files that were found right, its questionnaires in the given order."""
    complete = partial(complete_text, languages=written.languages)
    forms = {"full": complete(_ours(_FULL, written.languages))}
    if written.forms is not None:
        forms = {name: complete(form.title or name) for name, form in written.forms.items()}
    return Instrument(
        id=written.id,
        version=written.version,
        title=complete(written.title),
        introduction=_optional(complete, written.introduction),
        languages=tuple(written.languages),
        scales=tuple(_scale(name, scale, complete, written.languages) for name, scale in written.scales.items()),
        segments=tuple(_segment(segment, complete) for segment in written.segments),
        levels=_levels(written, complete),
        forms=tuple(Form(id=name, title=title) for name, title in forms.items()),
        rules=_rules(written.rules),
        questionnaires=tuple(_questionnaire(each, complete) for each in questionnaires),
    )


def with_both_opt_outs(instrument: Instrument) -> Instrument:
    """The same instrument with both opt-outs on every scale, ``dont_know`` first: those that it lacks in our words."""

    def completed(scale: Scale) -> Scale:
        declared = {each.code: each for each in scale.opt_outs}
        ours = {code: OptOut(code=code, label=_ours(_OPT_OUTS[code], instrument.languages)) for code in OPT_OUTS}
        return scale.model_copy(update={"opt_outs": tuple((ours | declared)[code] for code in OPT_OUTS)})

    # Made anew: a copy would keep what was looked up by id in the old scales.
    fields = {name: getattr(instrument, name) for name in Instrument.model_fields}
    return Instrument(**{**fields, "scales": tuple(map(completed, instrument.scales))})


def complete_text(text: str | Mapping[str, str], *, languages: Sequence[str]) -> Text:
    """A text in every language, in their order, without white space around it."""
    if isinstance(text, str):
        return {language: text.strip() for language in languages}
    return {language: text[language].strip() for language in languages}


def _optional(complete: _Complete, text: str | Mapping[str, str] | None) -> Text | None:
    return None if text is None else complete(text)


def _ours(words: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Words of our own in each language: English where we have no better."""
    return {language: words.get(language.partition("-")[0].lower(), words["en"]) for language in languages}


def _scale(name: str, written: WrittenScale, complete: _Complete, languages: Sequence[str]) -> Scale:
    favourable_from, unfavourable_to = default_bounds([point.value for point in written.points])
    return Scale(
        id=name,
        points=tuple(
            Point(value=point.value, label=complete(point.label or str(point.value))) for point in written.points
        ),
        opt_outs=tuple(
            OptOut(code=each.code, label=complete(each.label or _ours(_OPT_OUTS[each.code], languages)))
            for each in written.opt_outs
        ),
        favourable_from=favourable_from if written.favourable_from is None else written.favourable_from,
        unfavourable_to=unfavourable_to if written.unfavourable_to is None else written.unfavourable_to,
    )


def _segment(written: WrittenSegment, complete: _Complete) -> Segment:
    groups = tuple(
        Group(id=group.id, label=complete(group.label or group.id), aliases=tuple(group.aliases), parent=group.parent)
        for group in written.groups
    )
    return Segment(id=written.id, title=complete(written.title or written.id), groups=groups)


def _levels(written: InstrumentFile, complete: _Complete) -> tuple[Level, ...]:
    if written.levels is None:
        return tuple(
            Level(id=name, from_index=start, title=complete(_ours(title, written.languages)))
            for name, start, title in _LEVELS
        )
    return tuple(
        Level(
            id=level.id,
            from_index=level.from_index,
            title=complete(level.title or level.id),
            meaning=_optional(complete, level.meaning),
        )
        for level in written.levels
    )


def _rules(written: WrittenRules) -> Rules:
    return Rules.model_validate(written.model_dump())


def _questionnaire(written: QuestionnaireFile, complete: _Complete) -> Questionnaire:
    comment = written.comment
    return Questionnaire(
        id=written.id,
        title=complete(written.title),
        definition=_optional(complete, written.definition),
        scale=written.scale,
        role=written.role,
        facets=tuple(Facet(id=facet.id, title=complete(facet.title or facet.id)) for facet in written.facets),
        items=tuple(_item(item, complete) for item in written.items),
        comment=Comment(id=comment.id, text=complete(comment.text)) if comment else None,
    )


def _item(written: WrittenItem, complete: _Complete) -> Item:
    return Item(
        id=written.id,
        text=complete(written.text),
        claims=tuple(written.claims),
        practice=written.practice,
        facet=written.facet,
        reverse=written.reverse,
        weight=written.weight,
        forms=tuple(written.forms),
        evidence=_optional(complete, written.evidence),
        advice=_optional(complete, written.advice),
    )
