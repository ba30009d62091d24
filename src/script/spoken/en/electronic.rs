//! What is typed: addresses of mail and pages, file names, hashtags and handles.

use super::number::{amount, digits};
use super::rule::{Found, Rule, alphanumeric, letter};

pub(super) const RULES: &[Rule] = &[
    Rule {
        starts: letter,
        pattern: r#"(?:(?i-u:https?|ftp|file)://|(?i-u:www)\.|doi:|mailto:|[A-Z]:\\)[^\s<>"“”]+"#,
        say: address,
    },
    Rule {
        starts: alphanumeric,
        pattern: r#"[A-Za-z0-9][A-Za-z0-9._%&+\-]*@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+(?:/[^\s<>"“”]*)?"#,
        say: address,
    },
    Rule {
        starts: alphanumeric,
        pattern: r#"(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+(?:com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|tv|fm|co|uk|eu|de|fr|ua|au|ca|nl|ch|se|es|pl|ru|cn|jp|sm|news|html?|pdf|jpe?g|png|docx?|xlsx?|csv|txt|zip|exe|mp[34]){end}(?:/[^\s<>"“”]*)?"#,
        say: address,
    },
    // Services that shorten addresses, and whatever has a path behind a name with a dot.
    Rule {
        starts: alphanumeric,
        pattern: r#"(?:bit\.ly|t\.co|goo\.gl|ow\.ly|youtu\.be|t\.me|about\.me|discord\.gg|linktr\.ee|redd\.it|is\.gd|twitch\.tv|last\.fm|archive\.is|(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[a-z]{2,}/[A-Za-z0-9]){end}?[A-Za-z0-9/_\-]*"#,
        say: address,
    },
    // The endings of files: ".tar.gz", ".com".
    Rule {
        starts: |byte| byte == b'.',
        pattern: r"(?:\.(?:tar|gz|bz2|xz|zip|rar|7z|exe|pdf|docx?|xlsx?|pptx?|odt|csv|tsv|txt|rtf|html?|css|js|ts|json|xml|ya?ml|toml|ini|log|sql|db|mp[34]|wav|ogg|opus|flac|m4a|avi|mkv|mov|jpe?g|png|gif|svg|webp|tiff?|psd|deb|rpm|dmg|iso|apk|ipa|dll|sh|bat|py|rs|java|cpp|md|epub|ics|com|org|net|gov|edu|io|dev|app))+{end}",
        say: ending,
    },
    Rule { starts: |byte| byte == b'/', pattern: r"/[A-Za-z][\w.\-]*(?:/[A-Za-z][\w.\-]*)+/?", say: path },
    Rule { starts: |byte| byte == b'#', pattern: r"#(?P<tag>[\p{L}\d_]+)", say: hashtag },
    Rule { starts: |byte| byte == b'@', pattern: r"@(?P<handle>[\p{L}\d_]+)", say: handle },
];

/// Parts of addresses that are said as letters.
const LETTERS: &[&str] = &[
    "http", "https", "www", "ftp", "html", "htm", "pdf", "jpg", "jpeg", "png", "csv", "php", "xml", "doc", "docx",
    "xls", "xlsx", "exe", "txt", "tv", "ai", "io", "uk", "eu",
];

fn address(found: &Found) -> Option<String> {
    let whole = found.whole();
    let typed = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '’', ']']);
    if typed.is_empty() || !typed.contains(['.', ':']) {
        return None;
    }
    Some(format!("{}{}", spell(typed), &whole[typed.len()..]))
}

/// Says where a file lies, unless the slash joins two words.
fn path(found: &Found) -> Option<String> {
    let apart = found.before.is_empty() || found.before.ends_with([' ', '(', '"', '“', '`']);
    apart.then(|| spell(found.whole()))
}

/// Says the ending of a file by itself, unless a word stands right before it.
fn ending(found: &Found) -> Option<String> {
    let apart = found.before.is_empty() || found.before.ends_with([' ', '(', '"', '“', '`', '*', '/']);
    apart.then(|| spell(found.whole()))
}

/// Says an address: its words, its digits one by one, its signs by name.
fn spell(typed: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut rest = typed;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| c.is_alphabetic() == first.is_alphabetic() && c.is_ascii_digit() == first.is_ascii_digit();
        let run = if first.is_alphanumeric() {
            rest.find(|c: char| !same(c)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (run, after) = rest.split_at(run);
        said.push(match first {
            _ if first.is_ascii_digit() => digits(run),
            _ if first.is_alphabetic() => letters(run, said.last().is_some_and(|last| last == "dot")),
            _ => sign(first).to_owned(),
        });
        rest = after;
    }
    said.retain(|word| !word.is_empty());
    said.join(" ")
}

/// Returns a part of an address, in capitals when it is said as letters: a known one, or a country at the end.
fn letters(run: &str, after_dot: bool) -> String {
    let known = LETTERS.contains(&run.to_ascii_lowercase().as_str());
    if known || after_dot && run.len() == 2 && run != "co" { run.to_ascii_uppercase() } else { run.to_owned() }
}

fn sign(character: char) -> &'static str {
    match character {
        '.' => "dot",
        '-' | '–' => "dash",
        '_' => "underscore",
        '/' => "slash",
        '\\' => "backslash",
        ':' => "colon",
        '@' => "at",
        '&' => "ampersand",
        '+' => "plus",
        '=' => "equals",
        '?' => "question mark",
        '#' => "hash",
        '%' => "percent",
        '~' => "tilde",
        ',' => "comma",
        '!' => "exclamation mark",
        '*' => "asterisk",
        '$' => "dollar",
        _ => "",
    }
}

fn hashtag(found: &Found) -> Option<String> {
    let tag = found.get("tag");
    if tag.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(format!("number {}", amount(tag)));
    }
    Some(format!("hashtag {}", parted(tag)))
}

fn handle(found: &Found) -> Option<String> {
    if found.before.ends_with(char::is_alphanumeric) {
        return None;
    }
    Some(format!("at {}", parted(found.get("handle"))))
}

/// Parts a name at its capitals, digits and underscores: "BlackLivesMatter", "COP28".
fn parted(name: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut previous = ' ';
    let letters: Vec<char> = name.chars().collect();
    for (index, &letter) in letters.iter().enumerate() {
        let next_is_small = letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        let begins = letter.is_ascii_digit() != previous.is_ascii_digit()
            || letter.is_uppercase() && (previous.is_lowercase() || previous.is_uppercase() && next_is_small);
        match words.last_mut() {
            _ if letter == '_' => words.push(String::new()),
            Some(word) if !begins => word.push(letter),
            _ => words.push(letter.to_string()),
        }
        previous = letter;
    }
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = words.iter().filter(|word| !word.is_empty());
    let said = words.map(|word| if is_number(word) { number(word) } else { word.clone() });
    said.collect::<Vec<_>>().join(" ")
}

/// Says digits in a name: a year, a number, or a code.
fn number(written: &str) -> String {
    match (written.len(), written.parse::<u64>()) {
        (4, Ok(year @ 1100..2100)) => super::number::year(year),
        (..=3, _) => amount(written),
        _ => digits(written),
    }
}
