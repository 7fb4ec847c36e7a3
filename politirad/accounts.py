"""How allauth's accounts behave here: nobody signs up; people are invited."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.http import HttpRequest, HttpResponse

from politirad.tenancy.models import User


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Logins exist because somebody made them for a person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def sign_in_with_new_password(request: HttpRequest, user: User, *, then: str) -> HttpResponse:
    """Log in a person who has just chosen a password, through allauth's own stages; the answer leads to `then`.

    The choice counts as a password login, so that nothing asks for the password again at once.
    """
    login: Any = Login(user=user, redirect_url=then, email=user.email)
    answer: HttpResponse = perform_password_login(request, {"email": user.email}, login)
    return answer


def signed_in(request: HttpRequest) -> User:
    """The person who is logged in, in a view that lets nobody else in (`login_required`)."""
    assert isinstance(request.user, User)
    return request.user
