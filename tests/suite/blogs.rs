//! Blogs as Hugo, Jekyll, Eleventy and Astro build them, with drafts, posts to come, tags, a home page of teasers, a page for
//! addresses that do not exist, and a feed: narrated from the folder that is published and from the posts, attached, built again
//! elsewhere, edited and pruned.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use serde_json::Value;
use walkdir::WalkDir;

use crate::bench::{Bench, repository};
use crate::sites::{build_in, copy, own};

/// A blog: how it is built, and where its posts and pages are.
struct Blog {
    name: &'static str,
    posts: &'static str,
    output: &'static str,
    generator: fn() -> Command,
    /// Files that make it a blog, besides those of `tests/golden/sites`.
    more: &'static [(&'static str, &'static str)],
    /// How a draft says that it is one.
    draft: &'static str,
    /// Whether it publishes drafts and posts to come unless it is told otherwise.
    publishes_all: bool,
}

/// The posts that are published, by what they are about.
const POSTS: [(&str, &str); 3] =
    [("2026-03-14-ferry", "ferry"), ("2026-04-02-heron", "heron"), ("2026-05-09-tram", "tram")];

fn post(animal: &str, fields: &str) -> String {
    format!(
        "---\ntitle: The {animal}\n{fields}\n---\n\nThe {animal} went out early on Monday, while it was still dark and the harbour was quiet. \
         Nobody saw it go.\n\nBy noon the {animal} was back. It had seen the far side of the river, which few in town have, and would not \
         say what was there.\n\nThe town has put up a sign for the {animal} since. It stands by the bridge, and people take pictures of it.\n"
    )
}

impl Blog {
    /// Makes the blog on a bench.
    fn make(&self, bench: &Bench) {
        bench.write("aloud.toml", "voice = 'tone'\nspeed = 200\nloudness = 'off'\n");
        copy(&repository("tests/golden/sites").join(self.name), &bench.path(""));
        for (file, text) in self.more {
            fs::create_dir_all(bench.path(file).parent().unwrap()).unwrap();
            bench.write(file, text);
        }
        fs::create_dir_all(bench.path(self.posts)).unwrap();
        for (name, animal) in POSTS {
            self.write(bench, name, &post(animal, &format!("date: {}\ntags: [river]", &name[..10])));
        }
        self.write(bench, "2026-05-10-mouse", &post("mouse", &format!("date: 2026-05-10\n{}", self.draft)));
        self.write(bench, "2090-01-01-whale", &post("whale", "date: 2090-01-01"));
    }

    fn write(&self, bench: &Bench, name: &str, text: &str) {
        fs::write(bench.path(self.posts).join(format!("{name}.md")), text).unwrap();
    }

    /// Builds it, without what is not to be published; none where the generator is not there.
    fn build(&self, bench: &Bench) -> Option<()> {
        build_in(bench, self.name, (self.generator)())?;
        for hidden in ["mouse", "whale"].iter().filter(|_| self.publishes_all) {
            let pages = WalkDir::new(bench.path(self.output)).into_iter().map(|page| page.unwrap().into_path());
            let pages = pages.filter(|page| page.is_file() && page.to_string_lossy().contains(hidden));
            pages.for_each(|page| fs::remove_file(page).unwrap());
        }
        Some(())
    }
}

/// The names of articles of a run by what became of them.
fn told(bench: &Bench, arguments: &[&str]) -> Vec<(String, String)> {
    let run = bench.aloud(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    let line =
        |line: Value| (line["status"].as_str().unwrap().to_owned(), line["article"].as_str().unwrap().to_owned());
    run.json_lines().into_iter().map(line).collect()
}

fn count(told: &[(String, String)], status: &str) -> usize {
    told.iter().filter(|(own, _)| own == status).count()
}

/// The guids of the podcast.
fn guids(bench: &Bench) -> Vec<String> {
    let run = bench.aloud(&["feed", "--audio-base", "https://example.org/audio/"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let feed = fs::read_to_string(bench.path("narrations/podcast.xml")).unwrap();
    feed.split("<guid").skip(1).map(|rest| rest.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

fn walk(blog: &Blog) {
    let bench = Bench::new();
    blog.make(&bench);
    if blog.build(&bench).is_none() {
        return;
    }
    // From the posts as they were written, drafts and posts to come are passed over.
    let source = told(&bench, &["narrate", "--json", "--out", "from-source", blog.posts]);
    assert_eq!((count(&source, "narrated"), count(&source, "skipped")), (3, 2), "{source:?}");

    let first = told(&bench, &["narrate", "--json", blog.output]);
    assert_eq!((count(&first, "narrated"), count(&first, "failed")), (3, 0), "{first:?}");
    let own = |ending: &str| POSTS.map(|(_, animal)| format!("the-{animal}.{ending}"));
    let names: BTreeSet<String> = own("json").into_iter().chain(own("wav")).collect();
    assert_eq!(
        bench.names("narrations").into_iter().collect::<BTreeSet<_>>(),
        names,
        "one each, named by its headline"
    );
    let attached = bench.aloud(&["attach", blog.output, "--audio-base", "/audio/"]);
    assert!(attached.code == 0 && attached.stderr.contains("3 attached"), "{}{}", attached.stdout, attached.stderr);
    assert_eq!(guids(&bench).len(), 3);
    let with_players = told(&bench, &["narrate", "--json", blog.output]);
    assert_eq!(count(&with_players, "unchanged"), 3, "the player is not read: {with_players:?}");
    // The narrations go into the site, podcast and all, and the site is looked through again.
    copy(&bench.path("narrations"), &bench.path(blog.output).join("audio"));
    let with_audio = told(&bench, &["narrate", "--json", blog.output]);
    let all = ["unchanged", "narrated", "duplicate", "failed"].map(|status| count(&with_audio, status));
    assert_eq!(all, [3, 0, 0, 0], "our own feeds and transcripts are no articles: {with_audio:?}");

    // Another runner builds it at another place, with the narrations of before; one post is edited, one deleted.
    let elsewhere = Bench::new();
    blog.make(&elsewhere);
    copy(&bench.path("narrations"), &elsewhere.path("narrations"));
    let edited = post("heron", "date: 2026-04-02\ntags: [river]").replace("by the bridge", "by the pier");
    blog.write(&elsewhere, "2026-04-02-heron", &edited);
    fs::remove_file(elsewhere.path(blog.posts).join("2026-05-09-tram.md")).unwrap();
    blog.build(&elsewhere).unwrap();
    let again = told(&elsewhere, &["narrate", "--json", blog.output]);
    assert_eq!(
        (count(&again, "narrated"), count(&again, "unchanged"), count(&again, "failed")),
        (1, 1, 0),
        "{again:?}"
    );
    let audio = |name: &String| name.ends_with(".wav");
    assert_eq!(elsewhere.names("narrations").into_iter().filter(audio).count(), 3, "nothing is made beside them");
    assert!(elsewhere.aloud(&["status"]).stdout.contains("1 gone"));
    let pruned = elsewhere.aloud(&["prune", "--remove"]).stdout;
    assert!(pruned.lines().count() == 1 && pruned.contains("the-tram.wav"), "{pruned}");
    let left = guids(&elsewhere);
    assert!(left.len() == 2 && left[0] != left[1], "{left:?}");
    assert!(elsewhere.aloud(&["status"]).stdout.starts_with("2 done, 0 stale, 0 failed"));
}

#[test]
fn hugo() {
    walk(&Blog {
        name: "hugo",
        posts: "content/posts",
        output: "public",
        generator: || own("bin/hugo", &["--quiet"]),
        more: &[
            ("hugo.toml", "baseURL = 'https://example.org/'\ntitle = 'The Daily'\nlanguageCode = 'en'\n"),
            (
                "layouts/404.html",
                "{{ define \"main\" }}<h1>Not here</h1><p>There is no page at this address. It may have moved. Go home and look there.</p>{{ end }}",
            ),
            (
                "layouts/index.html",
                "{{ define \"main\" }}{{ range .RegularPagesRecursive }}<section><h2><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></h2>\
                 <p>{{ .Summary }}</p><a href=\"{{ .RelPermalink }}\">Read on</a></section>{{ end }}{{ end }}",
            ),
        ],
        draft: "draft: true",
        publishes_all: false,
    });
}

#[test]
fn jekyll() {
    walk(&Blog {
        name: "jekyll",
        posts: "_posts",
        output: "_site",
        generator: || {
            let mut jekyll = Command::new("jekyll");
            jekyll.args(["build", "--quiet", "--disable-disk-cache"]);
            jekyll
        },
        more: &[
            (
                "404.html",
                "---\n---\n<html><body><h1>Not here</h1><p>There is no page at this address. Go home and look there.</p></body></html>",
            ),
            (
                "index.html",
                "---\n---\n<html lang=\"en\"><head><title>{{ site.title }}</title></head><body><h1>{{ site.title }}</h1>\
                 {% for post in site.posts %}<section><h2><a href=\"{{ post.url }}\">{{ post.title }}</a></h2><p>{{ post.excerpt | strip_html }}</p>\
                 <a href=\"{{ post.url }}\">Read on</a></section>{% endfor %}</body></html>",
            ),
            (
                "tags/river.html",
                "---\n---\n<html><body><h1>river</h1><ul>{% for post in site.tags.river %}<li><a href=\"{{ post.url }}\">{{ post.title }}</a></li>\
                 {% endfor %}</ul></body></html>",
            ),
            (
                "feed.xml",
                "---\n---\n<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>D</title>{% for post in site.posts %}<item>\
                 <title>{{ post.title }}</title><link>{{ post.url | absolute_url }}</link></item>{% endfor %}</channel></rss>",
            ),
        ],
        draft: "published: false",
        publishes_all: false,
    });
}

#[test]
fn eleventy() {
    walk(&Blog {
        name: "eleventy",
        posts: "posts",
        output: "_site",
        generator: || own("node_modules/.bin/eleventy", &["--quiet"]),
        more: &[
            (
                "404.njk",
                "---\npermalink: 404.html\n---\n<html><body><h1>Not here</h1><p>There is no page at this address. Go home.</p></body></html>",
            ),
            (
                "index.njk",
                "---\ntitle: The Daily\n---\n<html lang=\"en\"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>\
                 {% for post in collections.posts %}<section><h2><a href=\"{{ post.url }}\">{{ post.data.title }}</a></h2>{{ post.content | safe }}\
                 <a href=\"{{ post.url }}\">Read on</a></section>{% endfor %}</body></html>",
            ),
            (
                "tags.njk",
                "---\npermalink: tags/river/index.html\n---\n<html><body><h1>river</h1><ul>{% for post in collections.river %}<li>\
                 <a href=\"{{ post.url }}\">{{ post.data.title }}</a></li>{% endfor %}</ul></body></html>",
            ),
        ],
        draft: "draft: true",
        publishes_all: true,
    });
}

#[test]
fn astro() {
    walk(&Blog {
        name: "astro",
        posts: "src/posts",
        output: "dist",
        generator: || own("node_modules/.bin/astro", &["build", "--silent"]),
        more: &[
            (
                "src/pages/404.astro",
                "<html><body><h1>Not here</h1><p>There is no page at this address. Go home and look there.</p></body></html>",
            ),
            (
                "src/pages/index.astro",
                "---\nconst posts = Object.entries(import.meta.glob('../posts/*.md', { eager: true }));\n---\n<html lang=\"en\"><head><title>The Daily\
                 </title></head><body><h1>The Daily</h1>{posts.map(([path, post]) => <section><h2><a href={'/posts/' + path}>{post.frontmatter.title}</a>\
                 </h2><p>How it begins.</p></section>)}</body></html>",
            ),
        ],
        draft: "draft: true",
        publishes_all: true,
    });
}
