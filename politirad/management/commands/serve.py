"""`manage.py serve`: database up to date, demo in place, then web, worker and clock until Ctrl-C."""

import fcntl
import hashlib
import os
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.urls import reverse

from politirad import embedded, health
from politirad.checks import refuse_to_serve
from politirad.demo.reading import DATA, PEOPLE_FILE, read_people
from politirad.supervisor import Member, Supervisor


class Command(BaseCommand):
    """Everything that `make run` shows, under one supervisor."""

    help = "Runs the web server, a worker and the clock on 127.0.0.1:$PORT."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, start, watch, stop. CommandError when the port is taken or another one runs here."""
        port: int = options["port"]
        local = embedded.local_folder()
        with (local / "serve.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CommandError("Politiråd runs in this checkout already.") from None
            self._refuse_taken_port(port)
            self._prepare()
            self._refuse_to_serve()
            supervisor = Supervisor(self._members(), {**os.environ, **self._environment(port)}, self._say)
            self.own_address = f"http://127.0.0.1:{port}"
            health.forget()
            supervisor.start()
            try:
                if supervisor.watch(until=self._answers):
                    self._welcome(port)
                    supervisor.watch()
            finally:
                supervisor.stop()
                embedded.leave(local, patience=3)

    def _prepare(self) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        stamp = embedded.local_folder() / "loaded"
        wanted = f"{self._database()} {self._sources()}"
        if not stamp.exists() or stamp.read_text() != wanted:
            call_command("load_register", verbosity=0)
            if settings.DEMO:
                self._say("Loading the demo ...")
                call_command("load_demo", verbosity=0)
            stamp.write_text(f"{self._database()} {self._sources()}")
        connections.close_all()

    def _database(self) -> str:
        """Names this database among all that ever were, and whether there are people in it."""
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT system_identifier, d.oid, EXISTS (SELECT FROM tenancy_user), %s"
                " FROM pg_control_system(), pg_database d WHERE d.datname = current_database()",
                [settings.DEMO],
            )
            return " ".join(map(str, cursor.fetchone()))

    def _sources(self) -> str:
        """A fingerprint of what the loading commands read."""
        digest = hashlib.sha256()
        for folder in ("demo", "tenancy/register"):
            for path in sorted((settings.BASE_DIR / "politirad" / folder).rglob("*")):
                if path.is_file() and path.suffix != ".pyc":
                    digest.update(path.read_bytes())
        return digest.hexdigest()

    def _members(self) -> list[Member]:
        local = embedded.local_folder()
        celery = [sys.executable, "-m", "celery", "-A", "politirad.celery"]
        commands = {
            "web": [sys.executable, "-m", "gunicorn", "-c", "python:politirad.gunicorn", "politirad.wsgi"],
            "worker": [*celery, "worker", "--concurrency=2", "--loglevel=WARNING", "--without-mingle"],
            "beat": [*celery, "beat", "--loglevel=WARNING", "--pidfile="],
        }
        return [Member(name, command, local / f"{name}.log") for name, command in commands.items()]

    def _environment(self, port: int) -> dict[str, str]:
        return {
            "BIND": f"127.0.0.1:{port}",
            # SIGTERM then means a soft shutdown: jobs get five seconds, and go back to the queue after that.
            "REMAP_SIGTERM": "SIGQUIT",
            # The checks load every page of the site, which a worker never shows; `make check` runs them.
            "CELERY_SKIP_CHECKS": "1",
        }

    def _refuse_to_serve(self) -> None:
        """Say once, here, what each process would say in its log."""
        try:
            refuse_to_serve()
        except ImproperlyConfigured as faults:
            raise CommandError(str(faults)) from None

    def _refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise CommandError(
                    f"Port {port} is taken. Choose another: PORT={port + 1} make run"
                ) from None

    def _answers(self) -> bool:
        return health.is_well_at(self.own_address)

    def _welcome(self, port: int) -> None:
        self._say(f"Politiråd is up: http://localhost:{port}")
        if settings.DEMO:
            people = [person for person in read_people(DATA / PEOPLE_FILE).people if person.shown_at_login]
            width = max(len(person.email) for person in people)
            self._say(f"Sign in as one of these; the password is {settings.DEMO_PASSWORD}")
            for person in people:
                self._say(f"  {person.email:<{width}}  {person.role}")
            self._say(
                f"Mail that was sent can be read here: http://localhost:{port}{reverse('demo_mailbox')}"
            )
        self._say(f"Ctrl-C stops everything. What the processes say is in {embedded.local_folder()}/*.log.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
