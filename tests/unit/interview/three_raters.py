"""Three raters of the small instrument, who do not see the same."""

from __future__ import annotations

from mentorscan.interview.answers import Answer, AnswerFile, InstrumentName, ReadAnswers

OFF = Answer(opt_out="not_applicable", reason="no programme")


def read(rater: str, sha256: str, **answers: Answer | int) -> ReadAnswers:
    file = AnswerFile(
        instrument=InstrumentName(id="test", version="1.0.0"),
        organisation="Example Ltd",
        rater=rater,
        answers={each: Answer(value=found) if isinstance(found, int) else found for each, found in answers.items()},
    )
    return ReadAnswers(file=file, name=f"{rater}.yaml", sha256=sha256 * 64)


ANNA = read("Anna", "c", c1=Answer(value=1, note="zebra", confidence="high"), c2=3, t1=OFF, t2=2)
BRUNO = read("Bruno", "a", c1=Answer(value=4, evidence="the chart"), c2=3, t1=3, t2=5)
CARLA = read("Carla", "b", c1=Answer(value=5, note="apple"), c2=4, t1=Answer(opt_out="dont_know"))
