"""The service proxy of docker-compose.yml without its container: Caddy from its package, with ports of ours."""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from politirad.engines.processes import accepts, free_port
from tests.compose_file import FILLED_IN

HOST = FILLED_IN["SITE_HOST"]
INSIDE = "/etc/caddy/Caddyfile"
UPSTREAM = "reverse_proxy web:8000\n"
ADMIN = "127.0.0.1:2019"

#: What the machine of a test decides: ports, and an authority of its own where operation asks Let's Encrypt.
OURS = """\
{{
	http_port {http}
	https_port {https}
	admin {admin}
	local_certs
	skip_install_trust
}}
"""


class Proxy:
    """Caddy before a web server at `port`: the service's own command, and its own file but for where web is."""

    def __init__(self, service: dict[str, Any], root: Path, folder: Path, port: int) -> None:
        self.service = service
        self.log = folder / "proxy.log"
        self.data = folder / "caddy"
        self.http, self.https = free_port(), free_port()
        self.admin = f"127.0.0.1:{free_port()}"
        source, *_options = next(line.split(":") for line in service["volumes"] if INSIDE in line)
        text = (root / source).read_text()
        assert text.count(UPSTREAM) == 1
        self.file = folder / "Caddyfile"
        options = OURS.format(http=self.http, https=self.https, admin=self.admin)
        self.file.write_text(options + text.replace(UPSTREAM, f"reverse_proxy 127.0.0.1:{port}\n"))
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder),
            **service["environment"],
        }

    def start(self) -> None:
        """Start it; it has its certificate and listens when this returns."""
        command = [word.replace(INSIDE, str(self.file)) for word in self.service["command"]]
        assert str(self.file) in command
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not (accepts(self.https) and self.authority.exists() and self.greets()):
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    @property
    def authority(self) -> Path:
        """The certificate of the authority that signed the site's."""
        return self.data / "pki/authorities/local/root.crt"

    def greets(self) -> bool:
        """Whether it shows a certificate for the site's name that the authority signed."""
        try:
            self.connection().close()
        except (OSError, ssl.SSLError):
            return False
        return True

    def connection(self, name: str = HOST) -> http.client.HTTPConnection:
        """A visitor's line over TLS to the site's name, or another. ssl.SSLError: no certificate for it."""
        context = ssl.create_default_context(cafile=self.authority)
        plain = socket.create_connection(("127.0.0.1", self.https), timeout=60)
        made = http.client.HTTPConnection(name)
        made.sock = context.wrap_socket(plain, server_hostname=name)
        return made

    def is_well(self) -> bool:
        """What the service's own health check says."""
        kind, *command = self.service["healthcheck"]["test"]
        assert kind == "CMD"
        assert sum(ADMIN in word for word in command) == 1
        command = [word.replace(ADMIN, self.admin) for word in command]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def stop(self) -> int:
        """As compose stops a container; its exit code."""
        self.process.terminate()
        return self.process.wait(10)
