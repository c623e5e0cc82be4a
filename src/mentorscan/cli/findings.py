"""What the checks of an instrument's wording found, to be read in the terminal."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from mentorscan.cli.outline import counted
from mentorscan.cli.terminal import visible
from mentorscan.errors import Severity
from mentorscan.instrument.lint.findings import Finding, Findings
from mentorscan.instrument.lint.vocabulary import listed_languages

ADVICE: Final = (
    "These checks look for words and numbers. They advise, and say nothing about validity: no checklist replaces "
    "trying the items out on people. To leave a finding as it is, write waive: {code: your reason} into the item, its "
    "questionnaire or instrument.yaml."
)

_NOUNS: Final[Mapping[Severity, str]] = {"error": "error", "warning": "warning", "info": "remark"}


def findings_text(findings: Findings, *, width: int) -> str:
    """Every finding with its place and what to do, then the reason of each kind once; empty where there is nothing."""
    lines: list[str] = []
    for each in findings.findings:
        lines += [_finding(each), _indented(f"do: {visible(each.advice)}", "  ", width=width)]
    if findings.findings:
        lines += ["", "Why:"]
        reasons = {each.code: each.reason for each in sorted(findings.findings, key=lambda each: each.code)}
        lines += [_indented(f"{code}: {reason}", "  ", width=width) for code, reason in reasons.items()]
        lines += ["", textwrap.fill(ADVICE, width, break_long_words=False, break_on_hyphens=False), ""]
    if findings.unlisted:
        known = ", ".join(listed_languages())
        lines.append(f"Not checked word by word: {', '.join(findings.unlisted)} (there are word lists for {known}).")
    return "".join(f"{line}\n" for line in lines)


def findings_counted(findings: Findings) -> list[str]:
    """How many findings of each severity there are, and how many are waived, as parts of a sentence.

    Nothing where there is nothing.
    """
    counts = Counter(each.severity for each in findings.findings)
    parts = [counted(counts[severity], noun) for severity, noun in _NOUNS.items() if counts[severity]]
    waived = sum(findings.waived.values())
    return [
        *([f"{_joined(parts)} about the wording"] if parts else []),
        *([f"{waived} waived"] if waived else []),
    ]


def _finding(finding: Finding) -> str:
    return visible(f"{finding.place}: {finding.severity}[{finding.code}]: {finding.found}")


def _indented(text: str, indent: str, *, width: int) -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent * 2,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
