"""The app's name, and its words in the trail of events."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from meetings.reply_addresses import is_pattern


class MeetingsConfig(AppConfig):
    """See the package's docstring for what the room holds."""

    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the councils' trail what this room does, and refuse an address that no answer could reach."""
        from councils import trail  # noqa: PLC0415  (Django's own idiom: apps are not loaded before this)
        from meetings.trail import WORDS  # noqa: PLC0415

        trail.WORDS.update(WORDS)
        if settings.REPLY_ADDRESS and not is_pattern(settings.REPLY_ADDRESS):
            raise ImproperlyConfigured(
                "REPLY_ADDRESS must be a mail address with at most one star before the @, such as"
                " svar+*@politirad.example.no."
            )
