"""Two people write at once, or one writes while the text is frozen."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from agreements.actions import Conflict, freeze, save_section
from agreements.models import Round, Section, SectionVersion, SignatorySlot, SignOff, Version
from councils.refusals import Refusal
from politirad.tenancy.models import AuditEvent, User
from tests.agreements.drafts import draft
from tests.agreements.interleaved import consistent, job, kept, signer
from tests.agreements.stepping import in_step
from tests.world import World

FIRST = "<p>Rådet møtes.</p><p>Ungdom er viktig.</p><ul><li>rus</li><li>skole</li></ul>"
FROZEN = "Teksten er låst for signering eller allerede signert, så den kan ikke endres."


def two_editors(world: World, chance: random.Random) -> str:
    """Two people change one section, in the same paragraph or not, with the heading or without."""
    writers = {"first": world.north.slt, "second": world.north.police_contact}
    with world.acting(world.north.slt):
        section = Section.objects.filter(agreement=draft(world)).select_related("agreement")[0]
        save_section(section=section, version=1, heading="Felles", html=FIRST, by=world.north.slt)
    places = ["Rådet møtes.", "Ungdom er viktig.", "rus", "skole"]
    sent: dict[str, str] = {}
    word: dict[str, str] = {}
    heads: dict[str, str] = {}
    deeds: dict[str, Callable[[], Any]] = {}
    for name, user in writers.items():
        place, heading = chance.choice(places), chance.choice(["Felles", "Felles", f"Felles {name}"])
        heads[name] = heading
        word[name] = f"{place} {name}-{chance.randrange(10**6)}"
        sent[name] = FIRST.replace(place, word[name])

        def deed(name: str = name, user: User = user, heading: str = heading) -> Any:
            with world.acting(user):
                read = Section.objects.select_related("agreement").get(pk=section.pk)
                # Who has read the other's save goes on from it, as a browser that has been told does.
                base = read.version
                html = read.html.replace(word[name].rsplit(" ", 1)[0], word[name], 1)
                sent[name] = html
            with world.acting(user):
                return save_section(section=read, version=base, heading=heading, html=html, by=user)

        deeds[name] = deed
    told = in_step(deeds, chance)
    with world.inside(world.north.council):
        versions = kept(section)
        stands = versions[-1].html
        everything = SectionVersion.objects.filter(section=section)
        aside = list(everything.filter(aside=True).values_list("heading", "html", "saved_by"))
        for name, answer in told.answers.items():
            assert everything.filter(html=sent[name], saved_by=writers[name]).exists(), "lost"
            if isinstance(answer, Conflict):
                assert word[name] in answer.html, "a text came back without its words"
                assert aside == [(heads[name], sent[name], writers[name].pk)], "not kept as it was sent"
            else:
                assert isinstance(answer, Section)
                assert any(one.html == sent[name] and one.saved_by == writers[name] for one in versions), (
                    "lost"
                )
                assert word[name].rsplit(" ", 1)[1] in stands
                assert versions[answer.version - 1].saved_by == writers[name]
        saves = AuditEvent.objects.filter(action="save_section", subject_id=section.agreement_id).count()
    conflicts = sum(isinstance(answer, Conflict) for answer in told.answers.values())
    assert saves == 1 + 2 - conflicts
    assert conflicts < 2, "both were turned away"
    assert len(aside) == conflicts
    if conflicts:
        return "one saved, the other got both texts back"
    return "both saved, brought together" if len(versions) == 5 else "both saved, one after the other"


def edit_during_freezing(world: World, chance: random.Random) -> str:
    """Somebody saves while the text is sent to signing, and a signatory signs what is out as soon as it is."""
    slt, writer, chief = world.north.slt, world.north.police_contact, world.station_chief
    with world.acting(slt):
        agreement = draft(world)
        section = Section.objects.filter(agreement=agreement).select_related("agreement")[0]
        slot = SignatorySlot.objects.get(agreement=agreement, planned_user=chief)
    word = f"sent-{chance.randrange(10**6)}"
    shown: dict[User, list[str]] = {chief: []}

    def write() -> Any:
        with world.acting(writer):
            return save_section(section=section, version=1, heading="Sist", html=f"<p>{word}</p>", by=writer)

    def send() -> Round:
        with world.acting(slt):
            return freeze(agreement=agreement, by=slt, at=timezone.now(), today=world.today)

    def sign_when_out() -> SignOff | None:
        with world.acting(chief):
            out = Version.objects.filter(agreement=slot.agreement_id).exists()
        return signer(world, chief, slot, shown[chief])() if out else None

    told = in_step({"writer": write, "owner": send, "signer": sign_when_out}, chance)
    saved, signing, signed = (told.answers[name] for name in ("writer", "owner", "signer"))
    assert isinstance(signing, Round)
    job(world, signing)()
    with world.inside(world.north.council):
        consistent(world, agreement.pk, shown)
        versions = kept(section)
        text = Version.objects.get(pk=signing.version_id).canonical
        given = SignOff.objects.filter(agreement=agreement).count()
    assert given == isinstance(signed, SignOff)
    after = ", and signed" if given else ""
    if isinstance(saved, Refusal):
        assert str(saved) == FROZEN
        assert len(versions) == 1
        assert word not in text
        return f"refused, not in the frozen text{after}"
    assert isinstance(saved, Section)
    assert word in text, "a saved text is missing in what people sign"
    assert len(versions) == 2
    assert told.before("writer", "owner")
    return f"saved, in the frozen text{after}"
