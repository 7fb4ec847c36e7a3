"""The app's name, and its words in the trail of events."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """See the package's docstring for what the room holds."""

    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the councils' trail what this room does."""
        from councils import trail  # noqa: PLC0415  (Django's own idiom: apps are not loaded before this)
        from meetings.trail import WORDS  # noqa: PLC0415

        trail.WORDS.update(WORDS)
