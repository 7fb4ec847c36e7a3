"""Facts for every archive PDF, rich enough to use each part of each template. All people are invented."""

from datetime import UTC, datetime
from typing import Any

from politirad.qr import qr_picture

CREATED = datetime(2026, 10, 14, 12, 30, tzinfo=UTC)
ADDRESS = "https://politirad.example/kontroller/3f9ac1d2"
VERSION = {"number": 3, "sha256": "3f9ac1d2" * 8, "frozen_at": "14. oktober 2026 kl. 14.30"}
PROVEN = {"version": VERSION, "verify_url": ADDRESS, "qr_svg": qr_picture(ADDRESS), "demo": True}

SENTENCES = (
    "<p>Politirådet er et strategisk forum der kommunens og politiets lokale ledelse blir enige om hva de skal"
    " prioritere sammen. Rådet behandler ikke enkeltsaker. Begge parter følger opp det de er blitt enige om, og"
    " forteller i neste møte hva som er gjort.</p>"
)
RICH = (
    "<h2>Bakgrunn</h2><p>Vi arbeider for <strong>trygghet</strong> i <em>hele</em> kommunen, se"
    ' <a href="https://politirad.example/a?b=1&amp;c=2">planen med <strong>mål</strong> og tiltak</a>.</p>'
    "<ul><li><p>styrke dialogen</p></li><li><p>øke kunnskapen</p><ul><li><p>blant unge</p></li></ul></li></ul>"
    "<h4>Året</h4><table><tr><th>Når</th><th>Hva</th></tr><tr><td>februar</td><td>Evaluering</td></tr></table>"
    '<ol start="3"><li>Tredje</li><li>Fjerde</li></ol><blockquote><p>Sitat.</p></blockquote>'
)


def _fact(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value}


def _section(level: int, number: str, heading: str, html: str) -> dict[str, Any]:
    return {"level": level, "number": number, "heading": heading, "html": html}


def _person(name: str, role: str, organisation: str, note: str = "") -> dict[str, str]:
    return {"name": name, "role": role, "organisation": organisation, "note": note}


def agreement(**changes: Any) -> dict[str, Any]:
    signed = {
        "name": "Kari Nordbø",
        "capacity": "Ordfører",
        "method": "in_app",
        "date": "1. november 2026",
        "place": "Granli",
        "basis": "",
    }
    deputy = signed | {
        "name": "Čuvgi Šuoŋŋu",
        "capacity": "Fungerende kommunedirektør",
        "method": "on_paper",
        "basis": "Delegert i sak 45/26",
    }
    return {
        "kind_label": "Politirådsavtale",
        "parties": [
            {"name": "Granli kommune", "kind": "kommune"},
            {"name": "Fjorden politistasjonsdistrikt", "kind": "politistasjonsdistrikt"},
        ],
        "valid_text": "2025–2027",
        "signed_text": "1. november 2026",
        "running": "Granli kommune og Fjorden politistasjonsdistrikt",
        "facts": [_fact("Revisjon", "Hvert fjerde år"), _fact("Evaluering", "I første møte etter nyttår")],
        "sections": [
            _section(1, "1", "Innledning", RICH),
            _section(1, "2", "Politirådet", ""),
            _section(2, "2.1", "Sammensetning", SENTENCES * 4),
            _section(4, "", "Dypt under", SENTENCES),
            _section(1, "3", "Roller", SENTENCES * 6 + RICH),
        ],
        "focus_areas": [{"kind_label": "Satsingsområder", "items": ["Trygge uteområder", "Ungdom"]}],
        "forums": [
            {
                "name": "Politiråd",
                "facts": [_fact("Leder", "ordfører")],
                "members": [{"role": "ordfører", "side": "kommunen", "note": ""}],
                "standing_items": ["Status fra politiet"],
            }
        ],
        "references": [
            {"title": "Rundskriv 2013/012", "url": ""},
            {"title": "Veileder", "url": "https://politirad.example/" + "lang" * 40},
        ],
        "attachments": [
            {
                "number": 1,
                "title": "Roller",
                "living": True,
                "valid": "2025–2027",
                "sha256": "",
                "sections": [_section(2, "", "Mål", RICH)],
            },
            {
                "number": 2,
                "title": "Politikontakt",
                "living": False,
                "sha256": "ab" * 32,
                "sections": [_section(1, "", "Rollen", SENTENCES)],
            },
        ],
        "slots": [
            {"party": "Granli kommune", "capacity": "Ordfører", "planned_name": "", "signed": signed},
            {"party": "Granli kommune", "capacity": "Kommunedirektør", "planned_name": "", "signed": deputy},
            {
                "party": "Politiet",
                "capacity": "Politistasjonssjef",
                "planned_name": "Per Ŧeigmo",
                "signed": None,
            },
        ],
        **PROVEN,
    } | changes


HEAD = [_fact("Dato", "onsdag 25. november 2026"), _fact("Tid", "kl. 13.00–15.00"), _fact("Sted", "Rådhuset")]
PEOPLE = [
    _person("Kari Nordbø", "ordfører", "Granli kommune"),
    _person("Per Ŧeigmo", "politistasjonssjef", "Fjorden politistasjonsdistrikt", "Til sak 13"),
]


def _item(number: str, **changes: Any) -> dict[str, Any]:
    return {
        "number": number,
        "title": f"Sak {number}",
        "kind_label": "Drøfting",
        "minutes": 20,
        "presenter": "Ola Sand",
        "documents": ["Notat om uro i sentrum"],
        "text_html": RICH,
        "decision_html": "<p>Vi går inn i felles uteteam.</p>",
        "votes": "Enstemmig",
        "attendance_note": "",
        "actions": [{"text": "Sette opp vaktplan", "responsible": "Ola Sand", "due": "15. desember 2026"}],
        "closed": False,
        "legal_basis": "",
    } | changes


CLOSED = {"text_html": "", "decision_html": "", "actions": [], "documents": [], "closed": True}
ITEMS = [_item("12/26"), _item("13/26", **CLOSED, legal_basis="offentleglova § 13")]


def agenda(**changes: Any) -> dict[str, Any]:
    return {
        "council": "Politirådet i Granli",
        "running": "Politirådet i Granli",
        "head": HEAD,
        "message_html": "<p>Velkommen til årets siste møte.</p>",
        "invited": PEOPLE,
        "items": ITEMS,
        "public": False,
        **PROVEN,
    } | changes


def minutes(**changes: Any) -> dict[str, Any]:
    return {
        "council": "Politirådet i Granli",
        "running": "Politirådet i Granli",
        "head": HEAD,
        "present": PEOPLE,
        "absent": [_person("Čuvgi Šuoŋŋu", "kommunedirektør", "Granli kommune", "Vara møtte")],
        "items": ITEMS,
        "public": True,
        "approval": [_fact("Godkjent", "2. desember 2026 av Kari Nordbø")],
        "next_meeting": "Onsdag 10. februar 2027 kl. 13.00.",
        **PROVEN,
    } | changes


def year_plan(**changes: Any) -> dict[str, Any]:
    entry = {
        "date": "onsdag 10.",
        "time": "kl. 13.00",
        "title": "Politiråd",
        "place": "Rådhuset",
        "note": "Evaluering",
    }
    return {
        "council": "Politirådet i Granli",
        "running": "Politirådet i Granli",
        "head": [_fact("År", "2027")],
        "wheel_svg": qr_picture("hjul"),
        "wheel_alt": "Hjul med to møter, i februar og november.",
        "months": [
            {"name": "februar", "entries": [entry | {"planned": True}, entry | {"planned": False}]},
            {"name": "mars", "entries": []},
        ],
        "duties": [{"title": "Evaluere arbeidet", "due": "første møte", "source": "Avtalen punkt 5"}],
        "notes_html": SENTENCES,
        **PROVEN,
    } | changes


PAPERS = {"agreement": agreement, "agenda": agenda, "minutes": minutes, "year_plan": year_plan}
