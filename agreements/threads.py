"""Comments as a reader meets them: each remark with its answers, beside the section it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from agreements.models import Comment


@dataclass
class Thread:
    """A remark with its answers, the oldest first. `may_settle` and `may_withdraw` are the reader's own."""

    remark: Comment
    answers: list[Comment] = field(default_factory=list)
    may_settle: bool = False
    may_withdraw: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to look at it."""
        return self.remark.settled_at is None and self.remark.withdrawn_at is None


def threads_of(comments: Iterable[Comment], *, reader: UUID, writes: bool, is_open: bool) -> list[Thread]:
    """The threads of an agreement in the order in which they were begun. A remark that was taken back is left out, save
    where somebody had answered it already.

    `writes` is whether the reader writes the agreement, `is_open` whether its text may still change.
    """
    found: dict[UUID, Thread] = {}
    rows = sorted(comments, key=lambda one: one.written_at)
    for row in rows:
        if row.thread_id is None:
            own = row.author_id == reader
            found[row.pk] = Thread(row, may_settle=is_open and (own or writes), may_withdraw=is_open and own)
    for row in rows:
        if row.thread_id in found:
            found[row.thread_id].answers.append(row)
    for thread in found.values():
        thread.may_withdraw = thread.may_withdraw and not thread.answers
    return [thread for thread in found.values() if thread.answers or thread.remark.withdrawn_at is None]


def by_section(threads: Iterable[Thread]) -> dict[UUID | None, list[Thread]]:
    """The threads of each section; None for those on the whole agreement."""
    found: dict[UUID | None, list[Thread]] = {}
    for thread in threads:
        found.setdefault(thread.remark.section_id, []).append(thread)
    return found
