"""The life of an agreement: which state it is in on a day, and which moves each state allows.

A stage is stored: it changes only when somebody does something. A state is what people see: it follows from the
stage, the signatures and the calendar, so an agreement expires at midnight without a job having to run.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from agreements.revision import add_months
from agreements.validity import Period


class Stage(StrEnum):
    """What is stored about an agreement."""

    DRAFT = "draft"
    HEARING = "hearing"
    POLITICAL_TREATMENT = "political_treatment"
    FROZEN = "frozen"
    SIGNED = "signed"
    DECLINED = "declined"


class State(StrEnum):
    """What an agreement is on a day."""

    DRAFT = "draft"
    HEARING = "hearing"
    POLITICAL_TREATMENT = "political_treatment"
    FROZEN = "frozen"
    PARTLY_SIGNED = "partly_signed"
    UPCOMING = "upcoming"
    IN_FORCE = "in_force"
    TO_RENEW = "to_renew"
    NOTICE_GIVEN = "notice_given"
    EXPIRED = "expired"
    REPLACED = "replaced"
    TERMINATED = "terminated"
    DECLINED = "declined"


WRITABLE = frozenset({State.DRAFT, State.HEARING, State.POLITICAL_TREATMENT})
AWAITING_SIGNATURES = frozenset({State.FROZEN, State.PARTLY_SIGNED})
VALID = frozenset({State.IN_FORCE, State.TO_RENEW, State.NOTICE_GIVEN})
ENDED = frozenset({State.EXPIRED, State.REPLACED, State.TERMINATED, State.DECLINED})

MOVES: dict[Stage, frozenset[Stage]] = {
    Stage.DRAFT: frozenset({Stage.HEARING, Stage.POLITICAL_TREATMENT, Stage.FROZEN}),
    Stage.HEARING: frozenset({Stage.DRAFT, Stage.POLITICAL_TREATMENT, Stage.FROZEN}),
    Stage.POLITICAL_TREATMENT: frozenset({Stage.DRAFT, Stage.HEARING, Stage.FROZEN}),
    # Back to draft is a withdrawal: a new version is written and the open sign-offs are void.
    Stage.FROZEN: frozenset({Stage.DRAFT, Stage.SIGNED, Stage.DECLINED}),
    Stage.DECLINED: frozenset({Stage.DRAFT}),
    # A signed text is never opened again; a revision is a new version with its own round of signatures.
    Stage.SIGNED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What `state_on` needs to know.

    `notice_given_on` is the day a party gave notice and `ends_after_notice` the last day of validity that follows
    from it (None when the agreement names no notice period: it ends the same day). `replaced_on` is the first day
    the successor is in force. `renew_before` is how long before the last day an agreement counts as to be renewed;
    `revision_due` the day the next revision is due, from which on it counts as to be renewed too.
    """

    stage: Stage
    signatures_needed: int = 0
    signatures_given: int = 0
    period: Period = field(default_factory=Period)
    notice_given_on: date | None = None
    ends_after_notice: date | None = None
    replaced_on: date | None = None
    revision_due: date | None = None
    renew_before: timedelta = timedelta(days=180)


def state_on(facts: Facts, today: date) -> State:
    """The state on a day. The end that came first is the one that is told."""
    if facts.stage is Stage.FROZEN:
        return State.PARTLY_SIGNED if facts.signatures_given else State.FROZEN
    if facts.stage is not Stage.SIGNED:
        return State(facts.stage.value)
    ended = sorted(
        (first_day_after, rank, state)
        for rank, (first_day_after, state) in enumerate(_endings(facts))
        if first_day_after <= today
    )
    if ended:
        return ended[0][2]
    if not facts.period.has_started(today):
        return State.UPCOMING
    if facts.notice_given_on is not None and facts.notice_given_on <= today:
        return State.NOTICE_GIVEN
    last_day = facts.period.last_day
    if last_day is not None and today >= last_day - facts.renew_before:
        return State.TO_RENEW
    if facts.revision_due is not None and facts.revision_due <= today:
        return State.TO_RENEW
    return State.IN_FORCE


def _endings(facts: Facts) -> list[tuple[date, State]]:
    """The first day the agreement is no longer valid, by each way it can end; a tie goes to the one listed first."""
    endings = []
    if facts.replaced_on is not None:
        endings.append((facts.replaced_on, State.REPLACED))
    if facts.notice_given_on is not None:
        last_day = facts.ends_after_notice or facts.notice_given_on
        endings.append((last_day + timedelta(days=1), State.TERMINATED))
    if facts.period.last_day is not None:
        endings.append((facts.period.last_day + timedelta(days=1), State.EXPIRED))
    return endings


def latest_notice_day(
    last_day: date | None, notice_days: int | None, notice_months: int | None = None
) -> date | None:
    """The last day to give notice so that the agreement ends on `last_day` at the latest; None when either is unsaid.

    Three months before 31 December is 30 September: notice given on 1 October ends on 1 January.
    """
    if last_day is None:
        return None
    if notice_months is not None:
        day = add_months(last_day, -notice_months)
        # Short months let several days of notice end on the same day.
        while add_months(day + timedelta(days=1), notice_months) <= last_day:
            day += timedelta(days=1)
        return day
    return None if notice_days is None else last_day - timedelta(days=notice_days)


def last_day_after_notice(
    given_on: date, notice_days: int | None, notice_months: int | None, *, last_day: date | None
) -> date:
    """The last day of validity when notice is given on a day; never after the period's own last day.

    Where the agreement names no notice period it ends the same day. Months count to the same day of the month, or
    that month's last day.
    """
    if notice_months is not None:
        ends = add_months(given_on, notice_months)
    else:
        ends = given_on + timedelta(days=notice_days or 0)
    return ends if last_day is None else min(ends, last_day)


def days_in_force(
    *,
    signed_on: date,
    period: Period,
    notice_ends_on: date | None = None,
    replaced_on: date | None = None,
) -> tuple[date, date | None]:
    """The first day a signed agreement is in force, and the first day it is no longer (None: not known yet).

    Nothing is in force before it is signed. Of several ends the earliest counts; one before the beginning means that
    the agreement never was in force.
    """
    first = max(signed_on, period.first_day or signed_on)
    after = [day + timedelta(days=1) for day in (period.last_day, notice_ends_on) if day is not None]
    ends = [*after, *([replaced_on] if replaced_on is not None else [])]
    return first, max(first, min(ends)) if ends else None


class Refusal(StrEnum):
    """Why a move is not allowed, for the page to say in words."""

    TEXT_IS_FROZEN = "text_is_frozen"
    NOT_FROZEN = "not_frozen"
    NOT_IN_FORCE = "not_in_force"
    ALREADY_ENDED = "already_ended"
    TOO_FEW_PARTIES = "too_few_parties"
    PARTY_WITHOUT_SIGNATORY = "party_without_signatory"
    NO_SECTIONS = "no_sections"
    SLOT_IS_TAKEN = "slot_is_taken"
    OTHER_VERSION = "other_version"
    NOTICE_ALREADY_GIVEN = "notice_already_given"
    NO_NOTICE_GIVEN = "no_notice_given"
    SIGNATURES_MISSING = "signatures_missing"
    NOT_YOUR_TURN = "not_your_turn"
    NOT_DECLINED = "not_declined"
    MOVE_NOT_KNOWN = "move_not_known"


@dataclass(frozen=True, slots=True)
class Answer:
    """Yes, or no with the reason. True in a condition when it is yes."""

    refusal: Refusal | None = None

    def __bool__(self) -> bool:
        return self.refusal is None


YES = Answer()


def can_move(stage: Stage, to: Stage) -> Answer:
    """Whether the stage may change to another at all; the functions below ask about more than the stage."""
    return YES if to in MOVES[stage] else Answer(Refusal.MOVE_NOT_KNOWN)


def can_edit(state: State) -> Answer:
    """Sections, parties, focus areas and dates are written only before the text is frozen."""
    return YES if state in WRITABLE else Answer(Refusal.TEXT_IS_FROZEN)


def can_freeze(state: State, *, parties: int, parties_without_signatory: int, sections: int) -> Answer:
    """A text can be frozen for signing when two parties or more each have somebody to sign, and there is a text."""
    if state not in WRITABLE:
        return Answer(Refusal.TEXT_IS_FROZEN)
    if parties < 2:
        return Answer(Refusal.TOO_FEW_PARTIES)
    if parties_without_signatory:
        return Answer(Refusal.PARTY_WITHOUT_SIGNATORY)
    return YES if sections else Answer(Refusal.NO_SECTIONS)


def can_sign(state: State, *, slot_is_open: bool, is_current_version: bool, is_turn: bool = True) -> Answer:
    """Also for a signature on paper, which fills the same slot. Nobody signs before those whose turn is earlier."""
    if state not in AWAITING_SIGNATURES:
        return Answer(Refusal.NOT_FROZEN)
    if not is_current_version:
        return Answer(Refusal.OTHER_VERSION)
    if not slot_is_open:
        return Answer(Refusal.SLOT_IS_TAKEN)
    return YES if is_turn else Answer(Refusal.NOT_YOUR_TURN)


def can_decline(state: State, *, slot_is_open: bool, is_turn: bool = True) -> Answer:
    """A signatory may decline, with a reason, as long as the slot is open. It ends the round for everybody."""
    return can_sign(state, slot_is_open=slot_is_open, is_current_version=True, is_turn=is_turn)


def can_withdraw(state: State) -> Answer:
    """Taking the text back to draft: allowed until the last signature; it voids the signatures given."""
    return YES if state in AWAITING_SIGNATURES else Answer(Refusal.NOT_FROZEN)


def can_move_deadline(state: State) -> Answer:
    """The deadline for signing is moved while somebody has still to sign."""
    return YES if state in AWAITING_SIGNATURES else Answer(Refusal.NOT_FROZEN)


def can_reopen(state: State) -> Answer:
    """A declined text is taken up again as a draft; its round has ended."""
    return YES if state is State.DECLINED else Answer(Refusal.NOT_DECLINED)


def can_conclude(state: State, *, signatures_needed: int, signatures_given: int) -> Answer:
    """Whether the round of signatures is complete."""
    if state not in AWAITING_SIGNATURES:
        return Answer(Refusal.NOT_FROZEN)
    return YES if 0 < signatures_needed <= signatures_given else Answer(Refusal.SIGNATURES_MISSING)


def can_give_notice(state: State) -> Answer:
    """Either party may give notice of a valid agreement, once."""
    if state is State.NOTICE_GIVEN:
        return Answer(Refusal.NOTICE_ALREADY_GIVEN)
    return _valid(state)


def can_take_notice_back(state: State) -> Answer:
    """Whoever gave notice may take it back as long as the agreement has not ended."""
    return YES if state is State.NOTICE_GIVEN else Answer(Refusal.NO_NOTICE_GIVEN)


def can_amend(state: State) -> Answer:
    """An addendum is begun, and sent to be signed, while its agreement is valid."""
    return _valid(state)


def can_stand_unchanged(state: State) -> Answer:
    """That a revision changed nothing is recorded while the agreement holds and nobody has given notice."""
    return Answer(Refusal.NOTICE_ALREADY_GIVEN) if state is State.NOTICE_GIVEN else _valid(state)


def can_succeed(state: State, *, has_successor: bool) -> Answer:
    """Whether a successor may be started: of what is or was valid, and only one."""
    if has_successor or state is State.REPLACED:
        return Answer(Refusal.ALREADY_ENDED)
    if state in VALID or state in {State.UPCOMING, State.EXPIRED, State.TERMINATED}:
        return YES
    return Answer(Refusal.NOT_IN_FORCE)


def _valid(state: State) -> Answer:
    if state in ENDED:
        return Answer(Refusal.ALREADY_ENDED)
    return YES if state in VALID else Answer(Refusal.NOT_IN_FORCE)
