"""List items that stand beside each other, each with its level, gathered into lists inside lists."""

from __future__ import annotations

from dataclasses import dataclass, field

WHITE = " \t\r\n\u00a0"


@dataclass
class Node:
    """An element: what it is, its attributes, and the elements and words in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)


@dataclass
class Item(Node):
    """An item that is in no list yet. `kind` is ul or ol; `start` its number."""

    level: int = 1
    kind: str = "ul"
    start: int = 1


def is_empty(nodes: list[Node | str]) -> bool:
    """Whether nothing of it can be read."""
    return all(isinstance(node, str) and not node.strip(WHITE) for node in nodes)


def trimmed(nodes: list[Node | str]) -> list[Node | str]:
    """A line's content without white space or line breaks at its ends."""
    kept = list(nodes)
    while kept and _is_blank(kept[0]):
        del kept[0]
    while kept and _is_blank(kept[-1]):
        del kept[-1]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip(WHITE)
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip(WHITE)
    return kept


def _is_blank(node: Node | str) -> bool:
    return not node.strip(WHITE) if isinstance(node, str) else node.tag == "br"


def gathered(nodes: list[Node | str]) -> list[Node | str]:
    """The nodes with each run of items (white space between them is none) as lists; deeper items inside shallower."""
    found: list[Node | str] = []
    open_lists: list[tuple[int, Node]] = []
    for node in nodes:
        if isinstance(node, Item):
            _put(node, found, open_lists)
        elif isinstance(node, Node) or node.strip(WHITE):
            open_lists.clear()
            found.append(node)
        elif not open_lists:
            found.append(node)
    return found


def _put(item: Item, found: list[Node | str], open_lists: list[tuple[int, Node]]) -> None:
    """An item into the list of its level, which is opened where there is none."""
    closed: Node | None = None
    while open_lists and open_lists[-1][0] > item.level:
        closed = open_lists.pop()[1]
    if not open_lists and closed is not None and closed.tag == item.kind:
        open_lists.append((item.level, closed))  # the first item stood deeper than those after it
    if (
        open_lists
        and open_lists[-1] == (item.level, open_lists[-1][1])
        and open_lists[-1][1].tag != item.kind
    ):
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < item.level:
        start = {"start": str(item.start)} if item.kind == "ol" and item.start != 1 else {}
        made = Node(item.kind, start)
        parent = open_lists[-1][1].children[-1] if open_lists else None
        (parent.children if isinstance(parent, Node) else found).append(made)
        open_lists.append((item.level, made))
    content: list[Node | str] = item.children if item.tag == "li" else [Node("p", {}, item.children)]
    open_lists[-1][1].children.append(Node("li", {}, gathered(content)))
