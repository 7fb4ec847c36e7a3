"""Pages of the rooms, each with its reader: those behind every door, and states of them that the doors do not show."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from agreements.actions import answer_enquiry, correct_enquiry, save_section
from agreements.models import Agreement, Publication, Section
from councils.actions import CadenceTerms
from councils.models import Council, Seat
from meetings.actions.activities import ActivityTerms, add_activity
from meetings.actions.follow_up import ActionTerms, assign_action
from meetings.actions.minutes import save_item_minutes
from meetings.actions.schools import SALT, share_with_schools
from meetings.actions.together import propose_plans
from meetings.asked_duties import AskedDuty
from meetings.models import AgendaItem, YearPlan
from meetings.secret_links import secret_of
from politirad.tenancy.models import Organization, User
from tests.agreements.amending_scene import amending
from tests.agreements.drafts import draft
from tests.agreements.enquiry_scene import ask, expected_of_the_police
from tests.agreements.notice_scene import say
from tests.agreements.register_scene import copies, published
from tests.browser.rendered import Rendered
from tests.councils.onboarding_scene import onboarding_of, walk
from tests.meetings import asked_scene, public_scene
from tests.meetings.agenda_scene import a_meeting, closed_item, undeclared
from tests.meetings.calls import planned
from tests.meetings.forums_scene import forum
from tests.meetings.minutes_scene import begun, second_writer
from tests.meetings.sent_scene import change, sent
from tests.meetings.year_plan_scene import YEAR, at
from tests.test_queries import visits
from tests.world import World

Visit = tuple[User | None, str, int]  # who looks, at which address, and the answer's status


def doors(world: World) -> list[Visit]:
    """Every door that answers a GET."""
    return [(user, address, 200) for user, address in visits(world).values()]


def enough(world: World, visits: list[Visit], rendered: Rendered) -> list[Visit]:
    """As few as show every template that any of them shows: the soak looks at every page there is.

    A part of a page that a script puts in its place is looked at there, not by itself.
    """
    shown: dict[Visit, frozenset[str]] = {}
    for visit in visits:
        user, address, status = visit
        rendered.take()
        answer = world.client(user).get(address, follow=True)
        assert answer.status_code == status, f"{address} answered {answer.status_code}"
        if b"<html" in answer.content:
            shown[visit] = rendered.take()
    kept = []
    while left := {visit: names for visit, names in shown.items() if names}:
        kept.append(best := max(left, key=lambda visit: len(left[visit])))
        shown = {visit: names - left[best] for visit, names in left.items()}
    return kept


def of_councils(world: World, heroy: Organization) -> list[Visit]:
    """Seats that others fill, a dead link, each step of taking a municipality in, and who does that."""
    north, conductor = world.north, world.system_administrator
    with world.acting(north.slt):
        police = Seat.objects.get(council=north.council, office__title="Politistasjonssjef")
    check = walk(world.client(conductor), heroy)
    onboarding = onboarding_of(world)
    steps = ("politi", "sprak", "personer", "rad")
    return [
        (north.slt, reverse("seat", args=[north.council.pk, police.pk]), 200),
        (north.slt, reverse("order_seats", args=[north.council.pk]), 200),
        (None, reverse("invitation", args=["ikke-noe"]), 410),
        *((conductor, reverse("onboarding_step", args=[onboarding.pk, step]), 200) for step in steps),
        (conductor, check, 200),
        (conductor, reverse("abandon_onboarding", args=[onboarding.pk]), 200),
        (conductor, reverse("overview"), 200),
    ]


def of_agreements(world: World, held: Agreement) -> list[Visit]:
    """An agreement under notice, and one that everybody reads."""
    chief = world.station_chief
    notice = (chief, reverse("agreement_notice", args=[held.pk]), 200)
    given = say(world, chief, held, world.police_unit)
    entry = published(world)
    (later,) = copies(world, entry, 1)
    with world.inside(world.north.council):
        Publication.objects.filter(pk=later).update(predecessor_id=entry.agreement_id)
    writing, amended = amending(world)
    with world.inside(world.north.council):
        section = writing.sections.get(effect="inserts")
    expectations = asked_and_answered(world)
    unchanged = reverse("agreement_unchanged", args=[entry.agreement_id])
    return [
        notice,
        (world.north.slt, reverse("agreement_edit", args=[writing.pk]), 200),
        (world.north.slt, reverse("section_edit", args=[writing.pk, section.pk]), 200),
        (world.north.slt, reverse("change_edit", args=[writing.pk, section.pk]), 200),
        (world.north.slt, reverse("agreement_consolidated", args=[amended.pk]), 200),
        (world.north.slt, unchanged, 200),
        (world.north.slt, reverse("agreement_revise", args=[entry.agreement_id]), 200),
        (chief, reverse("agreement_notice_back", args=[held.pk, given.pk]), 200),
        *((user, expectations, 200) for user in (world.north.slt, chief)),
        (world.north.slt, reverse("agreement", args=[entry.agreement_id]), 200),
        (None, reverse("register_entry", args=[later]), 200),
        (None, reverse("register_changes", args=[later]), 200),
    ]


def asked_and_answered(world: World) -> str:
    """The page of an agreement whose parties have asked one another, been answered and corrected; one waits."""
    expectation, slt = expected_of_the_police(world), world.north.slt
    with world.acting(slt):
        ask(world, expectation, deadline=world.today + datetime.timedelta(days=30))
        over = ask(world, expectation, title="Reguleringsplan", link="https://plan.example/1")
    with world.acting(world.station_chief):
        told: dict[str, Any] = {"enquiry": over, "agreement": over.agreement, "by": world.station_chief}
        answer_enquiry(outcome="answered", text="Lys langs gangveien.", at=timezone.now(), **told)
        correct_enquiry(text="Også ved skolen.", at=timezone.now(), **told)
    return reverse("agreement_expectations", args=[over.agreement_id])


def of_the_schools(world: World) -> list[Visit]:
    """The prevention calendar as who plans it sees it once it is shared, and as the schools do."""
    slt, council = world.north.slt, world.north.council
    with world.acting(slt):
        plan = YearPlan.objects.get(council=council, year=YEAR + 1)
        terms = ActivityTerms(9, "Foreldremøte", for_schools=True, contact="55 55 55 55")
        add_activity(plan=plan, terms=terms, by=slt)
        link = share_with_schools(council=council, by=slt, at=at())
    place = {"secret": secret_of(SALT, link.pk), "year": YEAR + 1}
    return [
        (slt, reverse("prevention_calendar", args=[council.pk, YEAR + 1]), 200),
        (None, reverse("schools_year", kwargs=place), 200),
    ]


def of_agendas(world: World) -> list[Visit]:
    """A draft as who does not make it sees it, one that the agreement asks more of, and a called agenda that has been changed since, whose tasks have too."""
    slt, north = world.north.slt, world.north
    with world.acting(slt):
        council = Council.objects.get(pk=north.council.pk)
        assign_action(council=council, terms=ActionTerms("Lag vaktplan", responsible=slt), by=slt)
    draft, meeting, item = planned(world, days=40), *sent(world)[:2]
    with world.acting(slt):
        AgendaItem.objects.filter(pk=item.pk).update(carried={"lines": {"x": "Ring skolen"}, "words": ""})
    change(world, item, title="Russetiden", text="<p>Nytt</p>")
    hidden = closed_item(world, a_meeting(world), north.police_contact)
    with world.acting(slt):
        assign_action(council=council, item=hidden, terms=ActionTerms("Følg opp"), by=slt)
    asked = asked_scene.begun(world)
    asked_scene.ask(world, asked, asked_scene.EXPIRY, AskedDuty("attachment", "1. Tiltaksplan"))
    return [
        (north.mayor, reverse("meeting", args=[draft.pk]), 200),
        (slt, reverse("agenda", args=[asked.pk]), 200),
        (slt, reverse("meeting", args=[meeting.pk]), 200),
        (slt, reverse("agenda", args=[meeting.pk]), 200),
        (slt, reverse("item", args=[hidden.meeting_id, hidden.pk]), 200),
    ]


def of_meetings(world: World) -> list[Visit]:
    """The year of several councils together, proposed; a closed part that waits for a declaration."""
    slt = world.north.slt
    other = forum(world, "SLT-møtet i Nordvik", CadenceTerms(kind="monthly"))
    with world.acting(slt):
        propose_plans(councils=[world.north.council, other], year=YEAR + 1, by=slt, at=at())
    mayor, meeting = world.north.mayor, a_meeting(world)
    closed_item(world, meeting, mayor)
    undeclared(world, mayor)
    minuted, _minutes, shown = public_scene.published(world)
    return [
        *of_the_schools(world),
        *of_agendas(world),
        (slt, reverse("council_publishing", args=[world.north.council.pk]), 200),
        (slt, reverse("minutes", args=[minuted.pk]), 200),
        (slt, reverse("minutes_publish", args=[minuted.pk]), 200),
        (None, reverse("public_minutes"), 200),
        (None, public_scene.address(world, shown, "public_council"), 200),
        (None, public_scene.address(world, shown), 200),
        (slt, reverse("together", args=[YEAR + 1]), 200),
        (mayor, reverse("meeting", args=[meeting.pk]), 200),
        (mayor, reverse("declarations", args=[world.north.council.pk]), 200),
    ]


def clash(world: World, page: Page) -> None:
    """Send minutes that somebody else has changed meanwhile, as a browser without scripts does."""
    meeting, _minutes, item = begun(world)
    other = second_writer(world)
    for version, (writer, word) in enumerate(((world.north.slt, "mai"), (other, "april"))):
        with world.acting(writer):
            save_item_minutes(item=item, html=f"<p>{word}</p>", version=version, by=writer)
    page.goto(reverse("minutes", args=[meeting.pk]))
    send(page, reverse("item_minutes", args=[meeting.pk, item.pk]), html="<p>juni</p>", version="1")


def section_clash(world: World, page: Page) -> str:
    """Send a section's heading and text that somebody else has changed meanwhile; the form comes with the question.

    Answers where its versions are, with the text that did not come in.
    """
    with world.acting(world.north.slt):
        section = Section.objects.filter(agreement=draft(world)).select_related("agreement")[0]
        for version, word in ((1, "mai"), (2, "april")):
            html = f"<p>Fristen er {word}.</p>"
            save_section(section=section, version=version, heading=word, html=html, by=world.north.slt)
    address = reverse("section_edit", args=[section.agreement_id, section.pk])
    page.goto(address)
    send(page, address, version="2", heading="juni", html="<p>Fristen er juni.</p>")
    return reverse("section_versions", args=[section.agreement_id, section.pk])


def send(page: Page, address: str, **fields: Any) -> None:
    """Post a form to the address from the page that is open, as the page's own forms do."""
    script = """([address, fields]) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "post", action: address });
      const token = document.querySelector("[name=csrfmiddlewaretoken]");
      if (token) fields.csrfmiddlewaretoken ??= token.value;
      for (const [name, value] of Object.entries(fields)) {
        form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      }
      document.body.append(form);
      form.submit();
    }"""
    with page.expect_navigation():
        page.evaluate(script, [address, fields])
