//! What readers of a WordPress site see: with the narration as without it, but for the player; blocks and classic posts, in three
//! themes.

use std::process::Command;

use super::Site;

pub(super) const THEMES: [&str; 3] = ["twentytwentyone", "twentytwentytwo", "twentytwentythree"];
/// Fetches a page.
const FETCH: &str = "import sys, urllib.request as web; print(web.urlopen(sys.argv[1]).read().decode())";

/// Has the site wear a theme: what a plugin says for it.
pub(super) fn worn(theme: &str) -> String {
    format!("foreach (['template', 'stylesheet'] as $one) add_filter(\"pre_option_$one\", fn() => '{theme}');")
}

fn seen(site: &Site, post: &str) -> String {
    let page = Command::new("python3").args(["-c", FETCH, site.link(post)]).output().unwrap();
    assert!(page.status.success(), "{}", String::from_utf8_lossy(&page.stderr));
    // Numbers that a page is given anew each time it is made.
    let page = String::from_utf8(page.stdout).unwrap();
    page.lines()
        .filter(|line| !line.contains("wp-container-"))
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Takes our figure out of a page.
fn without_ours(page: &str) -> String {
    let start = page.find("<figure class=\"wp-block-audio aloud\">").unwrap_or_else(|| panic!("no player: {page}"));
    let end = start + page[start..].find("</figure>").unwrap() + "</figure>".len();
    format!("{}{}", &page[..start].trim_end(), &page[end..]).replace("\n\n", "\n")
}

/// Leaves out what themes print of their styles for blocks that a page has: with an audio block come its styles.
fn story(page: &str) -> String {
    let start = page.find("<h1").unwrap_or_else(|| panic!("no headline: {page}"));
    let end = start + page[start..].find("</main>").unwrap_or(page.len() - start);
    page[start..end].split_whitespace().collect::<Vec<_>>().join(" ").replace("> <", "><")
}

#[test]
fn a_post_reads_the_same_but_for_the_player() {
    let Some(site) = Site::start() else { return };
    site.set_up("editor", &site.url);
    site.write("first", "'[gallery] Bridge'", "The bridge reopened. A milk van crossed first.");
    site.write("second", "Tides", "The tide comes. The tide goes.");
    site.bench.narrate(&["--format", "mp3", "'[gallery] Bridge'.md", "Tides.md"]);
    let posts = ["first", "second"];
    let all = || {
        let mut pages = Vec::new();
        for theme in THEMES {
            site.plug(Some(&worn(theme)));
            pages.extend(posts.map(|post| (format!("{theme} {post}"), seen(&site, post))));
        }
        pages
    };
    let before = all();
    let paragraphs = before[1].1.matches("<p>").count();
    let run = site.publish("password", &[site.link("first"), site.link("second")]);
    assert_eq!((run.code, run.stdout.matches("attached").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    for ((name, before), (_, after)) in before.iter().zip(all()) {
        assert!(
            ["[gallery] Bridge", "&#091;gallery&#093; Bridge", "Tides"].iter().any(|title| after.contains(title)),
            "{name}: a title was taken for a shortcode"
        );
        assert_eq!(story(&without_ours(&after)), story(before), "{name}");
    }
    assert!(paragraphs >= 2, "{}", before[1].1);
    assert!(!site.text("second").contains("<!-- wp:"), "{}", site.text("second"));
    assert!(site.text("first").contains("&#091;gallery&#093;"), "{}", site.text("first"));

    // What an earlier version has done to a classic post is mended, and its file kept.
    let ours = site.text("second");
    let figure = &ours[..ours.find("</figure>").unwrap() + "</figure>".len()];
    let media = site.ask("media", "context=edit", None);
    let old =
        ours.replace(figure, &format!("<!-- wp:audio {{\"id\":{}}} -->\n{figure}\n<!-- /wp:audio -->", media[0]["id"]));
    site.edit("second", &old);
    let run = site.publish("password", &[site.link("second")]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("second"), ours);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 2);
}
