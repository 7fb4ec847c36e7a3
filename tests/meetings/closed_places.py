"""The places where something of a closed item could show, each as a way to look at it as somebody."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pypdf
from django.urls import reverse
from django.utils import timezone

from meetings.actions.relocating import copy_item
from meetings.models import AgendaItem, Meeting
from tests.meetings.calls import planned
from tests.meetings.closed_scene import CONCERNED, INSIDE, OPEN, READERS, WORD, Scene

Look = Callable[[Scene, str], str]


@dataclass(frozen=True)
class Place:
    """One place. `shows` names the readers who see the closed item there, and `sees` those who see `open`, which is open to them.

    `tells_of_it`: that something was closed is told to the whole council there by design, with its basis.
    """

    look: Look
    shows: frozenset[str] = frozenset()
    sees: frozenset[str] = field(default_factory=frozenset)
    word: str = WORD
    open: str = OPEN
    tells_of_it: bool = False


BOTH = frozenset(CONCERNED)
SECRETARY = frozenset({"secretary"})
POLICE = frozenset({"member concerned"})
EVERYBODY = frozenset(READERS)
UNDECLARED = frozenset({"concerned, undeclared"})
MEMBERS = INSIDE - {"observer", "tenant administrator"}
AUDITORS = frozenset({"secretary", "chair", "concerned, undeclared", "police chief", "tenant administrator"})


def page(name: str, *args: str, query: str = "", ask: str = "") -> Look:
    """A page by its name; `args` are `ahead`, `past`, `council`, or names among the scene's ids, as in `ask`."""

    def look(scene: Scene, reader: str) -> str:
        asked = query or ask.format(**{key: str(value) for key, value in scene.ids.items()})
        return _text(scene.client(reader).get(_address(scene, name, args) + asked))

    return look


def deed(name: str, *args: str, **data: str) -> Look:
    """What a POST answers, to somebody who has guessed the address."""

    def look(scene: Scene, reader: str) -> str:
        return _text(scene.client(reader).post(_address(scene, name, args), data))

    return look


def _address(scene: Scene, name: str, args: tuple[str, ...]) -> str:
    known = {"ahead": scene.ahead.pk, "past": scene.past.pk, "council": scene.world.north.council.pk}
    years = {"year": scene.ahead.date.year, "past_year": scene.past.date.year}
    facts: dict[str, object] = {**known, **scene.ids, **years}
    return reverse(name, args=[facts.get(one, one) for one in args])


def _text(answer: object) -> str:
    """Everything an answer says: its body, its headers, and a PDF's words."""
    content = bytes(answer.content)  # type: ignore[attr-defined]
    headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())  # type: ignore[attr-defined]
    if content.startswith(b"%PDF") and len(content) > 1000:
        reader = pypdf.PdfReader(io.BytesIO(content))
        body = " ".join(one.extract_text() for one in reader.pages) + str(reader.metadata)
    else:
        body = content.decode("utf-8", "replace")
    # A form shows what was asked, and a token of its own.
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", body)
    return f"{answer.status_code}\n{headers}\n{body}"  # type: ignore[attr-defined]


def _search(scene: Scene, reader: str) -> str:
    answer = _text(scene.client(reader).get(reverse("search"), {"q": WORD[:8]}))
    return answer.replace(WORD[:8].lower(), "").replace(f'value="{WORD[:8]}"', "") + _text(
        scene.client(reader).get(reverse("search"), {"q": OPEN})
    )


def _mail(scene: Scene, reader: str) -> str:
    return scene.mail(reader)


def _feed(which: str) -> Look:
    def look(scene: Scene, reader: str) -> str:
        address = scene.feeds.get(reader, {}).get(which, "")
        return _text(scene.client("anonymous").get(urlsplit(address).path)) if address else ""

    return look


def _copied(scene: Scene, reader: str) -> str:
    """The page of another meeting that the secretary has copied the closed item to."""
    world, slt = scene.world, scene.world.north.slt
    other = planned(world, days=40)
    with world.acting(slt):
        item = AgendaItem.objects.select_related("meeting", "council").get(pk=scene.ids["item"])
        target = Meeting.objects.select_related("council").get(pk=other.pk)
        copy_item(item=item, to=target, by=slt, at=timezone.now())
    return _text(scene.client(reader).get(reverse("meeting", args=[other.pk])))


def _decided(name: str) -> Look:
    """What was decided in the year of the meeting that was."""

    def look(scene: Scene, reader: str) -> str:
        year = scene.past.date.year
        return _text(scene.client(reader).get(reverse(name, args=[scene.world.north.council.pk, year])))

    return look


def _handed_over(scene: Scene, reader: str) -> str:
    """What would move from the secretary to the chair."""
    north = scene.world.north
    people = {"leaver": north.slt.pk, "successor": north.mayor.pk}
    return _text(scene.client(reader).get(reverse("handover", args=[north.council.pk]), people))


def _archived(scene: Scene, reader: str) -> str:
    """Every file of the archive's package, and its names."""
    answer = scene.client(reader).post(reverse("meeting_archive", args=[scene.past.pk]))
    if answer["Content-Type"] != "application/zip":
        return _text(answer)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        texts = [package.read(name) for name in package.namelist() if not name.endswith(".pdf")]
        return "\n".join([*package.namelist(), *(one.decode("utf-8", "replace") for one in texts)])


def _workbook(scene: Scene, reader: str) -> str:
    """Every sheet of the year as a workbook."""
    address = _address(scene, "year_workbook", ("council", "year"))
    answer = scene.client(reader).get(address)
    if answer.status_code != 200:
        return _text(answer)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


def _by_secret(name: str, *args: str) -> Look:
    """A page behind the secret link of the reader's letter, opened without a login."""

    def look(scene: Scene, reader: str) -> str:
        user = scene.user(reader)
        secret = scene.secrets.get(user.email, "") if user else ""
        if not secret:
            return ""
        address = reverse(name, args=[secret, *(scene.ids[one] for one in args)])
        return _text(scene.client("anonymous").get(address))

    return look


INVITED = MEMBERS - {"deputy"}
PLACES: dict[str, Place] = {
    # The agenda.
    "meeting": Place(page("meeting", "ahead"), BOTH, INSIDE),
    "meeting that was": Place(page("meeting", "past"), BOTH, INSIDE),
    "meetings": Place(page("meetings"), sees=INSIDE, open="Møte 1"),
    "agenda": Place(page("agenda", "ahead"), SECRETARY, SECRETARY),
    "item": Place(page("item", "ahead", "item"), BOTH),
    "item that was": Place(page("item", "past", "past_item"), BOTH),
    "item under another meeting": Place(page("item", "past", "item"), sees=INSIDE - UNDECLARED, open="404"),
    "sub-item": Place(page("item", "ahead", "sub"), BOTH),
    "sub-item that was": Place(page("item", "past", "past_sub"), BOTH),
    "sub-item form": Place(page("edit_item", "ahead", "sub"), SECRETARY),
    "sub-item taken off by guess": Place(deed("remove_item", "past", "past_sub")),
    "items to lie under": Place(page("new_item", "ahead"), SECRETARY, SECRETARY),
    "item of the closed tasks": Place(page("new_item", "ahead", ask="?oppgaver={past_item}"), SECRETARY),
    "item form": Place(page("edit_item", "ahead", "item"), SECRETARY),
    "item taken off by guess": Place(deed("remove_item", "past", "past_item")),
    "item moved by guess": Place(deed("move_item", "ahead", item="x", to="1")),
    "paper": Place(page("paper", "ahead", "paper"), BOTH, word="kvitveisgruppa"),
    "paper added by guess": Place(deed("add_paper", "past", "past_item")),
    "review": Place(page("agenda_review", "ahead"), POLICE, POLICE | {"police chief"}),
    "review answered by guess": Place(deed("review_item", "ahead", "past_item")),
    "agenda versions": Place(
        page("agenda_versions", "ahead"), sees=INSIDE, open="Endringer i sakslisten</h1>"
    ),
    "copy on another agenda": Place(_copied, BOTH, INSIDE),
    "copied by guess": Place(deed("relocate_item", "past", "past_item", deed="copy")),
    "proposals": Place(page("proposals", "council"), BOTH),
    "proposal": Place(page("proposal", "proposal"), BOTH),
    "file of the proposal": Place(page("proposal_file", "proposal", "sent"), BOTH, word="kvitveisgruppa"),
    "file of the proposal taken away by guess": Place(deed("remove_proposal_file", "proposal", "sent")),
    "item of the proposal": Place(page("item", "ahead", "taken"), BOTH, word="kvitveisgruppa"),
    "pack": Place(page("meeting_pdf", "ahead", "pack"), sees=INSIDE),
    "declarations": Place(page("declarations", "council"), sees=INSIDE, open="Taushetserklæring</h1>"),
    # The notice.
    "letters and calendar entries": Place(_mail, sees=INVITED),
    "deliveries": Place(page("meeting_delivery", "ahead"), sees=SECRETARY, open="Mona Medlem"),
    "call": Place(page("meeting_call", "ahead"), sees=SECRETARY, open="Kall inn til Møte 1"),
    "change of the meeting": Place(
        page("meeting_change", "ahead"), sees=SECRETARY, open="Rådhuset, møterom Ås"
    ),
    "page behind the letter": Place(_by_secret("answer"), sees=INVITED),
    "pack behind the letter": Place(_by_secret("answer_pack"), sees=INVITED),
    "paper behind the letter": Place(_by_secret("answer_paper", "paper"), sees=INVITED, open="404"),
    "own calendar": Place(_feed("own"), sees=INVITED | {"observer"}),
    "council's calendar": Place(_feed("council"), sees=INSIDE),
    "year's calendar": Place(page("year_calendar", "council", "year"), sees=INSIDE, open="Møte 1"),
    "year's workbook": Place(_workbook, sees=INSIDE, open="Møte 1"),
    "year's PDF": Place(page("year_pdf", "council", "year", "year_pdf"), sees=INSIDE, open="Møte 1"),
    # The minutes.
    "minutes": Place(page("minutes", "past"), BOTH, INSIDE),
    "minutes PDF": Place(page("meeting_pdf", "past", "minutes_pdf"), sees=INSIDE, tells_of_it=True),
    "versions": Place(page("minutes_versions", "past"), sees=INSIDE, open="Møte før"),
    "minutes of the year": Place(page("year_minutes", "council", "past_year"), sees=INSIDE, open="Møte før"),
    "year's minutes as a PDF": Place(
        page("year_pdf", "council", "past_year", "volume"), sees=INSIDE, tells_of_it=True
    ),
    "version": Place(page("minutes_version", "past", "1"), sees=INSIDE, tells_of_it=True),
    "versions compared": Place(page("minutes_version", "past", "2"), sees=INSIDE, tells_of_it=True),
    "screen": Place(page("screen", "past"), sees=INSIDE, open="Nytt fra politiet"),
    "attendance": Place(page("attendance", "past"), sees=SECRETARY, open="Mona Medlem"),
    "attendance of the item": Place(page("item_attendance", "past", "past_item"), SECRETARY),
    "sending": Place(page("minutes_send", "past"), sees=SECRETARY, open="Send referatet til merknader"),
    "what is new": Place(page("minutes_pulse", "past"), sees=INSIDE, open='"version":'),
    "the sub-item's versions": Place(page("item_versions", "past", "past_sub"), SECRETARY),
    "the item now": Place(page("item_now", "past", "past_item"), SECRETARY),
    "the item's versions": Place(page("item_versions", "past", "past_item"), SECRETARY),
    "saving by itself, by guess": Place(deed("item_minutes", "past", "past_item", html="x", version="0")),
    "remark by guess": Place(deed("remark_add", "past", item="x", text="Hei")),
    "remark answered by guess": Place(page("remark_answer", "past", "remark"), SECRETARY),
    "correction": Place(page("correction_add", "past"), SECRETARY, SECRETARY),
    "decision by guess": Place(page("decision_change", "past", "decision"), SECRETARY),
    "task by guess": Place(page("action_change", "past", "action"), SECRETARY),
    # What is looked back on, handed over, and taken out.
    "decisions": Place(_decided("decisions"), BOTH),
    "decisions as a file": Place(_decided("decisions_file"), BOTH),
    "focus areas": Place(page("focus_areas", "council"), sees=INSIDE, open="Ungdom og rus"),
    "focus area": Place(page("focus_area", "council", "area"), BOTH, INSIDE),
    "focus area as a file": Place(page("focus_area_file", "council", "area"), BOTH, INSIDE),
    "evaluations": Place(page("evaluations", "council"), sees=INSIDE, open="Evaluering</h1>"),
    "handover": Place(_handed_over, SECRETARY),
    "archive": Place(page("meeting_archive", "past"), SECRETARY, SECRETARY),
    "archive package": Place(_archived, SECRETARY, SECRETARY),
    # Across.
    "follow-up, mine": Place(page("follow_up"), POLICE),
    "follow-up, all": Place(page("follow_up", query="?vis=all"), BOTH),
    "follow-up, closed": Place(page("follow_up", query="?vis=closed"), BOTH),
    "task closed by guess": Place(deed("action_close", "action", state="x"), BOTH),
    "overview": Place(page("overview"), POLICE),
    "search": Place(_search, BOTH, INSIDE),
    "council": Place(page("council", "council"), sees=INSIDE, open="Politirådet i Nordvik</h1>"),
    "trail": Place(
        page("council_trail", "council"), SECRETARY, AUDITORS, word="lukket sak", open="Referatet er begynt"
    ),
    "year plan": Place(page("year_plan", "council", "year"), sees=INSIDE, open="Møte 1"),
    "years together": Place(page("together", "year"), sees=INSIDE, open="Møte 1"),
    "years together as a calendar": Place(page("together_calendar", "year"), sees=INSIDE, open="Møte 1"),
    "public register": Place(page("register"), sees=EVERYBODY, open="Avtaleregister</h1>"),
    # The public edition.
    "publishing": Place(page("minutes_publish", "past"), sees=SECRETARY, tells_of_it=True),
    "public councils": Place(page("public_minutes"), sees=EVERYBODY, open="Politirådet i Nordvik"),
    "public council": Place(page("public_council", "publishing"), sees=EVERYBODY, open="Møte før"),
    "public minutes": Place(
        page("public_minutes_of", "publishing", "published"), sees=EVERYBODY, tells_of_it=True
    ),
    "public PDF": Place(
        page("public_minutes_pdf", "publishing", "published"), sees=EVERYBODY, tells_of_it=True
    ),
}
