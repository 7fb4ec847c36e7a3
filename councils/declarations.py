"""Who has given a declaration of confidentiality to a council, and who has not."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from councils.models import Council, Declaration
from councils.permissions import Right, holders_of
from politirad.tenancy.models import User


@dataclass(frozen=True)
class Standing:
    """A member and the declaration that is in force, None where there is none."""

    user: User
    declaration: Declaration | None


def declaration_of(council: Council, user: User) -> Declaration | None:
    """The person's declaration to the council that is in force."""
    return Declaration.objects.filter(council=council, user=user, withdrawn_at__isnull=True).first()


def standings(council: Council) -> list[Standing]:
    """Every member, those who lack a declaration first."""
    rows = Declaration.objects.filter(council=council, withdrawn_at__isnull=True)
    given = {row.user_id: row for row in rows.select_related("user", "recorded_by")}
    found = [Standing(user, given.get(user.pk)) for user in holders_of(council, Right.PROPOSE_ITEM)]
    return sorted(found, key=lambda one: one.declaration is not None)


def lacking(council: Council) -> list[User]:
    """The members without a declaration, by name."""
    given = Declaration.objects.filter(council=council, withdrawn_at__isnull=True).values("user_id")
    return list(holders_of(council, Right.PROPOSE_ITEM).exclude(pk__in=given))


def can_declare(council: Council, user: User) -> bool:
    """Members can, observers and administrators cannot: no closed item can concern them."""
    return holders_of(council, Right.PROPOSE_ITEM).filter(pk=user.pk).exists()


def wording(council: Council) -> str:
    """What is declared, in the active language, one paragraph a line."""
    return "\n".join(
        [
            _(
                "Jeg skal bevare taushet om det jeg får vite om personlige forhold i den lukkede delen av "
                "møtene i %(council)s, og om annet som er underlagt lovbestemt taushetsplikt."
            )
            % {"council": council.name},
            _("Jeg skal ikke la uvedkommende se sakene, og ikke skrive navn eller fødselsnummer i dem."),
            _("Taushetsplikten gjelder også etter at jeg har sluttet i rådet."),
        ]
    )
