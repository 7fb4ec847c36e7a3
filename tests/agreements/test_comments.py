"""Comments: by either party while the text is written, answered, settled one by one, told of once."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from agreements.actions import (
    answer_comment,
    comment,
    freeze,
    remove_section,
    settle_comment,
    withdraw_comment,
)
from agreements.clock import due_comments
from agreements.models import Agreement, Comment, Section
from councils.refusals import Refusal
from politirad.tenancy.models import OutgoingMessage
from tests.agreements.writing_scene import post, section, written  # noqa: F401  (fixtures)
from tests.queries import MOST, asked
from tests.world import World


def remark(world: World, section: Section, by: Any, text: str = "Hvor ofte?") -> Comment:
    with world.acting(by):
        return comment(agreement=section.agreement, section=section, text=text, by=by, at=timezone.now())


def letters(world: World) -> list[tuple[str, str]]:
    with world.inside(world.north.council):
        rows = OutgoingMessage.objects.filter(kind="agreement_comments").order_by("to_name")
        return [(row.to_name, row.text) for row in rows]


def tell(world: World, *, minutes: int = 6) -> int:
    return due_comments(timezone.now() + datetime.timedelta(minutes=minutes))


def page(world: World, user: Any, name: str, *keys: Any) -> str:
    response = world.client(user).get(reverse(name, args=keys))
    assert response.status_code == 200
    return str(response.content.decode())


def test_either_party_comments_and_all_see_it_beside_the_section(world: World, section: Section) -> None:
    for user in (world.north.police_contact, world.station_chief, world.north.slt):
        response = post(
            world,
            user,
            "comment_add",
            section.agreement_id,
            section=section.pk,
            text="  Hvor \U0001f600 ofte?  ",
        )
        assert response.url == reverse("agreement_comments", args=[section.agreement_id])
    for name in ("agreement_text", "agreement_comments"):
        text = page(world, world.north.observer, name, section.agreement_id)
        assert text.count("Hvor ofte?") == 3
        assert "Lagre kommentaren" not in text  # an observer reads only
    assert "(3)" in page(world, world.north.mayor, "agreement", section.agreement_id)


def test_comment_on_the_whole_agreement(world: World, written: Agreement) -> None:
    post(world, world.station_chief, "comment_add", written.pk, section="", text="Skal vi vente på valget?")
    assert "Skal vi vente på valget?" in page(world, world.north.slt, "agreement_comments", written.pk)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "x" * 2001], ids=["none", "blank", "unseen", "long"])
def test_comment_that_says_nothing_or_too_much_gets_a_sentence(
    world: World, section: Section, text: str
) -> None:
    response = post(
        world, world.north.mayor, "comment_add", section.agreement_id, section=section.pk, text=text
    )
    assert response.status_code == 422
    assert "ds-error-summary" in response.content.decode()
    with world.inside(world.north.council):
        assert not Comment.objects.exists()


def test_answer_that_says_nothing_keeps_the_page_and_tells_why(world: World, section: Section) -> None:
    thread = remark(world, section, world.station_chief)
    response = post(world, world.north.slt, "comment_answer", section.agreement_id, thread.pk, text=" ")
    assert response.status_code == 422
    assert f'aria-describedby="sf-{thread.pk}"' in response.content.decode()


def test_words_of_a_comment_are_shown_as_words(world: World, section: Section) -> None:
    remark(world, section, world.station_chief, "<script>alert(1)</script> & <b>fet</b>")
    text = page(world, world.north.slt, "agreement_text", section.agreement_id)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;fet&lt;/b&gt;" in text


def test_remark_is_settled_by_its_author_or_a_writer_and_by_nobody_else(
    world: World, section: Section
) -> None:
    thread = remark(world, section, world.north.police_contact)

    def settle(user: Any, to: str) -> int:
        response = post(world, user, "comment_settle", section.agreement_id, thread.pk, to=to)
        return int(response.status_code)

    assert settle(world.north.mayor, "lost") == 403
    assert settle(world.north.police_contact, "lost") == 302
    text = page(world, world.north.mayor, "agreement_text", section.agreement_id)
    assert "Hvor ofte?" not in text
    address = reverse("agreement_comments", args=[section.agreement_id])
    settled = world.client(world.north.mayor).get(address, {"vis": "loste"}).content.decode()
    assert "Hvor ofte?" in settled and world.north.police_contact.name in settled
    assert settle(world.north.slt, "apen") == 302
    assert settle(world.north.slt, "noe annet") == 404
    assert settle(world.north.slt, "trukket") == 404
    with world.inside(world.north.council):
        assert Comment.objects.get(pk=thread.pk).settled_at is None


def test_own_remark_is_taken_back_until_somebody_answers(world: World, section: Section) -> None:
    first, second = (remark(world, section, world.station_chief, text) for text in ("Feil", "Rett"))
    with world.acting(world.north.slt):
        answer_comment(
            thread=second, agreement=section.agreement, text="Ja", by=world.north.slt, at=timezone.now()
        )
    with world.acting(world.station_chief):
        for thread in (first, second):
            again = Comment.objects.get(pk=thread.pk)
            if thread is second:
                with pytest.raises(Refusal, match="Noen har svart"):
                    withdraw_comment(
                        thread=again, agreement=section.agreement, by=world.station_chief, at=timezone.now()
                    )
            else:
                withdraw_comment(
                    thread=again, agreement=section.agreement, by=world.station_chief, at=timezone.now()
                )
    text = page(world, world.north.slt, "agreement_comments", section.agreement_id)
    assert "<p>Feil</p>" not in text
    assert "<p>Rett</p>" in text
    with world.acting(world.north.slt), pytest.raises(Refusal, match="trukket tilbake"):
        answer_comment(
            thread=Comment.objects.get(pk=first.pk),
            agreement=section.agreement,
            text="Hva?",
            by=world.north.slt,
            at=timezone.now(),
        )


def test_frozen_text_takes_no_comments(world: World, section: Section) -> None:
    thread = remark(world, section, world.station_chief)
    with world.acting(world.north.slt):
        freeze(agreement=section.agreement, by=world.north.slt, at=timezone.now(), today=world.today)
    response = post(
        world, world.station_chief, "comment_add", section.agreement_id, section=section.pk, text="For sent"
    )
    assert response.status_code == 422
    assert "låst for signering" in response.content.decode()
    with world.acting(world.north.slt), pytest.raises(Refusal, match="låst"):
        settle_comment(
            thread=thread, agreement=section.agreement, settled=True, by=world.north.slt, at=timezone.now()
        )
    assert "Hvor ofte?" in page(world, world.station_chief, "agreement_comments", section.agreement_id)


def test_comments_outlive_their_section(world: World, section: Section) -> None:
    agreement_id = section.agreement_id
    remark(world, section, world.station_chief)
    with world.acting(world.north.slt):
        remove_section(section=section, by=world.north.slt)
    text = page(world, world.north.slt, "agreement_comments", agreement_id)
    assert "Hvor ofte?" in text and section.heading in text


def test_the_database_takes_no_comment_in_another_name_and_changes_no_words(
    world: World, section: Section
) -> None:
    thread = remark(world, section, world.station_chief)
    with world.acting(world.north.slt):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Comment(
                agreement=section.agreement, text="Falsk", author=world.north.mayor, written_at=timezone.now()
            ).save(force_insert=True)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Comment.objects.filter(pk=thread.pk).update(text="Annet")
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Comment.objects.filter(pk=thread.pk).delete()
    with world.acting(world.south.slt):
        settled = {"settled_at": timezone.now(), "settled_by": world.south.slt}
        assert Comment.objects.filter(pk=thread.pk).update(**settled) == 0


def test_writers_hear_of_all_and_others_of_their_own_threads_in_one_letter(
    world: World, section: Section
) -> None:
    thread = remark(world, section, world.station_chief)
    remark(world, section, world.station_chief, "Og en til")
    assert tell(world, minutes=1) == 0  # he may be writing still
    assert tell(world) == 1
    [(to, text)] = letters(world)
    assert to == world.north.slt.name
    assert f"{world.station_chief.name}: «{section.heading}» (2 kommentarer)" in text
    assert "Hvor ofte?" not in text
    assert tell(world) == 0
    with world.acting(world.north.slt):
        answer_comment(
            thread=thread, agreement=section.agreement, text="Ja", by=world.north.slt, at=timezone.now()
        )
    remark(world, section, world.north.mayor, "Jeg også")
    assert tell(world) == 2  # the chief of the answer, the writer of the mayor's remark
    assert [to for to, _text in letters(world)] == sorted(
        [world.north.slt.name, world.north.slt.name, world.station_chief.name]
    )


def test_comments_that_keep_coming_are_told_of_after_half_an_hour(world: World, section: Section) -> None:
    for minutes in (31, 1):
        with world.acting(world.station_chief):
            comment(
                agreement=section.agreement,
                section=section,
                text="Mer",
                by=world.station_chief,
                at=timezone.now() - datetime.timedelta(minutes=minutes),
            )
    assert tell(world, minutes=0) == 1


def test_pages_with_comments_ask_the_same_number_of_times_for_one_and_thirty(
    world: World, section: Section
) -> None:
    client = world.client(world.north.slt)
    names = ["agreement_text", "agreement_comments"]
    remark(world, section, world.station_chief)
    few = [len(asked(client, reverse(name, args=[section.agreement_id]))) for name in names]
    for _number in range(29):
        remark(world, section, world.station_chief)
    assert [len(asked(client, reverse(name, args=[section.agreement_id]))) for name in names] == few
    assert max(few) <= MOST
