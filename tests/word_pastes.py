"""What desktop Word puts on the clipboard, and what is to become of it; see tests/office_pastes.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paste:
    """A paste, what is kept of it, and why so."""

    html: str
    kept: str
    why: str
    in_editor: str = ""


def item(mark: str, level: int, text: str, *, word: str = "l0", place: str = "CxSpMiddle") -> str:
    """A list item as desktop Word writes it, the mark in a font of pictures."""
    return (
        f"<p class=MsoListParagraph{place} style='margin-left:{36 * level}.0pt;text-indent:-18.0pt;"
        f"mso-list:{word} level{level} lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:"
        f"Symbol'><span\nstyle='mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;"
        f"</span></span></span><![endif]>{text}<o:p></o:p></p>\n"
    )


def revealed(mark: str, level: int, text: str) -> str:
    """The same as Outlook and older pastes have it, the condition in a comment."""
    return (
        f'<p class="MsoListParagraph" style="text-indent:-18.0pt;mso-list:l2 level{level} lfo3"><!--[if !supportLists]-->'
        f'<span lang="NO"><span style="mso-list:Ignore">{mark}<span style="font:7.0pt &quot;Times New Roman&quot;">&nbsp;&nbsp;'
        f'</span></span></span><!--[endif]--><span lang="NO">{text}<o:p></o:p></span></p>'
    )


WORD = {
    "bullets": Paste(
        item("\uf0b7", 1, "styrke dialogen", place="CxSpFirst")
        + item("\uf0b7", 1, "øke kunnskapen", place="CxSpLast"),
        "<ul><li><p>styrke dialogen</p></li><li><p>øke kunnskapen</p></li></ul>",
        "paragraphs with a bullet of Symbol are a list",
    ),
    "bullets in three levels": Paste(
        item("\uf0b7", 1, "Ungdom")
        + item("o", 2, "på skolen")
        + item("\uf0a7", 3, "i friminuttet")
        + item("o", 2, "på fritiden")
        + item("\uf0b7", 1, "Eldre"),
        "<ul><li><p>Ungdom</p><ul><li><p>på skolen</p><ul><li><p>i friminuttet</p></li></ul></li>"
        "<li><p>på fritiden</p></li></ul></li><li><p>Eldre</p></li></ul>",
        "the level is in the style alone; the letter o is the second level's bullet",
    ),
    "numbers in levels": Paste(
        item("1.", 1, "Rådet møtes")
        + item("a)", 2, "i februar")
        + item("b)", 2, "i mai")
        + item("i.", 3, "etter påske")
        + item("2.", 1, "Referat skrives"),
        "<ol><li><p>Rådet møtes</p><ol><li><p>i februar</p></li><li><p>i mai</p><ol><li><p>etter påske</p></li></ol>"
        "</li></ol></li><li><p>Referat skrives</p></li></ol>",
        "letters and Roman numbers are numbered lists too",
    ),
    "numbers like 1.1": Paste(
        item("1.", 1, "Mål") + item("1.1.", 2, "Færre skader") + item("1.2.", 2, "Mer tillit"),
        "<ol><li><p>Mål</p><ol><li><p>Færre skader</p></li><li><p>Mer tillit</p></li></ol></li></ol>",
        "the whole number is a mark; inside, counting begins anew",
    ),
    "list that goes on after a paragraph": Paste(
        item("1.", 1, "Første")
        + item("2.", 1, "Andre")
        + "<p class=MsoNormal>Merk dette.<o:p></o:p></p>"
        + item("3.", 1, "Tredje"),
        '<ol><li><p>Første</p></li><li><p>Andre</p></li></ol><p>Merk dette.</p><ol start="3"><li><p>Tredje</p></li></ol>',
        "the reader saw a three, and the text may refer to it",
    ),
    "bullets after numbers": Paste(
        item("1.", 1, "Plan", word="l0") + item("\uf0b7", 1, "løst punkt", word="l1"),
        "<ol><li><p>Plan</p></li></ol><ul><li><p>løst punkt</p></li></ul>",
        "two lists side by side stay two",
    ),
    "list that begins at the second level": Paste(
        item("o", 2, "dypt først") + item("o", 2, "dypt igjen") + item("\uf0b7", 1, "så grunt"),
        "<ul><li><p>dypt først</p></li><li><p>dypt igjen</p></li><li><p>så grunt</p></li></ul>",
        "there is nothing above the first ones that they could stand in; no empty item is made up",
    ),
    "level left out": Paste(
        item("\uf0b7", 1, "en") + item("\uf0a7", 3, "tre") + item("\uf0b7", 1, "en igjen"),
        "<ul><li><p>en</p><ul><li><p>tre</p></li></ul></li><li><p>en igjen</p></li></ul>",
        "the third level directly in the first is one list deeper",
    ),
    "list with conditions in comments": Paste(
        revealed("·", 1, "varsle skolen") + revealed("-", 1, "ringe vakta"),
        "<ul><li><p>varsle skolen</p></li><li><p>ringe vakta</p></li></ul>",
        "Outlook closes the condition in a comment; a dash is a bullet",
    ),
    "bold in an item": Paste(
        item("\uf0fc", 1, "<b style='mso-bidi-font-weight:normal'>Frist:</b> 1.&nbsp;mai"),
        "<ul><li><p><strong>Frist:</strong> 1.&nbsp;mai</p></li></ul>",
        "bold stays, and so does the space that keeps number and month together",
    ),
    "numbered headings": Paste(
        "<h1 style='mso-list:l3 level1 lfo4'><![if !supportLists]><span style='mso-list:Ignore'>1<span style='font:7.0pt"
        ' "Times New Roman"\'>&nbsp;&nbsp;&nbsp;&nbsp;</span></span><![endif]>Formål<o:p></o:p></h1>'
        "<h2 style='mso-list:l3 level2 lfo4'><span style='mso-list:Ignore'>1.1<span>&nbsp;</span></span>Mål</h2>",
        "<h2>1 Formål</h2><h2>1.1 Mål</h2>",
        "a heading with a number is a heading, and the number is part of what was read",
    ),
    "headings by style": Paste(
        "<p class=MsoTitle>Samarbeidsavtale<o:p></o:p></p><p class=Overskrift2>Bakgrunn<o:p></o:p></p>"
        "<p class=MsoNormal style='mso-outline-level:3'>Året<o:p></o:p></p><p class=MsoNormal>Brødtekst.<o:p></o:p></p>",
        "<h2>Samarbeidsavtale</h2><h2>Bakgrunn</h2><h3>Året</h3><p>Brødtekst.</p>",
        "Overskrift 2 and a paragraph with an outline level look like headings in Word",
    ),
    "bookmarks of a table of contents": Paste(
        '<h2><a name="_Toc151"></a><a name="_Toc152"><span style=\'mso-bookmark:_Toc151\'>Rolle</span></a>fordeling</h2>'
        '<p class=MsoNormal>Se <a href="#_Toc151">kapittelet</a>.<o:p></o:p></p>',
        "<h2>Rollefordeling</h2><p>Se kapittelet.</p>",
        "marks in the text and links to them lead nowhere here; the words stay",
    ),
    "line of a table of contents": Paste(
        "<p class=MsoToc1><!--[if supportFields]><span style='mso-element:field-begin'></span> TOC \\o \"1-3\" \\h <span"
        " style='mso-element:field-separator'></span><![endif]--><a href=\"#_Toc1\">Formål<span style='mso-tab-count:1 dotted'>"
        ". </span><!--[if supportFields]> PAGEREF _Toc1 \\h <![endif]-->3</a></p>",
        "<p>Formål 3</p>",
        "the field's instruction is not text; what it shows is",
    ),
    "fields": Paste(
        "<p class=MsoNormal>Dato: <!--[if supportFields]><span style='mso-element:field-begin'></span> DATE \\@ <![endif]-->"
        "14.10.2026<!--[if supportFields]><span style='mso-element:field-end'></span><![endif]--><o:p></o:p></p>",
        "<p>Dato: 14.10.2026</p>",
        "the result of a field is what was read",
    ),
    "merged cells": Paste(
        "<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>"
        "<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=300 colspan=2 valign=top style='width:225pt'>"
        "<p class=MsoNormal align=center><b>Møteplan<o:p></o:p></b></p></td></tr>"
        "<tr><td rowspan=2><p class=MsoNormal>Vår<o:p></o:p></p></td><td><p class=MsoNormal>februar<o:p></o:p></p></td></tr>"
        "<tr><td><p class=MsoNormal>mai<o:p></o:p></p></td></tr>"
        "<![if !supportMisalignedColumns]><tr height=0><td width=150></td><td width=150></td></tr><![endif]></table>",
        '<table><tbody><tr><td colspan="2"><p><strong>Møteplan</strong></p></td></tr><tr><td rowspan="2"><p>Vår</p></td>'
        "<td><p>februar</p></td></tr><tr><td><p>mai</p></td></tr></tbody></table>",
        "cells over two columns and two rows stay so; the row that only holds widths is none",
    ),
    "empty cells": Paste(
        "<table class=MsoNormalTable><tr><td><p class=MsoNormal>Ansvar<o:p></o:p></p></td><td><p class=MsoNormal><o:p>"
        "&nbsp;</o:p></p></td></tr></table>",
        "<table><tbody><tr><td><p>Ansvar</p></td><td></td></tr></tbody></table>",
        "an empty cell keeps its place",
    ),
    "list in a cell": Paste(
        "<table class=MsoTableGrid><tr><td>"
        + item("\uf0b7", 1, "a")
        + item("\uf0b7", 1, "b")
        + "</td></tr></table>",
        "<table><tbody><tr><td><ul><li><p>a</p></li><li><p>b</p></li></ul></td></tr></tbody></table>",
        "lists are found inside cells too",
    ),
    "quotes, hyphens and spaces": Paste(
        "<p class=MsoNormal>«Trygg» og “sikker” – politi\u00adråds\u00adavtale, § 3, kl.\u00a09, 10\u202f000 kr\u2026<o:p></o:p></p>",
        "<p>«Trygg» og “sikker” – politirådsavtale, § 3, kl.&nbsp;9, 10\u202f000 kr…</p>",
        "typographic signs and fixed spaces stay; hyphens that nobody sees go",
    ),
    "unseen characters": Paste(
        "<p class=MsoNormal>\u200eTelefon\u200f: \u202a112\u202c\ufeff \U0001f693<o:p></o:p></p>",
        "<p>Telefon: 112 </p>",
        "direction marks and pictographs cannot be printed; the space before the picture was typed",
    ),
    "footnote": Paste(
        '<p class=MsoNormal>Rådet er lovfestet<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1"><span'
        " class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]>"
        "</span></span></a>.<o:p></o:p></p><div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all>"
        "<hr align=left size=1 width=\"33%\"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>"
        '<a href="#_ftnref1" name="_ftn1">[1]</a> Politiloven § 15.<o:p></o:p></p></div></div>',
        "<p>Rådet er lovfestet[1].</p><p>[1] Politiloven § 15.</p>",
        "note and number stay as words; a link inside the document leads nowhere",
    ),
    "tracked changes": Paste(
        '<p class=MsoNormal>Rådet møtes <del cite="mailto:Kari" datetime="2026-10-01T10:00">to</del><ins cite="mailto:Kari"'
        ' datetime="2026-10-01T10:00">fire</ins><span class=msoIns><ins> faste</ins></span><span class=msoDel><del> få</del>'
        "</span> ganger.<o:p></o:p></p>",
        "<p>Rådet møtes fire faste ganger.</p>",
        "what was struck out is not part of the text, what was put in is",
    ),
    "remarks": Paste(
        "<p class=MsoNormal>Budsjettet<span class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor"
        ' id="_anchor_1" href="#_msocom_1" name="_msoanchor_1">[KN1]</a></span></span> deles.<o:p></o:p></p>'
        "<div style='mso-element:comment-list'><div style='mso-element:comment'><p class=MsoCommentText>Stemmer dette?</p>"
        "</div></div>",
        "<p>Budsjettet deles.</p>",
        "a remark in the margin was never part of the text, and may be about people",
    ),
    "hidden text": Paste(
        "<p class=MsoNormal>Åpent<span style='display:none;mso-hide:all'> ikke for andre</span>.<o:p></o:p></p>",
        "<p>Åpent.</p>",
        "what the writer did not see must not turn up in an agreement",
    ),
    "page breaks": Paste(
        "<p class=MsoNormal>Før.<o:p></o:p></p><span style='font-size:11.0pt'><br clear=all style='mso-special-character:"
        "line-break;page-break-before:always'></span><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Etter.</p>",
        "<p>Før.</p><p>Etter.</p>",
        "the paper breaks its own pages, and empty paragraphs are no distance",
    ),
    "pictures": Paste(
        '<p class=MsoNormal><!--[if gte vml 1]><v:shapetype id="_x0000_t75"><v:stroke/></v:shapetype><v:shape><v:imagedata'
        ' src="file:///C:/x.png"/></v:shape><![endif]--><![if !vml]><img width=99 src="file:///C:/x.png" v:shapes="a">'
        "<![endif]>Kart over sentrum<o:p></o:p></p>",
        "<p>Kart over sentrum</p>",
        "a picture on the writer's machine cannot come along, its caption does",
    ),
    "text box": Paste(
        "<p class=MsoNormal>Utenfor.</p><v:shape style='mso-wrap-style:square'><v:textbox><table><tr><td><div><p class=MsoNormal>"
        "I boksen.<o:p></o:p></p></div></td></tr></table></v:textbox></v:shape>",
        "<p>Utenfor.</p><table><tbody><tr><td><p>I boksen.</p></td></tr></tbody></table>",
        "words in a box are words; Word lays them in a table",
    ),
    "line breaks": Paste(
        "<p class=MsoNormal>Rådhuset<br>Storgata 1\u2028Nordvik<o:p></o:p></p>",
        "<p>Rådhuset<br>Storgata 1\nNordvik</p>",
        "a break stays; the separator that the archive cannot hold becomes white space, so the words do not melt together",
    ),
    "source broken into lines": Paste(
        "<p class=MsoNormal>Rådet skal\nstyrke\r\n  samarbeidet<span style='mso-spacerun:yes'>  </span>lokalt.<o:p></o:p></p>",
        "<p>Rådet skal styrke samarbeidet lokalt.</p>",
        "Word breaks its source at eighty characters; a run of spaces is one",
    ),
    "whole document": Paste(
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">'
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
        "<style><!-- p.MsoNormal {margin:0cm} @list l0:level1 {mso-level-text:\\F0B7} --></style></head><body lang=NO>"
        "<!--StartFragment--><div class=WordSection1><h1>Formål<o:p></o:p></h1><p class=MsoNormal><i>Kort</i> sagt.</p></div>"
        "<!--EndFragment--></body></html>",
        "<h2>Formål</h2><p><em>Kort</em> sagt.</p>",
        "settings and styles of a whole document are no text",
    ),
}
