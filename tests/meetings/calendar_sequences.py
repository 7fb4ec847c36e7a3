"""The lives of a meeting that the calendars must survive: every deed once, every pair of deeds, and the nasty ones."""

from __future__ import annotations

from itertools import product

CHANGES = ("later", "forward", "winter", "sooner", "place", "title", "video", "item")
ENDINGS = ("", "cancel", "drop", "guest")

#: Written by hand: what has gone wrong for users of other systems, and what a hurried secretary does.
NASTY = (
    "call",
    "call cancel",
    "call answer later tick",
    "call answer place tick answer",
    "call drop again",
    "call drop again drop",
    "call drop tick again later tick",
    "call drop later tick again",
    "call later drop tick again tick",
    "call guest unguest",
    "call guest unguest guest",
    "call guest later tick unguest place tick guest",
    "call later guest tick",
    "call later back tick",
    "call later tick back tick",
    "call later tick earlier tick",
    "call place later title forward tick",
    "call place tick later tick title tick forward tick",
    "call later tick later tick",
    "call item tick item tick",
    "call item later tick cancel",
    "call shorter tick sooner tick winter tick",
    "call winter tick back tick cancel",
    "call drop guest unguest again cancel",
    "call guest cancel",
    "call drop cancel",
    "call later drop cancel",
    "call later tick drop tick again guest place tick unguest cancel",
)
SEQUENCES: tuple[str, ...] = (
    *NASTY,
    *(
        " ".join(part for part in ("call", change, tick, ending) if part)
        for change, tick, ending in product(CHANGES, ("tick", ""), ENDINGS)
    ),
)
#: What `make test` has time for; `make soak` lives through all of them, in calm and in trouble.
SHORT = ("call drop again drop", "call later guest tick", "call later back tick", NASTY[-1])
