"""How the meetings of the five agreements are called, led, decided in and reported from (a part of ``facts``).

A rule stands on a council's page as its label and its value, in a demo file with a colon between: hence two wordings.
"""

from tests.demo.fact import (
    ABOVE_S0,
    AGREEMENT,
    COUNCIL_S1,
    COUNCIL_S2,
    COUNCIL_S3,
    COUNCIL_S4,
    GROUPS_S1,
    MEETING_S0,
    OUT_S1,
    S0,
    S1,
    S2,
    S3,
    S4,
    SLT_S1,
    SLT_S3,
    joined,
    of,
)

CALLER = ("Kaller inn SLT-koordinator", "kaller inn: SLT-koordinator")
SECRETARY = ("Sekretær SLT-koordinator", "sekretær: SLT-koordinator")
MINUTES = ("Skriver referat SLT-koordinator", "skrives av: SLT-koordinator")
TOGETHER = ("Lager sakslisten Politiet og kommunen sammen", "saksliste lages av: politiet og kommunen sammen")
MAYOR = ("Leder Ordfører", "leder: ordfører")
NO_MEMBER = ("sekretær · ikke i medlemslisten", "sekretær uten å stå i medlemslisten")

MEETINGS = joined(
    of(S0, AGREEMENT, "caller", "SLT-koordinatorene har ansvar for at møtene blir holdt"),
    of(S0, AGREEMENT, "reports upward",
       "Det felles politirådet for Nedre Romerike blir orientert om samarbeidet"),
    of(S0, MEETING_S0, "caller", ("Kaller inn SLT-koordinatorene", "kaller inn: SLT-koordinatorene")),
    of(S0, MEETING_S0, "reports upward", "Det felles politirådet blir orientert om samarbeidet",
       (f"{ABOVE_S0} Overordnet forum", f"rapporterer til: {ABOVE_S0}", f"Overordnet forum {ABOVE_S0}")),
    of(S0, ABOVE_S0, "is told", "Blir orientert om samarbeidet på Nedre Romerike"),

    of(S1, AGREEMENT, "caller", "Kommunen kaller inn og skriver referat ved SLT-koordinatoren"),
    of(S1, AGREEMENT, "secretary", "SLT-koordinatoren i Lillestrøm kommune er politirådets sekretær"),
    of(S1, AGREEMENT, "agenda", "Sakslisten er politiets og kommunens felles ansvar"),
    of(S1, COUNCIL_S1, "caller", CALLER),
    of(S1, COUNCIL_S1, "secretary", SECRETARY, NO_MEMBER),
    of(S1, COUNCIL_S1, "minutes", MINUTES),
    of(S1, COUNCIL_S1, "agenda", TOGETHER),
    of(S1, AGREEMENT, "SLT meeting", "SLT-koordinatoren kaller inn, leder møtet og skriver referat",
       "Innkalling og saksliste går ut i god tid", "Sakslisten viser hva som hører til del 1 og del 2",
       "setter møtet ned arbeidsgrupper av egne deltakere eller andre fra virksomhetene",
       "snakke for hele tjenesten sin og ha fullmakt til å forplikte den"),
    of(S1, SLT_S1, "chair", ("Leder SLT-koordinator", "leder: SLT-koordinator")),
    of(S1, SLT_S1, "caller", CALLER),
    of(S1, SLT_S1, "minutes", MINUTES),
    of(S1, SLT_S1, "notice", "Innkalling med saksliste sendes i god tid"),
    of(S1, SLT_S1, "agenda", "hva som er del 1 og del 2"),
    of(S1, SLT_S1, "decisions", "Møtet setter ned arbeidsgrupper ved behov"),
    of(S1, SLT_S1, "representatives", "kjenner hele tjenesten og kan forplikte den"),
    of(S1, SLT_S1, "who is there", "sier hvem som kan delta"),
    of(S1, GROUPS_S1, "members", "representanter fra SLT-møtet",
       "andre aktuelle ressurspersoner fra møtende virksomheter"),
    of(S1, GROUPS_S1, "set up in", (SLT_S1, "Overordnet forum SLT-møtet")),
    of(S1, OUT_S1, "caller", CALLER),
    of(S1, OUT_S1, "confidentiality", "Informert samtykke", "Unntaksbestemmelse i lov", "Anonym drøfting",
       "tjenesten som deler, i sitt eget sak- eller arkivsystem"),

    of(S2, AGREEMENT, "chair", "Ordføreren leder møtene"),
    of(S2, AGREEMENT, "caller", "SLT-koordinatoren kaller inn og skriver referat"),
    of(S2, AGREEMENT, "agenda", "Politiet og kommunen har ansvaret for sakslisten sammen",
       "Saker meldes til SLT-koordinatoren på forhånd"),
    of(S2, AGREEMENT, "decisions", "Rådet tar strategiske beslutninger om felles satsingsområder",
       "drøfter hva SLT-arbeidet skal prioritere",
       "Forankrer politirådets beslutninger i egen organisasjon og følger dem opp",
       "har politirådet fått myndighet til selv å velge hvilke satsingsområder og tiltak som skal gå først"),
    of(S2, COUNCIL_S2, "chair", MAYOR),
    of(S2, COUNCIL_S2, "caller", CALLER),
    of(S2, COUNCIL_S2, "minutes", MINUTES),
    of(S2, COUNCIL_S2, "agenda", TOGETHER, "Saker meldes til SLT-koordinator på forhånd"),
    of(S2, COUNCIL_S2, "decisions", "strategiske beslutninger om satsingsområdene",
       "prioriterer tiltak etter delegert myndighet", "Begge parter følger opp"),
    of(S2, COUNCIL_S2, "confidentiality", "Taushetsplikten respekteres av alle"),

    of(S3, AGREEMENT, "chair", "Ordføreren leder rådet"),
    of(S3, AGREEMENT, "caller and secretary", "SLT-koordinatoren er sekretær, kaller inn og lager saksliste"),
    of(S3, AGREEMENT, "deadline", "Sakslisten sendes senest én uke før møtet"),
    of(S3, AGREEMENT, "minutes", "Referatene er offentlige og blir arkivert"),
    of(S3, AGREEMENT, "reports upward", "Referatsaker fra forrige politiråd og SLT-møte"),
    of(S3, COUNCIL_S3, "chair", MAYOR),
    of(S3, COUNCIL_S3, "caller", CALLER),
    of(S3, COUNCIL_S3, "secretary", SECRETARY),
    of(S3, COUNCIL_S3, "agenda", ("Lager sakslisten SLT-koordinator", "saksliste lages av: SLT-koordinator")),
    of(S3, COUNCIL_S3, "decisions", "Begge parter kan forplikte egen organisasjon"),
    of(S3, SLT_S3, "reports upward", "Referatet legges fram for politirådet",
       (f"{COUNCIL_S3} Overordnet forum", "rapporterer til: Politiråd")),

    of(S4, AGREEMENT, "chair", "Ordføreren leder politirådet"),
    of(S4, AGREEMENT, "secretary", "Politirådet har egen sekretær"),
    of(S4, COUNCIL_S4, "chair", MAYOR),
    of(S4, COUNCIL_S4, "secretary", NO_MEMBER),
)  # fmt: skip
