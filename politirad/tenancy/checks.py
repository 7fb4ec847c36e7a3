"""Refuses to serve through a role or over a table that would open the wall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

#: Tables of the walled rooms that hold reference data, or what is needed before a context exists.
OUTSIDE = frozenset(
    {
        "tenancy_organization",
        "tenancy_electionday",
        "tenancy_user",
        "tenancy_user_groups",
        "tenancy_user_user_permissions",
        "councils_role",
    }
)
ROOMS = ("tenancy", "councils", "agreements", "meetings")
OLDEST_MINOR = {15: 150018, 16: 160014, 17: 170010, 18: 180004}


@register(Tags.database)
def check_the_wall(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """For `check --database default`, and before `migrate` on that connection."""
    return wall_faults() if "default" in (databases or ()) else []


@register(Tags.security, deploy=True)
def check_the_deployed_wall(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> list[CheckMessage]:
    """For `check --deploy`, which asks the database though nobody names it."""
    return [] if "default" in (databases or ()) else wall_faults()


def wall_faults() -> list[CheckMessage]:
    """Everything that would open the wall: the role that serves, and tables, functions and views. Needs the database."""
    return [*_role_faults(), *_table_faults()]


def _role_faults() -> list[CheckMessage]:
    """The serving role is no superuser, bypasses nothing, owns no table and is a member of no role."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT r.rolsuper, r.rolbypassrls, current_setting('server_version_num')::int,"
            " EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            "   WHERE c.relowner = r.oid AND n.nspname IN ('public', 'sec')),"
            " EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid)"
            " FROM pg_roles r WHERE r.rolname = current_user"
        )
        superuser, bypasses, version, owns, member = cursor.fetchone()
    faults = [
        (superuser, "tenancy.E001", "The serving role is a superuser."),
        (bypasses, "tenancy.E002", "The serving role bypasses row level security."),
        (owns, "tenancy.E003", "The serving role owns tables; it must own nothing."),
        (member, "tenancy.E004", "The serving role is a member of another role."),
        (
            version < OLDEST_MINOR.get(version // 10000, 180004 if version < 190000 else 0),
            "tenancy.E005",
            "PostgreSQL lacks security fixes: use at least 15.18, 16.14, 17.10 or 18.4.",
        ),
    ]
    return [Error(text, id=code) for fault, code, text in faults if fault]


def _table_faults() -> list[CheckMessage]:
    """Every table of the rooms has its wall, save the reference tables; no view and no open definer function."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND split_part(c.relname, '_', 1) = ANY(%s)"
            " AND (NOT c.relrowsecurity OR NOT c.relforcerowsecurity"
            "   OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid))",
            [list(ROOMS)],
        )
        open_tables = sorted({name for (name,) in cursor.fetchall()} - OUTSIDE)
        cursor.execute(
            "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " WHERE n.nspname IN ('public', 'sec') AND p.prosecdef"
            " AND (p.proconfig IS NULL OR NOT EXISTS (SELECT 1 FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%%')"
            "   OR EXISTS (SELECT 1 FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
            "     WHERE a.grantee = 0))"
        )
        open_functions = sorted(name for (name,) in cursor.fetchall())
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname IN ('public', 'sec') AND c.relkind IN ('v', 'm')"
        )
        views = sorted(name for (name,) in cursor.fetchall())
    return [
        *(Error(f"The table {name} has no wall.", id="tenancy.E010") for name in open_tables),
        *(Error(f"The function {name} is open to everybody.", id="tenancy.E011") for name in open_functions),
        *(Error(f"The view {name} looks past the wall.", id="tenancy.E012") for name in views),
    ]
