//! Captions: WebVTT and SubRip, a sentence a cue, at most two lines of 42 characters (Netflix's and the EBU's limit).

use super::{Manifest, escape};

/// Characters of a line, and lines of a caption.
const LINE_CHARS: usize = 42;
const LINES: usize = 2;

/// One caption: up to two lines and when they are shown.
struct Caption {
    start_ms: u64,
    end_ms: u64,
    lines: Vec<String>,
}

/// Writes WebVTT.
pub(super) fn vtt(manifest: &Manifest) -> String {
    let mut text = "WEBVTT\n".to_owned();
    for caption in captions(manifest) {
        let (start, end) = (time(caption.start_ms, '.'), time(caption.end_ms, '.'));
        text.push_str(&format!("\n{start} --> {end}\n{}\n", escape(&caption.lines.join("\n"))));
    }
    text
}

/// Writes SubRip.
pub(super) fn srt(manifest: &Manifest) -> String {
    let mut text = String::new();
    for (number, caption) in (1..).zip(captions(manifest)) {
        let (start, end) = (time(caption.start_ms, ','), time(caption.end_ms, ','));
        text.push_str(&format!("{number}\n{start} --> {end}\n{}\n\n", caption.lines.join("\n")));
    }
    text
}

/// Splits each sentence into captions; each is shown as long as its share of the sentence's characters.
fn captions(manifest: &Manifest) -> Vec<Caption> {
    let mut captions = Vec::new();
    for cue in &manifest.sentences {
        let lines = wrap(&cue.written);
        let chars = |lines: &[String]| lines.iter().map(|line| line.chars().count() as u64).sum::<u64>();
        let (all, lasts) = (chars(&lines).max(1), cue.end_ms - cue.start_ms);
        let mut before = 0;
        for shown in lines.chunks(LINES) {
            let after = before + chars(shown);
            let at = |chars: u64| cue.start_ms + lasts * chars / all;
            captions.push(Caption { start_ms: at(before), end_ms: at(after), lines: shown.to_vec() });
            before = after;
        }
    }
    captions
}

/// Breaks a text into lines between words; a word longer than a line is broken too.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut chars = 0;
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for (number, piece) in letters.chunks(LINE_CHARS).enumerate() {
            let space = usize::from(chars > 0 && number == 0);
            if chars + space + piece.len() > LINE_CHARS {
                lines.push(String::new());
                chars = 0;
            }
            let line = lines.last_mut().expect("there is always a line");
            if chars > 0 && number == 0 {
                line.push(' ');
                chars += 1;
            }
            line.extend(piece);
            chars += piece.len();
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn time(ms: u64, point: char) -> String {
    format!("{:02}:{:02}:{:02}{point}{:03}", ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60, ms % 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_lose_nothing() {
        let text = "A sentence that goes on for rather a while, and then some, so that it needs several lines. Donaudampf\
                    schifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft!";
        let lines = wrap(text);
        assert!(lines.iter().all(|line| line.chars().count() <= LINE_CHARS), "{lines:?}");
        let without = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(without(&lines.concat()), without(text));
        assert_eq!(wrap("Short."), ["Short."]);
    }

    #[test]
    fn times_are_told_as_players_want_them() {
        assert_eq!(time(3_723_004, '.'), "01:02:03.004");
    }
}
