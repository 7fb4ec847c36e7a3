"""The outline a new agreement begins with: headings and helping texts, in bokmål and nynorsk.

The order is the one that municipalities' agreements with the police share: why, local goals, focus areas, where
the parties meet, the two roles that carry the work, what each expects of the other, evaluation and validity. The
texts are a beginning to write on, not law: square brackets mark what the parties must fill in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"<p>(.*?)</p>")


@dataclass(frozen=True)
class Part:
    """One section: its heading and its starting text (the HTML subset of `politirad.richtext`)."""

    heading: str
    html: str


def guides() -> frozenset[str]:
    """The paragraphs that say what to write, and are to be written over, as plain text in both languages."""
    paragraphs = [found for part in (*_BOKMAAL, *_NYNORSK) for found in _PARAGRAPH.findall(part.html)]
    return frozenset(found for found in paragraphs if found.startswith("Skriv "))


def outline(kind: str, language: str) -> tuple[Part, ...]:
    """The sections for an agreement of `kind`, in "nn" or else bokmål."""
    parts = _NYNORSK if language == "nn" else _BOKMAAL
    if kind == "slt":  # such an agreement is about the SLT work itself, so that role comes first
        slt, contact = parts[5], parts[4]
        return (*parts[:4], slt, contact, *parts[6:])
    return parts


_BOKMAAL = (
    Part(
        "Innledning",
        "<p>[Kommunen] og [politiet] inngår denne avtalen for å samarbeide om trygghet og om å forebygge"
        " kriminalitet lokalt. Avtalen forplikter begge parter, og den gjelder for politirådet og de andre"
        " møteplassene som er nevnt her.</p>"
        "<p>Skriv kort hva som er bakgrunnen for avtalen, og hvilke erfaringer dere bygger på.</p>",
    ),
    Part(
        "Lokale mål for samarbeidet",
        "<p>I avtaleperioden vil partene sammen</p>"
        "<ul><li>[mål 1: hva skal være bedre når perioden er over?]</li><li>[mål 2]</li></ul>",
    ),
    Part(
        "Satsingsområder",
        "<p>Partene prioriterer disse områdene. Politirådet følger dem opp og bestemmer tiltak for hvert av dem.</p>"
        "<ul><li>[satsingsområde 1]</li><li>[satsingsområde 2]</li></ul>",
    ),
    Part(
        "Samarbeidsfora og deltakelse",
        "<p>Politirådet er den strategiske møteplassen. Ordføreren leder møtene, og SLT-koordinatoren er sekretær.</p>"
        "<p>Skriv hvem som er faste medlemmer, hvor ofte rådet møtes, når innkallingen skal sendes, og hvem som"
        " skriver referat. Nevn også de andre møteplassene, for eksempel SLT-møtet.</p>",
    ),
    Part(
        "Politikontaktens rolle og oppgaver",
        "<p>Politikontakten er politiets faste kontakt i kommunen.</p>"
        "<ul><li>deltar i politirådet og i SLT-arbeidet</li>"
        "<li>gir kommunen et oppdatert bilde av lovbrudd og utrygghet</li>"
        "<li>følger opp det politiet har tatt på seg i rådet</li></ul>",
    ),
    Part(
        "SLT-koordinatorens rolle og oppgaver",
        "<p>SLT-koordinatoren samordner det forebyggende arbeidet mot rus og kriminalitet blant barn og unge.</p>"
        "<ul><li>kaller inn til møtene og setter opp sakslisten</li>"
        "<li>skriver referat og følger opp det som er vedtatt</li>"
        "<li>holder oversikt over tiltak på tvers av tjenestene</li></ul>",
    ),
    Part(
        "Felles avklaringer og forventninger",
        "<p>Skriv hva partene kan vente av hverandre, for eksempel om kontortid i kommunen, deltakelse i"
        " grupper, innspill til planer og deling av opplysninger. Taushetsplikten gjelder i alle møter.</p>",
    ),
    Part(
        "Evaluering og gyldighet",
        "<p>Partene evaluerer samarbeidet [hvert år, i årets siste møte]. Lærdommen tas med inn i neste års plan.</p>"
        "<p>Avtalen gjelder fra [dato] til [dato]. Hver av partene kan be om at den blir revidert.</p>",
    ),
)

_NYNORSK = (
    Part(
        "Innleiing",
        "<p>[Kommunen] og [politiet] inngår denne avtalen for å samarbeide om tryggleik og om å førebyggje"
        " kriminalitet lokalt. Avtalen forpliktar begge partar, og han gjeld for politirådet og dei andre"
        " møteplassane som er nemnde her.</p>"
        "<p>Skriv kort kva som er bakgrunnen for avtalen, og kva røynsler de byggjer på.</p>",
    ),
    Part(
        "Lokale mål for samarbeidet",
        "<p>I avtaleperioden vil partane saman</p>"
        "<ul><li>[mål 1: kva skal vere betre når perioden er over?]</li><li>[mål 2]</li></ul>",
    ),
    Part(
        "Satsingsområde",
        "<p>Partane prioriterer desse områda. Politirådet følgjer dei opp og fastset tiltak for kvart av dei.</p>"
        "<ul><li>[satsingsområde 1]</li><li>[satsingsområde 2]</li></ul>",
    ),
    Part(
        "Samarbeidsfora og deltaking",
        "<p>Politirådet er den strategiske møteplassen. Ordføraren leier møta, og SLT-koordinatoren er sekretær.</p>"
        "<p>Skriv kven som er faste medlemmer, kor ofte rådet møtest, når innkallinga skal sendast, og kven som"
        " skriv referat. Nemn òg dei andre møteplassane, til dømes SLT-møtet.</p>",
    ),
    Part(
        "Rolla og oppgåvene til politikontakten",
        "<p>Politikontakten er den faste kontakten til politiet i kommunen.</p>"
        "<ul><li>deltek i politirådet og i SLT-arbeidet</li>"
        "<li>gir kommunen eit oppdatert bilete av lovbrot og utryggleik</li>"
        "<li>følgjer opp det politiet har teke på seg i rådet</li></ul>",
    ),
    Part(
        "Rolla og oppgåvene til SLT-koordinatoren",
        "<p>SLT-koordinatoren samordnar det førebyggjande arbeidet mot rus og kriminalitet blant barn og unge.</p>"
        "<ul><li>kallar inn til møta og set opp sakslista</li>"
        "<li>skriv referat og følgjer opp det som er vedteke</li>"
        "<li>held oversikt over tiltak på tvers av tenestene</li></ul>",
    ),
    Part(
        "Felles avklaringar og forventningar",
        "<p>Skriv kva partane kan vente av kvarandre, til dømes om kontortid i kommunen, deltaking i"
        " grupper, innspel til planar og deling av opplysningar. Teieplikta gjeld i alle møte.</p>",
    ),
    Part(
        "Evaluering og gyldigheit",
        "<p>Partane evaluerer samarbeidet [kvart år, i det siste møtet i året]. Lærdommen blir teken med inn i"
        " planen for neste år.</p>"
        "<p>Avtalen gjeld frå [dato] til [dato]. Kvar av partane kan be om at han blir revidert.</p>",
    ),
)
