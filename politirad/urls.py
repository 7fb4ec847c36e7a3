"""Joins the rooms; nobody imports it."""

from django.conf import settings
from django.urls import include, path

from politirad import health, logins, mailbox, public

urlpatterns = [
    path("healthz/", health.answer, name="healthz"),
    path("robots.txt", public.robots, name="robots"),
    path("accounts/sessions/<int:session>/end/", logins.end_session, name="end_session"),
    path("accounts/", include("allauth.urls")),
    path("", include("politirad.overview.urls")),
    path("", include("councils.urls")),
    path("", include("agreements.urls")),
    path("", include("agreements.urls_public")),
    path("", include("meetings.urls")),
    path("", include("meetings.urls_calling")),
    path("", include("meetings.urls_minutes")),
]
# The demo's mail catcher. In real operation there is no such address, not even a closed one.
if settings.DEMO:
    urlpatterns += [
        path("demo/innboks/", mailbox.mailbox, name="demo_mailbox"),
        path("demo/innboks/<str:name>/", mailbox.letter, name="demo_letter"),
        path("demo/innboks/<str:name>/fil/", mailbox.download, name="demo_letter_file"),
    ]
