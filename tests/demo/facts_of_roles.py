"""Who sits in the councils of the five agreements, and what is asked of the two roles (a part of ``facts``).

"member count" is what a page counts: the lines of one side of the table, each with its number of persons.
"""

from tests.demo.fact import (
    AGREEMENT,
    CALENDAR_S1,
    COUNCIL_S1,
    COUNCIL_S2,
    COUNCIL_S3,
    COUNCIL_S4,
    OUT_S1,
    S1,
    S2,
    S3,
    S4,
    SLT_S1,
    joined,
    of,
)

# As the file says it.
FIVE = "Enhetsledere barn og unge kultur side: kommune antall: 5"
ELEVEN = "Representant fra alle ungdomsskolene side: kommune antall: 11"
FOUR = "Representant fra alle videregående skoler side: fylke antall: 4"

ROLES = joined(
    of(S1, COUNCIL_S1, "member count", "Kommune 5 faste medlemmer"),
    of(S1, AGREEMENT, "SLT members", ("Enhetsledere barn og unge kultur (5", FIVE), ("alle ungdomsskolene (11", ELEVEN),
       ("alle videregående skoler (4", FOUR), "til sammen 31 personer"),
    of(S1, SLT_S1, "members", "SLT-koordinator",
       ("Enhetsledere barn og unge kultur 5 personer", "Enhetsledere barn og unge kultur (5 personer", FIVE),
       ("Representant fra alle ungdomsskolene 11 personer", "Representant fra alle ungdomsskolene (11 personer", ELEVEN),
       ("Representant fra alle videregående skoler 4 personer", "Representant fra alle videregående skoler (4 personer",
        FOUR)),
    of(S1, SLT_S1, "member count", "Kommune 24 faste medlemmer", "Fylkeskommune 5 faste medlemmer",
       "Politi 1 fast medlem", "Andre 1 fast medlem"),
    of(S1, CALENDAR_S1, "members", "Politikontakt", "Representant fra skolehelsetjenesten",
       "Representant for barneverntjenesten", "SLT-koordinator"),
    of(S1, OUT_S1, "members", "SLT-koordinator"),
    of(S1, AGREEMENT, "role pairs",
       "Ivareta kommunens rolle og interesser i samarbeid med politiet",
       "Bidra til samhandling og avdekke behov",
       "Innhente informasjon fra aktuelle tjenester og følge med på utviklingen av kriminalitet",
       "Strukturere nødvendige tiltak",
       "Være bindeledd mellom kommune og politi"),

    of(S2, COUNCIL_S2, "member count", "Kommune 4 faste medlemmer"),
    of(S2, AGREEMENT, "SLT coordinator", "Kaller inn til politirådet og skriver referat",
       "Tar politikontakten med i møter i kommunen der det er aktuelt", "nivåene i SLT-modellen"),
    of(S2, AGREEMENT, "police contact", "Følge med i kriminalitetsbildet og trendutviklingen",
       "Sørge for kunnskapsdeling og erfaringsutveksling",
       "Være et viktig kontaktpunkt for aktørene i kommunen",
       "Være en pådriver for at politirådet og SLT-samarbeidet fungerer",
       "Bør ha en sentral rolle når politirådet planlegges og gjennomføres"),

    of(S3, COUNCIL_S3, "member count", "Kommune 3 faste medlemmer", "Politi 2 faste medlemmer"),
    of(S3, COUNCIL_S3, "deputies", ("fast stedfortreder", "faste stedfortredere")),
    of(S3, AGREEMENT, "deputies", "Deltakerne kan få faste stedfortredere",
       "Fagpersoner kan komme i tillegg, fast eller til en bestemt sak"),
    of(S3, AGREEMENT, "police contact", "Holde seg oppdatert på lokal kriminalitet og samfunnsutvikling",
       "Informere om kriminalitetstrender og relevante forhold",
       "Bidra til kunnskapsdeling og erfaringsutveksling mellom politi og kommune",
       "Delta i tverrfaglig samarbeid",
       "Gi råd om forebyggende metoder og tiltak",
       "Bidra aktivt til at samarbeidsmodellen mellom politi og kommune, SLT, fungerer godt",
       "Kontaktperson for kommunens kriseledelse", "Lokal radikaliseringskontakt"),
    of(S3, AGREEMENT, "SLT coordinator", "Innhente informasjon og kunnskap om oppvekstmiljøet",
       "Kartlegge utfordringsområder",
       "Bidra til å samordne og koordinere tjenestene",
       "Vurdere og initiere forebyggende tiltak",
       "Evaluere Dokumentere"),
    of(S3, AGREEMENT, "expectations", "Inviterer politiet til prosjektgrupper og arbeidsutvalg",
       "Deltar i tverrfaglig samarbeid i kommunen",
       "Holder seg oppdatert på kriminaliteten i regionen og arbeider systematisk forebyggende"),

    of(S4, COUNCIL_S4, "member count", "Kommune 8 faste medlemmer", "Politi 5 faste medlemmer"),
    of(S4, AGREEMENT, "police contact",
       "Være det daglige kontaktleddet med kommunen og rådgiver i forebyggende arbeid",
       "Medvirke til at strukturert samhandling blir satt i gang",
       "Bidra til kunnskapsdeling mellom politiet og kommunen",
       "Sammenholde politiets analyser med kommunens",
       "Være ett av politiets kontaktpunkter mot næringsliv, interesseorganisasjoner og lag",
       "Følger opp at politiet gir forebyggende innspill til høringer på kommunale planer"),
    of(S4, AGREEMENT, "SLT coordinator",
       "Samordne, koordinere og være bindeledd mellom de tre nivåene i SLT-modellen",
       "Forbereder evalueringen av avtalen sammen med politikontakten"),
)  # fmt: skip
