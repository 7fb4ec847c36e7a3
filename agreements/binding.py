"""What binds a signature together: one SHA-256 over the text, the person, the capacity, the time and the login.

Each signature stores it, so that a row changed behind the application's back no longer fits its own binding.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = "politirad-signature/1"


def binding(facts: Mapping[str, Any]) -> str:
    """The SHA-256 of the facts as canonical JSON, in 64 lower-case hexadecimal digits.

    Facts are texts, numbers, lists and dictionaries; times are ISO text. Raises TypeError for anything else.
    """
    text = json.dumps(
        {"format": FORMAT, **facts},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )
    return hashlib.sha256(text.encode()).hexdigest()
