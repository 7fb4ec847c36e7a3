"""The addenda that the files tell of, written and signed."""

from __future__ import annotations

from agreements.actions import add_change, open_addendum, save_section
from agreements.addenda import changeable
from agreements.models import Agreement
from politirad.demo import schema
from politirad.demo.loading.signing import sign_agreement, signing_day
from politirad.demo.loading.stage import Stage
from politirad.demo.prose import to_html

WRITTEN_AT = 9


def amend(stage: Stage, file: str, agreement: Agreement, source: schema.Addendum) -> Agreement:
    """Write an addendum, and let those who signed the agreement sign it too."""
    by, day = stage.writer(file), signing_day(source.signed_on)
    with stage.acting(by):
        agreement.refresh_from_db()
        begun = stage.moment(day, WRITTEN_AT)
        addendum = open_addendum(agreement=agreement, by=by, today=stage.today, begun_at=begun)
        keys = {chapter.heading: key for key, chapter in changeable(addendum, day=stage.today).items()}
        for change in source.changes:
            section = add_change(
                addendum=addendum,
                effect=change.effect,
                target=keys[change.section] if change.section else "",
                heading=change.heading or "",
                level=change.level,
                by=by,
                today=stage.today,
            )
            if change.text:
                html = to_html(change.text)
                save_section(
                    section=section, version=section.version, heading=section.heading, html=html, by=by
                )
    lines = stage.demo.agreements[file].agreement
    sign_agreement(stage, lines.model_copy(update={"signed_on": source.signed_on}), addendum)
    return addendum
