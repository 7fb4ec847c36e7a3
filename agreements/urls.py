"""Paths and names of the agreements' pages."""

from django.urls import path

from agreements import urls_signing, urls_text
from agreements.views import (
    attachments,
    commitments,
    enquiries,
    listing,
    measures,
    pages,
    printing,
    publishing,
    templates,
    terms,
)

ONE = "avtaler/<uuid:agreement_id>/"

urlpatterns = [
    path("avtaler/", listing.agreements, name="agreements"),
    path("avtaler/ny/", listing.new_agreement, name="new_agreement"),
    path(ONE, pages.agreement, name="agreement"),
    path(ONE + "mal/", templates.agreement_template, name="agreement_template"),
    path(
        "rad/<uuid:council_id>/avtalemaler/<uuid:template_id>/fjern/",
        templates.template_remove,
        name="template_remove",
    ),
    path(ONE + "tekst/", pages.agreement_text, name="agreement_text"),
    path(ONE + "historikk/", pages.agreement_history, name="agreement_history"),
    path(ONE + "vilkar/", terms.agreement_terms, name="agreement_terms"),
    path(ONE + "vilkar/hode/", terms.agreement_head, name="agreement_head"),
    path(ONE + "vilkar/<slug:kind>/", terms.term_edit, name="term_add"),
    path(ONE + "vilkar/<slug:kind>/<uuid:row_id>/", terms.term_edit, name="term_edit"),
    path(ONE + "vilkar/<slug:kind>/<uuid:row_id>/fjern/", terms.term_remove, name="term_remove"),
    path(ONE + "forventninger/", commitments.agreement_expectations, name="agreement_expectations"),
    path(
        ONE + "forventninger/<uuid:expectation_id>/",
        commitments.expectation_review,
        name="expectation_review",
    ),
    path(
        ONE + "forventninger/<uuid:expectation_id>/henvendelser/", enquiries.enquiry_add, name="enquiry_add"
    ),
    path(ONE + "henvendelser/<uuid:enquiry_id>/svar/", enquiries.enquiry_answer, name="enquiry_answer"),
    path(ONE + "henvendelser/<uuid:enquiry_id>/frist/", enquiries.enquiry_move, name="enquiry_move"),
    path(ONE + "henvendelser/<uuid:enquiry_id>/rettelse/", enquiries.enquiry_correct, name="enquiry_correct"),
    path(ONE + "tiltak/", measures.agreement_measures, name="agreement_measures"),
    path(ONE + "tiltak/nytt/", measures.measure_add, name="measure_add"),
    path(ONE + "tiltak/<uuid:measure_id>/", measures.measure, name="measure"),
    path(ONE + "tiltak/<uuid:measure_id>/endre/", measures.measure_edit, name="measure_edit"),
    path(ONE + "vedlegg/nytt/", attachments.attachment_edit, name="attachment_add"),
    path(ONE + "vedlegg/<uuid:attachment_id>/", attachments.attachment_edit, name="attachment_edit"),
    path(
        ONE + "vedlegg/<uuid:attachment_id>/fjern/", attachments.attachment_remove, name="attachment_remove"
    ),
    path(ONE + "fil/<uuid:file_id>/", attachments.agreement_file, name="agreement_file"),
    path(ONE + "pdf/", printing.agreement_order_pdf, name="agreement_order_pdf"),
    path(ONE + "pdf/<uuid:pdf_id>/", printing.agreement_pdf, name="agreement_pdf"),
    path(ONE + "data/", printing.agreement_data, name="agreement_data"),
    path(ONE + "pakke/", printing.agreement_package, name="agreement_package"),
    path(ONE + "forsegling/", printing.agreement_sealing, name="agreement_sealing"),
    path(ONE + "jobb/<uuid:job_id>/", printing.agreement_job, name="agreement_job"),
    path(ONE + "publiser/", publishing.agreement_publish, name="agreement_publish"),
    path(ONE + "avpubliser/", publishing.agreement_unpublish, name="agreement_unpublish"),
    path(
        "administrasjon/<uuid:organization_id>/avtaleregister/",
        publishing.organization_register,
        name="organization_register",
    ),
    *urls_signing.urlpatterns,
    *urls_text.urlpatterns,
]
