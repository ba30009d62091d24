//! What to do about a refusal.

use reqwest::StatusCode;

use super::words::Kind;

/// A refusal as far as advice depends on it.
pub(super) struct Refused<'a> {
    pub(super) status: StatusCode,
    pub(super) kind: &'a Kind,
    /// What it says, in lower case.
    pub(super) words: &'a str,
}

/// Returns what to do about a refusal, where we know.
pub(super) fn of(refused: &Refused<'_>) -> Option<String> {
    let says = |names: &[&str]| names.iter().any(|name| refused.words.contains(name));
    let is_page = *refused.kind == Kind::Page;
    let advice = match refused.status.as_u16() {
        300..=399 => "write the address it points to as `url` in the voice file, if you trust it",
        407 => "the proxy between here and the service wants a sign-in; set it in HTTPS_PROXY",
        511 => "sign in to this network first",
        404 if is_page => PATH,
        404 | 405 if says(&["not allowed"]) => PATH,
        405 => PATH,
        403 if says(&["disabled", "has not been used", "not enabled", "enable it"]) => {
            "enable the service for your project where the message says"
        }
        _ if is_page => {
            "a proxy, firewall or sign-in page answered in the service's place; check the network and the voice's `url`"
        }
        200..=299 if *refused.kind == Kind::Json => {
            "check that the voice's `engine` and `url` fit the server; the engine `http` reads sound from any JSON"
        }
        400 | 415 | 422 if says(&["response_format", "output_format", "audio format", "format"]) => {
            "set `format` under [settings] to one that the server makes, such as mp3, if the engine has that setting"
        }
        400 | 403 | 404 | 422 if says(&["model"]) => "check the model's name under [settings] in the voice file",
        400 | 403 | 404 | 422 if says(&["voice", "speaker"]) => {
            "check the voice's name under [settings] in the voice file"
        }
        400 | 422 if says(&["language"]) => "check the language under [settings] in the voice file",
        403 => "check that the key may use this service, model and voice",
        404 => PATH,
        _ => return None,
    };
    Some(advice.to_owned())
}

/// What to do about a path that is not there or takes no texts.
const PATH: &str = "check the voice's `url`: the server takes no texts at this path (OpenAI-like servers want it to end in /v1, \
                    Piper in /synthesize, before version 1.4 in /)";
