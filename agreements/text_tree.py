"""The cleaned HTML of a section as a tree of blocks, so that texts can be compared and merged block by block.

A block is a paragraph, a heading, a cell, or a run of words that stands loose in a list item; a container is a list,
an item, a table, its parts, or a quotation. Only the subset of `politirad.richtext` is known here.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser

CONTAINERS = frozenset({"ul", "ol", "li", "table", "thead", "tbody", "tr", "blockquote"})
#: Blocks that hold words, or other blocks (a cell with paragraphs).
HOLDERS = frozenset({"p", "h2", "h3", "h4", "th", "td"})
_WHITE = re.compile("[ \t\r\n]+")
#: The name of a run of words without an element of its own.
LOOSE = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one formatting: `marks` are the tags around them, outermost first, each with its attributes."""

    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A container with `children`, or a block with `runs`; `attributes` as they stood, "" for none."""

    tag: str
    attributes: str = ""
    runs: tuple[Run, ...] = ()
    children: tuple[Node, ...] = ()

    @property
    def is_block(self) -> bool:
        """Whether it holds words itself."""
        return not self.children and self.tag not in CONTAINERS

    @property
    def text(self) -> str:
        """Its words, with single spaces between them."""
        if self.children:
            return " ".join(filter(None, (child.text for child in self.children)))
        return " ".join("".join(run.text for run in self.runs).split())


def read(html: str) -> tuple[Node, ...]:
    """The blocks of cleaned HTML, in order. Loose words between blocks become paragraphs."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.finish()
    return tuple(Node("p", runs=node.runs) if node.tag == LOOSE else node for node in found)


def write(nodes: tuple[Node, ...]) -> str:
    """The HTML of blocks; reading it gives the same blocks again."""
    return "".join(_written(node) for node in nodes)


def opening(mark: str) -> str:
    """The start tag of a mark or an element with its attributes."""
    return f"<{mark}>"


def closing(mark: str) -> str:
    """The end tag that belongs to it."""
    return f"</{mark.split(' ', 1)[0]}>"


def words_of(run: Run) -> str:
    """A run's text, escaped, with its line breaks as elements."""
    return entities.escape(run.text, quote=False).replace("\n", "<br>")


def _written(node: Node) -> str:
    inner = write(node.children) if node.children else inline(node.runs)
    if node.tag == LOOSE:
        return inner
    start = f"{node.tag} {node.attributes}" if node.attributes else node.tag
    return f"{opening(start)}{inner}{closing(node.tag)}"


def inline(runs: Iterable[Run]) -> str:
    """Runs as HTML; a mark that goes on into the next run is not closed between them."""
    written = ""
    active: tuple[str, ...] = ()
    for run in (*runs, Run("")):
        kept = 0
        while kept < min(len(active), len(run.marks)) and active[kept] == run.marks[kept]:
            kept += 1
        written += "".join(closing(mark) for mark in reversed(active[kept:]))
        written += "".join(opening(mark) for mark in run.marks[kept:]) + words_of(run)
        active = run.marks
    return written


@dataclass
class _Open:
    """An element whose end has not come."""

    tag: str
    attributes: str = ""
    runs: list[Run] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    def gather(self) -> None:
        """Let loose words before a block become a block of their own; white space alone is nothing."""
        if any(run.text.strip() for run in self.runs):
            self.children.append(Node(LOOSE, runs=tuple(self.runs)))
        self.runs = []

    def node(self) -> Node:
        """The finished element."""
        if self.children or self.tag in CONTAINERS:
            self.gather()
            return Node(self.tag, self.attributes, children=tuple(self.children))
        return Node(self.tag, self.attributes, runs=tuple(self.runs))


class _Reader(HTMLParser):
    """Builds the tree. Cleaned HTML closes what it opens; what does not, is closed where its parent ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = [_Open("root")]
        self._marks: list[str] = []

    def finish(self) -> tuple[Node, ...]:
        """Everything read, at the outermost level."""
        while len(self._stack) > 1:
            self._close()
        self._stack[0].gather()
        return tuple(self._stack[0].children)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
            return
        attributes = " ".join(f'{name}="{entities.escape(value or "")}"' for name, value in attrs)
        if tag in CONTAINERS or tag in HOLDERS:
            self._marks = []
            self._stack[-1].gather()
            self._stack.append(_Open(tag, attributes))
        else:
            self._marks.append(f"{tag} {attributes}" if attributes else tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in CONTAINERS or tag in HOLDERS:
            if any(one.tag == tag for one in self._stack[1:]):
                while self._stack[-1].tag != tag:
                    self._close()
                self._close()
            return
        for place in range(len(self._marks) - 1, -1, -1):
            if self._marks[place].split(" ", 1)[0] == tag:
                del self._marks[place]
                break

    def handle_data(self, data: str) -> None:
        self._add(_WHITE.sub(" ", data))

    def _add(self, text: str) -> None:
        runs, marks = self._stack[-1].runs, tuple(self._marks)
        if runs and runs[-1].marks == marks:
            runs[-1] = Run(runs[-1].text + text, marks)
        else:
            runs.append(Run(text, marks))

    def _close(self) -> None:
        self._marks = []
        done = self._stack.pop().node()
        self._stack[-1].children.append(done)
