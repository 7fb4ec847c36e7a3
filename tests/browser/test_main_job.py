"""The whole main job, as eight people do it: real forms, real worker, real mail, real PDFs, one database.

The chapters are in the story_ files beside this one; each takes up where the one before ended.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser import story_agreement as agreement
from tests.browser import story_meeting as meeting
from tests.browser import story_onboarding as onboarding
from tests.browser import story_planning as planning
from tests.browser.story_people import enter
from tests.post_office import PostOffice
from tests.world import World


def test_main_job_from_the_plan_to_the_next_municipality(
    world: World,
    new_page: Callable[..., Page],
    worker: subprocess.Popen[bytes],
    post_office: PostOffice,
    manage: Callable[..., Any],
    tmp_path: Path,
) -> None:
    place, year = world.north, world.today.year + 1
    slt, member, contact = (
        enter(new_page, person) for person in (place.slt, place.member, place.police_contact)
    )
    title = planning.plan_the_year(slt, place, year)
    planning.propose_a_topic(member, place, title)
    planning.build_the_agenda(slt, title)
    planning.review_the_agenda(contact)
    planning.read_the_review(slt, title)

    meeting.call_the_meeting(slt, title)
    letters = meeting.notices(post_office, place, title)
    meeting.answer_by_the_link(new_page, letters[place.chief_executive.email])
    meeting.hold_it_today(slt, title, place.chief_executive.name, world.today)
    meeting.write_the_minutes(slt, place.police_contact.name, world.today + timedelta(days=7))
    meeting.print_the_minutes(slt, worker, place.police_contact.name)
    meeting.approve_the_minutes(enter(new_page, place.mayor), title)
    meeting.find_the_task(contact, title)

    agreement.draft_the_agreement(slt, world)
    agreement.send_it_to_signing(slt)
    pdf = agreement.sign_and_seal(world, new_page, worker, post_office)
    agreement.the_seal_holds(pdf, world, tmp_path, manage)

    assert manage("load_register").returncode == 0
    onboarding.take_in_tynset(enter(new_page, world.system_administrator))
    invitations = onboarding.invitations(post_office)
    onboarding.accept(new_page, invitations["siri@tynset.example"])
