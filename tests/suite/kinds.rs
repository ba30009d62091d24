//! Small articles of the kinds that are read wrongly, and what must be heard of them: `tests/golden/kinds`.

use std::collections::HashMap;
use std::fs;

use aloud::document::{self, Selection};
use aloud::script::{self, Reading};
use aloud::source::{Article, ListedMetadata, Markup, Origin};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use crate::bench::{Bench, repository};

/// An article, and what must and must not be heard of it.
#[derive(Deserialize)]
struct Case {
    id: String,
    lang: String,
    markup: String,
    input: String,
    encoding: Option<String>,
    #[serde(default)]
    say: Vec<AnyOf>,
    #[serde(default)]
    not: Vec<AnyOf>,
    #[serde(default)]
    joined: Vec<AnyOf>,
    #[serde(default)]
    case: bool,
}

/// A text, or several of which any will do.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyOf {
    One(String),
    Several(Vec<String>),
}

impl AnyOf {
    fn any(&self, is: impl FnMut(&String) -> bool) -> bool {
        match self {
            Self::One(text) => std::slice::from_ref(text).iter().any(is),
            Self::Several(texts) => texts.iter().any(is),
        }
    }

    fn told(&self) -> String {
        match self {
            Self::One(text) => text.clone(),
            Self::Several(texts) => texts.join(" / "),
        }
    }
}

#[test]
fn every_kind_is_read_as_it_should_be() {
    let folder = repository("tests/golden/kinds");
    let stories: HashMap<String, Vec<String>> =
        serde_json::from_str(&fs::read_to_string(folder.join("stories.json")).unwrap()).unwrap();
    let cases = fs::read_to_string(folder.join("cases.jsonl")).unwrap();
    let cases: Vec<Case> = cases.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(cases.len() >= 850);
    let bench = Bench::new();
    let faults: Vec<String> = cases.iter().filter_map(|case| fault(case, &stories, &bench)).collect();
    assert!(faults.is_empty(), "{} of {} are read wrongly:\n{}", faults.len(), cases.len(), faults.join("\n"));
}

/// Returns what is wrong with what is said of a case.
fn fault(case: &Case, stories: &HashMap<String, Vec<String>>, bench: &Bench) -> Option<String> {
    let sentences = spoken(case, &written(case, stories), bench);
    let raw = sentences.join("\n");
    let is_heard = |text: &String| holds(&raw, text, case);
    let unsaid = case.say.iter().filter(|say| !say.any(is_heard)).map(|say| format!("unsaid: {}", say.told()));
    let said = case.not.iter().filter(|not| not.any(is_heard)).map(|not| format!("said: {}", not.told()));
    let in_one = |text: &String| sentences.iter().any(|sentence| holds(sentence, text, case));
    let parted = case.joined.iter().filter(|join| !join.any(in_one)).map(|join| format!("parted: {}", join.told()));
    let wrong: Vec<String> = unsaid.chain(said).chain(parted).collect();
    (!wrong.is_empty()).then(|| format!("{}: {}\n  {}", case.id, wrong.join("; "), raw.replace('\n', " | ")))
}

/// Returns a case's article with its story's paragraphs in their places.
fn written(case: &Case, stories: &HashMap<String, Vec<String>>) -> String {
    let story = stories.get(&case.lang).unwrap_or(&stories["en"]);
    let (open, close, between) = if case.markup == "html" { ("<p>", "</p>", "") } else { ("", "", "\n\n") };
    let paragraphs: Vec<String> = story.iter().map(|text| format!("{open}{text}{close}")).collect();
    let mut written = case.input.replace("{story}", &paragraphs.join(between));
    for (at, paragraph) in paragraphs.iter().enumerate() {
        written = written.replace(&format!("{{{}}}", at + 1), paragraph);
    }
    written
}

/// Returns the sentences that are said of an article.
fn spoken(case: &Case, written: &str, bench: &Bench) -> Vec<String> {
    let name = match case.markup.as_str() {
        "html" => "a.html",
        "markdown" => "a.md",
        "feed" => "a.xml",
        _ => "a.txt",
    };
    let path = bench.path(name);
    let encoding = case.encoding.as_ref().map(|label| encoding_rs::Encoding::for_label(label.as_bytes()).unwrap());
    fs::write(&path, encoding.map_or(written.as_bytes().into(), |encoding| encoding.encode(written).0)).unwrap();
    if case.markup == "feed" {
        let run = bench.aloud(&["script", "--json", "--disclosure", "off", name]);
        let sentences = run.json_lines()[0]["sentences"].as_array().unwrap().clone();
        return sentences.iter().map(|sentence| sentence["spoken"].as_str().unwrap().to_owned()).collect();
    }
    // A line of text is one of a list, which knows its title and its language.
    let article = match case.markup == "text" && !written.contains('\n') {
        true => Article {
            id: case.id.clone(),
            origin: Origin::Stdin,
            markup: Markup::Plain(written.to_owned()),
            known: ListedMetadata {
                title: Some("Try".to_owned()),
                language: Some(case.lang.clone()),
                ..ListedMetadata::default()
            },
        },
        false => Article::open(&path).unwrap(),
    };
    let script = script::compose(document::read(&article, &Selection::default()), &Reading::default());
    script.sentences.into_iter().map(|sentence| sentence.spoken).collect()
}

/// Returns whether a text holds a phrase: whole words of it, whatever stands between them, or signs as they are.
fn holds(raw: &str, phrase: &str, case: &Case) -> bool {
    if let Some(verbatim) = phrase.strip_prefix("raw:") {
        return raw.contains(verbatim);
    }
    if !phrase.contains(char::is_alphanumeric) {
        return raw.contains(phrase);
    }
    format!(" {} ", folded(raw, case)).contains(&format!(" {} ", folded(phrase, case)))
}

/// Returns the words of a text with a space between them: without marks, and without the "and" of British numbers.
fn folded(text: &str, case: &Case) -> String {
    let apart = text.nfc().filter(|c| !"'’‘ʼ`´\u{ad}\u{200b}".contains(*c));
    let spaced: String = apart.map(|c| if c.is_alphanumeric() || "<>=½²★☆".contains(c) { c } else { ' ' }).collect();
    let words: Vec<String> =
        spaced.split_whitespace().map(|word| if case.case { word.to_owned() } else { word.to_lowercase() }).collect();
    let is_scale = |word: &str| case.lang == "en" && matches!(word, "hundred" | "thousand" | "million");
    let kept = words.iter().enumerate().filter(|(at, word)| !(*word == "and" && *at > 0 && is_scale(&words[at - 1])));
    kept.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ")
}
