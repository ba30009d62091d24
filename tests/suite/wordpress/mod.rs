//! `aloud publish wordpress` against a real WordPress: onto posts and off again, and how posts stand.

mod faults;
mod plugin;
mod readers;
pub(crate) mod site;

use site::Site;

#[test]
fn narrations_come_onto_posts_and_off_again() {
    let Some(site) = Site::start() else { return };
    let originals = [site.text("first"), site.text("second")];
    site.write("first", "Bridge", "The bridge reopened. A milk van crossed first.");
    site.write("second", "Tides", "The tide comes. The tide goes.");
    site.bench.write("Lost.md", format!("---\ntitle: Lost\nurl: {}/2026/03/lost/\n---\n\nNo post has it.\n", site.url));
    site.bench.narrate(&["--format", "mp3", "Bridge.md", "Tides.md", "Lost.md"]);

    // What is wrong is told: no table, a wrong key, a user without the right.
    let run = site.publish("password", &[]);
    assert!(run.code == 2 && run.stderr.contains("hint: write the table [wordpress]"), "{}", run.stderr);
    site.set_up("editor", &site.url);
    let run = site.publish("wrong wrong", &[]);
    assert!(run.code == 1 && run.stderr.contains("hint: make an application password"), "{}", run.stderr);
    assert!(!run.stderr.contains("wrong wrong"));
    site.set_up("reader", &site.url);
    let run = site.publish("reader", &[site.link("first")]);
    assert!(run.code == 1 && run.stderr.contains("does not allow it"), "{}", run.stderr);
    site.set_up("editor", &site.url);

    let run = site.publish("password", &["--dry-run"]);
    assert_eq!(run.stdout.matches("would be attached").count(), 2, "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first"), originals[0]);

    // One article has no post; the others go on.
    let run = site.publish("password", &["--json"]);
    assert_eq!((run.code, run.stdout.matches("\"attached\"").count()), (1, 2), "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("has no post at") && run.stderr.contains("hint: "), "{}", run.stderr);
    let text = site.text("first");
    assert!(text.starts_with("<!-- wp:audio {\"id\":") && text.ends_with(&originals[0]), "{text}");
    let media = site.ask("media", "context=edit", None);
    let media = media.as_array().unwrap();
    assert_eq!(media.len(), 2);
    let first = media.iter().find(|media| media["post"] == site.made["first"]["id"]).unwrap();
    assert_eq!((&first["mime_type"], &first["title"]["raw"]), (&"audio/mpeg".into(), &"Bridge".into()));
    assert!(text.contains(first["source_url"].as_str().unwrap()));

    // A second run changes nothing; a changed narration takes the place of the first, and its file goes.
    let run = site.publish("password", &[site.link("first"), site.link("second")]);
    assert_eq!((run.code, run.stdout.matches("unchanged").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first"), text);
    site.bench.narrate(&["--format", "mp3", "--speed", "120", "Bridge.md"]);
    let run = site.publish("password", &[site.link("first")]);
    assert!(run.code == 0 && run.stdout.starts_with("replaced"), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first").matches("-aloud-").count(), 1);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 2);

    // Taken off, every post is as it was, to the byte, and the library is empty.
    let run = site.publish("password", &["--remove", site.link("first"), site.link("second")]);
    assert_eq!((run.code, run.stdout.matches("removed").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!([site.text("first"), site.text("second")], originals);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 0);

    // A narration whose article is gone leaves its post, and its file the library.
    assert_eq!(site.publish("password", &[site.link("first"), site.link("second")]).code, 0);
    let prune = |more: &[&str]| {
        let mut command = site.bench.command(&[&["prune", "Tides.md"], more].concat());
        let password = site.made["password"].as_str().unwrap();
        crate::bench::Run::from(command.env("WORDPRESS_PASSWORD", password).output().unwrap())
    };
    let run = prune(&[]);
    assert!(run.stdout.contains("Bridge.md (also from wordpress)\n"), "{}{}", run.stdout, run.stderr);
    let run = prune(&["--remove"]);
    assert_eq!((run.code, run.stdout.matches("removed ").count()), (0, 2), "{}{}", run.stdout, run.stderr);
    assert_eq!(site.text("first"), originals[0]);
    assert_eq!(site.ask("media", "context=edit", None).as_array().unwrap().len(), 1);
}

#[test]
fn the_standing_of_posts_is_told_by_address_term_and_date() {
    let Some(site) = Site::start() else { return };
    site.set_up("editor", &site.url);
    let status = |arguments: &[&str]| {
        let run = site.publish("password", &[&["--status", "--json"], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let line = |line: serde_json::Value| {
            (line["title"].as_str().unwrap().to_owned(), line["standing"].as_str().unwrap().to_owned())
        };
        run.json_lines().into_iter().map(line).collect::<Vec<_>>()
    };
    let told = |told: &[(&str, &str)]| told.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect::<Vec<_>>();
    let all = status(&[]);
    assert!(all.len() >= 5 && all.iter().all(|(_, standing)| standing == "none"), "{all:?}");
    // A category has those below it; tags and dates tell posts apart too.
    let ferries = told(&[("Ferries & <boats>", "none")]);
    assert_eq!([status(&["--term", "category=news"]), status(&["--term", "tag=boats"])], [ferries.clone(), ferries]);
    let run = site.publish("password", &["--status", "--term", "category=nowhere"]);
    assert!(run.code == 1 && run.stderr.contains("has no category=nowhere"), "{}", run.stderr);
    let run = site.publish("password", &["--status", "--term", "river=thames"]);
    assert!(run.code == 1 && run.stderr.contains("hint: name the taxonomy"), "{}", run.stderr);

    site.write("first", "Bridge", "The bridge reopened & a milk van crossed \\\\ first.");
    site.write("second", "Tides", "Classic text.\n\nWithout blocks.");
    site.bench.narrate(&["Bridge.md", "Tides.md"]);
    let march = ["--since", "2026-03-14T09:00:00Z", "--until", "2026-03-15"];
    assert_eq!(status(&march), told(&[("Bridge", "unpublished"), ("Tides", "unpublished")]));
    assert_eq!(site.publish("password", &[]).code, 0);
    assert_eq!(status(&march), told(&[("Bridge", "current"), ("Tides", "current")]));

    // An editor changes the text: it is stale until it is narrated again, and then outdated until it is published.
    site.edit("first", &site.text("first").replace("milk van", "bus"));
    let run = site.publish("password", &["--status", site.link("first"), &format!("{}/lost/", site.url)]);
    assert!(run.code == 1 && run.stderr.contains("has no post at") && run.stderr.contains("1 stale"), "{}", run.stderr);
    assert!(run.stdout.starts_with("stale ") && run.stdout.contains("sentences gone: 1"), "{}", run.stdout);
    site.write("first", "Bridge", "The bridge reopened & a bus crossed \\\\ first.");
    site.bench.narrate(&["Bridge.md"]);
    assert_eq!(status(&[site.link("first")]), told(&[("Bridge", "outdated")]));
    assert_eq!(site.publish("password", &[site.link("first")]).code, 0);
    assert_eq!(status(&[site.link("first")]), told(&[("Bridge", "current")]));
    std::fs::remove_file(site.bench.path("narrations/bridge.json")).unwrap();
    assert_eq!(status(&[site.link("first")]), told(&[("Bridge", "elsewhere")]));
}
