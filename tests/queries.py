"""How often a page asks the database.

Everything that is sent is counted, those questions too that come before the view (session, user, memberships, the
context), save what brackets a transaction: BEGIN, COMMIT, SET TRANSACTION, and savepoints with their release and
rollback. They name no table and no rows, cannot multiply with what a page shows, and inside a test's own transaction
savepoints stand where real operation begins and commits. For the same reason one statement is left out that real
operation never sends: putting back the context that held before, when a request ends inside a test's transaction.
"""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = 15
BRACKETS = ("BEGIN", "COMMIT", "SET TRANSACTION", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
PUT_BACK = "SELECT set_config('politirad.user_id', '', true)"


def asked(client: Client, address: str) -> list[str]:
    """The statements that a GET of `address` sends; the page must not fail or refuse.

    The first visit warms what is kept for minutes (when a login was last used, content types).
    """
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code in {200, 302}, (address, response.status_code)
    said = [query["sql"] for query in captured.captured_queries]
    if said and any(one.startswith(PUT_BACK) for one in said[-2:]):
        said = [*said[:-2], *(one for one in said[-2:] if not one.startswith(PUT_BACK))]
    return [one for one in said if not one.startswith(BRACKETS)]
