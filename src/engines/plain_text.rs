//! Text as programs and servers take it that read more into some characters.

/// Returns a text that programs and servers read as nothing but text: on one line, and without the two brackets with which
/// espeak-ng, Piper and macOS's `say` begin phonemes and instructions.
pub(super) fn plain_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '[' if plain.ends_with('[') => plain.push_str(" ["),
            c if c.is_control() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain
}
