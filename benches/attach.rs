//! Attaching to 1 000 pages of 150 kB on one core, beside copying them; and how much memory a page of 10 MB takes more than one
//! of 1 MB (Linux). The pages' stories are a sixth of them: the rest is scripts, menus and teasers, as on real sites.
//!
//! Rates are by the computing time of the one thread that works, with what the system does for it, so that a busy machine
//! changes little.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::publication::Narrations;
use aloud::publication::page::{self, Attaching, Outcome};
use serde_json::json;

const PAGES: usize = 1_000;
const PAGE_BYTES: usize = 150_000;
const PARAGRAPHS: usize = 60;

fn main() {
    let folder = tempfile::tempdir().unwrap();
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
    rate("attaching", &|page| {
        let Outcome::Attached(narrated) = page::attach(page, None, &attaching).unwrap() else { panic!("not attached") };
        assert_eq!(narrated.found, narrated.sentences);
    });
    rate("attaching again", &|page| assert!(matches!(page::attach(page, None, &attaching), Ok(Outcome::Unchanged(_)))));
    rate("removing", &|page| assert_eq!(page::remove(page).unwrap(), Outcome::Removed));
    memory(at, 1_000_000);
    memory(at, 10_000_000);
}

/// Gives how long this thread has computed (proc(5), `schedstat`).
fn computing() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

/// Writes a page and its narration.
fn write(at: &Path, number: usize, bytes: usize) -> PathBuf {
    let address = format!("https://example.org/{number}");
    let sentence = |index: usize| {
        format!(
            "Sentence {index} of story {number} tells of the harbour, its bridges, its tides, and of all who pass there. "
        )
    };
    let cue = |index: usize| {
        let start = index * 6_000;
        json!({ "block": index / 2, "kind": "paragraph", "written": sentence(index), "spoken": sentence(index), "start_ms": start, "end_ms": start + 5_500 })
    };
    let manifest = json!({
        "version": 1, "software": "aloud", "id": address, "article": { "title": format!("Story {number}"), "url": address },
        "engine": "tone", "voice": "tone", "audio": format!("{number}.wav"), "audio_bytes": 1, "sample_rate_hz": 24_000,
        "duration_ms": 720_000, "fingerprint": "0123456789abcdef",
        "sentences": (0..PARAGRAPHS * 2).map(cue).collect::<Vec<_>>(),
    });
    fs::write(at.join(format!("{number}.json")), manifest.to_string()).unwrap();
    let mut page =
        format!("<!doctype html><html lang=en><head><title>Story</title><link rel=canonical href='{address}'>");
    while page.len() < bytes / 4 {
        page.push_str(
            "<script>if(a<b&&c){window.layer.push({x:'abc def ghi jkl'});}</script>\n<meta name='k' content='v'>",
        );
    }
    page.push_str(&format!("</head><body><main><h1>Story {number}</h1>"));
    for index in 0..PARAGRAPHS {
        let (one, two) = (sentence(index * 2), sentence(index * 2 + 1));
        page.push_str(&format!("<p class=\"story__text\">{one}<a href='/x'>{two}</a></p>\n<div class=\"ad\"></div>"));
    }
    page.push_str("</main><footer>");
    while page.len() < bytes {
        page.push_str("<div class='teaser'><a href='/t'><img src='/img/a.jpg' srcset='/img/a-1.jpg 1x, /img/a-2.jpg 2x' alt='A picture'><h3>Teaser</h3></a></div>\n");
    }
    page.push_str("</footer></body></html>");
    let path = at.join(format!("{number}.html"));
    fs::write(&path, page).unwrap();
    path
}

fn attaching(at: &Path) -> Attaching {
    Attaching {
        narrations: Arc::new(Narrations::open(at).unwrap()),
        audio_base: "/audio/".parse().unwrap(),
        player_base: "/audio/".parse().unwrap(),
        at: None,
        csp_nonce: None,
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
