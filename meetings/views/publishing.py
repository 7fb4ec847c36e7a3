"""Publish a council's minutes: open the council's pages, publish and withdraw the minutes of a meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from councils.permissions import Right, access_council
from councils.procedure import in_force
from councils.refusals import Refusal
from meetings.actions.publishing import (
    close_minutes_to_all,
    open_minutes_to_all,
    publish_minutes,
    withdraw_published,
)
from meetings.forms.publishing import WithdrawForm
from meetings.minutes_document import public_facts
from meetings.minutes_snapshot import snapshot_of
from meetings.models import Minutes, PublishedMinutes, PublishingCouncil
from meetings.permissions import access_meeting
from meetings.views.attendance import not_begun
from meetings.views.doubts import warn


@login_required
def council_publishing(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Whether everybody may read the council's approved minutes; off until somebody with the right to it says so."""
    council = access_council(request.user, council_id, to=Right.EDIT_RULES)
    if request.method == "POST":
        if request.POST.get("open") == "ja":
            open_minutes_to_all(council=council, at=timezone.now(), by=_person(request))
            messages.success(request, _("Godkjente referater fra rådet kan nå publiseres."))
        else:
            close_minutes_to_all(council=council, at=timezone.now(), by=_person(request))
            messages.success(request, _("Referatene fra rådet vises ikke lenger for alle."))
        return redirect("council_publishing", council.pk)
    row = PublishingCouncil.objects.filter(council=council).first()
    shown = PublishedMinutes.objects.filter(council=council, withdrawn_at=None, published_at__isnull=False)
    facts = {
        "council": council,
        "row": row,
        "is_open": row is not None and row.until is None,
        "shown": shown.count(),
        "rules_say_no": council.rules.filter(in_force(timezone.localdate()), minutes_public=False).exists(),
    }
    return render(request, "meetings/council_publishing.html", facts)


@login_required
def minutes_publish(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The public edition as everybody would see it, then publish it."""
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found is None:
        return not_begun(request, meeting)
    problem = ""
    if request.method == "POST":
        try:
            publish_minutes(minutes=found, at=timezone.now(), by=_person(request))
        except Refusal as refusal:
            problem = str(refusal)
        else:
            messages.success(
                request, _("Den åpne utgaven blir laget. De som var kalt inn, får beskjed når den er ute.")
            )
            return redirect("minutes", meeting.pk)
    facts = {
        "meeting": meeting,
        "minutes": found,
        "problem": problem,
        "is_open": PublishingCouncil.objects.filter(council=meeting.council, until=None).exists(),
        "snapshot": public_facts(snapshot_of(meeting, found)),
    }
    return render(request, "meetings/minutes_publish.html", facts, status=422 if problem else 200)


@login_required
def minutes_withdraw(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Withdraw the public edition, with the reason."""
    meeting = access_meeting(request.user, meeting_id, to=Right.WRITE_MINUTES)
    published = PublishedMinutes.objects.filter(minutes__meeting=meeting, withdrawn_at=None).first()
    if published is None:
        messages.error(request, _("Referatet er ikke publisert."))
        return redirect("minutes", meeting.pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_published(
                published=published,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
                by=_person(request),
            )
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, _("Referatet er trukket tilbake og vises ikke lenger for alle."))
            warn(request, form)
            return redirect("minutes", meeting.pk)
    facts = {
        "meeting": meeting,
        "form": form,
        "heading": _("Trekk det åpne referatet tilbake"),
        "button": _("Trekk tilbake"),
    }
    return render(request, "meetings/minutes_form.html", facts, status=422 if form.errors else 200)


def publishing_of(minutes: Minutes | None) -> dict[str, Any]:
    """What templates/meetings/_published.html shows: nothing until the minutes are approved."""
    if minutes is None or minutes.state != Minutes.State.APPROVED:
        return {"publishing": None, "published": None}
    row = PublishingCouncil.objects.filter(council=minutes.council_id, until=None).first()
    published = PublishedMinutes.objects.filter(minutes=minutes).defer("content").first() if row else None
    return {"publishing": row, "published": published}


def _person(request: HttpRequest) -> Any:
    return request.user
