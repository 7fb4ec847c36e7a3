"""The states of an agreement and what each allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from agreements.lifecycle import (
    AWAITING_SIGNATURES,
    ENDED,
    MOVES,
    VALID,
    WRITABLE,
    Facts,
    Refusal,
    Stage,
    State,
    can_amend,
    can_conclude,
    can_decline,
    can_edit,
    can_freeze,
    can_give_notice,
    can_move,
    can_move_deadline,
    can_reopen,
    can_sign,
    can_succeed,
    can_withdraw,
    state_on,
)
from agreements.validity import PartialDate, Period

SIGNED = Facts(Stage.SIGNED, 2, 2, Period(PartialDate(2025), PartialDate(2027)))
OPEN = replace(SIGNED, period=Period(open_ended=True))
NOTICE = replace(SIGNED, notice_given_on=date(2026, 3, 1), ends_after_notice=date(2026, 8, 31))

CASES = [
    (Facts(Stage.DRAFT), date(2026, 1, 1), State.DRAFT),
    (Facts(Stage.HEARING), date(2026, 1, 1), State.HEARING),
    (Facts(Stage.POLITICAL_TREATMENT), date(2026, 1, 1), State.POLITICAL_TREATMENT),
    (Facts(Stage.DECLINED, 2, 1), date(2026, 1, 1), State.DECLINED),
    (Facts(Stage.FROZEN, 2, 0), date(2026, 1, 1), State.FROZEN),
    (Facts(Stage.FROZEN, 2, 1), date(2026, 1, 1), State.PARTLY_SIGNED),
    (SIGNED, date(2024, 12, 31), State.UPCOMING),
    (SIGNED, date(2025, 1, 1), State.IN_FORCE),
    (SIGNED, date(2027, 7, 3), State.IN_FORCE),
    (SIGNED, date(2027, 7, 4), State.TO_RENEW),
    (SIGNED, date(2027, 12, 31), State.TO_RENEW),
    (SIGNED, date(2028, 1, 1), State.EXPIRED),
    (OPEN, date(2099, 1, 1), State.IN_FORCE),
    (replace(OPEN, revision_due=date(2026, 5, 1)), date(2026, 4, 30), State.IN_FORCE),
    (replace(OPEN, revision_due=date(2026, 5, 1)), date(2026, 5, 1), State.TO_RENEW),
    (replace(SIGNED, renew_before=timedelta(0)), date(2027, 12, 30), State.IN_FORCE),
    (NOTICE, date(2026, 2, 28), State.IN_FORCE),
    (NOTICE, date(2026, 3, 1), State.NOTICE_GIVEN),
    (NOTICE, date(2026, 8, 31), State.NOTICE_GIVEN),
    (NOTICE, date(2026, 9, 1), State.TERMINATED),
    (replace(NOTICE, ends_after_notice=None), date(2026, 3, 2), State.TERMINATED),
    (NOTICE, date(2029, 1, 1), State.TERMINATED),
    (replace(SIGNED, replaced_on=date(2026, 6, 1)), date(2026, 5, 31), State.IN_FORCE),
    (replace(SIGNED, replaced_on=date(2026, 6, 1)), date(2026, 6, 1), State.REPLACED),
    (replace(SIGNED, replaced_on=date(2028, 1, 1)), date(2028, 1, 1), State.REPLACED),
    (replace(SIGNED, replaced_on=date(2029, 1, 1)), date(2030, 1, 1), State.EXPIRED),
    (replace(NOTICE, replaced_on=date(2026, 6, 1)), date(2027, 1, 1), State.REPLACED),
]


@pytest.mark.parametrize(("facts", "today", "state"), CASES)
def test_state_follows_from_stage_signatures_and_calendar(facts: Facts, today: date, state: State) -> None:
    assert state_on(facts, today) is state


def test_every_state_is_reached_by_the_cases() -> None:
    assert {state for _, _, state in CASES} == set(State)


def test_states_belong_to_exactly_one_group() -> None:
    groups = [WRITABLE, AWAITING_SIGNATURES, VALID, ENDED, frozenset({State.UPCOMING})]
    assert sorted(state for group in groups for state in group) == sorted(State)


@pytest.mark.parametrize(
    ("stage", "to", "allowed"),
    [
        (Stage.DRAFT, Stage.HEARING, True),
        (Stage.DRAFT, Stage.FROZEN, True),
        (Stage.DRAFT, Stage.SIGNED, False),
        (Stage.HEARING, Stage.DRAFT, True),
        (Stage.POLITICAL_TREATMENT, Stage.FROZEN, True),
        (Stage.FROZEN, Stage.DRAFT, True),
        (Stage.FROZEN, Stage.SIGNED, True),
        (Stage.FROZEN, Stage.HEARING, False),
        (Stage.DECLINED, Stage.DRAFT, True),
        (Stage.SIGNED, Stage.DRAFT, False),
        (Stage.SIGNED, Stage.SIGNED, False),
    ],
)
def test_move_between_stages(stage: Stage, to: Stage, allowed: bool) -> None:
    assert bool(can_move(stage, to)) is allowed


def test_a_signed_text_is_never_opened_again() -> None:
    assert MOVES[Stage.SIGNED] == frozenset()


@pytest.mark.parametrize("state", list(State))
def test_edit_only_before_the_text_is_frozen(state: State) -> None:
    assert bool(can_edit(state)) is (state in {State.DRAFT, State.HEARING, State.POLITICAL_TREATMENT})


@pytest.mark.parametrize(
    ("state", "parties", "without", "sections", "refusal"),
    [
        (State.DRAFT, 2, 0, 1, None),
        (State.POLITICAL_TREATMENT, 7, 0, 9, None),
        (State.FROZEN, 2, 0, 1, Refusal.TEXT_IS_FROZEN),
        (State.DRAFT, 1, 0, 1, Refusal.TOO_FEW_PARTIES),
        (State.DRAFT, 2, 1, 1, Refusal.PARTY_WITHOUT_SIGNATORY),
        (State.DRAFT, 2, 0, 0, Refusal.NO_SECTIONS),
    ],
)
def test_freeze_needs_parties_signatories_and_text(
    state: State, parties: int, without: int, sections: int, refusal: Refusal | None
) -> None:
    answer = can_freeze(state, parties=parties, parties_without_signatory=without, sections=sections)
    assert answer.refusal == refusal
    assert bool(answer) is (refusal is None)


@pytest.mark.parametrize(
    ("state", "is_open", "current", "refusal"),
    [
        (State.FROZEN, True, True, None),
        (State.PARTLY_SIGNED, True, True, None),
        (State.PARTLY_SIGNED, False, True, Refusal.SLOT_IS_TAKEN),
        (State.FROZEN, True, False, Refusal.OTHER_VERSION),
        (State.DRAFT, True, True, Refusal.NOT_FROZEN),
        (State.IN_FORCE, True, True, Refusal.NOT_FROZEN),
        (State.DECLINED, True, True, Refusal.NOT_FROZEN),
    ],
)
def test_sign_only_an_open_slot_of_the_current_frozen_version(
    state: State, is_open: bool, current: bool, refusal: Refusal | None
) -> None:
    assert can_sign(state, slot_is_open=is_open, is_current_version=current).refusal == refusal
    if current:
        assert can_decline(state, slot_is_open=is_open).refusal == refusal


def test_nobody_signs_or_declines_before_the_turn() -> None:
    said = {"slot_is_open": True, "is_turn": False}
    assert can_sign(State.FROZEN, is_current_version=True, **said).refusal is Refusal.NOT_YOUR_TURN
    assert can_decline(State.PARTLY_SIGNED, **said).refusal is Refusal.NOT_YOUR_TURN


@pytest.mark.parametrize("state", list(State))
def test_withdraw_only_until_the_last_signature(state: State) -> None:
    assert bool(can_withdraw(state)) is (state in {State.FROZEN, State.PARTLY_SIGNED})
    assert bool(can_move_deadline(state)) is (state in {State.FROZEN, State.PARTLY_SIGNED})


@pytest.mark.parametrize("state", list(State))
def test_reopen_only_what_was_declined(state: State) -> None:
    assert bool(can_reopen(state)) is (state is State.DECLINED)


@pytest.mark.parametrize(
    ("state", "needed", "given", "refusal"),
    [
        (State.PARTLY_SIGNED, 2, 2, None),
        (State.PARTLY_SIGNED, 13, 12, Refusal.SIGNATURES_MISSING),
        (State.FROZEN, 0, 0, Refusal.SIGNATURES_MISSING),
        (State.DRAFT, 2, 2, Refusal.NOT_FROZEN),
    ],
)
def test_conclude_when_everybody_has_signed(
    state: State, needed: int, given: int, refusal: Refusal | None
) -> None:
    assert can_conclude(state, signatures_needed=needed, signatures_given=given).refusal == refusal


@pytest.mark.parametrize("state", list(State))
def test_notice_of_a_valid_agreement_once(state: State) -> None:
    assert bool(can_give_notice(state)) is (state in {State.IN_FORCE, State.TO_RENEW})


def test_notice_says_why_not() -> None:
    assert can_give_notice(State.NOTICE_GIVEN).refusal is Refusal.NOTICE_ALREADY_GIVEN
    assert can_give_notice(State.EXPIRED).refusal is Refusal.ALREADY_ENDED
    assert can_give_notice(State.DRAFT).refusal is Refusal.NOT_IN_FORCE


@pytest.mark.parametrize("state", list(State))
def test_addendum_is_begun_to_a_valid_agreement(state: State) -> None:
    assert bool(can_amend(state)) is (state in VALID)


def test_addendum_says_why_not() -> None:
    assert can_amend(State.REPLACED).refusal is Refusal.ALREADY_ENDED
    assert can_amend(State.DRAFT).refusal is Refusal.NOT_IN_FORCE


@pytest.mark.parametrize(
    ("state", "has_successor", "refusal"),
    [
        (State.IN_FORCE, False, None),
        (State.EXPIRED, False, None),
        (State.TERMINATED, False, None),
        (State.IN_FORCE, True, Refusal.ALREADY_ENDED),
        (State.REPLACED, False, Refusal.ALREADY_ENDED),
        (State.DRAFT, False, Refusal.NOT_IN_FORCE),
        (State.DECLINED, False, Refusal.NOT_IN_FORCE),
    ],
)
def test_successor_is_unique(state: State, has_successor: bool, refusal: Refusal | None) -> None:
    assert can_succeed(state, has_successor=has_successor).refusal == refusal
