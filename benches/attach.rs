//! Attaching to 1 000 pages of 150 kB on one core, beside copying them and beside a pass of `lol_html` that listens to nothing; and
//! how much memory a page of 10 MB takes more than one of 1 MB (Linux).
//!
//! The pages are made after 35 real ones of 100 to 220 kB: as many bytes and tags before the content, before the story, in it and
//! behind it as those have in the mean.
//!
//! Rates are by the computing time of the one thread that works, with what the system does for it, so that a busy machine
//! changes little. The pages are in memory where that has a folder: disks' file systems take longer the more files were deleted
//! in the last seconds, which a thousand replaced pages are.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::publication::page::{self, Attaching, Outcome, Way};
use aloud::publication::{FullText, Narrations, Run};
use lol_html::{HtmlRewriter, Settings};
use serde_json::json;

const PAGES: usize = 1_000;
const PAGE_BYTES: usize = 150_000;
/// Where each part of a page ends: the head, the menus, the story. Mean shares of the real pages (2026-11-24).
const PARTS: [usize; 3] = [31_000, 77_000, 114_000];
const PARAGRAPHS: usize = 18;
/// What menus are made of: a tag takes 64 bytes, as on the real pages.
const MENU: &str = "<li class='menu__item menu__item--level-two' data-tracking='header-menu|level-two|harbour'>\
    <a class='menu__link menu__link--level-two' href='https://www.example.org/sections/region/harbour-and-bridges' data-index='2'>\
    Harbour and bridges</a></li>\n";
/// What stands between paragraphs: a tag takes 59 bytes.
const BETWEEN: &str = "<div class='ad ad--between' id='ad-between-paragraphs' data-slot='story/between' data-sizes='[[300,250],[320,50]]'>\
    <script>window.ads=window.ads||[];ads.push({slot:'story/between',sizes:[[300,250],[320,50]],lazy:true});</script></div>\n";
/// What follows the story: a tag takes 85 bytes.
const TEASER: &str = "<div class='teaser teaser--with-picture' data-tracking='footer|teasers|most-read' data-position='1'>\
    <a class='teaser__link' href='https://www.example.org/2026/11/24/region/the-harbour-bridge-is-open-again-after-three-months'>\
    <img class='teaser__image' src='/pictures/2026/11/24/harbour-bridge-300x200.jpg' width='300' height='200' loading='lazy' \
    srcset='/pictures/2026/11/24/harbour-bridge-600x400.jpg 2x, /pictures/2026/11/24/harbour-bridge-900x600.jpg 3x' alt='A bridge'>\
    <h3 class='teaser__title'>The harbour bridge is open again after three months</h3></a></div>\n";

fn main() {
    let memory_folder = Path::new("/dev/shm");
    let folder = if memory_folder.is_dir() { tempfile::tempdir_in(memory_folder) } else { tempfile::tempdir() };
    let folder = folder.unwrap();
    let at = folder.path();
    let pages: Vec<PathBuf> = (0..PAGES).map(|number| write(at, number, PAGE_BYTES)).collect();
    let bytes: u64 = pages.iter().map(|page| fs::metadata(page).unwrap().len()).sum();
    let attaching = attaching(at);
    let rate = |what: &str, act: &dyn Fn(&Path)| {
        let (started, computed) = (Instant::now(), computing());
        pages.iter().for_each(|page| act(page));
        let spent = computing().zip(computed).map_or_else(|| started.elapsed(), |(now, before)| now - before);
        println!("{what}: {:.0} MB/s", bytes as f64 / spent.as_secs_f64() / 1e6);
    };
    let copy = at.join("copy");
    rate("copying", &|page| fs::write(&copy, fs::read(page).unwrap()).unwrap());
    rate("copying through lol_html", &|page| {
        let mut through = Vec::with_capacity(PAGE_BYTES);
        let mut rewriter = HtmlRewriter::new(Settings::new(), |bytes: &[u8]| through.extend_from_slice(bytes));
        rewriter.write(&fs::read(page).unwrap()).unwrap();
        rewriter.end().unwrap();
        fs::write(&copy, through).unwrap();
    });
    rate("attaching", &|page| {
        let Outcome::Attached(narrated) = page::attach(page, None, &attaching).unwrap() else { panic!("not attached") };
        assert_eq!(narrated.found, narrated.sentences);
    });
    rate("attaching again", &|page| assert!(matches!(page::attach(page, None, &attaching), Ok(Outcome::Unchanged(_)))));
    rate("removing", &|page| assert_eq!(page::remove(page, Run::Real).unwrap(), Outcome::Removed));
    memory(at, 1_000_000);
    memory(at, 10_000_000);
}

/// Returns how long this thread has computed (proc(5), `schedstat`).
fn computing() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// Writes a page and its narration.
fn write(at: &Path, number: usize, bytes: usize) -> PathBuf {
    let address = format!("https://example.org/{number}");
    let cue = |index: usize| {
        let start = index * 6_000;
        let said = sentence(number, index);
        json!({ "block": index / 3, "kind": "paragraph", "written": said, "spoken": said, "start_ms": start, "end_ms": start + 5_500 })
    };
    let manifest = json!({
        "version": 1, "software": "aloud", "id": address, "article": { "title": format!("Story {number}"), "url": address },
        "engine": "tone", "voice": "tone", "audio": format!("{number}.wav"), "audio_bytes": 1, "sample_rate_hz": 24_000,
        "duration_ms": 324_000, "fingerprint": "0123456789abcdef",
        "sentences": (0..PARAGRAPHS * 3).map(cue).collect::<Vec<_>>(),
    });
    fs::write(at.join(format!("{number}.json")), manifest.to_string()).unwrap();
    let path = at.join(format!("{number}.html"));
    fs::write(&path, page(number, &address, bytes)).unwrap();
    path
}

fn sentence(number: usize, index: usize) -> String {
    format!(
        "Sentence {index} of story {number} tells of the harbour’s bridges, its tides, and of all who pass there every day. "
    )
}

/// Makes a page.
fn page(number: usize, address: &str, bytes: usize) -> String {
    let script =
        "window.layer=window.layer||[];if(a<b&&c){window.layer.push({x:'abc def ghi jkl',y:[1,2,3]});}\n".repeat(12);
    let mut page =
        format!("<!doctype html><html lang=en><head><meta charset=utf-8><title>Story {number} | The Daily</title>");
    for index in 0..24 {
        let _ = writeln!(page, "<meta property='article:tag{index}' content='Harbour and bridges'>");
        let _ = writeln!(page, "<link rel='preload' as='font' href='/assets/{index}.woff2' crossorigin>");
    }
    let _ = writeln!(page, "<meta property='og:title' content='Story {number}'><link rel=canonical href='{address}'>");
    while page.len() < PARTS[0] {
        let _ = writeln!(page, "<script>{script}</script>");
    }
    page.push_str("</head><body class='story'><header>");
    while page.len() < PARTS[1] {
        page.push_str(MENU);
    }
    let _ = writeln!(page, "</header><main><article><h1 class='headline'>Story {number}</h1>");
    let each = (PARTS[2] - page.len()) / PARAGRAPHS;
    for index in 0..PARAGRAPHS {
        let end = page.len() + each;
        let [one, two, three] = [0, 1, 2].map(|more| sentence(number, index * 3 + more));
        let _ = writeln!(page, "<p class='story__text'>{one}<a href='/x'>{two}</a>{three}</p>");
        while page.len() < end {
            page.push_str(BETWEEN);
        }
    }
    page.push_str("</article></main><footer>");
    while page.len() < bytes {
        page.push_str(TEASER);
    }
    page + "</footer></body></html>"
}

fn attaching(at: &Path) -> Attaching {
    Attaching {
        narrations: Arc::new(Narrations::open(at).unwrap()),
        audio_base: "/audio/".parse().unwrap(),
        player_base: "/audio/".parse().unwrap(),
        at: None,
        csp_nonce: None,
        way: Way::Spans,
        full_text: FullText::On,
    }
}

/// Tells the highest memory while a page of this size is attached to.
fn memory(at: &Path, bytes: usize) {
    let number = PAGES + bytes;
    let page = write(at, number, bytes);
    let attaching = attaching(at);
    // Five resets the peak (proc(5)).
    if fs::write("/proc/self/clear_refs", "5").is_err() {
        return;
    }
    let resident = |field: &str| {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix(field)).unwrap().trim_end_matches("kB").trim();
        line.parse::<u64>().unwrap()
    };
    let before = resident("VmRSS:");
    assert!(matches!(page::attach(&page, None, &attaching), Ok(Outcome::Attached(_))));
    println!("a page of {} MB: {} kB more at the peak", bytes / 1_000_000, resident("VmHWM:").saturating_sub(before));
}
