"""Call a meeting, change it, cancel it, and see who has been told."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.calling import call_guest, call_meeting, call_member, remove_invitee
from meetings.actions.carrying import refresh_follow_up
from meetings.actions.changes import cancel_meeting, change_called_meeting
from meetings.actions.letters import STUCK, send_again
from meetings.actions.sending import present_invitees
from meetings.agenda import agenda_of
from meetings.calling import Called, members_to_call, seat_changes, timing
from meetings.forms.calling import CallForm, CancelMeetingForm, ChangeMeetingForm, GuestForm
from meetings.hosts import hosts_to_choose
from meetings.models import Meeting
from meetings.notifications.calls import preview
from meetings.permissions import access_letter, access_meeting
from meetings.views.day_checks import HOURS, check, tell
from meetings.views.doubts import warn
from politirad.mail import Letter
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.models import OutgoingMessage


@logs_reading
@login_required
def meeting_call(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Before sending: who gets what, in words. Then send."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    at = timezone.now()
    when = timing(meeting, today=timezone.localdate(at))
    form = CallForm(request.POST if request.method == "POST" else None, late=when.late)
    only_looks = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not only_looks:
        try:
            call_meeting(
                meeting=meeting,
                at=at,
                by=_person(request),
                message=form.cleaned_data["message"],
                late_reason=form.cleaned_data.get("late_reason", ""),
                guests=form.cleaned_data["guests"],
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Innkallingen er på vei. Her ser du når den er sendt."))
            warn(request, form)
            return redirect("meeting_delivery", meeting.pk)
    prepares = may(_person(request), meeting.council, Right.PREPARE_AGENDA)
    if prepares and meeting.state == Meeting.State.PLANNED:  # what is shown here is what is sent
        refresh_follow_up(meeting=meeting, at=at, by=_person(request))
    called, shown = members_to_call(meeting), agenda_of(meeting)
    facts = {
        "meeting": meeting,
        "form": form,
        "timing": when,
        "called": called,
        "people": len(called) + (len(form.cleaned_data.get("guests", ())) if form.is_bound else 0),
        "guests": form.cleaned_data.get("guests", ()) if form.is_bound else (),
        "letter": _preview(meeting, called, form, when.deadline if when.late else None),
        "looks": only_looks,
        "lines": shown.tree_one,
        "consents_over": sum(one.item.consent_ends_early for one in shown.part_two),
        "waiting": meeting.state == Meeting.State.PLANNED,
        "unopened": meeting.agenda_begun_at is None and prepares,
    }
    return render(request, "meetings/call.html", facts)


def _preview(
    meeting: Meeting, called: list[Called], form: CallForm, late_since: datetime.date | None
) -> Letter | None:
    """The letter as the first of those called would get it, with what has been typed so far."""
    if not called or meeting.state != Meeting.State.PLANNED:
        return None
    typed = form.cleaned_data if form.is_bound else {}
    message, reason = typed.get("message", ""), typed.get("late_reason", "")
    return preview(meeting, called[0], message=message, late_since=late_since, late_reason=reason)


@login_required
def meeting_change(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Change time, place or title of a meeting that is called."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    form = ChangeMeetingForm(
        request.POST if request.method == "POST" else None,
        initial=ChangeMeetingForm.initial_of(meeting),
        hosts=hosts_to_choose(meeting.council, meeting.date.year, chosen=meeting.host),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_called_meeting(
                meeting=meeting, terms=form.terms(), at=timezone.now(), by=_person(request)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            if changed:
                messages.success(request, _("Møtet er endret. De som er kalt inn, får beskjed om et minutt."))
                _say_what_it_is_called(request, meeting, form.cleaned_data["date"].year)
                if set(HOURS) & set(form.changed_data):
                    tell(request, check(meeting.council, form, meeting))
                warn(request, form)
            return redirect("meeting", meeting.pk)
    facts = {"meeting": meeting, "form": form, "check": check(meeting.council, form, meeting)}
    return render(request, "meetings/change.html", facts)


def _say_what_it_is_called(request: HttpRequest, meeting: Meeting, year: int) -> None:
    """Moved to another year a called meeting keeps its number."""
    if meeting.number and year != meeting.date.year:
        words = _("Møtet beholder nummeret %(number)d/%(year)d, som de innkalte kjenner.")
        messages.info(
            request, words % {"number": meeting.number, "year": meeting.number_year or meeting.date.year}
        )


@login_required
def meeting_cancel(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting, with the reason that everybody reads."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    form = CancelMeetingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(
                meeting=meeting, reason=form.cleaned_data["reason"], at=timezone.now(), by=_person(request)
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er avlyst."))
            warn(request, form)
            return redirect("meeting", meeting.pk)
    told = len(present_invitees(meeting)) if meeting.state == Meeting.State.CALLED else 0
    return render(request, "meetings/cancel.html", {"meeting": meeting, "form": form, "told": told})


@login_required
@require_safe
def meeting_delivery(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What has been sent about a meeting, to whom, and what the mail server answered."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    rows = OutgoingMessage.objects.filter(subject_id=meeting.pk).defer("text", "html", "calendar")
    State = OutgoingMessage.State
    # What somebody must see to comes first; then the newest.
    troubles = {str(state): place for place, state in enumerate((State.DEAD, State.UNCERTAIN, State.FAILED))}
    letters = sorted(rows.order_by("-created_at"), key=lambda one: troubles.get(one.state, len(troubles)))
    alone = bool(request.headers.get("HX-Request"))
    invitees = present_invitees(meeting)
    ahead = meeting.state == Meeting.State.CALLED and not meeting.has_been(timezone.now())
    facts = {
        "meeting": meeting,
        "letters": letters,
        "refused": sum(one.state == State.DEAD for one in letters),
        "alone": alone,
        "under_way": any(
            one.state in {State.NEW, State.CLAIMED, State.SENDING, State.FAILED} for one in letters
        ),
        "notices": meeting.notices.select_related("sent_by").order_by("-sent_at"),
        "invitees": invitees,
        "seats": seat_changes(meeting, invitees) if ahead else None,
        "stuck": STUCK,
        "replies": list(meeting.mail_replies.select_related("invitee").order_by("-came_at")),
        "guest_form": GuestForm(),
        "may_add": ahead,
    }
    return render(request, "meetings/_letters.html" if alone else "meetings/delivery.html", facts)


@login_required
@require_POST
def guest_call(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call one more person."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    form = GuestForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("meeting_delivery", meeting.pk)
    try:
        invitee = call_guest(meeting=meeting, guest=form.guest(), at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        warn(request, form)
        messages.success(request, _("%(name)s er kalt inn.") % {"name": invitee.name})
    return redirect("meeting_delivery", meeting.pk)


@login_required
@require_POST
def member_call(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Call somebody who has taken a seat since the notice left."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    email = request.POST.get("email", "")
    try:
        invitee = call_member(meeting=meeting, email=email, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s er kalt inn.") % {"name": invitee.name})
    return redirect("meeting_delivery", meeting.pk)


@login_required
@require_POST
def letter_again(request: HttpRequest, meeting_id: UUID, letter_id: UUID) -> HttpResponse:
    """Send a letter that did not arrive once more."""
    meeting, letter = access_letter(request.user, meeting_id, letter_id)
    try:
        send_again(meeting=meeting, message=letter, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Brevet blir sendt en gang til."))
    return redirect("meeting_delivery", meeting.pk)


@login_required
@require_POST
def invitee_remove(request: HttpRequest, meeting_id: UUID, invitee_id: UUID) -> HttpResponse:
    """Take one person off the meeting."""
    meeting = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    try:
        remove_invitee(meeting=meeting, invitee_id=invitee_id, at=timezone.now(), by=_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Personen er tatt av møtet og får beskjed."))
    return redirect("meeting_delivery", meeting.pk)


def _person(request: HttpRequest) -> Any:
    return request.user
