"""The demo loaded into the database."""

import datetime
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from politirad.demo.loading import load
from politirad.demo.reading import read_all

NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.mark.django_db
def test_load_gives_a_line_per_agreement() -> None:
    lines = load(read_all(), at=NOW, password="politirad-demo")
    print(lines)
    assert len(lines) == 5
