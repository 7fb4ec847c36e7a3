"""No birth number in anything that is written about meetings: every form and every deed refuses it, and other
numbers of eleven digits are warned about."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from councils.refusals import Refusal
from meetings.actions.follow_up import ActionTerms, assign_action
from meetings.actions.writing import DOUBTFUL, NO_IDENTITY
from meetings.forms.guarded import GuardedForm
from meetings.forms.minutes import CloseActionForm, ItemMinutesForm
from meetings.models import Action, AgendaItem, Meeting, Minutes
from tests.meetings.agenda_scene import PDF, a_meeting, open_item
from tests.meetings.calls import called, planned
from tests.meetings.identity_deeds import BIRTH, D_NUMBER, DEEDS, WRONG
from tests.meetings.minutes_scene import begun, closed_item, invitee_of
from tests.world import World


def form_classes(root: Path) -> list[type[forms.Form]]:
    """Every form of the room."""
    modules = [
        import_module(f"meetings.forms.{path.stem}")
        for path in sorted((root / "meetings/forms").glob("*.py"))
    ]
    return [
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, type) and issubclass(found, forms.Form) and found.__module__ == module.__name__
    ]


def test_every_form_with_text_is_guarded(at_root: Path) -> None:
    classes = form_classes(at_root)
    assert len(classes) > 20
    text = {
        found
        for found in classes
        if any(
            isinstance(field, forms.CharField) and not isinstance(field, forms.URLField)
            for field in found.base_fields.values()
        )
    }
    assert {found.__name__ for found in text if not issubclass(found, GuardedForm)} == set()
    assert {
        found.__name__: found.unguarded
        for found in text
        if issubclass(found, GuardedForm) and found.unguarded
    } == {"ItemMinutesForm": ("base", "lost")}


@pytest.mark.parametrize(
    ("text", "refused", "doubtful"),
    [
        (BIRTH, True, False),
        (D_NUMBER, True, False),
        (f"{BIRTH[:6]} {BIRTH[6:]}", True, False),
        (WRONG, False, True),
        ("Ring 22 33 44 55", False, False),
    ],
    ids=["birth", "d_number", "spaced", "wrong_digits", "telephone"],
)
def test_guarded_form_refuses_or_warns(text: str, refused: bool, doubtful: bool) -> None:
    form = CloseActionForm({"state": "done", "result": f"Gjelder {text}."})
    assert form.is_valid() is not refused
    assert form.errors.get("result") == ([str(NO_IDENTITY)] if refused else None)
    assert form.doubtful is doubtful


def test_number_divided_by_marks_of_formatting_is_found() -> None:
    form = ItemMinutesForm({"html": f"<p>{BIRTH[:6]}<strong>{BIRTH[6:]}</strong></p>", "version": 0})
    assert not form.is_valid()
    assert set(form.errors) == {"html"}


@pytest.mark.django_db
@pytest.mark.parametrize("deed", DEEDS, ids=str)
def test_every_deed_refuses_a_birth_number(world: World, deed: str) -> None:
    with world.acting(world.north.slt), pytest.raises(Refusal, match=str(NO_IDENTITY)):
        DEEDS[deed](world, world.north.slt)


@pytest.mark.django_db
def test_result_with_a_birth_number_comes_back_with_what_was_typed(world: World) -> None:
    meeting, _minutes, _first = begun(world)
    item = closed_item(world, meeting, world.north.police_contact)
    with world.acting(world.north.slt):
        item = AgendaItem.objects.select_related("council", "meeting").get(pk=item.pk)
        terms = ActionTerms("Ta kontakt", responsible=world.north.police_contact)
        action = assign_action(council=item.council, item=item, by=world.north.slt, terms=terms)
    client = world.client(world.north.police_contact)
    url = reverse("action_close", args=[action.pk])
    answer = client.post(url, {"state": "done", "result": f"Snakket med {BIRTH}"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert str(NO_IDENTITY) in text
    assert f"Snakket med {BIRTH}" in text
    with world.acting(world.north.slt):
        assert Action.objects.get(pk=action.pk).state == Action.State.OPEN
    answer = client.post(url, {"state": "done", "result": f"Konto {WRONG}"}, follow=True)
    assert str(DOUBTFUL) in answer.content.decode()
    with world.acting(world.north.slt):
        assert Action.objects.get(pk=action.pk).result == f"Konto {WRONG}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("page", "field", "data"),
    [
        ("meeting_cancel", "reason", {}),
        ("meeting_call", "message", {"guests": ""}),
        ("new_item", "title", {"kind": "discussion", "part": "1"}),
    ],
    ids=str,
)
def test_pages_say_why_and_keep_what_was_typed(
    world: World, page: str, field: str, data: dict[str, str]
) -> None:
    meeting = planned(world)
    answer = world.client(world.north.slt).post(
        reverse(page, args=[meeting.pk]), {**data, field: f"Gjelder {D_NUMBER}"}
    )
    text = answer.content.decode()
    assert str(NO_IDENTITY) in text
    assert f"Gjelder {D_NUMBER}" in text
    with world.acting(world.north.slt):
        assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.PLANNED


@pytest.mark.django_db
def test_answer_is_warned_about_or_refused(world: World) -> None:
    meeting = called(world)
    client = world.client(world.north.member)
    answer = client.post(
        reverse("answer_own", args=[meeting.pk]), {"answer": "accepted", "note": WRONG}, follow=True
    )
    assert str(DOUBTFUL) in answer.content.decode()
    answer = client.post(
        reverse("answer_own", args=[meeting.pk]), {"answer": "accepted", "note": BIRTH}, follow=True
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert str(NO_IDENTITY) in text and BIRTH in text
    assert invitee_of(world, meeting, world.north.member).answer_note == WRONG


@pytest.mark.django_db
def test_paper_with_a_birth_number_in_its_name_is_not_taken(world: World) -> None:
    meeting = a_meeting(world)
    item = open_item(world, meeting, "Sak")
    upload = SimpleUploadedFile(f"Notat {BIRTH[:6]} {BIRTH[6:]}.pdf", PDF)
    answer = world.client(world.north.slt).post(
        reverse("add_paper", args=[meeting.pk, item.pk]), {"paper": upload}, follow=True
    )
    assert str(NO_IDENTITY) in answer.content.decode()
    with world.acting(world.north.slt):
        assert not meeting.files.exists()
        assert not Minutes.objects.exists()
