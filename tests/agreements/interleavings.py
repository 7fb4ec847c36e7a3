"""Two (or three) people at one agreement, in an order that a seed decides; how it ended, as a table.

Each kind makes an agreement of its own, lets the people act in step (stepping.py), checks what each was told against
what is stored, and answers how it ended.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

from tests.agreements.interleaved_signing import signature_during_withdrawal, two_signers
from tests.agreements.interleaved_writing import edit_during_freezing, two_editors
from tests.world import World

KINDS: dict[str, Callable[[World, random.Random], str]] = {
    "two editors": two_editors,
    "two signers": two_signers,
    "signature during withdrawal": signature_during_withdrawal,
    "edit during freezing": edit_during_freezing,
}


def run(world: World, kind: str, times: int, *, first: int = 0) -> Counter[str]:
    """Run a kind so many times, each with a seed of its own; how they ended. What fails names its seed."""
    ends: Counter[str] = Counter()
    for number in range(first, first + times):
        try:
            ends[KINDS[kind](world, random.Random(f"{kind} {number}"))] += 1
        except BaseException as error:
            error.add_note(f"{kind}, interleaving {number}")
            raise
    print(f"\n{kind}: {times} interleavings")
    for end, count in ends.most_common():
        print(f"  {count:>4}  {end}")
    return ends
