"""Whole pipelines at one speech service, which answers like OpenAI's after a fixed time: how long an article takes, how many requests
that is, and how many once a sentence was edited."""

import http.server
import io
import json
import shutil
import subprocess
import threading
import time
import wave

import measure
from measure import ALOUD, TOOLS
from voices import STORY

ROUNDS = 3
# How long the service takes for an answer, and for each second of sound in it: always the same, or as one does that speaks ten times as
# fast as one listens.
LATENCIES = [(0.5, 0.0), (0.3, 0.1)]


CHARACTERS_A_SECOND = 15


class Service:
    """Speaks by humming, a second for fifteen characters, and counts what it is asked for."""

    def __init__(self, latency_s=0.0, per_second_s=0.0):
        self.texts = []
        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                service.texts.append(asked["input"])
                time.sleep(latency_s + per_second_s * len(asked["input"]) / CHARACTERS_A_SECOND)
                body, kind = service.sound(asked["input"], asked.get("response_format", "mp3"))
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.made = {}

    def sound(self, text, form):
        if (text, form) not in self.made:
            import numpy

            rate, length = 24_000, max(0.5, len(text) / CHARACTERS_A_SECOND)
            at = numpy.arange(int(rate * length)) / rate
            pitch = 110 + 20 * numpy.sin(at * 3) + sum(text.encode()) % 40
            voiced = numpy.sin(numpy.cumsum(2 * numpy.pi * pitch / rate)) * (0.4 + 0.3 * numpy.sin(at * 25))
            samples = (voiced * 0.4 * 32767).astype("<i2").tobytes()
            file = io.BytesIO()
            with wave.open(file, "wb") as out:
                out.setnchannels(1)
                out.setsampwidth(2)
                out.setframerate(rate)
                out.writeframes(samples)
            self.made[(text, form)] = file.getvalue()
            if form == "mp3":
                encode = ["ffmpeg", "-v", "error", "-f", "wav", "-i", "-", "-f", "mp3", "-"]
                self.made[(text, form)] = subprocess.run(encode, input=file.getvalue(), capture_output=True, check=True).stdout
        return self.made[(text, form)], {"mp3": "audio/mpeg"}.get(form, "audio/wav")

    def counted(self, once):
        """Counts the requests of a run, and what it asks for after one sentence was edited."""

        def again():
            self.texts.clear()
            used = once(fresh=True)
            used.more["requests"] = len(self.texts)
            self.texts.clear()
            once(fresh=False)
            used.more["after an edit"] = len(self.texts)
            return used

        return again


def story(folder, fresh):
    """Writes the story, or the story with one sentence edited."""
    text = STORY.read_text("utf8")
    (folder / "story.txt").write_text(text if fresh else text.replace("a quiet man", "a tall man"), "utf8")
    return folder / "story.txt"


def aloud(folder, service):
    (folder / "service.toml").write_text(
        'name = "service"\nengine = "openai"\nlanguages = ["en"]\nlicence = "none"\n[keys]\napi = { env = "OPENAI_API_KEY" }\n'
        f'[settings]\nurl = "{service.url}/v1"\nmodel = "tts-1"\nvoice = "alloy"\n',
        "utf8",
    )

    def once(fresh):
        if fresh is True:
            for name in ("clips", "out"):
                shutil.rmtree(folder / name, ignore_errors=True)
        command = [ALOUD, "narrate", "--quiet", "--disclosure", "off", "--voice", "service.toml", "--cache", "clips", "--out", "out"]
        return measure.run([*command, story(folder, fresh)], cwd=folder, environment={"OPENAI_API_KEY": "a-key"})

    return once


def joinery(folder, service):
    # The data of the splitter that it uses is on no package registry: untrained, it splits this story the same.
    data = folder / "nltk"
    english = data / "tokenizers/punkt_tab/english"
    english.mkdir(parents=True, exist_ok=True)
    for name in ("collocations.tab", "sent_starters.txt", "abbrev_types.txt", "ortho_context.tab"):
        (english / name).write_text("", "utf8")

    def once(fresh):
        cache = folder / "joinery"
        if fresh:
            shutil.rmtree(cache, ignore_errors=True)
        environment = {
            "OPENAI_API_KEY": "a-key",
            "OPENAI_BASE_URL": f"{service.url}/v1",
            "NLTK_DATA": str(data),
            "XDG_CACHE_HOME": str(cache),
            "HOME": str(cache),
        }
        command = [TOOLS / "ttsjoin", "--input-file", story(folder, fresh), "--output-file", folder / "joinery.mp3"]
        return measure.run(command, cwd=folder, environment=environment)

    return once


def a_loop(folder, service):
    """What most scripts do, epub2tts-edge's way: a request for each paragraph, one after the other, and ffmpeg to join them."""
    program = f"""
import pathlib, subprocess, sys, urllib.request, json
paragraphs = [p for p in pathlib.Path(sys.argv[1]).read_text('utf8').split('\\n\\n') if p.strip()]
names = []
for number, text in enumerate(paragraphs):
    body = json.dumps({{'model': 'tts-1', 'voice': 'alloy', 'input': text, 'response_format': 'wav'}}).encode()
    asked = urllib.request.Request('{service.url}/v1/audio/speech', body, {{'content-type': 'application/json'}})
    pathlib.Path(f'part{{number}}.wav').write_bytes(urllib.request.urlopen(asked).read())
    names.append(f"file 'part{{number}}.wav'")
pathlib.Path('parts.txt').write_text('\\n'.join(names))
subprocess.run(['ffmpeg', '-y', '-v', 'error', '-f', 'concat', '-i', 'parts.txt', '-af', 'loudnorm=I=-16:TP=-1', '-ar', '24000', 'loop.wav'], check=True)
"""
    return lambda fresh: measure.run([TOOLS / "python", "-c", program, story(folder, fresh)], cwd=folder)


def measure_all(folder):
    for latency_s, per_second_s in LATENCIES:
        service = Service(latency_s, per_second_s)
        candidates = {
            "aloud": aloud(folder, service),
            "tts-joinery": joinery(folder, service),
            "a loop over paragraphs, joined by ffmpeg": a_loop(folder, service),
        }
        results = measure.in_turn(ROUNDS, {name: service.counted(once) for name, once in candidates.items()})
        columns = {"requests": lambda value: f"{value:.0f}", "after an edit": lambda value: f"{value:.0f}"}
        takes = f"{latency_s} s" + (f" and {per_second_s} s for each second of sound" if per_second_s else "")
        measure.table(f"A whole article at a service that answers after {takes}", results, columns)
    print("\nabogen, audiblez and epub2tts carry networks of their own (PyTorch) and ask no such service: not measured here.")
