"""Comments on their way out for review, and back into a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mentorscan.comments.collection import Collection
from mentorscan.comments.origin import origin_of
from mentorscan.comments.review import Review, read_review
from mentorscan.errors import Note, OptionError, Problem
from mentorscan.project import Project
from mentorscan.registry import COMMENT_FORMATS, load
from mentorscan.report.language import open_language
from mentorscan.responses.text import listed
from mentorscan.results import Results


def check_comments(path: Path | None, *, project: Project | None) -> None:
    """Raise ``OptionError`` where comments may not be written, or cannot be, before any work."""
    if path is None:
        return
    check_agreed(project)
    if path.suffix.lower().removeprefix(".") not in COMMENT_FORMATS:
        endings = " or ".join(f".{each}" for each in COMMENT_FORMATS)
        found = f"{path.name} names no known format"
        raise OptionError(Problem("comments-format", found, expected=f"a name in {endings}"))
    _writer(path)


def check_agreed(project: Project | None) -> None:
    """Raise ``OptionError`` where the works agreement says that comments are not shown."""
    if project and project.agreement.comments is False:
        place = project.agreement_place("comments")
        hint = "only what was agreed with the employees' side may be shown"
        raise OptionError(
            Problem("comments-not-agreed", "--comments was not agreed", place, "a run without --comments", hint)
        )


def comments_file(path: Path, collection: Collection, *, results: Results, language: str | None) -> bytes:
    """The file in which these comments are reviewed, in the format that its name says."""
    instrument = results.instrument
    words, texts = open_language(language, texts=instrument.languages)
    content: bytes = _writer(path)(
        collection, origin=origin_of(results), words=words, texts=texts, languages=instrument.languages
    )
    return content


def too_few_comments(collection: Collection, *, language: str | None) -> tuple[Note, ...]:
    """The hallmarks on which too few people commented, in a note; nothing where there are none."""
    titles = [each.get(language or "") or next(iter(each.values()), "") for each in collection.too_few]
    if not titles:
        return ()
    text = f"Comments not written, because fewer than {collection.minimum} people commented: {listed(titles)}."
    return (Note("too-few-comments", text, values={"hallmarks": titles, "minimum": collection.minimum}),)


def released_comments(path: Path, *, results: Results, project: Project | None) -> Review:
    """The comments of a reviewed file that may be printed in the report on these results.

    Raises ``OptionError`` where the works agreement forbids it, ``CommentError`` where the file is wrong.
    """
    check_agreed(project)
    agreed = (project.agreement.minimum_group if project else None) or 0
    return read_review(path, results=results, minimum=max(results.rules.minimum_comments, agreed))


def _writer(path: Path) -> Any:
    return load(COMMENT_FORMATS, path.suffix.lower().removeprefix("."))
