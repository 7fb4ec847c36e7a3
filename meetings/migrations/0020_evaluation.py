"""The council's own evaluation: forms, evaluations, answers that only the member sees until it is closed, and points."""

import django.db.models.deletion
import politirad.tenancy.models.walled
import uuid
from django.conf import settings
from django.db import migrations, models

from politirad.tenancy.rls import BY_COUNCIL, ME, CouncilWall, SeerFunction, Wall

OF_IT = "SELECT 1 FROM meetings_evaluation e WHERE e.id = evaluation_id AND e.state ="
OWN = f"{BY_COUNCIL} AND user_id = {ME} AND EXISTS ({OF_IT} 'open')"


class Migration(migrations.Migration):
    dependencies = [
        ("councils", "0007_declarations"),
        ("meetings", "0019_readers_of_closed_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Evaluation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("year", "Året"), ("meeting", "Et møte")],
                        max_length=10,
                        verbose_name="gjelder",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("questions", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Åpen for svar"), ("closed", "Lukket")],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("closes_on", models.DateField(verbose_name="siste dag for svar")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="councils.council",
                    ),
                ),
                (
                    "meeting",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "evaluering",
                "verbose_name_plural": "evalueringer",
                "ordering": ["-opened_at"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("answers", models.JSONField(default=dict)),
                ("answered_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "evaluation",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="meetings.evaluation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "svar på evaluering",
                "verbose_name_plural": "svar på evaluering",
            },
        ),
        migrations.CreateModel(
            name="EvaluationForm",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("year", "Året"), ("meeting", "Et møte")],
                        max_length=10,
                        verbose_name="gjelder",
                    ),
                ),
                ("questions", models.JSONField(default=list)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
            ],
            options={
                "verbose_name": "evalueringsskjema",
                "verbose_name_plural": "evalueringsskjemaer",
            },
        ),
        migrations.CreateModel(
            name="LearningPoint",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="år")),
                ("text", models.CharField(max_length=500, verbose_name="læringspunkt")),
                ("written_at", models.DateTimeField()),
                (
                    "council",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="councils.council"
                    ),
                ),
                (
                    "evaluation",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="meetings.evaluation",
                    ),
                ),
                (
                    "proposal",
                    politirad.tenancy.models.walled.CouncilForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.itemproposal",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "læringspunkt",
                "verbose_name_plural": "læringspunkter",
                "ordering": ["written_at"],
            },
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("meeting__isnull", True), ("rhythm", "year")),
                    models.Q(("meeting__isnull", False), ("rhythm", "meeting")),
                    _connector="OR",
                ),
                name="evaluation_of_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "open"), ("closed_at__isnull", False), _connector="OR"),
                name="evaluation_closed_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rhythm", "year")),
                fields=("council", "year"),
                name="evaluation_of_year_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("rhythm", "meeting")),
                fields=("meeting",),
                name="evaluation_of_meeting_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationanswer",
            constraint=models.UniqueConstraint(
                fields=("evaluation", "user"), name="evaluation_answered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationform",
            constraint=models.UniqueConstraint(fields=("council", "rhythm"), name="evaluation_form_once"),
        ),
        CouncilWall("EvaluationForm"),
        CouncilWall("Evaluation"),
        CouncilWall("LearningPoint"),
        Wall(
            "EvaluationAnswer",
            read=f"{BY_COUNCIL} AND (user_id = {ME} OR EXISTS ({OF_IT} 'closed'))",
            insert=OWN,
            update=OWN,
        ),
        # Who has answered, never what: how many answers there are, and whom to remind.
        SeerFunction(
            "sec.answered_by(uuid)",
            """
            CREATE OR REPLACE FUNCTION sec.answered_by(evaluation uuid) RETURNS TABLE (user_id uuid)
            LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog AS
            $$ SELECT a.user_id FROM public.meetings_evaluationanswer a
               WHERE a.evaluation_id = evaluation AND a.council_id = ANY (sec.councils()) $$
            """,
            reads=["meetings_evaluationanswer"],
        ),
    ]
