"""The role catalogue. It is data: a row can be changed or added without a new version of the code."""

from django.db import migrations

MEMBER = ["view_council", "propose_item"]
SEE = ["view_agreement"]
SECRETARY = [
    *MEMBER,
    "manage_members",
    "edit_rules",
    "plan_year",
    "approve_plan",
    "prepare_agenda",
    "call_meeting",
    "write_minutes",
    "follow_up",
    "make_agreement",
    "read_audit",
]
WRITER = [
    *SEE,
    "edit_agreement",
    "freeze_agreement",
    "attest_paper",
    "revise_agreement",
]
LEADER = [*MEMBER, "approve_plan", "approve_minutes", "follow_up", "read_audit"]

# code, bokmål, nynorsk, English, side, rights in the council, rights on its agreements
ROLES = [
    ("mayor", "Ordfører", "Ordførar", "Mayor", "municipality", LEADER, [*SEE, "revise_agreement"]),
    ("deputy_mayor", "Varaordfører", "Varaordførar", "Deputy mayor", "municipality", MEMBER, SEE),
    ("chief_executive", "Kommunedirektør", "Kommunedirektør", "Chief executive", "municipality", LEADER, SEE),
    ("director", "Direktør", "Direktør", "Director", "municipality", MEMBER, SEE),
    ("slt_coordinator", "SLT-koordinator", "SLT-koordinator", "SLT coordinator", "municipality", SECRETARY, WRITER),
    ("secretary", "Sekretær", "Sekretær", "Secretary", "", SECRETARY, WRITER),
    ("station_chief", "Politistasjonssjef", "Politistasjonssjef", "Station chief", "police",
     [*MEMBER, "review_agenda", "approve_minutes", "follow_up", "read_audit"], [*SEE, "revise_agreement"]),
    ("section_leader", "Seksjonsleder", "Seksjonsleiar", "Section leader", "police",
     [*MEMBER, "review_agenda"], SEE),
    ("police_contact", "Politikontakt", "Politikontakt", "Police contact", "police",
     [*MEMBER, "review_agenda", "follow_up"], SEE),
    ("county_mayor", "Fylkesordfører", "Fylkesordførar", "County mayor", "county", MEMBER, SEE),
    ("county_director", "Fylkesdirektør", "Fylkesdirektør", "County director", "county", MEMBER, SEE),
    ("member", "Medlem", "Medlem", "Member", "", MEMBER, SEE),
    ("observer", "Observatør", "Observatør", "Observer", "", ["view_council"], SEE),
    ("tenant_administrator", "Administrator", "Administrator", "Administrator", "",
     ["view_council", "manage_members", "edit_rules", "read_audit"], SEE),
    ("system_administrator", "Systemadministrator", "Systemadministrator", "System administrator", "",
     ["view_council", "manage_members", "edit_rules"], []),
]  # fmt: skip


def fill(apps, schema_editor):
    """Add or bring up to date every role of the catalogue."""
    role = apps.get_model("councils", "Role")
    for order, (code, nb, nn, en, side, council_rights, agreement_rights) in enumerate(ROLES, start=1):
        role.objects.using(schema_editor.connection.alias).update_or_create(
            code=code,
            defaults={
                "name_nb": nb,
                "name_nn": nn,
                "name_en": en,
                "side": side,
                "council_rights": council_rights,
                "agreement_rights": agreement_rights,
                "order": order,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("councils", "0003_wall")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
