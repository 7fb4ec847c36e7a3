"""Paths and names of the agreements' pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest, agreement_id: object) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("avtaler/<uuid:agreement_id>/", nothing, name="agreement"),
    path("avtaler/<uuid:agreement_id>/signer/", nothing, name="agreement_sign"),
]
