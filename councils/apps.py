"""The app's name."""

from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    """See the package's docstring for what the room holds."""

    name = "councils"
    default_auto_field = "django.db.models.BigAutoField"
