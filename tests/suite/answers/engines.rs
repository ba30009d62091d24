//! The engines that can get such answers, and how each gets them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;

use super::kinds::Kind;
use crate::loopback::Reply;

/// An engine that asks somebody.
pub(super) struct Asked {
    pub(super) name: &'static str,
    /// Its voice's settings, `{url}` standing for the server and `{file}` for a file with the answer.
    pub(super) voice: &'static str,
    /// How the server gives a sound.
    pub(super) reply: fn(&Kind, Vec<u8>) -> Reply,
    /// Whether it takes samples without a file around them.
    pub(super) takes_bare: bool,
}

const KEY: &str = "[keys]\napi = { file = '{key}' }\n";

pub(super) const ASKED: &[Asked] = &[
    Asked {
        name: "openai",
        voice: "engine = 'openai'\n[settings]\nurl = '{url}/v1'\nmodel = 'm'\nvoice = 'v'\n",
        reply: plain,
        takes_bare: true,
    },
    Asked {
        name: "piper",
        voice: "engine = 'piper'\n[settings]\nurl = '{url}/synthesize'\n",
        reply: plain,
        takes_bare: false,
    },
    Asked {
        name: "deepgram",
        voice: "engine = 'deepgram'\n{keys}[settings]\nurl = '{url}'\nmodel = 'm'\n",
        reply: plain,
        takes_bare: false,
    },
    Asked {
        name: "azure",
        voice: "engine = 'azure'\n{keys}[settings]\nurl = '{url}'\nvoice = 'en-GB-SoniaNeural'\n",
        reply: plain,
        takes_bare: false,
    },
    Asked {
        name: "cartesia",
        voice: "engine = 'cartesia'\n{keys}[settings]\nurl = '{url}'\nmodel = 'm'\nvoice = 'v'\n",
        reply: plain,
        takes_bare: false,
    },
    Asked {
        name: "elevenlabs",
        voice: "engine = 'elevenlabs'\n{keys}[settings]\nurl = '{url}'\nmodel = 'm'\nvoice = 'v'\n",
        reply: |_, sound| in_json(json!({ "audio_base64": BASE64_STANDARD.encode(sound) })),
        takes_bare: true,
    },
    Asked {
        name: "google",
        voice: "engine = 'google'\n{keys}[settings]\nurl = '{url}'\nlanguage = 'en-GB'\nvoice = 'en-GB-Neural2-A'\n",
        reply: |_, sound| in_json(json!({ "audioContent": BASE64_STANDARD.encode(sound) })),
        takes_bare: false,
    },
    Asked {
        name: "gemini",
        voice: "engine = 'gemini'\n{keys}[settings]\nurl = '{url}/v1'\nmodel = 'm'\nvoice = 'Kore'\n",
        reply: |kind, sound| {
            let told = kind.told.lines().find_map(|line| line.strip_prefix("content-type: "));
            let data = json!({ "mimeType": told.unwrap_or("audio/L16;codec=pcm;rate=24000"), "data": BASE64_STANDARD.encode(sound) });
            in_json(
                json!({ "candidates": [{ "content": { "parts": [{ "inlineData": data }] }, "finishReason": "STOP" }] }),
            )
        },
        takes_bare: true,
    },
    Asked {
        name: "command",
        voice: "engine = 'command'\n[settings]\nprogram = 'cat'\narguments = ['{file}']\nraw_hz = 24000\n",
        reply: plain,
        takes_bare: true,
    },
];

fn plain(kind: &Kind, sound: Vec<u8>) -> Reply {
    let header = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
    Reply { status: 200, headers: kind.told.lines().filter_map(header).collect(), body: sound }
}

fn in_json(body: serde_json::Value) -> Reply {
    Reply::ok("application/json", body.to_string())
}

/// Writes the voice of an engine that asks this server, or gives this file.
pub(super) fn voice(asked: &Asked, url: &str, file: &str, key: &str) -> String {
    let settings =
        asked.voice.replace("{keys}", KEY).replace("{url}", url).replace("{file}", file).replace("{key}", key);
    format!("name = 'v'\nlicence = 'none'\n{settings}")
}
