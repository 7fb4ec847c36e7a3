"""Paths and names of the year plans', meetings' and proposals' pages."""

from django.urls import path

from meetings.views import agenda, meetings, planned, plans, proposals, review, school_holidays, together

urlpatterns = [
    path("arshjul/", plans.year_plans, name="year_plans"),
    path("arshjul/samlet/<int:year>/", together.together, name="together"),
    path("arshjul/samlet/<int:year>/forslag/", together.propose_together, name="propose_together"),
    path("arshjul/samlet/<int:year>/godkjenning/", together.approve_together, name="approve_together"),
    path("arshjul/samlet/<int:year>/kalender.ics", together.together_calendar, name="together_calendar"),
    path("arshjul/<uuid:council_id>/skoleferier/", school_holidays.school_holidays, name="school_holidays"),
    path(
        "arshjul/<uuid:council_id>/skoleferier/<uuid:holiday_id>/ta-bort/",
        school_holidays.delete_school_holiday,
        name="remove_school_holiday",
    ),
    path("arshjul/<uuid:council_id>/<int:year>/", plans.year_plan, name="year_plan"),
    path("arshjul/<uuid:council_id>/<int:year>/forslag/", plans.propose, name="propose_plan"),
    path("arshjul/<uuid:council_id>/<int:year>/kopi/", plans.copy, name="copy_plan"),
    path("arshjul/<uuid:council_id>/<int:year>/godkjenning/", plans.approve, name="approve_plan"),
    path("arshjul/<uuid:council_id>/<int:year>/kalender.ics", plans.year_calendar, name="year_calendar"),
    path("arshjul/<uuid:council_id>/<int:year>/dagen/", planned.check_day, name="check_planned_day"),
    path("arshjul/<uuid:council_id>/<int:year>/mote/", planned.add_planned, name="add_planned_meeting"),
    path(
        "arshjul/<uuid:council_id>/<int:year>/mote/<uuid:planned_id>/",
        planned.planned_meeting,
        name="planned_meeting",
    ),
    path(
        "arshjul/<uuid:council_id>/<int:year>/mote/<uuid:planned_id>/flytt/",
        planned.shift_planned,
        name="shift_planned_meeting",
    ),
    path(
        "arshjul/<uuid:council_id>/<int:year>/mote/<uuid:planned_id>/ta-ut/",
        planned.remove_planned,
        name="remove_planned_meeting",
    ),
    path(
        "arshjul/<uuid:council_id>/<int:year>/aktivitet/",
        planned.add_year_activity,
        name="add_year_activity",
    ),
    path(
        "arshjul/<uuid:council_id>/<int:year>/aktivitet/<uuid:activity_id>/",
        planned.year_activity,
        name="year_activity",
    ),
    path(
        "arshjul/<uuid:council_id>/<int:year>/aktivitet/<uuid:activity_id>/ta-ut/",
        planned.remove_year_activity,
        name="remove_year_activity",
    ),
    path("moter/", meetings.meetings, name="meetings"),
    path("moter/nytt/<uuid:council_id>/", meetings.new_meeting, name="new_meeting"),
    path("moter/<uuid:meeting_id>/", meetings.meeting, name="meeting"),
    path("moter/<uuid:meeting_id>/tid-og-sted/", meetings.edit_meeting, name="edit_meeting"),
    path("moter/<uuid:meeting_id>/saksliste/", agenda.agenda, name="agenda"),
    path("moter/<uuid:meeting_id>/saksliste/rekkefolge/", agenda.reorder_item, name="move_item"),
    path("moter/<uuid:meeting_id>/saksliste/ny/", agenda.new_item, name="new_item"),
    path("moter/<uuid:meeting_id>/sak/<uuid:item_id>/", agenda.item, name="item"),
    path("moter/<uuid:meeting_id>/sak/<uuid:item_id>/endre/", agenda.edit_item, name="edit_item"),
    path("moter/<uuid:meeting_id>/sak/<uuid:item_id>/ta-av/", agenda.delete_item, name="remove_item"),
    path("moter/<uuid:meeting_id>/sak/<uuid:item_id>/papir/", agenda.upload_paper, name="add_paper"),
    path("moter/<uuid:meeting_id>/papir/<uuid:paper_id>/", agenda.paper, name="paper"),
    path("moter/<uuid:meeting_id>/papir/<uuid:paper_id>/ta-bort/", agenda.delete_paper, name="remove_paper"),
    path("moter/<uuid:meeting_id>/gjennomgang/", review.agenda_review, name="agenda_review"),
    path("moter/<uuid:meeting_id>/gjennomgang/be-om/", review.ask, name="ask_review"),
    path("moter/<uuid:meeting_id>/gjennomgang/ferdig/", review.finish, name="finish_review"),
    path(
        "moter/<uuid:meeting_id>/gjennomgang/<uuid:item_id>/",
        review.answer_review,
        name="review_item",
    ),
    path("saker/<uuid:council_id>/", proposals.proposals, name="proposals"),
    path("saker/<uuid:council_id>/meld/", proposals.propose, name="propose_item"),
    path("saker/meldt/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("saker/meldt/<uuid:proposal_id>/saksliste/", proposals.accept, name="accept_proposal"),
    path("saker/meldt/<uuid:proposal_id>/utsett/", proposals.defer, name="defer_proposal"),
    path("saker/meldt/<uuid:proposal_id>/tilbake/", proposals.send_back, name="return_proposal"),
]
