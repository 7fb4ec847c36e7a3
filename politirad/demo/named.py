"""Everyone and every organisation that an agreement file names, checked against the people file."""

from collections.abc import Iterator

from politirad.demo.course_checks import Mistake
from politirad.demo.evaluation_checks import outsiders
from politirad.demo.life import Meeting
from politirad.demo.people import DemoPeople
from politirad.demo.schema import DemoAgreement
from politirad.demo.yaml_tree import Place


def mistakes_with_people(demo: DemoAgreement, people: DemoPeople) -> Iterator[Mistake]:
    """People and organisations that the agreement file names and the people file does not have."""
    keys = {person.key for person in people.people}
    organizations = {organization.name for organization in people.organizations}
    for place, key in _people_named(demo):
        if key not in keys:
            yield place, f"personen «{key}» finnes ikke i folk.yaml"
    for place, key, party in _answering(demo):
        if key in keys and key not in {one.key for one in people.people if one.organization == party}:
            yield place, f"«{key}» hører ikke til {party}"
    for place, key in outsiders(demo.life.evaluations, demo.forums):
        yield place, f"«{key}» er ikke medlem av forumet"
    for place, name in _organizations_named(demo):
        if name not in organizations:
            yield place, f"organisasjonen «{name}» finnes ikke i folk.yaml"


def _answering(demo: DemoAgreement) -> Iterator[tuple[Place, str, str]]:
    """Who answers a hearing, or what was asked under an expectation, for which party."""
    for field, one in (
        ("avtale", demo.agreement),
        ("etterfølger", demo.successor),
        ("revisjon under arbeid", demo.revision),
    ):
        answers = one.hearing.answers if one and one.hearing else []
        yield from (
            ((field, "høring", "svar", n, "person"), answer.person, answer.party)
            for n, answer in enumerate(answers)
        )

    for n, enquiry in enumerate(demo.life.enquiries):
        if enquiry.answer:
            yield ("liv", "henvendelser", n, "svar", "person"), enquiry.answer.person, enquiry.party


def _remarking(demo: DemoAgreement) -> Iterator[tuple[Place, str]]:
    """Who remarks on the text, answers, and settles."""
    for field, one in (
        ("avtale", demo.agreement),
        ("etterfølger", demo.successor),
        ("revisjon under arbeid", demo.revision),
    ):
        for n, remark in enumerate(one.remarks if one else []):
            place: Place = (field, "kommentarer", n)
            yield (*place, "av"), remark.person
            yield from (((*place, "svar", m, "av"), answer.person) for m, answer in enumerate(remark.answers))
            if remark.settled_by:
                yield (*place, "løst av"), remark.settled_by


def _people_named(demo: DemoAgreement) -> Iterator[tuple[Place, str]]:
    for field, agreement in (
        ("avtale", demo.agreement),
        ("etterfølger", demo.successor),
    ):
        for index, line in enumerate(agreement.signatories if agreement else []):
            if line.person:
                yield (field, "underskrifter", index, "person"), line.person
    yield from ((place, key) for place, key, _party in _answering(demo))
    yield from _remarking(demo)
    asking = enumerate(demo.life.enquiries)
    yield from ((("liv", "henvendelser", n, "fra"), one.person) for n, one in asking)
    for index, forum in enumerate(demo.forums):
        for number, member in enumerate(forum.members):
            place: Place = ("fora", index, "medlemmer", number)
            yield from (((*place, "innehavere", n), key) for n, key in enumerate(member.holders))
            yield from (((*place, "stedfortredere", n), key) for n, key in enumerate(member.deputies))
            yield from (((*place, "tidligere", n, "person"), e.person) for n, e in enumerate(member.earlier))
        for number, rule in enumerate(forum.attendance_rules):
            place = ("fora", index, "deltar bare enkelte måneder", number, "innehavere")
            yield from (((*place, n), key) for n, key in enumerate(rule.holders))
        yield from ((("fora", index, "observatører", n), key) for n, key in enumerate(forum.observers))
        declared = enumerate(forum.declared_here)
        yield from ((("fora", index, "taushetserklæring gitt i Politiråd", n), key) for n, key in declared)
        lacking = enumerate(forum.undeclared)
        yield from ((("fora", index, "mangler taushetserklæring", n), key) for n, key in lacking)
        unlisted = enumerate(forum.unlisted)
        yield from ((("fora", index, "med uten å stå i avtalen", n), key) for n, key in unlisted)
        if forum.unlisted_secretary:
            yield ("fora", index, "sekretær uten å stå i medlemslisten"), forum.unlisted_secretary
    for index, meeting in enumerate(demo.life.meetings):
        yield from _people_in_meeting(meeting, ("liv", "møter", index))
    for index, evaluation in enumerate(demo.life.evaluations):
        answers = enumerate(evaluation.answers)
        yield from ((("liv", "evalueringer", index, "svar", n, "person"), one.person) for n, one in answers)


def _people_in_meeting(meeting: Meeting, at: Place) -> Iterator[tuple[Place, str]]:
    for n, item in enumerate(meeting.items):
        place = (*at, "saker", n)
        for field, key in (
            ("meldt av", item.proposed_by),
            ("legges fram av", item.presenter),
        ):
            if key:
                yield (*place, field), key
        if item.consent:
            concerned = enumerate(item.consent.concerned)
            yield from (((*place, "samtykke", "deltakere", m), key) for m, key in concerned)
        for m, action in enumerate(item.actions):
            yield (*place, "oppfølging", m, "ansvarlig"), action.responsible
    yield from (((*at, "svar", n, "person"), reply.person) for n, reply in enumerate(meeting.replies))
    for n, absence in enumerate(meeting.absent):
        yield (*at, "fravær", n, "person"), absence.person
        if absence.deputy:
            yield (*at, "fravær", n, "stedfortreder"), absence.deputy
    yield from (((*at, "gjester", n), key) for n, key in enumerate(meeting.guests))
    remarks = enumerate(meeting.minutes_remarks)
    yield from (((*at, "merknader til referatet", n, "av"), remark.person) for n, remark in remarks)
    refused = enumerate(meeting.undelivered)
    yield from (((*at, "brev som ikke kom fram", n, "person"), one.person) for n, one in refused)


def _organizations_named(demo: DemoAgreement) -> Iterator[tuple[Place, str]]:
    for field, agreement in (
        ("avtale", demo.agreement),
        ("etterfølger", demo.successor),
    ):
        if agreement:
            yield (field, "eier i Politiråd"), agreement.owner
            parties = enumerate(agreement.parties)
            yield from (((field, "parter", n, "navn"), party.name) for n, party in parties)
    for index, forum in enumerate(demo.forums):
        organizations = enumerate(forum.organizations)
        yield from ((("fora", index, "organisasjoner", n), name) for n, name in organizations)
