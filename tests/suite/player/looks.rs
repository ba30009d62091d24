//! The player on twelve looks of real sites: everything of it can be read, and so can what it highlights; and pictures of five of them,
//! on a desk and a phone, light, dark and right to left, on which nothing moves and nothing is too wide.

use std::fs;

use serde_json::{Value, json};

use super::stage::{self, ROOT};
use crate::bench::{Bench, environment, repository, skip};
use crate::webdriver::Browser;

/// Those that pictures are made of.
const PICTURED: [&str; 5] = ["blog", "broadsheet", "magazine", "salmon", "tabloid"];
/// Where pictures go.
const PICTURES: &str = "target/pictures";
/// Those that README and the book show.
const BOOK: [&str; 2] = ["broadsheet-desktop-light", "magazine-phone-dark"];
/// What text and what is drawn must have of contrast (WCAG 2.2, 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const DRAWN: f64 = 3.0;

/// Up to which sum of its shifts a page stands still: a line of text that moves by itself while it loads. Measured: 0 on most.
const STILL: f64 = 0.005;

/// Returns the contrast of the highlighted sentence's words, link and all, and that of the line below them, on what they stand on.
const CONTRASTS: &str = "
    const parts = (css) => css.match(/[\\d.]+/g).map(Number);
    const luminance = (colour) => colour.slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const contrast = (one, other) => { const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05); };
    const range = [...CSS.highlights.get('aloud')][0];
    const within = range.startContainer.parentElement.closest('p, h1, h2');
    const ground = (element) => { for (let at = element; at; at = at.parentElement) { const colour = parts(getComputedStyle(at).backgroundColor); if (colour[3] !== 0) return colour; } return null; };
    // Behind the one page with a picture, its darkest and lightest places.
    const papers = ground(within) ? [ground(within)] : [[17, 17, 34], [74, 25, 66]];
    const words = [within, ...within.querySelectorAll('a')].filter((one) => range.intersectsNode(one)).flatMap((one) => {
        const style = getComputedStyle(one, '::highlight(aloud)');
        const back = parts(style.backgroundColor);
        return (back[3] === 0 ? papers : [back]).map((paper) => contrast(parts(style.color), paper));
    });
    const line = parts(getComputedStyle(within, '::highlight(aloud-line)').textDecorationColor);
    return [Math.min(...words), Math.min(...papers.map((paper) => contrast(line, paper)))];";

/// Pages of every look, served.
pub(super) struct Gallery {
    _bench: Bench,
    url: String,
    pub(super) looks: Vec<String>,
}

impl Gallery {
    /// Narrates these stories of `tests/golden/looks` and attaches.
    pub(super) fn open(stories: &[&str]) -> Self {
        let (bench, golden) = (Bench::new(), repository("tests/golden/looks"));
        for story in stories {
            let page = format!("{story}.html");
            bench.write(&page, fs::read(golden.join(&page)).unwrap());
            bench.narrate(&["--force", "--format", "mp3", &page]);
            let attached = bench.aloud(&["attach", &page, "--audio-base", "/narrations/"]);
            assert_eq!(attached.code, 0, "{}", attached.stderr);
        }
        let mut looks = Vec::new();
        for entry in fs::read_dir(golden).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let Some(look) = name.strip_suffix(".css") else { continue };
            bench.write(&name, fs::read(repository("tests/golden/looks").join(&name)).unwrap());
            for story in stories {
                let page = fs::read_to_string(bench.path(&format!("{story}.html"))).unwrap();
                bench.write(&format!("{story}-{look}.html"), page.replace("THEME.css", &name));
            }
            looks.push(look.to_owned());
        }
        looks.sort();
        let (url, _) = stage::serve_openly(bench.path(""));
        Self { _bench: bench, url, looks }
    }

    pub(super) fn show(&self, browser: &Browser, page: &str) {
        browser.open(&format!("{}/{page}.html", self.url));
        browser.until(&format!("{ROOT}?.querySelector('.play')"));
    }
}

#[test]
fn everything_can_be_read_on_twelve_looks() {
    let Ok(axe) = fs::read_to_string(repository("target/axe/node_modules/axe-core/axe.min.js")) else {
        return skip("axe-core is not installed");
    };
    let gallery = Gallery::open(&["story"]);
    let Some(browser) = Browser::start() else { return };
    assert_eq!(gallery.looks.len(), 12);
    for look in &gallery.looks {
        gallery.show(&browser, &format!("story-{look}"));
        browser.run(&axe);
        // Axe judges no words that anything lies above, though it be clear.
        browser.run(&format!("{ROOT}.querySelectorAll('.clip').forEach((clip) => {{ clip.hidden = true; }})"));
        let check = |state: &str| {
            // What is on its way in is still half clear.
            browser.run(&format!(
                "{ROOT}.getAnimations().filter((one) => one.animationName === 'rise').forEach((one) => one.finish())"
            ));
            let found = browser.wait_for("const { violations } = await axe.run({ include: [['aloud-player']] }, { rules: { region: { enabled: false } } }); \
                return violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.flat().join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' '))");
            assert_eq!(found, json!([]), "{look}, {state}");
        };
        check("before play");
        browser.run(&format!("document.querySelector('aloud-player').play(); {ROOT}.querySelector('.more').click()"));
        browser.until("CSS.highlights.get('aloud')");
        browser.run("document.querySelector('aloud-player').pause()");
        check("with the menu");
        // The headline, two sentences and the one with a link.
        for number in 0..4 {
            browser.run(&format!("const player = document.querySelector('aloud-player'); player.seek(player.data.cues[{number}][0] + 0.05)"));
            let contrasts = browser.run(CONTRASTS);
            let [words, line] = [0, 1].map(|at| contrasts[at].as_f64().unwrap());
            assert!(words >= TEXT && line >= DRAWN, "{look}, sentence {number}: words {words:.2}, line {line:.2}");
        }
    }
}

#[test]
fn nothing_moves_and_nothing_is_too_wide_on_five_sites() {
    let gallery = Gallery::open(&["story", "story-ar"]);
    let Some(browser) = Browser::start() else { return };
    browser.before_scripts(
        "window.moved = 0; window.moves = []; new PerformanceObserver((list) => { for (const one of list.getEntries()) { \
         moved += one.value; \
         for (const { node, previousRect, currentRect } of one.sources) \
             moves.push([one.value, one.startTime, node?.nodeName, node?.className, previousRect.x, previousRect.y, previousRect.width, currentRect.x, currentRect.y, currentRect.width, currentRect.height]); \
         } }).observe({ type: 'layout-shift', buffered: true });",
    );
    fs::create_dir_all(repository(PICTURES)).unwrap();
    for look in PICTURED {
        for (device, width, height) in [("desktop", 1280, 800), ("phone", 390, 844)] {
            browser.narrow(width, height);
            for (dress, story) in [("light", "story"), ("dark", "story"), ("rtl", "story-ar")] {
                let scheme = if dress == "dark" { "dark" } else { "light" };
                browser.cdp(
                    "Emulation.setEmulatedMedia",
                    json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] }),
                );
                gallery.show(&browser, &format!("{story}-{look}"));
                let name = format!("{look}-{device}-{dress}");
                let facts = browser.run(&format!("const bar = {ROOT}.querySelector('.bar').getBoundingClientRect(); return [moved, bar.height, document.documentElement.scrollWidth - innerWidth, bar.width > 250]"));
                assert!(facts[0].as_f64() <= Some(STILL), "{name}: {facts} {}", browser.run("return moves"));
                assert_eq!((&facts[1], &facts[3]), (&json!(64), &json!(true)), "{name}: {facts}");
                assert!(facts[2].as_f64().unwrap() <= 0.0, "{name}: the page is wider than its window");
                let play = "const player = document.querySelector('aloud-player'); player.play();";
                browser.run(play);
                browser.until("CSS.highlights.get('aloud')");
                browser.run("const player = document.querySelector('aloud-player'); player.seek(player.data.cues[2][0] + 0.05); player.pause()");
                let marked = browser.run("return String([...CSS.highlights.get('aloud')][0]).length");
                assert!(marked.as_u64() > Some(10), "{name}: {marked}");
                let picture = browser.picture();
                if let Some(folder) = environment("ALOUD_PICTURES").filter(|_| BOOK.contains(&name.as_str())) {
                    fs::write(repository(&folder).join(format!("player-{name}.png")), &picture).unwrap();
                }
                fs::write(repository(PICTURES).join(format!("{name}.png")), picture).unwrap();
            }
        }
    }
}

#[test]
fn forced_colours_keep_what_is_drawn_and_printers_get_the_story_alone() {
    let gallery = Gallery::open(&["story"]);
    let Some(browser) = Browser::start() else { return };
    let choose = |features: Value, media: &str| {
        browser.cdp("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }));
    };
    choose(json!([{ "name": "forced-colors", "value": "active" }]), "");
    gallery.show(&browser, "story-magazine");
    let drawn = browser.run(&format!(
        "const style = (name) => getComputedStyle({ROOT}.querySelector(name)); \
         return [style('.play').backgroundColor !== style('.box').backgroundColor, style('.box').borderTopStyle, style('.more').borderTopStyle]"
    ));
    assert_eq!(drawn, json!([true, "solid", "solid"]));
    choose(json!([]), "print");
    assert_eq!(browser.run("return getComputedStyle(document.querySelector('aloud-player')).display"), "none");
}
