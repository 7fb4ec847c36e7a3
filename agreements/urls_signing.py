"""Paths and names of the pages of an agreement's life: signing, revising, and what a council decides for both."""

from django.urls import path

from agreements.views import paper, policy, revising, rounds, signing

ONE = "avtaler/<uuid:agreement_id>/"

urlpatterns = [
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
    path(ONE + "revider/", revising.agreement_revise, name="agreement_revise"),
]
