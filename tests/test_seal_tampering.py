"""Every way we know to change a sealed file: each is called a change, wherever the seal can still be read."""

# ruff: noqa: F811  (a test's argument bears its fixture's name)
import io
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pypdf
import pytest
from pyhanko import stamp
from pyhanko.pdf_utils.generic import (
    DictionaryObject,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from politirad import pdf, seal
from tests import papers
from tests.seal_scene import (  # noqa: F401  (fixtures)
    Settings,
    _own_seal,
    authority,
    changed,
    key_folder,
    make_certificate,
    paper,
    rename,
    replace_content,
    rotate,
    sealed,
    swap_pages,
)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def seal_at(data: bytes) -> slice:
    """Where the hexadecimal digits of the seal stand."""
    start = data.index(b"/Contents <3082") + len(b"/Contents <")
    return slice(start, data.index(b">", start))


def saved(
    data: bytes, change: Callable[[pikepdf.Pdf], object] = lambda document: None, **how: object
) -> bytes:
    """Written anew from beginning to end, as most programs do."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        document.save(out, **how)
    return out.getvalue()


def written_by_pypdf(data: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def by_program(*command: str) -> Callable[[bytes], bytes]:
    """Through one of poppler's programs, from in.pdf to out.pdf."""

    def work(data: bytes) -> bytes:
        done = subprocess.run(
            ["sh", "-c", f'cd "$(mktemp -d)" && cat > in.pdf && {" ".join(command)} && cat out.pdf'],
            input=data,
            capture_output=True,
            check=True,
        )
        return done.stdout

    return work


def overpaint(writer: IncrementalPdfFileWriter) -> None:
    """A white box over the first page's text, as a new content stream."""
    paint = writer.add_object(StreamObject(stream_data=b"q 1 1 1 rg 100 400 300 200 re f Q"))
    writer.add_stream_to_page(0, paint)


def note(writer: IncrementalPdfFileWriter) -> None:
    """A comment on the page, as readers let anybody add."""
    page = writer.root["/Pages"]["/Kids"][0]
    annotation = DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
         pdf_name("/Contents"): TextStringObject("Gjelder ikke"), pdf_name("/Rect"): page["/MediaBox"]}
    )  # fmt: skip
    writer.register_annotation(page.container_ref, writer.add_object(annotation))


def field(writer: IncrementalPdfFileWriter) -> None:
    """A field with text in it, in a form that had none."""
    form = writer.root["/AcroForm"]
    text = DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): TextStringObject("belop"),
         pdf_name("/V"): TextStringObject("300 000")}
    )  # fmt: skip
    form["/Fields"].append(writer.add_object(text))
    writer.update_container(form["/Fields"])


def run_on_opening(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OpenAction"] = DictionaryObject(
        {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.update_root()


def layer(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/OCProperties"] = DictionaryObject({pdf_name("/D"): DictionaryObject()})
    writer.update_root()


def sign_over_the_text(data: bytes, folder: Path) -> bytes:
    """Another's signature with a mark that covers the page: allowed without the mark, not with it."""
    certificate, key = make_certificate(folder, "Kommunen")
    signer = signers.SimpleSigner.load(str(key), str(certificate))
    assert signer is not None
    where = fields.SigFieldSpec("Kommunen", on_page=0, box=(100, 400, 400, 600))
    work = signers.PdfSigner(
        signers.PdfSignatureMetadata(field_name="Kommunen"),
        signer,
        stamp_style=stamp.TextStampStyle(stamp_text="Avtalen gjelder ikke"),
        new_field_spec=where,
    )
    with ThreadPoolExecutor(max_workers=1) as beside:
        out = beside.submit(work.sign_pdf, IncrementalPdfFileWriter(io.BytesIO(data))).result()
    return bytes(out.getvalue())


def with_seal_as_text(data: bytes) -> bytes:
    """The seal as a string in parentheses, as some programs write it."""
    place = seal_at(data)
    escaped = b"".join(b"\\%03o" % byte for byte in bytes.fromhex(data[place].decode()))
    return data[: place.start - 1] + b"(" + escaped + b")" + data[place.stop + 1 :]


def with_wider_gap(data: bytes) -> bytes:
    """More bytes in the hole that the seal leaves for itself."""
    place = seal_at(data)
    return data[: place.stop] + b"00" * 400 + data[place.stop :]


def without_first_page(document: pikepdf.Pdf) -> None:
    del document.pages[0]


def with_file(document: pikepdf.Pdf) -> None:
    document.attachments["a.txt"] = b"Hei"


KINDS: dict[str, Callable[[bytes], bytes]] = {
    "byte flipped in a page": lambda data: flipped(data, data.index(b"stream") + 60),
    "byte flipped in a date": lambda data: flipped(data, data.index(b"/CreationDate") + 20),
    "byte flipped behind the seal": lambda data: flipped(data, seal_at(data).stop + 10),
    "zero behind the seal's end made a one": lambda data: data[: seal_at(data).stop - 8]
    + b"1" + data[seal_at(data).stop - 7 :],
    "saved anew": saved,
    "saved anew with objects packed": lambda data: saved(
        data, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "the same, with its end cut off": lambda data: saved(
        data, object_stream_mode=pikepdf.ObjectStreamMode.generate
    )[:-200],
    "saved for the web": lambda data: saved(data, linearize=True),
    "saved with a password": lambda data: saved(data, encryption=pikepdf.Encryption(owner="x", user="")),
    "saved without a page": lambda data: saved(data, without_first_page),
    "saved with a file attached": lambda data: saved(data, with_file),
    "one page taken out": by_program("pdfseparate -f 1 -l 1 in.pdf out.pdf"),
    "put together with another": by_program("pdfunite in.pdf in.pdf out.pdf"),
    "overpainted by an update": lambda data: changed(data, overpaint),
    "note added": lambda data: changed(data, note),
    "page turned": lambda data: changed(data, rotate),
    "pages swapped": lambda data: changed(data, swap_pages),
    "page emptied": lambda data: changed(data, replace_content),
    "language changed": lambda data: changed(data, rename),
    "field filled": lambda data: changed(data, field),
    "script added": lambda data: changed(data, run_on_opening),
    "layers added": lambda data: changed(data, layer),
    "title changed by an update": lambda data: written_by_pypdf(
        data, lambda writer: writer.add_metadata({"/Title": "En annen avtale"})
    ),
    "file attached by an update": lambda data: written_by_pypdf(
        data, lambda writer: writer.add_attachment("a.txt", b"Hei")
    ),
    "truncated": lambda data: data[:-150],
    "line appended": lambda data: data + b"\nGjelder ikke",
    "line put in front": lambda data: b"Gjelder ikke\n" + data,
    "line ends of another system": lambda data: data.replace(b"\n", b"\r\n"),
    "seal written as text": with_seal_as_text,
    "hole of the seal made wider": with_wider_gap,
}  # fmt: skip


def said(data: bytes) -> str:
    verdict = seal.verify(data)
    if not verdict.sealed_here:
        return "unknown"
    return "changed since" if verdict.changed_since or not verdict.intact else "genuine"


def test_every_change_is_called_a_change(paper: bytes) -> None:
    data = sealed(paper)
    assert said(data) == "genuine"
    tampered = {kind: change(data) for kind, change in KINDS.items()}
    assert data not in tampered.values()
    assert {kind: said(other) for kind, other in tampered.items()} == dict.fromkeys(KINDS, "changed since")


@pytest.mark.usefixtures("authority")
def test_every_change_is_found_behind_timestamps_too(paper: bytes) -> None:
    data = sealed(paper)
    assert said(data) == "genuine"
    assert {kind: said(change(data)) for kind, change in KINDS.items()} == dict.fromkeys(
        KINDS, "changed since"
    )


def test_mark_of_another_signature_over_the_text_is_a_change(paper: bytes, tmp_path: Path) -> None:
    assert said(sign_over_the_text(sealed(paper), tmp_path)) == "changed since"


def test_seal_moved_to_another_file_is_a_change(paper: bytes) -> None:
    other = pdf.render(
        "pdf/agenda.html",
        papers.agenda(),
        title="Møte",
        language="nb",
        created=papers.CREATED,
        identifier="m",
    )
    mine, theirs = sealed(paper), bytearray(sealed(other))
    theirs[seal_at(bytes(theirs))] = mine[seal_at(mine)]
    assert said(bytes(theirs)) == "changed since"
    assert seal.verify(bytes(theirs)).digest == seal.verify(mine).digest


def test_no_byte_of_the_seal_can_be_changed_unseen(paper: bytes) -> None:
    """What cannot be read as our seal any longer still has the digest of the bytes that were sealed."""
    data = sealed(paper)
    place, digest = seal_at(data), seal.verify(data).digest
    for at in range(place.start, place.stop, 97):
        other = data[:at] + (b"1" if data[at : at + 1] == b"0" else b"0") + data[at + 1 :]
        verdict = seal.verify(other)
        assert verdict.changed_since or not verdict.sealed_here
        assert verdict.digest == digest


def test_no_byte_of_a_timestamp_can_be_changed_unseen(paper: bytes, authority: Callable[[str], None]) -> None:
    data = sealed(paper)
    authority("refuses")
    start = data.rindex(b"/Contents <3082") + len(b"/Contents <")
    stop = data.index(b">", start)
    for at in range(start, stop, 149):
        other = data[:at] + (b"1" if data[at : at + 1] == b"0" else b"0") + data[at + 1 :]
        assert said(other) == "changed since", at


def test_printing_to_a_new_file_leaves_no_seal(paper: bytes) -> None:
    assert said(by_program("pdftocairo -pdf in.pdf out.pdf")(sealed(paper))) == "unknown"
