"""The sections of a living attachment are written after the signing too: the signatures bind its number and title alone."""

from django.db import migrations

from politirad.tenancy.rls import COUNCILS

LIVING = (
    "EXISTS (SELECT 1 FROM agreements_attachment t JOIN agreements_agreement a ON a.id = t.agreement_id"
    " WHERE t.id = {section}.attachment_id AND t.agreement_id = {section}.agreement_id AND t.living"
    " AND a.state IN ('in_force', 'to_renew', 'notice_given')"
    f" AND a.owner_council_id = {COUNCILS})"
)
SECTION = LIVING.format(section="agreements_section")
VERSION = (
    "EXISTS (SELECT 1 FROM agreements_section s WHERE s.id = agreements_sectionversion.section_id"
    " AND s.agreement_id = agreements_sectionversion.agreement_id AND " + LIVING.format(section="s") + ")"
)
POLICIES = [
    ("living_insert", "agreements_section", f"FOR INSERT WITH CHECK ({SECTION})"),
    ("living_update", "agreements_section", f"FOR UPDATE USING ({SECTION}) WITH CHECK ({SECTION})"),
    ("living_delete", "agreements_section", f"FOR DELETE USING ({SECTION})"),
    ("living_insert", "agreements_sectionversion", f"FOR INSERT WITH CHECK ({VERSION})"),
]


class Migration(migrations.Migration):
    dependencies = [("agreements", "0026_agreement_now")]

    operations = [
        migrations.RunSQL(
            f"CREATE POLICY {name} ON {table} {rule}",
            f"DROP POLICY {name} ON {table}",
        )
        for name, table, rule in POLICIES
    ]
