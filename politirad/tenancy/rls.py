"""Migration operations that build the wall: policies, composite keys, definer functions, grants.

Every policy asks for the context in a sub-select, `= ANY ((SELECT sec.councils())::uuid[])`, so
that PostgreSQL evaluates it once a statement; the cast stands outside, else it would read a set.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

SEER = "politirad_seer"
COUNCILS = "ANY ((SELECT sec.councils())::uuid[])"
ORGANIZATIONS = "ANY ((SELECT sec.organizations())::uuid[])"
ME = "(SELECT sec.user_id())"
BY_COUNCIL = f"council_id = {COUNCILS}"
BY_ORGANIZATION = f"organization_id = {ORGANIZATIONS}"


def serving_role() -> str:
    """The role that web and workers log in as."""
    return str(settings.DATABASES["default"]["USER"])


class Wall(Operation):
    """Force row level security on a table, with one policy per kind of statement.

    `read` is the condition for SELECT; `write` the one for INSERT, UPDATE and DELETE where `insert`,
    `update` or `delete` say nothing else. None means: nobody may. `restrict` is added as a
    RESTRICTIVE policy for reading and writing, which no later policy can widen.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        model_name: str,
        *,
        read: str,
        write: str | None = None,
        insert: str | None = None,
        update: str | None = None,
        delete: str | None = None,
        restrict: str | None = None,
    ) -> None:
        self.model_name = model_name
        self.read = read
        self.insert = insert or write
        self.update = update or write
        self.delete = delete or write
        self.restrict = restrict

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        keys = ("read", "insert", "update", "delete", "restrict")
        return (
            self.__class__.__qualname__,
            [self.model_name],
            {key: getattr(self, key) for key in keys},
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = to_state.apps.get_model(app_label, self.model_name)
        for statement in self.statements(model._meta.db_table):
            schema_editor.execute(statement)
        for statement in composite_keys(model):
            schema_editor.execute(statement)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        model = from_state.apps.get_model(app_label, self.model_name)
        table = model._meta.db_table
        for name in (
            "wall_read",
            "wall_insert",
            "wall_update",
            "wall_delete",
            "wall_restrict",
        ):
            schema_editor.execute(f'DROP POLICY IF EXISTS {name} ON "{table}"')
        schema_editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        schema_editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        for name, _column, _target in crossings(model):
            schema_editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT IF EXISTS "{name}"')

    def statements(self, table: str) -> list[str]:
        """The SQL of the wall of one table."""
        sql = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY wall_read ON "{table}" FOR SELECT USING ({self.read})',
        ]
        revoked = []
        if self.insert:
            sql.append(f'CREATE POLICY wall_insert ON "{table}" FOR INSERT WITH CHECK ({self.insert})')
        else:
            revoked.append("INSERT")
        if self.update:
            sql.append(
                f'CREATE POLICY wall_update ON "{table}" FOR UPDATE USING ({self.update}) WITH CHECK ({self.update})'
            )
        else:
            revoked.append("UPDATE")
        if self.delete:
            sql.append(f'CREATE POLICY wall_delete ON "{table}" FOR DELETE USING ({self.delete})')
        else:
            revoked.append("DELETE")
        if self.restrict:
            sql.append(
                f'CREATE POLICY wall_restrict ON "{table}" AS RESTRICTIVE FOR ALL'
                f" USING ({self.restrict}) WITH CHECK ({self.restrict})"
            )
        if revoked:
            sql.append(f'REVOKE {", ".join(revoked)} ON "{table}" FROM "{serving_role()}"')
        return sql

    def describe(self) -> str:
        return f"Wall {self.model_name}"


class CouncilWall(Wall):
    """The wall of a table whose rows belong to one council (`council_id`)."""

    def __init__(self, model_name: str, *, restrict: str | None = None) -> None:
        super().__init__(model_name, read=BY_COUNCIL, write=BY_COUNCIL, restrict=restrict)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        return (
            self.__class__.__qualname__,
            [self.model_name],
            {"restrict": self.restrict},
        )


def crossings(model: Any) -> list[tuple[str, str, str]]:
    """(constraint name, column, target table) for each key without Django's own constraint.

    Only keys between two tables that both carry `council_id`.
    """
    found = []
    for field in model._meta.local_fields:
        if not field.is_relation or getattr(field, "db_constraint", True):
            continue
        target = field.related_model
        if any(other.column == "council_id" for other in target._meta.local_fields):
            name = f"{model._meta.db_table}_{field.column}_same_council"[:63]
            found.append((name, field.column, target._meta.db_table))
    return found


def composite_keys(model: Any) -> list[str]:
    """The keys on (id, council_id), with the unique index each needs on its target."""
    table = model._meta.db_table
    sql = []
    for name, column, target in crossings(model):
        sql.append(f'CREATE UNIQUE INDEX IF NOT EXISTS "{target}_id_council" ON "{target}" (id, council_id)')
        sql.append(
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ("{column}", council_id)'
            f' REFERENCES "{target}" (id, council_id) DEFERRABLE INITIALLY DEFERRED'
        )
    return sql


class SeerFunction(Operation):
    """A SECURITY DEFINER function owned by the seer: ids only, pinned search path, not for PUBLIC.

    `reads` names the tables that the seer may read for it, `writes` those that it may write.
    `body` is the complete CREATE OR REPLACE FUNCTION statement; `signature` is the function's name
    with its argument types, as ALTER FUNCTION wants it.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(
        self,
        signature: str,
        body: str,
        *,
        reads: Sequence[str] = (),
        writes: Sequence[str] = (),
        callable: bool = True,
    ) -> None:
        self.signature = signature
        self.body = body
        self.reads = tuple(reads)
        self.writes = tuple(writes)
        self.callable = callable

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        kwargs = {"reads": self.reads, "writes": self.writes, "callable": self.callable}
        return self.__class__.__qualname__, [self.signature, self.body], kwargs

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {self.signature} CASCADE")
        schema_editor.execute(self.body.replace("%", "%%"), ())
        schema_editor.execute(f"ALTER FUNCTION {self.signature} OWNER TO {SEER}")
        schema_editor.execute(f"SET LOCAL ROLE {SEER}")
        schema_editor.execute(f"REVOKE ALL ON FUNCTION {self.signature} FROM PUBLIC")
        owner = schema_editor.connection.settings_dict["USER"]  # a trigger's maker must be able to call it
        for role in (owner, serving_role()) if self.callable else (owner,):
            schema_editor.execute(f'GRANT EXECUTE ON FUNCTION {self.signature} TO "{role}"')
        schema_editor.execute("RESET ROLE")
        schema_editor.execute(f"GRANT USAGE ON SCHEMA public, sec TO {SEER}")
        for table in self.reads:
            schema_editor.execute(f'GRANT SELECT ON "{table}" TO {SEER}')
        for table in self.writes:
            schema_editor.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{table}" TO {SEER}')

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {self.signature} CASCADE")

    def describe(self) -> str:
        return f"Definer function {self.signature}"
