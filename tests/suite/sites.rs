//! Sites as their generators make them (Hugo, Jekyll, Eleventy, Astro, which `.ci/setup` installs): attached to, and given back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::bench::{Bench, repository, skip};

/// A site that its generator has built.
struct Site {
    bench: Bench,
    /// The folder that it is published from, in the bench.
    output: &'static str,
}

/// Builds a site: a folder of `tests/golden/sites`, with the posts put where the generator looks for them. `None` where the
/// generator is not installed.
fn build(name: &str, posts: &str, output: &'static str, generator: Command) -> Option<Site> {
    let bench = Bench::new();
    let golden = repository("tests/golden/sites");
    copy(&golden.join(name), &bench.path(""));
    copy(&golden.join("posts"), &bench.path(posts));
    build_in(&bench, name, generator)?;
    Some(Site { bench, output })
}

/// Builds the site that is on a bench. `None` where the generator is not installed.
pub(crate) fn build_in(bench: &Bench, name: &str, mut generator: Command) -> Option<()> {
    // Astro looks for its parts from the site's folder on.
    std::os::unix::fs::symlink(repository("target/sites/node_modules"), bench.path("node_modules")).unwrap();
    generator.current_dir(bench.path("")).env("HOME", bench.path("")).env("ASTRO_TELEMETRY_DISABLED", "1");
    match generator.output() {
        Ok(made) => assert!(
            made.status.success(),
            "{name}: {}{}",
            String::from_utf8_lossy(&made.stdout),
            String::from_utf8_lossy(&made.stderr)
        ),
        Err(_) => {
            skip(&format!("{name} is not installed"));
            return None;
        }
    }
    Some(())
}

/// A program that `.ci/setup` has put into `target/sites`.
pub(crate) fn own(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(repository("target/sites").join(program));
    command.args(arguments);
    command
}

pub(crate) fn copy(from: &Path, to: &Path) {
    for entry in WalkDir::new(from) {
        let entry = entry.unwrap();
        let to = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(to).unwrap();
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

impl Site {
    /// Returns every file that is published.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = WalkDir::new(self.bench.path(self.output)).into_iter().map(Result::unwrap);
        let files = files.filter(|entry| entry.file_type().is_file());
        files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
    }

    /// Returns the page of a post.
    fn page(&self, post: &str) -> String {
        let files =
            self.files().into_keys().filter(|path| path.extension().is_some_and(|extension| extension == "html"));
        let page = files.filter(|path| path.to_string_lossy().contains(post)).collect::<Vec<_>>();
        assert_eq!(page.len(), 1, "{page:?}");
        page[0].strip_prefix(self.bench.path("")).unwrap().to_str().unwrap().to_owned()
    }

    /// Attaches to the whole site twice and takes all off again.
    fn there_and_back(&self) {
        let before = self.files();
        let attach = || {
            let run = self.bench.aloud(&["attach", self.output, "--audio-base", "/audio/", "--json"]);
            assert_eq!(run.code, 0, "{}", run.stderr);
            run.json_lines()
        };
        for line in attach() {
            let page = line["page"].as_str().unwrap();
            if POSTS.iter().any(|post| page.contains(post)) {
                assert_eq!(line["outcome"], "attached", "{line}");
                assert_eq!(
                    line["found"],
                    line["sentences"],
                    "{line} {}",
                    fs::read_to_string(self.bench.path(page)).unwrap()
                );
                assert!(line["sentences"].as_u64().unwrap() >= 3, "{line}");
            } else {
                assert_eq!(line["outcome"], "no-narration", "{line}");
            }
        }
        let attached = self.files();
        let changed = before.iter().filter(|(path, bytes)| attached[*path] != **bytes).count();
        assert_eq!(changed, POSTS.len());
        for post in POSTS {
            let page = fs::read_to_string(self.bench.path(&self.page(post))).unwrap();
            assert!(page.contains("</h1><!--aloud:player-->"), "{page}");
            assert!(page.contains("<!--/aloud:head--></head>") || page.contains("<!--/aloud:head-->\n"), "{page}");
            assert!(!page.contains("<img"), "{page}");
        }
        assert!(attach().iter().all(|line| line["outcome"] != "attached"), "attaching twice changes something");
        assert_eq!(self.bench.aloud(&["attach", "--remove", self.output]).code, 0);
        assert!(self.files() == before, "removing does not give the site back");
    }
}

/// What the addresses of the posts' pages have in them.
const POSTS: [&str; 3] = ["harbour-bridge", "mist", "markup"];

#[test]
fn hugo() {
    let Some(site) = build("hugo", "content/posts", "public", own("bin/hugo", &["--quiet"])) else { return };
    // From the posts as they were written; their pages are known by their titles.
    site.bench.narrate(&["--force", "content/posts"]);
    site.there_and_back();
}

#[test]
fn jekyll() {
    let mut generator = Command::new("jekyll");
    generator.args(["build", "--quiet", "--disable-disk-cache"]);
    let Some(site) = build("jekyll", "_posts", "_site", generator) else { return };
    // From the pages; they are known by their addresses.
    let pages = POSTS.map(|post| site.page(post));
    site.bench.narrate(&["--force", &pages[0], &pages[1], &pages[2]]);
    site.there_and_back();
}

#[test]
fn eleventy() {
    let generator = own("node_modules/.bin/eleventy", &["--quiet"]);
    let Some(site) = build("eleventy", "posts", "_site", generator) else { return };
    // From the pages; they are known by their files.
    let pages = POSTS.map(|post| site.page(post));
    site.bench.narrate(&["--force", &pages[0], &pages[1], &pages[2]]);
    site.there_and_back();
}

#[test]
fn astro() {
    let generator = own("node_modules/.bin/astro", &["build", "--silent"]);
    let Some(site) = build("astro", "src/posts", "dist", generator) else { return };
    site.bench.narrate(&["--force", "src/posts"]);
    site.there_and_back();
}
