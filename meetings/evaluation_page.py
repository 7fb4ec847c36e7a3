"""What the pages of an evaluation show: what the members said together, and the council's suggestion of questions."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meetings.evaluation import (
    OPEN_QUESTION,
    STATEMENT,
    Question,
    Statement,
    Summary,
    means,
    read_questions,
    summarise,
)
from meetings.evaluation_chart import Column, columns
from meetings.models import Evaluation, EvaluationAnswer, Rhythm


@dataclass(frozen=True)
class Picture:
    """One statement with its columns."""

    statement: Statement
    columns: tuple[Column, ...]


def suggestion(rhythm: Rhythm) -> tuple[Question, ...]:
    """Questions to begin with, in the reader's language, for a council that has none. They are ours, not a template of others."""
    if rhythm == Rhythm.MEETING:
        asked = [
            (STATEMENT, _("Sakene var godt forberedt.")),
            (STATEMENT, _("Alle kom til orde.")),
            (STATEMENT, _("Vi ble enige om hvem som gjør hva.")),
            (OPEN_QUESTION, _("Hva bør være annerledes på neste møte?")),
        ]
    else:
        asked = [
            (STATEMENT, _("Rådet tok opp det som betyr mest for tryggheten i kommunen.")),
            (STATEMENT, _("Vedtakene våre ble fulgt opp.")),
            (STATEMENT, _("Kommunen og politiet delte det de visste, i tide.")),
            (STATEMENT, _("Møtene var verdt tiden.")),
            (OPEN_QUESTION, _("Hva virket godt i år?")),
            (OPEN_QUESTION, _("Hva bør vi gjøre annerledes neste år?")),
        ]
    return tuple(Question("", kind, text) for kind, text in asked)


def summary_of(evaluation: Evaluation) -> Summary:
    """What was said, beside the means of the council's evaluation before it of the same kind."""
    earlier = (
        Evaluation.objects.filter(
            council=evaluation.council_id,
            rhythm=evaluation.rhythm,
            state=Evaluation.State.CLOSED,
            opened_at__lt=evaluation.opened_at,
        )
        .order_by("-opened_at")
        .first()
    )
    before = means(_summary(earlier)) if earlier else {}
    return _summary(evaluation, before)


def pictures(summary: Summary) -> list[Picture]:
    """The statements as they are drawn."""
    return [Picture(one, columns(one.counts)) for one in summary.statements]


def _summary(evaluation: Evaluation, before: dict[str, float] | None = None) -> Summary:
    rows = EvaluationAnswer.objects.filter(evaluation=evaluation).values_list("answers", flat=True)
    return summarise(read_questions(evaluation.questions), list(rows), before)
