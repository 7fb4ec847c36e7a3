"""What must hold in an agreement's way to its signatures, as its file tells it. Yields as ``checks`` does."""

from collections.abc import Iterable, Iterator

from politirad.demo.course import Hearing, TextRemark, Treatment
from politirad.demo.dates import ANY_DAY, resolve
from politirad.demo.schema import Agreement, DemoAgreement
from politirad.demo.yaml_tree import Place

Mistake = tuple[Place, str]


def course_mistakes(demo: DemoAgreement) -> Iterator[Mistake]:
    """Every mistake in hearings, treatments, remarks and revisions, in the file's order."""
    yield from _agreement(demo.agreement, ("avtale",))
    if demo.successor:
        yield from _agreement(demo.successor, ("etterfølger",))
    yield from _addenda(demo)
    revision = demo.revision
    if revision is None:
        return
    at: Place = ("revisjon under arbeid",)
    if demo.successor:
        yield at, "filen har allerede en etterfølger"
    if demo.agreement.state != "signed":
        yield at, "bare en signert avtale kan revideres"
    headings = {section.heading for section in demo.agreement.sections}
    for index, changed in enumerate(revision.changed):
        if changed.section not in headings:
            yield (*at, "endringer", index, "kapittel"), _no_section(changed.section)
    yield from _remarks(revision.remarks, headings, at)
    yield from _hearing(revision.hearing, {party.name for party in demo.agreement.parties}, at)


def _agreement(agreement: Agreement, at: Place) -> Iterator[Mistake]:
    parties = {party.name for party in agreement.parties}
    if agreement.published and agreement.state != "signed":
        yield (*at, "i avtaleregisteret"), "bare en signert avtale kan vises i registeret"
    if agreement.state == "signed" and agreement.remarks:
        yield (*at, "kommentarer"), "teksten er signert, så ingen kan kommentere den"
    if agreement.state != "draft" and agreement.hearing and not agreement.hearing.closed:
        yield (*at, "høring"), "bare et utkast kan være på høring; skriv når høringen ble avsluttet"
    yield from _remarks(agreement.remarks, {section.heading for section in agreement.sections}, at)
    yield from _hearing(agreement.hearing, parties, at)
    for index, treatment in enumerate(agreement.treatments):
        yield from _treatment(treatment, parties, (*at, "politisk behandling", index))


def _addenda(demo: DemoAgreement) -> Iterator[Mistake]:
    headings = {one.heading for one in demo.agreement.sections if one.attachment is None}
    for index, addendum in enumerate(demo.addenda):
        at: Place = ("tillegg", index)
        if demo.agreement.state != "signed":
            yield at, "bare en signert avtale kan ha tillegg"
        for number, change in enumerate(addendum.changes):
            place = (*at, "endringer", number)
            if change.section is not None and change.section not in headings:
                yield (*place, "kapittel"), _no_section(change.section)
            if change.section is None and change.effect in {"replaces", "repeals"}:
                yield place, "«kapittel» mangler: si hva tillegget endrer"
            if change.heading is None and change.effect in {"", "inserts"}:
                yield place, "«overskrift» mangler"


def _hearing(hearing: Hearing | None, parties: set[str], at: Place) -> Iterator[Mistake]:
    if hearing is None:
        return
    sent = resolve(hearing.sent, today=ANY_DAY)
    if resolve(hearing.deadline, today=ANY_DAY) < sent:
        yield (*at, "høring", "frist"), "fristen er før høringen ble sendt"
    if hearing.closed and resolve(hearing.closed, today=ANY_DAY) < sent:
        yield (*at, "høring", "avsluttet"), "høringen slutter før den ble sendt"
    for index, answer in enumerate(hearing.answers):
        place = (*at, "høring", "svar", index)
        if answer.party not in parties:
            yield (*place, "part"), f"«{answer.party}» er ikke part i avtalen"
        if resolve(answer.given, today=ANY_DAY) < sent:
            yield (*place, "dato"), "svaret er eldre enn høringen"


def _treatment(treatment: Treatment, parties: set[str], at: Place) -> Iterator[Mistake]:
    if treatment.party not in parties:
        yield (*at, "part"), f"«{treatment.party}» er ikke part i avtalen"
    if (treatment.decided is None) != (treatment.outcome is None):
        yield at, "«vedtatt» og «utfall» hører sammen: begge skal stå, eller ingen"


def _remarks(remarks: Iterable[TextRemark], headings: set[str], at: Place) -> Iterator[Mistake]:
    for index, remark in enumerate(remarks):
        if remark.section not in headings:
            yield (*at, "kommentarer", index, "kapittel"), _no_section(remark.section)


def _no_section(heading: str) -> str:
    return f"avtalen har ikke noe kapittel «{heading}»"
