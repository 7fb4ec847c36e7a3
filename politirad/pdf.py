"""Template and facts in, archive PDF out.

The typesetter (`politirad.typesetting`) takes seconds to load and only jobs use it, so it is loaded with the first
document: the web server, the clock and a worker that waits do without it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from politirad.paper import ForbiddenContent, UnprintableCharacters, UnprintableDocument

__all__ = ["ForbiddenContent", "UnprintableCharacters", "UnprintableDocument", "render"]


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    title: str,
    language: str,
    created: datetime,
    identifier: str,
) -> bytes:
    """The PDF of a template of `templates/pdf/`, in the document's own language (nb, nn or en).

    `created` (aware) is the document's own time, both made and changed; `identifier` names this document among all
    others ("agreement 4f… version 3"). The template sees both `title` and `language` beside the context. Raises
    `UnprintableDocument` for what a person can mend, and `FontsMissing` when the assets are not there.
    """
    if created.tzinfo is None:
        raise ValueError("created must be an aware datetime")
    from politirad import typesetting

    return typesetting.render(
        template, context, title=title, language=language, created=created, identifier=identifier
    )
