"""The inner app: who we are and whom we serve."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    """Organisations, users, the wall, the audit trail and outgoing messages."""

    name = "politirad.tenancy"
    label = "tenancy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the start-up checks; importing them is what registers them."""
        from politirad.tenancy import checks  # noqa: F401  (Django's own idiom: apps are not loaded before this)
