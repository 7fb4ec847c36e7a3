"""The demo in the database: what each person finds there, and that nothing is half-loaded."""

import datetime
from collections import Counter

import pytest

from agreements.models import Agreement, Party, SignOff
from councils.models import Council, Seat
from meetings.models import Action, AgendaItem, Decision, ItemProposal, Meeting, Minutes, YearPlan
from politirad.demo.loading import load
from politirad.tenancy.models import OutgoingMessage, User
from tests.demo.loaded import NOW, Loaded

State = Agreement.State


def test_load_gives_a_line_per_agreement(loaded: Loaded) -> None:
    assert [line.split(":")[0] for line in loaded.lines] == [
        "SLT-samarbeidet på Nedre Romerike",
        "Politirådsavtalen i Lillestrøm 2020–2024",
        "Politirådsavtalen i Lørenskog",
        "Kommune- og politisamarbeidet i Stange 2025–2027",
        "Kommune- og politisamarbeidet i Sarpsborg 2025–2027",
    ]


def test_repeated_load_changes_nothing(loaded: Loaded) -> None:
    people = User.objects.count()
    again = load(loaded.demo, at=NOW, password="another")
    assert [line.endswith(": er lastet inn fra før.") for line in again] == [True] * 5
    assert User.objects.count() == people


@pytest.mark.parametrize(
    ("key", "states"),
    [
        ("slt.aurskog-holand", {State.DRAFT: 1}),
        ("slt.lillestrom", {State.DRAFT: 1, State.EXPIRED: 1, State.FROZEN: 1}),
        ("ordforer.stange", {State.IN_FORCE: 1}),
        ("ordforer.sarpsborg", {State.HEARING: 1, State.TO_RENEW: 1}),
        ("fylkesordforer.akershus", {State.DRAFT: 1}),
        ("admin", {}),
    ],
)
def test_person_sees_own_agreements_in_their_states(loaded: Loaded, key: str, states: dict[str, int]) -> None:
    with loaded.acting(key):
        assert Counter(Agreement.objects.values_list("state", flat=True)) == states


def test_agreement_of_seven_parties_is_seen_by_all_seven(loaded: Loaded) -> None:
    keys = [
        f"ordforer.{place}"
        for place in ("aurskog-holand", "lillestrom", "lorenskog", "nittedal", "raelingen")
    ]
    for key in [*keys, "fylkesordforer.akershus", "stasjonssjef.lillestrom"]:
        with loaded.acting(key):
            agreement = Agreement.objects.get(title__contains="Nedre Romerike")
            assert (Party.objects.filter(agreement=agreement).count(), agreement.slots.count()) == (7, 13)


def test_shared_police_unit_does_not_open_one_municipality_to_another(loaded: Loaded) -> None:
    with loaded.acting("slt.lorenskog"):
        assert not Agreement.objects.filter(title__contains="Lillestrøm kommune").exists()
        assert not Council.objects.filter(owner__name="Lillestrøm kommune").exists()
    with loaded.acting("stasjonssjef.lillestrom"):
        owners = set(Council.objects.values_list("owner__name", flat=True))
    assert owners == {"Aurskog-Høland kommune", "Lillestrøm kommune", "Lørenskog kommune"}


def test_signatures_are_dated_as_the_texts_say(loaded: Loaded) -> None:
    signed = {}
    for key in ("slt.lillestrom", "slt.lorenskog", "slt.stange", "slt.sarpsborg"):
        with loaded.acting(key):
            for agreement in Agreement.objects.exclude(signed_on=""):
                ways = set(SignOff.objects.filter(agreement=agreement).values_list("method", flat=True))
                signed[key, agreement.addendum_number] = (agreement.signed_on, ways)
    assert signed == {
        ("slt.lillestrom", None): ("2020-06-30", {"paper"}),
        ("slt.lorenskog", None): ("2022-10-31", {"app"}),
        ("slt.lorenskog", 1): ("2024-06-12", {"app"}),
        ("slt.stange", None): ("2025-02", {"paper"}),
        ("slt.sarpsborg", None): ("2025-03-06", {"app"}),
    }


def test_slt_meeting_of_lillestrom_has_31_people(loaded: Loaded) -> None:
    with loaded.acting("slt.lillestrom"):
        council = Council.objects.get(name="SLT-møtet i Lillestrøm")
        seats = Seat.objects.filter(council=council, listed=True)
        people = {holding.user_id for seat in seats if seat.office for holding in seat.office.holdings.all()}
        assert (len(seats), sum(seat.count or 0 for seat in seats), len(people)) == (14, 31, 31)


def test_closed_item_is_seen_by_those_concerned_alone(loaded: Loaded) -> None:
    closed = {}
    for key in ("slt.lillestrom", "barnevern.lillestrom", "out.lillestrom", "ungdomsskole1.lillestrom"):
        with loaded.acting(key):
            closed[key] = AgendaItem.objects.filter(part=2).count()
    assert closed == {
        "slt.lillestrom": 2,
        "barnevern.lillestrom": 1,
        "out.lillestrom": 1,
        "ungdomsskole1.lillestrom": 0,
    }


def test_every_council_owner_has_meetings_behind_and_ahead(loaded: Loaded) -> None:
    for key in ("slt.aurskog-holand", "slt.lillestrom", "slt.lorenskog", "slt.stange", "slt.sarpsborg"):
        with loaded.acting(key):
            states = set(Meeting.objects.values_list("state", flat=True))
            ahead = Meeting.objects.filter(date__gt=loaded.today)
            assert {Meeting.State.MINUTED, Meeting.State.PLANNED} <= states, key
            assert ahead.exists(), key
            assert Decision.objects.exists(), key
            late = Action.objects.filter(state=Action.State.OPEN, due_on__lt=loaded.today)
            assert late.exists(), key
            assert Action.objects.filter(state=Action.State.DONE).exists(), key
            assert ItemProposal.objects.filter(state=ItemProposal.State.SUBMITTED).exists(), key


def test_next_year_is_planned_in_every_council_with_a_plan_for_this_year(loaded: Loaded) -> None:
    plans = {}
    for key in ("slt.aurskog-holand", "slt.lillestrom", "slt.lorenskog", "slt.stange", "slt.sarpsborg"):
        with loaded.acting(key):
            own = loaded.user(key).affiliations.get().organization
            rows = YearPlan.objects.filter(state="approved", council__owner=own).order_by(
                "year", "council__name"
            )
            plans[key.split(".")[1]] = [(row.year, row.meetings.count()) for row in rows]
    assert plans == {
        "aurskog-holand": [(2026, 11), (2027, 11)],
        "lillestrom": [(2026, 4), (2026, 7), (2027, 4), (2027, 7)],
        "lorenskog": [(2026, 3), (2027, 3)],
        "stange": [(2026, 5), (2027, 5)],
        "sarpsborg": [(2026, 4), (2027, 4)],
    }


def test_minutes_of_lorenskog_in_november_wait_for_approval(loaded: Loaded) -> None:
    with loaded.acting("ordforer.lorenskog"):
        waiting = Minutes.objects.exclude(state=Minutes.State.APPROVED).get()
        assert Meeting.objects.get(pk=waiting.meeting_id).date == datetime.date(2026, 11, 11)


def test_letters_of_the_past_are_not_sent_again(loaded: Loaded) -> None:
    with loaded.acting("slt.lillestrom"):
        waiting = OutgoingMessage.objects.filter(state=OutgoingMessage.State.NEW)
        assert set(waiting.values_list("to_email", flat=True)) == {
            "ordforer.lillestrom@politirad.example",
            "stasjonssjef.lillestrom@politirad.example",
        }
    with loaded.acting("slt.lorenskog"):
        assert not OutgoingMessage.objects.filter(state=OutgoingMessage.State.NEW).exists()


def test_everybody_on_the_login_page_can_sign_in(loaded: Loaded) -> None:
    shown = [person for person in loaded.demo.people.people if person.shown_at_login]
    assert len(shown) >= 20
    assert [
        person.key for person in shown if not loaded.user(person.key).check_password("politirad-demo")
    ] == []
