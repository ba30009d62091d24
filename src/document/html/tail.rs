//! Skips what papers put below their stories, by how it speaks: to its readers, of itself, of how it was made.

use super::super::block::{BlockKind, Verdict};
use super::super::metadata::Metadata;
use super::super::reason::Reason;
use super::super::text;
use super::passages::Passage;

/// Most words of such a passage. Taste.
const MOST_WORDS: usize = 45;
/// Most passages of a tail. Taste.
const MOST_PASSAGES: usize = 8;

/// Words of what readers are asked for, as they begin, in the languages of papers at hand.
#[rustfmt::skip]
const OFFERED: [&str; 22] = [
    "member", "journalism", "archive", "podcast", "alerts", "coverage", "tips", "email", "e-mail", "account", "app", "bell", "chat", "mitglied", "redaktion", "hinweise", "correo", "boîte", "adhér", "bollettino", "iscri", "feed",
];
/// More of them, that no story has beside "we" and "you".
#[rustfmt::skip]
const OFFERED_ALONE: [&str; 17] = [
    "newsletter", "inbox", "subscri", "donat", "paywall", "newsroom", "notifications", "abonn", "spende", "posteingang", "boletín", "suscr", "lettre", "infolettre", "inscri", "розсил", "підпис",
];
/// Most words of a sentence that only speaks to readers, and asks for nothing. Taste.
const MOST_WORDS_UNASKED: usize = 25;
/// Words that speak to readers or of the paper itself.
#[rustfmt::skip]
const SPOKEN_TO: [&str; 34] = [
    "our", "us", "we", "you", "your", "here", "today", "now", "uns", "unser", "unsere", "unseren", "unserem", "ihr", "ihnen", "ihre", "jetzt", "hier", "nous", "notre", "nos", "vous",
    "votre", "ici", "nuestro", "nuestra", "nuestros", "tu", "usted", "aquí", "hoy", "наш", "нашу", "вас",
];
/// Verbs that ask, at the beginning.
#[rustfmt::skip]
const ASKING: [&str; 50] = [
    "support", "sign", "subscribe", "follow", "join", "donate", "contact", "email", "e-mail", "got", "have", "send", "share", "get", "visit", "download", "click", "become", "help", "tell",
    "write", "let", "read", "upgrade", "consider", "unterstützen", "unterstütze", "abonnieren", "abonniere", "folgen", "schreiben", "haben", "jetzt", "melden", "teilen", "helfen",
    "suscríbete", "suscríbase", "únete", "síguenos", "recibe", "apoya", "inscrivez-vous", "abonnez-vous", "recevez", "soutenez", "suivez", "rejoignez", "підписуйтесь", "підтримайте",
];
/// How sentences on an article's making begin, in lower case.
#[rustfmt::skip]
const OF_ARTICLE: [&str; 14] = [
    "this article", "this story", "this post", "this piece", "this report", "dieser artikel", "dieser text", "dieser beitrag", "diese geschichte", "cet article", "ce texte", "este artículo",
    "esta nota", "esta historia",
];
/// What is done with articles, as it begins.
#[rustfmt::skip]
const DONE: [&str; 28] = [
    "updated", "corrected", "amended", "published", "republished", "produced", "supported", "edited", "translated", "adapted", "excerpted", "appears", "appeared", "aktualisiert", "ergänzt",
    "korrigiert", "veröffentlicht", "erschien", "übersetzt", "gefördert", "publié", "paru", "mis à jour", "traduit", "publicado", "publicada", "actualizado", "actualizada",
];
/// Who made an article, in lower case.
const MADE_BY: [&str; 8] = [
    "editing by", "layout by", "design by", "graphics by", "fact-checked by", "contributed to", "bearbeitung:",
    "edición:",
];

/// Skips the tail of a story: the last passages, as long as they speak so.
pub(super) fn skip(passages: &mut [Passage], metadata: &Metadata) {
    let kept = passages.iter_mut().rev().filter(|passage| passage.verdict.is_kept()).take(MOST_PASSAGES);
    for passage in kept {
        let sized = passage.words <= MOST_WORDS && passage.kind != BlockKind::Quote;
        match why(&passage.text, metadata).filter(|_| sized) {
            Some(why) => passage.verdict = Verdict::Skipped(why),
            None => break,
        }
    }
}

/// Returns the reason a passage at the end is the paper's and not the story's.
fn why(passage: &str, metadata: &Metadata) -> Option<Reason> {
    let lower = passage.to_lowercase();
    let has = |stems: &[&str]| text::tokens(&lower).any(|word| stems.iter().any(|stem| word.starts_with(stem)));
    let is_word = |words: &[&str]| text::tokens(&lower).any(|word| words.contains(&word));
    let first = text::tokens(&lower).next().unwrap_or_default();
    let address = lower.split_whitespace().any(|word| word.contains('@') && word.contains('.'));
    let asks = ASKING.contains(&first);
    // Quoted speech is somebody's, and "Have" may begin a question of the story.
    if passage.contains(['“', '"', '„', '«']) {
        return None;
    }
    let unasked = text::words(passage) <= MOST_WORDS_UNASKED && is_word(&SPOKEN_TO) && (has(&OFFERED_ALONE) || address);
    if unasked || asks && (has(&OFFERED) || has(&OFFERED_ALONE) || address) {
        return Some(Reason::Subscription);
    }
    if OF_ARTICLE.iter().any(|start| lower.starts_with(start)) && has(&DONE) {
        return Some(Reason::Notice);
    }
    if text::words(passage) <= 14 && MADE_BY.iter().any(|words| lower.contains(words)) {
        return Some(Reason::Notice);
    }
    let own = metadata.site.as_deref().filter(|site| site.len() > 3 && passage.starts_with(site));
    let described = own.map(|site| lower[site.to_lowercase().len().min(lower.len())..].trim_start().to_owned());
    let is_about = |rest: String| {
        [
            "is a ", "is an ", "is the ", "is part of", "is published", "is owned", "is funded", "ist ein", "est un",
            "es un",
        ]
        .iter()
        .any(|start| rest.starts_with(start))
    };
    if described.is_some_and(is_about) {
        return Some(Reason::Notice);
    }
    // "AP writer Bo Renn in Hill contributed."
    let contributed = ["contributed", "contributed reporting", "assisted", "mitgearbeitet", "mitarbeit"];
    let ends = lower.trim_end_matches(['.', ' ']);
    (text::words(passage) <= 14 && contributed.iter().any(|end| ends.ends_with(end))).then_some(Reason::Notice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_speak_to_their_readers_below_a_story() {
        let metadata = Metadata { site: Some("Hill Gazette".to_owned()), ..Metadata::default() };
        for tail in [
            "Support Hill Gazette by becoming a member today.",
            "Our newsletter brings you the best stories every Friday.",
            "This article was updated on May 3 to add a comment from the mayor.",
            "Hill Gazette is a member of the Press Standards Organisation.",
            "Haben Sie Hinweise? Schreiben Sie uns an desk@huegel.example",
            "Jetzt kostenlos den Newsletter bestellen!",
            "AP writer Bo Renn in Hill contributed.",
        ] {
            assert!(why(tail, &metadata).is_some(), "{tail}");
        }
        for story in [
            "The newsletter has 300 subscribers, twice as many as a year ago.",
            "Our chairman used the evening to speak with the members of the government.",
            "She became a member of the party in 1981 and left it ten years later.",
            "We are still here, and so is the bridge.",
            "Get there early, because the queue is long.",
            "This story has no end.",
        ] {
            assert_eq!(why(story, &metadata), None, "{story}");
        }
    }
}
