"""Joins the rooms; nobody imports it."""

from django.urls import include, path

from politirad import health

urlpatterns = [
    path("healthz/", health.answer, name="healthz"),
    path("accounts/", include("allauth.urls")),
]
