//! Folders without WAVs: where only a compressed form is wanted, all that comes after works with what is kept.

use std::fs;

use serde_json::Value;

use crate::bench::Bench;

const STORY: &str = "---\ntitle: The bridge\nurl: https://example.org/bridge\n---\n\nIt is long. It is old.\n";
const KEPT: &str = "voice = 'tone'\nformat = 'mp3,vtt'\nkeep_wav = false\naudio_base = 'https://audio.example.org/'\n";

fn narrate(bench: &Bench) -> Value {
    let run = bench.aloud(&["narrate", "--json", "bridge.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.json_lines().remove(0)
}

fn manifest(bench: &Bench) -> Value {
    serde_json::from_slice(&fs::read(bench.path("narrations/the-bridge.json")).unwrap()).unwrap()
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.write("aloud.toml", KEPT);
    bench.write("bridge.md", STORY);
    bench
}

#[test]
fn the_mp3_stands_for_the_wav_until_it_is_wanted_again_and_nothing_is_paid_twice() {
    let bench = bench();
    let first = narrate(&bench);
    assert_eq!(first["audio"], "narrations/the-bridge.mp3");
    assert_eq!(bench.names("narrations"), ["the-bridge.json", "the-bridge.mp3", "the-bridge.vtt"]);
    let told = manifest(&bench);
    let bytes = fs::metadata(bench.path("narrations/the-bridge.mp3")).unwrap().len();
    assert_eq!((&told["audio"], &told["audio_bytes"]), (&"the-bridge.mp3".into(), &bytes.into()));
    assert_eq!(told["files"].as_array().unwrap().len(), 1, "the audio is no file beside itself");
    let status = bench.aloud(&["status", "--json"]).json_lines().remove(0);
    assert_eq!((&status["status"], &status["audio"]), (&"done".into(), &"the-bridge.mp3".into()), "{status}");
    assert_eq!(narrate(&bench)["status"], "unchanged");

    // An edit speaks its sentence only.
    bench.write("bridge.md", STORY.replace("old", "new"));
    let edited = narrate(&bench);
    assert_eq!((&edited["status"], &edited["spoken"]), (&"narrated".into(), &1.into()), "{edited}");
    // The WAV comes back of the clips, and goes again.
    bench.write("aloud.toml", KEPT.replace("false", "true"));
    assert!(bench.aloud(&["status"]).stdout.contains("1 stale"));
    let back = narrate(&bench);
    assert_eq!((&back["audio"], &back["spoken"]), (&"narrations/the-bridge.wav".into(), &0.into()), "{back}");
    let all = ["the-bridge.json", "the-bridge.mp3", "the-bridge.vtt", "the-bridge.wav"];
    assert_eq!(bench.names("narrations"), all);
    bench.write("aloud.toml", KEPT);
    assert_eq!(narrate(&bench)["spoken"], 0);
    assert_eq!(bench.names("narrations"), ["the-bridge.json", "the-bridge.mp3", "the-bridge.vtt"]);
    // Another form takes its place in turn; what was deleted is made again.
    bench.write("aloud.toml", KEPT.replace("mp3", "opus"));
    assert_eq!(narrate(&bench)["audio"], "narrations/the-bridge.opus");
    assert!(!bench.path("narrations/the-bridge.mp3").exists());
    fs::remove_file(bench.path("narrations/the-bridge.opus")).unwrap();
    assert!(bench.aloud(&["status"]).stdout.contains("its audio is gone"));
    let again = narrate(&bench);
    assert_eq!((&again["status"], &again["spoken"]), (&"narrated".into(), &0.into()), "{again}");
    // The catalogue is made of the manifests when it is lost.
    fs::remove_file(bench.path("narrations/.aloud.redb")).unwrap();
    assert_eq!(narrate(&bench)["status"], "unchanged");
}

#[test]
fn pages_feeds_embeds_verification_and_pruning_work_with_what_is_kept() {
    let bench = bench();
    narrate(&bench);
    let verified = bench.aloud(&["verify", "--article", "bridge.md", "narrations"]);
    assert_eq!(verified.code, 0, "{}{}", verified.stdout, verified.stderr);
    assert!(verified.stdout.contains("the-bridge.mp3: good"), "{}", verified.stdout);
    bench.write(
        "page.html",
        "<html><head><title>The bridge</title><link rel='canonical' href='https://example.org/bridge'></head>\
         <body><article><h1>The bridge</h1><p>It is long. It is old.</p></article></body></html>",
    );
    for command in [&["attach", "page.html"][..], &["feed"], &["embed"]] {
        let run = bench.aloud(command);
        assert_eq!(run.code, 0, "{command:?} {}", run.stderr);
    }
    let text = |name: &str| fs::read_to_string(bench.path(name)).unwrap();
    for name in ["page.html", "narrations/podcast.xml", "narrations/the-bridge.embed.html"] {
        assert!(text(name).contains("the-bridge.mp3") && !text(name).contains("the-bridge.wav"), "{name}");
    }
    assert!(text("narrations/podcast.xml").contains("type=\"audio/mpeg\""));
    // Someone else's sound of the name is left alone.
    bench.write("other.md", STORY.replace("bridge", "owl"));
    bench.write("narrations/the-owl.mp3", "not ours");
    assert_eq!(bench.aloud(&["narrate", "other.md"]).code, 0);
    assert_eq!(text("narrations/the-owl.mp3"), "not ours");
    assert!(bench.path("narrations/the-owl-2.mp3").exists());
    let pruned = bench.aloud(&["prune", "--remove", "other.md"]);
    assert!(pruned.stdout.contains("the-bridge.mp3"), "{}{}", pruned.stdout, pruned.stderr);
    assert!(!bench.path("narrations/the-bridge.mp3").exists());
    let none = bench.aloud(&["narrate", "--format", "vtt", "other.md"]);
    assert!(
        none.code == 2 && none.stderr.contains("leaves no audio\nhint: name an audio format too"),
        "{}",
        none.stderr
    );
}
