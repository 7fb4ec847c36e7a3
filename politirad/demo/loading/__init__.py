"""Build the demo in an empty database, in one transaction, with the rooms' own actions where they exist."""

from __future__ import annotations

import datetime

from django.db import transaction

from agreements.models import Agreement
from politirad.demo import schema
from politirad.demo.loading.agreements import draft_agreement, draft_successor
from politirad.demo.loading.amending import amend
from politirad.demo.loading.councils import found_forums
from politirad.demo.loading.enquiries import ask_and_answer
from politirad.demo.loading.evaluations import evaluate
from politirad.demo.loading.history import send_letters_of_the_past
from politirad.demo.loading.measures import plan_measures
from politirad.demo.loading.meetings import hold_meetings
from politirad.demo.loading.people import is_loaded, register_organizations, settle_people
from politirad.demo.loading.plans import close_schools, plan_years
from politirad.demo.loading.preparing import prepare, revise
from politirad.demo.loading.signing import send_to_sign, sign_agreement
from politirad.demo.loading.stage import Stage
from politirad.demo.reading import Demo
from politirad.tenancy.models import ElectionDay
from politirad.tenancy.register import load as load_register


def load(demo: Demo, *, at: datetime.datetime, password: str) -> list[str]:
    """Load everything, or nothing: one line per agreement, in bokmål.

    `at` is now (aware): all that the files tell relative to the year is reckoned from its local day.
    What is loaded already is left as it is.
    """
    if is_loaded(demo):
        return [f"{one.agreement.short_title}: er lastet inn fra før." for one in demo.agreements.values()]
    with transaction.atomic():
        if not ElectionDay.objects.exists():
            load_register()
        stage = Stage(demo, at=at)
        register_organizations(stage)
        settle_people(stage, password=password)
        close_schools(stage)
        return [_load_one(stage, name) for name in demo.agreements]


def _load_one(stage: Stage, name: str) -> str:
    """One file: its forums, agreements, year plans and meetings."""
    one = stage.demo.agreements[name]
    found_forums(stage, name)
    agreement = draft_agreement(stage, name)
    _prepare(stage, name, one.agreement, agreement)
    if one.agreement.state == "signed":
        sign_agreement(stage, one.agreement, agreement)
    plan_measures(stage, name, agreement)
    ask_and_answer(stage, name, agreement)
    for source in one.addenda:
        amend(stage, name, agreement, source)
    if one.revision:
        revise(stage, name, agreement)
    successor = draft_successor(stage, name, agreement) if one.successor else None
    if one.successor and successor:
        _prepare(stage, name, one.successor, successor)
    plan_years(stage, name)
    meetings = hold_meetings(stage, name)
    evaluate(stage, name)
    send_letters_of_the_past(stage, name)
    if one.successor and successor and one.successor.state == "frozen":
        send_to_sign(stage, one.successor, successor)
    texts = 1 + bool(one.successor or one.revision) + len(one.addenda)
    agreements = "1 avtale" if texts == 1 else f"{texts} avtaler"
    return f"{one.agreement.short_title}: {agreements}, {len(one.forums)} fora og {meetings} møter."


def _prepare(stage: Stage, file: str, source: schema.Agreement, agreement: Agreement) -> None:
    prepare(
        stage,
        agreement,
        by=stage.writer(file),
        remarks=source.remarks,
        hearing=source.hearing,
        treatments=source.treatments,
    )
