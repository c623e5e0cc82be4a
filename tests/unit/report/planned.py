"""Results with targets and a plan, made of those of an assessment."""

from __future__ import annotations

from tests.unit.report.test_report_assessment import assessed
from tests.unit.report.test_report_judgement import judged

from mentorscan.results import PlannedAction, Results

HOSTILE = '=cmd()|<script>alert("1")</script> & {0} [x](y)'

ACTIONS = (
    PlannedAction(
        hallmark="alignment",
        item="alipurpose",
        action="Write one sentence for each programme",
        owner="Anna Bianchi",
        due="2027-03-31",
        sign="Managers quote it",
    ),
    PlannedAction(hallmark="demand", action="Ask mentees what they can offer", owner="Bruno"),
    PlannedAction(hallmark="demand", action="Invite former mentees", due="2027-01-15"),
)

HOSTILE_ACTIONS = (
    PlannedAction(hallmark="alignment", action=HOSTILE, owner="<b>Anna</b>", due="2027-03-31", sign="=SUM(A1:A9)"),
    PlannedAction(hallmark="demand", action="=1+1", owner="@Bruno", due="in spring", sign="-2"),
)


def aimed(results: Results | None = None, **targets: str) -> Results:
    """Results whose hallmarks shall reach these levels; by default those of one rater who gave every item a 4."""
    found = results or judged(index=4)
    hallmarks = tuple(each.model_copy(update={"target": targets.get(each.id)}) for each in found.hallmarks)
    return found.model_copy(update={"hallmarks": hallmarks})


def planned(*actions: PlannedAction, results: Results | None = None) -> Results:
    """Results with a plan."""
    return (results or assessed(1)).model_copy(update={"plan": actions})


def indexed(results: Results, **indices: float | None) -> Results:
    """Results in which hallmarks have other indices."""
    hallmarks = tuple(
        each.model_copy(update={"index": indices[each.id]}) if each.id in indices else each
        for each in results.hallmarks
    )
    return results.model_copy(update={"hallmarks": hallmarks})
