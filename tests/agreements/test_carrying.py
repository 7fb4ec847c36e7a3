"""Opening a revision carries everything over: every table that hangs on an agreement is either carried or named here."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone

from agreements.actions import (
    add_measure,
    add_section,
    add_term,
    freeze,
    keep_file,
    link_support,
    open_revision,
    put_attachment,
    settle,
)
from agreements.actions.revising import OF_A_PREDECESSOR, OF_ITS_TIME
from agreements.models import (
    Agreement,
    AgreementFile,
    Attachment,
    EvaluationRule,
    Expectation,
    FocusArea,
    Measure,
    Party,
    Reference,
    Regulation,
    RevisionRule,
    RoleTask,
    Section,
    SignatorySlot,
    Support,
    TargetGroup,
)
from tests.agreements.drafts import draft, sign_all
from tests.world import World

#: What a successor begins with, as it stood. Beside it: fields that are its own from the beginning.
CARRIED: dict[type[models.Model], set[str]] = {
    Attachment: set(),
    EvaluationRule: set(),
    Expectation: set(),
    FocusArea: set(),
    Measure: {"carried_from"},
    Party: set(),
    Reference: set(),
    Regulation: set(),
    RevisionRule: set(),
    RoleTask: set(),
    Section: {"version", "updated_at", "updated_by"},
    SignatorySlot: set(),
    Support: set(),
    TargetGroup: set(),
}
#: What stays with the agreement it belongs to, and why.
STAYS = {
    "AgreementAccess": "the database keeps it by itself",
    "AgreementData": "beside a sealed PDF",
    "AgreementFile": "copied with the attachment it belongs to; scans of signatures stay",
    "AgreementGroup": "given anew",
    "AgreementGroupPermission": "given anew",
    "AgreementJob": "work on the former's PDF",
    "AgreementPdf": "the former's paper",
    "AgreementUserPermission": "stays empty",
    "Comment": "about a text that was settled",
    "Decline": "of the former's text",
    "Enquiry": "asked of the former's parties, in its time",
    "EnquiryAnswer": "to what was asked under the former",
    "EnquiryCorrection": "of such an answer",
    "ExpectationReview": "of the former's years",
    "Finding": "in the former's text; what is doubtful of the new one is found anew",
    "Hearing": "of the former's text",
    "HearingAnswer": "of the former's text",
    "MeasureChange": "a carried measure begins with one of its own",
    "Notice": "ends the former",
    "Publication": "the former's place in the register",
    "Round": "of signatures on the former's text",
    "SectionVersion": "each section begins at its first version",
    "SignOff": "on the former's text",
    "StateChange": "the former's life",
    "Treatment": "of the former's text",
    "UnchangedRevision": "of the former's text",
    "Version": "a frozen text",
}


def test_every_table_that_hangs_on_an_agreement_is_carried_or_named() -> None:
    hanging = {
        model.__name__
        for model in apps.get_app_config("agreements").get_models()
        if any(field.related_model is Agreement for field in model._meta.local_fields if field.is_relation)
        and model is not Agreement
    }
    carried = {model.__name__ for model in CARRIED}
    assert hanging == carried | set(STAYS)
    assert not carried & set(STAYS)


def whole(world: World) -> Agreement:
    """An agreement in force with at least one of everything that is carried."""
    north, today = world.north, world.today
    told: dict[str, Any] = {"by": north.slt, "today": today}
    with world.acting(north.slt):
        agreement = draft(world)
        more: list[tuple[Any, dict[str, Any]]] = [
            (FocusArea, {"kind": "slt", "text": "Vold blant unge", "word": "innsatsområde"}),
            (TargetGroup, {"text": "Ungdom", "age_from": 12, "age_to": 18, "concerns": "SLT-modellen"}),
            (RoleTask, {"role": "politikontakt", "kind": "duty", "text": "Radikaliseringskontakt"}),
            (Expectation, {"who": "kommunen", "text": "Holder kontor", "weekdays": [1, 3], "starts": "10:00", "ends": "14:00"}),
            (RevisionRule, {"kind": "after_municipal_election", "years": 4, "grace_months": 6, "political_treatment": True}),
            (EvaluationRule, {"kind": "yearly", "written": True, "evaluated_by": ["politirådet"], "note": "i mars"}),
            (Reference, {"title": "Politiloven", "url": "https://lovdata.no/", "read_on": today}),
        ]  # fmt: skip
        for model, facts in more:
            add_term(model, agreement=agreement, **told, **facts)
        file = keep_file(
            agreement=agreement,
            name="plan.pdf",
            content_type="application/pdf",
            content=b"%PDF-1.7 x",
            by=north.slt,
        )
        plan = put_attachment(
            agreement=agreement,
            title="Plan",
            file=file,
            living=True,
            valid_from="2025",
            valid_to="2026-06",
            by=north.slt,
        )
        add_section(
            agreement=agreement,
            heading="Årshjul",
            html="<p>Fast.</p>",
            level=2,
            attachment=plan,
            by=north.slt,
        )
        link_support(agreement=agreement, title="Lokal avtale", by=north.slt)
        signing = freeze(agreement=agreement, by=north.slt, at=timezone.now(), today=today, deadline=None)
    sign_all(world, signing)
    with world.inside(north.council):
        settle(agreement=agreement, at=timezone.now(), today=today)
    with world.acting(north.slt):
        agreement = Agreement.objects.get(pk=agreement.pk)
        for area in FocusArea.objects.filter(agreement=agreement):
            add_measure(
                agreement=agreement,
                at=timezone.now(),
                text=f"Tiltak mot {area.text}",
                focus_area=area,
                party=agreement.parties.all()[0],
                responsible=north.police_contact,
                due="2027-03",
                **told,
            )
    return agreement


def told(row: models.Model, ignored: set[str]) -> dict[str, Any]:
    """A row's values, with what other rows it points to by what is the same in both agreements."""
    found = {}
    for field in row._meta.concrete_fields:
        if field.name in {"id", "agreement", *ignored}:
            continue
        value = getattr(row, field.name)
        if isinstance(value, AgreementFile):
            value = (value.name, value.content_type, value.sha256)
        found[field.name] = str(value) if isinstance(value, models.Model) else value
    return found


def test_successor_begins_with_all_that_the_former_had(world: World) -> None:
    former = whole(world)
    with world.acting(world.north.slt):
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        for model, ignored in CARRIED.items():
            manager = model._default_manager
            had = [told(row, ignored) for row in manager.filter(agreement=former)]
            has = [told(row, ignored) for row in manager.filter(agreement=successor)]
            assert had, f"the scene has no {model.__name__}"
            assert has == had, model.__name__
            keys = set(manager.filter(agreement=former).values_list("pk", flat=True))
            assert not keys & set(manager.filter(agreement=successor).values_list("pk", flat=True))


def test_successors_own_fields_are_the_formers_save_those_of_its_time(world: World) -> None:
    former = whole(world)
    Fields = {field.name for field in Agreement._meta.concrete_fields}
    own = OF_ITS_TIME | OF_A_PREDECESSOR
    assert own <= Fields
    with world.acting(world.north.slt):
        Agreement.objects.filter(pk=former.pk).update(formal_owner="Nordvik kommune", notice_months=3)
        former = Agreement.objects.get(pk=former.pk)
        successor = open_revision(agreement=former, by=world.north.slt, today=world.today)
        successor.refresh_from_db()
        for name in sorted(Fields - own):
            assert getattr(successor, name) == getattr(former, name), name
        assert (successor.state, successor.predecessor_id, successor.chain) == (
            "draft",
            former.pk,
            former.chain,
        )
        assert (successor.valid_from, successor.valid_to, successor.in_force_from) == ("", "", None)
