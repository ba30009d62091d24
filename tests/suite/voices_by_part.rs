//! Which voice says what: by what an article asks for itself, by section, site and language, for quotations, headlines and interviews.

use std::fs;

use serde_json::Value;

use crate::bench::{Bench, Run};

/// A bench with voices of its own that sound alike and have names.
fn bench() -> Bench {
    let bench = Bench::new();
    fs::create_dir(bench.path("voices")).unwrap();
    for (name, languages) in [("usual", "['en', 'de']"), ("anna", "['en']"), ("bert", "['en']"), ("clara", "['de']")] {
        let voice = format!("name = '{name}'\nengine = 'tone'\nlicence = 'none'\nlanguages = {languages}\n");
        bench.write(&format!("voices/{name}.toml"), voice);
    }
    bench
}

fn manifest(bench: &Bench, name: &str) -> Value {
    serde_json::from_slice(&fs::read(bench.path(&format!("narrations/{name}.json"))).unwrap()).unwrap()
}

/// Who says each sentence.
fn said(manifest: &Value) -> Vec<(&str, &str)> {
    let lead = manifest["voice"].as_str().unwrap();
    let sentences = manifest["sentences"].as_array().unwrap();
    sentences
        .iter()
        .map(|cue| (cue["written"].as_str().unwrap().trim(), cue["voice"].as_str().unwrap_or(lead)))
        .collect()
}

fn narrate(bench: &Bench, inputs: &[&str]) -> Run {
    let run = bench.aloud(&[&["narrate", "--json"], inputs].concat());
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    run
}

#[test]
fn quotations_headlines_and_interviews_have_voices_of_their_own() {
    let bench = bench();
    bench.write(
        "aloud.toml",
        "voice = 'usual'\n[voices]\nquote = 'anna'\ntitle = 'bert'\n[voices.speakers]\nQ = 'bert'\n'Ines Marlow' = 'anna'\n",
    );
    bench.write("essay.md", "# The owl\n\nIt sat there.\n\n> Who, it said.\n\nThen it left.\n");
    bench.write(
        "talk.md",
        "---\ntitle: A talk\n---\nWe met her in May.\n\n**Q:** How was it?\n\n**INES MARLOW:** It was wet.\n\nAnd it was late.\n\n\
         Q: And then?\n\nThe mayor: Nothing.\n\n## After that\n\nShe went home.\n",
    );
    bench.write("note.md", "---\ntitle: A note\n---\nQ: only one question is no interview.\n\nThere is no answer.\n");
    narrate(&bench, &["essay.md", "talk.md", "note.md"]);
    assert_eq!(
        said(&manifest(&bench, "the-owl")),
        [("The owl", "bert"), ("It sat there.", "usual"), ("Who, it said.", "anna"), ("Then it left.", "usual")]
    );
    let talk = manifest(&bench, "a-talk");
    let voices: Vec<&str> = said(&talk).into_iter().map(|(_, voice)| voice).collect();
    assert_eq!(
        voices,
        ["bert", "usual", "bert", "anna", "anna", "bert", "usual", "bert", "usual"],
        "{:?}",
        said(&talk)
    );
    let note = manifest(&bench, "a-note");
    assert!(said(&note)[1..].iter().all(|(_, voice)| *voice == "usual"), "{:?}", said(&note));
}

#[test]
fn words_in_marks_inside_a_paragraph_are_the_quoted_voices_and_the_text_is_whole() {
    let bench = bench();
    bench.write("aloud.toml", "voice = 'usual'\nformat = 'vtt'\n[voices]\nquote = 'anna'\n");
    let paragraph = "“It was late,” he said, “and the boat was gone.” She read “The Old Man and the Sea” and called it \
                     “a very long book” too. “No,” she said.";
    bench.write("boat.md", format!("# The boat\n\n{paragraph}\n\n“Yes,” he said.\n\n> It is set apart.\n"));
    narrate(&bench, &["boat.md"]);
    let boat = manifest(&bench, "the-boat");
    assert_eq!(
        said(&boat),
        [
            ("The boat", "usual"),
            ("“It was late,”", "anna"),
            ("he said,", "usual"),
            ("“and the boat was gone.”", "anna"),
            ("She read “The Old Man and the Sea” and called it “a very long book” too.", "usual"),
            ("“No,”", "anna"),
            ("she said.", "usual"),
            ("“Yes,” he said.", "usual"),
            ("It is set apart.", "anna"),
        ]
    );
    let whole: String =
        boat["sentences"].as_array().unwrap()[1..7].iter().map(|cue| cue["written"].as_str().unwrap()).collect();
    assert_eq!(whole.trim(), paragraph);
    let captions = fs::read_to_string(bench.path("narrations/the-boat.vtt")).unwrap();
    assert!(captions.contains("“and the boat was gone.”"), "{captions}");
    assert_eq!(bench.aloud(&["verify", "--article", "boat.md", "narrations"]).code, 0);
    // A page finds every sentence, and a voice that does not speak the language leaves the sentences whole.
    bench.write(
        "page.html",
        format!("<html><head><title>The boat</title></head><body><article><h1>The boat</h1><p>{paragraph}</p><p>“Yes,” he said.</p><blockquote><p>It is set apart.</p></blockquote></article></body></html>"),
    );
    let attached = bench.aloud(&["attach", "--audio-base", "/audio/", "page.html"]);
    assert!(attached.stderr.contains("9 of 9 sentences found"), "{}{}", attached.stdout, attached.stderr);
    bench.write("aloud.toml", "voice = 'usual'\nformat = 'vtt'\n[voices]\nquote = 'clara'\n");
    narrate(&bench, &["boat.md"]);
    assert_eq!(manifest(&bench, "the-boat")["sentences"].as_array().unwrap().len(), 6);
}

#[test]
fn names_before_colons_are_not_read_where_the_voice_tells_who_speaks() {
    let bench = bench();
    let settings = "voice = 'usual'\nformat = 'srt'\n[voices.speakers]\nQ = 'bert'\n'Ines Marlow' = 'anna'\n";
    bench.write("aloud.toml", settings);
    bench.write(
        "talk.md",
        "---\ntitle: A talk\n---\n**Q:** How was it?\n\n**INES MARLOW:** It was wet.\n\nAnd late: very late.\n\nThe mayor: Nothing.\n",
    );
    narrate(&bench, &["talk.md"]);
    let spoken = |manifest: &Value| -> Vec<String> {
        manifest["sentences"].as_array().unwrap().iter().map(|cue| cue["spoken"].as_str().unwrap().to_owned()).collect()
    };
    let talk = manifest(&bench, "a-talk");
    assert_eq!(spoken(&talk)[1..], ["How was it?", "It was wet.", "And late: very late.", "The mayor: Nothing."]);
    let captions = fs::read_to_string(bench.path("narrations/a-talk.srt")).unwrap();
    assert!(captions.contains("Q: How was it?") && captions.contains("INES MARLOW: It was wet."), "{captions}");
    assert_eq!(bench.aloud(&["verify", "--article", "talk.md", "narrations"]).code, 0);
    bench.write("aloud.toml", format!("{settings}[around]\nspeaker_names = true\n"));
    assert!(bench.aloud(&["status"]).stdout.contains("1 stale"));
    narrate(&bench, &["talk.md"]);
    assert_eq!(spoken(&manifest(&bench, "a-talk"))[1..3], ["Q: How was it?", "INES MARLOW: It was wet."]);
    // Two of one voice are told apart by their names.
    bench.write("aloud.toml", settings.replace("bert", "anna"));
    narrate(&bench, &["talk.md"]);
    assert_eq!(spoken(&manifest(&bench, "a-talk"))[1..3], ["Q: How was it?", "INES MARLOW: It was wet."]);
}

#[test]
fn sections_and_sites_have_voices_where_those_speak_the_language() {
    let bench = bench();
    bench.write(
        "aloud.toml",
        "voice = 'usual'\n[voices]\nde = 'clara'\n[voices.section]\nSport = 'anna'\n[voices.site]\n'example.org' = 'bert'\n",
    );
    let german = "Die Stadt hat gestern beschlossen, dass die alte Brücke noch ein Jahr lang stehen bleibt.";
    let lines = [
        r#"{"id": "1", "title": "One", "text": "A game.", "section": "sport", "language": "en"}"#.to_owned(),
        r#"{"id": "2", "title": "Two", "text": "A town.", "language": "en", "url": "https://news.example.org/two"}"#
            .to_owned(),
        format!(r#"{{"id": "3", "title": "Drei", "text": "{german}", "section": "sport", "language": "de"}}"#),
        r#"{"id": "4", "title": "Four", "text": "A boat.", "section": "travel", "language": "en"}"#.to_owned(),
    ];
    bench.write("list.jsonl", lines.join("\n"));
    narrate(&bench, &["list.jsonl"]);
    let voice = |name: &str| manifest(&bench, name)["voice"].as_str().unwrap().to_owned();
    assert_eq!(["one", "two", "drei", "four"].map(voice), ["anna", "bert", "clara", "usual"]);
    // What a voice is for is a part of what is looked at.
    let settings = fs::read_to_string(bench.path("aloud.toml")).unwrap();
    bench.write("aloud.toml", settings.replace("Sport = 'anna'", "travel = 'anna'"));
    let status = bench.aloud(&["status"]);
    assert!(status.stdout.contains("list.jsonl:1: the voices or their files were changed since"), "{}", status.stdout);
    narrate(&bench, &["list.jsonl"]);
    assert_eq!(["one", "two", "drei", "four"].map(voice), ["usual", "bert", "clara", "anna"]);
}

#[test]
fn an_article_asks_for_its_voice_speed_and_lexicon_and_is_told_what_means_nothing() {
    let bench = bench();
    bench.write("aloud.toml", "voice = 'usual'\n");
    bench.write("names.toml", "[[entry]]\nwritten = 'Reading'\nalias = 'Redding'\n");
    bench.write("own.md", "---\ntitle: Own\nvoice: anna\nspeed: 150\nlexicon: names.toml\n---\nReading is a town.\n");
    bench.write("odd.md", "---\ntitle: Odd\nvoise: anna\nspeed: fast\nvoice: nobody\n---\nReading is a town.\n");
    bench.write("lines.jsonl", r#"{"id": "l", "title": "Line", "text": "A town.", "voice": "bert", "speed": 80}"#);
    let run = narrate(&bench, &["own.md", "odd.md", "lines.jsonl"]);
    let own = manifest(&bench, "own");
    assert_eq!((&own["voice"], &own["sentences"][1]["spoken"]), (&"anna".into(), &"Redding is a town.".into()));
    assert_eq!(manifest(&bench, "line")["voice"], "bert");
    let odd = manifest(&bench, "odd");
    assert_eq!((&odd["voice"], &odd["sentences"][1]["spoken"]), (&"usual".into(), &"Reading is a town.".into()));
    assert!(own["duration_ms"].as_u64() < odd["duration_ms"].as_u64(), "it is faster");
    for told in [
        "odd.md: `voise` means nothing here; did you mean `voice`?",
        "odd.md: `speed: fast` is not from 50 to 200 percent",
        "odd.md: `voice: nobody` is no voice that an article may name here",
    ] {
        assert!(run.stderr.contains(told), "{told} is not in {}", run.stderr);
    }
    assert_eq!(run.stderr.matches("warning: ").count(), 3, "{}", run.stderr);
    // It is current until what it asks for changes, wherever that is.
    let statuses = |run: Run| -> Vec<String> {
        run.json_lines().iter().map(|line| line["status"].as_str().unwrap().to_owned()).collect()
    };
    let again = narrate(&bench, &["own.md", "odd.md", "lines.jsonl"]);
    assert_eq!(statuses(again), ["unchanged"; 3]);
    bench.write("names.toml", "[[entry]]\nwritten = 'Reading'\nalias = 'Ridding'\n");
    let status = bench.aloud(&["status"]);
    assert_eq!(
        status.stdout, "stale   own.md: what it asks for itself was changed since\n2 done, 1 stale, 0 failed\n",
        "{}",
        status.stderr
    );
    assert_eq!(statuses(narrate(&bench, &["own.md", "odd.md", "lines.jsonl"])), ["narrated", "unchanged", "unchanged"]);
}

#[test]
fn an_article_is_data_and_starts_no_program_and_names_no_file_elsewhere() {
    let bench = bench();
    bench.write("aloud.toml", "voice = 'usual'\n");
    bench.write(
        "voices/evil.toml",
        "name = 'evil'\nengine = 'command'\nlicence = 'none'\n[settings]\nprogram = 'touch'\narguments = ['started']\n",
    );
    bench.write("outside.toml", "[[entry]]\nwritten = 'town'\nalias = 'secret'\n");
    fs::create_dir_all(bench.path("site/posts")).unwrap();
    for (name, asks) in [
        ("a", "voice: evil"),
        ("b", "voice: voices/evil.toml"),
        ("c", "voice: ../voices/evil"),
        ("d", "lexicon: ../../outside.toml"),
        ("e", "lexicon: /etc/passwd"),
    ] {
        bench.write(&format!("site/posts/{name}.md"), format!("---\ntitle: {name}\n{asks}\n---\nIt is a town.\n"));
    }
    let run = narrate(&bench, &["site/posts"]);
    assert!(!bench.path("started").exists(), "a program was started");
    assert_eq!(run.stderr.matches("warning: site/posts/").count(), 5, "{}", run.stderr);
    for name in ["a", "b", "c", "d", "e"] {
        let manifest = manifest(&bench, name);
        assert_eq!(said(&manifest).last(), Some(&("It is a town.", "usual")), "{name}");
    }
    // Its user may trust the folder.
    assert_eq!(bench.aloud(&["trust", "."]).code, 0);
    let trusted = bench.aloud(&["narrate", "site/posts/a.md"]);
    assert_eq!(trusted.code, 1, "{}", trusted.stderr);
    assert!(bench.path("started").exists(), "{}", trusted.stderr);
}
