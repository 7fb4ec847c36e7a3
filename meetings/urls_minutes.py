"""Paths and names of minutes, decisions, follow-up and PDFs."""

from django.urls import path

from meetings.views import attendance, follow_up, minutes, printing

MEETING = "moter/<uuid:meeting_id>/"

urlpatterns = [
    path(MEETING + "referat/", minutes.minutes, name="minutes"),
    path(MEETING + "referat/begynn/", minutes.minutes_begin, name="minutes_begin"),
    path(MEETING + "oppmote/", attendance.attendance, name="attendance"),
    path(MEETING + "oppmote/flere/", attendance.attendee_add, name="attendee_add"),
    path(MEETING + "saker/<uuid:item_id>/oppmote/", attendance.item_attendance, name="item_attendance"),
    path(MEETING + "referat/send/", minutes.minutes_send, name="minutes_send"),
    path(MEETING + "referat/godkjenn/", minutes.minutes_approve, name="minutes_approve"),
    path(MEETING + "saker/<uuid:item_id>/referat/", minutes.item_minutes, name="item_minutes"),
    path(MEETING + "saker/<uuid:item_id>/vedtak/", follow_up.decision_add, name="decision_add"),
    path(MEETING + "vedtak/<uuid:decision_id>/fjern/", follow_up.decision_withdraw, name="decision_withdraw"),
    path(MEETING + "saker/<uuid:item_id>/oppfolging/", follow_up.action_add, name="action_add"),
    path(MEETING + "pdf/<str:kind>/lag/", printing.meeting_order_pdf, name="meeting_order_pdf"),
    path(MEETING + "jobber/<uuid:job_id>/", printing.meeting_job, name="meeting_job"),
    path(MEETING + "pdf/<uuid:pdf_id>/", printing.meeting_pdf, name="meeting_pdf"),
    path("oppfolging/", follow_up.follow_up, name="follow_up"),
    path("oppfolging/<uuid:action_id>/lukk/", follow_up.action_close, name="action_close"),
    path("oppfolging/<uuid:action_id>/apne/", follow_up.action_reopen, name="action_reopen"),
]
