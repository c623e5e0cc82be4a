"""Answer files: written to be read by people, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.interview.desk import small

from mentorscan.errors import AnswerError
from mentorscan.files import is_ours, write_whole
from mentorscan.interview.answer_reading import read_answer_files
from mentorscan.interview.answers import Action, Answer, AnswerFile, InstrumentName, answers_text, typed

HEAD = 'schema: 1\ninstrument: {id: test, version: 1.0.0}\nrater: A. Rater\ndate: "2026-11-23"\n'


def codes(path: Path) -> list[str]:
    with pytest.raises(AnswerError) as found:
        read_answer_files([path], instrument=small())[0]
    return [problem.code for problem in found.value.problems]


def written(tmp_path: Path, text: str, *, name: str = "answers.yaml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


texts = st.text(max_size=60).map(typed).filter(bool)
noted = {"note": st.none() | texts, "evidence": st.none() | texts}
answers = st.one_of(
    st.builds(Answer, value=st.integers(1, 5), confidence=st.sampled_from([None, "low", "medium", "high"]), **noted),
    st.builds(Answer, opt_out=st.just("dont_know"), reason=st.none() | texts, **noted),
    st.builds(Answer, opt_out=st.just("not_applicable"), reason=texts, **noted),
    st.builds(Answer, note=texts, evidence=st.none() | texts),
)
actions = st.builds(
    Action,
    hallmark=st.sampled_from(["care", "time"]),
    item=st.sampled_from([None, "c1", "t2"]),
    action=texts,
    owner=st.none() | texts,
    due=st.none() | st.dates().map(str),
    sign=st.none() | texts,
)
files = st.builds(
    AnswerFile,
    instrument=st.just(InstrumentName(id="test", version="1.0.0")),
    organisation=st.none() | texts,
    rater=texts,
    date=st.none() | st.dates().map(str),
    form=st.sampled_from([None, "full", "pulse"]),
    language=st.sampled_from([None, "en", "it"]),
    answers=st.dictionaries(st.sampled_from(["c1", "c2", "t1", "t2"]), answers),
    comments=st.dictionaries(st.sampled_from(["care", "time"]), texts),
    targets=st.dictionaries(st.sampled_from(["care", "time"]), st.sampled_from(["established", "sustained"])),
    plan=st.lists(actions, max_size=3).map(tuple),
)


@settings(max_examples=200)
@given(files)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, file: AnswerFile) -> None:
    path = tmp_path_factory.mktemp("answers") / "answers.yaml"
    write_whole(path, answers_text(file, instrument=small()), force=False)
    assert read_answer_files([path], instrument=small())[0].file == file
    assert is_ours(path)


@given(st.text())
def test_what_a_person_types_becomes_one_line_without_controls(text: str) -> None:
    line = typed(text)
    assert len(line.splitlines()) <= 1
    assert typed(line) == line
    line.encode("utf-8")


def test_an_answer_file_reads_as_a_person_would_write_it() -> None:
    file = AnswerFile(
        instrument=InstrumentName(id="test", version="1.0.0"),
        organisation="Example Ltd",
        rater="A. Rater",
        date="2026-11-23",
        answers={
            "c1": Answer(value=4),
            "t1": Answer(value=2, note="No"),
            "t2": Answer(opt_out="not_applicable", reason="no formal programme yet"),
        },
        comments={"care": "Più tempo"},
    )
    assert answers_text(file, instrument=small()) == (
        "# mentorscan answers\n"
        "schema: 1\ninstrument:\n  id: test\n  version: 1.0.0\norganisation: Example Ltd\nrater: A. Rater\n"
        "date: '2026-11-23'\n"
        "answers:\n  # Care\n  c1: 4\n  # Time\n  t1:\n    value: 2\n    note: 'No'\n"
        "  t2:\n    opt_out: not_applicable\n    reason: no formal programme yet\n"
        "comments:\n  care: Più tempo\n"
    )


def test_the_layout_of_the_contract_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        HEAD
        + "answers:\n  c1: 4\n  c2: {value: 2, note: n, evidence: e}\n"
        + "  t1: {opt_out: not_applicable, reason: no formal programme yet}\n  t2: {opt_out: dont_know}\n"
        + "comments: {care: ok}\n",
    )
    file = read_answer_files([path], instrument=small())[0].file
    assert file.answers["c2"] == Answer(value=2, note="n", evidence="e")
    assert file.answers["t2"] == Answer(opt_out="dont_know")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("c1: 9", "off-the-scale"),
        ("c1: {value: 0}", "off-the-scale"),
        ("c1: yes", "not-a-number"),
        ('c1: "4"', "not-a-number"),
        ("c1: 4.0", "not-a-number"),
        ("c1:", "not-a-number"),
        ("c1: [4]", "not-a-number"),
        ("c1: dont_know", "bare-opt-out"),
        ("c0: 4", "unknown-item"),
        ("c1: {opt_out: not_applicable}", "missing-reason"),
        ('c1: {opt_out: not_applicable, reason: " "}', "missing-reason"),
        ("c1: {opt_out: never}", "unknown-value"),
        ("c1: {value: 4, opt_out: dont_know}", "two-answers"),
        ("c1: {value: 4, reason: why}", "reason-alone"),
        ("c1: {valu: 4}", "unknown-key"),
        ("c1: {}", "empty-answer"),
        ("c1: {value: 4, note: No}", "not-text"),
    ],
)
def test_an_answer_that_is_wrong_is_named_with_its_place(tmp_path: Path, line: str, code: str) -> None:
    path = written(tmp_path, f"{HEAD}answers:\n  {line}\n")
    with pytest.raises(AnswerError) as found:
        read_answer_files([path], instrument=small())[0]
    (problem,) = found.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(path), 6)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    first = written(tmp_path, f"{HEAD}answers:\n  c1: 9\n  zz: 1\n", name="first.yaml")
    second = written(tmp_path, "schema: 1\nrater: B\nanswers: {c1: 4}\n", name="second.yaml")
    with pytest.raises(AnswerError) as found:
        read_answer_files([first, second], instrument=small())
    assert [problem.code for problem in found.value.problems] == ["off-the-scale", "unknown-item", "missing-key"]


def test_a_near_item_is_suggested(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}answers:\n  cc1: 4\n")
    with pytest.raises(AnswerError) as found:
        read_answer_files([path], instrument=small())[0]
    assert found.value.problems[0].hint == "did you mean c1?"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("schema: 1\ninstrument: {id: other, version: 1.0.0}\nrater: A\nanswers: {x: 1}\n", "other-instrument"),
        (f"{HEAD}answers: {{c1: 4}}\nform: short\n", "unknown-form"),
        (f"{HEAD}answers: {{c1: 4}}\ncomments: {{caree: x}}\n", "unknown-hallmark"),
        (f"{HEAD}answers: {{c1: {{value: 4, confidence: sure}}}}\n", "unknown-value"),
        (f"{HEAD}answers: {{c1: {{opt_out: dont_know, confidence: low}}}}\n", "confidence-alone"),
        (f"{HEAD}answers: {{c1: 4}}\ntargets: {{care: high}}\n", "unknown-level"),
        (f"{HEAD}answers: {{c1: 4}}\ntargets: {{cares: established}}\n", "unknown-hallmark"),
        (f"{HEAD}answers: {{c1: 4}}\nplan: [{{hallmark: car, action: x}}]\n", "unknown-hallmark"),
        (f"{HEAD}answers: {{c1: 4}}\nplan: [{{hallmark: care, item: c9, action: x}}]\n", "unknown-item"),
        (f"{HEAD}answers: {{c1: 4}}\nplan: [{{hallmark: care, action: x, due: soon}}]\n", "invalid-date"),
        (f"{HEAD}answers: {{c1: 4}}\nplan: [{{hallmark: care}}]\n", "missing-key"),
        (HEAD.replace("2026-11-23", "23.11.2026") + "answers: {c1: 4}\n", "invalid-date"),
        (HEAD.replace('"', "") + "answers: {c1: 4}\n", "not-text"),
        (f"{HEAD}answers: {{c1: 4, c1: 5}}\n", "repeated-key"),
        ("answers: [", "yaml-syntax"),
        ("", "empty-file"),
        ("just words\n", "not-answers"),
        ('{"schema": "mentorscan/results/1"}\n', "not-answers"),
        ('{"schema": "mentorscan/journal/1"}\n{"set": "c1"}\n', "not-answers"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole_is_refused(tmp_path: Path, text: str, code: str) -> None:
    assert codes(written(tmp_path, text)) == [code]


@pytest.mark.parametrize("name", ["export.csv", "export.xlsx", "export.tsv"])
def test_a_survey_export_is_sent_to_score(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "respondent,c1\n1,4\n", name=name)
    with pytest.raises(AnswerError) as found:
        read_answer_files([path], instrument=small())[0]
    (problem,) = found.value.problems
    assert problem.code == "not-answers"
    assert problem.hint is not None
    assert "mentorscan score" in problem.hint


def test_files_that_cannot_be_read_are_errors(tmp_path: Path) -> None:
    assert codes(tmp_path / "missing.yaml") == ["cannot-read"]
    assert codes(tmp_path) == ["no-answer-files"]
    assert codes(written(tmp_path, "x" * 1_000_001)) == ["file-too-large"]


def test_answers_to_another_version_are_read_with_a_note(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD.replace("1.0.0", "0.9.0") + "answers: {c1: 4}\n")
    read = read_answer_files([path], instrument=small())[0]
    assert [note.code for note in read.notes] == ["other-version"]


def between(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    """The problems between a file and the same file with other texts."""
    text = HEAD + "organisation: Example Ltd\nanswers: {c1: 4}\n"
    other = text
    for old, new in changes:
        other = other.replace(old, new)
    paths = [written(tmp_path, text, name="a.yaml"), written(tmp_path, other, name="b.yaml")]
    with pytest.raises(AnswerError) as found:
        read_answer_files(paths, instrument=small())
    return [problem.code for problem in found.value.problems]


def test_the_same_file_twice_is_refused(tmp_path: Path) -> None:
    assert between(tmp_path) == ["same-file-twice"]


def test_a_rater_counts_once(tmp_path: Path) -> None:
    assert between(tmp_path, ("c1: 4", "c1: 5"), ("A. Rater", "a.  rater")) == ["same-rater-twice"]


def test_two_organisations_are_never_mixed(tmp_path: Path) -> None:
    assert between(tmp_path, ("A. Rater", "B. Rater"), ("Example Ltd", "Other Ltd")) == ["other-organisation"]
