"""Paths and names of minutes, decisions, follow-up and PDFs."""

from django.urls import path

from meetings.views import (
    archiving,
    attendance,
    follow_up,
    hearing,
    minutes,
    minutes_live,
    minutes_versions,
    outcomes,
    printing,
    publishing,
    year_minutes,
)

MEETING = "moter/<uuid:meeting_id>/"
ITEM = MEETING + "saker/<uuid:item_id>/"

urlpatterns = [
    path(MEETING + "referat/", minutes.minutes, name="minutes"),
    path(MEETING + "referat/begynn/", minutes.minutes_begin, name="minutes_begin"),
    path(MEETING + "oppmote/", attendance.attendance, name="attendance"),
    path(MEETING + "oppmote/flere/", attendance.attendee_add, name="attendee_add"),
    path(ITEM + "oppmote/", attendance.item_attendance, name="item_attendance"),
    path(MEETING + "referat/send/", hearing.minutes_send, name="minutes_send"),
    path(MEETING + "referat/merknad/", hearing.remark_add, name="remark_add"),
    path(MEETING + "referat/merknad/<uuid:remark_id>/", hearing.remark_answer, name="remark_answer"),
    path(MEETING + "referat/godkjenn/", hearing.minutes_approve, name="minutes_approve"),
    path("rad/<uuid:council_id>/apne-referater/", publishing.council_publishing, name="council_publishing"),
    path(MEETING + "referat/publiser/", publishing.minutes_publish, name="minutes_publish"),
    path(MEETING + "referat/trekk/", publishing.minutes_withdraw, name="minutes_withdraw"),
    path(MEETING + "arkiv/", archiving.meeting_archive, name="meeting_archive"),
    path(MEETING + "referat/rett/", hearing.correction_add, name="correction_add"),
    path(MEETING + "referat/versjoner/", minutes_versions.minutes_versions, name="minutes_versions"),
    path(
        MEETING + "referat/versjoner/<int:number>/", minutes_versions.minutes_version, name="minutes_version"
    ),
    path(ITEM + "godkjenn-forrige/", hearing.approve_former, name="approve_former"),
    path(MEETING + "referat/nytt/", minutes_live.minutes_pulse, name="minutes_pulse"),
    path(MEETING + "skjerm/", minutes_live.screen, name="screen"),
    path(ITEM + "referat/", minutes.item_minutes, name="item_minutes"),
    path(ITEM + "referat/na/", minutes_live.item_now, name="item_now"),
    path(ITEM + "referat/versjoner/", minutes_live.item_versions, name="item_versions"),
    path(ITEM + "vedtak/", outcomes.decision_add, name="decision_add"),
    path(MEETING + "vedtak/<uuid:decision_id>/", outcomes.decision_change, name="decision_change"),
    path(MEETING + "vedtak/<uuid:decision_id>/fjern/", outcomes.decision_withdraw, name="decision_withdraw"),
    path(ITEM + "oppfolging/", outcomes.action_add, name="action_add"),
    path(MEETING + "oppfolging/<uuid:action_id>/", outcomes.action_change, name="action_change"),
    path(MEETING + "oppfolging/<uuid:action_id>/fjern/", outcomes.action_withdraw, name="action_withdraw"),
    path(MEETING + "pdf/<str:kind>/lag/", printing.meeting_order_pdf, name="meeting_order_pdf"),
    path(MEETING + "jobber/<uuid:job_id>/", printing.meeting_job, name="meeting_job"),
    path(MEETING + "pdf/<uuid:pdf_id>/", printing.meeting_pdf, name="meeting_pdf"),
    path("rad/<uuid:council_id>/referater/<int:year>/", year_minutes.year_minutes, name="year_minutes"),
    path(
        "rad/<uuid:council_id>/referater/<int:year>/pdf/",
        year_minutes.order_year_minutes,
        name="order_year_minutes",
    ),
    path("oppfolging/", follow_up.follow_up, name="follow_up"),
    path("oppfolging/<uuid:action_id>/lukk/", follow_up.action_close, name="action_close"),
    path("oppfolging/<uuid:action_id>/apne/", follow_up.action_reopen, name="action_reopen"),
]
