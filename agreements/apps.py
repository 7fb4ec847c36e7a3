"""The app's name."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """See the package's docstring for what the room holds."""

    name = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
