"""The product's own app: commands and pages that belong to no room."""

from django.apps import AppConfig


class PolitiradConfig(AppConfig):
    """Carries the management commands; it has no models."""

    name = "politirad"
