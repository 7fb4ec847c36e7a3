"""How often one address on the net may ask."""

import datetime
from uuid import uuid4

from django.test import RequestFactory

from politirad.limits import is_within

AT = datetime.datetime(2026, 11, 3, 9, 0, 10, tzinfo=datetime.UTC)


def test_address_may_ask_so_many_times_in_each_stretch() -> None:
    action = str(uuid4())

    def asks(address: str, at: datetime.datetime) -> bool:
        request = RequestFactory().get("/", REMOTE_ADDR=address)
        return is_within(request, action=action, most=3, seconds=60, at=at)

    assert [asks("203.0.113.5", AT) for _ in range(5)] == [True, True, True, False, False]
    assert asks("203.0.113.6", AT)
    assert asks("203.0.113.5", AT + datetime.timedelta(minutes=1))


def test_address_is_seen_past_no_proxy_that_is_not_ours() -> None:
    action = str(uuid4())
    answers = []
    for number in range(3):
        request = RequestFactory().get(
            "/", REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}"
        )
        answers.append(is_within(request, action=action, most=2, seconds=60, at=AT))
    assert answers == [True, True, False]
