"""Sets up a checkout and starts a task in it: `python3 politirad/bootstrap.py TASK`. Standard library only.

Each step leaves a stamp of what it was made from and is skipped while that stays the same. Where something must come
from Debian, root gets it installed; anybody else gets a sentence with the command.
"""

import ctypes
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCAL = ROOT / ".local"
PR_SET_PDEATHSIG = 1

# What WeasyPrint opens, and the Debian package that brings it.
LIBRARIES = {
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz.so.0": "libharfbuzz0b",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
    "libfontconfig.so.1": "libfontconfig1",
}
# What the browser tests' Node opens.
TESTS_LIBRARIES = {"libatomic.so.1": "libatomic1"}
# What tests start; any one of the names will do.
PROGRAMS = {
    ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"): "chromium-headless-shell",
    ("hunspell",): "hunspell",
    ("pdftotext",): "poppler-utils",
    ("javac",): "default-jdk-headless",
    ("wget",): "wget",
}
FILES = {
    Path("/usr/share/hunspell/nn_NO.dic"): "hunspell-no",
    Path("/usr/share/hunspell/nb_NO.dic"): "hunspell-no",
    Path("/usr/share/java/jaxb-runtime.jar"): "libjaxb-java",
}

# Task: whether it needs the developer's packages, and what it runs.
TASKS = {
    "run": (False, ["manage.py", "serve"]),
    "bench": (False, ["manage.py", "bench"]),
    "test": (True, ["-m", "pytest", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]),
    "soak": (True, ["-m", "pytest", "-m", "soak", "-s"]),
    "check": (True, ["-m", "politirad.checking"]),
    "fix": (True, ["-m", "politirad.checking", "--fix"]),
    "lock": (True, ["-m", "politirad.locking"]),
    "setup": (True, ["-c", ""]),
}


def fail(sentence: str) -> None:
    """End with a sentence that says what to do."""
    sys.exit(f"\n{sentence}\n")


def say(text: str) -> None:
    """One line about a step that takes time; on standard error, for some tasks print data."""
    print(text, file=sys.stderr, flush=True)


def run(command: list[str], *, step: str) -> None:
    """Run one step quietly; show what it printed when it fails."""
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    if done.returncode:
        fail(f"{done.stdout}\n{step} failed (the output is above): {' '.join(command)}")


def install_from_debian(packages: list[str]) -> None:
    """Install packages as root; ask for it as anybody else."""
    command = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        fail(
            f"This machine lacks {', '.join(packages)}. Run this, then try again:\n\n    sudo sh -c '{command}'"
        )
    say(f"Installing {', '.join(packages)} from Debian ...")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["sh", "-c", command], env=quiet, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"{done.stdout[-2000:]}{done.stderr[-2000:]}\nThis failed: {command}")


def loads(library: str) -> bool:
    """Whether the dynamic linker finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def system_packages(*, developer: bool) -> None:
    """Everything that only Debian has."""
    libraries = LIBRARIES | TESTS_LIBRARIES if developer else LIBRARIES
    missing = {package for library, package in libraries.items() if not loads(library)}
    if developer:
        missing |= {package for names, package in PROGRAMS.items() if not any(map(shutil.which, names))}
        missing |= {package for path, package in FILES.items() if not path.exists()}
    if missing:
        install_from_debian(sorted(missing))


def environment() -> None:
    """A virtual environment with pip."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file meets Pythons that the project refuses)
        fail(f"Politiråd needs Python 3.11 or later; {sys.executable} is {sys.version.split()[0]}.")
    made = any((VENV / f".stamp-{name}").exists() for name in ("app", "dev"))
    if (made and PYTHON.exists()) or works([str(PYTHON), "-m", "pip", "--version"]):
        return
    if not works([sys.executable, "-c", "import ensurepip"]):
        install_from_debian([f"python{sys.version_info.major}.{sys.version_info.minor}-venv"])
    say("Making the virtual environment ...")
    venv.create(VENV, with_pip=True, clear=True)


def works(command: list[str]) -> bool:
    """Whether a command can be started and succeeds."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def python_packages(*, developer: bool) -> None:
    """The locked packages, each checked against its hash. The developer's list contains the application's."""
    wanted = ["dev"] if developer else ["dev", "app"]
    stamps = {name: VENV / f".stamp-{name}" for name in ("app", "dev")}
    if any(stamps[name].exists() and stamps[name].read_text() == fingerprint(lock(name)) for name in wanted):
        return
    name = wanted[-1]
    say(f"Installing Python packages from {lock(name).relative_to(ROOT)} ...")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--no-input", "--quiet"]
    pip += ["--no-compile"]  # Python compiles what is used, when it is used
    run([*pip, "--no-deps", "--require-hashes", "-r", str(lock(name))], step="Installing Python packages")
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    stamps[name].write_text(fingerprint(lock(name)))


def lock(name: str) -> Path:
    """The lock file of a list of packages."""
    return ROOT / "requirements" / f"{name}.txt"


def fingerprint(*paths: Path) -> str:
    """What a stamp says: the inputs and the Python they are for."""
    digest = hashlib.sha256(sys.version.encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fetch_assets() -> "subprocess.Popen[str]":
    """Begin to fetch the pages' styles, fonts and scripts; needs no package of ours, so it goes on beside pip."""
    if not (ROOT / "static" / "vendor" / ".stamp").exists():
        say("Fetching the pages' styles, fonts and scripts from npm ...")
    command = [sys.executable, "-m", "politirad.assets"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(assets: "subprocess.Popen[str]") -> None:
    """Wait for the assets; show what npm said when it failed."""
    words, _none = assets.communicate()
    if assets.returncode:
        fail(f"{words}\nFetching the static assets failed (the output is above): python -m politirad.assets")


def compile_catalogues() -> None:
    """Translations as gettext reads them; also again when somebody else has compiled them since the stamp."""
    sources = sorted((ROOT / "locale").rglob("*.po"))
    compiled = [path.with_suffix(".mo") for path in sources]
    stamp = LOCAL / "catalogues.stamp"
    wanted = fingerprint(ROOT / "politirad" / "catalogues.py", *sources)
    if stamp.exists() and stamp.read_text() == wanted:
        made = stamp.stat().st_mtime_ns
        if all(path.exists() and path.stat().st_mtime_ns <= made for path in compiled):
            return
    run([str(PYTHON), "-m", "politirad.catalogues", "compile"], step="Compiling the translations")
    stamp.write_text(wanted)


def static_files() -> None:
    """Hashed and compressed static files, made again when one of their sources changed."""
    stamp = ROOT / "staticfiles" / ".stamp"
    sources = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())
    listing = "".join(f"{path}{path.stat().st_size}{path.stat().st_mtime_ns}" for path in sources)
    wanted = hashlib.sha256((listing + fingerprint(lock("app"))).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("Preparing the static files ...")
    shutil.rmtree(stamp.parent, ignore_errors=True)
    run([str(PYTHON), "manage.py", "collectstatic", "--noinput", "-v0"], step="Preparing the static files")
    stamp.write_text(wanted)


def die_with_parent() -> None:
    """End when `make` is killed, even hard (Linux; kept across exec)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def main(task: str, arguments: list[str]) -> None:
    """Set up what the task needs, one set-up at a time, and become the task."""
    developer, command = TASKS[task]
    die_with_parent()
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "setup.lock").open("w") as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        system_packages(developer=developer)
        environment()
        assets = fetch_assets()
        python_packages(developer=developer)
        finish(assets)
        compile_catalogues()
        if task in {"run", "bench"}:
            static_files()
    os.chdir(ROOT)
    os.environ["PATH"] = f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    os.execv(PYTHON, [str(PYTHON), *command, *arguments])


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        fail(f"Say what to do: {', '.join(TASKS)}.")
    try:
        main(sys.argv[1], sys.argv[2:])
    except KeyboardInterrupt:
        sys.exit(130)
