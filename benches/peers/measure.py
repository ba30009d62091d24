"""What a program takes: wall and CPU time, and the most memory of it and what it starts; rounds in turn, medians, tables."""

import os
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
TOOLS = Path(sys.executable).parent
ALOUD = os.environ.get("ALOUD_PROGRAM", str(REPOSITORY / "target/release/aloud"))


@dataclass
class Usage:
    """What one run took: seconds of wall and CPU, megabytes at the peak, and what else was counted."""

    wall: float
    cpu: float
    peak_mb: float
    more: dict = field(default_factory=dict)


def tree_kb(process):
    """Returns the memory that a process and all it started hold, in kB."""
    total, left = 0, [process]
    while left:
        one = left.pop()
        try:
            with open(f"/proc/{one}/smaps_rollup", encoding="ascii") as file:
                # What is shared is counted once.
                total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
            for thread in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{thread}/children", encoding="ascii") as file:
                    left += [int(child) for child in file.read().split()]
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
    return total


def run(command, *, cwd, stdin=None, environment=None):
    """Runs a command and returns what it took; raises with its words when it fails."""
    source = open(stdin, "rb") if stdin else subprocess.DEVNULL
    peak, began = 0, time.perf_counter()
    before = os.times()
    with subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        stdin=source,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
    ) as process:
        said = []
        reader = threading.Thread(target=lambda: said.append(process.stdout.read()))
        reader.start()
        while process.poll() is None:
            peak = max(peak, tree_kb(process.pid))
            time.sleep(0.02)
        reader.join()
    wall, after = time.perf_counter() - began, os.times()
    if process.returncode != 0:
        words = b"".join(said).decode("utf8", "replace")
        raise RuntimeError(f"{Path(str(command[0])).name} ended with {process.returncode}: {words[-400:].strip()}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Usage(wall, cpu, peak / 1024)


def in_turn(rounds, candidates):
    """Runs candidates in turn, so many rounds, and returns the medians of each, or why it could not be run."""
    taken = {name: [] for name in candidates}
    failed = {}
    for _ in range(rounds):
        for name, candidate in candidates.items():
            if name in failed:
                continue
            try:
                taken[name].append(candidate())
            except Exception as error:  # a peer that cannot be run is told, and the others go on
                failed[name] = str(error).replace("\n", " ")
    return {name: failed.get(name) or medians(runs) for name, runs in taken.items()}


def medians(runs):
    middle = lambda values: statistics.median(values)
    more = {key: middle([run.more[key] for run in runs]) for key in runs[0].more}
    return Usage(middle([r.wall for r in runs]), middle([r.cpu for r in runs]), middle([r.peak_mb for r in runs]), more)


def table(title, results, columns):
    """Prints a Markdown table: the first candidate is what the ratios are of."""
    print(f"\n### {title}\n")
    names = ["wall", "CPU", "memory", *columns]
    print("| | " + " | ".join(names) + " |")
    print("| --- |" + " --- |" * len(names))
    first = next(value for value in results.values() if isinstance(value, Usage))
    for name, value in results.items():
        if not isinstance(value, Usage):
            print(f"| {name} | not run: {value[:200]} |" + " |" * (len(names) - 1))
            continue
        ratio = lambda mine, of: f"{mine:.2f} s ({mine / max(of, 1e-9):.2f})"
        cells = [ratio(value.wall, first.wall), ratio(value.cpu, first.cpu), f"{value.peak_mb:.0f} MB"]
        cells += [columns[key](value.more[key]) if key in value.more else "" for key in columns]
        print(f"| {name} | " + " | ".join(cells) + " |")
    sys.stdout.flush()


def scores(title, results, columns):
    """Prints a Markdown table of scores."""
    print(f"\n### {title}\n")
    print("| | " + " | ".join(columns) + " |")
    print("| --- |" + " --- |" * len(columns))
    for name, value in results.items():
        cells = [f"not run: {value[:200]}"] if isinstance(value, str) else [str(cell) for cell in value]
        print(f"| {name} | " + " | ".join(cells) + " |")
    sys.stdout.flush()
