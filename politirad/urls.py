"""Joins the rooms; nobody imports it."""

from django.conf import settings
from django.urls import include, path

from politirad import health, logins, mailbox, own_address, public

urlpatterns = [
    path("healthz/", health.answer, name="healthz"),
    path("robots.txt", public.robots, name="robots"),
    path("accounts/sessions/<int:session>/end/", logins.end_session, name="end_session"),
    # Before allauth's own paths of the same names.
    path("accounts/email/", own_address.change_address, name="account_email"),
    path("accounts/confirm-email/", own_address.to_own_address, name="account_email_verification_sent"),
    path("accounts/confirm-email/<str:key>/", own_address.confirm_address, name="account_confirm_email"),
    path("accounts/", include("allauth.urls")),
    path("", include("politirad.overview.urls")),
    path("", include("councils.urls")),
    path("", include("agreements.urls")),
    path("", include("agreements.urls_public")),
    path("", include("meetings.urls")),
    path("", include("meetings.urls_calling")),
    path("", include("meetings.urls_minutes")),
    path("", include("meetings.urls_evaluation")),
    path("", include("meetings.urls_reports")),
    path("", include("meetings.urls_public")),
]
# The demo's mail catcher. In real operation there is no such address, not even a closed one.
if settings.DEMO:
    urlpatterns += [
        path("demo/innboks/", mailbox.mailbox, name="demo_mailbox"),
        path("demo/innboks/<str:name>/", mailbox.letter, name="demo_letter"),
        path("demo/innboks/<str:name>/fil/", mailbox.download, name="demo_letter_file"),
    ]
