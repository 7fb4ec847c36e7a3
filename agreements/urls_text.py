"""Paths and names of the pages where an agreement's text is written, remarked on and compared."""

from django.urls import path

from agreements.views import amending, comments, comparing, editing, writing_now

ONE = "avtaler/<uuid:agreement_id>/"

urlpatterns = [
    path(ONE + "kommentarer/", comments.agreement_comments, name="agreement_comments"),
    path(ONE + "kommentarer/ny/", comments.comment_add, name="comment_add"),
    path(ONE + "kommentarer/<uuid:comment_id>/svar/", comments.comment_answer, name="comment_answer"),
    path(ONE + "kommentarer/<uuid:comment_id>/", comments.comment_settle, name="comment_settle"),
    path(ONE + "samlet-tekst/", amending.agreement_consolidated, name="agreement_consolidated"),
    path(ONE + "historikk/sammenlign/", comparing.agreement_compare, name="agreement_compare"),
    path(ONE + "rediger/", editing.agreement_edit, name="agreement_edit"),
    path(ONE + "rediger/na/", writing_now.outline_now, name="outline_now"),
    path(ONE + "rediger/nytt/", editing.section_add, name="section_add"),
    path(ONE + "rediger/endring/", amending.change_add, name="change_add"),
    path(ONE + "rediger/flytt/", editing.section_move, name="section_move"),
    path(ONE + "rediger/<uuid:section_id>/", editing.section_edit, name="section_edit"),
    path(ONE + "rediger/<uuid:section_id>/na/", writing_now.section_now, name="section_now"),
    path(ONE + "rediger/<uuid:section_id>/virkning/", amending.change_edit, name="change_edit"),
    path(ONE + "rediger/<uuid:section_id>/lagre/", editing.section_save, name="section_save"),
    path(ONE + "rediger/<uuid:section_id>/slett/", editing.section_remove, name="section_remove"),
    path(ONE + "rediger/<uuid:section_id>/versjoner/", comparing.section_versions, name="section_versions"),
    path(ONE + "rediger/<uuid:section_id>/hent/", comparing.section_restore, name="section_restore"),
]
