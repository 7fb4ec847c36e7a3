"""What gives somebody the authority to sign, in words, in the active language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agreements.authority import Authority, Claim


def in_words(claim: Claim) -> str:
    """ "Delegasjonsvedtak, sak 24/118" and the like; "" when nothing is stated."""
    note = claim.note.strip()
    if claim.kind is Authority.DELEGATION:
        said = _("delegasjonsvedtak, sak %(number)s") % {"number": claim.case_number.strip()}
        return f"{said} ({note})" if note else said
    if claim.kind is Authority.LAW:
        return _("etter lov: %(note)s") % {"note": note} if note else _("etter lov")
    if claim.kind is Authority.ABSENCE:
        return _("ved fravær: %(note)s") % {"note": note}
    return note
