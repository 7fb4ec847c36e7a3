"""The product's own app: commands and pages that belong to no room."""

from django.apps import AppConfig


class PolitiradConfig(AppConfig):
    """Carries the management commands; it has no models."""

    name = "politirad"

    def ready(self) -> None:
        """Make our Celery app the current one in every process, so that tasks can be woken by name."""
        from politirad import celery  # noqa: F401, PLC0415  (the app reads the settings, which are ready only now)
