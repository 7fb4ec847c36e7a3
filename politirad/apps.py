"""The product's own app: commands and pages that belong to no room."""

from django.apps import AppConfig


class PolitiradConfig(AppConfig):
    """Carries the management commands and the checks of real operation; it has no models."""

    name = "politirad"

    def ready(self) -> None:
        """Make our Celery app the current one in every process, so that tasks can be woken by name."""
        from politirad import celery, checks  # noqa: F401, PLC0415  (they read the settings, which are ready only now)
