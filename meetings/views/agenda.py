"""The agenda as those who build it see it, one item, and its papers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from councils.declarations import declaration_of
from councils.permissions import Right, may
from councils.refusals import Refusal
from meetings.actions.agenda import add_item, begin_agenda, change_item, move_item, remove_item
from meetings.actions.papers import add_paper, remove_paper
from meetings.actions.relocating import may_leave
from meetings.agenda import agenda_of
from meetings.calling import rules_on
from meetings.coverage import coverage_of
from meetings.forms.agenda import ItemForm, PaperForm
from meetings.forms.relocating import RelocationForm
from meetings.models import AgendaItem, ClosedAccess, ItemProposal, Meeting
from meetings.permissions import access_item, access_meeting, access_paper, awaits_declaration, holders_of
from meetings.views.doubts import warn
from politirad.dates import clock
from politirad.tenancy.audit import record
from politirad.tenancy.middleware import logs_reading
from politirad.tenancy.models import User


@logs_reading
@login_required
def agenda(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Build the agenda. The first time it is opened, standing items and the rest are fetched."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    if request.method == "GET" and begin_agenda(meeting=meeting, by=user, at=timezone.now()):
        messages.info(request, _("Faste saker og det som følger av avtalen og forrige møte, er hentet."))
    shown = agenda_of(meeting)
    papers: dict[UUID | None, int] = {}
    for item_id in meeting.files.values_list("item_id", flat=True):
        papers[item_id] = papers.get(item_id, 0) + 1
    waiting = ItemProposal.objects.filter(
        council=meeting.council, state__in=[ItemProposal.State.SUBMITTED, ItemProposal.State.DEFERRED]
    ).select_related("proposed_by", "preferred_meeting")
    return render(
        request,
        "meetings/agenda.html",
        {
            "meeting": meeting,
            "council": meeting.council,
            "agenda": shown,
            "papers": papers,
            "proposals": list(waiting),
            "open": meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED),
            "can_order": meeting.state == Meeting.State.PLANNED,
            "reviewable": len(shown.part_one),
            "reviewed": sum(line.item.review != AgendaItem.Review.PENDING for line in shown.part_one),
            "coverage": coverage_of(meeting.council, meeting.date.year),
            "can_ask": holders_of(meeting.council, Right.REVIEW_AGENDA).exclude(pk=user.pk).exists(),
            "changed_since_review": meeting.review_state == "done"
            and any(line.item.review == AgendaItem.Review.PENDING for line in shown.lines),
        },
    )


@login_required
def new_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Add an item."""
    meeting = access_meeting(request.user, meeting_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        meeting=meeting,
        initial={"parent": request.GET.get("under", ""), "part": request.GET.get("del", "1")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_item(meeting=meeting, terms=form.terms(), by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er lagt til."))
            warn(request, form)
            _warn_of_consent(request, meeting, form)
            return redirect("agenda", meeting.pk)
    return render(request, "meetings/item_form.html", _form_facts(meeting, form, user))


@logs_reading
@login_required
def item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Read one item with its papers; reading a closed one is written down."""
    user: Any = request.user
    try:
        found = access_item(user, meeting_id, item_id)
    except Http404:
        if awaits_declaration(user, access_meeting(user, meeting_id)):
            return redirect("meeting", meeting_id)  # which asks for the declaration
        raise
    if found.is_closed:
        record("read_closed_item", found, by=user)
    can_prepare = may(user, found.council, Right.PREPARE_AGENDA)
    concerned: list[str] = []
    line = next((one for one in agenda_of(found.meeting).lines if one.item.pk == found.pk), None)
    seen_with = line.above.item if line and line.above else found
    if found.is_closed and seen_with.created_by_id == user.pk:
        rows = ClosedAccess.objects.filter(item=seen_with).select_related("user")
        concerned = sorted(row.user.name for row in rows)
    return render(
        request,
        "meetings/item.html",
        {
            "item": found,
            "line": line,
            "meeting": found.meeting,
            "council": found.council,
            "papers": list(found.files.defer("content").select_related("uploaded_by")),
            "concerned": concerned,
            **(_relocation(found) if can_prepare else {}),
            "can_change": can_prepare
            and found.meeting.state in (Meeting.State.PLANNED, Meeting.State.CALLED),
            "paper_form": PaperForm(),
        },
    )


@logs_reading
@login_required
def edit_item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Change an item."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    if found.is_closed:
        record("read_closed_item", found, by=user)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        meeting=found.meeting,
        item=found,
        initial=ItemForm.initial_of(found),
    )
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            change_item(item=found, terms=form.terms(), version=version or 0, by=user, at=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saken er lagret."))
            warn(request, form)
            _warn_of_consent(request, found.meeting, form)
            return redirect("agenda", found.meeting_id)
    return render(request, "meetings/item_form.html", _form_facts(found.meeting, form, user, found))


def _warn_of_consent(request: HttpRequest, meeting: Meeting, form: ItemForm) -> None:
    """A consent that has run out when the council meets is no basis any more; the item is stored all the same."""
    terms = form.terms().closed
    if terms and terms.consent_until and terms.consent_until < meeting.date:
        messages.warning(
            request, _("Samtykket går ut før møtet. Hent et nytt, eller behandle saken etter en hjemmel.")
        )


@login_required
@require_POST
def delete_item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item off the agenda."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        remove_item(item=found, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saken er tatt av sakslisten."))
    return redirect("agenda", meeting_id)


@login_required
@require_POST
def reorder_item(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put an item at another place; answers a script with every item's clock time and a person with the page."""
    try:
        item_id, to = UUID(request.POST.get("item", "")), int(request.POST.get("to", ""))
    except ValueError as error:
        raise Http404 from error
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    by_script = bool(request.headers.get("X-Reorder"))
    try:
        move_item(item=found, to=to, by=user)
    except Refusal as refusal:
        if by_script:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
        messages.error(request, str(refusal))
    return _times(found.meeting) if by_script else redirect("agenda", meeting_id)


def _times(meeting: Meeting) -> JsonResponse:
    """When each item that the reader sees begins now, in words by its id; "" where it is not known."""
    language = get_language() or "nb"
    lines = agenda_of(meeting).lines
    times = {str(one.item.pk): clock(one.starts_at, language) if one.starts_at else "" for one in lines}
    return JsonResponse({"times": times})


@login_required
@require_POST
def upload_paper(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Keep a paper with an item."""
    found = access_item(request.user, meeting_id, item_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("item", meeting_id, item_id)
    upload = form.cleaned_data["paper"]
    try:
        add_paper(item=found, name=upload.name, content=upload.read(), by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sakspapiret er lagt til."))
    return redirect("item", meeting_id, item_id)


@logs_reading
@login_required
def paper(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """The paper's bytes, always as a download; reading one of a closed item is written down."""
    found = access_paper(request.user, meeting_id, paper_id)
    user: Any = request.user
    if found.item is not None and found.item.is_closed:
        record("read_closed_paper", found.item, by=user, paper=found.pk)
    answer = HttpResponse(bytes(found.content), content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def delete_paper(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take a paper away."""
    found = access_paper(request.user, meeting_id, paper_id, to=Right.PREPARE_AGENDA)
    user: Any = request.user
    try:
        remove_paper(paper=found, by=user, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Sakspapiret er tatt bort."))
    if found.item_id is None:
        return redirect("agenda", meeting_id)
    return redirect("item", meeting_id, found.item_id)


def _relocation(item: AgendaItem) -> dict[str, Any]:
    """What the page needs to move or copy the item to another meeting."""
    now = timezone.now()
    form = RelocationForm(item=item, today=timezone.localdate(now))
    return {
        "relocation_form": form,
        "can_move": may_leave(item.meeting, now),
        "is_approval": item.approves.exists(),
    }


def _form_facts(meeting: Meeting, form: ItemForm, by: User, item: AgendaItem | None = None) -> dict[str, Any]:
    rules = rules_on(meeting.council, meeting.date)
    return {
        "meeting": meeting,
        "council": meeting.council,
        "form": form,
        "item": item,
        "two_part": rules.two_part if rules else False,
        "undeclared": declaration_of(meeting.council, by) is None,
    }
