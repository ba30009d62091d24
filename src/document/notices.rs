//! Data: how notices begin, what they hold and how labels read, on pages in several languages; all in lower case. A notice
//! is what a page says to its visitors around a story: sign up, read more, photo by, all rights reserved.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::text;

/// Most words of a notice; longer passages that begin alike are text.
const NOTICE_WORDS: usize = 30;
/// A sentence with more words than this may begin like a notice: "Published in 1998, the book …".
const SHORT_SENTENCE_WORDS: usize = 8;

pub(super) const RELATED: &str = "related stories";
pub(super) const AUDIO: &str = "the site's own audio";
pub(super) const CALL: &str = "call to action";
pub(super) const SUBSCRIBE: &str = "newsletter or subscription";
pub(super) const SHARE: &str = "share bar";
pub(super) const ADVERT: &str = "advertisement";
pub(super) const CAPTION: &str = "caption";
pub(super) const NOTICE: &str = "notice";
pub(super) const DATED: &str = "byline or date";
pub(super) const COMMENTS: &str = "comments";
pub(super) const NAVIGATION: &str = "navigation";
pub(super) const AUTHOR: &str = "about the author";

/// How notices begin, by the reason they are skipped.
const BEGINNINGS: &[(&str, &[&str])] = &[
    (
        RELATED,
        &[
            "read more",
            "read also",
            "read next",
            "read:",
            "also read",
            "see also",
            "related:",
            "related stories",
            "related articles",
            "related topics",
            "related coverage",
            "more:",
            "more from",
            "more on",
            "more stories",
            "you may also",
            "you might also",
            "recommended for you",
            "most read",
            "most popular",
            "top stories",
            "trending now",
            "don't miss",
            "don’t miss",
            "watch:",
            "watch the video",
            "video:",
            "listen:",
            "up next",
            "what to read next",
            "lesen sie auch",
            "lesen sie mehr",
            "lesen sie hier",
            "mehr zum thema",
            "mehr dazu:",
            "mehr:",
            "auch interessant",
            "das könnte sie auch",
            "das könnte dich auch",
            "weitere artikel",
            "weitere meldungen",
            "zum thema:",
            "lire aussi",
            "à lire aussi",
            "lire également",
            "à lire également",
            "sur le même sujet",
            "voir aussi",
            "à voir aussi",
            "pour aller plus loin",
            "les plus lus",
            "lea también",
            "lee también",
            "te puede interesar",
            "más noticias",
            "noticias relacionadas",
            "leggi anche",
            "lees ook",
            "leia também",
            "läs också",
            "les også",
            "czytaj też",
            "czytaj także",
            "читайте також",
            "читайте также",
        ],
    ),
    (
        AUDIO,
        &[
            "listen to this",
            "listen to the article",
            "listen to article",
            "this audio is",
            "audio:",
            "artikel anhören",
            "artikel vorlesen",
            "jetzt anhören",
            "den artikel anhören",
            "écouter l'article",
            "écouter l’article",
            "écouter cet article",
            "escuchar el artículo",
            "escucha este artículo",
            "ascolta l'articolo",
        ],
    ),
    (
        CALL,
        &[
            "click here",
            "click to",
            "tap here",
            "download our app",
            "download the app",
            "hier klicken",
            "klicken sie",
            "cliquez",
        ],
    ),
    (
        SUBSCRIBE,
        &[
            "sign up",
            "signup",
            "subscribe",
            "get the latest",
            "get our",
            "get the day",
            "join our",
            "join the conversation",
            "already a subscriber",
            "already a member",
            "become a member",
            "become a supporter",
            "support our",
            "donate",
            "you have been successfully",
            "there was a problem subscribing",
            "thank you for subscribing",
            "thank you for signing up",
            "thanks for signing up",
            "thanks for reading",
            "successfully subscribed",
            "enter your email",
            "please enter",
            "please, enter",
            "unlock this article",
            "create a free account",
            "newsletter abonnieren",
            "jetzt abonnieren",
            "jetzt anmelden",
            "jetzt registrieren",
            "abonnieren sie",
            "melden sie sich",
            "s'abonner",
            "s’abonner",
            "abonnez-vous",
            "inscrivez-vous",
            "recevez",
            "soutenez",
            "suscríbete",
            "suscríbase",
            "regístrate",
            "iscriviti",
            "abbonati",
            "підписуйтесь",
            "підпишіться",
            "підтримайте",
        ],
    ),
    (
        SHARE,
        &[
            "follow us",
            "follow @",
            "like us on",
            "find us on",
            "share this",
            "share on",
            "share via",
            "tweet this",
            "this story has been shared",
            "teilen auf",
            "artikel teilen",
            "folgen sie uns",
            "partager sur",
            "partager cet article",
            "suivez-nous",
            "compartir en",
            "síguenos",
            "поділитися",
        ],
    ),
    (
        ADVERT,
        &[
            "advertisement",
            "sponsored by",
            "sponsored content",
            "story continues below",
            "article continues below",
            "article continues after",
            "continue reading",
            "scroll to continue",
            "after the promotion",
            "after newsletter promotion",
        ],
    ),
    (
        CAPTION,
        &[
            "image:",
            "(image:",
            "image copyright",
            "image caption",
            "image source",
            "media caption",
            "photo:",
            "(photo",
            "photos:",
            "photo by",
            "photograph by",
            "photograph:",
            "picture:",
            "credit:",
            "image credit",
            "photo credit",
            "file photo",
            "getty images",
            "ap photo",
            "foto:",
            "fotos:",
            "bild:",
            "bildquelle:",
            "bildunterschrift",
            "crédit photo",
            "crédits photo",
            "crédit :",
            "crédits :",
            "photo :",
            "légende :",
            "фото:",
        ],
    ),
    (
        NOTICE,
        &[
            "copyright",
            "©",
            "all rights reserved",
            "this document is subject to copyright",
            "this material may not be published",
            "citation:",
            "more information:",
            "tags:",
            "topics:",
            "filed under",
            "categories:",
            "posted in",
            "contact us",
            "this article is more than",
            "give this article",
            "read in app",
            "privacy notice:",
            "our standards:",
            "report a typo",
            "schlagwörter:",
            "themen:",
            "alle rechte vorbehalten",
            "mots-clés",
            "tous droits réservés",
            "etiquetas:",
            "todos los derechos reservados",
            "усі права захищені",
        ],
    ),
    (
        DATED,
        &[
            "last updated",
            "updated:",
            "updated ",
            "published:",
            "published ",
            "posted:",
            "posted on",
            "posted by",
            "first published",
            "stand:",
            "aktualisiert",
            "veröffentlicht am",
            "publié le",
            "mis à jour le",
            "publicado el",
            "actualizado",
            "опубліковано",
        ],
    ),
    (
        COMMENTS,
        &[
            "leave a comment",
            "leave a reply",
            "view comments",
            "show comments",
            "kommentare",
            "kommentar schreiben",
            "commentaires",
            "laisser un commentaire",
            "comentarios",
            "коментарі",
        ],
    ),
    (
        NAVIGATION,
        &[
            "skip to",
            "skip navigation",
            "jump to",
            "back to top",
            "home »",
            "home >",
            "home /",
            "zum inhalt",
            "direkt zum inhalt",
            "zur navigation",
            "startseite >",
            "startseite »",
            "nach oben",
            "aller au contenu",
            "accueil >",
            "accueil »",
            "ir al contenido",
            "saltar al contenido",
        ],
    ),
];

/// What short notices hold, by the reason they are skipped.
const CONTENTS: &[(&str, &[&str])] = &[
    (
        CAPTION,
        &[
            "credit: getty",
            "/getty images",
            "getty images)",
            "/ap photo",
            "(ap photo",
            "/reuters)",
            "/afp)",
            "via ap)",
            "via getty",
            "(photo:",
            "(photo by",
            "(foto:",
            "(bild:",
            "/dpa)",
            "(crédit photo",
            "(photo :",
        ],
    ),
    (
        SUBSCRIBE,
        &[
            "to our newsletter",
            "our free newsletter",
            "our daily newsletter",
            "our weekly newsletter",
            "to your inbox",
            "in your inbox",
            "sign up for",
            "subscribe to our",
            "youtube channel",
            "unseren newsletter",
            "unserem newsletter",
            "notre newsletter",
            "notre lettre d'information",
            "nuestro boletín",
        ],
    ),
    (
        NOTICE,
        &[
            "all rights reserved",
            "may not be reproduced without",
            "contact the webmaster",
            "terms of use",
            "terms of service",
            "privacy policy",
            "alle rechte vorbehalten",
            "datenschutzerklärung",
            "tous droits réservés",
            "politique de confidentialité",
        ],
    ),
    (SHARE, &["follow us on", "like us on facebook"]),
    (AUTHOR, &["follow him on twitter", "follow her on twitter", "follow them on twitter"]),
    (CALL, &["click here to", "click here for", "do you have a story"]),
    (ADVERT, &["affiliate commission", "affiliate links"]),
];

/// How notices begin that are longer, in lower case.
const LONG_BEGINNINGS: &[&str] = &[
    "a version of this article",
    "this article originally appeared",
    "this article was originally published",
    "this story was originally published",
    "this article first appeared",
];
/// Most words of those.
const LONG_NOTICE_WORDS: usize = 80;

/// Whole lines that are labels, but for digits and marks around them, by the reason they are skipped.
const LABELS: &[(&str, &[&str])] = &[
    (
        RELATED,
        &["recommended", "trending", "related", "editors' picks", "editors’ picks", "in this story", "in this article"],
    ),
    (
        ADVERT,
        &[
            "advertising",
            "sponsored",
            "ad",
            "advert",
            "anzeige",
            "werbung",
            "publicité",
            "publicidad",
            "pubblicità",
            "advertentie",
            "reklama",
            "реклама",
        ],
    ),
    (COMMENTS, &["comments", "comment", "kommentar"]),
    (AUDIO, &["listen", "audio", "anhören", "vorlesen", "écouter", "escuchar"]),
    (NOTICE, &["loading", "copied", "link copied", "required field", "edit post", "edit", "tags", "topics"]),
];

/// Gives the reason a short text is a notice, by its words and by the share of them that are links, 0 to 1.
pub(super) fn why(passage: &str, link_density: f64) -> Option<&'static str> {
    let words = text::words(passage);
    if words > LONG_NOTICE_WORDS {
        return None;
    }
    let lower = passage.to_lowercase();
    if LONG_BEGINNINGS.iter().any(|start| lower.starts_with(start)) {
        return Some(NOTICE);
    }
    if words > NOTICE_WORDS {
        return None;
    }
    if let Some(why) = label(&lower) {
        return Some(why);
    }
    let sentence = words > SHORT_SENTENCE_WORDS && text::ends_sentence(passage) && link_density < 0.5;
    let begins = |start: &&str| {
        let rest = lower.strip_prefix(*start);
        let whole = |rest: &str| !start.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        rest.is_some_and(whole) && (!sentence || start.ends_with(':'))
    };
    let begun = BEGINNINGS.iter().find(|(_, starts)| starts.iter().any(begins));
    begun.map(|(why, _)| *why).or_else(|| holds(&lower))
}

/// Gives the reason a line in lower case is a label and nothing else.
fn label(lower: &str) -> Option<&'static str> {
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    LABELS.iter().find(|(_, labels)| labels.contains(&bare)).map(|(why, _)| *why)
}

fn holds(lower: &str) -> Option<&'static str> {
    static PARTS: LazyLock<(AhoCorasick, Vec<&'static str>)> = LazyLock::new(|| {
        let parts = CONTENTS.iter().flat_map(|(why, parts)| parts.iter().map(|part| (*part, *why)));
        let (parts, whys): (Vec<_>, Vec<_>) = parts.unzip();
        (AhoCorasick::new(parts).expect("a few dozen short words make an automaton"), whys)
    });
    let (parts, whys) = &*PARTS;
    parts.find(lower).map(|found| whys[found.pattern().as_usize()])
}

#[cfg(test)]
mod tests {
    use super::why;

    #[test]
    fn notices_are_told_from_sentences_that_begin_alike() {
        assert_eq!(why("Read more: Storm damage closes the path", 0.0), Some("related stories"));
        assert_eq!(why("Published in 1998, the book was read by very few people.", 0.0), None);
        assert_eq!(why("Updated 3 March 2026", 0.0), Some("byline or date"));
        assert_eq!(why("Comments (14)", 0.0), Some("comments"));
        assert_eq!(why("Advertising in the age of radio", 0.0), None);
        assert_eq!(
            why("Get the best of the coast in your inbox every Friday.", 0.0),
            Some("newsletter or subscription")
        );
        assert_eq!(why("Lesen Sie auch: Sturm sperrt den Weg", 0.0), Some("related stories"));
        assert_eq!(why("Signups were many.", 0.0), None);
    }
}
