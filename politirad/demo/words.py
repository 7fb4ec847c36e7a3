"""The words a demo file may use, and the code each stands for.

The files are written in bokmål for people who know the trade; the code speaks English. Every type
here takes the file's word and gives the code, and refuses any other word with a sentence that lists
the lawful ones.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator


def one_of(words: Mapping[str, str]) -> Callable[[object], object]:
    """A validator that turns a file's word into its code. Raises ValueError with the lawful words."""

    def to_code(value: object) -> object:
        if isinstance(value, str) and value in words:
            return words[value]
        lawful = ", ".join(words)
        raise ValueError(f"«{value}» er ikke et gyldig ord her (bruk {lawful})")

    return to_code


def _to_bool(value: object) -> object:
    if value in ("ja", "nei"):
        return value == "ja"
    raise ValueError(f"«{value}» er verken ja eller nei")


YesNo = Annotated[bool, BeforeValidator(_to_bool)]

Language = Annotated[Literal["nb", "nn"], BeforeValidator(one_of({"bokmål": "nb", "nynorsk": "nn"}))]

AgreementKind = Annotated[
    Literal["police_council", "cooperation", "slt"],
    BeforeValidator(
        one_of(
            {
                "politirådsavtale": "police_council",
                "kommune- og politisamarbeid": "cooperation",
                "SLT-samarbeid": "slt",
            }
        )
    ),
]

AgreementState = Annotated[
    Literal["draft", "frozen", "signed"],
    BeforeValidator(one_of({"utkast": "draft", "klar for signering": "frozen", "signert": "signed"})),
]

PartyKind = Annotated[
    Literal["municipality", "county", "police_district", "police_station_district", "other"],
    BeforeValidator(
        one_of(
            {
                "kommune": "municipality",
                "fylkeskommune": "county",
                "politidistrikt": "police_district",
                "politistasjonsdistrikt": "police_station_district",
                "annen": "other",
            }
        )
    ),
]

Precision = Annotated[
    Literal["day", "month", "year"], BeforeValidator(one_of({"dag": "day", "måned": "month", "år": "year"}))
]

Effect = Annotated[
    Literal["", "inserts", "replaces", "repeals"],
    BeforeValidator(
        one_of(
            {
                "egen tekst": "",
                "nytt kapittel": "inserts",
                "ny tekst": "replaces",
                "opphever": "repeals",
            }
        )
    ),
]

SigningWay = Annotated[
    Literal["in_app", "on_paper"], BeforeValidator(one_of({"i Politiråd": "in_app", "på papir": "on_paper"}))
]

AreaKind = Annotated[
    Literal["focus", "goal", "slt", "purpose"],
    BeforeValidator(
        one_of(
            {
                "satsingsområde": "focus",
                "lokalt mål": "goal",
                "innsatsområde for SLT": "slt",
                "formål": "purpose",
            }
        )
    ),
]

EvaluationKind = Annotated[
    Literal[
        "each_meeting", "last_meeting_of_year", "first_meeting_of_year", "yearly", "continuous", "regular"
    ],
    BeforeValidator(
        one_of(
            {
                "hvert møte": "each_meeting",
                "årets siste møte": "last_meeting_of_year",
                "årets første møte": "first_meeting_of_year",
                "hvert år": "yearly",
                "løpende": "continuous",
                "jevnlig": "regular",
            }
        )
    ),
]

RevisionKind = Annotated[
    Literal["after_municipal_election", "every_n_years", "yearly", "on_request", "by_mutual_agreement"],
    BeforeValidator(
        one_of(
            {
                "etter kommunevalg": "after_municipal_election",
                "hvert n-te år": "every_n_years",
                "hvert år": "yearly",
                "når en part ber om det": "on_request",
                "når partene er enige": "by_mutual_agreement",
            }
        )
    ),
]

ForumKind = Annotated[
    Literal[
        "police_council",
        "regional_council",
        "slt_meeting",
        "cooperation_meeting",
        "working_committee",
        "network",
        "working_group",
        "contact_point",
        "crisis_management",
    ],
    BeforeValidator(
        one_of(
            {
                "politiråd": "police_council",
                "regionalt politiråd": "regional_council",
                "SLT-møte": "slt_meeting",
                "samarbeidsmøte": "cooperation_meeting",
                "arbeidsutvalg": "working_committee",
                "nettverk": "network",
                "arbeidsgruppe": "working_group",
                "kontaktpunkt": "contact_point",
                "kriseledelse": "crisis_management",
            }
        )
    ),
]

Level = Annotated[
    Literal["strategic", "coordinating", "executing", "regional"],
    BeforeValidator(
        one_of(
            {
                "strategisk": "strategic",
                "koordinerende": "coordinating",
                "utøvende": "executing",
                "regionalt": "regional",
            }
        )
    ),
]

Side = Annotated[
    Literal["municipality", "police", "county", "other"],
    BeforeValidator(
        one_of({"kommune": "municipality", "politi": "police", "fylke": "county", "andre": "other"})
    ),
]

Attends = Annotated[
    Literal["permanent", "alternative", "as_needed"],
    BeforeValidator(one_of({"fast": "permanent", "og/eller": "alternative", "ved behov": "as_needed"})),
]

CadenceKind = Annotated[
    Literal["per_year", "every_weeks", "weekly", "monthly", "year_wheel", "as_needed", "vague"],
    BeforeValidator(
        one_of(
            {
                "antall i året": "per_year",
                "med ukers mellomrom": "every_weeks",
                "ukentlig": "weekly",
                "månedlig": "monthly",
                "etter årshjul": "year_wheel",
                "ved behov": "as_needed",
                "ubestemt": "vague",
            }
        )
    ),
]

Strength = Annotated[
    Literal["shall", "main_rule", "should", "preferably", "about", "at_least", "may"],
    BeforeValidator(
        one_of(
            {
                "skal": "shall",
                "som hovedregel": "main_rule",
                "bør": "should",
                "fortrinnsvis": "preferably",
                "omtrent": "about",
                "minst": "at_least",
                "kan": "may",
            }
        )
    ),
]

FindingCode = Annotated[
    Literal[
        "missing_date", "missing_validity", "contradiction", "empty_section", "missing_attachment", "wording"
    ],
    BeforeValidator(
        one_of(
            {
                "mangler dato": "missing_date",
                "mangler gyldighet": "missing_validity",
                "motsigelse": "contradiction",
                "tomt kapittel": "empty_section",
                "mangler vedlegg": "missing_attachment",
                "ordlyd": "wording",
            }
        )
    ),
]

Outcome = Annotated[
    Literal["adopted", "with_changes", "noted", "rejected"],
    BeforeValidator(
        one_of(
            {
                "vedtatt": "adopted",
                "vedtatt med endringer": "with_changes",
                "tatt til orientering": "noted",
                "ikke vedtatt": "rejected",
            }
        )
    ),
]
