"""What Word, Word for the web, Outlook, LibreOffice and Google Docs put on the clipboard, and what is to become of it.

`Paste.kept` is written by hand from what the writer saw, with the reason in `why`;
`in_editor` is what is saved from the editor where that is something else.
"""

from __future__ import annotations

from tests.word_pastes import WORD, Paste


def online(kind: str, level: int, text: str, *, start: int = 1) -> str:
    """An item as Word for the web writes it: a list of its own, the level in an attribute."""
    return (
        f'<div class="ListContainerWrapper SCXW1 BCX0"><{kind} class="BulletListStyle1 SCXW1 BCX0" role="list" start="{start}">'
        f'<li data-leveltext="\uf0b7" data-font="Symbol" data-listid="4" data-aria-posinset="1" data-aria-level="{level}"'
        f' role="listitem" class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0" paraid="1"><span'
        f' data-contrast="auto" class="TextRun SCXW1"><span class="NormalTextRun SCXW1">{text}</span></span><span'
        f' class="EOP SCXW1" data-ccp-props="{{}}">&nbsp;</span></p></li></{kind}></div>'
    )


OTHERS = {
    "Word for the web: bullets": Paste(
        online("ul", 1, "Ungdom") + online("ul", 2, "på skolen") + online("ul", 1, "Eldre"),
        "<ul><li><p>Ungdom</p><ul><li><p>på skolen</p></li></ul></li><li><p>Eldre</p></li></ul>",
        "each item is a list of its own there; the level makes them one",
    ),
    "Word for the web: numbers": Paste(
        online("ol", 1, "Først") + online("ol", 1, "Så", start=2) + online("ul", 2, "merk"),
        "<ol><li><p>Først</p></li><li><p>Så</p><ul><li><p>merk</p></li></ul></li></ol>",
        "a list that begins at two right after one is the same list",
    ),
    "Word for the web: headings": Paste(
        '<div class="OutlineElement Ltr SCXW9 BCX0"><p class="Paragraph SCXW9" role="heading" aria-level="1"><span class="TextRun'
        ' SCXW9"><span class="NormalTextRun">Formål</span></span><span class="EOP SCXW9">&nbsp;</span></p></div><div'
        ' class="OutlineElement"><p class="Paragraph SCXW9"><span class="TextRun" style="font-weight: bold">Viktig</span><span'
        ' class="TextRun"> nå</span><span class="EOP">&nbsp;</span></p></div>',
        "<h2>Formål</h2><p><strong>Viktig</strong> nå</p>",
        "headings by role, bold by style, and a mark at each paragraph's end",
    ),
    "Outlook: a letter": Paste(
        '<div class="WordSection1"><p class="MsoNormal">Hei,<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div><div'
        ' style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Fra:</b> Kari &lt;kari@politirad.example&gt;'
        "<br><b>Emne:</b> SV: Møte<o:p></o:p></p></div></div></div>",
        "<p>Hei,</p><p><strong>Fra:</strong> Kari &lt;kari@politirad.example&gt;<br><strong>Emne:</strong> SV: Møte</p>",
        "the head of the letter that was answered is text like any other",
    ),
    "LibreOffice: lists": Paste(
        '<meta name="generator" content="LibreOffice 24.8 (Linux)"><ul><li><p style="margin-bottom: 0cm">Ungdom</p></li>'
        '<ul><li><p style="margin-bottom: 0cm">på skolen</p></li></ul><li><p>Eldre</p></li></ul>',
        "<ul><li><p>Ungdom</p><ul><li><p>på skolen</p></li></ul></li><li><p>Eldre</p></li></ul>",
        "a list beside an item belongs inside it",
    ),
    "LibreOffice: footnote and fonts": Paste(
        '<meta name="generator" content="LibreOffice 24.8"><h1 class="western">Formål</h1><p class="western"><font face="Liberation'
        ' Serif"><font size="3" style="font-size: 12pt"><b>Rådet</b> møtes<a class="sdfootnoteanc" name="sdfootnote1anc"'
        ' href="#sdfootnote1sym"><sup>1</sup></a>.</font></font></p><div id="sdfootnote1"><p class="sdfootnote-western"><a'
        ' class="sdfootnotesym" href="#sdfootnote1anc">1</a> Fast.</p></div>',
        "<h2>Formål</h2><p><strong>Rådet</strong> møtes1.</p><p>1 Fast.</p>",
        "fonts go, the note stays; raised figures are not among what we keep",
    ),
    "LibreOffice: table": Paste(
        '<meta name="generator" content="LibreOffice 24.8"><table width="100%" cellpadding="4"><col width="128*"/><col width="128*"/>'
        '<thead><tr><th width="50%"><p align="left">Når</p></th><th><p>Hva</p></th></tr></thead><tbody><tr><td><p>mai</p></td>'
        "<td><p>møte</p></td></tr></tbody></table>",
        "<table><thead><tr><th><p>Når</p></th><th><p>Hva</p></th></tr></thead><tbody><tr><td><p>mai</p></td><td><p>møte</p></td>"
        "</tr></tbody></table>",
        "heads stay heads; the editor knows no group of head rows",
        in_editor="<table><tbody><tr><th><p>Når</p></th><th><p>Hva</p></th></tr><tr><td><p>mai</p></td><td><p>møte</p></td></tr>"
        "</tbody></table>",
    ),
    "Google Docs": Paste(
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7f"><h1 dir="ltr"><span>Mål</span></h1><p'
        ' dir="ltr"><span style="font-weight:400">Vi vil ha </span><span style="font-weight:700">trygge</span><span'
        ' style="font-style:italic"> gater</span>.</p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>lys'
        '</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span>i parken</span></p></li></ul></ul></b><br'
        ' class="Apple-interchange-newline">',
        "<h2>Mål</h2><p>Vi vil ha <strong>trygge</strong><em> gater</em>.</p><ul><li><p>lys</p><ul><li><p>i parken</p></li></ul>"
        "</li></ul>",
        "everything lies in a bold element that is not bold; bold and italic are styles",
    ),
}

PASTES = {**{f"Word: {name}": paste for name, paste in WORD.items()}, **OTHERS}
