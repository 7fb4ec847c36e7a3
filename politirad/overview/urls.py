"""Paths and names of the pages that join the rooms."""

from django.urls import path

from politirad.overview import council, election_pages, rules, views

urlpatterns = [
    path("", views.overview, name="overview"),
    # Before the rooms' own paths of the same names, which they complete.
    path("rad/<uuid:council_id>/", council.council, name="council"),
    path("rad/<uuid:council_id>/regler/", rules.rules, name="rules"),
    path("sok/", views.find, name="search"),
    path("sprak/", views.set_language, name="set_language"),
    path("valgdager/", election_pages.elections, name="elections"),
    path("valgdager/ny/", election_pages.election_edit, name="election_add"),
    path("valgdager/<str:day>/", election_pages.election_edit, name="election_edit"),
    path("valgdager/<str:day>/ta-ut/", election_pages.election_remove, name="election_remove"),
    path("profil/", views.profile, name="profile"),
    path("tilgjengelighet/", views.accessibility_statement, name="accessibility_statement"),
    path("personvern/", views.privacy, name="privacy"),
]
