"""The demo life of a collaboration: year plans, meetings, minutes and actions. All of it invented.

People are named by their key in the people file, dates by the rules of ``dates``. What belongs to a held
meeting (attendance, minutes, decisions, actions) stands on every meeting: whoever loads the file uses it
for those that lie in the past.
"""

from pydantic import Field

from politirad.demo.dates import DateRule
from politirad.demo.enquiring import Enquiry
from politirad.demo.evaluating import Evaluation
from politirad.demo.life_words import (
    ActionState,
    ActivityKind,
    Answer,
    ItemKind,
    ItemState,
    PlanState,
    Progress,
    Review,
    YearWord,
)
from politirad.demo.part import Part
from politirad.demo.words import YesNo


class Theme(Part):
    month: int = Field(alias="måned", ge=1, le=12)
    text: str = Field(alias="tema")


class Activity(Part):
    """Something in the wheel beside the meetings."""

    month: int = Field(alias="måned", ge=1, le=12)
    title: str = Field(alias="aktivitet", min_length=4)
    responsible: str = Field(default="", alias="ansvarlig")
    target_group: str = Field(default="", alias="målgruppe")
    kind: ActivityKind = Field(default="other", alias="type")
    last_month: int | None = Field(default=None, alias="til måned", ge=2, le=12)
    description: str = Field(default="", alias="hva som skjer")
    contact: str = Field(default="", alias="kontakt")
    for_schools: YesNo = Field(default=False, alias="for skolene")


class YearPlan(Part):
    """A plan of one forum's year; its meetings are those of the forum in that year."""

    forum: str = Field(alias="forum")
    year: YearWord = Field(alias="år")
    state: PlanState = Field(alias="tilstand")
    note: str | None = Field(default=None, alias="merknad")
    themes: list[Theme] = Field(default=[], alias="temaer")
    activities: list[Activity] = Field(default=[], alias="aktiviteter")


class Action(Part):
    """Something to do after a meeting, with one responsible person and a deadline."""

    text: str = Field(alias="oppgave", min_length=5)
    responsible: str = Field(alias="ansvarlig")
    due: DateRule = Field(alias="frist")
    state: ActionState = Field(alias="tilstand")
    note: str | None = Field(default=None, alias="merknad")


class Told(Part):
    """How a measure went, told on a day."""

    date: DateRule = Field(alias="dato")
    progress: Progress = Field(alias="status")
    result: str = Field(default="", alias="resultat")


class Measure(Part):
    """What is done under one of the agreement's focus areas. `due` is a day, or with `due_year` a whole year."""

    area: str = Field(alias="område")
    text: str = Field(alias="tiltak", min_length=5, max_length=300)
    party: str | None = Field(default=None, alias="part")
    responsible: str | None = Field(default=None, alias="ansvarlig")
    due: DateRule | None = Field(default=None, alias="frist")
    due_year: YearWord | None = Field(default=None, alias="frist i løpet av")
    begun: DateRule = Field(alias="skrevet inn")
    told: list[Told] = Field(default=[], alias="hvordan det gikk")


class Consent(Part):
    """A written consent: a reference to where it is kept, who may take part, and how long it holds."""

    reference: str = Field(alias="referanse", min_length=4)
    given: DateRule = Field(alias="gitt")
    until: DateRule = Field(alias="gjelder til")
    concerned: list[str] = Field(alias="deltakere", min_length=1)


class Item(Part):
    """An agenda item. Part 2 of a two-part meeting is confidential and needs a consent or a legal basis.

    `under`: the title of the item before it that it lies under.
    """

    title: str = Field(alias="sak", min_length=4)
    under: str | None = Field(default=None, alias="undersak av")
    kind: ItemKind = Field(alias="type")
    state: ItemState = Field(default="accepted", alias="tilstand")
    proposed_by: str | None = Field(default=None, alias="meldt av")
    presenter: str | None = Field(default=None, alias="legges fram av")
    minutes: int | None = Field(default=None, alias="minutter", ge=1, le=480)
    part: int = Field(default=1, alias="del", ge=1, le=2)
    text: str = Field(default="", alias="tekst")
    reason: str | None = Field(default=None, alias="begrunnelse")
    areas: list[str] = Field(default=[], alias="områder")
    consent: Consent | None = Field(default=None, alias="samtykke")
    basis: str | None = Field(default=None, alias="hjemmel")
    minuted: str = Field(default="", alias="referat")
    decision: str | None = Field(default=None, alias="vedtak")
    actions: list[Action] = Field(default=[], alias="oppfølging")
    police_comment: str = Field(default="", alias="politiets merknad")


class Absence(Part):
    person: str = Field(alias="person")
    deputy: str | None = Field(default=None, alias="stedfortreder")
    reason: str | None = Field(default=None, alias="grunn")


class Reply(Part):
    person: str = Field(alias="person")
    answer: Answer = Field(alias="svar")
    note: str | None = Field(default=None, alias="merknad")


class MinutesRemark(Part):
    """What somebody says of an item of the minutes while they are on hearing; the secretary's answer, if there is one."""

    person: str = Field(alias="av")
    item: str = Field(alias="sak")
    text: str = Field(alias="tekst", min_length=4)
    answer: str = Field(default="", alias="svar")


class Undelivered(Part):
    """Somebody whose letter the mail server refused, and its words."""

    person: str = Field(alias="person")
    words: str = Field(alias="svar fra tjeneren", min_length=4)


class Meeting(Part):
    """One meeting of a forum. Times are local, ``HH:MM``. `standing` False leaves the standing items out.

    One that lies ahead is called when `replies` are given and the call's time has come, and else planned. Minutes
    that are not approved are a draft, or on hearing when somebody has remarked on them.
    """

    forum: str = Field(alias="forum")
    date: DateRule = Field(alias="dato")
    start: str = Field(alias="fra", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    end: str = Field(alias="til", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    place: str = Field(alias="sted")
    title: str | None = Field(default=None, alias="tittel")
    planned: YesNo = Field(default=True, alias="står i årsplanen")
    standing: YesNo = Field(default=True, alias="faste saker")
    standing_minuted: dict[str, str] = Field(default={}, alias="referat til faste saker")
    items: list[Item] = Field(default=[], alias="saker")
    review: Review = Field(default="none", alias="politiets gjennomgang")
    replies: list[Reply] = Field(default=[], alias="svar")
    absent: list[Absence] = Field(default=[], alias="fravær")
    guests: list[str] = Field(default=[], alias="gjester")
    minutes_approved: YesNo = Field(default=True, alias="referatet er godkjent")
    minutes_remarks: list[MinutesRemark] = Field(default=[], alias="merknader til referatet")
    minutes_published: YesNo = Field(default=False, alias="referatet er publisert")
    undelivered: list[Undelivered] = Field(default=[], alias="brev som ikke kom fram")


class Life(Part):
    year_plans: list[YearPlan] = Field(default=[], alias="årsplaner")
    meetings: list[Meeting] = Field(default=[], alias="møter")
    measures: list[Measure] = Field(default=[], alias="tiltak")
    enquiries: list[Enquiry] = Field(default=[], alias="henvendelser")
    evaluations: list[Evaluation] = Field(default=[], alias="evalueringer")
