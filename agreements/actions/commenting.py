"""Comment on the text while it is written, answer, settle. Whoever reads the agreement for work in it may, each party alike."""

from __future__ import annotations

import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from agreements import text_notifications
from agreements.actions.guards import record_here
from agreements.lifecycle import State, can_edit
from agreements.models import Agreement, Comment, Section
from agreements.sentences import require
from councils.refusals import Refusal
from politirad import richtext
from politirad.tenancy.audit import record
from politirad.tenancy.models import User

LONGEST = 2000


@transaction.atomic
def comment(
    *, agreement: Agreement, section: Section | None, text: str, by: User, at: datetime.datetime
) -> Comment:
    """Write a remark beside a section, or on the whole agreement (None). Raises Refusal when the text is frozen."""
    row = Comment(
        agreement=agreement,
        section=section,
        heading=section.heading if section else "",
        text=_cleaned(text),
        author=by,
        written_at=at,
    )
    _add(row)
    record_here("comment", agreement, by=by, comment=row.pk, heading=row.heading)
    return row


@transaction.atomic
def answer_comment(
    *, thread: Comment, agreement: Agreement, text: str, by: User, at: datetime.datetime
) -> Comment:
    """Answer a remark; a settled one is open again. Raises Refusal when it was taken back or the text is frozen."""
    _there(thread)
    row = Comment(
        agreement=agreement,
        section_id=thread.section_id,
        heading=thread.heading,
        thread=thread,
        text=_cleaned(text),
        author=by,
        written_at=at,
    )
    _add(row)
    record_here("answer_comment", agreement, by=by, comment=row.pk, heading=row.heading)
    return row


@transaction.atomic
def settle_comment(
    *, thread: Comment, agreement: Agreement, settled: bool, by: User, at: datetime.datetime
) -> None:
    """Mark a remark as dealt with, or open it again. Raises Refusal for one that was taken back."""
    _still_written(agreement)
    _there(thread)
    changed = Comment.objects.filter(pk=thread.pk, thread__isnull=True, settled_at__isnull=settled).update(
        settled_at=at if settled else None, settled_by=by if settled else None
    )
    if not changed:
        return
    record_here("settle_comment" if settled else "reopen_comment", agreement, by=by, heading=thread.heading)
    if settled and thread.author_id != by.pk:  # only those who write the agreement settle another's remark
        thread.settled_at = at
        text_notifications.settled(agreement, thread, by=by)


@transaction.atomic
def withdraw_comment(*, thread: Comment, agreement: Agreement, by: User, at: datetime.datetime) -> None:
    """Take an own remark back. Raises Refusal when somebody has answered it: the answer would hang in the air."""
    _still_written(agreement)
    if thread.answers.exists():
        raise Refusal(_("Noen har svart på kommentaren, så den blir stående. Du kan markere den som løst."))
    if Comment.objects.filter(pk=thread.pk, author=by, withdrawn_at__isnull=True).update(withdrawn_at=at):
        record_here("withdraw_comment", agreement, by=by, heading=thread.heading)


@transaction.atomic
def tell_comments(*, agreement: Agreement, at: datetime.datetime, by: User | None = None) -> int:
    """Tell of the comments that nobody has been told of, one letter a person. In the owning council's context.

    Those who write the agreement hear of all, the others of what was said where they have written. Nobody hears of
    what he wrote himself. Returns how many letters were written.
    """
    untold = list(
        Comment.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(agreement=agreement, told_at__isnull=True)
        .select_related("author")
        .order_by("written_at")
    )
    Comment.objects.filter(pk__in=[one.pk for one in untold]).update(told_at=at)
    said = [one for one in untold if one.withdrawn_at is None]
    letters = text_notifications.commented(agreement, said) if said else 0
    if letters:
        record("tell_comments", agreement, by=by, letters=letters)
    return letters


def _add(row: Comment) -> None:
    """Store a comment. The database refuses one on a text that was frozen this moment; so do we, with a sentence."""
    _still_written(row.agreement)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except DatabaseError:
        _still_written(row.agreement)
        raise


def _still_written(agreement: Agreement) -> None:
    """Refuse when the text can no longer change."""
    require(can_edit(State(Agreement.objects.values_list("state", flat=True).get(pk=agreement.pk))))


def _there(thread: Comment) -> None:
    if thread.withdrawn_at is not None:
        raise Refusal(_("Kommentaren er trukket tilbake av den som skrev den."))


def _cleaned(text: str) -> str:
    """What was written, fit for every reader. Raises Refusal for nothing and for too much."""
    lines = [" ".join(line.split()) for line in richtext.clean_characters(text).split("\n")]
    said = "\n".join(lines).strip()
    if not said:
        raise Refusal(_("Skriv en kommentar."))
    if len(said) > LONGEST:
        raise Refusal(_("Kommentaren kan ha høyst %(most)d tegn.") % {"most": LONGEST})
    return said
