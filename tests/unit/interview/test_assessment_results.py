"""The results of an assessment: the same figures as anywhere, nothing hidden, nothing that one rater cannot give."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean
from typing import Any

import pytest
import yaml

from mentorscan import pipeline
from mentorscan.errors import AnswerError, OptionError, OutputError
from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.instrument.catalogue import fingerprint, open_instrument
from mentorscan.project import load_project
from mentorscan.report.build import build_report
from mentorscan.responses.model import ReadOptions
from mentorscan.results import Results
from mentorscan.results_file import read_results, to_json

BUILT_IN = open_instrument(None)
PULSE = BUILT_IN.form_items("pulse")


def answer_file(path: Path, answers: dict[str, Any], *, rater: str = "A. Rater", **fields: Any) -> Path:
    head = {"schema": 1, "instrument": {"id": BUILT_IN.id, "version": BUILT_IN.version}, "rater": rater}
    path.write_text(yaml.safe_dump({**head, "answers": answers, **fields}), encoding="utf-8")
    return path


def assessed(*files: Path, form: str = "auto", outputs: pipeline.Outputs | None = None) -> Results:
    options = pipeline.ScoreOptions(read=ReadOptions(form=form))
    return pipeline.assess(files, options=options, outputs=outputs or pipeline.Outputs())


@pytest.fixture
def one(tmp_path: Path) -> Results:
    """One rater on the pulse: a value, an opt-out of each kind, a blank, notes."""
    answers: dict[str, Any] = dict.fromkeys(PULSE, 4)
    answers["accowner"] = {"value": 2, "note": "since May", "evidence": "the chart"}
    answers["accgoals"] = {"opt_out": "not_applicable", "reason": "no programme"}
    answers["comstart"] = {"opt_out": "dont_know"}
    del answers["comnews"]
    comments = {"accountability": "Ask the board"}
    file = answer_file(tmp_path / "a.yaml", answers, form="pulse", date="2026-11-23", comments=comments)
    return assessed(file)


def test_one_rater_gives_every_figure_but_those_of_spread(one: Results) -> None:
    accountability = one.hallmarks[0]
    scored = [item for item in accountability.items if item.answered]
    assert accountability.index == pytest.approx(fmean(25 if item.id == "accowner" else 75 for item in scored))
    assert accountability.not_applicable == 1
    assert one.overall.respondents == one.source.respondents.scored == 1
    for hallmark in (*one.hallmarks, *one.outcomes):
        assert (hallmark.sd, hallmark.interval, hallmark.reliability, hallmark.agreement) == (None, None, None, None)
        assert all((item.sd, item.item_rest) == (None, None) for item in hallmark.items)
        assert all((facet.sd, facet.interval) == (None, None) for facet in hallmark.facets)
    assert all((each.sd, each.interval) == (None, None) for each in one.practices)
    assert (one.overall.interval, one.reinforcement) == (None, None)


def test_nothing_is_hidden_and_the_rules_are_the_instruments_own(one: Results) -> None:
    assert '"protected"' not in to_json(one)
    assert '"too_few_for_distribution"' not in to_json(one)
    assert one.rules == BUILT_IN.rules
    assert one.segments == ()


def test_what_the_rater_said_stands_with_the_item(one: Results) -> None:
    ratings = {item.id: item.ratings for hallmark in one.hallmarks for item in hallmark.items}
    (owner,) = ratings["accowner"]
    assert (owner.rater, owner.value, owner.note, owner.evidence) == ("A. Rater", 2, "since May", "the chart")
    (goals,) = ratings["accgoals"]
    assert (goals.value, goals.opt_out, goals.reason) == (None, "not_applicable", "no programme")
    assert ratings["comnews"] == ()
    (comment,) = one.hallmarks[0].comments
    assert (comment.rater, comment.text) == ("A. Rater", "Ask the board")


def test_the_source_names_rater_date_and_file(one: Results) -> None:
    assert one.source.kind == "assessment"
    (rater,), (file,) = one.source.raters, one.source.files
    assert (rater.rater, rater.date, rater.file) == ("A. Rater", "2026-11-23", "a.yaml")
    assert (file.platform, file.rows, len(file.sha256)) == ("answers", 1, 64)
    assert one.instrument.form == "pulse"
    assert one.instrument.fingerprint == fingerprint(BUILT_IN)


def test_what_was_left_blank_is_noted(one: Results) -> None:
    assert [(note.code, note.values) for note in one.notes] == [("left-blank", {"items": ["comnews"]})]


def test_a_hallmark_that_does_not_apply_has_no_figure_but_its_counts(tmp_path: Path) -> None:
    answers: dict[str, Any] = dict.fromkeys(PULSE, 4)
    out = {"opt_out": "not_applicable", "reason": "no programme"}
    safety = [item.id for item in BUILT_IN.questionnaires[7].items if item.id in PULSE]
    results = assessed(answer_file(tmp_path / "a.yaml", answers | dict.fromkeys(safety, out), form="pulse"))
    hallmark = next(each for each in results.hallmarks if each.id == "safety_nets")
    assert (hallmark.index, hallmark.hidden, hallmark.not_applicable) == (None, {}, len(safety))
    assert "safety_nets" not in results.overall.of
    assert results.overall.index == pytest.approx(75)
    assert all(each.index == 75 for each in results.practices)


def test_the_gain_of_a_priority_counts_only_what_was_scored(tmp_path: Path) -> None:
    out = {"opt_out": "not_applicable", "reason": "no programme"}
    answers = {"accowner": 2, "accgoals": out, "accprogress": 4}
    results = assessed(answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 4) | answers, form="pulse"))
    (priority,) = results.priorities
    scored = sum(item.answered == 1 for item in results.hallmarks[0].items)
    assert priority.gain == pytest.approx((60 - 25) / scored)


def test_several_raters_are_counted_together(tmp_path: Path) -> None:
    first = answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 4), form="pulse")
    second = answer_file(tmp_path / "b.yaml", dict.fromkeys(PULSE, 2), form="pulse", rater="B. Rater")
    results = assessed(first, second)
    assert results.overall.respondents == 2
    assert results.hallmarks[0].index == pytest.approx(50)
    assert results.hallmarks[0].sd is not None
    assert results.hallmarks[0].agreement is not None
    assert [each.rater for each in results.hallmarks[0].items[0].ratings] == ["A. Rater", "B. Rater"]
    assert results.notes == ()


def test_the_form_is_that_of_the_files_else_the_one_that_fits_else_the_first(tmp_path: Path) -> None:
    some = dict.fromkeys(PULSE, 3)
    assert assessed(answer_file(tmp_path / "a.yaml", some)).instrument.form == "pulse"
    assert assessed(answer_file(tmp_path / "b.yaml", {"accowner": 3, "accmeetings": 3})).instrument.form == "full"
    asked = assessed(answer_file(tmp_path / "c.yaml", some, form="full"), form="pulse")
    assert asked.instrument.form == "pulse"
    assert asked.options == {"form": "pulse"}


def test_answers_beyond_the_form_are_noted_and_not_counted(tmp_path: Path) -> None:
    file = answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 3) | {"accmeetings": 5}, form="full")
    results = assessed(file, form="pulse")
    assert [note.code for note in results.notes] == ["items-beyond-form"]
    assert results.hallmarks[0].index == 50


def test_files_on_different_forms_are_refused_with_the_way_out(tmp_path: Path) -> None:
    first = answer_file(tmp_path / "a.yaml", {"accowner": 3}, form="full")
    second = answer_file(tmp_path / "b.yaml", {"accowner": 3}, form="pulse", rater="B. Rater")
    with pytest.raises(AnswerError) as found:
        assessed(first, second)
    assert [problem.code for problem in found.value.problems] == ["other-form"]
    assert assessed(first, second, form="pulse").overall.respondents is not None


def test_a_form_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        assessed(answer_file(tmp_path / "a.yaml", {"accowner": 3}), form="short")


def test_a_file_without_any_answer_has_a_report_all_the_same(tmp_path: Path) -> None:
    results = assessed(answer_file(tmp_path / "a.yaml", {}))
    assert results.overall.index is None
    assert results.overall.hidden == {}
    assert build_report(results).summary.headline == "There are too few answers for any figure."


def test_the_files_are_written_and_read_back(tmp_path: Path) -> None:
    file = answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 3))
    outputs = pipeline.Outputs(results=tmp_path / "out" / "results.json", report=tmp_path / "out")
    results = assessed(file, outputs=outputs)
    assert to_json(read_results(tmp_path / "out" / "results.json")) == to_json(results)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"results.json", "report.html", "report.md"}
    with pytest.raises(OutputError):
        assessed(file, outputs=outputs)


def test_both_opt_outs_are_offered_on_every_scale_and_the_instruments_own_words_win() -> None:
    made = with_both_opt_outs(BUILT_IN)
    (scale,), (before,) = made.scales, BUILT_IN.scales
    assert [each.code for each in scale.opt_outs] == ["dont_know", "not_applicable"]
    assert scale.opt_outs[0] == before.opt_outs[0]
    assert made.scale_of(made.questionnaires[0]) == scale


def refused(*files: Path, form: str = "auto", project: Path | None = None) -> list[str]:
    options = pipeline.ScoreOptions(read=ReadOptions(form=form), project=load_project(project) if project else None)
    with pytest.raises(AnswerError) as caught:
        pipeline.assess(files, options=options, outputs=pipeline.Outputs())
    return [problem.code for problem in caught.value.problems]


def test_answers_to_the_pulse_cannot_be_scored_as_the_full_form(tmp_path: Path) -> None:
    file = answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 4), form="pulse")
    assert refused(file, form="full") == ["form-not-asked"]


def test_a_folder_without_answer_files_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path) == ["no-answer-files"]


def test_answers_about_another_organisation_than_the_projects_are_refused(tmp_path: Path) -> None:
    project = tmp_path / "mentorscan.yaml"
    project.write_text("schema: 1\norganisation: Example Ltd\n", encoding="utf-8")
    file = answer_file(tmp_path / "a.yaml", dict.fromkeys(PULSE, 4), form="pulse", organisation="Other Ltd")
    assert refused(file, project=project) == ["other-organisation"]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    files = []
    for rater in ("one", "two"):
        (tmp_path / rater).mkdir()
        files.append(answer_file(tmp_path / rater / "answers.yaml", dict.fromkeys(PULSE, 4), rater=rater, form="pulse"))
    assert [each.name for each in assessed(*files).source.files] == ["one/answers.yaml", "two/answers.yaml"]
