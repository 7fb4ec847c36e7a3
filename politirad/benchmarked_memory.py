"""What `make bench` measures of memory: an agreement of some sixty pages, rendered and sealed as a job does it.

`measured()` starts a process of its own with what a worker has loaded; the agreement is written there among the demo's,
in a transaction that is undone. Peak resident memory is the system's own count for that process.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from agreements.actions import add_section, add_term, create_agreement, freeze
from agreements.documents import Document, document_of
from agreements.making import sealed_bytes
from agreements.models import SignatorySlot
from councils.models import Council
from politirad import benchmarks
from politirad.binding import page_count
from politirad.celery import app
from politirad.tenancy import context

BOUND_MB = 400
FEWEST_PAGES = 50
CHAPTERS = 30

_OPENINGS = (
    "Politirådet følger opp {subject} gjennom hele året",
    "Kommunen og politiet deler det de vet om {subject}",
    "Begge parter setter av tid til {subject} i hvert møte",
    "Den som leder arbeidet med {subject}, forteller rådet hva som er gjort",
    "Skolene blir spurt om {subject} før planen vedtas",
)
_SUBJECTS = (
    "trygge skoleveier",
    "ungdom som er ute om kvelden",
    "rus på arrangementer",
    "vold i nære relasjoner",
    "nettvett og bilder som deles",
    "båtliv og badeplasser",
    "hatytringer",
    "eldre som blir lurt på telefon",
)
_ENDINGS = (
    "og skriver ned hva som skal gjøres, av hvem og når.",
    "og spør de unge selv før noe bestemmes.",
    "slik at ingen tiltak står uten en som svarer for dem.",
    "og sier fra tidlig når noe ikke går etter planen.",
)


@dataclass(frozen=True)
class Memory:
    """One agreement: its pages, the size of the sealed file in bytes, and the process's peak in MB (2^20 bytes)."""

    pages: int
    size: int
    peak_mb: float

    @property
    def holds(self) -> bool:
        """Whether it was long enough, and stayed under the bound."""
        return self.pages >= FEWEST_PAGES and self.peak_mb < BOUND_MB


def measured() -> Memory:
    """Render and seal in a process of its own. Raises CalledProcessError, after its complaint, when that fails."""
    command = [sys.executable, "manage.py", "bench", "--memory"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, check=True, stdout=subprocess.PIPE, text=True)
    return Memory(**json.loads(done.stdout.splitlines()[-1]))


def peak_mb() -> float:
    """The peak of this process. Linux counts it for the program that runs now (VmHWM); `getrusage` there also knows of
    the program that started it."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
    return int(status.split("VmHWM:")[1].split()[0]) / 2**10


def paragraph(number: int) -> str:
    """One paragraph of five sentences; each number gives another."""
    sentences = []
    for place in range(5):
        mixed = number * 7 + place * 3
        opening = _OPENINGS[mixed % len(_OPENINGS)].format(
            subject=_SUBJECTS[(number + place) % len(_SUBJECTS)]
        )
        sentences.append(f"{opening} {_ENDINGS[(mixed + number) % len(_ENDINGS)]}")
    return f"<p>{' '.join(sentences)}</p>"


def chapter(number: int) -> str:
    """A chapter of more than a page: paragraphs, headings, nested lists and a table."""
    items = "".join(f"<li><p>{one}</p></li>" for one in _SUBJECTS[:4])
    nested = f"<ol><li><p>{_SUBJECTS[4]}</p><ul>{items}</ul></li><li><p>{_SUBJECTS[5]}</p></li></ol>"
    rows = "".join(
        f"<tr><td>{one}</td><td>uke {number + place}</td><td>{'SLT-koordinator' if place % 2 else 'politikontakt'}</td></tr>"
        for place, one in enumerate(_SUBJECTS)
    )
    table = f"<table><tr><th>Hva</th><th>Når</th><th>Hvem</th></tr>{rows}</table>"
    text = [paragraph(number * 10 + place) for place in range(6)]
    return (
        f"{text[0]}{text[1]}<h2>Arbeidet</h2>{text[2]}{nested}{text[3]}<h3>Plan</h3>{table}{text[4]}{text[5]}"
    )


def rendered_and_sealed() -> Memory:
    """Do it in this process, as a worker would: the text frozen, then rendered and sealed outside the transaction."""
    app.loader.import_default_modules()  # all that a worker has loaded
    with context.entered(context.of_user(benchmarks.person().pk, today=timezone.localdate())):
        document = _document()
    content = sealed_bytes(document.render(), document)
    peak = peak_mb()  # before the pages are counted, which is no part of the job
    return Memory(page_count(content) or 0, len(content), round(peak, 1))


def _document() -> Document:
    """What a job reads of the agreement, which is written and frozen, and then undone."""
    by, now = benchmarks.person(), timezone.now()
    today = timezone.localdate(now)
    with transaction.atomic():
        council = Council.objects.filter(seats__office__holdings__user=by).order_by("name")[0]
        agreement = create_agreement(council=council, title="Avtale på mange sider", by=by, today=today)
        for number in range(1, CHAPTERS + 1):
            add_section(agreement=agreement, heading=f"Kapittel {number}", html=chapter(number), by=by)
        for party in agreement.parties.all():
            line = {"party": party, "capacity": "leder", "planned_name": "Den som leder"}
            add_term(SignatorySlot, agreement=agreement, by=by, today=today, **line)
        freeze(agreement=agreement, by=by, at=now, today=today)
        document = document_of(agreement, today=today)
        transaction.set_rollback(True)
    return document
