"""Write an agreement as a draft: head, parties, lines to sign, terms, attachments and sections."""

from __future__ import annotations

import datetime
from typing import Any

from agreements.actions import add_section, add_term, change_term, create_agreement, put_attachment, regulate
from agreements.models import (
    Agreement,
    Attachment,
    EvaluationRule,
    Expectation,
    Finding,
    FocusArea,
    Reference,
    Regulation,
    RevisionRule,
    RoleTask,
    SignatorySlot,
    TargetGroup,
)
from politirad.demo import schema
from politirad.demo.loading.signing import signing_day
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html
from politirad.tenancy.models import User

WRITING_TAKES = datetime.timedelta(days=60)


def draft_agreement(stage: Stage, file: str) -> Agreement:
    """The file's agreement as a draft that regulates every forum of the file."""
    head: dict[str, Any] = {}
    agreement = _draft(stage, file, stage.demo.agreements[file].agreement, **head)
    with stage.acting(stage.writer(file)):
        for order, (forum, council) in enumerate(stage.forums(file)):
            facts = {"name_in_text": forum.name, "mentioned_only": forum.only_mentioned, "order": order}
            regulate(agreement=agreement, council=council, by=stage.writer(file), today=stage.today, **facts)
            Regulation.objects.filter(agreement=agreement, council=council).update(**facts)
    return agreement


def draft_successor(stage: Stage, file: str, former: Agreement) -> Agreement:
    """The successor under way. Its sections say the rules themselves, so the forum is named without more."""
    successor = stage.demo.agreements[file].successor
    assert successor is not None
    agreement = _draft(stage, file, successor, predecessor=former)
    forum, council = stage.forums(file)[0]
    with stage.acting(stage.writer(file)):
        Regulation.objects.filter(agreement=agreement, council=council).update(
            name_in_text=forum.name, mentioned_only=True
        )
    return agreement


def _draft(stage: Stage, file: str, source: schema.Agreement, **head: Any) -> Agreement:
    by = stage.writer(file)
    _forum, council = stage.forums(file)[0]
    with stage.acting(by):
        agreement = create_agreement(
            council=council,
            title=source.title,
            by=by,
            today=stage.today,
            parties=[stage.organizations[party.name] for party in source.parties],
            with_outline=False,
            kind=source.kind,
            language=source.language,
            is_demo=True,
            begun_at=_begun(stage, source),
            **_head(source),
            **head,
        )
        _sign_lines(stage, source, agreement, by)
        _terms(stage, source, agreement, by)
        _text(source, agreement, by)
    return agreement


def _begun(stage: Stage, source: schema.Agreement) -> datetime.datetime | None:
    """When the draft was begun: as the file says, or some weeks before it was signed."""
    if source.begun:
        return stage.moment(stage.day(source.begun))
    return stage.moment(signing_day(source.signed_on) - WRITING_TAKES) if source.signed_on else None


def _head(source: schema.Agreement) -> dict[str, Any]:
    """The agreement's own fields; what the file does not say stays empty."""
    valid, signed, former, ending = source.valid, source.signed_on, source.predecessor, source.termination
    return {
        "valid_from": (valid.start or "") if valid else "",
        "valid_to": (valid.end or "") if valid else "",
        "open_ended": valid.open_ended if valid else False,
        "termination_by": "either_party" if ending else "",
        "notice_days": ending.notice_days if ending else None,
        "signed_on": signed.date if signed else "",
        "signed_place": (signed.place or "") if signed else "",
        "predecessor_date": (former.date or "") if former else "",
        "predecessor_note": former.title if former else "",
        "formal_owner": source.formal_owner or "",
        "delegation": source.delegation or "",
    }


def _sign_lines(stage: Stage, source: schema.Agreement, agreement: Agreement, by: User) -> None:
    parties = {str(party.organization): party for party in agreement.parties.select_related("organization")}
    for named in source.parties:
        if named.own_name:
            change_term(
                term=parties[named.name],
                agreement=agreement,
                by=by,
                today=stage.today,
                name_in_text=named.own_name,
            )
    for order, line in enumerate(source.signatories):
        person = stage.users[line.person] if line.person else None
        add_term(
            SignatorySlot,
            agreement=agreement,
            by=by,
            today=stage.today,
            party=parties[line.party],
            capacity=line.role,
            planned_user=person,
            planned_name=person.name if person else "",
            order=order,
        )


def _terms(stage: Stage, source: schema.Agreement, agreement: Agreement, by: User) -> None:
    """Focus areas, rules of evaluation and revision, references, and what a person should look at."""
    rows: list[tuple[Any, dict[str, Any]]] = [
        (FocusArea, {"kind": areas.kind, "word": areas.own_word, "text": text})
        for areas in source.areas
        for text in areas.texts
    ]
    for revision in source.revisions:
        political = True if "politisk" in (revision.wording or "") else None
        rows.append(
            (
                RevisionRule,
                {"kind": revision.kind, "years": revision.years, "political_treatment": political},
            )
        )
    for reference in source.references:
        rows.append(
            (
                Reference,
                {"title": reference.title, "url": reference.url or "", "read_on": reference.read_on},
            )
        )
    rows += _commitments(source)
    for order, (model, facts) in enumerate(rows):
        add_term(model, agreement=agreement, by=by, today=stage.today, order=order, **facts)
    for order, rule in enumerate(source.evaluations, start=len(rows)):
        # Who evaluates is named `by`, as is who writes: the rule is written first, and then told whose it is.
        facts = {"kind": rule.kind, "written": rule.written, "note": (rule.what or "")[:250]}
        row = add_term(EvaluationRule, agreement=agreement, by=by, today=stage.today, order=order, **facts)
        row.by = rule.by
        row.save(update_fields=["by"])
    Finding.objects.bulk_create(
        Finding(agreement=agreement, code=one.code, message=one.message, order=order)
        for order, one in enumerate(source.findings)
    )


def _commitments(source: schema.Agreement) -> list[tuple[Any, dict[str, Any]]]:
    """Target groups, what is asked of each role, and mutual expectations."""
    rows: list[tuple[Any, dict[str, Any]]] = [
        (TargetGroup, group.model_dump() | {"concerns": group.concerns or ""})
        for group in source.target_groups
    ]
    for one in source.role_tasks:
        said = [("position", one.position)] if one.position else []
        said += [("task", text) for text in one.tasks] + [("duty", text) for text in one.duties]
        rows += [(RoleTask, {"role": one.role, "kind": kind, "text": text}) for kind, text in said]
    return rows + [(Expectation, one.model_dump()) for one in source.expectations]


def _text(source: schema.Agreement, agreement: Agreement, by: User) -> None:
    attachments: dict[int | None, Attachment | None] = {None: None}
    for one in source.attachments:
        attachments[one.number] = put_attachment(
            agreement=agreement,
            title=one.title,
            number=one.number,
            living=bool(one.changed_without_signing),
            mirrors_forums=one.mirrors_forums,
            by=by,
        )
    for section in source.sections:
        add_section(
            agreement=agreement,
            heading=section.heading,
            html=to_html(section.text),
            level=section.level,
            attachment=attachments[section.attachment],
            by=by,
        )
