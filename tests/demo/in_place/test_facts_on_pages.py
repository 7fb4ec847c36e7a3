"""Every fact of the table is found by a reader: on the agreement's and the councils' pages, and in the PDFs."""

import html
import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from agreements.documents import document_of
from agreements.models import Agreement
from councils.models import Council
from tests.demo.fact import AGREEMENT, Fact, plain
from tests.demo.facts import FACTS, LINES
from tests.demo.loaded import Loaded

#: What a council's page counts, and what lies below it: the agreement's paper says that of the one below.
ON_COUNCILS_PAGES_ONLY = {"member count", "forums below"}
FILES = sorted({fact.file for fact in FACTS})
#: What a page says of an agreement besides its text, and the paper does not.
ON_PAGES_ONLY = {"expired", "not signed", "finding", "findings"}


@pytest.mark.parametrize("file", FILES)
def test_pages_say_every_fact(loaded: Loaded, file: str) -> None:
    reader = keeper(loaded, file)
    client = Client()
    client.force_login(loaded.user(reader), backend="allauth.account.auth_backends.AuthenticationBackend")
    with loaded.acting(reader):
        agreement = the_agreement(loaded, file)
        councils = {council.name: council.pk for council in Council.objects.all()}
    texts = {
        AGREEMENT: page(client, "agreement", agreement.pk) + page(client, "agreement_text", agreement.pk),
    }
    for place in {fact.place for fact in FACTS if fact.file == file} - {AGREEMENT}:
        texts[place] = page(client, "council", councils[place]) + page(client, "rules", councils[place])
    assert missing(file, texts) == []


@pytest.mark.parametrize("file", FILES)
def test_pdf_says_every_fact_of_the_agreement(loaded: Loaded, file: str) -> None:
    with loaded.acting(keeper(loaded, file)):
        document = document_of(the_agreement(loaded, file), today=loaded.today)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document.render())).pages)
    assert [fact for fact in missing(file, {AGREEMENT: text}) if fact.subject not in ON_PAGES_ONLY] == []


@pytest.mark.parametrize("file", FILES)
def test_pdf_says_every_fact_of_the_councils(loaded: Loaded, file: str) -> None:
    """An agreement's paper says what it sets out for each of its councils, beyond naming them."""
    with loaded.acting(keeper(loaded, file)):
        document = document_of(the_agreement(loaded, file), today=loaded.today)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document.render())).pages)
    forums = loaded.demo.agreements[file].forums
    places = {one.council_name for one in forums if not one.only_mentioned} & {fact.place for fact in FACTS}
    found = missing(file, dict.fromkeys(places, text))
    assert [fact for fact in found if fact.subject not in ON_COUNCILS_PAGES_ONLY] == []


@pytest.mark.parametrize("file", FILES)
def test_page_has_every_line_to_sign_under_its_party(loaded: Loaded, file: str) -> None:
    reader = keeper(loaded, file)
    client = Client()
    client.force_login(loaded.user(reader), backend="allauth.account.auth_backends.AuthenticationBackend")
    with loaded.acting(reader):
        agreement = the_agreement(loaded, file)
    shown = client.get(reverse("agreement", args=[agreement.pk])).content.decode()
    found = {}
    for part in shown.split('<section class="parties__party">')[1:]:
        party, lines = re.search(r"<h3>(.*?)</h3>(.*?)</ul>", part, re.DOTALL).groups()
        found[html.unescape(party)] = tuple(
            html.unescape(re.split(" · | for ", " ".join(said.split()))[0])
            for said in re.findall(r'<span class="rows__sub">(.*?)</span>', lines, re.DOTALL)
        )
    assert found == LINES[file]


@pytest.mark.parametrize("file", FILES)
def test_paper_has_every_line_to_sign_with_its_party(loaded: Loaded, file: str) -> None:
    with loaded.acting(keeper(loaded, file)):
        document = document_of(the_agreement(loaded, file), today=loaded.today)
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(document.render())).pages)
    signatures = plain(text.rsplit("Underskrifter", 1)[1])
    for party, capacities in LINES[file].items():
        for capacity in capacities:
            line = f"{plain(party)}[^0-9,]{{2,40}}?{plain(capacity)}"  # the one who signs, or is to, stands between
            assert len(re.findall(line, signatures)) == 1, (party, capacity)


def keeper(loaded: Loaded, file: str) -> str:
    """The key of the SLT coordinator of the agreement's owner."""
    owner = loaded.demo.agreements[file].agreement.owner
    people = loaded.demo.people.people
    return next(one.key for one in people if one.organization == owner and one.role == "SLT-koordinator")


def the_agreement(loaded: Loaded, file: str) -> Agreement:
    """The file's agreement, not its successor."""
    return Agreement.objects.get(title=loaded.demo.agreements[file].agreement.title)


def page(client: Client, name: str, key: object) -> str:
    """The text of a page between its tags."""
    answer = client.get(reverse(name, args=[key]))
    assert answer.status_code == 200, (name, answer.status_code)
    return html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def missing(file: str, texts: dict[str, str]) -> list[Fact]:
    """The facts of the file that their places do not say, of the places given."""
    return [
        fact
        for fact in FACTS
        if fact.file == file and fact.place in texts and not fact.is_in(texts[fact.place])
    ]
