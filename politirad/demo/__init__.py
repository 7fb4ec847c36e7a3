"""The demo: five real collaborations as data files, and what reads them into the app."""

#: Where the demonstration's people have their addresses. Nobody else has one there: it is a name that no mail reaches.
DOMAIN = "politirad.example"
