"""Measures aloud beside its peers: `benches/peers/run [GROUP…]`."""

import datetime
import importlib.metadata
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import attaching
import extraction
import mastering
import measure
import pipelines
import sentences
import voices

GROUPS = {
    "voices": voices.measure_all,
    "pipelines": pipelines.measure_all,
    "mastering": mastering.measure_all,
    "extraction": extraction.measure_all,
    "sentences": sentences.measure_all,
    "attaching": attaching.measure_all,
}
PACKAGES = [
    "hibari-tts", "kokoro-onnx", "piper-tts", "onnxruntime", "tts-joinery", "pydub", "trafilatura", "readability-lxml",
    "newspaper4k", "pysbd", "nltk", "sentencex", "beautifulsoup4", "lxml", "moonshine-voice",
]
PROGRAMS = [["espeak-ng", "--version"], ["flite", "--version"], ["ffmpeg", "-version"], ["sox", "--version"]]


def first_line(command):
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        return (said.stdout or said.stderr).splitlines()[0].strip()
    except (OSError, IndexError):
        return f"{command[0]}: not there"


def main():
    chosen = sys.argv[1:] or list(GROUPS)
    unknown = [name for name in chosen if name not in GROUPS]
    if unknown:
        sys.exit(f"no group {', '.join(unknown)}: there are {', '.join(GROUPS)}")
    if not os.access(measure.ALOUD, os.X_OK):
        sys.exit(f"{measure.ALOUD} is not there: cargo build --release, or name a program in ALOUD_PROGRAM")
    model = [line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf8") if line.startswith("model name")]
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} cores ({model[0] if model else 'unknown'})")
    print("; ".join(first_line(command) for command in [[measure.ALOUD, "--version"], *PROGRAMS]))
    installed = {}
    for package in PACKAGES:
        try:
            installed[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            installed[package] = "not there"
    print("; ".join(f"{name} {version}" for name, version in installed.items()))
    for name in chosen:
        with tempfile.TemporaryDirectory() as folder:
            GROUPS[name](Path(folder))


if __name__ == "__main__":
    main()
