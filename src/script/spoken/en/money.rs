//! Sums of money: "$4.5 billion", "€2.5m", "£1.20", "US$", "$20/mo", "$250-$300", "50p".

use super::decimal::scale;
use super::number::{amount, scaled, value};
use super::rule::{FUNCTION_WORDS, Found, Rule, digit, sign};
use super::units::per;

const PATTERN: &str = r"(?P<sign>[-−–+])?(?P<currency>(?:(?:US|U\.S\.|AU|CA|NZ|HK|NT|MX|A|C|S|R)?\$|(?:US|U\.S\.){space}\$|€|£|¥|₩|₹|₴|₽|₺|₪|₫|₱|₦|₸|₾|฿|₿){space}?|(?:zł|Kč|[Kk]r\.?){space}?|(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|UAH|INR|AUD|CAD|SEK|NOK|DKK|PLN|Rs\.?){space}?)(?P<after>[-−])?(?P<number>{number})(?:(?:{space}|-)?(?P<scale>(?i-u:hundred|thousand|million|billion|trillion|mn|mln|bn|tn|trn|mm|crore|lakh|[mbtk])){end})?(?:{space}(?P<code>USD|CAD|AUD|NZD|HKD|SGD|EUR|GBP){end})?(?:(?:{space}?{dash}{space}?|{space}to{space})(?P<again>(?:US|AU|CA|NZ|HK|A|C|S)?\$|€|£|¥)?(?P<to>{number})(?:(?:{space}|-)?(?P<toscale>(?i-u:hundred|thousand|million|billion|trillion|mn|mln|bn|tn|trn|[mbtk])){end})?)?(?:(?:/|{space}/{space})(?:(?P<short>mo|hr|yr|wk|min|sec|lb|oz|gal)\.|(?P<per>[A-Za-z]+){end})|{space}?(?P<rent>pcm|pw|pa|pppn|ppn){end})?";

pub(super) const RULES: &[Rule] = &[
    // Decimals behind a comma, as in most of Europe: before a scale they can be nothing else.
    Rule {
        starts: |byte| !digit(byte),
        pattern: r"(?P<currency>€|£|\$){space}?(?P<whole>[0-9]{1,3}),(?P<decimals>[0-9]{1,2}){space}?(?P<scale>million|billion|trillion|bn|mn|m){end}",
        say: with_comma,
    },
    Rule { starts: |byte| !digit(byte), pattern: PATTERN, say: sign_first },
    Rule {
        starts: |byte| digit(byte) || byte == b'.',
        pattern: r"(?P<number>[0-9]{1,3}(?:[. \u{a0}]?[0-9]{3})*,[0-9]{2}(?-u:\b)|{number})(?:{space}?(?P<scale>hundred|thousand|million|billion|trillion|mn|mln|bn|tn|trn|m|k))?{space}?(?P<currency>€|£|₴|₽|₹|₸|₺|zł|Kč|kr{end}|Ft{end}|ZAR|USD|EUR|GBP|CHF|JPY|CNY|RMB|UAH|\$|¥)",
        say: sign_last,
    },
    Rule {
        starts: |byte| byte == b'R',
        pattern: r"(?P<currency>R)(?P<number>{number}){space}?(?P<scale>million|billion|trillion|bn){end}",
        say: sign_first,
    },
    Rule {
        starts: digit,
        pattern: r"(?P<number>[0-9]{1,3}(?:\.[0-9])?)(?:(?P<minor>p){end}|{space}?(?P<cent>¢))",
        say: pence,
    },
    Rule {
        starts: |byte| byte == b'\xc2', pattern: r"(?P<cent>¢)(?P<number>[0-9]{1,3}(?:\.[0-9])?){end}", say: pence
    },
];

/// A currency: its signs, its name for one and for many, and of its hundredths for one and for many.
struct Currency {
    signs: &'static [&'static str],
    names: [&'static str; 2],
    hundredths: Option<[&'static str; 2]>,
}

const CENTS: Option<[&str; 2]> = Some(["cent", "cents"]);

const fn currency(
    signs: &'static [&'static str],
    names: [&'static str; 2],
    hundredths: Option<[&'static str; 2]>,
) -> Currency {
    Currency { signs, names, hundredths }
}

const CURRENCIES: &[Currency] = &[
    currency(&["$"], ["dollar", "dollars"], CENTS),
    currency(&["US$", "US $", "U.S.$", "U.S. $", "USD"], ["US dollar", "US dollars"], CENTS),
    currency(&["A$", "AU$", "AUD"], ["Australian dollar", "Australian dollars"], CENTS),
    currency(&["C$", "CA$", "CAD"], ["Canadian dollar", "Canadian dollars"], CENTS),
    currency(&["NZ$", "NZD"], ["New Zealand dollar", "New Zealand dollars"], CENTS),
    currency(&["HK$", "HKD"], ["Hong Kong dollar", "Hong Kong dollars"], CENTS),
    currency(&["S$", "SGD"], ["Singapore dollar", "Singapore dollars"], CENTS),
    currency(&["NT$"], ["Taiwan dollar", "Taiwan dollars"], CENTS),
    currency(&["MX$"], ["Mexican peso", "Mexican pesos"], None),
    currency(&["R$"], ["real", "reais"], Some(["centavo", "centavos"])),
    currency(&["€", "EUR"], ["euro", "euros"], CENTS),
    currency(&["£", "GBP"], ["pound", "pounds"], Some(["penny", "pence"])),
    currency(&["¥", "JPY"], ["yen", "yen"], None),
    currency(&["CNY", "RMB"], ["yuan", "yuan"], None),
    currency(&["₩"], ["won", "won"], None),
    currency(&["₹", "Rs", "INR"], ["rupee", "rupees"], Some(["paisa", "paise"])),
    currency(&["₴", "UAH"], ["hryvnia", "hryvnias"], Some(["kopiyka", "kopiykas"])),
    currency(&["₽"], ["ruble", "rubles"], Some(["kopek", "kopeks"])),
    currency(&["₺"], ["lira", "lira"], None),
    currency(&["₪"], ["shekel", "shekels"], Some(["agora", "agorot"])),
    currency(&["₫"], ["dong", "dong"], None),
    currency(&["₱"], ["peso", "pesos"], Some(["centavo", "centavos"])),
    currency(&["₦"], ["naira", "naira"], Some(["kobo", "kobo"])),
    currency(&["₸"], ["tenge", "tenge"], None),
    currency(&["₾"], ["lari", "lari"], None),
    currency(&["฿"], ["baht", "baht"], None),
    currency(&["₿"], ["bitcoin", "bitcoins"], None),
    currency(&["zł", "PLN"], ["zloty", "zlotys"], Some(["grosz", "groszy"])),
    currency(&["CHF"], ["Swiss franc", "Swiss francs"], Some(["centime", "centimes"])),
    currency(&["Kč", "CZK"], ["Czech koruna", "Czech korunas"], None),
    currency(&["Ft", "HUF"], ["forint", "forints"], None),
    currency(&["kr", "Kr"], ["krone", "kroner"], None),
    currency(&["R", "ZAR"], ["rand", "rand"], None),
    currency(&["SEK"], ["Swedish krona", "Swedish kronor"], None),
    currency(&["NOK"], ["Norwegian krone", "Norwegian kroner"], None),
    currency(&["DKK"], ["Danish krone", "Danish kroner"], None),
];

/// Returns the name of a currency for its sign alone, after one or after many.
pub(super) fn name(sign: &str, many: usize) -> Option<&'static str> {
    find(sign).map(|currency| currency.names[many])
}

fn find(sign: &str) -> Option<&'static Currency> {
    let sign = sign.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    CURRENCIES.iter().find(|currency| currency.signs.contains(&sign))
}

/// Small words behind a sum with an article, of which it is no adjective: "the £500 he owed", "the $5 million in fees".
#[rustfmt::skip]
const NOT_PRICED: &[&str] = &[
    "he", "she", "they", "we", "you", "i", "each", "apiece", "more", "less", "extra", "worth", "due", "paid", "spent", "lost", "made", "given", "won",
    "set", "put", "left", "sought", "sent", "lent", "held", "already", "still", "being", "now", "then", "ago", "later", "before", "after", "between",
    "among", "over", "under", "above", "below", "during", "since", "while", "because", "where", "what", "against", "without", "within", "off", "out",
    "up", "down", "back", "through", "toward", "about", "around", "are", "be", "been", "can", "could", "would", "should", "had", "have", "may",
    "might", "must", "did", "do", "went", "came", "not", "also", "only", "just", "every", "any", "all", "short",
    "plus", "minus", "again", "instead", "too", "together", "yesterday", "today", "there", "here", "got", "meant", "going", "coming", "including",
];

/// Returns whether a sum is the adjective of what follows: "a $5 billion deal", "NASA's $10bn telescope", "the £500 allowance".
fn is_adjective(found: &Found) -> bool {
    const ARTICLES: [&str; 14] =
        ["the", "its", "their", "his", "her", "this", "that", "our", "my", "your", "The", "Its", "Their", "His"];
    const CONTRACTIONS: [&str; 8] = ["it's", "that's", "there's", "here's", "what's", "he's", "she's", "who's"];
    let before = found.previous_word().replace('’', "'");
    let owned = before.ends_with("'s") && !CONTRACTIONS.contains(&before.to_ascii_lowercase().as_str());
    let noun = found.next_word();
    // "The $60m represents", "the £500 raised": verbs; with an s a noun is rarer.
    let is_verb = noun.ends_with("ed") || noun.ends_with('s') && !noun.ends_with("ss");
    let is_noun = noun.len() > 2
        && noun.bytes().all(|byte| byte.is_ascii_lowercase())
        && !is_verb
        && !noun.ends_with("ly")
        && !NOT_PRICED.contains(&noun)
        && !FUNCTION_WORDS.contains(&noun);
    found.is_adjective() || (owned || ARTICLES.contains(&before.as_str())) && is_noun
}

/// Says a sum whose decimals stand behind a comma: "€1,5 million".
fn with_comma(found: &Found) -> Option<String> {
    let currency = find(found.get("currency"))?;
    let number = format!("{}.{}", found.get("whole"), found.get("decimals"));
    Some(sum(currency, &number, found.get("scale"), is_adjective(found)))
}

fn sign_first(found: &Found) -> Option<String> {
    let code = found.get("code");
    let currency = find(if code.is_empty() { found.get("currency") } else { code })?;
    // "In the U.S. $5 million went …": a country, and dollars.
    if found.get("currency").contains(' ') && found.get("currency").ends_with('$') && found.previous_word() == "the" {
        return None;
    }
    if found.before.ends_with(|c: char| c.is_alphanumeric()) && found.whole().starts_with(|c: char| c.is_alphanumeric())
    {
        return None;
    }
    let signs = format!("{}{}", sign(found.get("sign")), sign(found.get("after")));
    Some(format!("{signs}{}{}", one_or_two_sums(found, currency), for_what(found)))
}

/// Says a sum, or two with a dash between them.
fn one_or_two_sums(found: &Found, currency: &Currency) -> String {
    let (number, scale) = (found.get("number"), found.get("scale"));
    let (to, to_scale) = (found.get("to"), found.get("toscale"));
    if to.is_empty() {
        let rate = rate(found, currency, number).filter(|_| scale.is_empty());
        return rate.unwrap_or_else(|| sum(currency, number, scale, is_adjective(found)));
    }
    if found.get("again").is_empty() {
        // "$4-5 billion": one currency, and the scale of the second for both.
        let scale = if scale.is_empty() { String::new() } else { format!(" {}", self::scale(scale)) };
        return format!("{}{scale} to {}", scaled(number), sum_of_many(currency, to, to_scale));
    }
    if found.is_adjective() && (scale.is_empty() || scale == to_scale) {
        // "A £10m-£15m hole": one measure of what follows.
        return format!("{} to {}", scaled(number), sum(currency, to, to_scale, true));
    }
    // "$2-$3 million": the scale is that of both.
    let is_shared = scale.is_empty() && !to_scale.is_empty();
    let first = if is_shared { scaled(number) } else { sum(currency, number, scale, false) };
    format!("{first} to {}", sum(currency, to, to_scale, false))
}

/// Says what a sum is for one of: "$5/kg", "£900 pcm", "$3 per sq. ft.".
fn for_what(found: &Found) -> String {
    let mut said = String::new();
    if !found.get("per").is_empty() {
        said += &format!(" per {}", per(found.get("per")));
    }
    said += match found.get("rent") {
        "pcm" => " per calendar month",
        "pw" => " a week",
        "pa" => " a year",
        "pppn" => " per person per night",
        "ppn" => " per night",
        _ => "",
    };
    if !found.get("short").is_empty() {
        let ends = found.ends_text() || found.next_word().starts_with(char::is_uppercase);
        said += &format!(" per {}{}", per(found.get("short")), if ends { "." } else { "" });
    }
    said
}

/// Says less than one of a money by its name, where its cents could be taken for another's: "The dollar fell to €0.92".
fn rate(found: &Found, currency: &Currency, number: &str) -> Option<String> {
    const OTHERS: [(&str, &str); 8] = [
        ("dollar", "$"),
        ("pound", "£"),
        ("sterling", "£"),
        ("euro", "€"),
        ("yen", "¥"),
        ("franc", "CHF"),
        ("yuan", "CNY"),
        ("rupee", "₹"),
    ];
    let has_cents = currency.hundredths == CENTS && currency.signs[0] != "$";
    let less_than_one = number.starts_with("0.") && number.len() == 4;
    let around = |text: &str| {
        let text = text.to_ascii_lowercase();
        OTHERS
            .iter()
            .any(|(name, sign)| !currency.names[0].ends_with(name) && (text.contains(name) || text.contains(sign)))
    };
    (has_cents && less_than_one && (around(found.before) || around(found.after)))
        .then(|| format!("{} {}", amount(number), currency.names[1]))
}

fn sign_last(found: &Found) -> Option<String> {
    if found.after.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // Where the sign is put last, cents often come after a comma: "20,50 zł".
    let number = match found.get("number").rsplit_once(',') {
        Some((whole, cents)) if cents.len() == 2 => format!("{}.{cents}", whole.replace(['.', ' '], "")),
        _ => found.get("number").to_owned(),
    };
    Some(sum(find(found.get("currency"))?, &number, found.get("scale"), is_adjective(found)))
}

fn pence(found: &Found) -> Option<String> {
    let written = found.get("number");
    // The heights of pictures.
    const PICTURES: [&str; 6] = ["144", "240", "360", "480", "576", "720"];
    if PICTURES.contains(&written) && found.get("cent").is_empty() {
        return None;
    }
    let number = found.value("number").unwrap_or(2);
    let (one, many) = if found.get("minor") == "p" { ("penny", "pence") } else { ("cent", "cents") };
    let noun = if number == 1 || found.is_adjective() { one } else { many };
    Some(format!("{} {}", amount(written), if noun == "penny" && number != 1 { "pence" } else { noun }))
}

/// Says a sum; as an adjective its noun stays singular.
fn sum(currency: &Currency, number: &str, scale: &str, adjective: bool) -> String {
    if !scale.is_empty() {
        let noun = currency.names[usize::from(!adjective)];
        return format!("{} {} {noun}", scaled(number), self::scale(&scale.to_ascii_lowercase()));
    }
    let (whole, cents) = number.split_once('.').unwrap_or((number, ""));
    let cents = if cents.len() > 2 { cents.trim_end_matches('0') } else { cents };
    match (currency.hundredths, cents.len()) {
        (_, 0) => counted(whole, currency.names, adjective),
        (Some(hundredths), 1 | 2) => {
            let cents = format!("{cents:0<2}").trim_start_matches('0').to_owned();
            let has_whole = value(whole).is_some_and(|whole| whole > 0);
            match (has_whole, cents.is_empty()) {
                (true, true) | (false, true) => {
                    counted(if whole.is_empty() { "0" } else { whole }, currency.names, adjective)
                }
                (false, false) => counted(&cents, hundredths, adjective),
                (true, false) => {
                    format!("{} {}", counted(whole, currency.names, false), counted(&cents, hundredths, false))
                }
            }
        }
        _ => format!("{} {}", amount(number), currency.names[1]),
    }
}

/// Says a sum whose noun is in the plural, whatever the number: the second of a span.
fn sum_of_many(currency: &Currency, number: &str, scale: &str) -> String {
    let scale = if scale.is_empty() { String::new() } else { format!(" {}", self::scale(scale)) };
    format!("{}{scale} {}", scaled(number), currency.names[1])
}

fn counted(number: &str, [one, many]: [&str; 2], adjective: bool) -> String {
    format!("{} {}", amount(number), if number == "1" || adjective { one } else { many })
}
