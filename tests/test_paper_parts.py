"""Lists and tables that people paste, in the form that the archive PDF needs; the words stay."""

from xml.etree.ElementTree import fromstring, tostring

import pytest

from politirad.paper_parts import direct_heads, mend_lists, square_table


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<ul><li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<ul>a</ul>", "<ul><li>a</li></ul>"),
        ("<ul>a<li>b</li>c</ul>", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("<ol> <li>a</li> <ul><li>b</li></ul> </ol>", "<ol><li>a</li><li><ul><li>b</li></ul></li></ol>"),
        ("<li>a</li><li>b</li>", "<ul><li>a</li><li>b</li></ul>"),
        ("<p>x</p><li>a</li>y<li>b</li><p>z</p>", "<p>x</p><ul><li>a</li></ul>y<ul><li>b</li></ul><p>z</p>"),
    ],
)
def test_list_holds_items_alone(before: str, after: str) -> None:
    root = fromstring(f"<div>{before}</div>")
    mend_lists(root)
    assert tostring(root, encoding="unicode") == f"<div>{after}</div>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<tr><td>a</td><td>b</td></tr>", "<tr><td>a</td><td>b</td></tr>"),
        (
            "<tr><td>a</td></tr><tr><td>b</td><td>c</td></tr>",
            "<tr><td>a</td><td /></tr><tr><td>b</td><td>c</td></tr>",
        ),
        (
            "<tr><td colspan='9' rowspan='9'>a</td></tr><tr><td>b</td></tr>",
            "<tr><td colspan='9' rowspan='2'>a</td><td /></tr><tr><td>b</td></tr>",
        ),
        (
            "<tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='2'>c</td></tr>",
            "<tr><td>a</td><td rowspan='2'>b</td></tr><tr><td colspan='1'>c</td></tr>",
        ),
        ("<tr><td colspan='x' rowspan='-2'>a</td></tr>", "<tr><td colspan='1' rowspan='1'>a</td></tr>"),
        ("<tr><td colspan='1000'>a</td></tr>", "<tr><td colspan='60'>a</td></tr>"),
        (
            "<thead><tr><th rowspan='5'>a</th></tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody>",
            "<thead><tr><th rowspan='1'>a</th><th /></tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody>",
        ),
        (
            "<tr /><tr><td><table><tr><td>a</td></tr></table></td></tr>",
            "<tr><td /></tr><tr><td><table><tr><td>a</td></tr></table></td></tr>",
        ),
        ("<tr />", "<tr />"),
    ],
)
def test_every_row_has_as_many_columns(before: str, after: str) -> None:
    table = fromstring(f"<table>{before}</table>")
    square_table(table)
    assert tostring(table, encoding="unicode").replace('"', "'") == f"<table>{after}</table>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>",
            "<tr><th scope='col'>a</th><th scope='col'>b</th></tr><tr><td>c</td><td>d</td></tr>",
        ),
        ("<tr><th>a</th><td>b</td></tr>", "<tr><th scope='row'>a</th><td>b</td></tr>"),
        (
            "<tr><th colspan='2'>a</th></tr><tr><td>b</td><td>c</td></tr>",
            "<tr><th colspan='2' scope='col'>a</th></tr><tr><td>b</td><td>c</td></tr>",
        ),
        (
            "<tr><td>a</td><th>b</th></tr><tr><td>c</td><td>d</td></tr>",
            "<tr><td>a</td><td class='head'>b</td></tr><tr><td>c</td><td>d</td></tr>",
        ),
        ("<tr><td>a</td></tr>", "<tr><td>a</td></tr>"),
    ],
)
def test_every_cell_has_a_head_or_none_has(before: str, after: str) -> None:
    table = fromstring(f"<table>{before}</table>")
    direct_heads(table)
    assert tostring(table, encoding="unicode").replace('"', "'") == f"<table>{after}</table>"
