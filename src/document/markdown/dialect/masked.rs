//! A text whose code is hidden behind marks, so that rules for words do not touch it.

/// Opens and closes the mark that stands for a piece of code; both are for private use, so that no text has them.
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';
/// How far the end of a piece of code inside a line is looked for, in bytes. Taste: it bounds the time that stray marks cost.
const LONGEST_SPAN_BYTES: usize = 2_000;
/// What MyST writes in place of a language where a fence holds words: a note of that kind.
const NOTES: [&str; 14] = [
    "{note}", "{warning}", "{tip}", "{admonition}", "{important}", "{hint}", "{caution}", "{attention}", "{danger}",
    "{seealso}", "{epigraph}", "{pull-quote}", "{margin}", "{sidebar}",
];

/// A text with its code hidden.
pub(super) struct Masked {
    text: String,
    hidden: Vec<String>,
}

impl Masked {
    /// Hides fenced code and code inside lines.
    pub(super) fn hide(text: &str) -> Self {
        let mut masked = Self { text: String::with_capacity(text.len()), hidden: Vec::new() };
        let mut words = String::new();
        let mut lines = text.split_inclusive('\n');
        while let Some(line) = lines.next() {
            let Some(fence) = fence(line) else {
                words.push_str(line);
                continue;
            };
            masked.take_words(&std::mem::take(&mut words));
            if NOTES.iter().any(|note| fence.info.starts_with(note)) {
                // The title of the note, then its words; the fence that ends it is dropped where it stands.
                let title = fence.info.split_once('}').map_or("", |(_, title)| title.trim());
                words.extend(["\n", title, "\n\n"]);
                words.extend(
                    lines.by_ref().take_while(|line| !fence.is_ended_by(line)).filter(|line| !line.starts_with(':')),
                );
                words.push('\n');
                continue;
            }
            let mut code = line.to_owned();
            for line in lines.by_ref() {
                code.push_str(line);
                if fence.is_ended_by(line) {
                    break;
                }
            }
            masked.hide_piece(code);
        }
        masked.take_words(&words);
        masked
    }

    /// Hides the code inside lines of a text without fences.
    fn take_words(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = rest.find('`') {
            self.push(&rest[..at]);
            rest = &rest[at..];
            let marks = rest.len() - rest.trim_start_matches('`').len();
            let (opened, inside) = rest.split_at(marks);
            match closing(inside, marks) {
                Some(end) => {
                    self.hide_piece(rest[..marks + end].to_owned());
                    rest = &rest[marks + end..];
                }
                None => {
                    self.push(opened);
                    rest = inside;
                }
            }
        }
        self.push(rest);
    }

    /// Adds words, without characters that mean our marks.
    fn push(&mut self, words: &str) {
        self.text.extend(words.chars().filter(|c| !matches!(*c, OPEN | CLOSE)));
    }

    fn hide_piece(&mut self, code: String) {
        let mark = format!("{OPEN}{}{CLOSE}", self.hidden.len());
        self.text.push_str(&mark);
        if code.ends_with('\n') {
            self.text.push('\n');
        }
        self.hidden.push(code.trim_end_matches('\n').to_owned());
    }

    /// Returns the text as it is now.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Changes the text around the code.
    pub(super) fn change(&mut self, change: impl FnOnce(&str) -> String) {
        self.text = change(&self.text);
    }

    /// Puts the code back, as far as its marks are still there.
    pub(super) fn show(self) -> String {
        let mut shown = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, after)) = rest.split_once(OPEN) {
            shown.push_str(before);
            let (number, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            if let Some(code) = number.parse().ok().and_then(|number: usize| self.hidden.get(number)) {
                shown.push_str(code);
            }
            rest = after;
        }
        shown.push_str(rest);
        shown
    }
}

/// Returns where a run of `marks` backticks ends that closes a piece of code, within the paragraph.
fn closing(inside: &str, marks: usize) -> Option<usize> {
    let end = inside.find("\n\n").unwrap_or(inside.len()).min(LONGEST_SPAN_BYTES);
    let bytes = &inside.as_bytes()[..end];
    let mut at = 0;
    while at < bytes.len() {
        let run = bytes[at..].iter().take_while(|byte| **byte == b'`').count();
        if run == marks {
            return Some(at + run);
        }
        at += run.max(1);
    }
    None
}

/// A line that opens fenced code.
struct Fence<'a> {
    mark: char,
    length: usize,
    info: &'a str,
}

impl Fence<'_> {
    fn is_ended_by(&self, line: &str) -> bool {
        let line = line.trim();
        line.len() >= self.length && line.chars().all(|c| c == self.mark)
    }
}

fn fence(line: &str) -> Option<Fence<'_>> {
    // Fences stand in lists and quotations too.
    let line = line.trim_start_matches([' ', '\t', '>']);
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let info = line.trim_start_matches(mark);
    let length = line.len() - info.len();
    (length >= 3 && !(mark == '`' && info.contains('`'))).then(|| Fence { mark, length, info: info.trim() })
}
