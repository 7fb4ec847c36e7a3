"""The terms of an agreement in words: revision, evaluation, notice, predecessor, in the active language."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements import canonical
from agreements.models import EvaluationRule, RevisionRule
from agreements.revision import RevisionRule as Rule
from agreements.validity import PartialDate


def terms_in_words(text: canonical.AgreementText) -> list[dict[str, str]]:
    """Validity, notice, revision, evaluation and predecessor as label and value; silence has no line."""
    language = text.language
    found = [
        *_amending(text.amends, language),
        (_("Erstatter"), _predecessor(text.predecessor, language)),
        (_("Revisjon"), "; ".join(map(revision_in_words, text.revision))),
        (_("Evaluering"), "; ".join(map(evaluation_in_words, text.evaluation))),
        (_("Oppsigelse"), termination_in_words(text.termination)),
    ]
    return [{"label": label, "value": value} for label, value in found if value]


def revision_in_words(rule: Rule) -> str:
    """ "Etter kommunevalget, hvert fjerde år" and the like, in the active language."""
    said = str(RevisionRule.Kind(rule.kind.value).label)
    if rule.years:
        said += ", " + ngettext("hvert år", "hvert %(years)d. år", rule.years) % {"years": rule.years}
    if rule.grace_months is not None:
        months = rule.grace_months
        said += ", " + ngettext(
            "innen %(months)d måned etter valget", "innen %(months)d måneder etter valget", months
        ) % {"months": months}
    if rule.political is not None:
        said += _(" (med politisk behandling)") if rule.political else _(" (uten politisk behandling)")
    return said


def evaluation_in_words(rule: canonical.Evaluation) -> str:
    """ "I årets siste møte, skriftlig, av politirådet"."""
    said = [str(EvaluationRule.Kind(rule.kind).label)]
    if rule.written is not None:
        said.append(_("skriftlig") if rule.written else _("muntlig"))
    if rule.by:
        said.append(_("av %(who)s") % {"who": _(" og ").join(rule.by)})
    return ", ".join(said) + (f" ({rule.note})" if rule.note else "")


def termination_in_words(termination: canonical.Termination | None) -> str:
    """Who may give notice, and how long before; "" when the text is silent."""
    if termination is None:
        return ""
    who = _("Hver av partene kan si opp avtalen") if termination.by == "either_party" else termination.by
    days, months = termination.notice_days, termination.notice_months
    if months is not None:
        words = ngettext(" med %(months)d måneds varsel", " med %(months)d måneders varsel", months)
        return who + words % {"months": months}
    if days is None:
        return who
    return who + ngettext(" med %(days)d dags varsel", " med %(days)d dagers varsel", days) % {"days": days}


def _amending(amended: canonical.Amended | None, language: str) -> list[tuple[str, str]]:
    """What an addendum changes, by title, date and fingerprint of the signed text."""
    if amended is None:
        return []
    extended = _date(amended.extended_to, language)
    signed = _("%(title)s (%(date)s)") % {"title": amended.title, "date": _date(amended.date, language)}
    return [
        (_("Endrer"), signed if amended.date else amended.title),
        (_("Fingeravtrykk av avtalen"), amended.sha256),
        (_("Avtalen gjelder nå til"), extended),
    ]


def _predecessor(former: canonical.Predecessor | None, language: str) -> str:
    if former is None:
        return ""
    date = _date(former.date, language)
    if former.title and date:
        return _("%(title)s (%(date)s)") % {"title": former.title, "date": date}
    return former.title or _("Avtale fra %(date)s") % {"date": date}


def references_in_words(references: Iterable[canonical.Reference], language: str) -> list[dict[str, str]]:
    """{title, url} of the documents it builds on; the title says when one was read at its address."""
    return [{"title": _reference(one, language), "url": one.url or ""} for one in references]


def _reference(one: canonical.Reference, language: str) -> str:
    read = _date(one.read_on, language)
    return _("%(title)s (lest %(date)s)") % {"title": one.title, "date": read} if read else one.title


def _date(date: PartialDate | None, language: str) -> str:
    return "" if date is None else date.format(language)
