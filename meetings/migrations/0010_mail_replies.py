"""Mails that came back, and how an answer came."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import politirad.tenancy.models.walled
from politirad.tenancy.rls import BY_COUNCIL, SeerFunction, Wall


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0005_keepers"),
        ("meetings", "0009_live_minutes"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitee",
            name="answer_source",
            field=models.CharField(
                blank=True,
                choices=[
                    ("link", "via lenken"),
                    ("page", "på møtets side"),
                    ("mail", "fra kalenderen"),
                    ("other", "ført av sekretæren"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="MailReply",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("identity", models.CharField(max_length=250)),
                ("sender", models.CharField(blank=True, max_length=254)),
                ("came_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("taken", "Ført som svar"),
                            ("stale", "Gjaldt en tid som ikke står lenger"),
                            ("older", "Eldre enn svaret som er ført"),
                            ("other_person", "Kom fra en annen enn den som er kalt inn"),
                            ("refused", "Kom da møtet ikke tok imot svar"),
                            ("unclear", "Sa ikke om personen kommer"),
                            ("letter", "Vanlig e-post, sendt videre"),
                            ("automatic", "Automatisk svar"),
                            ("bounced", "Brevet kom ikke fram"),
                        ],
                        max_length=20,
                        verbose_name="hva det ble til",
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "invitee",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_replies",
                        to="meetings.invitee",
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_replies",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["came_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("invitee", "identity"), name="mail_taken_once")
                ],
            },
        ),
        Wall("MailReply", read=BY_COUNCIL, insert=BY_COUNCIL, delete=BY_COUNCIL),
        SeerFunction(
            "sec.council_of_invitee(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.council_of_invitee(invitee uuid) RETURNS uuid
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i.council_id FROM public.meetings_invitee i WHERE i.id = invitee $$
            """,
            reads=["meetings_invitee"],
        ),
        SeerFunction(
            "sec.find_invitee(uuid, text)",
            """
            CREATE OR REPLACE FUNCTION sec.find_invitee(meeting uuid, address text)
            RETURNS TABLE (invitee_id uuid, council_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT i.id, i.council_id FROM public.meetings_invitee i
               WHERE i.meeting_id = meeting AND lower(i.email) = lower(address) $$
            """,
            reads=["meetings_invitee"],
        ),
    ]
