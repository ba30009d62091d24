//! Captions: WebVTT and SubRip, a sentence a cue, at most two lines of 42 characters (Netflix's and the EBU's limit).

use super::escape::{plain, webvtt};
use super::{Cue, Manifest};

/// Characters of a line, and lines of a caption.
const LINE_CHARS: usize = 42;
const LINES: usize = 2;

/// One caption: up to two lines and when they are shown.
struct Caption {
    start_ms: u64,
    end_ms: u64,
    lines: Vec<String>,
    /// When each word of the lines begins; empty when that is not known.
    words_ms: Vec<u64>,
}

/// Writes WebVTT, with a time stamp before each word whose time is known.
pub(super) fn vtt(manifest: &Manifest) -> String {
    let mut text = "WEBVTT\n".to_owned();
    for caption in captions(manifest) {
        let (start, end) = (time(caption.start_ms, '.'), time(caption.end_ms, '.'));
        text.push_str(&format!("\n{start} --> {end}\n{}\n", stamped(&caption)));
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

/// Writes a caption's lines; a time stamp must lie inside the caption, after the one before.
fn stamped(caption: &Caption) -> String {
    let (mut words_ms, mut before) = (caption.words_ms.iter(), caption.start_ms);
    let mut word = |word: &str| match words_ms.next() {
        Some(ms) if *ms > before && *ms < caption.end_ms => {
            before = *ms;
            format!("<{}>{}", time(*ms, '.'), webvtt(word))
        }
        _ => webvtt(word),
    };
    let mut line = |line: &String| line.split(' ').map(&mut word).collect::<Vec<_>>().join(" ");
    caption.lines.iter().map(&mut line).collect::<Vec<_>>().join("\n")
}

/// Splits each sentence into captions. Each is shown from its first word to the next one's, where the engine has told when words are
/// spoken, else as long as its share of the sentence's characters.
fn captions(manifest: &Manifest) -> Vec<Caption> {
    let mut captions = Vec::new();
    for cue in &manifest.sentences {
        let lines = wrap(&plain(&cue.written));
        let chars = |lines: &[String]| lines.iter().map(|line| line.chars().count() as u64).sum::<u64>();
        let (all, lasts) = (chars(&lines).max(1), cue.end_ms - cue.start_ms);
        let words_ms = word_starts(cue);
        let mut pieces = Vec::new();
        let (mut before, mut said) = (0, 0);
        for shown in lines.chunks(LINES) {
            let words = shown.iter().map(|line| line.split(' ').count()).sum::<usize>();
            let words_ms = words_ms.get(said..said + words).unwrap_or_default().to_vec();
            let by_chars = cue.start_ms + lasts * before / all;
            let start_ms = words_ms.first().copied().filter(|_| before > 0).unwrap_or(by_chars);
            pieces.push(Caption { start_ms, end_ms: cue.end_ms, lines: shown.to_vec(), words_ms });
            (before, said) = (before + chars(shown), said + words);
        }
        for next in 1..pieces.len() {
            pieces[next - 1].end_ms = pieces[next].start_ms;
        }
        captions.append(&mut pieces);
    }
    captions
}

/// Returns when each written word begins, where as many are spoken as are written and none is longer than a line: a number written in
/// figures may be several words when it is said.
fn word_starts(cue: &Cue) -> Vec<u64> {
    let written = || cue.written.split_whitespace();
    let fits = written().count() == cue.words.len() && written().all(|word| word.chars().count() <= LINE_CHARS);
    if fits { cue.words.iter().map(|word| word.start_ms).collect() } else { Vec::new() }
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
    fn words_are_stamped_when_their_times_are_known() {
        let caption = |words_ms: &[u64]| Caption {
            start_ms: 0,
            end_ms: 900,
            lines: vec!["Six & seven".into(), "eight.".into()],
            words_ms: words_ms.to_vec(),
        };
        assert_eq!(stamped(&caption(&[])), "Six &amp; seven\neight.");
        let expected = "Six <00:00:00.200>&amp; <00:00:00.300>seven\n<00:00:00.500>eight.";
        assert_eq!(stamped(&caption(&[0, 200, 300, 500])), expected);
    }

    #[test]
    fn times_are_told_as_players_want_them() {
        assert_eq!(time(3_723_004, '.'), "01:02:03.004");
    }
}
