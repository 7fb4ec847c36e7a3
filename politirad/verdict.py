"""What our seal says about a file, as a value and as JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the seal itself says about a file.

    `sealed_here`: a seal with a certificate of ours stands in the file. `intact`: the sealed bytes are as they were.
    `changed_since`: they are not, or something was added after sealing beyond timestamps and further signatures; never
    true without `sealed_here`. `sealed_at` is our own clock's time, which is part of what is sealed, and so known only
    while that is intact; `timestamped` is whether a timestamp authority confirms that the seal existed.
    `subject` is who the certificate names. `digest` (hexadecimal) is what the seal vouches for; it stays the same when
    later timestamps make the file longer, so it can be kept and looked up. A file whose seal itself is damaged still
    has the `digest` of its bytes, so that whoever keeps a list of what was sealed can tell.
    """

    sealed_here: bool = False
    intact: bool = False
    changed_since: bool = False
    sealed_at: datetime | None = None
    timestamped: bool = False
    subject: str = ""
    digest: str = ""


def written(verdict: Verdict) -> str:
    """A verdict as JSON."""
    return json.dumps(asdict(verdict), default=datetime.isoformat)


def read(text: str) -> Verdict:
    """The verdict that `written` gave."""
    found = json.loads(text)
    at = found.pop("sealed_at")
    return Verdict(**found, sealed_at=datetime.fromisoformat(at) if at else None)
