"""Paths and names of calling, answering and calendar subscriptions."""

from django.urls import path

from meetings.views import answers, calling, feeds, replies

urlpatterns = [
    path("moter/<uuid:meeting_id>/innkalling/", calling.meeting_call, name="meeting_call"),
    path("moter/<uuid:meeting_id>/endring/", calling.meeting_change, name="meeting_change"),
    path("moter/<uuid:meeting_id>/avlysning/", calling.meeting_cancel, name="meeting_cancel"),
    path("moter/<uuid:meeting_id>/utsendinger/", calling.meeting_delivery, name="meeting_delivery"),
    path("moter/<uuid:meeting_id>/innkalte/ny/", calling.guest_call, name="guest_call"),
    path("moter/<uuid:meeting_id>/innkalte/medlem/", calling.member_call, name="member_call"),
    path(
        "moter/<uuid:meeting_id>/utsendinger/<uuid:letter_id>/igjen/",
        calling.letter_again,
        name="letter_again",
    ),
    path(
        "moter/<uuid:meeting_id>/innkalte/<uuid:invitee_id>/fjern/",
        calling.invitee_remove,
        name="invitee_remove",
    ),
    path(
        "moter/<uuid:meeting_id>/innkalte/<uuid:invitee_id>/svar/",
        answers.answer_for,
        name="answer_for",
    ),
    path("moter/<uuid:meeting_id>/svar/", answers.answer_own, name="answer_own"),
    path("svar/<str:secret>/", answers.answer, name="answer"),
    path("svar/<str:secret>/mappe/", answers.answer_pack, name="answer_pack"),
    path("svar/<str:secret>/papir/<uuid:paper_id>/", answers.answer_paper, name="answer_paper"),
    path("svar-epost/", replies.receive, name="receive_reply"),
    path("kalender/", feeds.calendar_feeds, name="calendar_feeds"),
    path("kalender/lag/", feeds.make_personal, name="make_personal_feed"),
    path("kalender/lag/<uuid:council_id>/", feeds.make_for_council, name="make_council_feed"),
    path("kalender/<uuid:feed_id>/slett/", feeds.remove, name="remove_feed"),
    path("kalender/<str:secret>.ics", feeds.calendar, name="feed"),
]
