//! Attaching to real pages (`../shared/data/extraction`, `../shared/cases/webtext`): every page comes back to the byte, and most
//! sentences, the headline among them, are found in it and highlighted in a browser, by highlights and by marks.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aloud::document::{self, Selection};
use aloud::publication::page::{self, Attaching, Narrated, Outcome, Way};
use aloud::publication::{FullText, Narrations, PLAYER_FILE_NAME, PLAYER_SCRIPT, Run};
use aloud::script::{self, Reading};
use aloud::source;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::bench::{Bench, repository, skip_without_shared};
use crate::player::stage;
use crate::webdriver::Browser;

/// Where real pages are.
const FOLDERS: [&str; 2] = ["../shared/data/extraction/html", "../shared/cases/webtext/html"];
/// The least share of all sentences of each folder that is found and highlighted. Measured on 2026-11-30: 0.9984 (3 702 of 3 708) of the
/// first, by either way; of the second 0.9952 (4 752 of 4 775) in the text, 0.9904 in Chromium.
const FOUND: [f64; 2] = [0.998, 0.99];
/// Of how many pages of each folder one is tried.
const EVERY: [usize; 2] = [1, 6];
/// Keeps what the player highlights, by either way.
const WATCH: &str = "window.marked = () => [...document.querySelectorAll('[data-aloud-now]')].map((one) => one.textContent).join(' ') || window.last;
    const { set, delete: drop } = HighlightRegistry.prototype;
    HighlightRegistry.prototype.set = function (name, value) { if (name === 'aloud') window.last = String([...value][0]); return set.call(this, name, value); };
    HighlightRegistry.prototype.delete = function (name) { window.last = ''; return drop.call(this, name); };";
/// Before it: a browser that has no highlights.
const WITHOUT_HIGHLIGHTS: &str = "Object.defineProperty(CSS, 'highlights', { value: undefined });";
/// Goes to each sentence, the first by its link, and returns what is highlighted then.
const LEAD: &str = "const told = []; const player = document.querySelector('aloud-player');
    const there = new Promise((done) => addEventListener('hashchange', done, { once: true }));
    location.hash = 's=0';
    await there;
    player.data.cues.forEach(([start], at) => {
        window.last = at ? '' : window.last || '';
        player.seek(start);
        told.push(window.marked());
    });
    return told;";
/// No script but ours, and nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'nonce-n1'; style-src 'unsafe-inline'";

/// Unpacks a page and writes the manifest of its narration, without audio; gives the page, and nothing when it has no story.
fn narrated(bench: &Bench, packed: &Path) -> Option<PathBuf> {
    let path = bench.path(packed.file_stem()?.to_str()?);
    let mut page = Vec::new();
    flate2::read::GzDecoder::new(fs::File::open(packed).unwrap()).read_to_end(&mut page).unwrap();
    fs::write(&path, page).unwrap();
    // One has more than one charset.
    let article = source::Article::open(&path).ok()?;
    let script = script::compose(document::read(&article, &Selection::default()), &Reading::default());
    let cue = |(number, sentence): (usize, &script::Sentence)| {
        let (start_ms, end_ms) = (number * 1_000, number * 1_000 + 900);
        json!({ "block": sentence.block, "kind": "paragraph", "written": sentence.written, "spoken": sentence.spoken, "start_ms": start_ms, "end_ms": end_ms })
    };
    let manifest = json!({
        "version": 1, "software": "aloud", "id": article.id, "article": script.metadata, "engine": "tone", "voice": "tone",
        "audio": "a.wav", "audio_bytes": 1, "sample_rate_hz": 24_000, "duration_ms": script.sentences.len() * 1_000, "fingerprint": "0123456789abcdef",
        "sentences": script.sentences.iter().enumerate().map(cue).collect::<Vec<_>>(),
    });
    fs::write(path.with_extension("json"), manifest.to_string()).unwrap();
    (!script.sentences.is_empty()).then_some(path)
}

/// The pages of a bench that have a story, and what attaches to them.
fn pages(bench: &Bench, folder: &str, every: usize) -> Option<(Vec<PathBuf>, Attaching)> {
    let Ok(folder) = fs::read_dir(repository(folder)) else {
        skip_without_shared();
        return None;
    };
    let mut packed: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    // The server knows no encoded names.
    packed.retain(|path| path.to_str().is_some_and(|path| path.bytes().all(|byte| byte.is_ascii_graphic())));
    packed.sort();
    let pages: Vec<PathBuf> = packed.iter().step_by(every).filter_map(|packed| narrated(bench, packed)).collect();
    let attaching = Attaching {
        narrations: Arc::new(Narrations::open(&bench.path("")).unwrap()),
        audio_base: "/".parse().unwrap(),
        player_base: "/".parse().unwrap(),
        at: None,
        csp_nonce: Some("n1".to_owned()),
        way: Way::Spans,
        full_text: FullText::On,
    };
    Some((pages, attaching))
}

/// How many sentences there are, and how many were found.
#[derive(Default)]
struct Count {
    all: usize,
    found: usize,
    /// The pages on which some were not.
    poor: Vec<String>,
}

impl Count {
    fn add(&mut self, path: &Path, all: usize, found: usize) {
        (self.all, self.found) = (self.all + all, self.found + found);
        if found < all {
            let name: String = path.file_name().unwrap().to_string_lossy().chars().take(24).collect();
            self.poor.push(format!("{name} {found}/{all}"));
        }
    }

    fn share(&self, what: &str, pages: usize) -> f64 {
        let share = self.found as f64 / self.all as f64;
        eprintln!("{what}: {} of {} sentences of {pages} pages ({share:.4}); {:?}", self.found, self.all, self.poor);
        share
    }
}

#[test]
fn real_pages_are_given_back_and_most_sentences_found() {
    for (folder, (every, least)) in FOLDERS.into_iter().zip(EVERY.into_iter().zip(FOUND)) {
        let bench = Bench::new();
        let Some((pages, attaching)) = pages(&bench, folder, every) else { return };
        let mut count = Count::default();
        for path in &pages {
            let original = fs::read(path).unwrap();
            let Outcome::Attached(Narrated { sentences, found, .. }) = page::attach(path, None, &attaching).unwrap()
            else {
                panic!("{} is not attached to", path.display());
            };
            let attached = fs::read(path).unwrap();
            assert!(matches!(page::attach(path, None, &attaching), Ok(Outcome::Unchanged(_))), "{}", path.display());
            assert!(fs::read(path).unwrap() == attached, "{} changes when nothing does", path.display());
            assert_eq!(page::remove(path, Run::Real).unwrap(), Outcome::Removed);
            assert!(fs::read(path).unwrap() == original, "{} is not as it was", path.display());
            count.add(path, sentences, found);
        }
        let share = count.share(folder, pages.len());
        assert!(pages.len() > 50 && share >= least, "{share} of the sentences, of {} pages", pages.len());
    }
}

/// Attaches to the pages and counts what a browser highlights of each.
fn highlighted((folder, every): (&str, usize), way: Way) -> Option<(usize, Count)> {
    let bench = Bench::new();
    let (pages, mut attaching) = pages(&bench, folder, every)?;
    attaching.way = way;
    fs::write(bench.path(PLAYER_FILE_NAME), PLAYER_SCRIPT).unwrap();
    let (url, _) = stage::serve_with(bench.path(""), Duration::ZERO, POLICY);
    // Whole, as some pages have a base of their own.
    attaching.audio_base = url.parse().unwrap();
    attaching.player_base = attaching.audio_base.clone();
    let browser = Browser::start()?;
    let before = if way == Way::Spans { WITHOUT_HIGHLIGHTS } else { "" };
    browser.before_scripts(&format!("{before}{WATCH}"));
    let mut count = Count::default();
    for path in &pages {
        page::attach(path, None, &attaching).unwrap();
        let manifest: Value = serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
        let written: Vec<&Value> = manifest["sentences"].as_array().unwrap().iter().collect();
        browser.open(&format!("{url}/{}", path.file_name().unwrap().to_str().unwrap()));
        browser.until("document.querySelector('aloud-player')?.shadowRoot");
        let told = browser.wait_for(LEAD);
        let told = told.as_array().unwrap_or_else(|| panic!("{}: {told}", path.display()));
        assert_eq!(told.len(), written.len(), "{}", path.display());
        let title = letters(manifest["article"]["title"].as_str().unwrap_or_default());
        let (mut all, mut found) = (0, 0);
        for (cue, told) in written.iter().zip(told) {
            let (said, marked) = (letters(cue["written"].as_str().unwrap()), letters(told.as_str().unwrap()));
            let is_headline = cue["block"].is_null() && !said.is_empty() && title.contains(&said);
            // Around the story, only the headline stands in the page.
            let is_wanted = !cue["block"].is_null() || is_headline;
            all += usize::from(is_wanted);
            found += usize::from(is_wanted && (marked == said || is_headline && !marked.is_empty()));
        }
        count.add(path, all, found);
    }
    Some((pages.len(), count))
}

/// The letters of a text, without marks, numbers of notes and white space.
fn letters(text: &str) -> String {
    let is_note = |rest: &str| {
        let digits = rest.split(']').next().unwrap_or_default();
        (1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let parts = text
        .split('[')
        .map(|part| if is_note(part) { part.split_once(']').map_or("", |(_, rest)| rest) } else { part });
    let plain: String = parts.collect::<String>().nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
#[ignore = "drives a browser through ninety pages, for minutes"]
fn browsers_highlight_most_sentences_of_real_pages() {
    for (way, folders) in [(Way::Element, 2), (Way::Spans, 1)] {
        for (folder, (every, least)) in FOLDERS.into_iter().zip(EVERY.into_iter().zip(FOUND)).take(folders) {
            let Some((pages, count)) = highlighted((folder, every), way) else { return };
            let share = count.share(&format!("{folder} by {}", way.name()), pages);
            assert!(share >= least, "{share} of the sentences of {pages} pages by {}", way.name());
        }
    }
}
