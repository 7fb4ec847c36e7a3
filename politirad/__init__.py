"""Politiråd: see README.md for the rooms."""

#: Where the demonstration's people have their addresses. Nobody else has one there: it is a name that no mail reaches.
DEMO_DOMAIN = "politirad.example"
