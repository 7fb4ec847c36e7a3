"""Lists and tables of a page brought into the form that PDF/UA-1 asks for, without a word changed."""

from xml.etree.ElementTree import Element, SubElement

CELLS = ("td", "th")
PARTS = ("thead", "tbody", "tfoot")
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


def direct_heads(table: Element) -> None:
    """Every header cell says whether it heads its column or its row, and every other cell has one (PDF/UA-1, 7.5).

    Where some cell would have none, all are plain cells, the heads in bold: a reader then takes each row as it comes.
    """
    rows = [row for _part, rows in _parts(table) for row in rows]
    heads = [row for part, rows in _parts(table) if part == "thead" for row in rows]
    for row in rows:
        cells = [cell for cell in row if cell.tag in CELLS]
        is_head = row in heads or all(cell.tag == "th" for cell in cells)
        for cell in cells:
            if cell.tag == "th" and cell.get("scope") not in ("col", "row"):
                cell.set("scope", "col" if is_head else "row")
    scopes = [cell for row in rows for cell in row if cell.tag == "th"]
    if scopes and not _is_headed(table):
        for cell in scopes:
            cell.tag = "td"
            cell.attrib.pop("scope", None)
            cell.set("class", "head")


def _is_headed(table: Element) -> bool:
    """Whether each plain cell stands in a row or in a column with a head for it."""
    placed = [(row, cells) for _part, rows in _parts(table) for row, _taken, cells in _placed(rows)]
    columns = {
        column
        for _row, cells in placed
        for cell, spanned in cells
        if cell.tag == "th" and cell.get("scope") == "col"
        for column in spanned
    }
    return all(
        any(cell.tag == "th" and cell.get("scope") == "row" for cell, _spanned in cells)
        or all(cell.tag == "th" or columns.intersection(spanned) for cell, spanned in cells)
        for _row, cells in placed
    )


def _parts(table: Element) -> list[tuple[str, list[Element]]]:
    """The table's own rows by the part they stand in; those that stand in none first, under ""."""
    parts = [("", table), *((str(part.tag), part) for part in table if part.tag in PARTS)]
    return [(name, [row for row in part if row.tag == "tr"]) for name, part in parts]


def square_table(table: Element) -> None:
    """Give every row as many columns (PDF/UA-1, 7.2): a span ends with its part of the table and before the next one,
    and a short row gets empty cells, a row of heads empty heads."""
    filled = [(row, taken) for _part, rows in _parts(table) for row, taken, _cells in _placed(rows)]
    width = max((max(taken) + 1 for _row, taken in filled if taken), default=0)
    for row, taken in filled:
        kinds = {cell.tag for cell in row if cell.tag in CELLS}
        for _missing in range(width - len(taken)):
            SubElement(row, "th" if kinds == {"th"} else "td")


def _placed(rows: list[Element]) -> list[tuple[Element, set[int], list[tuple[Element, range]]]]:
    """Each row with the columns that are taken in it and those that its own cells span, spans cut to what is free."""
    taken: list[set[int]] = [set() for _row in rows]
    placed: list[list[tuple[Element, range]]] = [[] for _row in rows]
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
            spanned = range(column, column + across)
            placed[number].append((cell, spanned))
            for below in range(number, number + down):
                taken[below].update(spanned)
    return list(zip(rows, taken, placed, strict=True))


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "").strip()
    return max(int(said), 1) if said.isdecimal() else 1
