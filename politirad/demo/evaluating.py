"""What a demo file may say of a council's evaluation of its own year."""

from pydantic import Field

from politirad.demo.dates import DateRule
from politirad.demo.life_words import QuestionKind, YearWord
from politirad.demo.part import Part


class EvaluationQuestion(Part):
    """A statement is answered from 1 (disagree) to 5 (agree), an open question in words."""

    kind: QuestionKind = Field(alias="type")
    text: str = Field(alias="tekst", min_length=5)


class EvaluationAnswer(Part):
    """What one member answers, in the order of the questions; an empty one is left out."""

    person: str = Field(alias="person")
    given_on: DateRule = Field(alias="dato")
    given: list[str] = Field(alias="svar", min_length=1)


class Evaluation(Part):
    """An evaluation of a forum's year. One that is not closed still takes answers."""

    forum: str = Field(alias="forum")
    year: YearWord = Field(alias="år")
    opened: DateRule = Field(alias="åpnet")
    until: DateRule = Field(alias="svar innen")
    closed: DateRule | None = Field(default=None, alias="lukket")
    questions: list[EvaluationQuestion] = Field(alias="spørsmål", min_length=1)
    answers: list[EvaluationAnswer] = Field(default=[], alias="svar")
    learned: list[str] = Field(default=[], alias="det vi lærte")
