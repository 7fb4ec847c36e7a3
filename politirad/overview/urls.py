"""Paths and names of the pages that join the rooms."""

from django.urls import path

from politirad.overview import council, views

urlpatterns = [
    path("", views.overview, name="overview"),
    # Before the room's own path of the same name, which it completes.
    path("rad/<uuid:council_id>/", council.council, name="council"),
    path("sok/", views.find, name="search"),
    path("sprak/", views.set_language, name="set_language"),
    path("profil/", views.profile, name="profile"),
    path("tilgjengelighet/", views.accessibility_statement, name="accessibility_statement"),
    path("personvern/", views.privacy, name="privacy"),
]
