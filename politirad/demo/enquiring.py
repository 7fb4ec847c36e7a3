"""What one party asks of another under an expectation, and the answer, in a demo file."""

from pydantic import Field

from politirad.demo.dates import DateRule
from politirad.demo.life_words import EnquiryKind, EnquiryOutcome
from politirad.demo.part import Part


class EnquiryAnswer(Part):
    """Whoever answers works for the asked party."""

    person: str = Field(alias="person")
    date: DateRule = Field(alias="dato")
    outcome: EnquiryOutcome = Field(alias="utfall")
    text: str = Field(default="", alias="tekst", max_length=1000)


class Enquiry(Part):
    """One matter. `expectation` is the text of one of the agreement's, `party` the one who is asked."""

    expectation: str = Field(alias="forventning")
    party: str = Field(alias="til")
    person: str = Field(alias="fra")
    kind: EnquiryKind = Field(alias="type")
    title: str = Field(alias="hva det gjelder", min_length=4, max_length=200)
    asked: DateRule = Field(alias="spurt")
    deadline: DateRule | None = Field(default=None, alias="svarfrist")
    answer: EnquiryAnswer | None = Field(default=None, alias="svar")
