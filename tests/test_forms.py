"""Dates and times as people write them, text that comes back with and without script, and what is wrong said once."""

import datetime as dt
import re

import pytest
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import translation

from politirad.forms import NorwegianDateField, NorwegianTimeField, RichTextField


class MeetingForm(forms.Form):
    """A form with one of each."""

    day = NorwegianDateField(label="Dato")
    start = NorwegianTimeField(label="Fra", required=False)
    text = RichTextField(label="Tekst", required=False)


@pytest.mark.parametrize(
    "typed",
    [
        "25.11.2026",
        "25.11.26",
        " 25.11.2026 ",
        "25. 11. 2026",
        "25/11/2026",
        "25/11 2026",
        "25-11-2026",
        "25 11 2026",
        "2026-11-25",
        "25.11.2026.",
    ],
)
def test_date_is_read_as_people_write_it(typed: str) -> None:
    assert NorwegianDateField().clean(typed) == dt.date(2026, 11, 25)


@pytest.mark.parametrize("typed", ["31.02.2026", "i morgen", "11.25.2026", "25.11", "2026", "25.11.20267"])
def test_date_that_is_none_gets_a_sentence_with_an_example(typed: str) -> None:
    with translation.override("nb"), pytest.raises(forms.ValidationError) as refusal:
        NorwegianDateField().clean(typed)
    assert refusal.value.messages == ["Skriv datoen som dag.måned.år, for eksempel 25.11.2026."]


@pytest.mark.parametrize("typed", ["01.01.1899", "01.01.2200", "0001-01-01"])
def test_date_far_away_is_refused(typed: str) -> None:
    with translation.override("nb"), pytest.raises(forms.ValidationError) as refusal:
        NorwegianDateField().clean(typed)
    assert refusal.value.messages == ["Skriv et år mellom 1900 og 2199."]


@pytest.mark.parametrize("typed", ["9.30", "09:30", "0930", "kl. 9.30", "KL 09.30", " 9,30 ", "9 30"])
def test_time_is_read_as_people_write_it(typed: str) -> None:
    assert NorwegianTimeField().clean(typed) == dt.time(9, 30)


def test_time_with_hours_alone_is_the_full_hour() -> None:
    assert NorwegianTimeField().clean("13") == dt.time(13)


@pytest.mark.parametrize("typed", ["25.00", "12.61", "formiddag", "1.2.3"])
def test_time_that_is_none_gets_a_sentence_with_an_example(typed: str) -> None:
    with translation.override("nb"), pytest.raises(forms.ValidationError) as refusal:
        NorwegianTimeField().clean(typed)
    assert refusal.value.messages == ["Skriv klokkeslettet som timer.minutter, for eksempel 13.00."]


def test_form_shows_stored_values_the_norwegian_way() -> None:
    html = MeetingForm(initial={"day": dt.date(2026, 11, 5), "start": dt.time(13)}).as_div()
    assert 'value="05.11.2026"' in html
    assert 'value="13.00"' in html


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_form_reads_its_own_dates_in_every_language(language: str) -> None:
    with translation.override(language):
        form = MeetingForm(QueryDict("day=05.11.2026&start=13.00"))
        assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == dt.date(2026, 11, 5)


def test_form_keeps_what_was_typed_and_ties_the_error_to_the_field() -> None:
    with translation.override("nb"):
        html = MeetingForm(QueryDict("day=31.02.2026")).as_div()
    assert 'value="31.02.2026"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_day_error"' in html
    assert 'href="#id_day"' in html


def test_text_is_cleaned() -> None:
    form = MeetingForm(QueryDict("day=05.11.2026&text=%3Cp%3Ea%3Cscript%3Eb%3C/script%3E%3C/p%3E"))
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>a</p>"


def test_text_of_nothing_but_markup_is_empty() -> None:
    form = MeetingForm(QueryDict("day=05.11.2026&text=%3Cp%3E%3C/p%3E"))
    assert form.is_valid()
    assert form.cleaned_data["text"] == ""


def test_text_without_script_takes_the_paragraphs_and_keeps_the_table() -> None:
    data = QueryDict(mutable=True)
    table = "<table><tbody><tr><td>tall</td></tr></tbody></table>"
    data.update(
        {
            "day": "05.11.2026",
            "text": f"<p>gammelt</p>{table}<p>til slutt</p>",
            "text-without-script": "1",
            "text-0": "nytt <avsnitt>\n\nto",
            "text-2": "til slutt",
        }
    )
    form = MeetingForm(data)
    assert form.is_valid()
    assert form.cleaned_data["text"] == f"<p>nytt &lt;avsnitt&gt;</p><p>to</p>{table}<p>til slutt</p>"


def test_text_without_script_can_begin_from_nothing() -> None:
    form = MeetingForm(QueryDict("day=05.11.2026&text=&text-without-script=1&text-0=hei"))
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>hei</p>"


def test_no_page_shows_twice_what_is_wrong() -> None:
    """A whole form, as `_parts/form.html` draws it, says by itself what is wrong with it."""
    folder = settings.BASE_DIR / "templates"
    texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    whole = re.compile(r'include "_parts/form.html"(?![^%]*form=)|\{\{ form \}\}')
    summary = '{% include "_parts/error_summary.html" %}'
    assert len([text for text in texts.values() if whole.search(text)]) > 10
    assert [name for name, text in texts.items() if whole.search(text) and summary in text] == []
