"""The list of meetings, one meeting's page, and making or changing a single meeting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from councils.permissions import Right, access_council, councils_of, may
from councils.refusals import Refusal
from meetings.actions.meetings import change_meeting, create_meeting
from meetings.calling import deputies_of
from meetings.explanations import say_duty
from meetings.forms.calling import AnswerForm
from meetings.forms.meetings import MeetingForm
from meetings.hosts import hosts_to_choose
from meetings.models import AgendaItem, Invitee, Meeting
from meetings.next_steps import Step, next_steps
from meetings.permissions import access_meeting, access_meeting_in_series
from meetings.sent import reading_of, works_on_it
from meetings.series import neighbours_of
from meetings.views.day_checks import HOURS, check, tell
from meetings.views.declaring import declaration_asked_for
from meetings.views.doubts import warn
from meetings.year_request import year_facts
from politirad.dates import short_date
from politirad.tenancy.permissions import rights

PER_PAGE = 25
MOST_SHOWN = 12  # people of a meeting that are listed at once
WORDS = {
    Step.BUILD: (gettext_lazy("Rediger sakslisten"), "agenda"),
    Step.CALL: (gettext_lazy("Kall inn til møtet"), "send"),
    Step.REVIEW: (gettext_lazy("Gå gjennom sakslisten"), "eye"),
    Step.PROPOSE: (gettext_lazy("Meld en sak"), "add"),
    Step.EDIT: (gettext_lazy("Endre tid og sted"), "edit"),
    Step.CHANGE: (gettext_lazy("Endre møtet"), "edit"),
    Step.DELIVERY: (gettext_lazy("Innkalte og svar"), "envelope"),
    Step.ATTENDANCE: (gettext_lazy("Før oppmøte"), "users"),
    Step.MINUTES: (gettext_lazy("Referat"), "minutes"),
    Step.CANCEL: (gettext_lazy("Avlys møtet"), "close"),
}
OPEN = (Meeting.State.PLANNED, Meeting.State.CALLED)
ORDER = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.HELD, Meeting.State.MINUTED]


@login_required
def meetings(request: HttpRequest) -> HttpResponse:
    """Meetings of the reader's councils, those to come or those that have been."""
    user: Any = request.user
    today = timezone.localdate()
    councils = list(councils_of(user).order_by("name"))
    past = request.GET.get("vis") == "tidligere"
    chosen = next((one for one in councils if str(one.pk) == request.GET.get("rad")), None)
    rows = Meeting.objects.filter(council__in=[chosen] if chosen else councils).select_related("council")
    rows = rows.filter(date__lt=today) if past else rows.filter(date__gte=today)
    rows = rows.order_by("-date", "-start") if past else rows.order_by("date", "start")
    one = chosen or (councils[0] if len(councils) == 1 else None)
    return render(
        request,
        "meetings/meetings.html",
        {
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "councils": councils,
            "chosen": chosen,
            "past": past,
            "today": today,
            "new_in": one if one and may(user, one, Right.CALL_MEETING) else None,
        },
    )


@login_required
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: when and where, the agenda, who is called, and what to do next."""
    return meeting_page(request, access_meeting_in_series(request.user, meeting_id))


def meeting_page(request: HttpRequest, found: Meeting, *, refused: AnswerForm | None = None) -> HttpResponse:
    """The page of a meeting; with an answer that was refused, the form as it was filled in."""
    user: Any = request.user
    today = timezone.localdate()
    items = list(found.items.all())
    invitees = list(found.invitees.filter(removed_at__isnull=True).select_related("user", "seat"))
    granted = rights(user, found.council)
    steps = next_steps(
        found.state,
        found.date,
        today,
        granted,
        has_items=bool(items),
        review=found.review_state,
        pending=any(item.review == AgendaItem.Review.PENDING for item in items),
    )
    reading = reading_of(found, granted, items=items)
    may_read_drafts = works_on_it(granted)
    mine = next((one for one in invitees if one.user_id == user.pk), None)
    answer_form = refused
    if (
        refused is None
        and mine
        and found.state == Meeting.State.CALLED
        and not found.has_been(timezone.now())
    ):
        mine.meeting = found
        deputies = deputies_of(mine)
        answer_form = AnswerForm(initial=AnswerForm.initial_of(mine, deputies), deputies=deputies)
    return render(
        request,
        "meetings/meeting.html",
        {
            "meeting": found,
            "council": found.council,
            "today": today,
            "agenda": reading.agenda,
            "papers": reading.papers,
            "reading": reading,
            "can_announce": Right.PREPARE_AGENDA in granted
            and found.state == Meeting.State.CALLED
            and not found.has_been(timezone.now()),
            "invitees": folded(invitees),
            "counts": _counts(invitees),
            "pdfs": [
                pdf
                for pdf in found.pdfs.defer("content").order_by("-stored_at")
                if may_read_drafts or not pdf.draft
            ],
            "can_order": may_read_drafts or not reading.draft,
            "steps": status_line(found),
            "next": _buttons(found, steps),
            "duties": [
                say_duty(one["kind"], one.get("text", ""), request.LANGUAGE_CODE) for one in found.duties
            ],
            **neighbours_of(found),
            "awaits": declaration_asked_for(request, found),
            "mine": mine,
            "answer_form": answer_form,
            "can_prepare": Right.PREPARE_AGENDA in granted,
            "can_build": Right.PREPARE_AGENDA in granted and found.state in OPEN,
            "can_propose": Right.PROPOSE_ITEM in granted and found.state in OPEN and found.date >= today,
            "can_evaluate": Right.PREPARE_AGENDA in granted
            and found.state not in (Meeting.State.PLANNED, Meeting.State.CANCELLED)
            and found.date <= today,
        },
        status=422 if refused else 200,
    )


@login_required
def new_meeting(request: HttpRequest, council_id: UUID) -> HttpResponse:
    """Make a meeting outside the year plan."""
    council = access_council(request.user, council_id, to=Right.CALL_MEETING)
    user: Any = request.user
    facts = year_facts(council, timezone.localdate().year, with_duties=False)
    usual = {"start": facts.request.starts_at, "end": facts.request.ends_at, "place": facts.place}
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial=usual,
        hosts=hosts_to_choose(council, timezone.localdate().year),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = create_meeting(council=council, terms=form.terms(), by=user, today=timezone.localdate())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er opprettet. Ingen er kalt inn ennå."))
            tell(request, check(council, form, made))
            warn(request, form)
            return redirect("meeting", made.pk)
    shown = {"council": council, "form": form, "check": check(council, form)}
    return render(request, "meetings/meeting_form.html", shown)


@login_required
def edit_meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Change a meeting that nobody has been called to yet."""
    found = access_meeting(request.user, meeting_id, to=Right.CALL_MEETING)
    user: Any = request.user
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial=MeetingForm.initial_of(found),
        hosts=hosts_to_choose(found.council, found.date.year, chosen=found.host),
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = change_meeting(meeting=found, terms=form.terms(), by=user, today=timezone.localdate())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Møtet er endret."))
            if set(HOURS) & set(form.changed_data):
                tell(request, check(found.council, form, found))
            if changed.number != found.number:
                words = _("Møtet er flyttet til et annet år, og fikk nummeret %(number)d/%(year)d der.")
                messages.info(request, words % {"number": changed.number, "year": changed.number_year})
            warn(request, form)
            return redirect("meeting", found.pk)
    facts = {
        "council": found.council,
        "meeting": found,
        "form": form,
        "check": check(found.council, form, found),
    }
    return render(request, "meetings/meeting_form.html", facts)


def status_line(meeting: Meeting) -> list[dict[str, str]]:
    """Planned, called, held, minutes: where the meeting is now, as _parts/steps.html shows it."""
    labels = [_("Planlagt"), _("Innkalt"), _("Holdt"), _("Referat")]
    called = short_date(timezone.localdate(meeting.called_at)) if meeting.called_at else ""
    if meeting.state == Meeting.State.CANCELLED:
        done = 2 if meeting.called_at else 1
        steps = [{"label": label, "state": "done", "when": ""} for label in labels[:done]]
        return [*steps, {"label": _("Avlyst"), "state": "stopped", "when": ""}]
    here = ORDER.index(Meeting.State(meeting.state))
    whens = ["", called, short_date(meeting.date), ""]
    return [
        {"label": label, "state": _state(place, here), "when": whens[place]}
        for place, label in enumerate(labels)
    ]


def _state(place: int, here: int) -> str:
    """A minuted meeting is done with all its steps; any other stands at its own."""
    if place < here or here == len(ORDER) - 1:
        return "done"
    return "current" if place == here else "todo"


def folded(invitees: list[Invitee]) -> tuple[list[Invitee], list[Invitee]]:
    """Those to show at once, and the rest of a long list: who has said nothing, or came as everybody did."""
    if len(invitees) <= MOST_SHOWN:
        return invitees, []
    plain = {
        one.pk
        for one in invitees
        if one.attendance == Invitee.Attendance.PRESENT
        or (one.attendance == Invitee.Attendance.UNKNOWN and one.answer == Invitee.Answer.NONE)
    }
    first = [one for one in invitees if one.pk not in plain] or invitees[:MOST_SHOWN]
    shown = {one.pk for one in first}
    return first, [one for one in invitees if one.pk not in shown]


def _counts(invitees: list[Invitee]) -> list[tuple[str, int]]:
    """How many have given each answer, those without answer last."""
    order = (Invitee.Answer.ACCEPTED, Invitee.Answer.TENTATIVE, Invitee.Answer.DECLINED, Invitee.Answer.NONE)
    return [
        (str(answer.label), count)
        for answer in order
        if (count := sum(one.answer == answer for one in invitees))
    ]


def _buttons(meeting: Meeting, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """The steps as buttons; the first is the primary one."""
    found: list[dict[str, Any]] = []
    for step in steps:
        label, icon = WORDS[step]
        if step is Step.PROPOSE:
            url = f"{reverse(step, args=[meeting.council_id])}?mote={meeting.pk}"
        else:
            try:
                url = reverse(step, args=[meeting.pk])
            except NoReverseMatch:
                continue
        found.append({"label": label, "icon": icon, "url": url, "primary": not found})
    return found
