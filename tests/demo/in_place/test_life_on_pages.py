"""Every page has life in it: each kind of thing that happens in a collaboration is found by somebody through the pages."""

import datetime
import html
import re
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, Enquiry
from councils.models import Council
from meetings.making import make_pdf
from meetings.models import (
    Action,
    AgendaItem,
    Evaluation,
    ItemProposal,
    Meeting,
    MeetingJob,
    MeetingPdf,
    Minutes,
    PublishingCouncil,
)
from politirad.demo.loading.publishing import publish_agreements
from politirad.demo.reading import Demo
from tests.demo.loaded import NOW, Loaded


def seen(loaded: Loaded | None, key: str, name: str, *args: Any, shown: str = "") -> str:
    """The text of a page, as the person sees it; without a person, as everybody does."""
    client = Client()
    if loaded is not None:
        client.force_login(loaded.user(key), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(reverse(name, args=args) + shown)
    assert answer.status_code == 200, (name, answer.status_code)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def agreement(loaded: Loaded, key: str, state: str) -> UUID:
    with loaded.acting(key):
        return Agreement.objects.get(
            state=state, owner_council__owner__affiliations__user=loaded.user(key)
        ).pk


def council(loaded: Loaded, key: str, name: str) -> UUID:
    with loaded.acting(key):
        return Council.objects.get(name=name).pk


def meeting(loaded: Loaded, key: str, name: str, **wanted: Any) -> UUID:
    with loaded.acting(key):
        return (
            Meeting.objects.filter(council__name=name, **wanted)
            .order_by("date")
            .values_list("pk", flat=True)[0]
        )


def test_hearing_has_an_answer_and_a_party_that_has_not_answered(loaded: Loaded) -> None:
    key = agreement(loaded, "slt.sarpsborg", "hearing")
    page = seen(loaded, "ordforer.sarpsborg", "agreement_hearing", key)
    assert "digitale rom kommer med" in page
    assert "Sarpsborg kommune Ikke svart" in page
    assert "Svar på høringen" in seen(loaded, "ordforer.sarpsborg", "overview")


def test_hearing_of_the_seven_is_over_and_its_draft_is_written_on(loaded: Loaded) -> None:
    page = seen(loaded, "slt.nittedal", "agreement_hearing", agreement(loaded, "slt.aurskog-holand", "draft"))
    assert "Fylkeskommunen er enig i innholdet" in page


def test_new_agreement_of_lillestrom_was_heard_and_treated(loaded: Loaded) -> None:
    key = agreement(loaded, "slt.lillestrom", "frozen")
    page = seen(loaded, "ordforer.lillestrom", "agreement", key)
    assert "kommunestyret" in page
    assert "Vedtatt med endringer" in page
    assert "Sendt på høring med frist" in seen(loaded, "ordforer.lillestrom", "agreement_history", key)


def test_remarks_beside_the_draft_are_open_answered_and_settled(loaded: Loaded) -> None:
    key = agreement(loaded, "slt.aurskog-holand", "draft")
    page = seen(loaded, "slt.nittedal", "agreement_comments", key)
    assert "rekkefølgen på vertskapet" in page
    assert "Jeg tar det opp i desembermøtet" in page
    settled = seen(loaded, "slt.nittedal", "agreement_comments", key, shown="?vis=loste")
    assert "Overskriften har et kolon" in settled


def test_declarations_are_given_in_the_app_on_paper_or_not_yet(loaded: Loaded) -> None:
    key = council(loaded, "slt.lillestrom", "SLT-møtet i Lillestrøm")
    page = seen(loaded, "slt.lillestrom", "declarations", key)
    assert "på papir" in page
    assert re.search(
        r"Mona Lysgård Gitt \S+ \d+\. \S+ \d{4} Gitt|Mona Lysgård Gitt \d+\. \S+ \d{4} Gitt", page
    )
    assert "Silje Aamodt Krogh Mangler" in page
    assert "Gi taushetserklæring" in seen(loaded, "politikontakt.lillestrom", "declarations", key)


def test_closed_item_waits_for_the_declaration_of_the_police_contact(loaded: Loaded) -> None:
    ahead = meeting(loaded, "slt.lillestrom", "SLT-møtet i Lillestrøm", date__gt=loaded.today)
    page = seen(loaded, "politikontakt.lillestrom", "meeting", ahead)
    assert "Gi taushetserklæring" in page
    assert "sak B" not in page


def test_item_has_two_under_it(loaded: Loaded) -> None:
    key = meeting(loaded, "slt.lorenskog", "Politirådet i Lørenskog", title__startswith="Ekstra politiråd")
    page = seen(loaded, "slt.lorenskog", "meeting", key)
    number = re.search(r"(\d+) Hva skal vi satse på til neste år\? .*? 40 minutter", page)
    assert number is not None
    first, second = f"{number[1]}.1 Trygge møteplasser på kveldstid", f"{number[1]}.2 Økonomisk utnytting"
    draft = seen(loaded, "ordforer.lorenskog", "meeting", key)
    assert "Utkast, ikke sendt" in draft
    for shown in (page, draft):
        assert shown.index(first) < shown.index(second) < shown.index("Ordensvakter og natteravner")


def test_a_letter_was_refused(loaded: Loaded) -> None:
    ahead = meeting(loaded, "slt.lillestrom", "SLT-møtet i Lillestrøm", date__gt=loaded.today)
    page = seen(loaded, "slt.lillestrom", "meeting_delivery", ahead)
    assert "User unknown" in page
    assert "Avvist" in page
    assert page.count("Sendt") > 20


def test_proposals_wait_are_put_off_and_sent_back(loaded: Loaded) -> None:
    key = council(loaded, "slt.lorenskog", "Politirådet i Lørenskog")
    page = seen(loaded, "slt.lorenskog", "proposals", key)
    for words in ("Bedre lys langs turveien", "Elsparkesykler på gangveiene", "Tobakk og nikotin"):
        assert words in page
    with loaded.acting("oppvekst.lorenskog"):
        deferred = ItemProposal.objects.get(title="Elsparkesykler på gangveiene")
    mine = seen(loaded, "oppvekst.lorenskog", "proposal", deferred.pk)
    assert "Vi tar saken i februar" in mine


@pytest.mark.parametrize(
    ("key", "council_name", "words"),
    [
        ("slt.lorenskog", "Politirådet i Lørenskog", "Legg ved tallene fra i fjor"),
        ("slt.sarpsborg", "Politirådet i Sarpsborg", "Sett av litt mer tid"),
    ],
)
def test_police_have_commented_on_an_item(loaded: Loaded, key: str, council_name: str, words: str) -> None:
    ahead = meeting(loaded, key, council_name, date__gt=loaded.today)
    assert f"Fra politiet: {words}" in seen(loaded, key, "agenda", ahead)
    with loaded.acting(key):
        assert AgendaItem.objects.get(review_comment__startswith=words).reviewed_by == loaded.user(
            key.replace("slt.", "politikontakt.")
        )


def test_minutes_on_hearing_have_remarks_with_and_without_an_answer(loaded: Loaded) -> None:
    with loaded.acting("slt.nittedal"):
        minutes = Minutes.objects.get(state=Minutes.State.REMARKS)
    page = seen(loaded, "slt.aurskog-holand", "minutes", minutes.meeting_id)
    assert "Nittedal har nådd alle foresatte" in page
    assert "Setningen er skrevet inn" in page
    assert "politikontaktene skulle lese orienteringen" in page


def test_finished_evaluation_says_what_was_answered_and_learned(loaded: Loaded) -> None:
    key = council(loaded, "slt.lorenskog", "Politirådet i Lørenskog")
    with loaded.acting("slt.lorenskog"):
        evaluation = Evaluation.objects.get(council=key)
    page = seen(loaded, "oppvekst.lorenskog", "evaluation", key, evaluation.pk)
    for words in (
        "6 medlemmer har svart",
        "Gjennomsnitt: 2,6.",
        "Ta opp arbeidslivskriminalitet.",
        "Oppfølgingen av vedtak er første sak på hvert møte.",
    ):
        assert words in page
    assert f"Året {loaded.today.year - 1}" in page


def test_open_evaluation_waits_for_those_who_have_not_answered(loaded: Loaded) -> None:
    key, need = council(loaded, "slt.lillestrom", "Politirådet i Lillestrøm"), "Svar på evalueringen av"
    with loaded.acting("slt.lillestrom"):
        evaluation = Evaluation.objects.get(council=key)
    page = seen(loaded, "ordforer.lillestrom", "evaluation", key, evaluation.pk)
    assert "2 medlemmer har svart" in page
    assert "Færre tiltak" not in page
    assert need in seen(loaded, "ordforer.lillestrom", "overview")
    assert need not in seen(loaded, "helse.lillestrom", "overview")


def test_actions_are_overdue_done_and_open(loaded: Loaded) -> None:
    with loaded.acting("slt.lorenskog"):
        assert Action.objects.filter(state=Action.State.OPEN, due_on__lt=loaded.today).exists()
    page = seen(loaded, "slt.lorenskog", "follow_up")
    assert "Frist passert" in page


def test_minutes_are_published_for_everybody(loaded: Loaded) -> None:
    """The edition is ordered by the loading, and made by the worker of the running demo."""
    name = "Politirådet i Stange"
    with loaded.acting("slt.stange"):
        jobs = list(MeetingJob.objects.filter(kind=MeetingPdf.Kind.PUBLIC, council__name=name))
    assert len(jobs) == 2
    make_pdf(jobs[0].council_id, jobs[0].pk, at=NOW)
    with loaded.acting("slt.stange"):
        publishing = PublishingCouncil.objects.get(council=jobs[0].council_id).pk
    page = seen(None, "", "public_council", publishing)
    assert "Stange kommune" in page
    assert "Møte 3/2026" in page


def test_guests_who_were_called_stand_once_among_those_who_came(loaded: Loaded) -> None:
    held = meeting(loaded, "slt.lorenskog", "Politirådet i Lørenskog", date=datetime.date(2026, 11, 11))
    page = seen(loaded, "slt.lorenskog", "minutes", held)
    assert "Terje Ulvestad, Beredskapskoordinator" in page
    assert page.count("Terje Ulvestad,") == 1
    assert "Gjester Terje Ulvestad" not in page


def test_agreement_stands_in_the_public_register(loaded: Loaded, settings: Any, tmp_path: Path) -> None:
    settings.SEAL_FOLDER, settings.SEAL_TRUST, settings.TIMESTAMP_URL = tmp_path / "seal", "", ""
    files = {"stange": loaded.demo.agreements["stange"]}
    assert publish_agreements(Demo(loaded.demo.people, files), at=NOW) == 1
    assert "Hamar politistasjonsdistrikt" in seen(None, "", "register")
    assert publish_agreements(Demo(loaded.demo.people, files), at=NOW) == 1


def test_plan_on_hearing_is_answered_and_another_waits(loaded: Loaded) -> None:
    with loaded.acting("slt.sarpsborg"):
        held = Enquiry.objects.values_list("agreement_id", flat=True)[0]
    page = seen(loaded, "slt.sarpsborg", "agreement_expectations", held)
    assert "Områdeplan for stasjonsområdet" in page and "Politiet rår til jevn belysning" in page
    assert "Besvart: 1." in page and "Venter på svar" in page
    waits = "Svar på henvendelsen «Kommuneplanens samfunnsdel"
    assert waits in seen(loaded, "politikontakt.sarpsborg", "overview")
    assert waits not in seen(loaded, "slt.sarpsborg", "overview")
