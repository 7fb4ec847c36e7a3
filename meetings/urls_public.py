"""Paths and names of the pages that need no login, once for each language: /referater/, /nn/referater/, /en/referater/."""

from django.urls import include, path

from meetings.views import prevention, public_minutes
from politirad.public import PREFIXES

COUNCIL = "referater/<uuid:publishing_id>/"
MINUTES = f"{COUNCIL}<uuid:published_id>/"
SCHOOLS = "forebygging/<str:secret>/"

PAGES = [
    path("referater/", public_minutes.councils, name="public_minutes"),
    path(COUNCIL, public_minutes.council, name="public_council"),
    path(MINUTES, public_minutes.minutes, name="public_minutes_of"),
    path(SCHOOLS, prevention.schools, name="schools"),
    path(f"{SCHOOLS}<int:year>/", prevention.schools, name="schools_year"),
    path(f"{SCHOOLS}<int:year>/kalender.ics", prevention.schools_file, name="schools_file"),
    path(f"{MINUTES}pdf/", public_minutes.minutes_pdf, name="public_minutes_pdf"),
]

# Bokmål last: a name without a language means that one.
urlpatterns = [
    path(prefix, include(PAGES), {"language": language}) for language, prefix in reversed(PREFIXES.items())
]
