"""What people paste, and what somebody might: HTML as it comes from Word, mail, web pages and worse.

`RAW` is for the typesetter itself, past every cleaning. `PASTED` goes the way of a person's text, through the field
that saves it: stored clean, or refused (`REFUSED`) with a sentence.
"""

from tests import papers

RAW = {
    "link around bold": '<p><a href="https://politirad.example">a <strong>b <em>c</em></strong> d<br>e</a> f</p>',
    "link all bold": '<p><a href="https://politirad.example"><strong>b</strong></a></p>',
    "link to nowhere": '<p><a href="/x">x</a> <a href="#x">y</a> <a href="mailto:a@politirad.example">z</a></p>',
    "link over lines": f'<p><a href="https://politirad.example/{"lang" * 90}">https://politirad.example/{"lang" * 90}</a></p>',
    "empty elements": '<p></p><ul></ul><ul><li></li></ul><table><tr><td></td></tr></table><h2></h2><a href="#"></a>',
    "headings out of order": "<h4>a</h4><h2>b</h2><h3>c</h3><h6>d</h6><h1>e</h1>",
    "list with paragraphs": "<ul><li><p>a</p><p>b</p><ol start='4'><li><p>c</p><ul><li><p>d</p></li></ul></li></ol></li></ul>",
    "list with everything": "<ul><li>a<table><tr><td>b</td></tr></table><blockquote>c</blockquote><h3>d</h3>e</li></ul>",
    "list in quotation": "<blockquote><ul><li>a</li></ul><ol><li>b</li></ol></blockquote>",
    "table without heads": "<table><tr><td>a</td><td colspan='2'>b</td></tr><tr><td rowspan='2'>c</td><td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></table>",
    "table with heads": "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>d</td></tr></tbody></table>",
    "table of many pages": "<table>" + ("<tr><th>a</th>" + "<td>b</td>" * 12 + "</tr>") * 150 + "</table>",
    "table of heads alone": "<table><tr><th>a</th><th>b</th></tr></table>",
    "table in a table": "<table><tr><th>a</th></tr><tr><td><table><tr><th>b</th><td>c</td></tr></table></td></tr></table>",
    "list in a table": "<table><tr><td><ul><li><p>a</p></li></ul></td></tr></table>",
    "long word": f"<p>{'a' * 900}</p>",
    "long paragraph": f"<p>{'Politirådet møtes. ' * 1500}</p>",
    "ends its own part": "</div></section></main><h1>x</h1><p>y</p>",
    "old markup": "<dl><dt>a</dt><dd>b</dd></dl><pre>a\tb\n c</pre><hr><p>a<sub>2</sub><sup>3</sup><s>x</s><u>y</u><code>z</code></p>",
    "picture": papers.RICH + f'<p><img src="{papers.PROVEN["qr_svg"]}" alt="En kode"></p>',
    "drawing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title><circle r="4"/></svg>',
    "letters of the north": "<p>Čáhcesuolu Ŋuorti Ŧ ŧ đ Đ š ž Åarjel ï Ï Äjjtega ʼ ʹ ǩ ǥ ǧ ʒ ǯ</p>",
    "quotes and signs": "<p>«a» “b” „c” ‘d’ – — … • § № ✓ ✔ ☐ ☑ ☒ → ≤ ≥ ½ € ° ‰ ± × − ‑</p>",
    "unseen characters": "<p>a\u00a0b\u202fc\u2009d\u200be\u00adf\u2011g\u2028h\u2029i\u0085j\ufeffk\u2060l\u200dm\u200cn\ufe0fo</p>",
    "composed letters": "<p>a\u030a e\u0301\u0323 o\u0338 \u0301x q\u0307\u0323 n\u0308</p>",
    "turned direction": "<p>\u202eabc\u202c \u2066x\u2069 \u200f \u061c</p>",
    "other alphabets": "<p>שלום עולם العربية مرحبا Ελληνικά Русский українська ქართული Հայերեն ᐃᓄᒃᑎᑐᑦ</p>",
    "plain symbols": "<p>♥ ☀ ☎ ✉ ✂ ★ ☆ ■ □ ▪ ◦ ○ ● ⌘ ∞ √ ∑</p>",
}

_WORD_LIST = (
    "<p class='MsoListParagraphCxSpFirst' style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
    "<![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>\uf0b7"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;</span></span></span><![endif]>{}<o:p></o:p></p>"
)

PASTED = {
    "list from Word": "".join(map(_WORD_LIST.format, ("styrke dialogen", "øke kunnskapen"))),
    "list from Word with letters": "<p class=MsoListParagraph style='mso-list:l1 level2'><span>b)</span>&nbsp;to</p>",
    "bullets of Wingdings": "<p>\uf0a7 en</p><p>\uf0d8 to</p><p>\uf0fc tre</p><p>\uf076 fire</p>",
    "arrows of Wingdings": "<p>først \uf0e0 så \uf0e8 til slutt</p>",
    "unknown private characters": "<p>a\ue000b\uf8ffc\U000f0000d</p>",
    "whole document from Word": (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta name=Generator content='Microsoft Word 15'>"
        "<style>p.MsoNormal{margin:0cm}</style><xml><o:OfficeDocumentSettings/></xml></head><body lang=NO>"
        "<!--StartFragment--><p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Mål<o:p></o:p></b></p>"
        "<!--EndFragment--></body></html>"
    ),
    "tracked changes from Word": "<p><ins cite='mailto:a'>nytt</ins> <del>gammelt</del><a name='_msocom_1'></a></p>",
    "footnote from Word": "<p>Tekst<a href='#_ftn1' name='_ftnref1'><sup>[1]</sup></a></p><div id=ftn1><p>Note</p></div>",
    "text box from Word": "<p><v:shape><v:textbox><div><p>I boksen</p></div></v:textbox></v:shape></p>",
    "from Google Docs": "<b style='font-weight:normal' id='docs-internal-guid-1'><p dir=ltr><span>Mål</span></p><br></b>",
    "from Outlook": "<div><div style='border-top:solid'><p><b>Fra:</b> a@politirad.example<br><b>Til:</b> b</p></div></div>",
    "from a spreadsheet": (
        "<table border=0 cellpadding=0 style='border-collapse:collapse'><colgroup><col width=64><col width=64></colgroup>"
        "<tr height=20><td height=20 class=xl65 align=right x:num>1</td><td></td></tr><tr><td></td><td></td></tr></table>"
    ),
    "from a web page": "<nav><a href='/'>Hjem</a></nav><article><h1>Tittel</h1><figure><img src=x><figcaption>Bilde</figcaption></figure></article>",
    "nested tables": "<table><tr><td>" * 5 + "inni" + "</td></tr></table>" * 5,
    "empty cells": "<table>" + "<tr><td></td><th></th><td> </td><td>&nbsp;</td></tr>" * 4 + "</table>",
    "empty table": "<table></table><table><tr></tr></table><table><thead></thead><tbody></tbody></table>",
    "cells over many": "<table><tr><td colspan=9 rowspan=9>a</td></tr><tr><td>b</td></tr></table>",
    "cells over far too many": "<table><tr><td colspan=1000 rowspan=65534>a</td><td colspan=-1 rowspan=0>b</td></tr></table>",
    "cells over words": "<table><tr><td colspan='mange' rowspan=''>a</td></tr></table>",
    "rows of different length": "<table><tr><th>a</th></tr><tr><td>b</td><td>c</td><td>d</td></tr></table>",
    "heads here and there": "<table><tr><th>a</th><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
    "an empty corner": "<table><tr><td></td><th>2025</th></tr><tr><td>Møter</td><td>4</td></tr></table>",
    "text loose in a table": "<table>løst<tr>løst<td>fast</td></tr></table>",
    "huge table": "<table>"
    + "<tr><td>Politirådet</td><td>møtes</td><td>fire ganger</td></tr>" * 400
    + "</table>",
    "wide table": "<table><tr>" + "<td>kolonne</td>" * 40 + "</tr></table>",
    "table with long words": f"<table><tr><td>{'Ø' * 300}</td><td>{'W' * 300}</td><td>x</td></tr></table>",
    "headings upside down": "<h6>f</h6><h5>e</h5><h4>d</h4><h3>c</h3><h2>b</h2><h1>a</h1>",
    "headings that are empty": "<h2></h2><h3> </h3><h4>&nbsp;</h4><p>x</p>",
    "heading in a list": "<ul><li><h2>a</h2></li></ul>",
    "heading in a cell": "<table><tr><td><h2>a</h2><h4>b</h4></td></tr></table>",
    "heading of a page": f"<h2>{'Overskrift som aldri tar slutt ' * 40}</h2>",
    "list without items": "<ul></ul><ol></ol><ul>løst</ul>",
    "list in a list without an item": "<ul><li>a</li><ul><li>b</li></ul></ul>",
    "list many deep": "<ul><li>a" * 12 + "</li></ul>" * 12,
    "list that begins far away": "<ol start=2147483647><li>a</li><li>b</li></ol><ol start=-3><li>c</li></ol><ol start=x><li>d</li></ol>",
    "items loose": "<li>a</li><li>b</li>",
    "quotation many deep": "<blockquote>" * 15 + "a" + "</blockquote>" * 15,
    "bold many deep": "<strong><em>" * 40 + "a" + "</em></strong>" * 40,
    "emoji": "<p>\U0001f46e\u200d\u2640\ufe0f Politi \U0001f1f3\U0001f1f4 \U0001f44d\U0001f3fd 1\ufe0f\u20e3</p>",
    "emoji alone": "<p>\U0001f600</p>",
    "dingbats": "<p>\u2714 ja \u2718 nei \u2605\u2606 \u27a4 \u2708</p>",
    "line separators": "<p>en\u2028to\u2029tre\u0085fire\x0bfem\x0cseks</p>",
    "control characters": "<p>a\x00b\x01c\x07d\x1be\x7ff\x80g</p>",
    "half characters": "<p>a&#xD83D;b&#xDC6E;c&#0;d&#x110000;e</p>",
    "combining marks": "<p>a\u030a\u0301 e\u0302\u0323 n\u0303\u0331 o\u0328\u0304</p>",
    "many combining marks": "<p>Z" + "\u0300\u0316\u0334" * 20 + "algo</p>",
    "right to left": "<p dir=rtl>\u202eabc\u202c \u2067def\u2069 \u200f!</p>",
    "bidi override in a link": "<p><a href='https://politirad.example/\u202egpj.exe'>bilde\u202egpj.exe</a></p>",
    "zero width": "<p>po\u200bli\u200cti\u200dr\u2060å\ufeffd</p>",
    "soft hyphens": "<p>po\u00adli\u00adti\u00adråds\u00adav\u00adta\u00adle&shy;n</p>",
    "all kinds of space": "<p>a\u00a0b\u1680c\u2000d\u2003e\u2007f\u2009g\u200ah\u202fi\u205fj\u3000k</p>",
    "all kinds of dash": "<p>-\u2010-\u2011-\u2012-\u2013-\u2014-\u2015-\u2212-\ufe58-\uff0d</p>",
    "Sámi letters": "<p>Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž Ââ Õõ Ää Öö Ïï Ʒʒ Ǯǯ Ǥǥ Ǧǧ Ǩǩ – Deanu gielda, Unjárga, Kárášjohka, Snåase</p>",
    "Kven and Swedish": "<p>Š š Ž ž Å å Ä ä Ö ö – Pyssyjoki, Kyläpaikka</p>",
    "ligatures and widths": "<p>\ufb01nne \ufb02yte \uff30\uff4f\uff4c\uff49\uff54\uff49</p>",
    "superscripts and fractions": "<p>m² m³ H₂O ½ ¼ ⅓ ⅞ № ™ © ® ª º ‰ ‱</p>",
    "mathematics": "<p>∑ ∫ √ ∞ ≈ ≠ ≤ ≥ ± × ÷ ∆ ∂ ∈ ⊂</p>",
    "Chinese": "<p>警察 委员会</p>",
    "Japanese": "<p>警察 けいさつ</p>",
    "Thai": "<p>ตำรวจ</p>",
    "Devanagari": "<p>पुलिस</p>",
    "runes": "<p>ᚠᚢᚦᚨᚱᚲ</p>",
    "alphabets of mathematics": "<p>\U0001d4df\U0001d4f8\U0001d4f5\U0001d4f2\U0001d4fd\U0001d4f2</p>",
    "picture without words": "<p>a<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>b</p>",
    "picture from afar": "<p>a<img src='https://politirad.example/spor.gif' alt='x'>b</p>",
    "picture of the machine": "<p><img src='file:///etc/passwd'><a href='file:///etc/passwd'>x</a></p>",
    "links with odd addresses": (
        "<p><a href='javascript:alert(1)'>a</a> <a href=' jav&#x09;ascript:alert(1)'>b</a> <a href='//politirad.example'>c</a>"
        " <a href='https://politirad.example/æøå?q=1 2&amp;x=[y]#z z'>d</a> <a href='http://[::1'>e</a> <a href='mailto:'>f</a>"
        " <a href='tel:+47 22 00 00 00'>g</a> <a href='https:///'>h</a> <a href=''>i</a> <a>j</a></p>"
    ),
    "link in a link": "<p><a href='https://politirad.example/a'>a <a href='https://politirad.example/b'>b</a></a></p>",
    "link around blocks": "<a href='https://politirad.example'><h2>a</h2><p>b</p><ul><li>c</li></ul></a>",
    "link around a table": "<a href='https://politirad.example'><table><tr><td>a</td></tr></table></a>",
    "link of nothing": "<p><a href='https://politirad.example'></a><a href='https://politirad.example'> </a>x</p>",
    "link that never ends": f"<p><a href='https://politirad.example/{'x' * 3000}'>x</a></p>",
    "very long word": f"<p>{'Donaudampfschifffahrt' * 60}</p>",
    "very long line": f"<p>{'ord ' * 6000}</p>",
    "many breaks": "<p>a" + "<br>" * 200 + "b</p>",
    "many empty paragraphs": "<p></p>" * 300 + "<p>x</p>",
    "no markup": "Bare tekst & noe < annet > her",
    "markup that never closes": "<p><strong>a<table><tr><td>b<ul><li>c",
    "markup that was never open": "</p></td></table></div></section></body></html>x",
    "markup crossed": "<p><strong>a<em>b</strong>c</em></p>",
    "script and style": "<script>alert(1)</script><style>p{opacity:0}</style><p style='opacity:.5' onclick='x()'>a</p>",
    "drawing": "<svg xmlns='http://www.w3.org/2000/svg'><text>a</text></svg><math><mi>x</mi></math><p>b</p>",
    "form": "<form action=x><input value=a><select><option>b</option></select><textarea>c</textarea><button>d</button></form>",
    "frames": "<iframe src='https://politirad.example'>a</iframe><object data=x>b</object><embed src=x><p>c</p>",
    "comment and CDATA": "<p>a<!-- b --><![CDATA[c]]><?php echo 1 ?>d</p>",
    "template of ours": "<p>{{ title }} {% translate 'x' %} %(name)s {0}</p>",
    "entities": "<p>&lt;script&gt; &amp;amp; &nbsp; &aring; &#229; &#xe5; &bogus; &amp</p>",
}

REFUSED = frozenset({"Chinese", "Japanese", "Thai", "Devanagari", "runes", "alphabets of mathematics"})
