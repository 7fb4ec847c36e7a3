"""What the login pages show in a demo: who there is, and the code that a second factor would ask for."""

from functools import cache

from allauth.account.internal.stagekit import unstash_login
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
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


def code_for_pending_login(request: HttpRequest) -> str | None:
    """The code that the person's code app shows now; None outside a demo, or when no password was given yet.

    Reveals nothing to strangers: it is for the login whose password this very session has proved.
    """
    login = unstash_login(request, peek=True) if settings.DEMO else None
    if login is None or login.user is None:
        return None
    app = Authenticator.objects.filter(user_id=login.user.pk, type=Authenticator.Type.TOTP).first()
    if app is None:
        return None
    counter = int(timezone.now().timestamp()) // CODE_LASTS
    return str(format_hotp_value(hotp_value(decrypt(app.data["secret"]), counter)))
