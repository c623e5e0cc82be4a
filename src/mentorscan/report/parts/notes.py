"""The notes of a run in the reader's language; a note that is not known here keeps its English text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mentorscan.report.edition import Edition
from mentorscan.report.plain import plain
from mentorscan.results import NoteInfo


def note_text(edition: Edition, note: NoteInfo) -> str:
    """What a note says, by its code, with the file or hallmark that it is about and the names that it lists."""
    words = edition.words
    place = note.place or ""
    file, title = plain(place), edition.title(place)
    known = {
        "left-blank": words.gettext(
            "Statements in {file} that were left blank: {items}.", file=file, items=_listed(note, "items")
        ),
        "other-version": words.gettext(
            "{file} answers version {version} of the questionnaire; it was scored with version {in_force}.",
            file=file,
            version=_listed(note, "version"),
            in_force=_listed(note, "in_force"),
        ),
        "items-reworded": words.gettext(
            "Statements that were worded otherwise when the sheet {file} was written: {items}.",
            file=file,
            items=_listed(note, "items"),
        ),
        "items-gone": words.gettext(
            "{file} says something on what the questionnaire does not ask any more: {items}.",
            file=file,
            items=_listed(note, "items"),
        ),
        "ignored-columns": words.gettext(
            "Columns of {file} that were not read: {columns}.", file=file, columns=_listed(note, "columns")
        ),
        "weight-not-used": words.gettext("{file} has a column of weights; it was not used.", file=file),
        "short-rows": words.gettext(
            "Some rows of {file} had fewer cells than the header; the missing ones count as blank.", file=file
        ),
        "unknown-as-blank": _counted_as_blank(edition, note, file=file),
        "segment-missing": words.gettext(
            "Segments for which {file} has no column, although one has a similar name: {segments}.",
            file=file,
            segments=_listed(note, "segments"),
        ),
        "groups-alike": words.gettext(
            "{title}: some groups that differ only by letter case or white space were counted apart.",
            title=_segment_title(edition, place),
        ),
        "items-beyond-form": words.gettext(
            "Statements in {file} that do not belong to the form {form} and were not read: {items}.",
            file=file,
            form=_listed(note, "form"),
            items=_listed(note, "items"),
        ),
        "consensus-of-others": words.gettext(
            "{file} is a consensus of other answers than those that were scored with it.", file=file
        ),
        "no-form-fits": words.gettext(
            "The statements asked in {file} are those of no form of the questionnaire. Those without a column count as "
            "not asked.",
            file=file,
        ),
        "segments-not-in-data": words.gettext(
            "Segments of {file} for which the answers have no column: {segments}.",
            file=file,
            segments=_listed(note, "segments"),
        ),
        "formats-not-available": words.gettext(
            "Formats that {file} asks for and that this version does not write: {formats}.",
            file=file,
            formats=_listed(note, "formats"),
        ),
        "negative-alpha": words.gettext(
            "{title}: the statements point in different directions (alpha below 0). Check for reversed statements.",
            title=title,
        ),
        "few-complete": _complete(edition, note),
        "hallmarks-not-asked": words.ngettext(
            "Not asked, and so in none of the figures: {titles}.",
            "Not asked, and so in none of the figures: {titles}.",
            len(edition.not_asked),
            titles=", ".join(edition.not_asked),
        ),
        "reach-not-checked": words.gettext(
            "Whether a part of the organisation is left out was not checked: there is no group to judge it by."
        ),
        "constant-item": words.gettext(
            "{title}: at least one statement got the same answer from everybody who answered all of them.", title=title
        ),
        "heywood": words.gettext(
            "{title}: omega rests on a factor that explains more than all of a statement (a negative residual "
            "variance). Read it with caution.",
            title=title,
        ),
        "no-drivers": _no_drivers(edition, note),
        "few-for-drivers": words.gettext(
            "The hallmarks are held against the outcomes with few people for each of them: their shares are unsteady."
        ),
        "earlier-figures": _earlier(edition, note),
        "scored-before": words.gettext(
            "This wave was scored before, from other answers or with other options ({files}). What differs between two "
            "publications may be the answers of a few people: publish one of them only.",
            files=_listed(note, "files"),
        ),
        "tally-folded": words.gettext("Groups too small to be handed on are counted as without a group."),
        "headcount-differs": words.gettext(
            "{file} and the project file give different headcounts for {groups}: those of {file} count.",
            file=file,
            groups=_listed(note, "groups"),
        ),
        "headcount-totals": words.gettext(
            "The headcounts of the segments do not add up to the same whole: {totals}.",
            totals=_listed(note, "totals"),
        ),
        "headcount-without-answers": words.gettext(
            "Groups with a headcount of which nobody answered: {groups}.", groups=_listed(note, "groups")
        ),
        "duplicates-in-rate": words.gettext(
            "Some respondent ids came more than once: these people count more than once in the response rate."
        ),
        "targets-differ": words.gettext(
            "The raters set different targets for these hallmarks, so none counts: {targets}.",
            targets=_targets(edition, note),
        ),
        "headcount-unused": words.gettext(
            "Headcounts for segments that the answers do not have: {segments}.", segments=_listed(note, "segments")
        ),
        "survey-other-version": words.gettext(
            "{file}: the survey was made with version {version} of the questionnaire, the assessment with {in_force}.",
            file=file,
            version=_listed(note, "version"),
            in_force=_listed(note, "in_force"),
        ),
        "survey-other-form": words.gettext(
            "{file}: the survey asked the form {form}, the assessment {in_force}; what both asked is compared.",
            file=file,
            form=_listed(note, "form"),
            in_force=_listed(note, "in_force"),
        ),
        "survey-other-organisation": words.gettext(
            "{file}: the survey is of {organisation}, the assessment of {in_force}.",
            file=file,
            organisation=_listed(note, "organisation"),
            in_force=_listed(note, "in_force"),
        ),
        "survey-not-compared": words.gettext(
            "{file}: the survey and the assessment have no hallmark that could be compared.", file=file
        ),
    }
    return known.get(note.code) or plain(note.text)


def _earlier(edition: Edition, note: NoteInfo) -> str:
    """Which figures stand from earlier results, because only a few answers have changed since."""
    words, date = edition.words, edition.words.date(plain(str(note.values.get("created", ""))))
    if not note.values.get("groups"):
        return words.gettext(
            "Since {date} only a few answers have changed. All figures are those of that day: the difference would "
            "tell on a few people.",
            date=date,
        )
    return words.gettext(
        "Since {date} only a few answers have changed in these groups, which keep the figures of that day: {groups}.",
        date=date,
        groups=_listed(note, "groups"),
    )


def _no_drivers(edition: Edition, note: NoteInfo) -> str:
    """Why the hallmarks are not held against the outcomes, with the hallmarks or outcomes to blame."""
    words, named = edition.words, note.values.get("questionnaires")
    titles = ", ".join(edition.title(str(each)) for each in (named if isinstance(named, list | tuple) else ()))
    if note.values.get("reason") == "constant":
        return words.gettext("Not held against the outcomes, because all scores are the same: {titles}.", titles=titles)
    return words.gettext(
        "What goes together with the outcomes cannot be told apart, because the scores can be worked out from each "
        "other: {titles}.",
        titles=titles,
    )


def _complete(edition: Edition, note: NoteInfo) -> str:
    """On how many people reliabilities rest, where these are few of those scored."""
    words, found = edition.words, note.values.get("reliability")
    told = [
        words.gettext(
            "{title} ({complete} of {scored} people)",
            title=edition.title(str(id_)),
            complete=words.count(n["complete"]),
            scored=words.count(n["scored"]),
        )
        for id_, n in (found.items() if isinstance(found, Mapping) else ())
        if isinstance(n, Mapping) and all(isinstance(n.get(key), int) for key in ("complete", "scored"))
    ]
    return words.gettext(
        "Reliability rests on those who answered every statement. These are few of those scored for: {hallmarks}.",
        hallmarks=", ".join(told),
    )


def _counted_as_blank(edition: Edition, note: NoteInfo, *, file: str) -> str:
    """How many answers of how many were unknown, as far as that may be said, and in which columns."""
    words, columns = edition.words, _listed(note, "columns")
    cells, answered = note.values.get("cells"), note.values.get("answered")
    if not (isinstance(cells, int) and isinstance(answered, int) and cells):
        return words.gettext(
            "Unknown answers in {file} were counted as blank, in these columns: {columns}.", file=file, columns=columns
        )
    return words.gettext(
        "{cells} of {answered} answers in {file} are not on the scale and were counted as blank, in these columns: "
        "{columns}.",
        cells=words.count(cells),
        answered=words.count(answered),
        file=file,
        columns=columns,
    )


def _targets(edition: Edition, note: NoteInfo) -> str:
    """By hallmark which level each rater wants it to reach."""
    words, said = edition.words, note.values.get("targets")
    told = [
        words.gettext(
            "{title} ({levels})",
            title=edition.title(str(hallmark)),
            levels="; ".join(
                f"{plain(str(rater))}: {edition.level_title(str(level))}" for rater, level in each.items()
            ),
        )
        for hallmark, each in (said.items() if isinstance(said, Mapping) else ())
        if isinstance(each, Mapping)
    ]
    return ", ".join(told)


def _segment_title(edition: Edition, segment_id: str) -> str:
    """A segment's title; its id where the results do not hold it."""
    found = next((each for each in edition.results.segments if each.id == segment_id), None)
    return edition.text(found.title) if found else plain(segment_id)


def _listed(note: NoteInfo, key: str) -> str:
    """The names that a note lists under a key, as one text."""
    value = note.values.get(key)
    if isinstance(value, str):
        return plain(value)
    if not isinstance(value, Iterable):
        return "…"
    return ", ".join(plain(str(each)) for each in value)
