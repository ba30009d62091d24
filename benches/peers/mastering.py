"""From clips to one loud WAV: everything that is to be said is there, and only the master is made."""

import shutil
import wave

import measure
from measure import TOOLS
from pipelines import Service, aloud
from voices import STORY

ROUNDS = 5
PAUSE_S = 0.4

PYDUB = """
import sys
from pydub import AudioSegment, effects
master = AudioSegment.empty()
for name in open(sys.argv[1], encoding='utf8').read().split():
    master += AudioSegment.from_wav(name) + AudioSegment.silent(400, frame_rate=24000)
effects.normalize(master, headroom=1.0).export('pydub.wav', format='wav')
"""


def measure_all(folder):
    service = Service()
    narrate = aloud(folder, service)
    narrate(fresh=True)
    names = []
    for number, text in enumerate(service.texts):
        names.append(f"clip{number}.wav")
        (folder / names[-1]).write_bytes(service.sound(text, "wav")[0])
    with wave.open(str(folder / "pause.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(bytes(2 * int(24_000 * PAUSE_S)))
    in_order = [name for clip in names for name in (clip, "pause.wav")]
    (folder / "list.txt").write_text("".join(f"file '{name}'\n" for name in in_order), "utf8")
    (folder / "names.txt").write_text("\n".join(names), "utf8")
    measured = "loudnorm=I=-16:TP=-1:LRA=11"

    def ours():
        shutil.rmtree(folder / "out", ignore_errors=True)
        return narrate(fresh="spoken before")

    def ffmpeg():
        first = ["ffmpeg", "-hide_banner", "-f", "concat", "-i", "list.txt", "-af", f"{measured}:print_format=json", "-f", "null", "-"]
        second = ["ffmpeg", "-y", "-v", "error", "-f", "concat", "-i", "list.txt", "-af", measured, "-ar", "24000", "ffmpeg.wav"]
        runs = [measure.run(command, cwd=folder) for command in (first, second)]
        return measure.Usage(sum(r.wall for r in runs), sum(r.cpu for r in runs), max(r.peak_mb for r in runs))

    candidates = {
        "aloud, with text, script, tags, manifest": ours,
        "ffmpeg, loudness in two passes": ffmpeg,
        "sox, peaks alone": lambda: measure.run(["sox", *in_order, "sox.wav", "norm", "-1"], cwd=folder),
        "pydub, peaks alone": lambda: measure.run([TOOLS / "python", "-c", PYDUB, "names.txt"], cwd=folder),
    }
    words = len(STORY.read_text("utf8").split())
    measure.table(f"From {len(names)} clips to one WAV ({words} words)", measure.in_turn(ROUNDS, candidates), {})
