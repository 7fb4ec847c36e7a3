"""Paths and names of the pages for everybody, once for each language: /kontroller/, /nn/kontroller/, /en/kontroller/."""

from django.urls import include, path

from agreements.views import register, verifying
from politirad.public import PREFIXES

ENTRY = "avtaleregister/<uuid:entry_id>/"

PAGES = [
    path("avtaleregister/", register.register, name="register"),
    path(ENTRY, register.register_entry, name="register_entry"),
    path(f"{ENTRY}endringer/", register.register_changes, name="register_changes"),
    path(f"{ENTRY}pdf/", register.register_pdf, name="register_pdf"),
    path(f"{ENTRY}data/", register.register_text, name="register_text"),
    path("kontroller/", verifying.verify, name="verify"),
    path("kontroller/<str:code>/", verifying.verify_code, name="verify_code"),
]

# Bokmål last: a name without a language means that one.
urlpatterns = [
    path(prefix, include(PAGES), {"language": language}) for language, prefix in reversed(PREFIXES.items())
]
