"""Plain letters as HTML."""

from django import template

register = template.Library()


@register.filter
def as_paragraphs(body: str) -> list[str]:
    """The body's paragraphs, as plain text; the template escapes them."""
    return [part.strip() for part in body.split("\n\n") if part.strip()]
