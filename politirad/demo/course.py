"""What a demo file may say of an agreement's way to its signatures: remarks beside the text, hearing, political treatment."""

from pydantic import Field

from politirad.demo.dates import DateRule
from politirad.demo.part import Part
from politirad.demo.words import Outcome


class HearingAnswer(Part):
    """What a party thinks, by somebody who works for it. Without remarks it has none."""

    party: str = Field(alias="part")
    person: str = Field(alias="person")
    given: DateRule = Field(alias="dato")
    remarks: str = Field(default="", alias="merknader")


class Hearing(Part):
    """A hearing with the parties. One that is not closed is still open, and the draft is then on hearing."""

    sent: DateRule = Field(alias="sendt")
    deadline: DateRule = Field(alias="frist")
    note: str = Field(default="", alias="melding")
    answers: list[HearingAnswer] = Field(default=[], alias="svar")
    closed: DateRule | None = Field(default=None, alias="avsluttet")


class Treatment(Part):
    """That a party's elected body treats the agreement, and what it decided, if it has."""

    party: str = Field(alias="part")
    body: str = Field(alias="organ", min_length=3)
    case_number: str = Field(alias="saksnummer", min_length=1)
    sent: DateRule = Field(alias="sendt")
    decided: DateRule | None = Field(default=None, alias="vedtatt")
    outcome: Outcome | None = Field(default=None, alias="utfall")
    note: str = Field(default="", alias="merknad")


class RemarkAnswer(Part):
    person: str = Field(alias="av")
    text: str = Field(alias="tekst", min_length=2)


class TextRemark(Part):
    """A remark beside a section, with its answers; settled by somebody, or waiting."""

    section: str = Field(alias="kapittel")
    person: str = Field(alias="av")
    written: DateRule = Field(alias="dato")
    text: str = Field(alias="tekst", min_length=2)
    answers: list[RemarkAnswer] = Field(default=[], alias="svar")
    settled_by: str | None = Field(default=None, alias="løst av")


class NewText(Part):
    """What a section says in the revision, in the light form of ``prose``."""

    section: str = Field(alias="kapittel")
    text: str = Field(alias="tekst", min_length=2)


class OngoingRevision(Part):
    """A revision of the file's agreement that is being written: its text is the agreement's, save what is changed."""

    title: str = Field(alias="tittel", min_length=4)
    begun: DateRule = Field(alias="påbegynt")
    start: str | None = Field(default=None, alias="fra", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    end: str | None = Field(default=None, alias="til", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
    changed: list[NewText] = Field(default=[], alias="endringer")
    remarks: list[TextRemark] = Field(default=[], alias="kommentarer")
    hearing: Hearing | None = Field(default=None, alias="høring")
