"""Template tags of the demo's login pages; `templates/demo/_logins.html` alone loads them."""

from django import template
from django.conf import settings

from politirad.demo import logins
from politirad.demo.people import Person

register = template.Library()


@register.simple_tag
def demo_people() -> dict[str, list[Person]]:
    """The demo's people by organisation; nobody outside a demo."""
    return logins.people_by_organization() if settings.DEMO else {}


@register.simple_tag
def demo_password() -> str:
    """The password that all of them share; empty outside a demo."""
    return settings.DEMO_PASSWORD if settings.DEMO else ""


@register.simple_tag(takes_context=True)
def demo_code(context: template.Context) -> str:
    """The code of the second factor that the person is asked for just now, if any."""
    return logins.code_now(context["request"]) or ""
