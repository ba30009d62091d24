//! Whether a refusal is about the length of the text, in whatever words.

use std::sync::LazyLock;

use regex::Regex;

/// What is measured: the text, or what it is counted in.
const MEASURE: &str = r"(char(acter)?s?|tokens?|bytes?|words?|symbols?|letters?|graphemes?|phonemes?|kb|text|input|sentences?|transcript|prompt|payload|message|request|body|ssml|content|length|size|utterance|sequence|context)";
/// That it is more than allowed.
const EXCESS: &str = r"(too[ _-]?(long|large|big|many)|exceed\w*|longer than|larger than|greater than|more than|over the|above the|at most|max(imum|imal)?\b|max[_-]?\w*|up to|limit(ed)? (of|to|is)|limit|less than|fewer than|shorter|shorten|split|reduce|truncat\w*)";

/// Sayings of other languages in which services and their proxies refuse: too long, in order of how many people read them.
const ELSEWHERE: &[&str] = &[
    "过长",
    "太长",
    "超长",
    "超过",
    "超出",
    "長すぎ",
    "超え",
    "너무 깁",
    "너무 길",
    "초과",
    "zu lang",
    "überschreit",
    "trop long",
    "dépass",
    "demasiado larg",
    "excede",
    "supera",
    "muito long",
    "troppo lung",
    "слишком длин",
    "превыша",
    "за довг",
    "te lang",
    "za dług",
    "çok uzun",
];

/// Returns whether a message, in lower case, says that the text is too long.
pub(super) fn is_too_long(message: &str) -> bool {
    static SAYS: LazyLock<Regex> = LazyLock::new(|| {
        let near = format!(
            r"{MEASURE}\W?.{{0,60}}\b{EXCESS}|\b{EXCESS}.{{0,60}}\b{MEASURE}|\bmax_\w*(length|char|len)|string_too_long|text_?length"
        );
        Regex::new(&near).expect("the pattern is fixed")
    });
    // "Input should be less than 4" is about a number.
    let message = message.replace("input should be", "it should be");
    SAYS.is_match(&message) || ELSEWHERE.iter().any(|saying| message.contains(saying))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Wordings of services and servers, the same things said of text and of other things.
    #[test]
    fn a_text_that_is_too_long_is_told_in_many_ways() {
        for message in [
            "either `input.text` or `input.ssml` is longer than the limit of 5000 bytes. this limit is different from quotas.",
            "this request contains sentences that are too long. consider splitting up long sentences",
            "input: string should have at most 4096 characters",
            "[{'type': 'string_too_long', 'loc': ('body', 'input')",
            "max_character_limit_exceeded",
            "maximum text length has been exceeded",
            "textlengthexceededexception",
            "input text exceeds maximum character limit of 2000.",
            "assertionerror:  ❗ xtts can only generate text with a maximum of 400 tokens.",
            "this model's maximum context length is 2048 tokens. however, you requested 3000 tokens",
            "text length (204) should be less than 200 characters",
            "received message larger than max (5 vs 4)",
            "payload too large",
            "input too long",
            "text is too long (max 300)",
            "transcript is too long",
            "文本过长，请分段",
            "der text ist zu lang",
        ] {
            assert!(is_too_long(message), "{message}");
        }
        for message in [
            "speed: input should be less than or equal to 4",
            "input should be 'mp3', 'flac', 'wav' or 'pcm'",
            "voice not found",
            "the model `x` does not exist or you do not have access to it",
            "text is required",
            "response_format opus is not supported",
            "unknown field `lenght`",
        ] {
            assert!(!is_too_long(message), "{message}");
        }
    }
}
