"""What the five agreements say: the project's own table, to be found in the demo's pages and PDFs.

Drawn from sections 1 to 6 of the project's notes on the five agreements, by hand, beside the demo's data files and not
from them. A fact is found when one of its wordings stands in the text of the place it belongs to, without
regard to case, white space and dashes. `place` is "agreement" (its page and its PDF) or the name of a
council in the demo (its page).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AGREEMENT = "agreement"


@dataclass(frozen=True)
class Fact:
    """One thing that agreement `file` (the demo file's name) says. Any of `wordings` will do."""

    file: str
    place: str
    subject: str
    wordings: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether the text says it."""
        return any(plain(wording) in plain(text) for wording in self.wordings)


def plain(text: str) -> str:
    """The text without what may differ between two renderings of it: paper breaks and hyphenates lines."""
    return re.sub("[\\s\u00ad\u2010-\u2015\u2212-]", "", text.casefold())


def of(file: str, place: str, subject: str, *texts: str | tuple[str, ...]) -> Iterator[Fact]:
    """One fact for each text; a tuple holds wordings of the same fact."""
    for text in texts:
        yield Fact(file, place, subject, (text,) if isinstance(text, str) else text)


def joined(*groups: Iterable[Fact]) -> tuple[Fact, ...]:
    """All facts of the groups."""
    return tuple(fact for group in groups for fact in group)


S0, S1, S2, S3, S4 = "nedre_romerike", "lillestrom", "lorenskog", "stange", "sarpsborg"

ROMERIKE = [
    f"{name} kommune" for name in ("Aurskog-Høland", "Lillestrøm", "Lørenskog", "Nittedal", "Rælingen")
]
MEETING_S0 = "Samarbeidsmøtet for SLT og politikontakter på Nedre Romerike"

NEDRE_ROMERIKE = joined(
    of(S0, AGREEMENT, "title", "Samordning av lokale rus- og kriminalitetsforebyggende tiltak på Nedre Romerike"),
    of(S0, AGREEMENT, "parties", *ROMERIKE, "Akershus fylkeskommune", "Lillestrøm politistasjonsdistrikt"),
    of(S0, AGREEMENT, "signature lines", "ordfører", "kommunedirektør", "fylkesordfører", "fylkesdirektør",
       "politistasjonssjef"),
    of(S0, AGREEMENT, "not signed", ("Utkast", "Ikke signert")),
    of(S0, AGREEMENT, "purpose",
       "Felles utfordringer i grunnskolen og styrken i felles tiltak",
       "Videregående skoler med elever på tvers av kommunene",
       "Knutepunkt og hendelser som tiltrekker seg ungdom fra hele distriktet",
       "Likere praksis og samarbeid innenfor Lillestrøm politistasjonsdistrikt",
       "Samarbeid om deling av informasjon, data og bruke det mer systematisk til analyse og prioritering"),
    of(S0, AGREEMENT, "focus areas",
       "Forebygge ungdomskriminalitet",
       "Informasjonsdeling om utfordringer og trender",
       "Erfaringsutveksling om god praksis",
       "Felles strategi, agenda og felles budskap ut til ungdom, foresatte, media og innbyggere",
       "Sikre gode overganger",
       "Felles innsats, eksempelvis russetid",
       "Sikre likere praksis i det forebyggende arbeidet på tvers av kommunene"),
    of(S0, AGREEMENT, "own word", "innsatsområde"),
    of(S0, AGREEMENT, "evaluation", "jevnlig"),
    of(S0, AGREEMENT, "revision", ("hvert fjerde år", "hvert 4. år"), "kommunevalg"),
    of(S0, AGREEMENT, "references", "Veileder for kommune og politisamarbeid"),
    of(S0, AGREEMENT, "named months", ("mai og desember", "mai, desember")),
    of(S0, AGREEMENT, "findings", "Teksten sier ikke hvor lenge avtalen gjelder"),
    of(S0, MEETING_S0, "members", "SLT-koordinatører", "politikontakter"),
    of(S0, MEETING_S0, "cadence", ("hver måned", "en gang i måneden")),
    of(S0, MEETING_S0, "only in named months", "Ansvarlig for skole i kommunene og fylkeskommunen"),
    of(S0, MEETING_S0, "rotating host", ("vertskap", "på omgang")),
    of(S0, "Felles politiråd for Nedre Romerike", "level", "Regional"),
)  # fmt: skip

COUNCIL_S1, SLT_S1 = "Politirådet i Lillestrøm", "SLT-møtet i Lillestrøm"
OUT_S1 = "Samarbeidsmøtet med OUT, barnevern, politi og SLT i Lillestrøm"
COUNCIL_PAPERS = "https://opengov.360online.com/Meetings/LILLESTROMKOM/Meetings/Details/200539?agendaltemId="

LILLESTROM = joined(
    of(S1, AGREEMENT, "title", "Samarbeidsavtale om politiråd i Lillestrøm kommune 2020-2024"),
    of(S1, AGREEMENT, "signed", ("30. juni 2020", "30.06.2020")),
    of(S1, AGREEMENT, "expired", "Utløpt"),
    of(S1, AGREEMENT, "focus areas",
       "Ungdomskriminalitet og kriminelle ungdomsnettverk",
       "Forebygging Vold i nære relasjoner og seksuelle overgrep",
       "Forebygge hatkriminalitet og voldelig ekstremisme",
       "Forebygge menneskehandel",
       "Gjengkriminalitet"),
    of(S1, AGREEMENT, "target group", ("12–18", "12 til 18"), "faresonen"),
    of(S1, AGREEMENT, "evaluation", ("hvert møte", "hvert politirådsmøte"), "årets siste møte"),
    of(S1, AGREEMENT, "revision", ("hvert fjerde år", "hvert 4. år"), "kommunevalg"),
    of(S1, AGREEMENT, "references", "St.prp. nr 1 (2006-2007)", "Rundskriv 2013/012", "Prop 1 S, 2012 -2013",
       "Tildelingsbrev fra justis- og beredskapsdepartementet til politidirektoratet 2020",
       "SLT-håndboken", "Kommuneplanens samfunnsdel 2020-2032", "Politivedtekter for Lillestrøm",
       "Barnekonvensjonen", "Barnevernloven", "Forvaltningsloven", "Lov om politiet",
       "Helse- og omsorgstjenesteloven", "NOU 2016:16"),
    of(S1, AGREEMENT, "addresses",
       "https://www.regjeringen.no/contentassets/80197702ddb144e8a016a040e656751f/tildelingsbrev-2020-pod.pdf",
       "http://kriminalitetsforebygging.no/nettpublikasjoner/en-praktisk-handbok-om-slt/",
       f"{COUNCIL_PAPERS}201615", f"{COUNCIL_PAPERS}201616"),
    of(S1, AGREEMENT, "attachments", "Samarbeid politikontakt og SLT-koordinator",
       "Tiltaksplan for felles innsatsområder", "Møtestrukturer mellom politi og kommunen"),
    of(S1, AGREEMENT, "role pairs",
       "Ivareta politiets rolle og interesser i samarbeid med kommunen",
       "Kunnskapsdeling og erfaringsutveksling",
       "Følge med på utviklingen av kriminalitet",
       "Sikre riktig bruk av metode og tiltak",
       "Følge opp avtaler, planer og forpliktelser",
       "Dokumentere, evaluere og vurdere arbeidet",
       "Være bindeledd mellom politi og kommune"),
    of(S1, AGREEMENT, "confidentiality", "informert samtykke", "anonymt", "fagsystem"),
    of(S1, AGREEMENT, "liaison decides nothing", "Beslutninger kan liaisonen ikke ta"),
    of(S1, AGREEMENT, "finding", "Tittelen sier 2020–2024"),
    of(S1, COUNCIL_S1, "members", "ordfører", "kommunedirektør", "direktør oppvekst", "direktør helse og mestring",
       "direktør Kultur, miljø og samfunn", "politistasjonssjef", "seksjonsleder nærpolitiseksjonen",
       "politikontakt", "andre deltakere"),
    of(S1, COUNCIL_S1, "secretary", "SLT-koordinator"),
    of(S1, COUNCIL_S1, "cadence", "Skal ha fire møter i året fra 2020 til og med 2022"),
    of(S1, SLT_S1, "members", "Seksjonsleder barn og unge kultur", "Enhetsledere barn og unge kultur",
       "Seksjonsleder OUT", "helsestasjon for ungdom", "psykisk helse og familiestøtte – ungdom",
       "skolehelsetjenesten", "rus og avhengighet", "alle ungdomsskolene", "alle videregående skoler",
       "barneverntjenesten", "fra NAV", "Oppfølgingstjenesten", "Politikontakt"),
    of(S1, SLT_S1, "cadence", ("Skal møtes hver 6.–8. uke", "hver sjette til åttende uke")),
    of(S1, SLT_S1, "two parts", ("to deler", "del 2", "lukket del")),
    of(S1, SLT_S1, "consent", "samtykke"),
    of(S1, OUT_S1, "members", "Forebyggende politi", "Barneverntjenesten, ved lederteam tiltak ungdom",
       "Oppsøkende ungdomsteam ved fagledere"),
    of(S1, OUT_S1, "cadence", "Omtrent hver måned"),
    of(S1, "Møtepunktet mellom politikontakt og SLT-koordinator i Lillestrøm", "standing items",
       "Siste hendelser", "Fordele oppgaver", "Følge opp iverksatte tiltak",
       "Håndtere både akutt og langsiktig arbeid"),
    of(S1, "Møtepunktet mellom politikontakt og SLT-koordinator i Lillestrøm", "cadence", ("Skal møtes hver uke", "ukentlig")),
    of(S1, "Arbeidsgruppen for forebyggingskalender i Lillestrøm", "members", "Representant fra oppvekst"),
    of(S1, "Arbeidsgrupper fra SLT-møtet i Lillestrøm", "cadence", "Ved behov"),
    of(S1, "Ruskontrakter i Lillestrøm", "members", "politiet", "kommunen"),
    of(S1, "Trivelig uteliv – bransjemøtet i Lillestrøm", "members", "utelivsbransjen"),
    of(S1, "Trivelig uteliv – bransjemøtet i Lillestrøm", "cadence", ("Jevnlig", "regelmessig")),
    of(S1, "Kriseledelsen i Lillestrøm kommune", "members", "liaison fra Nærpolitiseksjonen"),
)  # fmt: skip

COUNCIL_S2 = "Politirådet i Lørenskog"
MINISTRY = "https://www.regjeringen.no/no/dokumenter/"
POLICE = "https://www.politiet.no/globalassets/04-aktuelt-tall-og-fakta/politirad-og-politikontakt/"

LORENSKOG = joined(
    of(S2, AGREEMENT, "parties", "Lørenskog kommune", "Lillestrøm politistasjonsdistrikt", "Øst politidistrikt"),
    of(S2, AGREEMENT, "signed", ("31. oktober 2022", "31.10.2022"), "Lørenskog"),
    of(S2, AGREEMENT, "predecessor", ("12. oktober 2011", "12.10.2011")),
    of(S2, AGREEMENT, "until notice", ("sier den opp", "blir sagt opp", "oppsigelse")),
    of(S2, AGREEMENT, "formal owner", ("eier politirådet formelt", "formell eier")),
    of(S2, AGREEMENT, "purpose",
       "styrke dialog og samarbeid mellom politi og kommune",
       "redusere kriminaliteten og øke tryggheten i Lørenskog",
       "øke kunnskap om kriminalitet og bakenforliggende årsaker",
       "bedre informasjonsflyt mellom politi og kommune",
       "strategisk, målrettet kriminalitetsforebygging og hensiktsmessig samordning",
       "bidra til godt samarbeid knyttet til redning og beredskap"),
    of(S2, AGREEMENT, "focus areas", "Trygghetsskapende arbeid", "Ungdomskriminalitet og kriminelle nettverk",
       "Generell kriminalitetsforebygging", "Vold i nære relasjoner og seksuelle overgrep",
       "Voldelig ekstremisme og hatkriminalitet", "Arbeidslivskriminalitet", "Beredskap og sikkerhet"),
    of(S2, AGREEMENT, "SLT coordinator", ("100 prosent stilling", "100 %"), "Identifisere problemområder",
       "Innhente og formidle kunnskap", "Initiere tiltak – gi ansvar", "Aktiv samordning"),
    of(S2, AGREEMENT, "police contact", "Tverrfaglig samarbeidssystem (TFS)", "pådriver"),
    of(S2, AGREEMENT, "evaluation", ("første møtet etter nyttår", "årets første møte"), "løpende", ("lager en mal", "etter en mal")),
    of(S2, AGREEMENT, "revision", ("hvert fjerde år", "hvert 4. år"), "politisk", "enige"),
    of(S2, AGREEMENT, "references",
       "Justis- og politidepartementet (2006), St. prp. nr. 1 (2006-2007) for Justis- og politidepartementet",
       "Justis- og politidepartementet (2011), Prop. 1 S (2012-2013) for Justis- og politidepartementet",
       "Politidirektoratet (2013), Rundskriv 2013/012. Om politiråd",
       "Politidirektoratet (2016), En veileder for egnevaluering av politirådets arbeid"),
    of(S2, AGREEMENT, "addresses", f"{MINISTRY}stprp-nr-1-2006-2007-/id298316/?ch=1",
       f"{MINISTRY}prop-1-s-20122013/id702214/?ch=2", f"{POLICE}veileder-for-egnevaluering-av-politiradets-arbeid.pdf"),
    of(S2, AGREEMENT, "attachments", "Samordning av rus- og kriminalitetsforebyggende tiltak for barn og unge (SLT)",
       "Politikontakt"),
    of(S2, COUNCIL_S2, "level", "Strategisk"),
    of(S2, COUNCIL_S2, "chair", ("leder: ordfører", "ordfører")),
    of(S2, COUNCIL_S2, "members", "kommunedirektør", "kommunaldirektør for oppvekst og utdanning", "SLT-koordinator",
       "politistasjonssjef", "seksjonsleder nærpolitiseksjonen", "politikontakt",
       "andre aktuelle fra kommune og politi"),
    of(S2, COUNCIL_S2, "cadence", "Tre møter i året som hovedregel, fortrinnsvis i februar, juni og november"),
    of(S2, "Regionalt politiråd, Lillestrøm politistasjonsdistrikt", "members",
       "øvrige kommuner i Lillestrøm politistasjonsdistrikt"),
    of(S2, "Regionalt politiråd, Lillestrøm politistasjonsdistrikt", "cadence", "Kan ha ett møte i året"),
    of(S2, "Politikontakt og SLT-koordinator i Lørenskog", "cadence", "Jevnlig"),
)  # fmt: skip

COUNCIL_S3 = "Politirådet i Stange"

STANGE = joined(
    of(S3, AGREEMENT, "parties", "Stange kommune", "Hamar politistasjonsdistrikt"),
    of(S3, AGREEMENT, "signed, month only", "februar 2025"),
    of(S3, AGREEMENT, "period", ("2025–2027", "2025 til 2027", "fra 2025 til og med 2027")),
    of(S3, AGREEMENT, "goals", "Forebygge rus og kriminalitet blant barn og unge",
       "Forebygge vold og overgrep mot barn og vold i nære relasjoner",
       "Samhandling rundt personer med alvorlige psykiske lidelser og voldspotensial",
       "Samhandling om beredskap og samfunnssikkerhet, herunder radikalisering"),
    of(S3, AGREEMENT, "focus areas", "Møteplasser og aktiviteter for ungdom",
       "Bedre samhandling i arbeid rundt individer og familier som har behov for flere tjenester samtidig"),
    of(S3, AGREEMENT, "duties", "radikaliseringskontakt", "kriseledelse"),
    of(S3, AGREEMENT, "office hours", ("to dager i uken", "to dager i uka"), ("10 til 14", "10–14")),
    of(S3, AGREEMENT, "evaluation", "skriftlig"),
    of(S3, AGREEMENT, "revision", "be om revisjon"),
    of(S3, AGREEMENT, "other document", "Satsningsområder for SLT-arbeid i Stange kommune 2024–2027"),
    of(S3, AGREEMENT, "empty heading", "Samarbeidsfora og deltakelse"),
    of(S3, COUNCIL_S3, "council since", "2006"),
    of(S3, COUNCIL_S3, "level", "Strategisk"),
    of(S3, COUNCIL_S3, "members", "Ordfører", "Kommunedirektør", "SLT-koordinator", "Politistasjonssjef",
       "Politikontakt", "nødvendige fagpersoner"),
    of(S3, COUNCIL_S3, "cadence", "Skal ha fem møter i året", "årshjul"),
    of(S3, COUNCIL_S3, "deadline", ("7 dager", "én uke", "en uke", "1 uke")),
    of(S3, COUNCIL_S3, "minutes", "offentlig", "arkiv"),
    of(S3, COUNCIL_S3, "standing items", "Referatsaker fra forrige politiråd og SLT-møte",
       "Kort oppdatering/informasjon fra politi", "Kort oppdatering/informasjon fra kommune",
       "Vold og overgrep mot barn", "Vold og overgrep i nære relasjoner", "Radikalisering",
       "Tema i henhold til årshjul"),
)  # fmt: skip

COUNCIL_S4 = "Politirådet i Sarpsborg"

SARPSBORG = joined(
    of(S4, AGREEMENT, "parties", "Sarpsborg kommune", "Sarpsborg politistasjonsdistrikt"),
    of(S4, AGREEMENT, "signed", ("6. mars 2025", "06.03.2025"), "Sarpsborg"),
    of(S4, AGREEMENT, "period", ("2025–2027", "2025 til 2027", "fra 2025 til og med 2027")),
    of(S4, AGREEMENT, "focus areas", "Forebygge barne- og ungdomskriminalitet",
       "Forebygge seksuelle overgrep og vold i nære relasjoner",
       "Forebygge hatkriminalitet, radikalisering og voldelig ekstremisme",
       "Koordinert samhandling mellom politi og hjelpetjenester innen rus og psykisk helse",
       "Forebygge kriminalitet og vold i det offentlige rom", "Forebygge kriminelle nettverk",
       "Forebygge arbeidslivskriminalitet og menneskehandel",
       "Helhetlig samfunnssikkerhets- og beredskapsarbeid for trygt lokalsamfunn"),
    of(S4, AGREEMENT, "SLT areas", "Forebygge vold blant barn og unge",
       "Forebygge kriminalitet i det offentlige og digitale rom", "Forebygge vold i nære relasjoner",
       "Forebygge rekruttering til kriminalitet", "Forebygge hatkriminalitet og voldelig ekstremisme",
       "Forebygge rusbruk blant ungdom"),
    of(S4, AGREEMENT, "target group", ("12 til 25", "12 og 25", "12–25"), "hele befolkningen"),
    of(S4, AGREEMENT, "three levels", "styringsgruppe", "SLT-arbeidsutvalget", "SLT-nettverket"),
    of(S4, AGREEMENT, "expectations", "Politivedtektene", "høring"),
    of(S4, AGREEMENT, "evaluation", "egen sak"),
    of(S4, AGREEMENT, "two revision rules", "hvert år", "be om revisjon"),
    of(S4, COUNCIL_S4, "members", "Ordfører", "Varaordfører", "Kommunedirektør", "Direktør oppvekst",
       "Direktør helse og velferd", "Direktør teknisk", "Direktør samfunn", "SLT-koordinator", "Stasjonssjef",
       "Seksjonsleder nærpoliti", "Seksjonsleder etterforskning", "Avsnittsleder forebyggende", "Politikontakt"),
    of(S4, COUNCIL_S4, "cadence", "Skal ha fire møter i året"),
    of(S4, COUNCIL_S4, "forums below", "SLT-arbeidsutvalget i Sarpsborg"),
    of(S4, "SLT-arbeidsutvalget i Sarpsborg", "level", "Koordinerende"),
    of(S4, "SLT-nettverket i Sarpsborg", "level", "Utøvende"),
)  # fmt: skip

FACTS = NEDRE_ROMERIKE + LILLESTROM + LORENSKOG + STANGE + SARPSBORG

#: Who signs for whom, line by line: thirteen lines of seven parties, and two of two.
LINES: dict[str, dict[str, tuple[str, ...]]] = {
    S0: {
        **dict.fromkeys(ROMERIKE, ("ordfører", "kommunedirektør")),
        "Akershus fylkeskommune": ("fylkesordfører", "fylkesdirektør"),
        "Lillestrøm politistasjonsdistrikt": ("politistasjonssjef",),
    },
    S1: {"Lillestrøm kommune": ("ordfører",), "Lillestrøm politistasjon": ("stasjonssjef",)},
    S2: {"Lørenskog kommune": ("ordfører",), "Lillestrøm politistasjonsdistrikt": ("politistasjonssjef",)},
    S3: {"Stange kommune": ("ordfører",), "Hamar politistasjonsdistrikt": ("politistasjonssjef",)},
    S4: {"Sarpsborg kommune": ("ordfører",), "Sarpsborg politistasjonsdistrikt": ("stasjonssjef",)},
}
