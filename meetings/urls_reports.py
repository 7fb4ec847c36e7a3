"""Paths and names of what a council has decided, what came of its focus areas, and how open work is handed over."""

from django.urls import path

from meetings.views import decisions, handover

COUNCIL = "rad/<uuid:council_id>/"

urlpatterns = [
    path(COUNCIL + "overlevering/", handover.handover, name="handover"),
    path(COUNCIL + "vedtak/", decisions.newest, name="newest_decisions"),
    path(COUNCIL + "vedtak/<int:year>/", decisions.decisions, name="decisions"),
    path(COUNCIL + "vedtak/<int:year>/fil.csv", decisions.decisions_file, name="decisions_file"),
    path(COUNCIL + "satsingsomrader/", decisions.focus_areas, name="focus_areas"),
    path(COUNCIL + "satsingsomrader/<uuid:area_id>/", decisions.focus_area, name="focus_area"),
    path(
        COUNCIL + "satsingsomrader/<uuid:area_id>/fil.csv", decisions.focus_area_file, name="focus_area_file"
    ),
]
