"""Measures under the focus areas: who may plan and tell, two at once, what is late, the pages."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.actions import tell_measure
from agreements.following import due_before
from agreements.measures import Progress
from agreements.models import Agreement, FocusArea, Measure, MeasureChange, Party
from councils.refusals import Refusal
from politirad.tenancy.models import AuditEvent, OutgoingMessage
from tests.agreements.drafts import put_in_state
from tests.agreements.measure_scene import agreed, fresh, measure, now, planned, tell  # noqa: F401  (fixtures)
from tests.agreements.writing_scene import post, written  # noqa: F401  (fixture)
from tests.queries import MOST, asked
from tests.world import World

DAY = datetime.date


def test_coordinator_plans_a_measure_of_a_signed_agreement(world: World, agreed: Agreement) -> None:
    slt, north = world.north.slt, world.north
    with world.inside(north.council):
        area = FocusArea.objects.get(agreement=agreed)
        party = Party.objects.get(agreement=agreed, organization=world.police_unit)
    said: dict[str, Any] = {"text": "Natteravner i helgene", "due": "høsten"}
    wrong = post(world, slt, "measure_add", agreed.pk, **said)
    assert "Skriv en dato" in wrong.content.decode()
    assert 'value="Natteravner i helgene"' in wrong.content.decode()
    said |= {
        "due": "mars 2027",
        "focus_area": area.pk,
        "party": party.pk,
        "responsible": north.police_contact.pk,
    }
    both = post(world, slt, "measure_add", agreed.pk, **said, responsible_name="Per")
    assert "Velg enten en person eller skriv et navn" in both.content.decode()
    assert post(world, slt, "measure_add", agreed.pk, **said).status_code == 302
    with world.inside(north.council):
        kept = Measure.objects.get()
        change = MeasureChange.objects.get()
        assert (kept.due, kept.progress, kept.changes, kept.begun_on) == (
            "2027-03",
            "planned",
            1,
            world.today,
        )
        assert change.responsible == f"{world.police_unit.name}, {north.police_contact.name}"
        assert AuditEvent.objects.filter(action="add_measure", subject_id=agreed.pk).count() == 1
        told = OutgoingMessage.objects.get(kind="agreement_measure")
        assert told.recipient_id == north.police_contact.pk and str(kept.pk) in told.text
    page = world.client(north.observer).get(reverse("agreement_measures", args=[agreed.pk])).content.decode()
    assert "Natteravner i helgene" in page and "frist mars 2027" in page


@pytest.mark.parametrize("who", ["mayor", "member", "police_contact", "observer"])
def test_only_those_who_write_plan(world: World, measure: Measure, who: str) -> None:
    client = world.client(getattr(world.north, who))
    for name in ("measure_add", "measure_edit"):
        keys = [measure.agreement_id] + ([measure.pk] if name == "measure_edit" else [])
        assert client.post(reverse(name, args=keys), {"text": "x"}).status_code == 403
    assert fresh(world, measure).changes == 1


def test_other_tenant_finds_nothing(world: World, measure: Measure) -> None:
    client = world.client(world.south.slt)
    for address in (
        reverse("agreement_measures", args=[measure.agreement_id]),
        reverse("measure", args=[measure.agreement_id, measure.pk]),
        reverse("measure_edit", args=[measure.agreement_id, measure.pk]),
    ):
        assert client.get(address).status_code == 404
    with world.acting(world.south.slt):
        assert not Measure.objects.exists() and not MeasureChange.objects.exists()


def test_measure_of_another_agreement_is_not_found(
    world: World, measure: Measure, written: Agreement
) -> None:
    address = reverse("measure", args=[written.pk, measure.pk])
    assert world.client(world.north.slt).get(address).status_code == 404


def test_the_responsible_tells_how_it_goes(world: World, measure: Measure) -> None:
    contact = world.north.police_contact
    assert tell(world, contact, measure, "started").status_code == 302
    short = tell(world, contact, measure, "done", seen=2)
    assert "Skriv kort hva som kom ut av tiltaket" in short.content.decode()
    assert tell(world, contact, measure, "done", "40 foreldre kom.", seen=2).status_code == 302
    kept = fresh(world, measure)
    assert (kept.progress, kept.result, kept.closed_on) == ("done", "40 foreldre kom.", world.today)
    address = reverse("measure", args=[measure.agreement_id, measure.pk])
    page = world.client(world.north.mayor).get(address).content.decode()
    assert "40 foreldre kom." in page and "Status: I gang" in page and contact.name in page
    assert "Hvordan går det?" not in page
    with world.inside(world.north.council):
        told = list(MeasureChange.objects.order_by("number").values_list("progress", "by_id"))
        assert told == [
            ("planned", world.north.slt.pk),
            ("started", contact.pk),
            ("done", contact.pk),
        ]
        assert AuditEvent.objects.filter(action="tell_measure").count() == 2


@pytest.mark.parametrize("who", ["mayor", "member", "observer"])
def test_others_do_not_tell(world: World, measure: Measure, who: str) -> None:
    assert tell(world, getattr(world.north, who), measure, "started").status_code == 403
    assert fresh(world, measure).progress == "planned"


def test_second_of_two_writers_sees_what_the_first_wrote(world: World, measure: Measure) -> None:
    assert tell(world, world.north.police_contact, measure, "started", "I gang i mars").status_code == 302
    late = tell(world, world.north.slt, measure, "dropped", "Ingen penger")
    text = late.content.decode()
    assert "Noen andre har endret tiltaket" in text and "Ingen penger" in text and "I gang i mars" in text
    assert fresh(world, measure).progress == "started"
    assert tell(world, world.north.slt, measure, "dropped", "Ingen penger", seen=2).status_code == 302


def test_database_lets_no_two_take_one_turn_and_keeps_the_plan(world: World, measure: Measure) -> None:
    facts = {
        "agreement_id": measure.agreement_id,
        "measure": measure,
        "told_on": world.today,
        "at": timezone.now(),
    }
    contact = world.north.police_contact
    with world.acting(contact):
        row = MeasureChange(**facts, number=1, progress="done", by=contact)
        with pytest.raises(DatabaseError, match="somebody else has changed"), transaction.atomic():
            row.save(force_insert=True)
        MeasureChange(**facts, number=2, progress="started", by=contact, text="Noe annet", due="2099").save(
            force_insert=True
        )
        kept = MeasureChange.objects.get(number=2)
        assert (kept.text, kept.due) == (measure.text, "2020")
    with world.acting(world.stranger), pytest.raises(DatabaseError, match="row-level security"):
        MeasureChange(**facts, number=3, progress="done", by=world.stranger).save(force_insert=True)


def test_database_lets_nobody_set_the_progress_past_the_record(world: World, measure: Measure) -> None:
    with world.acting(world.north.slt):
        for change in ({"progress": "done"}, {"result": "x"}, {"changes": 9}):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                Measure.objects.filter(pk=measure.pk).update(**change)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            MeasureChange.objects.update(result="x")


def test_plan_is_changed_with_its_history(world: World, measure: Measure) -> None:
    said = {"text": "Foreldremøter", "due": "2021", "responsible": world.north.member.pk, "seen": 1}
    keys = (measure.agreement_id, measure.pk)
    assert post(world, world.north.slt, "measure_edit", *keys, **said).status_code == 302
    stale = post(world, world.north.slt, "measure_edit", *keys, **{**said, "text": "Andre ord"})
    assert (
        "Noen andre har endret tiltaket" in stale.content.decode() and "Andre ord" in stale.content.decode()
    )
    page = world.client(world.north.slt).get(reverse("measure", args=keys)).content.decode()
    assert "Nye ord: Foreldremøter" in page and "Frist: 2021" in page
    with world.inside(world.north.council):
        given = OutgoingMessage.objects.filter(kind="agreement_measure").values_list("recipient", flat=True)
        assert set(given) == {world.north.police_contact.pk, world.north.member.pk}


def test_area_of_another_agreement_is_refused(world: World, agreed: Agreement, written: Agreement) -> None:
    with world.acting(world.north.slt):
        other = FocusArea.objects.get(agreement=written)
        with pytest.raises(Refusal, match="i denne avtalen"):
            planned(world, agreed, focus_area=other)
        with pytest.raises(Refusal, match="hva tiltaket går ut på"):
            planned(world, agreed, text="  ")


def test_replaced_agreement_is_not_followed_up(world: World, measure: Measure) -> None:
    with world.inside(world.north.council):
        put_in_state(Agreement.objects.get(pk=measure.agreement_id), "replaced")
    answer = tell(world, world.north.police_contact, measure, "started")
    assert "Avtalen er avsluttet" in answer.content.decode()
    assert fresh(world, measure).progress == "planned"


def test_late_measures_are_counted_on_the_councils_page_and_asked_for(world: World, measure: Measure) -> None:
    with world.inside(world.north.council):
        assert list(due_before(DAY(2021, 1, 1))) == [measure]
        assert not due_before(DAY(2020, 12, 31)).exists()
    page = world.client(world.north.slt).get(reverse("council", args=[world.north.council.pk]))
    assert "1 over fristen" in page.content.decode()
    mine = world.client(world.north.police_contact).get(reverse("overview")).content.decode()
    assert measure.text in mine
    assert measure.text not in world.client(world.north.member).get(reverse("overview")).content.decode()


def test_many_measures_cost_no_more_questions(world: World, agreed: Agreement, measure: Measure) -> None:
    addresses = [
        reverse("agreement_measures", args=[agreed.pk]),
        reverse("measure", args=[agreed.pk, measure.pk]),
        reverse("council", args=[world.north.council.pk]),
        reverse("overview"),
    ]
    client = world.client(world.north.slt)
    few = [len(asked(client, address)) for address in addresses]
    with world.acting(world.north.slt):
        for number in range(30):
            one = planned(world, agreed, f"Tiltak {number}", responsible=world.north.slt, due="2020")
            tell_measure(
                measure=one, agreement=agreed, seen=1, progress=Progress.STARTED, result=str(number),
                by=world.north.slt, **now(world),
            )  # fmt: skip
    many = [len(asked(client, address)) for address in addresses]
    assert many == few and max(many) <= MOST
