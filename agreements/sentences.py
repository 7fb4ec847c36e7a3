"""Why something cannot be done with an agreement, and what its rules lead to, in whole sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from agreements import authority, consistency, lifecycle, revision
from councils.refusals import Refusal

REFUSED = {
    lifecycle.Refusal.TEXT_IS_FROZEN: _(
        "Teksten er låst for signering eller allerede signert, så den kan ikke endres."
    ),
    lifecycle.Refusal.NOT_FROZEN: _("Avtalen er ikke sendt til signering."),
    lifecycle.Refusal.NOT_IN_FORCE: _("Avtalen gjelder ikke nå."),
    lifecycle.Refusal.ALREADY_ENDED: _("Avtalen er avsluttet eller har en etterfølger allerede."),
    lifecycle.Refusal.TOO_FEW_PARTIES: _("En avtale må ha minst to parter før den kan sendes til signering."),
    lifecycle.Refusal.PARTY_WITHOUT_SIGNATORY: _("Hver part må ha minst én signaturlinje."),
    lifecycle.Refusal.NO_SECTIONS: _("Avtalen har ingen tekst ennå."),
    lifecycle.Refusal.SLOT_IS_TAKEN: _("Denne linjen er allerede signert."),
    lifecycle.Refusal.OTHER_VERSION: _(
        "Teksten er endret siden du åpnet den. Les den nye versjonen før du signerer."
    ),
    lifecycle.Refusal.NOTICE_ALREADY_GIVEN: _("Avtalen er allerede sagt opp."),
    lifecycle.Refusal.NO_NOTICE_GIVEN: _("Ingen har sagt opp avtalen."),
    lifecycle.Refusal.SIGNATURES_MISSING: _("Ikke alle har signert ennå."),
    lifecycle.Refusal.NOT_YOUR_TURN: _(
        "Det er ikke din tur ennå. Noen andre skal signere før deg, og du får melding når turen kommer til deg."
    ),
    lifecycle.Refusal.NOT_DECLINED: _("Ingen har avslått avtalen."),
    lifecycle.Refusal.MOVE_NOT_KNOWN: _("Avtalen kan ikke gå rett til denne statusen."),
}

REASONS = {
    revision.Reason.NOT_SIGNED: _("Avtalen er ikke signert ennå."),
    revision.Reason.NO_RULES: _("Avtalen sier ikke når den skal revideres."),
    revision.Reason.ONLY_WHEN_ASKED: _("Avtalen revideres når en av partene ber om det."),
    revision.Reason.NO_KNOWN_ELECTION: _("Datoen for neste kommunevalg er ikke kjent."),
    revision.Reason.ELECTION_NOT_CONFIRMED: _("Valgdagen er ventet, men ikke fastsatt ennå."),
    revision.Reason.GRACE_NOT_STATED: _("Avtalen sier ikke hvor lenge etter valget fristen er."),
    revision.Reason.AFTER_THE_PERIOD: _("Neste faste revisjon ville kommet etter at avtalen har løpt ut."),
    revision.Reason.PERIOD_IS_OVER: _("Avtaleperioden er over."),
    revision.Reason.OVERDUE: _("Fristen er passert."),
}

CONTRADICTIONS = {
    revision.Contradiction.ELECTION_INSIDE_FIXED_PERIOD: _(
        "Avtalen skal revideres etter kommunevalget, men perioden den gjelder for, fortsetter etter valget."
    ),
    revision.Contradiction.NO_ELECTION_IN_PERIOD: _(
        "Avtalen skal revideres etter kommunevalget, men det er ikke noe valg i perioden den gjelder for."
    ),
    revision.Contradiction.YEARLY_BESIDE_LONGER_PERIOD: _(
        "Avtalen skal revideres hvert år, men gjelder for flere år."
    ),
    revision.Contradiction.INTERVAL_LONGER_THAN_PERIOD: _(
        "Det er lengre mellom revisjonene enn tiden avtalen gjelder."
    ),
    revision.Contradiction.SEVERAL_TIMED_RULES: _("Avtalen har flere regler for når den skal revideres."),
    revision.Contradiction.TIMED_AND_ON_REQUEST: _(
        "Avtalen skal revideres til faste tider, og også når en av partene ber om det."
    ),
}
DISAGREEMENTS = {
    consistency.Disagreement.NOTICE_LONGER_THAN_PERIOD: _(
        "Oppsigelsestiden er lengre enn perioden avtalen gjelder for."
    ),
    consistency.Disagreement.SIGNED_AFTER_PERIOD: _(
        "Avtalen er datert etter at perioden den gjelder for, er over."
    ),
    consistency.Disagreement.PREDECESSOR_NOT_OLDER: _("Avtalen den erstatter, har en senere dato enn denne."),
    consistency.Disagreement.OVERLAPS_PREDECESSOR: _(
        "Perioden begynner før avtalen den erstatter, løper ut. Den gamle slutter å gjelde når denne trer i kraft."
    ),
    consistency.Disagreement.GAP_AFTER_PREDECESSOR: _(
        "Det er et opphold mellom avtalen den erstatter, og denne. I mellomtiden gjelder ingen avtale."
    ),
    consistency.Disagreement.ATTACHMENT_OUTLIVES: _("Vedlegg %(number)s gjelder lenger enn avtalen."),
    consistency.Disagreement.UNTREATED: _(
        "Avtalen skal revideres med politisk behandling, men ikke noe vedtak er registrert."
    ),
    consistency.Disagreement.BESIDE_ANOTHER: _(
        "Rådet har en annen politirådsavtale som gjelder, og ingen av dem erstatter den andre."
    ),
}


LACKING = {
    authority.Lack.CAPACITY: _("Skriv hva du signerer som."),
    authority.Lack.KIND: _("Velg hva som gir deg fullmakt til å signere."),
    authority.Lack.CASE_NUMBER: _("Skriv saksnummeret til delegasjonsvedtaket."),
    authority.Lack.ABSENCE_OF_WHOM: _("Skriv hvem som er borte, og hvorfor."),
}


def require(answer: lifecycle.Answer) -> None:
    """Raise Refusal with the sentence, unless the rule said yes."""
    if answer.refusal is not None:
        raise Refusal(str(REFUSED[answer.refusal]))
