"""Paths and names of the councils' pages."""

from django.urls import path

from councils.views import councils, holdings, invitations, rules, seats

SEAT = "rad/<uuid:council_id>/medlemmer/<uuid:seat_id>/"
HOLDING = f"{SEAT}person/<uuid:holding_id>/"

urlpatterns = [
    path("rad/", councils.councils, name="councils"),
    path("rad/<uuid:council_id>/", councils.council, name="council"),
    path("rad/<uuid:council_id>/hendelser/", councils.council_trail, name="council_trail"),
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
    path("invitasjon/<str:token>/", invitations.invitation, name="invitation"),
    path("invitasjon/<str:token>/ny/", invitations.renew, name="renew_invitation"),
]
