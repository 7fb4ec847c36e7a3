"""What to do next with a meeting, for a person with certain rights. Pure: codes in, codes out.

The page shows the first as its one primary button and the others beside it.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """One thing to do; the value is the name of the address that does it."""

    BUILD = "agenda"
    CALL = "meeting_call"
    REVIEW = "agenda_review"
    PROPOSE = "propose_item"
    EDIT = "edit_meeting"
    CHANGE = "meeting_change"
    DELIVERY = "meeting_delivery"
    ATTENDANCE = "attendance"
    MINUTES = "minutes"
    CANCEL = "meeting_cancel"


def next_steps(
    state: str,
    day: date,
    today: date,
    rights: Collection[str],
    *,
    has_items: bool,
    review: str,
    pending: bool,
) -> tuple[Step, ...]:
    """The steps that are open to somebody with these rights (codenames of `councils.permissions.Right`).

    `state` is a meeting's state, `review` its review state ("none", "asked", "done"); `pending`: an item still
    waits for the review. The most pressing step comes first.
    """
    steps: list[Step] = []
    ahead = day >= today
    prepares, calls, writes = (
        right in rights for right in ("prepare_agenda", "call_meeting", "write_minutes")
    )
    asked = review == "asked" and pending and "review_agenda" in rights
    match state:
        case "planned":
            if asked:
                steps.append(Step.REVIEW)
            if prepares and not has_items:
                steps.append(Step.BUILD)
            if calls and has_items:
                steps.append(Step.CALL)
            if prepares and has_items:
                steps.append(Step.BUILD)
            if calls and not has_items:
                steps.append(Step.CALL)
            if "propose_item" in rights and ahead and not prepares:
                steps.append(Step.PROPOSE)
            if calls:
                steps += [Step.EDIT, Step.CANCEL]
        case "called":
            if asked:
                steps.append(Step.REVIEW)
            if writes and day <= today:
                steps += [Step.ATTENDANCE, Step.MINUTES]
            if calls:
                steps.append(Step.DELIVERY)
            if prepares:
                steps.append(Step.BUILD)
            if "propose_item" in rights and ahead and not prepares:
                steps.append(Step.PROPOSE)
            if calls and ahead:
                steps += [Step.CHANGE, Step.CANCEL]
        case "held":
            if writes:
                steps += [Step.MINUTES, Step.ATTENDANCE]
            elif "view_council" in rights:
                steps.append(Step.MINUTES)
        case "minuted":
            steps.append(Step.MINUTES)
        case _:
            pass
    return tuple(steps)
