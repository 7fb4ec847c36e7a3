"""Comments on the text, by either party: written once, settled by their author or by those who write the agreement."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import COUNCILS, ME, SeerFunction, Wall, serving_role

READ = "EXISTS (SELECT 1 FROM agreements_agreementaccess x WHERE x.agreement_id = agreements_comment.agreement_id)"
OWNED = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = agreements_comment.agreement_id"
    f" AND a.owner_council_id = {COUNCILS})"
)
WRITTEN = (
    "EXISTS (SELECT 1 FROM agreements_agreement a WHERE a.id = agreements_comment.agreement_id"
    " AND a.state IN ('draft', 'hearing', 'political_treatment'))"
)

UNTOLD = """
CREATE OR REPLACE FUNCTION sec.untold_comments(quiet_since timestamptz, waited_since timestamptz)
RETURNS TABLE (agreement_id uuid, council_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
$$ SELECT c.agreement_id, a.owner_council_id FROM public.agreements_comment c
   JOIN public.agreements_agreement a ON a.id = c.agreement_id
   WHERE c.told_at IS NULL GROUP BY c.agreement_id, a.owner_council_id
   HAVING max(c.written_at) <= quiet_since OR min(c.written_at) <= waited_since $$
"""

#: Everybody who reads an agreement for the sake of work in it may comment; those who only look on may not.
LOOK_ON = {"observer", "tenant_administrator"}


def let_comment(apps, schema_editor):
    """Add the right to the roles that see agreements."""
    role = apps.get_model("councils", "Role")
    for row in role.objects.using(schema_editor.connection.alias).all():
        if "view_agreement" in row.agreement_rights and row.code not in LOOK_ON:
            row.agreement_rights = [*row.agreement_rights, "comment_agreement"]
            row.save(update_fields=["agreement_rights"])


def let_nobody_comment(apps, schema_editor):
    """Take it away again."""
    role = apps.get_model("councils", "Role")
    for row in role.objects.using(schema_editor.connection.alias).all():
        row.agreement_rights = [right for right in row.agreement_rights if right != "comment_agreement"]
        row.save(update_fields=["agreement_rights"])


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0011_preparing_wall"),
        ("councils", "0004_role_catalogue"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="agreement",
            options={
                "default_permissions": (),
                "ordering": ["title"],
                "permissions": [
                    ("view_agreement", "See the agreement"),
                    ("comment_agreement", "Comment on the text"),
                    ("edit_agreement", "Write the text and the terms"),
                    ("freeze_agreement", "Freeze for signing, and take back"),
                    ("sign_agreement", "Sign the own slot"),
                    ("attest_paper", "Attest a signature on paper"),
                    ("revise_agreement", "Open a revision"),
                ],
                "verbose_name": "avtale",
                "verbose_name_plural": "avtaler",
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("heading", models.CharField(blank=True, max_length=250)),
                ("text", models.TextField(max_length=2000, verbose_name="kommentar")),
                ("written_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="agreements.agreement",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="comments",
                        to="agreements.section",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="agreements.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "kommentar",
                "verbose_name_plural": "kommentarer",
                "ordering": ["written_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("told_at__isnull", True)),
                        fields=["written_at"],
                        name="comment_untold",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="comment_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("thread__isnull", True), ("settled_at__isnull", True), _connector="OR"
                        ),
                        name="comment_only_remarks_are_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_by__isnull", True)),
                            models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_settled_by_somebody",
                    ),
                ],
            },
        ),
        Wall(
            "Comment",
            read=READ,
            insert=f"author_id = {ME} AND {READ} AND {WRITTEN}",
            update=f"author_id = {ME} OR {OWNED}",
        ),
        migrations.RunSQL(
            [
                "ALTER TABLE agreements_comment"
                " ADD CONSTRAINT comment_id_agreement UNIQUE (id, agreement_id),"
                " ADD CONSTRAINT comment_thread_same_agreement FOREIGN KEY (thread_id, agreement_id)"
                " REFERENCES agreements_comment (id, agreement_id) DEFERRABLE INITIALLY DEFERRED",
                f'REVOKE UPDATE ON agreements_comment FROM "{serving_role()}"',
                "GRANT UPDATE (settled_at, settled_by_id, withdrawn_at, told_at) ON agreements_comment"
                f' TO "{serving_role()}"',
            ],
            migrations.RunSQL.noop,
        ),
        SeerFunction(
            "sec.untold_comments(timestamptz, timestamptz)",
            UNTOLD,
            reads=["agreements_comment", "agreements_agreement"],
        ),
        migrations.RunPython(let_comment, let_nobody_comment),
    ]
