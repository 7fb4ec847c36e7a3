"""How allauth's accounts behave here: nobody signs up; people are invited."""

import logging
import smtplib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from politirad import mail
from politirad.own_trail import note_own
from politirad.tenancy.models import User

logger = logging.getLogger(__name__)
#: What a person is told about, when it happens to the login: allauth's name of its letter -> our sentence.
NOTICES = {
    "account/email/password_changed": _("Passordet ditt er byttet."),
    "account/email/password_reset": _("Du har fått nytt passord, med lenken vi sendte deg på e-post."),
    "mfa/email/totp_activated": _("Du har tatt i bruk kodeapp når du logger inn."),
    "mfa/email/totp_deactivated": _("Kodeappen er slått av. Passordet alene er nok til å logge inn som deg."),
    "mfa/email/webauthn_added": _("Du kan logge inn med en ny nøkkel."),
    "mfa/email/webauthn_removed": _("En nøkkel er fjernet. Du kan ikke logge inn med den lenger."),
    "mfa/email/recovery_codes_generated": _("Du har fått nye reservekoder. De gamle virker ikke lenger."),
}
#: What the next page says, in place of allauth's own words.
MESSAGES = {
    "account/messages/logged_in.txt": "",  # the page says who is logged in
    "account/messages/logged_out.txt": _("Du er logget ut."),
    "account/messages/password_changed.txt": _("Passordet er byttet."),
    "mfa/messages/totp_activated.txt": _("Kodeappen er tatt i bruk."),
    "mfa/messages/totp_deactivated.txt": _("Kodeappen er slått av."),
    "mfa/messages/webauthn_added.txt": _("Nøkkelen er lagt til."),
    "mfa/messages/webauthn_removed.txt": _("Nøkkelen er fjernet."),
    "mfa/messages/recovery_codes_generated.txt": _("Du har fått nye reservekoder."),
    "usersessions/messages/sessions_logged_out.txt": _("Du er logget ut alle andre steder."),
}


class ClosedAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Logins exist because somebody made them for a person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The link to a new password, as a letter of ours in the person's own language."""
        assert template_prefix == "account/email/password_reset_key", template_prefix
        link = context["password_reset_url"]
        mail.send_now("password_reset", mail.Recipient.of(context["user"]), {"link": link})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what was done to the login, so that it is noticed when somebody else did it.

        It has been done, and stands though the mail server is down.
        """
        assert isinstance(user, User)
        note_own("change_login", user, what=template_prefix.rpartition("/")[2])
        try:
            mail.send_now("login_changed", mail.Recipient.of(user), {"what": NOTICES[template_prefix]})
        except (smtplib.SMTPException, OSError):
            logger.exception("no notice of %s to %s", template_prefix, user.pk)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words."""
        said = message or MESSAGES[message_template or ""]
        if said:
            super().add_message(request, level, extra_tags=extra_tags, message=str(said))


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
