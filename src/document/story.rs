//! Judges whether a page tells a story at all: a login form, the stub before a paywall or an error page is not read out.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::block::{Block, BlockKind};
use super::document::Document;
use super::text;
use crate::error::Hint;
use crate::source::{Article, Markup};

/// Fewer sentences than this are no story: a handful.
const FEWEST_SENTENCES: usize = 5;
/// So many words are a story even in fewer sentences: agencies' briefs are three long ones. Taste.
const BRIEF_WORDS: usize = 100;
/// So many words are a brief where a headline stands over two sentences. Taste.
const BRIEFEST_WORDS: usize = 25;
/// A page that says it is not free, and has no more words than this, is the stub before a paywall. Taste.
const STUB_WORDS: usize = 250;
/// What is said where a paywall stands, in the languages of papers at hand; lower case.
const PAYWALL: [&str; 12] = [
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "to keep reading",
    "already a subscriber",
    "for subscribers only",
    "this article is for subscribers",
    "subscriber-only",
    "jetzt weiterlesen",
    "réservé aux abonnés",
    "solo para suscriptores",
    "лише для передплатників",
];

/// Why a page tells no story that can be read out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoStory {
    /// It asks for a password.
    #[error("the page asks for a login")]
    Login,
    /// Most of it is kept for subscribers.
    #[error("the page holds only the beginning; the rest is for subscribers")]
    Paywall,
    /// What was found says nothing of the headline, and most of the page's prose is elsewhere.
    #[error("what was found on the page is not what its headline announces")]
    OtherText,
    /// There is too little of it.
    #[error("no story was found on the page: {}", told(*sentences))]
    TooShort {
        /// How many sentences were found.
        sentences: usize,
    },
}

fn told(sentences: usize) -> String {
    match sentences {
        0 => "not one sentence".to_owned(),
        1 => "only one sentence".to_owned(),
        _ => format!("only {sentences} sentences"),
    }
}

impl Hint for NoStory {
    fn hint(&self) -> Option<String> {
        let hint = match self {
            Self::Login | Self::Paywall => {
                "if you have access, send your session with --header 'Cookie: …' or save the page and name the file; \
                 --force narrates what is there"
            }
            Self::TooShort { .. } | Self::OtherText => {
                "`aloud script` shows what was found; --force narrates it. Pages built by scripts in the browser are best \
                 saved there, or read from the site's feed"
            }
        };
        Some(hint.to_owned())
    }
}

/// Judges whether an article tells a story. Only pages are judged, which may be anything: HTML, and text that was mostly
/// what stands around stories. Other text, and Markdown, is what its author wrote.
///
/// # Errors
/// When it does not, with the reason.
pub fn judge(article: &Article, document: &Document) -> Result<(), NoStory> {
    let page = match &article.markup {
        Markup::Html(page) => page,
        Markup::Plain(page) if is_scraped(document) => page,
        Markup::Plain(_) | Markup::Markdown(_) => return Ok(()),
    };
    let story = document.blocks.iter().filter(|block| block.verdict.is_kept());
    let story = story.filter(|block| !matches!(block.kind, BlockKind::Heading { .. }));
    let (words, sentences) = story.fold((0, 0), |(words, sentences), block| {
        (words + text::words(&block.text), sentences + self::sentences(&block.text))
    });
    // A brief of two sentences is a story below its headline.
    let is_page = matches!(article.markup, Markup::Html(_));
    let titled = document.metadata.title.is_some() && says_headline(document) != Some(false);
    let brief = is_page && titled && sentences >= 2 && words >= BRIEFEST_WORDS;
    let is_brief = brief && !has_password(page);
    let short = sentences < FEWEST_SENTENCES && words < BRIEF_WORDS && !is_brief;
    if is_page && is_other_text(document) {
        return Err(NoStory::OtherText);
    }
    if words < STUB_WORDS && is_walled(page, short) {
        Err(NoStory::Paywall)
    } else if short && has_password(page) {
        Err(NoStory::Login)
    } else if short {
        Err(NoStory::TooShort { sentences })
    } else {
        Ok(())
    }
}

/// Returns whether what is read has no word of the headline, though more prose stands outside it.
fn is_other_text(document: &Document) -> bool {
    let bytes = |kept: bool| -> usize {
        let of_kind = |block: &&Block| block.verdict.is_kept() == kept && block.kind == BlockKind::Paragraph;
        let prose = document.blocks.iter().filter(of_kind).filter(|block| text::words(&block.text) >= 12);
        prose.map(|block| block.text.len()).sum()
    };
    bytes(false) > 2 * bytes(true) && says_headline(document) == Some(false)
}

/// Returns whether what is read has a word of the headline; nothing where the headline has too few to tell.
fn says_headline(document: &Document) -> Option<bool> {
    /// Shorter words are in every text, and of longer ones the end may be inflected. In letters; taste.
    const LETTERS: usize = 5;
    let title = document.metadata.title.as_deref()?.to_lowercase();
    let long = text::tokens(&title).filter(|word| word.chars().count() >= LETTERS);
    let stems: Vec<String> = long.map(|word| word.chars().take(LETTERS).collect()).collect();
    let kept: Vec<String> =
        document.blocks.iter().filter(|block| block.verdict.is_kept()).map(|block| block.text.to_lowercase()).collect();
    (stems.len() >= 3).then(|| stems.iter().any(|stem| kept.iter().any(|text| text.contains(stem))))
}

/// Returns whether more passages of a text were left out than are read.
fn is_scraped(document: &Document) -> bool {
    let kept = document.blocks.iter().filter(|block| block.verdict.is_kept()).count();
    document.blocks.len() - kept > kept
}

/// Counts the sentences of a block, roughly: its words that end one.
fn sentences(block: &str) -> usize {
    block.split_whitespace().filter(|word| text::ends_sentence(word)).count()
}

/// Returns whether the page says that it is not free: in its data, as search engines ask of paywalls, or to the reader.
fn is_walled(page: &str, short: bool) -> bool {
    let page = page.to_lowercase();
    let mut declared = page.match_indices("isaccessibleforfree").map(|(at, name)| &page[at + name.len()..]);
    let is_false = |rest: &str| {
        let value = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '=' | '\\'));
        value.starts_with("false") || value.starts_with("content=\"false")
    };
    declared.any(is_false) || (short && PAYWALL.iter().any(|words| page.contains(words)))
}

fn has_password(page: &str) -> bool {
    static FIELDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let fields = ["type=\"password\"", "type='password'", "type=password"];
        AhoCorasick::builder().ascii_case_insensitive(true).build(fields).expect("three short words make an automaton")
    });
    FIELDS.is_match(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Reason;
    use crate::source::{ListedMetadata, Origin};

    fn judged(page: &str, story: &str) -> Result<(), NoStory> {
        judged_as(Markup::Html(page.to_owned()), story, "")
    }

    fn judged_as(markup: Markup, story: &str, around: &str) -> Result<(), NoStory> {
        let article = Article { id: "x".into(), origin: Origin::Stdin, markup, known: ListedMetadata::default() };
        let blocks = vec![
            Block::kept(BlockKind::Heading { level: 1 }, "A headline. Of. Many. Full. Stops."),
            Block::kept(BlockKind::Paragraph, story),
        ];
        let around = around.split_whitespace().map(|word| Block::skipped(BlockKind::Boilerplate, word, Reason::Label));
        let blocks = blocks.into_iter().chain(around).collect();
        judge(&article, &Document { blocks, ..Document::default() })
    }

    #[test]
    fn stories_are_told_from_stubs() {
        let five = "One went. Two went. Three went. Four went. Five went.";
        assert_eq!(judged("<p>", five), Ok(()));
        assert_eq!(judged("<p>", "One went. Two “went.”"), Err(NoStory::TooShort { sentences: 2 }));
        assert_eq!(judged("<p>", &format!("{} end.", "word ".repeat(100))), Ok(()), "a brief of one long sentence");
        assert_eq!(judged("<INPUT TYPE=\"password\">", "Log in."), Err(NoStory::Login));
        assert_eq!(judged("<input type=password>", five), Ok(()), "a story with a login form beside it");
        assert_eq!(judged("{\"isAccessibleForFree\": \"False\"}", five), Err(NoStory::Paywall));
        assert_eq!(judged("{\"isAccessibleForFree\":true}", five), Ok(()));
        assert_eq!(judged("{\"isAccessibleForFree\":false}", &five.repeat(30)), Ok(()), "all of it was sent");
        assert_eq!(judged("Already a subscriber? Log in", "One. Two."), Err(NoStory::Paywall));
        assert_eq!(judged("Already a subscriber? Log in", five), Ok(()));
    }

    #[test]
    fn text_is_judged_where_most_of_it_stood_around_a_story() {
        let plain = || Markup::Plain("Log in. Already a subscriber?".to_owned());
        let around = "Menu ".repeat(20);
        assert_eq!(judged_as(plain(), "Three words here.", ""), Ok(()), "somebody wrote so little");
        assert_eq!(judged_as(plain(), "Three words here.", &around), Err(NoStory::Paywall));
        assert_eq!(
            judged_as(Markup::Plain("Menu".into()), "It ends.", &around),
            Err(NoStory::TooShort { sentences: 1 })
        );
        assert_eq!(judged_as(Markup::Markdown("Menu".into()), "It ends.", &around), Ok(()));
    }
}
