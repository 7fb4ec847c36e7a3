"""Set-up: what a machine lacks is installed by root, and named for everybody else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from politirad import benchmarks, bootstrap


def test_unknown_task_is_told_what_there_is(at_root: Path) -> None:
    command = [sys.executable, "politirad/bootstrap.py", "fly"]
    done = subprocess.run(command, cwd=at_root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Say what to do: run, bench, test, soak, check, fix, lock, setup." in done.stderr


def test_missing_package_is_named_with_its_command_for_others_than_root(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "LIBRARIES", {"libnothing-at-all.so.9": "libnothing9"})
    with pytest.raises(SystemExit) as refusal:
        bootstrap.system_packages(developer=False)
    assert "This machine lacks libnothing9." in str(refusal.value)
    assert "apt-get update && apt-get install -y --no-install-recommends libnothing9" in str(refusal.value)


def test_nothing_is_missing_on_a_machine_that_runs_the_tests() -> None:
    bootstrap.system_packages(developer=True)


def test_makefile_and_bootstrap_know_the_same_tasks(at_root: Path) -> None:
    (line,) = [line for line in (at_root / "Makefile").read_text().splitlines() if line.startswith(".PHONY:")]
    assert set(line.split()[1:]) == set(bootstrap.TASKS)


def test_lock_files_carry_a_hash_for_every_package_and_no_address(at_root: Path) -> None:
    for name in ("app", "dev"):
        text = (at_root / "requirements" / f"{name}.txt").read_text()
        assert "://" not in text
        for entry in text.replace("\\\n", " ").splitlines():
            assert "==" in entry and "--hash=sha256:" in entry, entry


def test_benchmark_measures_beside_its_yardstick() -> None:
    calls: list[str] = []
    results = benchmarks.measure(
        "group", {"yardstick": lambda: calls.append("y"), "case": lambda: calls.append("c")}, rounds=5
    )
    assert [(result.name, result.rounds) for result in results] == [("yardstick", 5), ("case", 5)]
    assert results[0].ratio == 1.0
    assert sorted(calls) == ["c"] * 6 + ["y"] * 6
