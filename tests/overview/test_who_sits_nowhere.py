"""The overview of those who sit in no council: the system administrator, and somebody new."""

from __future__ import annotations

from politirad.tenancy.models import Organization
from tests.councils.onboarding_scene import begin, heroy  # noqa: F401  (fixtures)
from tests.world import World


def test_system_administrator_continues_what_was_begun(
    world: World,
    heroy: Organization,  # noqa: F811
) -> None:
    administrator = world.client(world.system_administrator)
    before = administrator.get("/").content.decode()
    assert "Ny kommune" in before and "Gjør ferdig innføringen" not in before
    begin(administrator, heroy)
    after = administrator.get("/").content.decode()
    assert "Gjør ferdig innføringen av Herøy kommune" in after
    assert "Neste steg: Politi" in after


def test_somebody_without_a_council_is_told_whom_to_ask(world: World) -> None:
    page = world.client(world.stranger).get("/").content.decode()
    assert "Sekretæren i rådet legger deg til" in page
    assert "Ny kommune" not in page and "Neste møter" not in page
