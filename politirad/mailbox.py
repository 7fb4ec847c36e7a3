"""The demo's inbox: every mail that this Politiråd has sent, as the mail catcher kept it. Exists in demo mode only."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

NAME = re.compile(r"\d+-[0-9a-f]{4}\.eml")
PER_PAGE = 25


@dataclass(frozen=True)
class Letter:
    """One kept mail, ready to show. `calendar` is the iCalendar part's text, or empty."""

    name: str
    came_at: datetime
    sender: str
    recipients: list[str]
    subject: str
    text: str
    calendar: str
    attachments: list[str]


def names() -> list[str]:
    """The kept mails, newest first: their names begin with the nanosecond they came."""
    return sorted(
        (path.name for path in settings.MAIL_FOLDER.glob("*.eml") if NAME.fullmatch(path.name)), reverse=True
    )


def path_of(name: str) -> Path:
    """The file of a mail; 404 for anything that is not the name of a kept one."""
    path: Path = settings.MAIL_FOLDER / name
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    return path


def read(path: Path) -> Letter:
    """Take a mail apart."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(("plain", "html"))
    parts = list(message.walk())
    calendar = next((part for part in parts if part.get_content_type() == "text/calendar"), None)
    return Letter(
        name=path.name,
        came_at=datetime.fromtimestamp(int(path.name.split("-")[0]) / 1e9, tz=UTC),
        sender=str(message.get("From", "")),
        recipients=[parseaddr(str(value))[1] for value in message.get_all("X-Envelope-To", [])],
        subject=str(message.get("Subject", "")),
        text=str(body.get_content()) if body else "",
        calendar=str(calendar.get_content()) if calendar else "",
        attachments=[found for part in parts if (found := part.get_filename())],
    )


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The list, newest first, for one address if `til` names it."""
    wanted = request.GET.get("til", "").strip().lower()
    shown = [name for name in names() if not wanted or wanted in read(path_of(name)).recipients]
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    letters = [read(path_of(name)) for name in page.object_list]
    return render(request, "demo/mailbox.html", {"letters": letters, "page": page, "wanted": wanted})


@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One mail."""
    return render(request, "demo/letter.html", {"letter": read(path_of(name))})


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """The mail as a file, for a mail program."""
    content = path_of(name).read_bytes()
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="message/rfc822", headers=headers)
