"""Cleaning of text with headings and lists: what stays, what goes, and what must never come through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from politirad.richtext import Block, blocks, clean, clean_characters, from_plain, plain
from politirad.templatetags.face import rich


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>Vanlig tekst.</p>", "<p>Vanlig tekst.</p>"),
        (
            "<h2>Formål</h2><p><b>fet</b> <i>kursiv</i></p>",
            "<h2>Formål</h2><p><strong>fet</strong> <em>kursiv</em></p>",
        ),
        ("<h1>Tittel</h1><h6>Liten</h6>", "<h2>Tittel</h2><h4>Liten</h4>"),
        ("<ul><li>én<li>to</ul>", "<ul><li>én</li><li>to</li></ul>"),
        ('<ol start="3"><li>tre</li></ol>', '<ol start="3"><li>tre</li></ol>'),
        (
            '<table><tr><th scope="col">a</th><td colspan="2">b</td></tr></table>',
            '<table><tbody><tr><th scope="col">a</th><td colspan="2">b</td></tr></tbody></table>',
        ),
        ("<div>linje</div>", "<p>linje</p>"),
        ('<p class="x" style="color:red" id="y">ren</p>', "<p>ren</p>"),
        ("<p>a</p><p> </p><p><br></p>", "<p>a</p>"),
        ("<center><u>ord</u></center>", "ord"),
        ('<p>før<!-- skjult --><img src="x">etter</p>', "<p>føretter</p>"),
    ],
)
def test_clean_keeps_the_subset_and_the_words(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "scheme", ["https://www.ks.no/", "http://a.no", "mailto:slt@kommune.no", "tel:+4712345678"]
)
def test_clean_keeps_links_that_lead_somewhere(scheme: str) -> None:
    assert clean(f'<a href="{scheme}">x</a>') == f'<a href="{scheme}" rel="noopener noreferrer">x</a>'


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<img src=x onerror=alert(1)>",
        "<math><mi xlink:href='javascript:alert(1)'></mi></math>",
        "<template><script>alert(1)</script></template>",
        "<<script>script>alert(1)</script>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)
def test_clean_drops_what_runs(attack: str) -> None:
    cleaned = clean(f"<p>før {attack} etter</p>").lower()
    assert cleaned.startswith("<p>før")
    for word in ("<script", "<style", "<svg", "<iframe", "<img", "<math", "<template", "onerror=", "onload="):
        assert word not in cleaned


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "java&#8203;script:alert(1)",
        "java&shy;script:alert(1)",
        "&#x1F600;javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
    ],
)
def test_clean_drops_addresses_that_run(address: str) -> None:
    assert clean(f'<a href="{address}">ord</a>') == '<a rel="noopener noreferrer">ord</a>'


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("takk \U0001f600!", "takk !"),
        ("familie \U0001f468\u200d\U0001f469\u200d\U0001f467.", "familie ."),
        ("flagg \U0001f1f3\U0001f1f4 her", "flagg  her"),
        ("\uf0b7 punkt", "\u2022 punkt"),
        ("ukjent \ue123 tegn", "ukjent  tegn"),
        ("en\u2028to\u2029tre", "en\nto\ntre"),
        ("samar\u00adbeid", "samarbeid"),
        ("skjult\u202etekst", "skjulttekst"),
        ("a\u030a", "å"),
        ("a\x00b\x07c", "abc"),
        ("Sámi čđŋšŧž – «sitat» … § 5 → €", "Sámi čđŋšŧž – «sitat» … § 5 → €"),
    ],
)
def test_clean_characters_keeps_only_what_the_archive_can_show(typed: str, kept: str) -> None:
    assert clean_characters(typed) == kept


def test_clean_drops_emoji_written_as_a_reference() -> None:
    assert clean("<p>takk &#128512;</p>") == "<p>takk </p>"


@given(
    st.text(
        alphabet=st.sampled_from("<>/=\"' &;#apbi123\u0338\u200b\u2028\U0001f600scriptjav:hreft"), max_size=80
    )
)
def test_clean_is_stable_and_never_lets_a_script_through(typed: str) -> None:
    once = clean(typed)
    assert clean(once) == once
    assert "<script" not in once.lower()
    assert "javascript:" not in once.lower().replace("&amp;", "&") or "href" not in once.lower()


def test_plain_gives_a_line_for_each_block() -> None:
    html = "<h2>Formål</h2><p>Én &amp; to<br>tre</p><ul><li>a</li><li>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>"
    assert plain(html) == "Formål\nÉn & to\ntre\na\nb\nx y"


def test_from_plain_makes_paragraphs_and_escapes() -> None:
    assert from_plain("a <b> & c\r\nd\r\n\r\n\r\ne\n") == "<p>a &lt;b&gt; &amp; c<br>d</p><p>e</p>"


def test_blocks_joins_plain_paragraphs_and_keeps_the_rest_whole() -> None:
    html = "<p>a</p><p>b<br>c</p><h2>d</h2><p>e <strong>f</strong></p><table><tbody><tr><td>g</td></tr></tbody></table>"
    found = blocks(html)
    assert [block.is_text for block in found] == [True, False, False, False]
    assert found[0] == Block(True, "<p>a</p><p>b<br>c</p>")
    assert found[0].text == "a\n\nb\nc"
    assert "".join(block.html for block in found) == html


def test_blocks_survive_a_round_through_plain_text() -> None:
    html = "<p>a &lt;b</p><p>b<br>c &amp; d</p>"
    assert "".join(from_plain(block.text) for block in blocks(html)) == html


def test_table_on_a_page_stands_in_a_frame_that_the_keyboard_reaches() -> None:
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    shown = rich(f"<p>før</p>{table}{table}<p>etter</p>")
    assert shown.count("<div") == shown.count("</table></div>") == 2
    assert shown.count('role="group" aria-label="Tabell" tabindex="0"><table>') == 2
    assert shown.startswith("<p>før</p><div")
    assert shown.endswith("</div><p>etter</p>")
