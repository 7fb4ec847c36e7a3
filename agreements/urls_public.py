"""Paths and names of the pages for everybody, once for each language: /kontroller/, /nn/kontroller/, /en/kontroller/."""

from django.urls import include, path

from agreements.views import verifying
from politirad.public import PREFIXES

PAGES = [
    path("kontroller/", verifying.verify, name="verify"),
    path("kontroller/<str:code>/", verifying.verify_code, name="verify_code"),
]

# Bokmål last: a name without a language means that one.
urlpatterns = [
    path(prefix, include(PAGES), {"language": language}) for language, prefix in reversed(PREFIXES.items())
]
