//! Everything an article can be read from, by real HTTP on loopback where it is the web.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::bench::{Bench, Run};
use crate::site::Site;

/// A story long enough to be one.
const STORY: &str = "The council voted on Tuesday to rebuild the old bridge. Work begins in the spring of next year. \
    The harbour will stay open while it lasts. Merchants along the quay had asked for that. The mayor called it a good \
    day for the town. Nobody spoke against the plan. The cost is put at four million. A toll is to pay for a third of \
    it, and the county for the rest of the sum.";

/// An HTML page of that story.
fn page(title: &str) -> String {
    let paragraphs: String =
        STORY.split_inclusive(". ").map(|sentence| format!("<p>{sentence} {title}.</p>")).collect();
    format!(
        "<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{paragraphs}\
             </article></body></html>"
    )
}

/// Composes the scripts of these inputs.
fn script(bench: &Bench, arguments: &[&str]) -> Run {
    bench.aloud(&[&["script", "--json", "--allow-private"], arguments].concat())
}

/// Composes the scripts of inputs that are all good.
fn scripts(bench: &Bench, arguments: &[&str]) -> Vec<Value> {
    let run = script(bench, arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json_lines()
}

fn titles(scripts: &[Value]) -> Vec<&str> {
    scripts.iter().map(|script| script["metadata"]["title"].as_str().unwrap()).collect()
}

fn said(script: &Value) -> String {
    script["sentences"].as_array().unwrap().iter().map(|sentence| sentence["written"].as_str().unwrap()).collect()
}

#[test]
fn a_page_is_read_by_its_address() {
    let (bench, site) = (Bench::new(), Site::open());
    site.page("/story?p=1", "text/html", page("The Bridge"));
    site.redirect("/old", "/older");
    site.redirect("/older", "../story?p=1");
    let run = bench.aloud(&["narrate", "--voice", "tone", "--allow-private", "--json", &site.at("/old")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let outcome = &run.json_lines()[0];
    assert_eq!(outcome["article"], site.at("/old"));
    let manifest = fs::read(bench.path(outcome["manifest"].as_str().unwrap())).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!(manifest["id"], site.at("/story?p=1"), "the address it was found at in the end");
    assert_eq!(manifest["article"]["url"], site.at("/story?p=1"));
    assert!(site.asked()[0].headers.contains(concat!("user-agent: aloud/", env!("CARGO_PKG_VERSION"))));
}

#[test]
fn pages_come_in_every_charset_and_compressed() {
    let (bench, site) = (Bench::new(), Site::open());
    let text =
        |charset: &str| format!("<html><head>{charset}<title>Café</title></head><body><p>{STORY} Café.</p></body>");
    let latin = |text: String| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    site.page("/header", "text/html; charset=\"ISO-8859-1\"", latin(text("")));
    site.page("/meta", "text/html", latin(text("<meta charset=windows-1252>")));
    site.page("/bom", "text/html; charset=latin1", format!("\u{feff}{}", text("")));
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text("").as_bytes()).unwrap();
    site.reply("/gzip", "200 OK", "content-type: text/html\r\ncontent-encoding: gzip\r\n", packer.finish().unwrap());
    let mut brotli = Vec::new();
    brotli::BrotliCompress(&mut text("").as_bytes(), &mut brotli, &brotli::enc::BrotliEncoderParams::default())
        .unwrap();
    site.reply("/brotli", "200 OK", "content-type: text/html\r\ncontent-encoding: br\r\n", brotli);
    for path in ["/header", "/meta", "/bom", "/gzip", "/brotli"] {
        let scripts = scripts(&bench, &[&site.at(path)]);
        assert!(said(&scripts[0]).contains("Café."), "{path}");
    }
    assert!(site.asked()[0].headers.contains("accept-encoding: gzip,br"), "{}", site.asked()[0].headers);
}

const ATOM: &str = r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title>
<id>urn:x</id><updated>2026-03-02T00:00:00Z</updated><author><name>Ann Author</name></author>
<entry><title type="html">Whole &amp;amp; sound</title><link href="FULL"/><id>urn:1</id><updated>2026-03-02T00:00:00Z</updated>
<published>2026-03-01T08:00:00Z</published><content type="html">&lt;p&gt;STORY&lt;/p&gt;</content></entry>
<entry><title>ArticleReport short</title><link rel="alternate" href="/summary?utm_source=feed"/><id>urn:2</id>
<updated>2026-02-01T00:00:00Z</updated><author><name>Bo Li</name></author><summary>The council voted…</summary></entry>
</feed>"#;

fn feed_site() -> Site {
    let site = Site::open();
    let long = format!("{STORY} {}", STORY.replace("council", "board"));
    site.page("/feed", "application/atom+xml", ATOM.replace("STORY", &long).replace("FULL", &site.at("/full")));
    site.page("/summary?utm_source=feed", "text/html", page("The page's own title"));
    site
}

#[test]
fn full_feeds_are_read_from_the_feed_and_summary_feeds_from_the_pages() {
    let (bench, site) = (Bench::new(), feed_site());
    let found = scripts(&bench, &[&site.at("/feed")]);
    assert_eq!(found.len(), 2);
    assert_eq!(site.paths(), ["/feed", "/summary?utm_source=feed"], "the whole article is not fetched again");
    let metadata = &found[0]["metadata"];
    assert_eq!(metadata["title"], "Whole & sound");
    assert_eq!(metadata["authors"], json!(["Ann Author"]), "the feed's author is its entries'");
    assert_eq!(metadata["published"], "2026-03-01T08:00:00Z");
    assert_eq!(metadata["site"], "The Example");
    assert_eq!(metadata["url"], site.at("/full"));
    assert!(said(&found[0]).contains("The board voted on Tuesday"));
    assert_eq!(found[1]["metadata"]["authors"], json!(["Bo Li"]), "what the page is silent on, the feed tells");
    assert_eq!(found[1]["metadata"]["url"], site.at("/summary"));
    assert!(said(&found[1]).contains("the county for the rest"));
}

#[test]
fn feeds_are_cut_by_date_and_number() {
    let (bench, site) = (Bench::new(), feed_site());
    let feed = site.at("/feed");
    assert_eq!(titles(&scripts(&bench, &["--limit", "1", &feed])), ["Whole & sound"]);
    assert_eq!(titles(&scripts(&bench, &["--since", "2026-03-01", &feed])), ["Whole & sound"]);
    let run = script(&bench, &["--since", "2027-01-01T10:00:00+01:00", &feed]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("lists no articles since 2027-01-01T09:00:00Z"), "{}", run.stderr);
    assert_eq!(script(&bench, &["--since", "soon", &feed]).code, 2);
}

#[test]
fn rss_and_json_feeds_are_feeds_as_files_too() {
    let bench = Bench::new();
    let rss = format!(
        "<?xml version='1.0' encoding='ISO-8859-1'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'>\
         <channel><title>Caf\u{e9}</title><link>https://example.org/</link><item><title>Fish &amp;amp; chips</title>\
         <link>https://example.org/1</link><pubDate>Mon, 02 Mar 2026 10:00:00 +0100</pubDate>\
         <content:encoded><![CDATA[<p>{STORY}</p><p>{STORY} \u{e9}</p>]]></content:encoded></item></channel></rss>"
    );
    bench.write("feed.xml", rss.chars().map(|c| c as u8).collect::<Vec<u8>>());
    let json = json!({"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "items": [
        {"id": "1", "url": "https://example.org/2", "title": "In JSON", "content_html": format!("<p>{STORY}</p><p>{STORY}</p>"),
         "authors": [{"name": "Cy Young"}], "date_published": "2026-03-02T10:00:00Z"}]});
    bench.write("feed.json", serde_json::to_string_pretty(&json).unwrap());
    let found = scripts(&bench, &["feed.xml", "feed.json"]);
    assert_eq!(titles(&found), ["Fish & chips", "In JSON"]);
    assert_eq!(found[0]["metadata"]["site"], "Café");
    assert_eq!(found[0]["metadata"]["published"], "2026-03-02T09:00:00Z");
    assert_eq!(found[1]["metadata"]["authors"], json!(["Cy Young"]));
}

#[test]
fn a_feed_names_no_file_of_this_machine() {
    let bench = Bench::new();
    let secret = bench.path("secret.txt");
    fs::write(&secret, "The secret is out.").unwrap();
    for link in [format!("file://{}", secret.display()), secret.display().to_string(), "secret.txt".to_owned()] {
        let item =
            format!("<rss version='2.0'><channel><item><title>T</title><link>{link}</link></item></channel></rss>");
        let run = script(&bench, &[bench.write("feed.xml", item)]);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("not a web address"), "{}", run.stderr);
        assert!(!run.stdout.contains("secret is out"));
    }
}

#[test]
fn sitemaps_lead_to_their_pages_as_far_as_robots_txt_lets_them() {
    let (bench, site) = (Bench::new(), Site::open());
    let index = "<?xml version='1.0'?><sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap>\
                 <sitemap><loc>/news.xml.gz</loc></sitemap><sitemap><loc>/index.xml</loc></sitemap></sitemapindex>";
    let news = "<urlset xmlns:news='n'><url><loc>/a</loc><news:news><news:publication><news:name>The Example</news:name>\
                <news:language>en</news:language></news:publication><news:publication_date>2026-03-02</news:publication_date>\
                <news:title>A</news:title></news:news></url><url><loc>/private/b</loc><lastmod>2026-03-02</lastmod></url>\
                <url><loc>/c</loc><lastmod>2026-03-03</lastmod></url><url><loc>/undated</loc></url></urlset>";
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(news.as_bytes()).unwrap();
    site.page("/index.xml", "application/xml", index);
    site.page("/old.xml", "text/xml", "<urlset><url><loc>/older</loc><lastmod>2019-12-31</lastmod></url></urlset>");
    site.page("/news.xml.gz", "application/gzip", packer.finish().unwrap());
    site.page("/robots.txt", "text/plain", "User-agent: *\nDisallow: /private/\n");
    for path in ["/a", "/private/b", "/c", "/undated", "/older"] {
        site.page(path, "text/html", format!("<p>{STORY}</p>"));
    }
    let run = script(&bench, &["--since", "2026-01-01", &site.at("/index.xml")]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("/private/b is closed to crawlers by the site's robots.txt"), "{}", run.stderr);
    assert_eq!(run.json_lines().len(), 2, "what is not dated is not known to be new");
    assert_eq!(site.paths(), ["/index.xml", "/robots.txt", "/news.xml.gz", "/a", "/c"], "in order, each once");
    let metadata = &run.json_lines()[0]["metadata"];
    assert_eq!((&metadata["title"], &metadata["site"]), (&"A".into(), &"The Example".into()));
    assert_eq!(metadata["published"], "2026-03-02");

    let all = script(&bench, &["--limit", "1", &site.at("/index.xml")]);
    assert_eq!(all.json_lines()[0]["metadata"]["url"], site.at("/older"));
    assert_eq!(scripts(&bench, &[&site.at("/private/b")]).len(), 1, "a page that somebody names is read");
}

#[test]
fn folders_and_globs_give_their_articles_in_order() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("articles/deep/.git")).unwrap();
    for (name, text) in [
        ("articles/b.md", "---\ntitle: B\n---\n\nThe second one."),
        ("articles/a.txt", "A\n\nThe first one."),
        ("articles/deep/c.md", "+++\ntitle = 'C'\nauthors = ['Ann', 'Bo']\ndate = 2026-03-02\n+++\n\nThe third one."),
        ("articles/deep/.git/d.md", "# D\n\nHidden."),
        ("articles/picture.png", "\u{89}PNG"),
        ("articles/e.jsonl", "{\"text\": \"In a line.\", \"title\": \"E\"}\n"),
    ] {
        bench.write(name, text);
    }
    assert_eq!(titles(&scripts(&bench, &["articles"])), ["A", "B", "C", "E"]);
    let found = scripts(&bench, &["articles/**/*.md"]);
    assert_eq!(titles(&found), ["B", "C"]);
    assert_eq!(found[1]["metadata"]["authors"], json!(["Ann", "Bo"]));
    assert_eq!(found[1]["metadata"]["published"], "2026-03-02");
    let run = script(&bench, &["none/*.md"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("none/*.md holds no articles") && run.stderr.contains("hint: "), "{}", run.stderr);
}

#[test]
fn json_lines_carry_articles_or_name_them() {
    let (bench, site) = (Bench::new(), Site::open());
    site.page("/page", "text/html", page("The page's own title"));
    let lines = [
        json!({"text": STORY, "title": "In a line", "author": "By Ann Author and Bo Li", "date": "2 March 2026", "id": "42"}),
        json!({"url": site.at("/page"), "title": "The line's title", "section": "News"}),
        json!({"markdown": "# M\n\nMarked down."}),
        json!({"html": format!("<p>{STORY}</p>"), "url": "https://example.org/h", "language": "en-GB"}),
        json!({"title": "Nothing to read"}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let run = script(&bench, &[bench.write("articles.jsonl", &lines)]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("articles.jsonl:5 has none of url, html, markdown and text"), "{}", run.stderr);
    let found = run.json_lines();
    assert_eq!(titles(&found[..3]), ["In a line", "The line's title", "M"], "whoever wrote the line knows best");
    assert_eq!(found[0]["metadata"]["authors"], json!(["Ann Author", "Bo Li"]));
    assert_eq!(found[0]["metadata"]["published"], "2026-03-02");
    assert_eq!(found[1]["metadata"]["section"], "News");
    assert_eq!(found[3]["metadata"]["language"], "en-GB");

    let mut command = bench.command(&["script", "--json", "-"]);
    command.stdin(fs::File::open(bench.path("articles.jsonl")).unwrap());
    let piped = Run::from(command.output().unwrap());
    assert_eq!(piped.json_lines().len(), 3, "the page is on loopback, and that was not allowed: {}", piped.stderr);
}

#[test]
fn headers_of_a_site_are_set_in_the_file_and_their_secrets_kept_elsewhere() {
    let (bench, site, other) = (Bench::new(), Site::open(), Site::open_at("127.0.0.2"));
    site.page("/", "text/html", page("Here"));
    other.page("/", "text/html", page("Elsewhere"));
    let settings =
        "[fetch]\ntimeout = 20\n[fetch.headers.'127.0.0.1']\nUser-Agent = 'Desk/1'\nCookie = { env = 'PAPER' }\n";
    bench.write("aloud.toml", settings);
    let (here, there) = (site.at("/"), other.at("/"));
    let mut command = bench.command(&["script", "--json", "--config", "aloud.toml", "--allow-private", &here, &there]);
    let run = Run::from(command.env("PAPER", "session=secret").output().unwrap());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let headers = site.asked()[0].headers.clone();
    assert!(headers.contains("cookie: session=secret") && headers.contains("user-agent: Desk/1"), "{headers}");
    let headers = other.asked()[0].headers.clone();
    assert!(!headers.contains("secret") && headers.contains("user-agent: aloud/"), "{headers}");

    let unset = script(&bench, &["--config", "aloud.toml", &here]);
    assert_eq!(unset.code, 2);
    assert!(
        unset.stderr.contains("PAPER is not set") && unset.stderr.contains("the header Cookie"),
        "{}",
        unset.stderr
    );
    for (wrong, told) in [
        ("[fetch.headers.'a.example']\nCookie = 'session=secret'", "holds a key itself"),
        ("[fetch]\ntimeout = 0", "a timeout of 0 s is out of range"),
    ] {
        bench.write("aloud.toml", wrong);
        let run = script(&bench, &[&here]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(told) && run.stderr.contains("hint: "), "{}", run.stderr);
        assert!(!run.stderr.contains("session=secret"), "{}", run.stderr);
    }
}

#[test]
fn feeds_and_sitemaps_in_folders_are_opened() {
    let (bench, site) = (Bench::new(), Site::open());
    site.page("/listed", "text/html", page("Listed"));
    site.page("/robots.txt", "text/plain", "");
    fs::create_dir_all(bench.path("in/feeds")).unwrap();
    let items = |titles: &[&str]| -> String {
        let text = STORY.repeat(2);
        titles
            .iter()
            .map(|title| format!("<item><title>{title}</title><description>{text}</description></item>"))
            .collect()
    };
    bench.write("in/a.txt", STORY);
    bench.write("in/feeds/all.rss", format!("<rss version='2.0'><channel>{}</channel></rss>", items(&["One", "Two"])));
    bench.write("in/feeds/layout.xml", "<layout><p>Not an article at all.</p></layout>");
    bench.write("in/feeds/sitemap.xml", format!("<urlset><url><loc>{}</loc></url></urlset>", site.at("/listed")));
    let found = scripts(&bench, &["in"]);
    assert_eq!(titles(&found[1..]), ["One", "Two"], "a folder never leads to the web");
    assert!(site.asked().is_empty());
    assert_eq!(scripts(&bench, &["--limit", "1", "in"]).len(), 2, "of each feed");
}

#[test]
fn headers_go_to_the_hosts_that_were_named_and_no_further() {
    let (bench, site, other) = (Bench::new(), Site::open(), Site::open_at("127.0.0.2"));
    site.redirect("/away", &other.at("/"));
    other.page("/", "text/html", page("Elsewhere"));
    let item = format!(
        "<rss version='2.0'><channel><item><title>T</title><link>{}</link></item></channel></rss>",
        other.at("/")
    );
    site.page("/feed", "text/xml", item);
    let header = ["--header", "Cookie: session=secret", "--header", "User-Agent: Mozilla/5.0"];
    for path in ["/away", "/feed"] {
        let run = script(&bench, &[&header[..], &[site.at(path).as_str()]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    assert!(site.asked().iter().all(|asked| asked.headers.contains("session=secret")));
    assert_eq!(other.asked().len(), 2);
    for asked in other.asked() {
        assert!(!asked.headers.contains("secret"), "{}", asked.headers);
        assert!(asked.headers.contains("user-agent: Mozilla/5.0"));
    }
    let run = script(&bench, &["--header", "my-secret", &site.at("/feed")]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("Name: value") && !run.stderr.contains("my-secret"), "{}", run.stderr);
}

#[test]
#[cfg(unix)]
fn no_command_waits_for_a_pipe() {
    const LIMIT: Duration = Duration::from_secs(30);
    let bench = Bench::new();
    bench.write("story.md", "# A story\n\nThe boat left at noon and nobody saw it leave.\n");
    std::fs::create_dir_all(bench.path("narrations")).unwrap();
    for name in ["p.md", "p.toml", "p.json", "p.wav", "p.xml", "p.html", "narrations/p.json", "narrations/p.edits.toml"]
    {
        assert!(Command::new("mkfifo").arg(bench.path(name)).status().unwrap().success());
    }
    let commands: &[&[&str]] = &[
        &["narrate", "--voice", "tone", "story.md", "p.md"],
        &["narrate", "--voice", "tone", "--lexicon", "p.toml", "story.md"],
        &["narrate", "--voice", "p.toml", "story.md"],
        &["narrate", "--config", "p.toml", "--voice", "tone", "story.md"],
        &["narrate", "--voice", "tone", "--intro", "p.wav", "story.md"],
        &["verify", "narrations"],
        &["verify", "p.json", "p.wav"],
        &["status"],
        &["prune"],
        &["attach", "p.html"],
        &["feed", "--audio-base", "https://example.org/", "--into", "p.xml"],
        &["feed", "--audio-base", "https://example.org/"],
        &["embed", "--audio-base", "https://example.org/"],
        &["listen", "p.json"],
    ];
    for arguments in commands {
        let mut command = bench.command(arguments);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        while child.try_wait().unwrap().is_none() {
            if began.elapsed() > LIMIT {
                child.kill().unwrap();
                panic!("it waits: {arguments:?}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
