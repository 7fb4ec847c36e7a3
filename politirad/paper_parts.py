"""Lists and tables of a page brought into the form that PDF/UA-1 asks for, without a word changed."""

from xml.etree.ElementTree import Element, SubElement

CELLS = ("td", "th")
#: Columns that one cell may span; a page of paper has not room for more.
WIDEST = 60


def mend_lists(root: Element) -> None:
    """A list holds items and nothing else, and an item stands in a list (PDF/UA-1, 7.2)."""
    for parent in list(root.iter()):
        if parent.tag in ("ul", "ol"):
            _items_alone(parent)
        elif any(child.tag == "li" for child in parent):
            _gather_items(parent)


def _items_alone(parent: Element) -> None:
    """Make items of what stands loose in a list."""
    found: list[Element] = []

    def loose(text: str | None) -> None:
        if text and text.strip():
            item = Element("li")
            item.text = text
            found.append(item)

    loose(parent.text)
    parent.text = None
    for child in list(parent):
        tail, child.tail = child.tail, None
        if child.tag != "li":
            item = Element("li")
            item.append(child)
            child = item
        found.append(child)
        loose(tail)
    parent[:] = found


def _gather_items(parent: Element) -> None:
    """Put items that stand outside every list into one."""
    found: list[Element] = []
    for child in list(parent):
        if child.tag != "li":
            found.append(child)
            continue
        around = found[-1] if found and found[-1].tag == "ul" and not (found[-1].tail or "").strip() else None
        if around is None:
            around = Element("ul")
            found.append(around)
        around.append(child)
        around.tail, child.tail = child.tail, None
    parent[:] = found


def square_table(table: Element) -> None:
    """Give every row as many columns (PDF/UA-1, 7.2): a span ends with its part of the table and before the next one,
    and a short row gets empty cells."""
    loose = [row for row in table if row.tag == "tr"]
    parts = [
        [row for row in part if row.tag == "tr"] for part in table if part.tag in ("thead", "tbody", "tfoot")
    ]
    filled = [(row, taken) for rows in (loose, *parts) for row, taken in _placed(rows)]
    width = max((max(taken) + 1 for _row, taken in filled if taken), default=0)
    for row, taken in filled:
        for _missing in range(width - len(taken)):
            SubElement(row, "td")


def _placed(rows: list[Element]) -> list[tuple[Element, set[int]]]:
    """The columns that are taken in each row, its cells' spans cut to what is free."""
    taken: list[set[int]] = [set() for _row in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in (one for one in row if one.tag in CELLS):
            while column in taken[number]:
                column += 1
            across = min(_span(cell, "colspan"), WIDEST)
            across = next((n for n in range(1, across) if column + n in taken[number]), across)
            down = min(_span(cell, "rowspan"), len(rows) - number)
            for name, value in (("colspan", across), ("rowspan", down)):
                if cell.get(name) is not None:
                    cell.set(name, str(value))
            for below in range(number, number + down):
                taken[below].update(range(column, column + across))
    return list(zip(rows, taken, strict=True))


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "").strip()
    return max(int(said), 1) if said.isdecimal() else 1
