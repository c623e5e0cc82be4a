"""Which results a file of comments belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from mentorscan.results import Results

SCHEMA = "mentorscan/comments/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The instrument with its fingerprint, and the survey: a SHA-256 over those of its files, in any order."""

    instrument: str
    fingerprint: str
    survey: str


def origin_of(results: Results) -> Origin:
    """Where results come from. Results that differ in options only, such as ``--by``, have the same origin."""
    files = "\n".join(sorted(each.sha256 for each in results.source.files))
    return Origin(
        instrument=results.instrument.id,
        fingerprint=results.instrument.fingerprint,
        survey=sha256(files.encode()).hexdigest(),
    )
