"""The app's name."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's docstring for what the room holds."""

    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"
