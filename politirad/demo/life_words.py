"""The words a demo file may use of year plans, meetings and what follows from them, and the code each stands for."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from politirad.demo.words import one_of

ActivityKind = Annotated[
    Literal["parents", "school_visit", "graduation", "public_meeting", "campaign", "course", "other"],
    BeforeValidator(
        one_of(
            {
                "foreldremøte": "parents",
                "skolebesøk": "school_visit",
                "russetid": "graduation",
                "åpent møte": "public_meeting",
                "kampanje": "campaign",
                "kurs": "course",
                "annet": "other",
            }
        )
    ),
]

ItemKind = Annotated[
    Literal["information", "discussion", "decision"],
    BeforeValidator(one_of({"orientering": "information", "drøfting": "discussion", "vedtak": "decision"})),
]

ItemState = Annotated[
    Literal["proposed", "accepted", "deferred", "declined"],
    BeforeValidator(
        one_of(
            {
                "foreslått": "proposed",
                "tatt inn": "accepted",
                "utsatt": "deferred",
                "ikke tatt inn": "declined",
            }
        )
    ),
]

ActionState = Annotated[
    Literal["open", "in_progress", "done"],
    BeforeValidator(one_of({"åpen": "open", "i gang": "in_progress", "ferdig": "done"})),
]

Progress = Annotated[
    Literal["planned", "started", "done", "dropped"],
    BeforeValidator(
        one_of(
            {
                "ikke begynt": "planned",
                "i gang": "started",
                "gjennomført": "done",
                "gjennomføres ikke": "dropped",
            }
        )
    ),
]

PlanState = Annotated[
    Literal["draft", "approved"], BeforeValidator(one_of({"utkast": "draft", "godkjent": "approved"}))
]

Review = Annotated[
    Literal["none", "asked", "done"],
    BeforeValidator(one_of({"ikke bedt om": "none", "bedt om": "asked", "gjort": "done"})),
]

Answer = Annotated[
    Literal["accepted", "declined", "tentative"],
    BeforeValidator(one_of({"kommer": "accepted", "kommer ikke": "declined", "kanskje": "tentative"})),
]

QuestionKind = Annotated[
    Literal["scale", "text"], BeforeValidator(one_of({"påstand": "scale", "åpent spørsmål": "text"}))
]

EnquiryKind = Annotated[
    Literal["plan", "group", "other"],
    BeforeValidator(one_of({"plan på høring": "plan", "invitasjon til gruppe": "group", "annet": "other"})),
]

EnquiryOutcome = Annotated[
    Literal["answered", "not_relevant"],
    BeforeValidator(one_of({"besvart": "answered", "ikke aktuelt": "not_relevant"})),
]

YearWord = Annotated[
    Literal[-1, 0, 1],
    BeforeValidator(lambda value: {"i fjor": -1, "i år": 0, "neste år": 1}.get(str(value), value)),
]
