"""The councils' evaluations of their own work: asked, answered by some, and closed, or still waiting for answers."""

from __future__ import annotations

from meetings.actions.evaluations import (
    QuestionTerms,
    answer_evaluation,
    close_evaluation,
    open_evaluation,
    set_questions,
)
from meetings.actions.learning import add_learning_point
from meetings.models import EvaluationForm, Rhythm
from politirad.demo.loading.stage import Stage


def evaluate(stage: Stage, file: str) -> None:
    """Every evaluation of a file, by its writer and those who answer, in the file's order."""
    councils = {forum.name: council for forum, council in stage.forums(file)}
    by = stage.writer(file)
    for source in stage.demo.agreements[file].life.evaluations:
        council = councils[source.forum]
        with stage.acting(by):
            form = EvaluationForm.objects.filter(council=council, rhythm=Rhythm.YEAR).first()
            set_questions(
                council=council,
                rhythm=Rhythm.YEAR,
                questions=[QuestionTerms(one.kind, one.text) for one in source.questions],
                version=form.version if form else 0,
                by=by,
            )
            evaluation = open_evaluation(
                council=council,
                year=stage.today.year + source.year,
                meeting=None,
                closes_on=stage.day(source.until),
                at=stage.moment(stage.day(source.opened)),
                by=by,
            )
        keys = [one["id"] for one in evaluation.questions]
        for answer in source.answers:
            user = stage.users[answer.person]
            with stage.acting(user):
                answer_evaluation(
                    evaluation=evaluation,
                    given=dict(zip(keys, answer.given, strict=True)),
                    at=stage.moment(stage.day(answer.given_on)),
                    by=user,
                )
        if source.closed:
            at = stage.moment(stage.day(source.closed))
            with stage.acting(by):
                closed = close_evaluation(evaluation=evaluation, at=at, by=by)
                for text in source.learned:
                    add_learning_point(evaluation=closed, text=text, at=at, by=by)
