"""Which papers an item takes: their size, and their kind as the bytes themselves say it. Pure.

The name's ending is not trusted: a paper whose bytes say something else than its name is refused.
"""

import io
import re
import unicodedata
import zipfile

LARGEST = 15 * 1024 * 1024
PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
# What the bytes say: content type, and the endings that go with it.
ENDINGS: dict[str, tuple[str, ...]] = {
    PDF: ("pdf",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    f"{OFFICE}wordprocessingml.document": ("docx",),
    f"{OFFICE}spreadsheetml.sheet": ("xlsx",),
    f"{OFFICE}presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
}
FOLDERS = {
    "word/": f"{OFFICE}wordprocessingml.document",
    "xl/": f"{OFFICE}spreadsheetml.sheet",
    "ppt/": f"{OFFICE}presentationml.presentation",
}
ACCEPTED = ",".join(f".{ending}" for endings in ENDINGS.values() for ending in endings)
MOST_MEMBERS = 10_000


class PaperError(ValueError):
    """A file that is not taken. `code` is `empty`, `too_large`, `unknown`, `name_disagrees` or `macros`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def paper_type(name: str, content: bytes) -> str:
    """The content type that the bytes say. Raises PaperError for what is not taken."""
    if not content:
        raise PaperError("empty")
    if len(content) > LARGEST:
        raise PaperError("too_large")
    found = _sniff(content)
    if found is None:
        raise PaperError("unknown")
    ending = name.rpartition(".")[2].lower()
    if ending not in ENDINGS[found]:
        raise PaperError("name_disagrees")
    return found


def clean_name(name: str) -> str:
    """The file's own name without path, control characters or characters that reverse the text; never empty."""
    name = re.split(r"[\\/]", name)[-1]
    name = "".join(one for one in unicodedata.normalize("NFC", name) if unicodedata.category(one)[0] != "C")
    stem, dot, ending = name.strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    stem = stem.strip(" .")[:180] or "sakspapir"
    return f"{stem}.{ending[:10]}" if ending else stem


def _sniff(content: bytes) -> str | None:
    if content[:1024].lstrip()[:5] == b"%PDF-":
        return PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"PK\x03\x04"):
        return _sniff_package(content)
    return None


def _sniff_package(content: bytes) -> str | None:
    """Which office document a ZIP package is; only its list of members is read, and the short type of an ODF."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if len(names) > MOST_MEMBERS:
                return None
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise PaperError("macros")
            if "[Content_Types].xml" in names:
                return next(
                    (
                        kind
                        for folder, kind in FOLDERS.items()
                        if any(name.startswith(folder) for name in names)
                    ),
                    None,
                )
            if names and names[0] == "mimetype" and package.getinfo("mimetype").file_size < 100:
                kind = package.read("mimetype").decode("ascii", "replace").strip()
                return kind if kind in ENDINGS else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    return None
