//! Many machines: a real three-node cluster on loopback, workers that are killed, dead letters, an engine's limits.

use std::collections::HashSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::batch::contents;
use crate::bench::{Bench, Run, Running};
use crate::cluster::Nats;
use crate::faults::{speech, text};
use crate::loopback::{Loopback, Reply};

fn write_articles(bench: &Bench, count: usize) {
    fs::create_dir(bench.path("articles")).unwrap();
    for number in 0..count {
        // Few titles, so that names are taken again and again.
        let markdown = format!("---\ntitle: Title {}\n---\n\nThis is case {number}. It ends.\n", number % 7);
        fs::write(bench.path(&format!("articles/{number:04}.md")), markdown).unwrap();
    }
}

fn fleet(bench: &Bench, nats: &Nats, arguments: &[&str]) -> Run {
    Run::from(bench.command(&[&["fleet"], arguments].concat()).env("ALOUD_NATS", nats.urls()).output().unwrap())
}

fn worker(bench: &Bench, nats: &Nats, arguments: &[&str]) -> Running {
    let mut command = bench.command(&[&["worker", "--json", "--lost-after", "3"], arguments].concat());
    Running(command.env("ALOUD_NATS", nats.urls()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
}

fn status(bench: &Bench, nats: &Nats) -> Value {
    fleet(bench, nats, &["status", "--json"]).json_lines().remove(0)
}

/// Waits until so many outcomes are written.
fn wait_for(bench: &Bench, nats: &Nats, outcomes: u64) {
    let begun = Instant::now();
    loop {
        let run = fleet(bench, nats, &["status", "--json"]);
        let done = run.json_lines().first().map_or(0, |status| {
            status["narrated"].as_u64().unwrap() + status["failed"].as_array().unwrap().len() as u64
        });
        if done >= outcomes {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{}{}", run.stdout, run.stderr);
        sleep(Duration::from_millis(100));
    }
}

fn stop(mut worker: Running) {
    Command::new("kill").args(["-TERM", &worker.0.id().to_string()]).status().unwrap();
    assert!(worker.0.wait().unwrap().success(), "a worker that drains succeeds");
}

#[test]
fn a_killed_worker_costs_time_alone() {
    const ARTICLES: u64 = 100;
    let Some(nats) = Nats::start(3) else { return };
    let bench = Bench::new();
    write_articles(&bench, ARTICLES as usize);
    let up = fleet(&bench, &nats, &["up", "--replicas", "3"]);
    assert_eq!(up.code, 0, "{}", up.stderr);
    let submitted = fleet(&bench, &nats, &["submit", "--voice", "tone", "articles"]);
    assert!(submitted.stdout.starts_with("100 queued, 0 queued again, 0 done before"), "{}", submitted.stderr);
    let clips: Vec<_> = (0..4).map(|number| format!("clips-{number}")).collect();
    let mut workers: Vec<_> =
        clips.iter().map(|cache| worker(&bench, &nats, &["--voice", "tone", "--cache", cache])).collect();
    wait_for(&bench, &nats, 15);
    drop(workers.remove(0));
    wait_for(&bench, &nats, ARTICLES);

    let results = fleet(&bench, &nats, &["results", "--json"]);
    assert_eq!(results.code, 0, "{}", results.stderr);
    let names: Vec<_> = results.json_lines().iter().map(|line| line["article"].as_str().unwrap().to_owned()).collect();
    assert!(
        names.is_sorted() && names.iter().collect::<HashSet<_>>().len() == ARTICLES as usize,
        "each once, in order"
    );
    bench.narrate(&["articles", "--out", "single", "--cache", "single-clips"]);
    assert!(contents(&bench, "narrations") == contents(&bench, "single"), "not a byte differs from one machine's");
    let again = fleet(&bench, &nats, &["submit", "--voice", "tone", "articles"]);
    assert!(again.stdout.starts_with("0 queued, 0 queued again, 100 done before"), "{}", again.stdout);
    workers.into_iter().for_each(stop);
}

#[test]
fn what_cannot_be_narrated_ends_as_a_dead_letter_and_can_be_submitted_again() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    let server = Loopback::serve(|asked| match text(asked).as_str() {
        "Poison." => Reply { status: 400, headers: Vec::new(), body: b"{\"error\":{\"message\":\"No.\"}}".to_vec() },
        _ => speech(asked),
    });
    bench.write("aloud.toml", format!("voice = 'v.toml'\nlang = 'en'\ncache = 'clips'\n# {}\n", server.url));
    bench.write(
        "v.toml",
        format!(
            "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
            server.url
        ),
    );
    bench.write("good.txt", "Good.");
    bench.write("bad.txt", "Poison.");
    let none = fleet(&bench, &nats, &["status"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("hint: set it up first: aloud fleet up"), "{}", none.stderr);
    fleet(&bench, &nats, &["up"]);
    fleet(&bench, &nats, &["submit", "good.txt", "bad.txt", "--disclosure", "off"]);
    let working = worker(&bench, &nats, &[]);
    wait_for(&bench, &nats, 2);
    stop(working);
    let told = status(&bench, &nats);
    assert_eq!((&told["queued"], &told["narrated"]), (&0.into(), &1.into()), "{told}");
    let letter = &told["failed"][0];
    assert_eq!(letter["article"], "bad.txt");
    assert!(letter["error"].as_str().unwrap().contains("No."), "{letter}");
    assert_eq!(fleet(&bench, &nats, &["results"]).code, 1);
    let again = fleet(&bench, &nats, &["submit", "good.txt", "bad.txt", "--disclosure", "off"]);
    assert!(again.stdout.starts_with("0 queued, 1 queued again, 1 done before"), "{}", again.stdout);
}

#[test]
fn an_engines_limit_holds_for_all_workers_together() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    let Some(nats) = Nats::start(1) else { return };
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (counted, seen) = (Arc::clone(&now), Arc::clone(&most));
    let server = Loopback::serve(move |asked| {
        seen.fetch_max(counted.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        sleep(Duration::from_millis(60));
        counted.fetch_sub(1, Ordering::SeqCst);
        speech(asked)
    });
    let bench = Bench::new();
    write_articles(&bench, 16);
    let voice = format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\nat_once = 2\n\
         [settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
        server.url
    );
    bench.write("v.toml", voice);
    fleet(&bench, &nats, &["up"]);
    let submitted = fleet(&bench, &nats, &["submit", "--voice", "v.toml", "articles"]);
    assert_eq!(submitted.code, 0, "{}", submitted.stderr);
    let workers: Vec<_> = ["one", "two", "three"]
        .iter()
        .map(|cache| worker(&bench, &nats, &["--voice", "v.toml", "--cache", cache]))
        .collect();
    wait_for(&bench, &nats, 16);
    workers.into_iter().for_each(stop);
    assert_eq!(most.load(Ordering::SeqCst), 2, "three workers, two requests at once");

    let asked = server.asked().len();
    bench.write("again.txt", "This is case 3. It ends.");
    fleet(&bench, &nats, &["submit", "--voice", "v.toml", "again.txt"]);
    let fresh = worker(&bench, &nats, &["--voice", "v.toml", "--cache", "four"]);
    wait_for(&bench, &nats, 17);
    stop(fresh);
    assert_eq!(server.asked().len(), asked, "what any worker has said is said to all");
}
