"""What the demo files say of enquiries fits the agreement and comes in order."""

from collections.abc import Iterator

from politirad.demo.course_checks import Mistake
from politirad.demo.dates import ANY_DAY, resolve
from politirad.demo.enquiring import Enquiry


def mistakes_in_enquiries(
    enquiries: list[Enquiry], *, expectations: set[str], parties: set[str]
) -> Iterator[Mistake]:
    """Expectations and parties that the agreement does not have, and dates in the wrong order."""
    for n, one in enumerate(enquiries):
        at = ("liv", "henvendelser", n)
        if one.expectation not in expectations:
            yield (*at, "forventning"), f"avtalen har ikke forventningen «{one.expectation}»"
        if one.party not in parties:
            yield (*at, "til"), f"«{one.party}» er ikke part i avtalen"
        asked = resolve(one.asked, today=ANY_DAY)
        if one.deadline and resolve(one.deadline, today=ANY_DAY) < asked:
            yield (*at, "svarfrist"), "fristen er før dagen det ble spurt"
        if one.answer and resolve(one.answer.date, today=ANY_DAY) < asked:
            yield (*at, "svar", "dato"), "svaret er gitt før noen spurte"
