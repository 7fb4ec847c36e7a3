"""The guard against birth numbers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.identifiers import find_numbers, is_refused, mask, needs_warning
from tests.meetings.identity_numbers import made_up, with_control_digits

ACCOUNT = made_up(99, 0, 75, 2)
BIRTH, D_NUMBER = made_up(12, 3, 75), made_up(52, 3, 75)
TEST_40, TEST_65, TEST_80 = made_up(12, 43, 75), made_up(12, 68, 75), made_up(12, 83, 75)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (BIRTH, "birth_number"),
        (D_NUMBER, "d_number"),
        (TEST_40, "synthetic"),
        (TEST_65, "synthetic"),
        (TEST_80, "synthetic"),
        (made_up(52, 83, 75), "synthetic"),
        (made_up(29, 2, 60), "birth_number"),
        (made_up(30, 2, 75), "control_digits"),
        (made_up(99, 99, 75), "control_digits"),
    ],
)
def test_numbers_with_valid_control_digits_are_refused(number: str, kind: str) -> None:
    (found,) = find_numbers(f"Saken gjelder {number}, se vedlegg.")
    assert (found.kind, found.refused) == (kind, True)


@pytest.mark.parametrize("separator", [" ", "-", ".", "\u00a0"])
def test_separators_do_not_hide_a_number(separator: str) -> None:
    assert is_refused(f"nr {BIRTH[:6]}{separator}{BIRTH[6:]}.")
    assert is_refused(separator.join([BIRTH[:2], BIRTH[2:4], BIRTH[4:6], BIRTH[6:]]))


@pytest.mark.parametrize("position", range(11))
def test_one_wrong_digit_is_only_warned_about(position: int) -> None:
    digit = str((int(BIRTH[position]) + 1) % 10)
    wrong = BIRTH[:position] + digit + BIRTH[position + 1 :]
    assert not is_refused(wrong)
    assert needs_warning(wrong)


@pytest.mark.parametrize(("remainder", "refused"), [(0, True), (1, True), (2, True), (3, True), (4, False)])
def test_numbers_given_out_from_2032_leave_a_remainder_of_up_to_three(remainder: int, refused: bool) -> None:
    dated, undated = made_up(12, 3, 75, remainder), made_up(99, 0, 75, remainder)
    assert is_refused(dated) is refused
    assert is_refused(undated) is (remainder == 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Møte 12.03.2027 kl. 09.00",
        "Telefon 22 33 44 55 eller +47 22 33 44 55",
        "Organisasjonsnummer 974 761 076",
        BIRTH[:10],
        f"{BIRTH}1",
        f"1{BIRTH}",
        f"{BIRTH[:6]}  {BIRTH[6:]}",
        "kr 1 234 567 890,50",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert find_numbers(text) == ()


def test_account_number_is_warned_about_not_refused() -> None:
    # An account number's control digit is a birth number's second one, so this one passes that sum.
    written = f"{ACCOUNT[:4]}.{ACCOUNT[4:6]}.{ACCOUNT[6:]}"
    assert (is_refused(written), needs_warning(written)) == (False, True)


def test_every_number_of_a_text_is_found_and_masked() -> None:
    text = f"Gutten ({BIRTH}) og søsteren {D_NUMBER[:6]} {D_NUMBER[6:]}; konto {ACCOUNT}."
    assert [finding.kind for finding in find_numbers(text)] == ["birth_number", "d_number", "eleven_digits"]
    hidden = mask(text)
    assert BIRTH not in hidden
    assert D_NUMBER[6:] not in hidden
    assert ACCOUNT in hidden
    assert hidden.startswith(f"Gutten ({BIRTH[:2]}{'•' * 9})")


def test_positions_point_into_the_text() -> None:
    text = f"å {BIRTH} ø"
    (found,) = find_numbers(text)
    assert text[found.start : found.end] == BIRTH


@settings(deadline=None)
@given(st.text(alphabet="0123456789", min_size=9, max_size=9))
def test_every_number_with_its_control_digits_is_refused(nine: str) -> None:
    try:
        number = with_control_digits(nine)
    except ValueError:
        return
    assert is_refused(number)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert len(mask(text)) <= len(text)
    assert not is_refused(mask(text))
