"""The demo, loaded once for the tests of this folder and rolled back after them."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    from tests.demo.loaded import loaded_and_rolled_back  # noqa: PLC0415  (models need the apps to be ready)

    with django_db_blocker.unblock(), loaded_and_rolled_back() as loaded:
        yield loaded


@pytest.fixture
def loaded(_loaded: Any, db: None) -> Any:
    """The demo as of 22 November 2026 (tests/demo/loaded.py). What a test changes is undone after it."""
    return _loaded
