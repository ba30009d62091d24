//! A server that misbehaves on purpose: no sentence is lost or said twice, nothing bad is kept, and a rerun asks only for
//! what is missing.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;

use crate::bench::{Bench, Run};
use crate::clouds::wav;
use crate::loopback::{Asked, Loopback, Reply};

const STORY: &str = "The first sentence. The second one. A third is here.";
const SENTENCES: usize = 3;

/// What is to be said.
pub(crate) fn text(asked: &Asked) -> String {
    serde_json::from_slice::<Value>(&asked.body).unwrap()["input"].as_str().unwrap().to_owned()
}

/// Says it.
pub(crate) fn speech(asked: &Asked) -> Reply {
    Reply::ok("audio/wav", wav(&text(asked)))
}

fn status(status: u16, headers: &[(&str, &str)], body: &str) -> Reply {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Reply { status, headers, body: body.as_bytes().to_vec() }
}

/// A bench with stories and the voice of a server.
fn bench(server: &Loopback, stories: usize) -> (Bench, Vec<String>) {
    let bench = Bench::new();
    write_voice(&bench, server);
    let names: Vec<_> = (0..stories).map(|number| format!("story-{number}.txt")).collect();
    for (number, name) in names.iter().enumerate() {
        let end = if number == 0 { String::new() } else { format!(" Number {number}.") };
        bench.write(name, format!("{STORY}{end}"));
    }
    (bench, names)
}

fn write_voice(bench: &Bench, server: &Loopback) {
    let voice = format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\ndeadline_s = 20\nat_once = 1\n\
         [settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
        server.url
    );
    bench.write("v.toml", voice);
}

fn narrate(bench: &Bench, names: &[String], more: &[&str]) -> Run {
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let always = ["narrate", "--json", "--force", "--disclosure", "off", "--cache", "clips", "--voice", "v.toml"];
    bench.aloud(&[&always, more, &names].concat())
}

#[test]
fn what_passes_is_waited_out() {
    let silent = |asked: &Asked| {
        let mut wav = wav(&text(asked));
        wav[44..].fill(0);
        Reply::ok("audio/wav", wav)
    };
    let cut = |asked: &Asked| {
        let mut wav = wav(&text(asked));
        wav.truncate(wav.len() / 2);
        Reply::ok("audio/wav", wav)
    };
    type Fault = Box<dyn Fn(&Asked) -> Reply + Send + Sync>;
    let faults: Vec<(&str, Fault)> = vec![
        ("429", Box::new(|_| status(429, &[], "slow down"))),
        ("429 with Retry-After", Box::new(|_| status(429, &[("retry-after", "0")], "slow down"))),
        ("500", Box::new(|_| status(500, &[], "oops"))),
        ("503", Box::new(|_| status(503, &[("content-type", "text/html")], "<html>down</html>"))),
        ("a page", Box::new(|_| Reply::ok("text/html", "<html>Welcome</html>"))),
        ("a page as audio", Box::new(|_| Reply::ok("audio/wav", "<html>Welcome</html>"))),
        ("an error in a success", Box::new(|_| Reply::ok("application/json", r#"{"error":"overloaded"}"#))),
        ("an empty answer", Box::new(|_| Reply::ok("audio/wav", ""))),
        ("silence", Box::new(silent)),
        ("a cut answer", Box::new(cut)),
    ];
    for (name, fault) in faults {
        let seen = Mutex::new(HashMap::<String, usize>::new());
        let server = Loopback::serve(move |asked| {
            let mut seen = seen.lock().unwrap();
            let times = seen.entry(text(asked)).or_default();
            *times += 1;
            if *times == 1 { fault(asked) } else { speech(asked) }
        });
        let (bench, names) = bench(&server, 1);
        let run = narrate(&bench, &names, &[]);
        assert_eq!(run.code, 0, "{name}: {}", run.stderr);
        assert_eq!(server.asked().len(), 2 * SENTENCES, "{name}: each sentence fails once and is said once");
        let outcome = &run.json_lines()[0];
        assert_eq!((&outcome["sentences"], &outcome["spoken"]), (&SENTENCES.into(), &SENTENCES.into()), "{name}");
    }
}

#[test]
fn silence_that_lasts_is_told_and_not_kept() {
    let server = Loopback::serve(|asked| {
        let mut wav = wav(&text(asked));
        wav[44..].fill(0);
        Reply::ok("audio/wav", wav)
    });
    let (bench, names) = bench(&server, 1);
    let run = narrate(&bench, &names, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("it is silent") && run.stderr.contains("The first sentence."), "{}", run.stderr);
    assert!(!bench.path("clips").exists(), "silence is not kept");
}

#[test]
fn an_expired_key_stops_the_batch_at_once_and_is_told_once() {
    let server = Loopback::serve(|_| status(401, &[], r#"{"error":{"message":"It expired."}}"#));
    let (bench, names) = bench(&server, 6);
    let run = narrate(&bench, &names, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("It expired.").count(), 1, "{}", run.stderr);
    assert_eq!(server.asked().len(), 1, "a refused key is not shown again");
}

#[test]
fn a_quota_that_ends_half_way_costs_only_what_is_missing() {
    let count = AtomicUsize::new(0);
    let server = Loopback::serve(move |asked| match count.fetch_add(1, Ordering::Relaxed) {
        2 => status(429, &[], r#"{"error":{"code":"insufficient_quota","message":"Quota used up."}}"#),
        _ => speech(asked),
    });
    let (bench, names) = bench(&server, 1);
    let run = narrate(&bench, &names, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("Quota used up.") && run.stderr.contains("hint: raise the quota"), "{}", run.stderr);
    assert_eq!(server.asked().len(), SENTENCES, "a used-up quota is not asked again");
    let run = narrate(&bench, &names, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(server.asked().len(), SENTENCES + 1, "only what is missing is asked for");
    assert_eq!(run.json_lines()[0]["reused"], 2);
}

#[test]
fn a_budget_stops_before_it_is_passed_and_a_rerun_goes_on() {
    let server = Loopback::serve(speech);
    let (bench, names) = bench(&server, 1);
    let run = narrate(&bench, &names, &["--max-chars", "40"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("40 are allowed") && run.stderr.contains("hint: raise --max-chars"), "{}", run.stderr);
    let asked: usize = server.asked().iter().map(|asked| text(asked).chars().count()).sum();
    assert!(asked <= 40, "{asked}");
    let status = bench.aloud(&["status"]).stdout;
    assert!(status.ends_with("0 done, 0 stale, 0 failed, 1 pending\n"), "{status}");
    let spoken = server.asked().len();
    let run = narrate(&bench, &names, &["--max-chars", "40"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(server.asked().len(), SENTENCES, "what was said is kept");
    assert_eq!(run.json_lines()[0]["reused"], spoken);

    let run = narrate(&bench, &names, &["--max-cost", "1"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("has none") && run.stderr.contains("usd_per_million_chars"), "{}", run.stderr);
}

#[test]
fn a_sentence_that_is_too_long_is_parted_and_the_limit_is_remembered() {
    const LONG: &str = "The river rose past the mark on the wall of the old mill, and the people of the town went up to the bridge; \
                        nobody knew how long it would stand, but all of them wanted to see it.";
    const MOST: usize = 70;
    // Said by Google, FastAPI, a proxy, a server in Chinese, and one that gives no reason after it has spoken before.
    let wordings: [(u16, &str); 5] = [
        (400, r#"{"error":{"code":400,"message":"This request contains sentences that are too long."}}"#),
        (422, r#"{"detail":[{"loc":["body","input"],"msg":"String should have at most 70 characters"}]}"#),
        (413, "<html><title>413 Request Entity Too Large</title></html>"),
        (400, r#"{"code":1001,"msg":"文本过长"}"#),
        (400, r#"{"detail":"Bad Request"}"#),
    ];
    for (code, wording) in wordings {
        let server = Loopback::serve(move |asked| {
            if text(asked).chars().count() > MOST { status(code, &[], wording) } else { speech(asked) }
        });
        let bench = Bench::new();
        write_voice(&bench, &server);
        bench.write("story.txt", format!("It rained. {LONG} Then it stopped. {LONG}"));
        let run = narrate(&bench, &["story.txt".to_owned()], &[]);
        assert_eq!(run.code, 0, "{wording}: {}", run.stderr);
        let asked: Vec<String> = server.asked().iter().map(text).collect();
        let spoken: Vec<&str> = asked.iter().map(String::as_str).filter(|text| text.chars().count() <= MOST).collect();
        // The same sentence is spoken once and used twice.
        assert_eq!(spoken.join(" "), format!("It rained. {LONG} Then it stopped."), "{wording}: {asked:?}");
        let refused = asked.len() - spoken.len();
        assert!((1..=2).contains(&refused), "{wording}: {refused} refusals");
        // 50 ms a character in each piece; nothing is lost between them.
        let manifest: Value =
            serde_json::from_slice(&std::fs::read(bench.path("narrations/story.json")).unwrap()).unwrap();
        let cue = &manifest["sentences"][1];
        let heard = cue["end_ms"].as_u64().unwrap() - cue["start_ms"].as_u64().unwrap();
        let expected = spoken[1..spoken.len() - 1].iter().map(|piece| piece.len() as u64 * 50).sum::<u64>();
        assert!(heard.abs_diff(expected) <= 5, "{wording}: {heard} ms of {expected}");
    }
}

#[test]
fn a_run_that_gets_nothing_ends_after_a_few_articles() {
    type Answer = fn(&Asked) -> Reply;
    let answers: [(&str, Answer, usize); 3] = [
        ("no such model", |_| status(404, &[], r#"{"error":{"message":"no such model"}}"#), 3),
        ("it is in no sound format", |_| Reply::ok("audio/wav", vec![0xEE; 4_001]), 9),
        ("it sent a web page", |_| Reply::ok("text/html", "<html><p>Welcome</html>"), 9),
    ];
    for (told, answer, most) in answers {
        let server = Loopback::serve(answer);
        let bench = Bench::new();
        write_voice(&bench, &server);
        let names: Vec<String> = (0..12).map(|number| format!("story-{number}.txt")).collect();
        for (number, name) in names.iter().enumerate() {
            bench.write(name, format!("This is story {number}."));
        }
        let run = narrate(&bench, &names, &["--jobs", "1"]);
        assert_eq!(run.code, 1, "{told}: {}", run.stderr);
        assert!(run.stderr.contains("of 3 articles in a row nothing was spoken"), "{told}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
        assert!(server.asked().len() <= most, "{told}: {} requests", server.asked().len());
    }
}

#[test]
fn a_service_that_wants_to_rest_for_hours_is_left_alone() {
    let server =
        Loopback::serve(|_| status(503, &[("retry-after", "7260")], r#"{"message":"maintenance until noon"}"#));
    let (bench, names) = bench(&server, 4);
    let run = narrate(&bench, &names, &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("maintenance until noon; it may be asked again in 2 h 1 min"), "{}", run.stderr);
    assert_eq!(server.asked().len(), 1, "it is not asked again");
}
