"""Whose turn it is to be the host: the municipalities that take part, in the order of the participants' list."""

from __future__ import annotations

from collections.abc import Sequence

from councils.models import Council
from meetings import year_sources


def hosts_to_choose(council: Council, year: int, *, chosen: str = "") -> tuple[str, ...]:
    """The rota of the year, and `chosen` where it is another; empty when the rules know no rota and nothing is chosen."""
    rules = year_sources.rules_of([council.pk], year).get(council.pk)
    listed: list[str] = []
    if rules and rules.rotating_host:
        taking_part = year_sources.taking_part([council.pk], year).get(council.pk, [])
        listed = [one.name for one in taking_part if one.municipality]
    return tuple(dict.fromkeys([*listed, *filter(None, [chosen])]))


def turn_after(hosts: Sequence[str], former: Sequence[str]) -> int:
    """Which of `hosts` comes next: after the latest of `former` (oldest first) that is still in the rota, else the first."""
    last = next((name for name in reversed(former) if name in hosts), None)
    return (hosts.index(last) + 1) % len(hosts) if last is not None else 0
