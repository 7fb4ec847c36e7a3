"""Paths and names of the councils' pages."""

from django.urls import path

from councils.views import (
    administration,
    councils,
    declarations,
    facts,
    holdings,
    invitations,
    onboarding,
    participants,
    rules,
    seats,
)

SEAT = "rad/<uuid:council_id>/medlemmer/<uuid:seat_id>/"
HOLDING = f"{SEAT}person/<uuid:holding_id>/"
PARTICIPANT = "rad/<uuid:council_id>/deltakere/"
OWN = "administrasjon/<uuid:organization_id>/"
AFFILIATION = f"{OWN}personer/<uuid:affiliation_id>/"
OFFICE = f"{OWN}stillinger/<uuid:office_id>/"

urlpatterns = [
    path("rad/", councils.councils, name="councils"),
    path("rad/<uuid:council_id>/", councils.council, name="council"),
    path("rad/<uuid:council_id>/hendelser/", councils.council_trail, name="council_trail"),
    path("rad/<uuid:council_id>/endre/", facts.edit_council, name="edit_council"),
    path(PARTICIPANT, participants.participants, name="participants"),
    path(
        "rad/<uuid:council_id>/deltakere/rekkefolge/",
        participants.order_participants,
        name="order_participants",
    ),
    path(f"{PARTICIPANT}ny/", participants.add_participant, name="add_participant"),
    path(f"{PARTICIPANT}ny/annen/", participants.add_unregistered, name="add_unregistered"),
    path(f"{PARTICIPANT}ny/<uuid:organization_id>/", participants.add_registered, name="add_registered"),
    path(
        f"{PARTICIPANT}<uuid:participant_id>/slutt/", participants.end_participation, name="end_participation"
    ),
    path(
        f"{PARTICIPANT}<uuid:participant_id>/angre/",
        participants.remove_participant,
        name="remove_participant",
    ),
    path("rad/<uuid:council_id>/taushet/", declarations.declarations, name="declarations"),
    path("rad/<uuid:council_id>/taushet/gi/", declarations.declare, name="declare"),
    path("rad/<uuid:council_id>/taushet/registrer/", declarations.register, name="register_declaration"),
    path(
        "rad/<uuid:council_id>/taushet/<uuid:declaration_id>/trekk/",
        declarations.withdraw,
        name="withdraw_declaration",
    ),
    path("rad/<uuid:council_id>/medlemmer/ny/", seats.add_seat, name="add_seat"),
    path("rad/<uuid:council_id>/medlemmer/rekkefolge/", seats.order_seats, name="order_seats"),
    path(SEAT, seats.seat, name="seat"),
    path(f"{SEAT}endre/", seats.edit_seat, name="edit_seat"),
    path(f"{SEAT}slutt/", seats.end_seat, name="end_seat"),
    path(f"{SEAT}person/", holdings.appoint, name="appoint"),
    path(f"{HOLDING}slutt/", holdings.end_holding, name="end_holding"),
    path(f"{HOLDING}angre/", holdings.withdraw, name="withdraw_appointment"),
    path(f"{HOLDING}inviter/", holdings.invite_again, name="invite_again"),
    path("rad/<uuid:council_id>/regler/", rules.rules, name="rules"),
    path("rad/<uuid:council_id>/regler/nye/", rules.adopt_rules, name="adopt_rules"),
    path("rad/<uuid:council_id>/regler/<uuid:rules_id>/trekk/", rules.withdraw_rules, name="withdraw_rules"),
    path("administrasjon/", administration.administration, name="administration"),
    path(OWN, administration.organization, name="organization"),
    path(f"{OWN}sprak/", administration.choose_language, name="choose_language"),
    path(f"{OWN}personer/ny/", administration.affiliate, name="affiliate"),
    path(f"{AFFILIATION}slutt/", administration.end_affiliation, name="end_affiliation"),
    path(f"{AFFILIATION}administrator/", administration.set_administrator, name="set_administrator"),
    path(f"{AFFILIATION}inviter/", administration.invite_affiliated, name="invite_affiliated"),
    path(f"{OWN}stillinger/ny/", administration.open_office, name="open_office"),
    path(OFFICE, administration.office, name="organization_office"),
    path(f"{OFFICE}person/", holdings.appoint_in_organization, name="appoint_in_organization"),
    path(
        f"{OFFICE}person/<uuid:holding_id>/slutt/",
        holdings.end_holding_in_organization,
        name="end_holding_in_organization",
    ),
    path(
        f"{OFFICE}person/<uuid:holding_id>/angre/",
        holdings.withdraw_in_organization,
        name="withdraw_in_organization",
    ),
    path(
        f"{OFFICE}person/<uuid:holding_id>/inviter/",
        holdings.invite_again_in_organization,
        name="invite_again_in_organization",
    ),
    path("innforing/", onboarding.onboardings, name="onboardings"),
    path("innforing/ny/", onboarding.start_onboarding, name="start_onboarding"),
    path("innforing/<uuid:onboarding_id>/avbryt/", onboarding.abandon_onboarding, name="abandon_onboarding"),
    path("innforing/<uuid:onboarding_id>/<slug:step>/", onboarding.onboarding_step, name="onboarding_step"),
    path("invitasjon/<str:token>/", invitations.invitation, name="invitation"),
    path("invitasjon/<str:token>/ny/", invitations.renew, name="renew_invitation"),
]
