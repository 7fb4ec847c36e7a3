"""The mail catcher: takes every mail over SMTP and keeps it as a file; nothing leaves the machine.

Run as a program it serves until it is stopped: `python -m politirad.engines.mail PORT FOLDER`.
"""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from politirad.engines.processes import accepts, child_setup, free_port

SIZE_LIMIT = 50 * 1024 * 1024


class Keep:
    """Writes each mail to `folder`, named by the nanosecond it came, with its envelope in front."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        body = content.encode() if isinstance(content, str) else content or b""
        head = "".join(f"X-Envelope-To: {address}\r\n" for address in envelope.rcpt_tos).encode()
        name = f"{time.time_ns()}-{os.urandom(2).hex()}.eml"
        draft = self.folder / f".{name}"
        draft.write_bytes(head + body)
        draft.rename(self.folder / name)
        return "250 Kept"


async def serve(port: int, folder: Path) -> None:
    """Take mail on 127.0.0.1:`port` until the process is told to stop."""
    handler = Keep(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, loop=loop), "127.0.0.1", port
    )
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    server.close()


class Mail:
    """The catcher as an engine under `local`; mails lie in `local`/mail."""

    stop_signal = signal.SIGTERM

    def __init__(self, local: Path, *, fast: bool) -> None:
        self.local = local
        self.port = 0

    def start(self) -> subprocess.Popen[bytes]:
        """Start the catcher; it takes mail when this returns. RuntimeError where it does not come up."""
        folder = self.local / "mail"
        folder.mkdir(exist_ok=True)
        self.port = free_port()
        with (self.local / "mail.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "politirad.engines.mail", str(self.port), str(folder)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                preexec_fn=child_setup(parent=os.getpid(), stop_signal=self.stop_signal),
            )
        deadline = time.monotonic() + 30
        while not accepts(self.port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The mail catcher did not start; see {self.local / 'mail.log'}.")
            time.sleep(0.02)
        return process

    def addresses(self) -> dict[str, str]:
        """The environment that points the application here."""
        return {"EMAIL_URL": f"smtp://127.0.0.1:{self.port}"}


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
