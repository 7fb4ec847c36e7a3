"""What is shown when two have changed the same in a section: each place, with a choice."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agreements.actions import Conflict
from agreements.forms.drafting import CHOSEN
from agreements.merging import Choice
from politirad import dates
from politirad.tenancy.models import User


def clash_facts(conflict: Conflict, reader: User) -> dict[str, Any]:
    """The context of templates/agreements/_clash.html. What was chosen before stays chosen, else both are."""
    theirs = conflict.theirs.updated_by
    another = theirs is not None and theirs != reader
    labels = {
        Choice.MINE: _("Min tekst"),
        Choice.THEIRS: _("Teksten til %(name)s") % {"name": theirs.name if theirs else ""}
        if another
        else _("Teksten som er lagret"),
        Choice.BOTH: _("Begge"),
    }
    places = [
        {
            "place": place,
            "name": f"{CHOSEN}{place.key}",
            "choices": [
                {
                    "value": choice.value,
                    "label": labels[choice],
                    "text": {Choice.MINE: place.mine, Choice.THEIRS: place.theirs}.get(choice),
                    "is_both": choice is Choice.BOTH,
                    "is_chosen": choice is _chosen(conflict, place.key, place.choices, place.usual),
                }
                for choice in place.choices
            ],
        }
        for place in conflict.joined.places
    ]
    return {"conflict": conflict, "clash_sentence": _sentence(conflict), "places": places}


def _chosen(conflict: Conflict, key: str, possible: tuple[Choice, ...], usual: Choice) -> Choice:
    chosen = conflict.chosen.get(key, usual)
    return chosen if chosen in possible else usual


def _sentence(conflict: Conflict) -> str:
    """Who saved, and when."""
    theirs = conflict.theirs
    who = theirs.updated_by.name if theirs.updated_by else _("Noen andre")
    at = dates.clock(timezone.localtime(theirs.updated_at), get_language() or "nb")
    return _(
        "%(who)s lagret dette avsnittet %(at)s og har endret det samme som deg. Velg hva som skal stå."
    ) % {"who": who, "at": at}
