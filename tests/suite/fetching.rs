//! What goes wrong on the web, by real HTTP on loopback: each a clear error that names the address and says what to do.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::bench::{Bench, Run};
use crate::site::Site;

/// Narrates what must fail, and checks the manner of it.
fn fails(address: &str, expected: &[&str]) -> Run {
    fails_with(&["--timeout", "20"], address, expected)
}

fn fails_with(arguments: &[&str], address: &str, expected: &[&str]) -> Run {
    let bench = Bench::new();
    bench.write("good.txt", "A good article follows.");
    let run = bench.aloud(
        &[&["narrate", "--voice", "tone", "--json", "--allow-private"], arguments, &[address, "good.txt"]].concat(),
    );
    assert_eq!(run.code, 1, "{address}: {}", run.stderr);
    let outcomes = run.json_lines();
    assert_eq!(outcomes[0]["status"], "failed");
    assert_eq!(outcomes[1]["status"], "narrated", "the rest goes on");
    let error = run.stderr.split("hint: ").next().unwrap();
    for text in [&[address], expected].concat() {
        assert!(error.contains(text), "{address}: `{text}` is not in: {}", run.stderr);
    }
    assert!(run.stderr.contains("hint: "), "{address}: {}", run.stderr);
    run
}

#[test]
fn statuses_are_told_in_words() {
    let site = Site::open();
    fails(&site.at("/missing"), &["does not exist (404)"]);
    for (status, words) in [
        ("401 Unauthorized", "wants a login (401)"),
        ("402 Payment Required", "wants to be paid for (402)"),
        ("403 Forbidden", "may not be read (403)"),
        ("410 Gone", "is gone (410)"),
        ("429 Too Many Requests", "was asked for too often (429)"),
        ("503 Service Unavailable", "the server failed (503)"),
    ] {
        site.reply("/page", status, "", "<p>Sorry.</p>");
        fails(&site.at("/page"), &[words]);
    }
    site.reply("/not-modified", "304 Not Modified", "", "");
    let bench = Bench::new();
    let run = bench.aloud(&["script", "--allow-private", &site.at("/not-modified")]);
    assert!(run.stderr.contains("was not given (304)"), "{}", run.stderr);
}

#[test]
fn login_walls_are_told() {
    let site = Site::open();
    site.redirect("/story", "/account/login?next=/story");
    site.page("/account/login?next=/story", "text/html", "<form><input type=password></form>");
    let run = fails(&site.at("/story"), &["leads to a login page"]);
    assert!(run.stderr.contains("--header 'Cookie: …'"), "{}", run.stderr);
}

#[test]
fn pages_without_a_story_are_refused_unless_forced() {
    let site = Site::open();
    let paywall = "<script type=\"application/ld+json\">{\"isAccessibleForFree\": false}</script>";
    let stub = "<p>The council voted on Tuesday. It was late.</p>";
    for (path, page, reason) in [
        ("/form", "<form><input type=\"password\"></form><p>Log in.</p>".to_owned(), "the page asks for a login"),
        ("/stub", format!("{paywall}{stub}"), "the rest is for subscribers"),
        ("/said", format!("{stub}<p>Subscribe to continue reading</p>"), "the rest is for subscribers"),
        ("/short", stub.to_owned(), "no story was found on the page"),
    ] {
        site.page(path, "text/html", format!("<!doctype html><html><body>{page}</body></html>"));
        let run = fails(&site.at(path), &["was not narrated", reason]);
        assert!(run.stderr.contains("--force"), "{}", run.stderr);
    }
    let bench = Bench::new();
    let run = bench.aloud(&["narrate", "--voice", "tone", "--allow-private", "--force", &site.at("/short")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn scraped_text_without_a_story_is_refused_unless_forced() {
    let bench = Bench::new();
    let around = "Skip to content\n\nMenu\n\nSubscribe\n\nSign up for our newsletter\n\nShare on Facebook\n\n";
    bench.write("stub.txt", format!("{around}The bridge reopens\n\nBy Ann Author\n\nThe town council voted on Tuesday to reopen the old bridge, which was closed in the storm of last winter. Traffic begins on Monday.\n\nMost read\n\nAll rights reserved\n"));
    let run = bench.aloud(&["narrate", "--voice", "tone", "stub.txt"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("no story was found on the page: only 2 sentences"), "{}", run.stderr);
    assert_eq!(bench.aloud(&["narrate", "--voice", "tone", "--force", "stub.txt"]).code, 0);
    bench.write("note.txt", "The bridge is open again.");
    assert_eq!(bench.aloud(&["narrate", "--voice", "tone", "note.txt"]).code, 0, "a note is what its author wrote");
}

#[test]
fn a_page_behind_a_cookie_opens_and_one_that_always_sends_away_does_not() {
    let (bench, site) = (Bench::new(), Site::open());
    let story = "<p>The council voted on Tuesday to rebuild the old bridge, which was long closed.</p>".repeat(6);
    let page = format!("<!doctype html><html><body><article><h1>The Bridge</h1>{story}</article></body></html>");
    let head = "HTTP/1.1 302 Found\r\nlocation: /consent\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    site.by_headers("/story", move |headers, stream| match headers.contains("consent=yes") {
        true => write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close\r\n\r\n{page}"),
        false => stream.write_all(head.as_bytes()),
    });
    site.reply("/consent", "302 Found", "set-cookie: consent=yes; Path=/\r\nlocation: /story\r\n", "");
    let run = bench.aloud(&["script", "--allow-private", "--header", "Cookie: mine=1", &site.at("/story")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("old bridge"), "{}", run.stdout);
    let last = site.asked().pop().unwrap();
    assert!(last.headers.contains("cookie: mine=1; consent=yes"), "{}", last.headers);

    site.reply("/consent", "302 Found", "set-cookie: other=1; Path=/\r\nlocation: /story\r\n", "");
    fails(&site.at("/story"), &["redirects in a loop"]);
}

#[test]
fn what_is_no_page_is_named() {
    let site = Site::open();
    site.page("/report.pdf", "application/pdf", "%PDF-1.7");
    fails(&site.at("/report.pdf"), &["is a PDF"]);
    site.page("/download", "application/octet-stream", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3".to_vec());
    fails(&site.at("/download"), &["is a PDF"]);
    site.page("/photo", "image/jpeg", b"\xff\xd8\xff\xe0".to_vec());
    fails(&site.at("/photo"), &["is an image (jpeg)"]);
    site.page("/photo.html", "text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec());
    fails(&site.at("/photo.html"), &["is a PNG image"]);
    site.page("/api", "application/json", "[1, 2]");
    fails(&site.at("/api"), &["is not the JSON object of an article"]);
    site.page("/empty", "text/html", "");
    fails(&site.at("/empty"), &["is empty"]);
}

#[test]
fn empty_and_broken_feeds_are_told() {
    let site = Site::open();
    site.page("/feed", "text/xml", "<rss version='2.0'><channel><title>T</title></channel></rss>");
    fails(&site.at("/feed"), &["lists no articles"]);
    site.page("/feed", "text/xml", "<rss version='2.0'><channel><item><title>T</tit");
    fails(&site.at("/feed"), &[]);
    site.page("/sitemap", "text/xml", "<urlset></urlset>");
    fails(&site.at("/sitemap"), &["lists no articles"]);
    site.page("/sitemap", "text/xml", "<sitemapindex><sitemap><loc>/sitemap</loc></sitemap></sitemapindex>");
    fails(&site.at("/sitemap"), &["lists no articles"]);
    site.page("/sitemap.gz", "application/gzip", b"\x1f\x8b\x08\0torn".to_vec());
    fails(&site.at("/sitemap.gz"), &["gzip archive that is damaged"]);
}

#[test]
fn redirects_are_bounded() {
    let site = Site::open();
    site.redirect("/a", "/b");
    site.redirect("/b", "/a");
    fails(&site.at("/a"), &["redirects in a loop"]);
    for number in 0..12 {
        site.redirect(&format!("/{number}"), &format!("/{}", number + 1));
    }
    fails(&site.at("/0"), &["redirects more than 10 times"]);
    site.redirect("/file", "file:///etc/passwd");
    fails(&site.at("/file"), &["file:///etc/passwd", "not a web address"]);
}

#[test]
fn slow_servers_are_given_up() {
    let site = Site::open();
    site.raw("/slow", |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n")?;
        loop {
            stream.write_all(b"x")?;
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    site.raw("/silent", |_| {
        std::thread::sleep(Duration::from_secs(60));
        Ok(())
    });
    for path in ["/slow", "/silent"] {
        let begun = Instant::now();
        fails_with(&["--timeout", "2"], &site.at(path), &["was not read to its end in 2 s"]);
        assert!(begun.elapsed() < Duration::from_secs(15), "{:?}", begun.elapsed());
    }
}

#[test]
fn lengths_that_lie_are_seen() {
    let site = Site::open();
    let raw = |path: &str, head: &'static str, body: &'static [u8]| {
        site.raw(path, move |stream| {
            write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n{head}\r\n\r\n")?;
            stream.write_all(body)
        });
    };
    raw("/short", "content-length: 100000", b"<p>It ends too early.");
    fails(&site.at("/short"), &["broke off before its end"]);
    raw("/chunks", "transfer-encoding: chunked", b"ffff\r\n<p>It ends too early.");
    fails(&site.at("/chunks"), &["broke off before its end"]);
    raw("/huge", "content-length: 100000000000", b"<p>It is not as large as it says.");
    fails(&site.at("/huge"), &["is larger than"]);
    raw("/nonsense", "content-length: many", b"<p>It says nothing.");
    fails(&site.at("/nonsense"), &["broke off before its end"]);
    raw("/torn", "content-encoding: gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\0torn");
    fails(&site.at("/torn"), &["broke off before its end"]);
}

#[test]
fn what_unpacks_to_gigabytes_is_given_up() {
    let site = Site::open();
    site.raw("/bomb", |stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-encoding: gzip\r\n\r\n")?;
        let mut packer = flate2::write::GzEncoder::new(stream, flate2::Compression::fast());
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..4096 {
            packer.write_all(&spaces)?;
        }
        packer.finish().map(drop)
    });
    fails(&site.at("/bomb"), &["is larger than"]);
}

#[test]
fn addresses_of_this_machine_and_its_network_are_refused() {
    let (bench, site) = (Bench::new(), Site::open());
    site.page("/", "text/html", "<p>The secret is out.</p>");
    let port = site.url.rsplit(':').next().unwrap();
    for host in [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "10.0.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "[fd00::1]",
        "[fe80::1]",
    ] {
        let address = format!("http://{host}:{port}/");
        let begun = Instant::now();
        let run = bench.aloud(&["script", "--timeout", "20", &address]);
        assert_eq!(run.code, 1, "{address}");
        assert!(
            run.stderr.contains("not a public address") && run.stderr.contains("--allow-private"),
            "{}",
            run.stderr
        );
        assert_eq!(run.stdout, "");
        assert!(begun.elapsed() < Duration::from_secs(10), "{address} was tried");
    }
    assert!(site.paths().is_empty(), "nothing was asked");
    // A feed that was allowed in as a file still leads nowhere private.
    let item =
        format!("<rss version='2.0'><channel><item><title>T</title><link>{}/</link></item></channel></rss>", site.url);
    let run = bench.aloud(&["script", bench.write("feed.xml", item)]);
    assert!(run.stderr.contains("not a public address"), "{}", run.stderr);
    assert!(site.paths().is_empty(), "nothing was asked");
}

#[test]
fn only_the_web_is_fetched() {
    let bench = Bench::new();
    for address in ["ftp://example.org/story", "file:///etc/passwd", "https://", "gopher://example.org/"] {
        let run = bench.aloud(&["script", address]);
        assert_eq!(run.code, 1, "{address}");
        assert!(run.stderr.contains("only http and https are read"), "{address}: {}", run.stderr);
    }
    let run = bench.aloud(&["script", "--allow-private", "http://127.0.0.1:1/story"]);
    assert!(run.stderr.contains("cannot be reached") && run.stderr.contains("hint: "), "{}", run.stderr);
}
