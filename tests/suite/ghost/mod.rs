//! `aloud publish ghost` against a real Ghost: onto posts and off again, how posts stand, and what goes wrong.

mod readers;
pub(crate) mod site;

use serde_json::Value;

use crate::bench::Run;
use crate::loopback::{Asked, Loopback, Reply};
use site::{Site, admin};

#[test]
fn cards_come_to_the_top_of_posts_and_off_again() {
    let Some(site) = Site::start() else { return };
    let post = site.ask(&["create", "Bridge"]);
    let (id, link) = (post["id"].as_str().unwrap(), post["url"].as_str().unwrap());
    let original = post["lexical"].as_str().unwrap();
    let bench = &site.bench;
    bench.write("bridge.md", format!("---\ntitle: Bridge\nurl: {link}\n---\n\nThe bridge reopened. A van crossed.\n"));
    bench.write("lost.md", format!("---\ntitle: Lost\nurl: {}/lost/\n---\n\nNo post has it.\n", site.url));
    bench.narrate(&["--format", "mp3", "bridge.md", "lost.md"]);
    site.set_up_with(&site.url, "card = 'audio'");

    let mut command = bench.command(&["publish", "ghost"]);
    let wrong = format!("{}00", &site.key[..site.key.len() - 2]);
    let run = Run::from(command.env("GHOST_KEY", &wrong).output().unwrap());
    assert!(run.code == 1 && run.stderr.contains("hint: check that the key"), "{}", run.stderr);
    assert!(!run.stderr.contains(&wrong));
    let text = || site.ask(&["lexical", id])["lexical"].as_str().unwrap().to_owned();
    let run = site.publish(&["--dry-run", link]);
    assert_eq!((run.code, run.stdout.starts_with("would be attached")), (0, true), "{}", run.stderr);
    assert_eq!(text(), original);

    // One article has no post; the other goes on.
    let run = site.publish(&[]);
    assert!(
        run.code == 1 && run.stdout.starts_with("attached") && run.stderr.contains("has no post"),
        "{}",
        run.stderr
    );
    let attached = text();
    let tree: Value = serde_json::from_str(&attached).unwrap();
    let card = &tree["root"]["children"][0];
    assert_eq!((&card["type"], &card["mimeType"]), (&"audio".into(), &"audio/mpeg".into()), "{attached}");
    assert!(site.ask(&["fetch", card["src"].as_str().unwrap()]).as_u64().unwrap() > 1_000);

    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("unchanged"), "{}", run.stderr);
    bench.narrate(&["--format", "mp3", "--speed", "120", "bridge.md"]);
    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}", run.stderr);
    assert_eq!(text().matches("-aloud-").count(), 1);
    // An editor's change after it stays when the card goes.
    site.ask(&["edit", id, "reopened", "was reopened"]);
    let run = site.publish(&["--remove", link]);
    assert!(run.code == 0 && run.stdout.starts_with("removed"), "{}", run.stderr);
    assert_eq!(text(), original.replace("reopened", "was reopened"));

    // A narration whose article is gone leaves its post; the one that has no post is only removed.
    assert_eq!(site.publish(&[link]).code, 0);
    bench.write("ferry.md", "---\ntitle: Ferry\n---\n\nThe ferry is late.\n");
    let prune = |more: &[&str]| {
        let mut command = bench.command(&[&["prune", "ferry.md"], more].concat());
        Run::from(command.env("GHOST_KEY", &site.key).output().unwrap())
    };
    let run = prune(&[]);
    assert!(run.stdout.contains("bridge.md (also from ghost)\n") && run.stdout.contains("lost.md\n"), "{}", run.stdout);
    let run = prune(&["--remove"]);
    assert_eq!((run.code, run.stdout.matches("removed ").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!(text(), original.replace("reopened", "was reopened"));
}

#[test]
fn the_standing_of_posts_is_told_by_address_tag_and_date() {
    let Some(site) = Site::start() else { return };
    site.set_up(&site.url);
    let status = |arguments: &[&str]| {
        let run = site.publish(&[&["--status", "--json"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
        run.json_lines().iter().map(|line| (text(line, "title"), text(line, "standing"))).collect::<Vec<_>>()
    };
    let told = |title: &str, standing: &str| vec![(title.to_owned(), standing.to_owned())];
    let post = site.ask(&["create", "Bridge & <tide>", "Harbour"]);
    let (id, link) = (post["id"].as_str().unwrap(), post["url"].as_str().unwrap());
    site.ask(&["create", "Ferries"]);
    assert!(status(&[]).len() >= 2);
    assert_eq!(status(&["--term", "tag=harbour"]), told("Bridge & <tide>", "none"));
    assert_eq!(status(&["--since", "2026-03-14", "--until", "2026-03-15", "--term", "tag=harbour"]).len(), 1);
    assert_eq!(status(&["--since", "2026-03-15", "--until", "2026-03-16"]), []);
    for term in ["tag=nowhere", "category=news"] {
        let run = site.publish(&["--status", "--term", term]);
        assert!(run.code == 1 && run.stderr.contains("hint: name one of its tags"), "{}", run.stderr);
    }

    let narrate = |text: &str| {
        let article = format!("---\ntitle: \"Bridge & <tide>\"\nurl: {link}\n---\n\n{text}\n");
        site.bench.write("bridge.md", article);
        site.bench.narrate(&["bridge.md"]);
    };
    narrate("The bridge reopened.");
    assert_eq!(status(&[link]), told("Bridge & <tide>", "unpublished"));
    assert_eq!(site.publish(&[link]).code, 0);
    assert_eq!(status(&[link]), told("Bridge & <tide>", "current"));
    site.ask(&["edit", id, "reopened", "closed"]);
    assert_eq!(status(&["--term", "tag=harbour"]), told("Bridge & <tide>", "stale"));
    narrate("The bridge closed.");
    assert_eq!(status(&[link]), told("Bridge & <tide>", "outdated"));
    assert_eq!(site.publish(&[link]).code, 0);
    assert_eq!(status(&[link]), told("Bridge & <tide>", "current"));
}

#[test]
fn what_goes_wrong_is_told_and_posts_stay() {
    let Some(site) = Site::start() else { return };
    let post = site.ask(&["create", "Bridge"]);
    let (id, link) = (post["id"].as_str().unwrap(), post["url"].as_str().unwrap());
    site.bench.write("bridge.md", format!("---\ntitle: Bridge\nurl: {link}\n---\n\nThe bridge reopened.\n"));
    site.bench.narrate(&["bridge.md"]);
    let refused = |url: &str| {
        site.set_up(url);
        let run = site.publish(&[link]);
        assert!(run.code == 1 && run.stderr.contains("hint: "), "{}{}", run.stdout, run.stderr);
        assert!(!run.stderr.contains(&site.key));
        run.stderr
    };
    let text = || site.ask(&["lexical", id])["lexical"].as_str().unwrap().to_owned();
    let is_upload = |asked: &Asked| asked.target.ends_with("/media/upload/");
    let narrow = Loopback::before(&site.url, move |asked| {
        is_upload(asked).then(|| Reply { status: 413, headers: Vec::new(), body: b"<html>413".to_vec() })
    });
    assert!(refused(&narrow.url).contains("does not take a file as large as"));
    assert_eq!(text(), post["lexical"].as_str().unwrap());

    // An editor saves while the audio is uploaded: Ghost refuses, their text stays, and the next run adds to it.
    let (url, key, number) = (site.url.clone(), site.key.clone(), id.to_owned());
    let between = Loopback::before(&site.url, move |asked| {
        if is_upload(asked) {
            // Ghost tells changes apart by the second.
            std::thread::sleep(std::time::Duration::from_millis(1_100));
            admin(&["edit", &key, &url, &number, "reopened", "closed"]).unwrap();
        }
        None
    });
    let told = refused(&between.url);
    assert!(told.contains("someone else changed the post") && told.contains("run the same command again"), "{told}");
    assert_eq!(text(), post["lexical"].as_str().unwrap().replace("reopened", "closed"));
    site.set_up(&site.url);
    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("attached"), "{}", run.stderr);

    // Of a post in its older format, Ghost itself makes a tree.
    let old = site.ask(&["create-old", "Tides"]);
    let link = old["url"].as_str().unwrap();
    site.bench.write("tides.md", format!("---\ntitle: Tides\nurl: {link}\n---\n\nThe tide comes.\n"));
    site.bench.narrate(&["tides.md"]);
    let run = site.publish(&[link]);
    assert!(run.code == 0 && run.stdout.starts_with("attached"), "{}{}", run.stdout, run.stderr);

    admin(&["revoke", site.database().to_str().unwrap(), ""]).unwrap();
    let told = refused(&site.url);
    assert!(told.contains("does not accept the key") && told.contains("not revoked"), "{told}");
}
