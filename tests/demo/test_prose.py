"""The light text form: every block it knows, and that markup in it stays text."""

import pytest

from politirad.demo.prose import to_html
from politirad.demo.reading import read_all
from politirad.richtext import clean


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("En linje\nsom fortsetter.", "<p>En linje som fortsetter.</p>"),
        ("Ett.\n\nTo.", "<p>Ett.</p>\n<p>To.</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("- a\n  - b", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
        ("- a\n  videre", "<ul><li><p>a videre</p></li></ul>"),
        ("Dette:\n- a", "<p>Dette:</p>\n<ul><li><p>a</p></li></ul>"),
        ("> Sitat", "<blockquote><p>Sitat</p></blockquote>"),
        ("**sterk** og *kursiv*", "<p><strong>sterk</strong> og <em>kursiv</em></p>"),
        ("<script>x</script> & co", "<p>&lt;script&gt;x&lt;/script&gt; &amp; co</p>"),
        (
            "| A | B |\n| 1 | 2 |",
            '<table><thead><tr><th scope="col"><p>A</p></th><th scope="col"><p>B</p></th></tr></thead>'
            "<tbody><tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>",
        ),
    ],
)
def test_text_becomes_html(text: str, html: str) -> None:
    assert to_html(text) == html


def test_every_section_of_the_demo_survives_the_cleaning_of_stored_text() -> None:
    lost = []
    for name, demo in read_all().agreements.items():
        for agreement in filter(None, (demo.agreement, demo.successor)):
            for section in agreement.sections:
                html = to_html(section.text)
                if words(clean(html)) != words(html):
                    lost.append((name, section.heading))
    assert lost == []


def words(html: str) -> list[str]:
    """The text between the tags."""
    inside, found = False, []
    for letter in html:
        inside = letter == "<" or (inside and letter != ">")
        found.append(" " if inside or letter == ">" else letter)
    return "".join(found).split()
