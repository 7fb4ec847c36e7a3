"""On the way to the signatures: remarks beside the text, hearings with the parties, political treatment, revisions."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.actions import change_head, open_revision, save_section
from agreements.actions.commenting import answer_comment, comment, settle_comment, tell_comments
from agreements.actions.preparing import (
    answer_hearing,
    back_to_draft,
    record_decision,
    send_on_hearing,
    send_to_treatment,
)
from agreements.models import Agreement, HearingAnswer, Party, Section
from politirad.demo.course import Hearing, TextRemark, Treatment
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html
from politirad.tenancy.models import User


def prepare(
    stage: Stage,
    agreement: Agreement,
    *,
    by: User,
    remarks: Sequence[TextRemark] = (),
    hearing: Hearing | None = None,
    treatments: Sequence[Treatment] = (),
) -> None:
    """Let what a file tells of the draft happen, each thing by the one who did it on the day it was done."""
    with stage.acting(by):
        sections = {section.heading: section for section in Section.objects.filter(agreement=agreement)}
        parties = {
            str(party.organization): party for party in agreement.parties.select_related("organization")
        }
    for remark in remarks:
        _remark(stage, agreement, sections[remark.section], remark)
    if hearing:
        _hear(stage, agreement, parties, hearing, by=by)
    for treatment in treatments:
        _treat(stage, agreement, parties[treatment.party], treatment, by=by)
    if hearing and hearing.closed and not treatments:
        with stage.acting(by):
            back_to_draft(agreement=agreement, by=by, at=stage.moment(stage.day(hearing.closed), 14))
    if remarks:
        with stage.acting():
            tell_comments(agreement=agreement, at=stage.at)


def revise(stage: Stage, file: str, former: Agreement) -> Agreement:
    """The revision that the file tells of: the former text, with the sections that are written anew."""
    source = stage.demo.agreements[file].revision
    assert source is not None
    by = stage.writer(file)
    with stage.acting(by):
        begun = stage.moment(stage.day(source.begun))
        draft = open_revision(agreement=former, by=by, today=stage.today, begun_at=begun)
        head = {"title": source.title, "valid_from": source.start or "", "valid_to": source.end or ""}
        draft = change_head(agreement=draft, by=by, **head)
        for new in source.changed:
            section = Section.objects.get(agreement=draft, heading=new.section)
            save_section(
                section=section,
                version=section.version,
                heading=section.heading,
                html=to_html(new.text),
                by=by,
            )
    prepare(stage, draft, by=by, remarks=source.remarks, hearing=source.hearing)
    return draft


def _remark(stage: Stage, agreement: Agreement, section: Section, source: TextRemark) -> None:
    """A remark, answered the day after, and settled the day after that."""
    author, day = stage.users[source.person], stage.day(source.written)
    with stage.acting(author):
        thread = comment(
            agreement=agreement, section=section, text=source.text, by=author, at=stage.moment(day, 9)
        )
    for answer in source.answers:
        person = stage.users[answer.person]
        with stage.acting(person):
            at = stage.moment(day, 14)
            answer_comment(thread=thread, agreement=agreement, text=answer.text, by=person, at=at)
    if source.settled_by:
        person = stage.users[source.settled_by]
        with stage.acting(person):
            at = stage.moment(day, 15)
            settle_comment(thread=thread, agreement=agreement, settled=True, by=person, at=at)


def _hear(
    stage: Stage, agreement: Agreement, parties: dict[str, Party], source: Hearing, *, by: User
) -> None:
    sent = stage.day(source.sent)
    with stage.acting(by):
        hearing = send_on_hearing(
            agreement=agreement,
            deadline=stage.day(source.deadline),
            by=by,
            at=stage.moment(sent, 9),
            today=sent,
            note=source.note,
        )
    for answer in source.answers:
        person = stage.users[answer.person]
        with stage.acting(person):
            answer_hearing(
                hearing=hearing,
                party=parties[answer.party],
                opinion=HearingAnswer.Opinion.REMARKS if answer.remarks else HearingAnswer.Opinion.AGREES,
                text=answer.remarks,
                by=person,
                at=stage.moment(stage.day(answer.given), 13),
                capacity=stage.person(answer.person).role,
            )


def _treat(stage: Stage, agreement: Agreement, party: Party, source: Treatment, *, by: User) -> None:
    with stage.acting(by):
        treatment = send_to_treatment(
            agreement=agreement,
            party=party,
            body=source.body,
            case_number=source.case_number,
            by=by,
            at=stage.moment(stage.day(source.sent), 10),
        )
        if source.decided and source.outcome:
            decided = stage.day(source.decided)
            record_decision(
                treatment=treatment,
                agreement=agreement,
                outcome=source.outcome,
                decided_on=decided,
                case_number=source.case_number,
                by=by,
                at=stage.moment(decided, 15),
                today=decided,
                note=source.note,
            )
