"""What the login pages show in a demo: who there is, and the code that a second factor would ask for."""

from functools import cache

from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from politirad.demo.people import Person
from politirad.demo.reading import DATA, PEOPLE_FILE, read_people

CODE_LASTS = 30  # seconds


@cache
def people_by_organization() -> dict[str, list[Person]]:
    """The people of the login page by their organisation, in the order of the file; "" for those without one."""
    groups: dict[str, list[Person]] = {}
    for person in read_people(DATA / PEOPLE_FILE).people:
        if person.shown_at_login:
            groups.setdefault(person.organization or "", []).append(person)
    return groups


def code_now(request: HttpRequest) -> str | None:
    """The code that the person's code app shows now; None outside a demo, or when no password was given yet.

    Reveals nothing to strangers: it is for whoever is logged in, or for the login whose password this very session has
    proved. While a code app is being set up it is that of the new key.
    """
    if not settings.DEMO:
        return None
    secret = request.session.get(SECRET_SESSION_KEY) or _secret(request)
    counter = int(timezone.now().timestamp()) // CODE_LASTS
    return str(format_hotp_value(hotp_value(secret, counter))) if secret else None


def _secret(request: HttpRequest) -> str | None:
    """The key of the code app that is asked for."""
    login = unstash_login(request, peek=True)
    user = login.user if login is not None else request.user
    if user is None or not user.is_authenticated and login is None:
        return None
    app = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    return decrypt(app.data["secret"]) if app is not None else None
