"""How allauth's accounts behave here: nobody signs up; people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Logins exist because somebody made them for a person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
