"""Writes down what each provider's official SDK sends for a set of texts: `record.py FOLDER [TEXTS]`.

TEXTS is a JSON file, an object of texts by name, to be used instead of those below.

Each SDK speaks to a recorder on loopback, which answers as the provider documents; an SDK that cannot read its answer
stops the recording, so the answers are checked too. The tests put the same texts to our engines and compare. Nothing
here is a real key: `KEY` and Amazon's own example credentials stand in for them.
"""

import asyncio
import base64
import datetime
import json
import math
import pathlib
import re
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from urllib.parse import parse_qsl, urlsplit

TEXTS = {
    "plain": "The river rose past the mark on the wall.",
    "markup": "Tom & \"Jerry\" said <break/> it's 5 < 6 > 4; &amp; ]]> </speak> \\ /",
    "unicode": "Caf\u00e9 cafe\u0301 \u2014 \u00abna\u00efve\u00bb \u65e5\u672c\u8a9e \u05e9\u05dc\u05d5\u05dd \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 \u2028 \u00a0 \ufeff",
    "controls": "bell\x07 null\x00 escape\x1b delete\x7f next\x85 end",
    "lines": "One line.\nAnother\r\nline,\tand a tab.",
    "long": "Every word of this sentence is said again and again, ".ljust(53) * 35 + "until it ends.",
}
SPEEDS = {"faster": ("A sentence & its pace.", 110)}
# What a header says that is the client's own affair: names, versions, connections.
HEADERS = {"authorization", "content-type", "accept", "xi-api-key", "x-goog-api-key", "cartesia-version", "x-amz-date",
           "x-amz-security-token", "ocp-apim-subscription-key", "x-microsoft-outputformat"}
NOW = datetime.datetime(2026, 3, 14, 9, 26, 53, tzinfo=datetime.timezone.utc)

RATE = 24_000
SAMPLES = [round(8000 * math.sin(2 * math.pi * 400 * n / RATE)) for n in range(RATE // 10)]
PCM = struct.pack(f"<{len(SAMPLES)}h", *SAMPLES)
WAV = b"RIFF" + struct.pack("<I", 36 + len(PCM)) + b"WAVEfmt " + struct.pack(
    "<IHHIIHH", 16, 1, 1, RATE, RATE * 2, 2, 16) + b"data" + struct.pack("<I", len(PCM)) + PCM
BASE64 = lambda data: base64.b64encode(data).decode()
OGG = pathlib.Path(__file__).with_name("tone.ogg").read_bytes()


class Recorder:
    """A server on loopback that keeps each request and answers the n-th with the n-th answer."""

    def __init__(self, answers):
        recorder, self.requests = self, []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                kind, answer = answers[len(recorder.requests) % len(answers)]
                recorder.requests.append(request("POST", self.path, self.headers.items(), body))
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()


def request(method, target, headers, body):
    parts = urlsplit(target)
    all_headers = {name.lower(): value for name, value in headers}
    headers = {name: value for name, value in all_headers.items() if name in HEADERS}
    if headers.get("accept") == "*/*":
        del headers["accept"]
    # A signature is over the host and the body as they were written.
    signed = {"signed": {"host": all_headers["host"], "body": body.decode()}} if "x-amz-date" in headers else {}
    if headers.get("content-type", "").startswith("application/json"):
        body = json.loads(body)
    else:
        body = body.decode()
    return {"method": method, "path": parts.path, "query": sorted(parse_qsl(parts.query)), "headers": headers,
            "body": body, **signed}


def openai(url, text, speed):
    from openai import OpenAI
    client = OpenAI(api_key="KEY", base_url=url + "/v1", max_retries=0)
    pace = {} if speed == 100 else {"speed": speed / 100}
    audio = client.audio.speech.create(model="gpt-4o-mini-tts", voice="marin", input=text, response_format="wav", **pace)
    assert audio.read() == WAV


def elevenlabs(url, text, speed):
    from elevenlabs.client import ElevenLabs
    pace = {} if speed == 100 else {"voice_settings": {"speed": speed / 100}}
    said = ElevenLabs(api_key="KEY", base_url=url).text_to_speech.convert_with_timestamps(
        "JBFqnCBsd6RMkjVDRZzb", text=text, model_id="eleven_multilingual_v2", output_format="pcm_24000",
        previous_text="The sentence before.", next_text="The sentence after.", **pace)
    assert base64.b64decode(said.audio_base_64) == PCM and said.alignment.characters


def google(url, text, speed, beta=False):
    if beta:
        from google.cloud import texttospeech_v1beta1 as tts
    else:
        from google.cloud import texttospeech as tts
    from google.api_core.client_options import ClientOptions
    client = tts.TextToSpeechClient(transport="rest", client_options=ClientOptions(api_endpoint=url, api_key="KEY"))
    pace = {} if speed == 100 else {"speaking_rate": speed / 100}
    asked = {
        "input": tts.SynthesisInput(ssml=marked(text)) if beta else tts.SynthesisInput(text=text),
        "voice": tts.VoiceSelectionParams(language_code="en-US", name="en-US-Neural2-C"),
        "audio_config": tts.AudioConfig(audio_encoding=tts.AudioEncoding.LINEAR16, sample_rate_hertz=RATE, **pace),
    }
    if beta:
        asked["enable_time_pointing"] = [tts.SynthesizeSpeechRequest.TimepointType.SSML_MARK]
    said = client.synthesize_speech(request=asked)
    assert said.audio_content == WAV and (not beta or said.timepoints)


def google_timepoints(url, text, speed):
    google(url, text, speed, beta=True)


def polly(url, text, speed, marks=False):
    import boto3
    import botocore.auth
    botocore.auth.get_current_datetime = lambda *_, **__: NOW.replace(tzinfo=None)
    client = boto3.client("polly", region_name="eu-central-1", endpoint_url=url, aws_access_key_id="AKIDEXAMPLE",
                          aws_secret_access_key="wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
    pace = {}
    if speed != 100:
        text, pace = f"<speak><prosody rate=\"{speed}%\">{escape(text)}</prosody></speak>", {"TextType": "ssml"}
    said = client.synthesize_speech(Engine="neural", OutputFormat="ogg_vorbis", SampleRate="24000", Text=text,
                                    VoiceId="Joanna", **pace)
    assert said["AudioStream"].read() == OGG
    if marks:
        said = client.synthesize_speech(Engine="neural", OutputFormat="json", SpeechMarkTypes=["word"], Text=text,
                                        VoiceId="Joanna", **pace)
        assert said["AudioStream"].read()


def polly_marks(url, text, speed):
    polly(url, text, speed, marks=True)


def deepgram(url, text, speed):
    from deepgram import DeepgramClient
    from deepgram.environment import DeepgramClientEnvironment
    place = DeepgramClientEnvironment(base=url, production=url, agent=url, agent_rest=url)
    pace = {} if speed == 100 else {"speed": speed / 100}
    chunks = DeepgramClient(api_key="KEY", environment=place).speak.v1.audio.generate(
        text=text, model="aura-2-thalia-en", encoding="linear16", container="wav", sample_rate=RATE, **pace)
    assert b"".join(chunks) == WAV


CARTESIA_VOICE = "e07c00bc-4134-4eae-9ea4-1a55fb45746b"


def cartesia(url, text, speed):
    from cartesia import Cartesia
    pace = {} if speed == 100 else {"generation_config": {"speed": speed / 100}}
    said = Cartesia(api_key="KEY", base_url=url).tts.generate(
        model_id="sonic-3", transcript=text, voice=CARTESIA_VOICE, language="en",
        output_format={"container": "wav", "encoding": "pcm_s16le", "sample_rate": RATE}, **pace)
    assert said.read() == WAV


def cartesia_timestamps(url, text, speed):
    from cartesia import Cartesia
    pace = {} if speed == 100 else {"generation_config": {"speed": speed / 100}}
    events = Cartesia(api_key="KEY", base_url=url).tts.generate_sse(
        model_id="sonic-3", transcript=text, voice=CARTESIA_VOICE, language="en", add_timestamps=True,
        output_format={"container": "raw", "encoding": "pcm_s16le", "sample_rate": RATE}, **pace)
    events = list(events)
    assert b"".join(event.audio for event in events if event.type == "chunk") == PCM
    assert any(event.type == "timestamps" and event.word_timestamps.words for event in events)


def gemini(url, text, speed):
    from google import genai
    from google.genai import types
    client = genai.Client(api_key="KEY", http_options=types.HttpOptions(base_url=url))
    voice = types.VoiceConfig(prebuilt_voice_config=types.PrebuiltVoiceConfig(voice_name="Kore"))
    said = client.models.generate_content(
        model="gemini-2.5-flash-preview-tts", contents=text,
        config=types.GenerateContentConfig(response_modalities=["AUDIO"],
                                           speech_config=types.SpeechConfig(voice_config=voice)))
    assert said.candidates[0].content.parts[0].inline_data.data == PCM


def azure(text):
    """Azure's SDK speaks over a WebSocket; the SSML it writes there goes by REST to the address that is documented."""
    import azure.cognitiveservices.speech as speech
    import websockets
    heard, listening = [], threading.Event()

    async def listen(socket):
        async for message in socket:
            if isinstance(message, str) and "Path:ssml" in message:
                heard.append(message.split("\r\n\r\n", 1)[1])
                listening.set()

    async def serve(port):
        async with websockets.serve(listen, "127.0.0.1", 0) as server:
            port.append(server.sockets[0].getsockname()[1])
            await asyncio.get_running_loop().run_in_executor(None, listening.wait, 20)

    port = []
    server = threading.Thread(target=lambda: asyncio.run(serve(port)), daemon=True)
    server.start()
    while not port:
        pass
    config = speech.SpeechConfig(endpoint=f"ws://127.0.0.1:{port[0]}/cognitiveservices/websocket/v1",
                                 subscription="0123456789abcdef0123456789abcdef")
    config.speech_synthesis_voice_name = "en-US-AvaMultilingualNeural"
    synthesizer = speech.SpeechSynthesizer(config, None)
    synthesizer.speak_text_async(text)
    assert listening.wait(20), "the SDK sent no SSML"
    headers = [("ocp-apim-subscription-key", "KEY"), ("content-type", "application/ssml+xml"),
               ("x-microsoft-outputformat", "riff-24khz-16bit-mono-pcm")]
    return request("POST", "/cognitiveservices/v1", headers, allowed(heard[0]).encode())


def allowed(text):
    """What XML 1.0 forbids as spaces: the SDK passes such characters on, which is no XML."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)


def escape(text):
    for character, entity in [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&apos;")]:
        text = text.replace(character, entity)
    return allowed(text)


def marked(text):
    words = iter(range(len(text)))
    # Python counts four separators among the control characters as white space, Unicode does not.
    mark = lambda match: f"<mark name=\"{next(words)}\"/>{escape(match[1])}" if match[1] else escape(match[0])
    return "<speak>" + re.sub(r"((?:\S|[\x1c-\x1f])+)|[^\S\x1c-\x1f]+", mark, text) + "</speak>"


def alignment(text):
    times = [index / 1000 for index in range(len(text))]
    return {"characters": list(text), "character_start_times_seconds": times,
            "character_end_times_seconds": [time + 0.001 for time in times]}


def stream(*events):
    lines = (f"event: {event['type']}\ndata: {json.dumps(event)}\n\n" for event in events)
    return "".join(lines).encode()


def answers(name, text):
    """What the provider would answer, in the shape that it documents and its SDK reads."""
    word = re.search(r"\w+", text).group()
    events = stream(
        {"type": "chunk", "data": BASE64(PCM[:2000]), "done": False, "status_code": 206, "step_time": 1.0},
        {"type": "timestamps", "done": False, "status_code": 206,
         "word_timestamps": {"words": [word], "start": [0.01], "end": [0.05]}},
        {"type": "chunk", "data": BASE64(PCM[2000:]), "done": False, "status_code": 206, "step_time": 1.0},
        {"type": "done", "done": True, "status_code": 200})
    as_json = lambda value: ("application/json", json.dumps(value).encode())
    mark = json.dumps({"time": 10, "type": "word", "start": 0, "end": len(word), "value": word}).encode() + b"\n"
    sound = {"inlineData": {"mimeType": "audio/L16;codec=pcm;rate=24000", "data": BASE64(PCM)}}
    return {
        "elevenlabs": [as_json({"audio_base64": BASE64(PCM), "alignment": alignment(text), "normalized_alignment": None})],
        "google": [as_json({"audioContent": BASE64(WAV)})],
        "google_timepoints": [as_json({"audioContent": BASE64(WAV),
                                       "timepoints": [{"markName": "0", "timeSeconds": 0.01}]})],
        "gemini": [as_json({"candidates": [{"content": {"parts": [sound], "role": "model"}, "finishReason": "STOP"}]})],
        "polly": [("audio/ogg", OGG)],
        "polly_marks": [("audio/ogg", OGG), ("application/x-json-stream", mark)],
        "cartesia_timestamps": [("text/event-stream", events)],
    }.get(name, [("audio/wav", WAV)])


SDKS = {
    "openai": (openai, "openai"),
    "elevenlabs": (elevenlabs, "elevenlabs"),
    "google": (google, "google-cloud-texttospeech"),
    "google_timepoints": (google_timepoints, "google-cloud-texttospeech"),
    "polly": (polly, "boto3"),
    "polly_marks": (polly_marks, "boto3"),
    "deepgram": (deepgram, "deepgram-sdk"),
    "cartesia": (cartesia, "cartesia"),
    "cartesia_timestamps": (cartesia_timestamps, "cartesia"),
    "gemini": (gemini, "google-genai"),
    "azure": (azure, "azure-cognitiveservices-speech"),
}
# These take a pace in no field of their SDK.
WITHOUT_PACE = {"azure", "gemini"}


def exchange(name, case, text, speed):
    said = answers(name, text)
    if name == "azure":
        requests = [azure(text)]
    else:
        recorder = Recorder(said)
        SDKS[name][0](recorder.url, text, speed)
        recorder.server.shutdown()
        requests = recorder.requests
    said = [{"content_type": kind, "body_base64": BASE64(body)} for kind, body in said]
    # The same sound again and again is kept once: the tests answer with the first case's.
    return {"case": case, "text": text, "speed_percent": speed, "requests": requests,
            "answers": said if case == "plain" else []}


def main():
    folder = pathlib.Path(sys.argv[1])
    texts = json.loads(pathlib.Path(sys.argv[2]).read_text()) if len(sys.argv) > 2 else TEXTS
    for name, (_, package) in SDKS.items():
        cases = [(case, text, 100) for case, text in texts.items()]
        if name == "google_timepoints":
            # With its marks it is more than the service takes at once: ours goes in two.
            cases = [case for case in cases if case[0] != "long"]
        if name not in WITHOUT_PACE:
            cases += [(case, text, speed) for case, (text, speed) in SPEEDS.items()]
        recording = {"sdk": f"{package} {version(package)}",
                     "exchanges": [exchange(name, *case) for case in cases]}
        path = folder / f"{name}.json"
        path.write_text(json.dumps(recording, indent=1, ensure_ascii=True) + "\n")
        print(path)


main()
