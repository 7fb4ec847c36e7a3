"""The wall between everybody and what is not published."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from agreements.actions import leave_register, unpublish
from agreements.models import AgreementPdf, Publication, RegisterMember
from politirad.tenancy import context
from tests.agreements.register_scene import _own_seal, opened, published, sealed  # noqa: F401  (fixture)
from tests.walls_scene import count, walled_models
from tests.world import World

NOBODY = context.Context()
#: What nobody in particular may see of one published agreement: the entry, who shows it, and the PDF.
SEEN = {"agreements.Publication": 1, "agreements.RegisterMember": 1, "agreements.AgreementPdf": 1}


def seen(who: context.Context) -> dict[str, int]:
    """How many rows of each walled table a context shows, those with none left out."""
    with context.entered(who):
        counts = {model._meta.label: count(model) for model in walled_models()}
    return {label: number for label, number in counts.items() if number}


def test_nobody_sees_an_agreement_before_it_is_published(world: World) -> None:
    sealed(world)
    assert seen(NOBODY) == {}
    opened(world)
    assert seen(NOBODY) == {"agreements.RegisterMember": 1}


def test_nobody_sees_of_a_published_agreement_only_its_entry_and_its_pdf(world: World) -> None:
    published(world)
    assert seen(NOBODY) == SEEN


def test_draft_pdf_of_a_published_agreement_stays_behind_the_wall(world: World) -> None:
    entry = published(world)
    with world.inside(world.north.council):
        draft = AgreementPdf(
            agreement_id=entry.agreement_id, name="u.pdf", content_type="x", content_sha256="0" * 64
        )
        draft.hold(b"%PDF utkast")
        draft.save(force_insert=True)
    with context.entered(NOBODY):
        assert [pdf.pk for pdf in AgreementPdf.objects.all()] == [entry.pdf_id]


@pytest.mark.parametrize("how", ["taken out", "member left"])
def test_hidden_entry_is_gone_for_nobody_at_once(world: World, how: str) -> None:
    entry = published(world)
    if how == "taken out":
        with world.acting(world.north.slt):
            unpublish(agreement=entry.agreement, by=world.north.slt, at=timezone.now())
        assert seen(NOBODY) == {"agreements.RegisterMember": 1}
    else:
        with world.acting(world.north.administrator):
            leave_register(
                organization=world.north.municipality, by=world.north.administrator, at=timezone.now()
            )
        assert seen(NOBODY) == {}


def test_another_tenant_sees_what_nobody_sees(world: World) -> None:
    entry = published(world)
    with world.acting(world.south.slt):
        assert [one.pk for one in Publication.objects.all()] == [entry.pk]
    with world.acting(world.north.slt):
        unpublish(agreement=entry.agreement, by=world.north.slt, at=timezone.now())
        assert Publication.objects.count() == 1
    with world.acting(world.south.slt):
        assert Publication.objects.count() == 0


STATEMENTS = (
    "UPDATE agreements_publication SET title = 'X'",
    "UPDATE agreements_registermember SET until = NULL, since = now()",
    "UPDATE agreements_agreementpdf SET name = 'X'",
    "DELETE FROM agreements_publication",
    "DELETE FROM agreements_registermember",
)


@pytest.mark.parametrize("who", ["nobody", "another tenant", "party of the agreement"])
def test_what_everybody_reads_nobody_else_changes(world: World, who: str) -> None:
    published(world)
    contexts = {
        "nobody": NOBODY,
        "another tenant": context.of_user(world.south.administrator.pk, today=world.today),
        "party of the agreement": context.of_user(world.south.police_contact.pk, today=world.today),
    }
    for statement in STATEMENTS:
        with context.entered(contexts[who]):
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)
                    assert cursor.rowcount == 0, statement
            except DatabaseError as refusal:
                assert "permission denied" in str(refusal), statement


def test_only_an_administrator_opens_the_register(world: World) -> None:
    for user, organization in (
        (world.north.slt, world.north.municipality),
        (world.north.mayor, world.north.municipality),
        (world.north.administrator, world.south.municipality),
        (world.stranger, world.north.municipality),
    ):
        with (
            world.acting(user),
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
        ):
            RegisterMember.objects.create(organization=organization, since=timezone.now())


def test_entry_of_another_owner_is_refused(world: World) -> None:
    """Whose membership opens an entry is the owner's own, not any member's."""
    entry = published(world)
    with world.acting(world.south.administrator):
        RegisterMember.objects.create(organization=world.south.municipality, since=timezone.now())
    with (
        world.acting(world.north.slt),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Publication.objects.filter(pk=entry.pk).update(organization=world.south.municipality)
