"""What the tests of this subject share."""

import base64
import io
from typing import Any

import pikepdf
import pypdf
import pytest

from politirad import pdf
from tests import papers

EXTRAS = ("facts", "focus_areas", "references", "attachments", "slots")


def made(name: str = "agreement", language: str = "nb", **changes: Any) -> bytes:
    return pdf.render(
        f"pdf/{name}.html",
        papers.PAPERS[name](**changes),
        title="Avtale om politiråd",
        language=language,
        created=papers.CREATED,
        identifier=f"{name} 3",
    )


def with_text(html: str) -> bytes:
    """An agreement of one section and nothing else."""
    rest: dict[str, Any] = dict.fromkeys(EXTRAS, [])
    return made(**rest, sections=[{"level": 1, "number": "1", "heading": "Prøve", "html": html}])


def words(data: bytes) -> str:
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(" ".join(pages).split())


def tags(data: bytes) -> list[str]:
    """The structure types in reading order."""
    found: list[str] = []

    def visit(node: Any) -> None:
        if isinstance(node, pikepdf.Array):
            for child in node:
                visit(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node["/S"])[1:])
            visit(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(data)) as document:
        visit(document.Root.StructTreeRoot.K)
    return found


@pytest.fixture(scope="module")
def agreement() -> bytes:
    return made()


HARMLESS = {
    "sami": ("Čáhcesuolu Ŋuorti Ŧ ŧ đ šž Åarjel ï ʼ", "Čáhcesuolu Ŋuorti Ŧ ŧ đ šž Åarjel ï ʼ"),
    "signs": ("«a» “b” – … • § ✓ ☐ → ≤ ½ €", "«a» “b” – … • § ✓ ☐ → ≤ ½ €"),
    "decomposed": ("a\u030as", "ås"),
    "unseen": ("poli\u00adti\u200b\u2060\ufeffråd", "politiråd"),
    "separators": ("en\u2028to\u2029tre\u0085fire", "en to tre fire"),
    "turned around": ("\u202ebalto\u202c \u2066x\u2069", "balto x"),
}


def svg(content: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{content}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def picture(address: str, alternative: str) -> str:
    return f'<p><img src="{address}" alt="{alternative}"></p>'


FOREIGN = {
    "picture from the web": '<p><img src="http://127.0.0.1:9/a.png" alt="x"></p>',
    "picture from the disk": '<p><img src="file:///etc/hostname" alt="x"></p>',
    "picture by ftp": '<p><img src="ftp://127.0.0.1/a.png" alt="x"></p>',
    "static file that is not there": '<p><img src="https://static.invalid/none.png" alt="x"></p>',
    "static folder left by dots": '<p><img src="https://static.invalid/../politirad/settings.py" alt="x"></p>',
    "picture inside a picture": picture(
        svg('<image href="file:///etc/hostname" width="9" height="9"/>'), "x"
    ),
    "picture that is none": picture("data:image/png;base64,AAAA", "x"),
    "style inside a picture": picture(
        svg("<style>@import url(http://127.0.0.1:9/a.css);</style><circle r='4'/>"), "x"
    ),
    "style": "<style>@import url(http://127.0.0.1:9/a.css);</style>",
    "style of one element": '<p style="background: url(http://127.0.0.1:9/a.png)">x</p>',
    "style sheet": '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    "attached file": '<link rel="attachment" href="file:///etc/hostname">',
    "attached link": '<a rel="x Attachment" href="file:///etc/hostname">x</a>',
    "script": "<script>1</script>",
    "frame": '<iframe src="https://politirad.example"></iframe>',
    "object": '<object data="file:///etc/hostname"></object>',
    "field": "<input>",
    "picture without words": picture(svg(""), ""),
    "drawing without words": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>',
    "too many layers": "<blockquote>" * 1500,
}
