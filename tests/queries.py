"""How often a page asks the database, without what every transaction says of itself."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 15
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK TO", "SELECT set_config(", "SET ")


def asked(client: Client, address: str) -> list[str]:
    """The statements that a GET of `address` sends; the page must answer 200.

    The first visit warms what is kept for minutes (when a login was last used, content types).
    """
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(BOOKKEEPING)]
