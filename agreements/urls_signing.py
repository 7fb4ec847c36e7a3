"""Paths and names of the pages of an agreement's life: signing, revising, and what a council decides for both."""

from django.urls import path

from agreements.views import amending, ending, paper, policy, preparing, relating, revising, rounds, signing

ONE = "avtaler/<uuid:agreement_id>/"

urlpatterns = [
    path(ONE + "horing/", preparing.agreement_hearing, name="agreement_hearing"),
    path(ONE + "horing/ny/", preparing.agreement_send_on_hearing, name="agreement_send_on_hearing"),
    path(ONE + "politisk-behandling/", preparing.agreement_treatment, name="agreement_treatment"),
    path(
        ONE + "politisk-behandling/<uuid:treatment_id>/",
        preparing.agreement_decision,
        name="agreement_decision",
    ),
    path(ONE + "utkast/", preparing.agreement_draft, name="agreement_draft"),
    path("om-signaturer/", signing.about_signatures, name="about_signatures"),
    path("rad/<uuid:council_id>/avtaleregler/", policy.agreement_policy, name="agreement_policy"),
    path(ONE + "send-til-signering/", rounds.agreement_freeze, name="agreement_freeze"),
    path(ONE + "trekk-tilbake/", rounds.agreement_withdraw, name="agreement_withdraw"),
    path(ONE + "signeringsfrist/", rounds.agreement_deadline, name="agreement_deadline"),
    path(ONE + "ta-opp-igjen/", rounds.agreement_reopen, name="agreement_reopen"),
    path(ONE + "signer/", signing.agreement_sign, name="agreement_sign"),
    path(ONE + "signer/<uuid:slot_id>/", signing.agreement_sign, name="agreement_sign_line"),
    path(ONE + "avsla/<uuid:slot_id>/", signing.agreement_decline, name="agreement_decline"),
    path(ONE + "papir/<uuid:slot_id>/", paper.agreement_paper, name="agreement_paper"),
    path(ONE + "oppsigelse/", ending.agreement_notice, name="agreement_notice"),
    path(ONE + "oppsigelse/brev/", ending.agreement_notice_letter, name="agreement_notice_letter"),
    path(
        ONE + "oppsigelse/<uuid:notice_id>/trekk/",
        ending.agreement_notice_back,
        name="agreement_notice_back",
    ),
    path(ONE + "stotter/", relating.support_add, name="support_add"),
    path(ONE + "stotter/<uuid:link_id>/fjern/", relating.support_remove, name="support_remove"),
    path(ONE + "erstatter/", relating.predecessor, name="predecessor"),
    path(ONE + "tillegg/", amending.agreement_amend, name="agreement_amend"),
    path(ONE + "revider/", revising.agreement_revise, name="agreement_revise"),
    path(ONE + "revider/uten-endring/", revising.agreement_unchanged, name="agreement_unchanged"),
]
