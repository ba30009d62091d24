//! Names and what is said around the story, as users meet them: the lexicon's files and commands, `aloud say`, the notice.

use serde_json::Value;

use crate::bench::{Bench, Run};

const STORY: &str = "---\ntitle: Talks in Qarvaxia\nauthor: Ann Author\ndate: 2026-03-05\nsite: The Daily\nlang: en\n---\n\n\
                     Premier Zibblor met the press. The talks went on. Zibblor left.\n";

fn sentences(run: &Run) -> Vec<Value> {
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json_lines()[0]["sentences"].as_array().unwrap().clone()
}

#[test]
fn changing_one_entry_respeaks_the_sentences_it_touches() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let entry = |alias: &str| format!("[[entry]]\nwritten = 'Zibblor'\nalias = '{alias}'\nipa = 'zɪˈblɔːr'\n");
    bench.write("lexicon.toml", entry("zib LOR"));
    assert_eq!(bench.narrate(&["story.md"])[0]["spoken"], 4);
    assert_eq!(bench.narrate(&["story.md"])[0]["status"], "unchanged");
    bench.write("lexicon.toml", entry("ZIB lor"));
    let changed = &bench.narrate(&["story.md"])[0];
    assert_eq!((&changed["spoken"], &changed["reused"]), (&2.into(), &2.into()));
}

#[test]
fn a_name_that_the_voice_cannot_be_told_is_warned_of() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    bench.write("lexicon.toml", "[[entry]]\nwritten = 'Zibblor'\nipa = 'zɪˈblɔːr'\n");
    let run = bench.aloud(&["narrate", "--voice", "tone", "--json", "story.md"]);
    assert_eq!(run.json_lines()[0]["guessed"], serde_json::json!(["Zibblor"]));
    assert!(run.stderr.contains("warning: ") && run.stderr.contains("Zibblor"), "{}", run.stderr);
}

#[test]
fn numbers_are_written_out_where_the_language_has_rules_and_else_that_is_told() {
    let bench = Bench::new();
    bench.write("de.md", "---\nlang: de\n---\n\nEs waren 21 Leute.\n");
    bench.write("sv.md", "---\nlang: sv\n---\n\nDet var 21 personer.\n");
    let german = bench.aloud(&["script", "de.md"]);
    assert_eq!((german.stdout.as_str(), german.stderr.as_str()), ("Es waren einundzwanzig Leute.\n", ""));
    let swedish = bench.aloud(&["script", "sv.md"]);
    assert!(swedish.stdout.contains("21") && swedish.stderr.contains("`sv`"), "{}", swedish.stderr);
}

#[test]
fn a_wrong_lexicon_is_told_with_its_place_and_nothing_of_it_is_used() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let good = "[[entry]]\nwritten = 'talks'\nalias = 'TALKS'\n";
    for (file, text, expected) in [
        ("lexicon.toml", format!("{good}[[entry]]\nwritten = 'x'\nipa = 'Q'\n"), "line 4, column 1"),
        ("lexicon.toml", format!("{good}[[entry]]\nwritten = 'x'\nalas = 'y'\n"), "line 6, column 1"),
        ("lexicon.toml", format!("{good}[[entry]]\nwritten = 'x'\nalias = 'an x'\n"), "x → x"),
        ("names.pls", "<lexicon>\n<lexeme>\n</lexicon>".to_owned(), "line 3"),
        ("none.toml", String::new(), "none.toml"),
    ] {
        if file != "none.toml" {
            bench.write(file, text);
        }
        let run = bench.aloud(&["narrate", "--voice", "tone", "--lexicon", file, "story.md"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(expected) && run.stderr.contains("hint: "), "{expected}: {}", run.stderr);
        assert!(!bench.path("narrations").exists());
    }
}

#[test]
fn a_lexicon_goes_to_pls_and_back() {
    let bench = Bench::new();
    let entries = "[[entry]]\nwritten = [\"Łódź\", \"Lodz\"]\nalias = \"Woodge\"\nipa = \"wut͡ɕ\"\nlanguage = \"pl\"\n";
    bench.write("a.toml", format!("{entries}\n[[entry]]\nwritten = \"x\"\nalias = \"y\"\nwithin = \"z\"\n"));
    let out = bench.aloud(&["lexicon", "convert", "a.toml", "a.pls"]);
    assert_eq!(out.code, 0, "{}", out.stderr);
    assert!(out.stderr.contains("left out: `x`"), "{}", out.stderr);
    assert_eq!(bench.aloud(&["lexicon", "convert", "a.pls", "b.toml"]).code, 0);
    assert_eq!(std::fs::read_to_string(bench.path("b.toml")).unwrap(), entries);
}

#[test]
fn the_words_that_would_be_guessed_are_listed_the_most_frequent_first() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let run = bench.aloud(&["lexicon", "check", "--json", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words = run.json_lines();
    assert_eq!((&words[0]["word"], &words[0]["count"]), (&"Zibblor".into(), &2.into()), "{words:?}");
    assert_eq!(words[1]["word"], "Qarvaxia");
    assert!(words[0]["guess"].as_str().unwrap().contains('z'));
    bench.write("lexicon.toml", "[[entry]]\nwritten = 'Zibblor'\nipa = 'zɪˈblɔːr'\n");
    let left = bench.aloud(&["lexicon", "check", "story.md"]).stdout;
    assert!(left.contains("Qarvaxia") && !left.contains("Zibblor"), "{left}");
    bench.write("german.md", "---\nlang: de\n---\n\nDer Rat hat getagt.\n");
    let run = bench.aloud(&["lexicon", "check", "german.md"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("`de`"), "{}", run.stderr);
}

#[test]
fn a_line_is_said_to_a_file() {
    let bench = Bench::new();
    let run = bench.aloud(&["say", "Ten chars.", "--voice", "tone", "--to", "line.wav"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let wav = hound::WavReader::open(bench.path("line.wav")).unwrap();
    assert_eq!((wav.spec().sample_rate, wav.duration()), (24_000, 12_000));
    let run = bench.aloud(&["say", "Guten Tag.", "--lang", "de", "--to", "none.wav"]);
    assert!(run.code != 0 && run.stderr.contains("`de`") && run.stderr.contains("hint: "), "{}", run.stderr);
    let run = bench.aloud(&["say", "?!", "--voice", "tone", "--to", "none.wav"]);
    assert!(run.code != 0 && run.stderr.contains("nothing to say"), "{}", run.stderr);
    let run = bench.command(&["say", "Hello.", "--voice", "tone"]).env("PATH", "").output().unwrap();
    let stderr = String::from_utf8(run.stderr).unwrap();
    assert!(stderr.contains("no program here plays sound") && stderr.contains("--to FILE"), "{stderr}");
}

#[test]
fn the_notice_comes_first_unless_it_is_turned_off() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    let first = |disclosure: Option<&str>| {
        let mut command = bench.command(&["script", "--json", "story.md"]);
        command.env_remove("ALOUD_DISCLOSURE").envs(disclosure.map(|text| ("ALOUD_DISCLOSURE", text)));
        sentences(&Run::from(command.output().unwrap()))[0].clone()
    };
    assert_eq!(first(None)["spoken"], "This narration was generated with a synthetic voice.");
    assert_eq!(first(None)["block"], Value::Null);
    assert_eq!(first(Some("off"))["spoken"], "Talks in Qarvaxia");
    assert_eq!(first(Some("A machine reads."))["spoken"], "A machine reads.");
}

#[test]
fn byline_date_site_and_sign_off_are_said_where_the_settings_ask() {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    bench.write("aloud.toml", "[around]\nbyline = true\ndate = true\nsite = true\nsign_off = 'That was the story.'\n");
    let script = sentences(&bench.aloud(&["script", "--json", "story.md"]));
    let written: Vec<_> = script.iter().map(|sentence| sentence["written"].as_str().unwrap().trim()).collect();
    assert_eq!(written[..4], ["Talks in Qarvaxia", "By Ann Author.", "March 5, 2026.", "The Daily."]);
    assert_eq!(written.last(), Some(&"That was the story."));
    bench.write("aloud.toml", "[around]\nheadline = false\n");
    let script = sentences(&bench.aloud(&["script", "--json", "story.md"]));
    assert_eq!(script[0]["written"].as_str().unwrap().trim(), "Premier Zibblor met the press.");
    bench.write("aloud.toml", "[around]\nbye = true\n");
    assert!(bench.aloud(&["script", "story.md"]).stderr.contains("line 2"));
}

#[test]
fn a_voice_that_does_not_speak_the_language_is_refused_with_those_that_do() {
    let bench = Bench::new();
    bench.write("german.md", "---\nlang: de\n---\n\nDer Rat hat getagt. Die Brücke bleibt offen.\n");
    std::fs::create_dir(bench.path("voices")).unwrap();
    bench.write("voices/jo.toml", "name = 'jo'\nengine = 'tone'\nlanguages = ['de-AT']\nlicence = 'CC0-1.0'\n");
    let run = bench.aloud(&["narrate", "--force", "german.md"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("`de`") && run.stderr.contains("jo"), "{}", run.stderr);
    assert_eq!(bench.aloud(&["narrate", "--force", "--voice", "jo", "german.md"]).code, 0);
    let run = bench.aloud(&["narrate", "--lang", "german", "german.md"]);
    assert!(run.code == 2 && run.stderr.contains("hint: "), "{}", run.stderr);
}

#[test]
fn say_writes_what_the_files_name_says() {
    let bench = Bench::new();
    let say = |to: &str| bench.aloud(&["say", "Ten chars.", "--voice", "tone", "--to", to]);
    for (to, begins) in [
        ("a.wav", &b"RIFF"[..]),
        ("a", b"RIFF"),
        ("a.MP3", b"\xFF"),
        ("a.flac", b"fLaC"),
        ("a.opus", b"OggS"),
        ("a.m4a", b"\0\0\0"),
    ] {
        let run = say(to);
        assert_eq!(run.code, 0, "{to}: {}", run.stderr);
        let bytes = std::fs::read(bench.path(to)).unwrap();
        let is_tagged = bytes.starts_with(b"ID3") && to == "a.MP3";
        assert!(bytes.starts_with(begins) || is_tagged, "{to}: {:?}", &bytes[..8]);
        let clip = aloud::audio::decode(bytes, None).unwrap();
        let seconds = clip.length().duration(clip.rate).as_secs_f64();
        assert!((seconds - 0.5).abs() < 0.1, "{to}: {seconds}");
    }
    let run = say("a.txt");
    assert_eq!((run.code, bench.path("a.txt").exists()), (2, false));
    assert!(run.stderr.contains("no format ends in `.txt`") && run.stderr.contains(".opus"), "{}", run.stderr);
}

#[test]
fn one_sentence_is_corrected_where_it_is_and_heard_by_its_number() {
    let bench = Bench::new();
    bench.write("aloud.toml", "voice = 'tone'\nlang = 'en'\n");
    let story = |pause: &str| {
        format!(
            "# Choir\n\nThey sang. He lead the lead choir.{pause} It rained.\n\n<!-- pause 3s -->\n\nIt was late. It ended.\n"
        )
    };
    bench.write("story.md", story(""));
    bench.narrate(&["story.md"]);
    let manifest = || -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(bench.path("narrations/choir.json")).unwrap()).unwrap()
    };
    let silence = |manifest: &serde_json::Value, after: usize| {
        let ms = |index: usize, at: &str| manifest["sentences"][index][at].as_u64().unwrap();
        ms(after + 1, "start_ms") - ms(after, "end_ms")
    };
    let before = manifest();
    assert!(silence(&before, 3) >= 3_000, "between blocks: {}", silence(&before, 3));
    bench.write(
        "lexicon.toml",
        "[[say]]\nwritten = 'He lead  the lead choir.'\nspoken = 'He led the leed choir.'\n\
         [[say]]\nwritten = 'They sang.'\npause_ms = 2500\n",
    );
    bench.write("story.md", story(" <!-- pause: 1800 ms -->"));
    let stale = bench.aloud(&["status"]);
    assert!(stale.stdout.contains("1 stale"), "{}", stale.stdout);
    let spoken = bench.narrate(&["story.md"])[0]["spoken"].clone();
    assert_eq!(spoken, 1, "only what is said otherwise is spoken");
    let now = manifest();
    assert_eq!(now["sentences"][2]["spoken"], "He led the leed choir.");
    assert_eq!(now["sentences"][2]["written"].as_str().unwrap().trim(), "He lead the lead choir.");
    assert!(silence(&now, 1) >= 2_500 && silence(&now, 2) >= 1_800, "{} {}", silence(&now, 1), silence(&now, 2));
    let heard = bench.aloud(&["say", "story.md", "--sentence", "3", "--to", "three.wav"]);
    assert_eq!((heard.code, heard.stderr.as_str()), (0, "He led the leed choir.\n"));
    let reader = hound::WavReader::open(bench.path("three.wav")).unwrap();
    let cue = &now["sentences"][2];
    let lasts = cue["end_ms"].as_u64().unwrap() - cue["start_ms"].as_u64().unwrap();
    assert!((u64::from(reader.duration()) * 1_000 / 24_000).abs_diff(lasts) < 5, "it is the narration's own");
    let none = bench.aloud(&["say", "story.md", "--sentence", "9"]);
    assert!(none.code == 2 && none.stderr.contains("there is no sentence 9: story.md has 6"), "{}", none.stderr);
    bench.write("lexicon.toml", "[[say]]\nwritten = 'They sang.'\n");
    let nothing = bench.aloud(&["narrate", "story.md"]);
    assert!(nothing.code == 2 && nothing.stderr.contains("line 1"), "{}", nothing.stderr);
}
