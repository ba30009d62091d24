//! Who an article is: the same wherever its file lies and whatever list it comes from, in its latest words; and what is none.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, repository};

/// A story of so many sentences that no one takes it for a stub.
fn story(about: &str) -> String {
    format!("The {about} went out. It met a boat. It met another. It came back. It was late. All {about}s are.")
}

fn statuses(outcomes: &[Value]) -> Vec<&str> {
    outcomes.iter().map(|outcome| outcome["status"].as_str().unwrap()).collect()
}

fn manifest(bench: &Bench, path: &str) -> Value {
    serde_json::from_slice(&fs::read(bench.path(path)).unwrap()).unwrap()
}

#[test]
fn a_checkout_that_moves_keeps_its_narrations_and_no_manifest_tells_where_it_was() {
    let bench = Bench::new();
    for place in ["one", "two"] {
        fs::create_dir_all(bench.path(place).join("posts")).unwrap();
        fs::write(bench.path(place).join("posts/ferry.md"), format!("# The ferry\n\n{}", story("ferry"))).unwrap();
        let page = "<link rel=canonical href='https://example.org/train/'><title>The train</title><article><h1>The train</h1><p>";
        fs::write(bench.path(place).join("posts/train.html"), format!("{page}{}</p></article>", story("train")))
            .unwrap();
    }
    let run = |place: &str| {
        let arguments = ["narrate", "--voice", "tone", "--json", "--cache", "../clips", "--out", "../out", "posts"];
        let run = bench.command(&arguments).current_dir(bench.path(place)).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        let lines = String::from_utf8(run.stdout).unwrap();
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    assert_eq!(statuses(&run("one")), ["narrated", "narrated"]);
    assert_eq!(statuses(&run("two")), ["unchanged", "unchanged"]);
    assert_eq!(bench.names("out"), ["the-ferry.json", "the-ferry.wav", "the-train.json", "the-train.wav"]);
    assert_eq!(manifest(&bench, "out/the-ferry.json")["id"], "posts/ferry.md");
    let train = manifest(&bench, "out/the-train.json");
    assert_eq!((&train["id"], &train["file"]), (&"https://example.org/train/".into(), &"posts/train.html".into()));
    for name in ["out/the-ferry.json", "out/the-train.json"] {
        let text = fs::read_to_string(bench.path(name)).unwrap();
        assert!(!text.contains(bench.path("").to_str().unwrap().trim_end_matches('/')), "{text}");
    }
}

#[test]
fn the_next_export_speaks_what_was_edited_and_takes_nothing_for_a_duplicate() {
    let bench = Bench::new();
    let line =
        |id: &str, text: &str| format!("{{\"id\": \"{id}\", \"title\": \"Story {id}\", \"text\": \"{text}\"}}\n");
    bench.write("monday.jsonl", line("a", &story("cat")) + &line("b", &story("dog")));
    bench.write("tuesday.jsonl", line("b", &story("goat")) + &line("a", &story("cat")) + &line("c", &story("dog")));
    assert_eq!(statuses(&bench.narrate(&["monday.jsonl"])), ["narrated", "narrated"]);
    let tuesday = bench.narrate(&["tuesday.jsonl"]);
    // The words that b had are c's now.
    assert_eq!(statuses(&tuesday), ["narrated", "unchanged", "narrated"]);
    assert!(tuesday[0]["audio"].as_str().unwrap().ends_with("story-b.wav"), "in its place: {tuesday:?}");
    assert_eq!(bench.names("narrations").len(), 6);
    // The same words under two identities, and one identity twice.
    bench.write("more.jsonl", line("x", &story("owl")) + &line("y", &story("owl")) + &line("x", &story("owl")));
    bench.write("more.jsonl", fs::read_to_string(bench.path("more.jsonl")).unwrap().replace("Story y", "Story x"));
    assert_eq!(statuses(&bench.narrate(&["more.jsonl"])), ["narrated", "duplicate", "duplicate"]);
}

#[test]
fn a_page_that_moves_is_narrated_in_place_and_an_older_version_is_not() {
    let bench = Bench::new();
    let page = |animal: &str, day: &str| {
        format!(
            "<link rel=canonical href='https://example.org/post/'><title>The post</title>\
             <meta property='article:modified_time' content='{day}'><article><h1>The post</h1><p>{}</p></article>",
            story(animal)
        )
    };
    fs::create_dir_all(bench.path("a")).unwrap();
    fs::create_dir_all(bench.path("b")).unwrap();
    bench.write("a/post.html", page("cat", "2026-02-01"));
    assert_eq!(statuses(&bench.narrate(&["a"])), ["narrated"]);
    fs::remove_file(bench.path("a/post.html")).unwrap();
    bench.write("b/post.html", page("dog", "2026-03-01"));
    assert_eq!(statuses(&bench.narrate(&["b"])), ["narrated"]);
    assert_eq!(bench.names("narrations"), ["the-post.json", "the-post.wav"]);
    bench.write("a/post.html", page("cat", "2026-02-01"));
    assert_eq!(statuses(&bench.narrate(&["a", "b"])), ["duplicate", "unchanged"]);
    let status = bench.aloud(&["status", "--voice", "tone"]);
    assert_eq!(status.stdout, "1 done, 0 stale, 0 failed, 1 the same as others\n", "{}", status.stderr);
}

#[test]
fn drafts_lists_and_errors_of_a_site_are_passed_over() {
    let bench = Bench::new();
    fs::create_dir_all(bench.path("content/posts")).unwrap();
    fs::create_dir_all(bench.path("public/tags/boats")).unwrap();
    fs::create_dir_all(bench.path("public/posts/boat")).unwrap();
    bench.write("content/posts/draft.md", format!("---\ntitle: Draft\ndraft: true\n---\n{}", story("cat")));
    bench.write("content/posts/later.md", format!("---\ntitle: Later\ndate: 2999-01-01\n---\n{}", story("cow")));
    bench.write("content/posts/good.md", format!("---\ntitle: Good\ndate: 2020-01-01\n---\n{}", story("dog")));
    bench.write("content/posts/_index.md", "---\ntitle: Posts\n---\n");
    let list = "<main><h1>Boats</h1>".to_owned()
        + &"<h2><a href='/posts/boat/'>The boat</a></h2><p>The boat went out. It met a boat. It met another. It is late. So it is.</p>".repeat(3);
    bench.write("public/index.html", &list);
    bench.write("public/tags/boats/index.html", &list);
    bench.write("public/404.html", format!("<h1>Not found</h1><p>{}</p>", story("page")));
    bench.write("public/old.html", "<html><head><meta http-equiv='refresh' content='0; url=/new/'></head></html>");
    bench
        .write("public/posts/boat/index.html", format!("<article><h1>The boat</h1><p>{}</p></article>", story("boat")));
    bench.write("public/index.xml", "<rss version='2.0'><channel><title>B</title><item><title>The boat</title><link>https://blog.invalid/posts/boat/</link></item></channel></rss>");
    let outcomes = bench.narrate(&["content", "public", "--exclude", "nothing.md"]);
    let told = |name: &str| outcomes.iter().find(|outcome| outcome["article"] == name).unwrap();
    for (name, status) in [
        ("content/posts/draft.md", "skipped"),
        ("content/posts/later.md", "skipped"),
        ("content/posts/_index.md", "skipped"),
        ("content/posts/good.md", "narrated"),
        ("public/index.html", "skipped"),
        ("public/tags/boats/index.html", "skipped"),
        ("public/404.html", "skipped"),
        ("public/old.html", "skipped"),
        ("public/posts/boat/index.html", "narrated"),
    ] {
        assert_eq!(told(name)["status"], status, "{name}: {outcomes:?}");
    }
    assert_eq!(outcomes.len(), 9, "the feed in the folder leads nowhere");
    assert_eq!(told("content/posts/later.md")["reason"], "it is not published before 2999-01-01");
    let drafts = bench.narrate(&["content", "--drafts", "--exclude", "good.md"]);
    let narrated = drafts.iter().filter(|outcome| outcome["status"] == "narrated").count();
    assert_eq!((drafts.len(), narrated), (3, 2), "{drafts:?}");
}

#[test]
fn data_under_the_name_of_a_text_is_refused() {
    let bench = Bench::new();
    bench.write("catalogue.old", "{\"id\": \"a\", \"text\": \"Words.\"}\n{\"id\": \"b\", \"text\": \"Words.\"}\n");
    bench.write("table.txt", "id,title,date\n1,A,2026\n2,B,2026\n3,C,2026\n4,D,2026\n");
    for (name, what) in
        [("catalogue.old", "holds JSON, not an article"), ("table.txt", "holds a table, not an article")]
    {
        let run = bench.aloud(&["narrate", "--voice", "tone", name]);
        assert!(run.code == 1 && run.stderr.contains(what) && run.stderr.contains("hint: "), "{}", run.stderr);
    }
}

#[test]
fn what_an_input_no_longer_has_is_gone_and_pruned_when_asked() {
    let bench = Bench::new();
    fs::create_dir(bench.path("posts")).unwrap();
    for name in ["cat", "dog"] {
        bench.write(&format!("posts/{name}.md"), format!("# The {name}\n\n{}", story(name)));
    }
    bench.narrate(&["posts"]);
    fs::remove_file(bench.path("posts/dog.md")).unwrap();
    let status = bench.aloud(&["status", "--voice", "tone"]);
    assert_eq!(status.stdout, "gone    posts/dog.md: posts no longer has it\n1 done, 0 stale, 0 failed, 1 gone\n");
    let shown = bench.aloud(&["prune", "--voice", "tone"]);
    assert!(shown.stdout.contains("would remove narrations/the-dog.wav"), "{}{}", shown.stdout, shown.stderr);
    assert_eq!(bench.names("narrations").len(), 4);
    bench.aloud(&["prune", "--voice", "tone", "--remove"]);
    assert_eq!(bench.names("narrations"), ["the-cat.json", "the-cat.wav"]);
    assert_eq!(bench.aloud(&["status", "--voice", "tone"]).stdout, "1 done, 0 stale, 0 failed\n");
}

#[test]
fn what_came_by_standard_input_is_as_current_as_all_else() {
    let list = "{\"text\": \"Seven geese flew over. Nobody saw them.\"}\n";
    for (words, flags) in [("The boat left at dawn. It rained.\n", &[][..]), (list, &["--speed", "120"])] {
        let bench = Bench::new();
        bench.write("words", words);
        let mut command = bench.command(&[&["narrate", "-", "--voice", "tone"], flags].concat());
        let run = command.stdin(fs::File::open(bench.path("words")).unwrap()).output().unwrap();
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        assert_eq!(bench.aloud(&["status"]).stdout, "1 done, 0 stale, 0 failed\n");
        assert!(
            bench
                .aloud(&["status", "--voice", "tone", "--speed", "90"])
                .stdout
                .ends_with("0 done, 1 stale, 0 failed\n")
        );
    }
}

/// What the tree of 29 November 2026 made of these articles in the folder `/srv/news`: manifests with absolute paths, and a
/// catalogue by names.
#[test]
fn narrations_and_catalogues_of_older_versions_are_taken_over() {
    let bench = Bench::new();
    fs::create_dir(bench.path("posts")).unwrap();
    fs::create_dir(bench.path("narrations")).unwrap();
    let fixture = |name: &str| fs::read(repository(&format!("tests/november/{name}"))).unwrap();
    for name in ["posts/ferry.md", "posts/train.md", "list.jsonl"] {
        bench.write(name, fixture(name));
    }
    let here = bench.path("posts").canonicalize().unwrap();
    for name in ["the-bus", "the-ferry", "the-train"] {
        let json = String::from_utf8(fixture(&format!("{name}.json"))).unwrap();
        let manifest: Value = serde_json::from_str(&json).unwrap();
        let json = json.replace("/srv/news/posts", here.to_str().unwrap());
        fs::write(bench.path(&format!("narrations/{name}.json")), json).unwrap();
        // Only the length of the audio is looked at.
        let audio = fs::File::create(bench.path(&format!("narrations/{name}.wav"))).unwrap();
        audio.set_len(manifest["audio_bytes"].as_u64().unwrap()).unwrap();
    }
    fs::write(bench.path("narrations/.aloud.redb"), fixture("catalogue.redb")).unwrap();
    let outcomes = bench.narrate(&["posts", "list.jsonl"]);
    let expected = if aloud::pipeline::MASTER_FORMAT == 6 { "unchanged" } else { "narrated" };
    assert_eq!(statuses(&outcomes), [expected; 3], "{outcomes:?}");
    assert_eq!(bench.names("narrations").len(), 6, "nothing is made a second time");
    assert_eq!(manifest(&bench, "narrations/the-ferry.json")["id"], "posts/ferry.md");
    assert_eq!(manifest(&bench, "narrations/the-train.json")["id"], "https://example.org/train/");
    assert_eq!(manifest(&bench, "narrations/the-bus.json")["id"], "a");
    let status = bench.aloud(&["status", "--voice", "tone"]);
    assert_eq!(status.stdout, "3 done, 0 stale, 0 failed\n", "one record each: {}", status.stderr);
}
