"""`manage.py bench`: a table of what things cost here and now; `BENCH_JSON=file` writes the same as JSON."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from politirad import benchmarked_memory, benchmarked_year, benchmarks


class Command(BaseCommand):
    """Pages, papers and jobs, each beside a yardstick of the same run."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rounds", type=int, default=40)
        parser.add_argument(
            "--memory", action="store_true", help="only the figures of memory, as one line of JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure against the demo, which is loaded where it is missing."""
        if not settings.DEMO:
            raise CommandError("The benchmarks use the demo's data: they run only where DEMO is on.")
        if options["memory"]:
            self.stdout.write(json.dumps(asdict(benchmarked_memory.rendered_and_sealed())))
            return
        rounds: int = max(options["rounds"], 2)
        call_command("migrate", verbosity=0)
        call_command("load_register", verbosity=0, stdout=self.stderr)
        call_command("load_demo", verbosity=0, stdout=self.stderr)
        results = benchmarks.measure("page", benchmarks.pages(), rounds=rounds)
        results += benchmarks.measure("paper", benchmarks.papers(), rounds=max(rounds // 4, 2))
        with benchmarked_year.deeds(benchmarks.person()) as deeds:
            results += benchmarks.measure("year", deeds, rounds=max(rounds // 8, 2))
        with benchmarks.jobs() as cases:
            results += benchmarks.measure("job", cases, rounds=rounds)
        self.stdout.write(
            f"{'group':<8}{'case':<14}{'rounds':>7}{'median ms':>12}{'p95 ms':>10}{'ratio':>8}  bar"
        )
        for result in results:
            self.stdout.write(
                f"{result.group:<8}{result.name:<14}{result.rounds:>7}{result.median_ms:>12.2f}"
                f"{result.p95_ms:>10.2f}{result.ratio:>8.2f}"
                f"  {result.bar or ''}{'' if result.holds else ': over'}".rstrip()
            )
        memory = benchmarked_memory.measured()
        self.stdout.write(
            f"memory  {memory.pages} pages rendered and sealed ({memory.size / 2**20:.1f} MB): peak"
            f" {memory.peak_mb:.0f} MB, bound {benchmarked_memory.BOUND_MB} MB"
        )
        if target := os.environ.get("BENCH_JSON"):
            report = {"results": [result.as_dict() for result in results], "memory": asdict(memory)}
            Path(target).write_text(json.dumps(report, indent=2) + "\n")
        if over := [f"{result.group} {result.name}" for result in results if not result.holds]:
            raise CommandError(f"Over their bar, if the machine had nothing else to do: {', '.join(over)}.")
        if not memory.holds:
            raise CommandError(
                f"An agreement of at least {benchmarked_memory.FEWEST_PAGES} pages must stay under"
                f" {benchmarked_memory.BOUND_MB} MB."
            )
