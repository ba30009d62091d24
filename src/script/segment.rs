//! Splits a block's text into sentences, losing no character.

/// Splits text into sentences, each with the white space that follows it; joined they give the text back.
///
/// `language` is a BCP 47 tag; an unknown one is split by English rules.
#[must_use]
pub fn sentences<'a>(text: &'a str, language: &str) -> Vec<&'a str> {
    let primary = language.split('-').next().unwrap_or("en");
    let mut sentences = Vec::new();
    let mut start = 0;
    for boundary in sentencex::get_sentence_boundaries(primary, text) {
        let end = boundary.end_byte.min(text.len());
        let end = end + (text[end..].len() - text[end..].trim_start().len());
        if end > start {
            sentences.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        sentences.push(&text[start..]);
    }
    sentences
}
