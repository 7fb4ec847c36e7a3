"""What an action answers when it cannot be done: a sentence for the one who asked."""

from __future__ import annotations


class Refusal(ValueError):
    """The deed was not done, and nothing was changed. Its text is a whole sentence in the reader's language.

    A page shows it beside the form; whoever calls an action from elsewhere treats it as a ValueError.
    """
