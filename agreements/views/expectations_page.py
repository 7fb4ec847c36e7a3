"""The page of the mutual expectations: what was said of each in a year, what was asked under it, and the forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from agreements import enquiring
from agreements.enquiries import may_be_made
from agreements.forms.commitments import ReviewForm
from agreements.forms.enquiries import (
    AnswerEnquiryForm,
    EnquiryCorrectionForm,
    EnquiryDeadlineForm,
    EnquiryForm,
)
from agreements.lifecycle import State
from agreements.models import Agreement, ExpectationReview
from agreements.reading import Sheet
from agreements.views.frame import frame, opened
from politirad.tenancy import context

TONES = {"kept": "success", "partly": "warning", "not_kept": "danger"}
#: The forms that an enquiry may have.
PLACES = ("answer", "move", "correct")


@dataclass(frozen=True)
class Wrong:
    """A form that was not accepted: what it was for, under which expectation or enquiry, and the form itself."""

    what: str  # review, ask, answer, move, correct
    row: UUID
    form: forms.Form

    def at(self, what: str, row: UUID | str) -> bool:
        """Whether it was this one."""
        return self.what == what and str(self.row) == str(row)


def own_parties(sheet: Sheet) -> set[UUID]:
    """The parties that the reader may speak for: those one works for, or is planned to sign for."""
    organizations = context.current().organizations
    return {
        party.id
        for party in sheet.parties
        if party.organization_id in organizations or any(line.is_mine for line in party.lines)
    }


def others(sheet: Sheet) -> list[tuple[str, str]]:
    """(id, name) of the parties that the reader may ask."""
    own = own_parties(sheet)
    return [(str(party.id), party.name) for party in sheet.parties if party.id not in own]


def own_id(what: str, row: UUID | str) -> str:
    """How the fields of one of the page's many forms are named, so that each has an id of its own."""
    return f"id_{what}_{row}_%s"


def expectations_page(
    request: HttpRequest,
    agreement_id: UUID,
    *,
    year: int | None,
    wrong: Wrong | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page for a year (None: this one); with `wrong`, that form stands open in its place as it was sent."""
    sheet = opened(request, agreement_id)
    today = timezone.localdate()
    years = years_of(sheet.agreement)
    shown = year if year in years else years[0]
    page = frame(request, sheet, tab="overview", year=shown, years=years if len(years) > 1 else [])
    can = page["can"]
    starts = sheet.agreement.in_force_from
    can["ask"] = (
        can["review"]
        and bool(others(sheet))
        and may_be_made(State(sheet.agreement.state), starts=starts, today=today)
    )
    said = _said(sheet.agreement, shown)
    asked: dict[str, list[enquiring.Row]] = {}
    for row in enquiring.rows(sheet.agreement, today=today):
        asked.setdefault(str(row.enquiry.expectation_id), []).append(row)
    rows = []
    for entry, words in zip(sheet.agreement.expectation_rows, sheet.expectations, strict=True):
        key, here = entry["id"], asked.get(entry["id"], [])
        rows.append(
            {
                "id": key,
                "words": words,
                "said": said.get(key, []),
                "review": _placed("review", key, wrong, ReviewForm(auto_id=own_id("review", key))),
                "ask": _ask_form(sheet, key, wrong) if can["ask"] else None,
                "tally": enquiring.tally_of(here, shown),
                "enquiries": [_shown(one, sheet, can, wrong) for one in enquiring.of_year(here, shown)],
            }
        )
    page["rows"] = rows
    page["form"] = wrong.form if wrong else None
    page["unplaced"] = wrong is not None and not _has_place(wrong, rows, can)
    return render(request, "agreements/expectations.html", page, status=status)


def years_of(agreement: Agreement) -> list[int]:
    """The years that can be looked at, the latest first: those the agreement has been in force in."""
    today = timezone.localdate()
    first = agreement.in_force_from.year if agreement.in_force_from else today.year
    return list(range(today.year, min(first, today.year) - 1, -1))


def _said(agreement: Agreement, year: int) -> dict[str, list[dict[str, Any]]]:
    """What was said of each expectation in a year, by the expectation's id."""
    said: dict[str, list[dict[str, Any]]] = {}
    found = ExpectationReview.objects.filter(agreement=agreement, year=year)
    for review in found.select_related("by").order_by("-at"):
        said.setdefault(str(review.expectation_id), []).append(
            {"review": review, "tone": TONES[review.verdict]}
        )
    return said


def _placed(what: str, row: UUID | str, wrong: Wrong | None, fresh: forms.Form) -> dict[str, Any]:
    """A form in its place: the one that was sent, open and with what is wrong, or a fresh one."""
    bad = wrong is not None and wrong.at(what, row)
    return {"form": wrong.form if wrong and bad else fresh, "wrong": bad}


def _ask_form(sheet: Sheet, key: str, wrong: Wrong | None) -> dict[str, Any]:
    return _placed("ask", key, wrong, EnquiryForm(parties=others(sheet), auto_id=own_id("ask", key)))


def _shown(row: enquiring.Row, sheet: Sheet, can: dict[str, bool], wrong: Wrong | None) -> dict[str, Any]:
    """An enquiry with what its reader may do with it: answer for the asked party, move the deadline, correct."""
    key, enquiry = row.enquiry.pk, row.enquiry
    names = {party.id: party.name for party in sheet.parties}
    mine = enquiry.party_id in own_parties(sheet)
    found: dict[str, Any] = {"row": row, "party": names.get(enquiry.party_id, ""), "key": key}
    if not can["review"]:
        return found
    if row.answer is not None:
        found["correct"] = _correction(key, wrong)
    elif mine:
        found["answer"] = _placed("answer", key, wrong, AnswerEnquiryForm(auto_id=own_id("answer", key)))
    else:
        start = EnquiryDeadlineForm(initial={"deadline": enquiry.deadline}, auto_id=own_id("move", key))
        found["move"] = _placed("move", key, wrong, start)
    return found


def _correction(key: UUID, wrong: Wrong | None) -> dict[str, Any]:
    """The form for a correction; what somebody wrote as an answer when another had just answered goes on in it."""
    if wrong is not None and wrong.at("answer", key):
        typed = {"text": wrong.form.data.get("text", "")}
        form = EnquiryCorrectionForm(initial=typed, auto_id=own_id("correct", key))
        return {"form": form, "wrong": True, "why": wrong.form}
    return _placed("correct", key, wrong, EnquiryCorrectionForm(auto_id=own_id("correct", key)))


def _has_place(wrong: Wrong, rows: list[dict[str, Any]], can: dict[str, bool]) -> bool:
    """Whether the form that was not accepted is among the page's forms; else its errors stand at the top."""
    if wrong.what == "review":
        return can["review"]
    if wrong.what == "ask":
        return can["ask"]
    enquiries = [one for row in rows for one in row["enquiries"] if one["key"] == wrong.row]
    return any(form["wrong"] for one in enquiries for name in PLACES if (form := one.get(name)))
