"""The light text form of demo files, and the HTML subset it becomes.

Paragraphs are parted by an empty line. Lines that begin with ``- `` are a list, with ``1. `` a numbered
one; two spaces in front make a list inside the item above. Lines that begin with ``> `` are a quotation.
Lines that begin with ``|`` are a table whose first row is the heading. ``**strong**`` and ``*emphasis*``
work inside a line. Everything else is plain text: markup in it is shown, never obeyed.
"""

import html
import re
from collections.abc import Iterator

_ITEM = re.compile(r"(?P<indent> *)(?P<mark>-|\d{1,2}\.) (?P<text>.+)")


def to_html(text: str) -> str:
    """The text as HTML of p, ul, ol, li, blockquote, table, strong and em; empty text stays empty."""
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()) if block.strip())


def _block(block: str) -> str:
    lines = [line.rstrip() for line in block.splitlines() if line.strip()]
    if all(line.startswith("|") for line in lines):
        return _table(lines)
    if all(line.startswith("> ") for line in lines):
        return f"<blockquote><p>{_inline(' '.join(line[2:] for line in lines))}</p></blockquote>"
    lead = list(_before_list(lines))
    listed = lines[len(lead) :]
    parts = [f"<p>{_inline(' '.join(lead))}</p>"] if lead else []
    return "\n".join(parts + ([_list(_joined(listed))] if listed else []))


def _before_list(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if _ITEM.fullmatch(line):
            return
        yield line.strip()


def _joined(lines: list[str]) -> list[str]:
    """List lines, where a line without a mark continues the item above it."""
    items: list[str] = []
    for line in lines:
        if _ITEM.fullmatch(line):
            items.append(line)
        else:
            items[-1] += " " + line.strip()
    return items


def _list(lines: list[str]) -> str:
    first = _ITEM.fullmatch(lines[0])
    assert first is not None
    depth, tag = len(first["indent"]), "ul" if first["mark"] == "-" else "ol"
    items: list[list[str]] = []
    for line in lines:
        if len(line) - len(line.lstrip(" ")) <= depth:
            items.append([line])
        else:
            items[-1].append(line)
    return f"<{tag}>{''.join(_item(item) for item in items)}</{tag}>"


def _item(lines: list[str]) -> str:
    found = _ITEM.fullmatch(lines[0])
    assert found is not None
    inner = _list(lines[1:]) if len(lines) > 1 else ""
    return f"<li><p>{_inline(found['text'])}</p>{inner}</li>"


def _table(lines: list[str]) -> str:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    head = "".join(f'<th scope="col"><p>{_inline(cell)}</p></th>' for cell in rows[0])
    body = "".join(
        "<tr>" + "".join(f"<td><p>{_inline(cell)}</p></td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _inline(text: str) -> str:
    safe = html.escape(text, quote=False)
    safe = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", safe)
    return re.sub(r"(?<!\*)\*(?!\*)(.+?)\*", r"<em>\1</em>", safe)
