"""Asks a speech server by the official OpenAI client: every format into a folder, streamed and whole, and what is refused.

speech_client.py URL KEY VOICE FOLDER  ->  one JSON object on standard output
"""
import base64
import json
import sys

import openai

url, key, voice, folder = sys.argv[1:]
TEXT = "The river rose. Nobody crossed the bridge.\n\nIt stayed."
client = openai.OpenAI(base_url=url, api_key=key, max_retries=0)
told = {"models": [model.id for model in client.models.list()], "streamed": {}}
told["model"] = client.models.retrieve("tts-1").id

for form in ["wav", "pcm", "mp3", "opus", "aac", "flac"]:
    ask = {"model": "tts-1", "voice": voice, "response_format": form}
    client.audio.speech.create(input="One sentence.", **ask).write_to_file(f"{folder}/one.{form}")
    with client.audio.speech.with_streaming_response.create(input=TEXT, **ask) as response:
        pieces = list(response.iter_bytes())
        told["streamed"][form] = [response.headers["content-type"], "content-length" in response.headers]
    with open(f"{folder}/many.{form}", "wb") as file:
        file.write(b"".join(pieces))

client.audio.speech.create(input=TEXT, model="tts-1", voice=voice).write_to_file(f"{folder}/default.mp3")
half = client.audio.speech.create(input="One sentence.", model="m", voice=voice, response_format="pcm", speed=2.0)
told["fast_bytes"] = len(half.content)
for name, speed in [("slowest", 0.25), ("fastest", 4.0)]:
    ask = {"model": "m", "voice": voice, "response_format": "pcm", "speed": speed}
    told[name] = len(client.audio.speech.create(input="One sentence.", **ask).content)

ask = {"model": "tts-1", "voice": voice, "response_format": "pcm", "stream_format": "sse"}
with client.audio.speech.with_streaming_response.create(input=TEXT, **ask) as response:
    events = [json.loads(line[6:]) for line in response.iter_lines() if line.startswith("data: ")]
told["events"] = sorted({event["type"] for event in events})
with open(f"{folder}/events.pcm", "wb") as file:
    file.write(b"".join(base64.b64decode(event["audio"]) for event in events if "audio" in event))


def refused(kind, **ask):
    try:
        client.audio.speech.create(**{"model": "tts-1", "input": "Text.", "voice": voice, **ask})
    except kind as error:
        return error.body["message"]
    return None


told["refused"] = {
    "voice": refused(openai.BadRequestError, voice="nobody"),
    "format": refused(openai.BadRequestError, response_format="midi"),
    "speed": refused(openai.BadRequestError, speed=4.5),
    "empty": refused(openai.BadRequestError, input=" "),
    "long": refused(openai.BadRequestError, input="x" * 4097),
}
client = openai.OpenAI(base_url=url, api_key="wrong", max_retries=0)
told["refused"]["key"] = refused(openai.AuthenticationError)
print(json.dumps(told))
