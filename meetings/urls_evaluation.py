"""Paths and names of the pages by which a council evaluates its own work."""

from django.urls import path

from meetings.views import evaluations, learning

COUNCIL = "rad/<uuid:council_id>/evaluering/"
ONE = COUNCIL + "<uuid:evaluation_id>/"
POINT = COUNCIL + "laering/<uuid:point_id>/"

urlpatterns = [
    path(COUNCIL, evaluations.evaluations, name="evaluations"),
    path(COUNCIL + "sporsmal/<str:rhythm>/", evaluations.questions, name="evaluation_questions"),
    path(COUNCIL + "ny/", evaluations.open_new, name="open_evaluation"),
    path(ONE, evaluations.evaluation, name="evaluation"),
    path(ONE + "svar/", evaluations.answer, name="answer_evaluation"),
    path(ONE + "lukk/", evaluations.close, name="close_evaluation"),
    path(ONE + "laering/", learning.add, name="add_learning_point"),
    path(POINT + "fjern/", learning.remove, name="remove_learning_point"),
    path(POINT + "meld/", learning.propose, name="propose_learning_point"),
]
