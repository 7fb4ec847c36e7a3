"""Sets `politirad.pdf`'s documents. The only user of WeasyPrint.

Every file is PDF/A-2a and PDF/UA-1 at once: tagged, with its own fonts, its language and its title. The same input
gives the same bytes, on any machine and any day. Nothing is fetched from anywhere but our own static files, nothing
is attached, and a character that no embedded font has stops the work with a sentence instead of leaving a box.
"""

import hashlib
import logging
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pydyf
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from politirad.paper import ForbiddenContent, UnprintableCharacters, prepare
from politirad.typeface import FILES

STATIC = "https://static.invalid/"  # a name that no network resolves; only our own fetcher answers it
STYLE_SHEET = "pdf/paper.css"
# PDF/UA's own identification is no part of PDF/A, so the file must also describe it (ISO 19005-2, 6.6.2.3).
_UA_IDENTIFICATION = b"""\
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class _Refused(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint has no types
    """Ends the typesetting at once where WeasyPrint lets it through."""


class _OwnFiles(URLFetcher):  # type: ignore[misc]
    """Reads `data:` addresses and our own static files; refuses everything else and remembers what."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        if url.startswith(STATIC):
            try:
                path = finders.find(url.removeprefix(STATIC))
            except SuspiciousFileOperation:
                path = None
            if isinstance(path, str):
                return URLFetcherResponse(url, Path(path).read_bytes())
        elif url.lower().startswith("data:"):
            return super().fetch(url, headers)
        self.refused.append(url)
        raise _Refused(url)


class _Complaints(logging.Handler):
    """What WeasyPrint calls an error and goes on without, such as a picture it cannot read."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.heard.append(record.getMessage())


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    language: str,
    created: datetime,
    identifier: str,
) -> bytes:
    """As `politirad.pdf.render` says."""
    with translation.override(language):
        page = render_to_string(template, {**context, "title": title, "language": language})
        try:
            html = HTML(string=page, base_url=None, url_fetcher=_OwnFiles())
            prepare(html.etree_element, title=title, language=language, created=created)
            return _write(html, identifier)
        except RecursionError:
            raise ForbiddenContent(_("Dokumentet har innhold i for mange lag inni hverandre.")) from None


def bare(template: str, context: Mapping[str, Any]) -> bytes:
    """The same page as WeasyPrint alone sets it, tagged and with PDF/A-2a's marks: the yardstick of `make bench`."""
    files, fonts = _OwnFiles(), FontConfiguration()
    html = HTML(string=render_to_string(template, context), base_url=None, url_fetcher=files)
    style = CSS(url=STATIC + STYLE_SHEET, url_fetcher=files, font_config=fonts)
    data: bytes = html.write_pdf(
        stylesheets=[style], font_config=fonts, presentational_hints=True, pdf_variant="pdf/a-2a"
    )
    return data


def _write(html: HTML, identifier: str) -> bytes:
    fonts = FontConfiguration()
    files: _OwnFiles = html.url_fetcher
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    data: bytes = b""
    try:
        style = CSS(url=STATIC + STYLE_SHEET, url_fetcher=files, font_config=fonts)
        data = html.write_pdf(
            stylesheets=[style],
            font_config=fonts,
            presentational_hints=True,  # a list that begins at another number than 1
            pdf_variant="pdf/a-2a",
            pdf_identifier=hashlib.sha256(identifier.encode()).digest()[:16],
            finisher=_finish,
        )
    except _Refused:
        pass  # said below, with those that WeasyPrint swallowed
    finally:
        LOGGER.removeHandler(complaints)
    if files.refused:
        raise ForbiddenContent(
            _("Dokumentet henter noe utenfra: %(address)s. Fjern det og prøv igjen.")
            % {"address": files.refused[0][:200]}
        )
    if complaints.heard:
        raise ForbiddenContent(
            _("Dokumentet har noe som ikke kan trykkes: %(complaint)s.")
            % {"complaint": complaints.heard[0][:200]}
        )
    return data


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    """Identify the file as PDF/UA-1 too, inside the first RDF block, the only one that readers look at."""
    for font in document.fonts.values():
        if font.missing or font.family not in FILES:
            # Either nobody had the character, or the typesetter took a font of the machine for it.
            strange = font.missing or {ord(letter) for text in font.to_unicode.values() for letter in text}
            raise UnprintableCharacters([chr(point) for point in sorted(strange)], "…")
    if document.metadata.attachments:
        raise ForbiddenContent(_("Dokumentet har et vedlegg som fil. Arkivformatet tillater det ikke."))
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    (packet,) = metadata.stream
    metadata.stream = [packet.replace(b"</rdf:RDF>", _UA_IDENTIFICATION + b"</rdf:RDF>", 1)]
