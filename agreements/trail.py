"""What has been done with agreements, in words."""

from __future__ import annotations

from django.utils.translation import gettext_noop

#: verb of the audit row -> (sentence, icon), for `councils.trail.told`.
WORDS: dict[str, tuple[str, str]] = {
    "create_agreement": (gettext_noop("Avtalen «%(subject)s» ble opprettet"), "agreement"),
    "change_agreement": (gettext_noop("Vilkårene i «%(subject)s» er endret"), "edit"),
    "regulate_council": (gettext_noop("«%(subject)s» gjelder for et råd til"), "council"),
    "add_party": (gettext_noop("Ny part i «%(subject)s»"), "building"),
    "change_party": (gettext_noop("En part i «%(subject)s» er endret"), "building"),
    "remove_party": (gettext_noop("En part er tatt ut av «%(subject)s»"), "building"),
    "add_signatoryslot": (gettext_noop("Ny signaturlinje i «%(subject)s»"), "signature"),
    "change_signatoryslot": (gettext_noop("En signaturlinje i «%(subject)s» er endret"), "signature"),
    "remove_signatoryslot": (gettext_noop("En signaturlinje er tatt ut av «%(subject)s»"), "signature"),
    "add_focusarea": (gettext_noop("Nytt satsingsområde i «%(subject)s»"), "flag"),
    "change_focusarea": (gettext_noop("Et satsingsområde i «%(subject)s» er endret"), "flag"),
    "remove_focusarea": (gettext_noop("Et satsingsområde er tatt ut av «%(subject)s»"), "flag"),
    "add_revisionrule": (gettext_noop("Ny revisjonsregel i «%(subject)s»"), "refresh"),
    "change_revisionrule": (gettext_noop("En revisjonsregel i «%(subject)s» er endret"), "refresh"),
    "remove_revisionrule": (gettext_noop("En revisjonsregel er tatt ut av «%(subject)s»"), "refresh"),
    "add_evaluationrule": (gettext_noop("Ny evalueringsregel i «%(subject)s»"), "task"),
    "change_evaluationrule": (gettext_noop("En evalueringsregel i «%(subject)s» er endret"), "task"),
    "remove_evaluationrule": (gettext_noop("En evalueringsregel er tatt ut av «%(subject)s»"), "task"),
    "add_reference": (gettext_noop("Ny henvisning i «%(subject)s»"), "link"),
    "change_reference": (gettext_noop("En henvisning i «%(subject)s» er endret"), "link"),
    "remove_reference": (gettext_noop("En henvisning er tatt ut av «%(subject)s»"), "link"),
    "keep_file": (gettext_noop("En fil er lastet opp til «%(subject)s»"), "upload"),
    "put_attachment": (gettext_noop("Vedlegg %(number)s til «%(subject)s» er lagret"), "attachment"),
    "remove_attachment": (gettext_noop("Vedlegg %(number)s er tatt ut av «%(subject)s»"), "attachment"),
    "add_section": (gettext_noop("Nytt avsnitt i «%(subject)s»"), "add"),
    "save_section": (gettext_noop("Et avsnitt i «%(subject)s» er lagret som versjon %(version)s"), "edit"),
    "move_section": (gettext_noop("Et avsnitt i «%(subject)s» er flyttet"), "sort"),
    "change_level": (gettext_noop("En overskrift i «%(subject)s» har fått nytt nivå"), "list"),
    "remove_section": (gettext_noop("Avsnittet «%(heading)s» er tatt ut av «%(subject)s»"), "trash"),
    "change_stage": (gettext_noop("«%(subject)s» har fått ny status"), "arrow-right"),
    "freeze": (gettext_noop("«%(subject)s» er låst som versjon %(version)s og sendt til signering"), "lock"),
    "withdraw": (gettext_noop("«%(subject)s» er trukket tilbake fra signering: %(reason)s"), "undo"),
    "sign": (gettext_noop("«%(subject)s» er signert i egenskap av %(capacity)s"), "signature"),
    "attest_paper": (
        gettext_noop("En signatur på papir er registrert for «%(subject)s» (%(capacity)s)"),
        "document",
    ),
    "in_force": (gettext_noop("Alle har signert «%(subject)s»"), "check-circle"),
    "replaced": (gettext_noop("«%(subject)s» er erstattet av en ny avtale"), "history"),
    "state": (gettext_noop("«%(subject)s» har fått ny status fordi tiden har gått"), "clock"),
    "open_revision": (gettext_noop("En revisjon er åpnet: «%(subject)s»"), "refresh"),
    "request_pdf": (gettext_noop("PDF av «%(subject)s» er bestilt"), "file-pdf"),
    "make_pdf": (gettext_noop("PDF av «%(subject)s» er laget"), "seal"),
}
