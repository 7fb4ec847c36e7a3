"""Evaluations whose last day is near or over: remind those who have not answered, and close."""

from __future__ import annotations

import datetime

from django.db import connection
from django.utils import timezone

from meetings.actions.evaluations import close_evaluation
from meetings.models import Evaluation
from meetings.notifications import evaluations as letters
from politirad.tenancy import context

REMINDER = 3  # days before the last day


def due_evaluations(at: datetime.datetime) -> int:
    """Close what is over and write the reminders that are due, in every council. Returns how many of both."""
    today, done = timezone.localdate(at), 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.every_council()")
        councils = [row[0] for row in cursor.fetchall()]
    for council_id in councils:
        with context.entered(context.of_council(council_id)):
            rows = Evaluation.objects.filter(state=Evaluation.State.OPEN).select_related("council", "meeting")
            for evaluation in rows:
                if evaluation.closes_on < today:
                    close_evaluation(evaluation=evaluation, at=at, by=None)
                    done += 1
                elif evaluation.closes_on - today <= datetime.timedelta(days=REMINDER):
                    done += letters.reminded(evaluation)
    return done
