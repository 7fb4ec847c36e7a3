"""What must hold in the evaluations of a demo file. Yields as ``checks`` does."""

from collections.abc import Iterable, Iterator

from meetings.evaluation import SCALE, STATEMENT
from politirad.demo.course_checks import Mistake
from politirad.demo.dates import ANY_DAY, resolve
from politirad.demo.evaluating import Evaluation, EvaluationAnswer
from politirad.demo.forums import Forum
from politirad.demo.yaml_tree import Place


def evaluation_mistakes(evaluations: Iterable[Evaluation], forums: Iterable[Forum]) -> Iterator[Mistake]:
    """Every mistake in evaluations, in the file's order."""
    known = {forum.name for forum in forums}
    for index, one in enumerate(evaluations):
        at: Place = ("liv", "evalueringer", index)
        if one.forum not in known:
            yield (*at, "forum"), f"«{one.forum}» er ikke et forum i filen"
        opened = resolve(one.opened, today=ANY_DAY)
        if resolve(one.until, today=ANY_DAY) < opened:
            yield (*at, "svar innen"), "fristen er før evalueringen ble åpnet"
        if one.closed and resolve(one.closed, today=ANY_DAY) < opened:
            yield (*at, "lukket"), "evalueringen lukkes før den er åpnet"
        if one.learned and not one.closed:
            yield (*at, "det vi lærte"), "evalueringen er ikke lukket, så ingen har lært av den ennå"
        for number, answer in enumerate(one.answers):
            yield from _answer(one, answer, (*at, "svar", number))


def _answer(evaluation: Evaluation, answer: EvaluationAnswer, at: Place) -> Iterator[Mistake]:
    if len(answer.given) != len(evaluation.questions):
        yield (*at, "svar"), f"{len(answer.given)} svar på {len(evaluation.questions)} spørsmål"
        return
    for number, (question, given) in enumerate(zip(evaluation.questions, answer.given, strict=True)):
        if question.kind == STATEMENT and given not in {"", *map(str, SCALE)}:
            yield (*at, "svar", number), f"«{given}» er ikke et tall fra 1 til 5"


def outsiders(evaluations: Iterable[Evaluation], forums: Iterable[Forum]) -> Iterator[tuple[Place, str]]:
    """Where somebody answers an evaluation of a forum without a seat in it, and who."""
    seated = {
        forum.name: {key for member in forum.members for key in member.holders} | {*forum.unlisted}
        for forum in forums
    }
    for index, one in enumerate(evaluations):
        for number, answer in enumerate(one.answers):
            if answer.person not in seated.get(one.forum, set()):
                yield ("liv", "evalueringer", index, "svar", number, "person"), answer.person
