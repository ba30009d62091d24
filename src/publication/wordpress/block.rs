//! Our audio in a post's text: a block where the post is made of blocks, else the same figure between blank lines. A single block
//! in a classic post would switch off the paragraphs that WordPress makes of its blank lines.

use std::ops::Range;

use crate::publication::upload;

/// What begins and ends a block of the editor, and an audio block.
const ANY_BLOCK: &str = "<!-- wp:";
const BLOCK: (&str, &str) = ("<!-- wp:audio ", "<!-- /wp:audio -->");
/// The figure that holds the audio, in both forms.
const FIGURE: (&str, &str) = ("<figure", "</figure>");
/// By which readers' programs and we know that a figure is no part of the story.
const CLASS: &str = "aloud";

/// What a post is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Blocks.
    Blocks,
    /// HTML with paragraphs between blank lines: from before 2018, or of the classic editor.
    Classic,
}

impl Form {
    /// Returns what a text is made of; a new post gets blocks.
    pub(super) fn of(text: &str) -> Self {
        if text.trim().is_empty() || text.contains(ANY_BLOCK) { Self::Blocks } else { Self::Classic }
    }
}

/// Our audio in a post's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is, with the gap after it.
    pub(super) place: Range<usize>,
    /// The number of its file in the media library.
    pub(super) media: Option<u64>,
    /// The address of its file.
    pub(super) address: String,
    /// In which form it stands.
    pub(super) form: Form,
}

/// An audio to be written.
pub(super) struct Audio<'a> {
    /// The number of its file in the media library.
    pub(super) id: u64,
    pub(super) address: &'a str,
    pub(super) caption: &'a str,
}

/// Writes a text that is none of ours as HTML, so that neither HTML nor WordPress takes anything in it for its own: square
/// brackets are shortcodes to it. References have three digits, as WordPress itself writes them.
pub(super) fn escape(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            '[' => written.push_str("&#091;"),
            ']' => written.push_str("&#093;"),
            c => written.push(c),
        }
    }
    written
}

/// Writes the audio: as a block as the editor writes it, so that it finds it valid, or as a figure alone.
pub(super) fn written(form: Form, audio: &Audio<'_>) -> String {
    let (address, caption) = (escape(audio.address), escape(audio.caption));
    let figure = |caption_class: &str| {
        format!(
            "<figure class=\"wp-block-audio {CLASS}\"><audio controls src=\"{address}\" preload=\"none\"></audio>\
             <figcaption{caption_class}>{caption}</figcaption></figure>"
        )
    };
    match form {
        Form::Blocks => format!(
            "{}{{\"id\":{},\"className\":\"{CLASS}\"}} -->\n{}\n{}\n\n",
            BLOCK.0,
            audio.id,
            figure(" class=\"wp-element-caption\""),
            BLOCK.1
        ),
        Form::Classic => format!("{}\n\n", figure("")),
    }
}

/// Finds the audio whose file we uploaded, in whatever form: editors rewrite what they have opened.
pub(super) fn find(text: &str) -> Option<Found> {
    text.match_indices("<audio").find_map(|(at, _)| {
        let tag = &text[at..at + text[at..].find('>')?];
        let address = attribute(tag, "src")?;
        upload::is_ours(address).then(|| around(text, at, address)).flatten()
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = tag.split_once(&format!(" {name}="))?.1;
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split(quote).next()
}

/// Returns what goes with an audio element: its block, else its figure, else itself.
fn around(text: &str, at: usize, address: &str) -> Option<Found> {
    let between = |start: &str, end: &str| {
        let from = text[..at].rfind(start)?;
        let to = from + text[from..].find(end)? + end.len();
        (to > at).then_some(from..to)
    };
    let block = between(BLOCK.0, BLOCK.1);
    let form = if block.is_some() { Form::Blocks } else { Form::Classic };
    let own = || Some(at..at + text[at..].find("</audio>")? + "</audio>".len());
    let inside = block.or_else(|| between(FIGURE.0, FIGURE.1)).or_else(own)?;
    let number =
        text[inside.clone()].split_once("\"id\":").map(|(_, rest)| rest.chars().take_while(char::is_ascii_digit));
    let media = number.and_then(|digits| digits.collect::<String>().parse().ok());
    let gap = text[inside.end..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count().min(2);
    Some(Found { place: inside.start..inside.end + gap, media, address: address.to_owned(), form })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "https://e.org/a-aloud-0123456789ab.mp3";

    #[test]
    fn our_audio_is_told_from_those_of_others() {
        let theirs = "<!-- wp:audio {\"id\":3} -->\n<figure class=\"wp-block-audio\"><audio controls src=\"https://e.org/song.mp3\">\
            </audio></figure>\n<!-- /wp:audio -->\n\n<p>Text</p>";
        assert_eq!(find(theirs), None);
        let ours = written(Form::Blocks, &Audio { id: 9, address: OURS, caption: "Read by \"them\" & <us>" });
        let text = format!("{theirs}{ours}<p>More</p>");
        let found = find(&text).unwrap();
        assert_eq!((&text[found.place.clone()], found.media, found.form), (ours.as_str(), Some(9), Form::Blocks));
        assert!(ours.contains("&lt;us&gt;"));
    }

    #[test]
    fn classic_posts_get_a_figure_that_is_found_after_editing() {
        assert_eq!(
            [Form::of("One.\n\nTwo."), Form::of(""), Form::of("<!-- wp:paragraph -->")],
            [Form::Classic, Form::Blocks, Form::Blocks]
        );
        let ours = written(Form::Classic, &Audio { id: 9, address: OURS, caption: "[gallery] Bridge" });
        assert!(ours.starts_with("<figure") && ours.ends_with("</figure>\n\n") && !ours.contains("<!--"), "{ours}");
        assert!(ours.contains("&#091;gallery&#093;"), "{ours}");
        for edited in [
            ours.clone(),
            format!("<audio controls='controls' src='{OURS}'></audio>\r\n"),
            format!("<figure><audio preload=\"none\" src=\"{OURS}\"></audio></figure>"),
        ] {
            let text = format!("One.\n\n{edited}Two.");
            let found = find(&text).unwrap();
            let without = format!("{}{}", &text[..found.place.start], &text[found.place.end..]);
            assert_eq!((without.as_str(), found.form), ("One.\n\nTwo.", Form::Classic));
        }
    }
}
