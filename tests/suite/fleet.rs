//! Many machines: a real three-node cluster on loopback, workers that are killed, dead letters, an engine's limits.

use std::collections::HashSet;
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::batch::contents;
use crate::bench::{Bench, Run, Running, skip};
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

pub(crate) fn fleet(bench: &Bench, nats: &Nats, arguments: &[&str]) -> Run {
    Run::from(bench.command(&[&["fleet"], arguments].concat()).env("ALOUD_NATS", nats.urls()).output().unwrap())
}

pub(crate) fn worker(bench: &Bench, nats: &Nats, arguments: &[&str]) -> Running {
    let mut command = bench.command(&[&["worker", "--json", "--lost-after", "3"], arguments].concat());
    Running(command.env("ALOUD_NATS", nats.urls()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
}

pub(crate) fn status(bench: &Bench, nats: &Nats) -> Value {
    fleet(bench, nats, &["status", "--json"]).json_lines().remove(0)
}

/// Waits until so many outcomes are written.
pub(crate) fn wait_for(bench: &Bench, nats: &Nats, outcomes: u64) {
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

pub(crate) fn stop(mut worker: Running) {
    Command::new("kill").args(["-TERM", &worker.0.id().to_string()]).status().unwrap();
    assert!(worker.0.wait().unwrap().success(), "a worker that drains succeeds");
}

/// Has four workers narrate so many articles on three nodes; meanwhile a worker and the node that leads the queue are killed.
/// Tells how long it took, and how long an undisturbed cluster takes.
fn killed(articles: usize) {
    let Some(undisturbed) = narrated_by_four(articles, false) else { return };
    let disturbed = narrated_by_four(articles, true).unwrap();
    eprintln!(
        "{articles} articles, four workers: {:.1} s; with a worker and the leader killed {:.1} s, {:.1} s lost",
        undisturbed.as_secs_f64(),
        disturbed.as_secs_f64(),
        disturbed.as_secs_f64() - undisturbed.as_secs_f64()
    );
}

fn narrated_by_four(articles: usize, is_disturbed: bool) -> Option<Duration> {
    let mut nats = Nats::start(3)?;
    let bench = Bench::new();
    write_articles(&bench, articles);
    let up = fleet(&bench, &nats, &["up", "--replicas", "3"]);
    assert_eq!(up.code, 0, "{}", up.stderr);
    let submitted = fleet(&bench, &nats, &["submit", "--voice", "tone", "articles"]);
    let counts = format!("{articles} queued, 0 queued again, 0 waiting before, 0 done before, 0 duplicates");
    assert!(submitted.stdout.starts_with(&counts), "{}{}", submitted.stdout, submitted.stderr);
    let begun = Instant::now();
    let mut workers: Vec<_> = (0..4)
        .map(|number| worker(&bench, &nats, &["--voice", "tone", "--cache", &format!("clips-{number}")]))
        .collect();
    wait_for(&bench, &nats, articles as u64 / 8);
    if is_disturbed {
        drop(workers.remove(0));
        nats.kill_leader();
    }
    wait_for(&bench, &nats, articles as u64);
    let took = begun.elapsed();

    let results = fleet(&bench, &nats, &["results", "--json"]);
    assert_eq!(results.code, 0, "{}", results.stderr);
    let names: Vec<_> = results.json_lines().iter().map(|line| line["article"].as_str().unwrap().to_owned()).collect();
    assert!(names.is_sorted() && names.iter().collect::<HashSet<_>>().len() == articles, "each once, in order");
    assert_eq!(names.len(), articles);
    bench.narrate(&["articles", "--out", "single", "--cache", "single-clips"]);
    assert!(contents(&bench, "narrations") == contents(&bench, "single"), "not a byte differs from one machine's");
    let again = fleet(&bench, &nats, &["submit", "--voice", "tone", "articles"]);
    let counts = format!("0 queued, 0 queued again, 0 waiting before, {articles} done before");
    assert!(again.stdout.starts_with(&counts), "{}{}", again.stdout, again.stderr);
    workers.into_iter().for_each(stop);
    Some(took)
}

#[test]
fn a_killed_worker_and_a_killed_leader_cost_time_alone() {
    killed(60);
}

#[test]
#[ignore = "takes minutes: cargo test --all-features --test suite -- --ignored fleet::"]
fn a_killed_worker_and_a_killed_leader_cost_time_alone_over_2000_articles() {
    killed(2_000);
}

#[test]
fn what_cannot_be_narrated_ends_as_a_dead_letter_and_can_be_submitted_again() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    let server = Loopback::serve(|asked| match text(asked).as_str() {
        "Poison." => Reply { status: 400, headers: Vec::new(), body: b"{\"error\":{\"message\":\"No.\"}}".to_vec() },
        _ => speech(asked),
    });
    bench.write("aloud.toml", "lang = 'en'\ncache = 'clips'\n");
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
    fleet(&bench, &nats, &["submit", "--voice", "v.toml", "good.txt", "bad.txt", "--disclosure", "off"]);
    let working = worker(&bench, &nats, &["--voice", "v.toml"]);
    wait_for(&bench, &nats, 2);
    stop(working);
    let told = status(&bench, &nats);
    assert_eq!((&told["queued"], &told["narrated"]), (&0.into(), &1.into()), "{told}");
    let letter = &told["failed"][0];
    assert_eq!(letter["article"], "bad.txt");
    assert!(letter["error"].as_str().unwrap().contains("No."), "{letter}");
    assert_eq!(fleet(&bench, &nats, &["results"]).code, 1);
    let again = fleet(&bench, &nats, &["submit", "--voice", "v.toml", "good.txt", "bad.txt", "--disclosure", "off"]);
    assert!(again.stdout.starts_with("0 queued, 1 queued again, 0 waiting before, 1 done before"), "{}", again.stdout);
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

#[test]
fn the_same_article_under_other_addresses_is_narrated_once() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    let line = |url: &str, text: &str| format!("{{\"url\": \"{url}\", \"text\": \"{text}\", \"title\": \"T\"}}\n");
    let lines = [
        line("https://example.org/a", "The one story."),
        line("https://mirror.example.org/copy", "The one story."),
        line("https://example.org/b", "Another story."),
    ];
    bench.write("articles.jsonl", lines.concat());
    let page = "<html><head><title>P</title><link rel='canonical' href='https://example.org/b'></head>\
                <body><article><p>Some words of a page.</p></article></body></html>";
    bench.write("page.html", page);
    fleet(&bench, &nats, &["up"]);
    let submit = |inputs: &[&str]| fleet(&bench, &nats, &[&["submit", "--voice", "tone"], inputs].concat());
    let first = submit(&["articles.jsonl", "page.html"]);
    assert!(first.stdout.contains("2 queued,") && first.stdout.contains("2 duplicates"), "{}", first.stdout);
    assert!(first.stderr.contains("duplicate page.html: the same as articles.jsonl:3"), "{}", first.stderr);
    // While they wait, and after they are narrated, they are not queued again, nor is a copy met later.
    assert!(submit(&["articles.jsonl"]).stdout.contains("2 waiting before, 0 done before, 1 duplicates"));
    let working = worker(&bench, &nats, &["--voice", "tone"]);
    wait_for(&bench, &nats, 2);
    bench.write("later.jsonl", &lines[1]);
    let later = submit(&["later.jsonl", "articles.jsonl"]);
    assert!(
        later.stdout.contains("0 queued,") && later.stdout.contains("2 done before, 2 duplicates"),
        "{}",
        later.stdout
    );

    // An edited article is narrated anew, and the results hold the new version alone.
    bench.write("articles.jsonl", [&line("https://example.org/a", "A new story."), lines[2].as_str()].concat());
    assert!(submit(&["articles.jsonl"]).stdout.contains("1 queued,"));
    wait_for_queue(&bench, &nats);
    stop(working);
    let results = fleet(&bench, &nats, &["results", "--json"]);
    assert_eq!(results.json_lines().len(), 2, "{}", results.stdout);
    let text = fs::read_to_string(bench.path("narrations/t.json")).unwrap();
    assert!(text.contains("Another story.") != text.contains("A new story."));
    assert_eq!(bench.names("narrations").len(), 4);
    // And the copy of what the article said before is a copy no more.
    assert!(submit(&["later.jsonl"]).stdout.contains("1 queued,"));
}

/// Waits until nothing is queued.
fn wait_for_queue(bench: &Bench, nats: &Nats) {
    let begun = Instant::now();
    while status(bench, nats)["queued"] != 0 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the queue stays");
        sleep(Duration::from_millis(100));
    }
}

#[test]
fn what_is_no_article_ends_as_a_dead_letter() {
    let Some(nats) = Nats::start(1) else { return };
    let bench = Bench::new();
    fleet(&bench, &nats, &["up"]);
    bench.write("a.txt", "A sentence.");
    fleet(&bench, &nats, &["submit", "--voice", "tone", "a.txt"]);
    nats.queue_beside_the_first(b"no article at all");
    let working = worker(&bench, &nats, &["--voice", "tone"]);
    wait_for(&bench, &nats, 2);
    stop(working);
    let told = status(&bench, &nats);
    assert_eq!((&told["queued"], &told["narrated"]), (&0.into(), &1.into()), "{told}");
    assert!(told["failed"][0]["error"].as_str().unwrap().contains("cannot be read"), "{told}");
}

/// How long workers take over articles whose sentences each take a moment at a service.
fn time_of(workers: usize) -> Option<Duration> {
    let nats = Nats::start(1)?;
    let server = Loopback::serve(|asked| {
        sleep(Duration::from_millis(150));
        speech(asked)
    });
    let bench = Bench::new();
    write_articles(&bench, 48);
    let settings = format!("[settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n", server.url);
    bench.write("v.toml", format!("name = 'v'\nengine = 'openai'\nlicence = 'none'\n{settings}"));
    fleet(&bench, &nats, &["up"]);
    // Workers that wait for work, so that their start does not count.
    let working: Vec<_> = (0..workers)
        .map(|number| {
            let cache = format!("cache-{number}");
            worker(&bench, &nats, &["--voice", "v.toml", "--jobs", "2", "--cache", &cache])
        })
        .collect();
    sleep(Duration::from_secs(1));
    let begun = Instant::now();
    let submitted = fleet(&bench, &nats, &["submit", "--voice", "v.toml", "articles"]);
    assert_eq!(submitted.code, 0, "{}", submitted.stderr);
    wait_for(&bench, &nats, 48);
    let took = begun.elapsed();
    working.into_iter().for_each(stop);
    Some(took)
}

#[test]
#[ignore = "a figure, not a fault: cargo test --all-features --test suite -- --ignored --nocapture two_workers"]
fn two_workers_do_nearly_twice_as_much_as_one_where_the_engine_is_waited_for() {
    let Some(one) = time_of(1) else { return };
    let two = time_of(2).unwrap();
    let times = one.as_secs_f64() / two.as_secs_f64();
    eprintln!("one worker {:.2} s, two {:.2} s: {times:.2} times the throughput", one.as_secs_f64(), two.as_secs_f64());
    assert!(times >= 1.8, "{times:.2}");
}

#[test]
fn a_cluster_with_tls_and_users_is_reached_with_what_it_wants_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let openssl = |arguments: &[&str]| {
        let made = Command::new("openssl").args(arguments).current_dir(folder.path()).stderr(Stdio::null()).status();
        made.is_ok_and(|status| status.success())
    };
    if !make_certificates(&openssl) {
        skip("openssl is not installed");
        return;
    }
    let tls = format!(
        "tls {{ cert_file: {:?}, key_file: {:?}, ca_file: {:?}, verify: true }}\n\
         authorization {{ users: [{{ user: aloud, password: secret }}] }}\n",
        file("server.pem"),
        file("server.key"),
        file("ca.pem")
    );
    let Some(nats) = Nats::start_with(1, &tls) else { return };
    let bench = Bench::new();
    let port = nats.urls().rsplit(':').next().unwrap().to_owned();
    let (ca, cert, key) = (file("ca.pem"), file("client.pem"), file("client.key"));
    let up = |user: &str, more: &[&str]| {
        let url = format!("tls://{user}localhost:{port}");
        bench.aloud(&[&["fleet", "up", "--nats", &url], more].concat())
    };
    let whole = ["--nats-ca", &ca, "--nats-cert", &cert, "--nats-key", &key];
    let run = up("aloud:secret@", &whole);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (user, more) in
        [("aloud:wrong@", &whole[..]), ("", &whole[..]), ("aloud:secret@", &whole[..2]), ("aloud:secret@", &[])]
    {
        let run = up(user, more);
        assert_eq!(run.code, 2, "{user} {more:?}");
        assert!(run.stderr.contains("cannot be reached") && run.stderr.contains("hint: "), "{}", run.stderr);
        assert!(!run.stderr.contains("secret") && !run.stderr.contains("wrong@"), "{}", run.stderr);
    }
    let missing = up("aloud:secret@", &["--nats-ca", "none.pem"]);
    assert!(missing.code == 2 && missing.stderr.contains("cannot use none.pem"), "{}", missing.stderr);
}

/// Makes an authority, and certificates of a server and a client that it signs.
fn make_certificates(openssl: &impl Fn(&[&str]) -> bool) -> bool {
    const NEW: [&str; 4] = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
    let ca = [&["req", "-x509"], &NEW[..], &["-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test"]];
    let signed = |name: &str, usage: &str| {
        let (key, pem) = (format!("{name}.key"), format!("{name}.pem"));
        let subject = format!("/CN={name}");
        let names =
            ["-addext", "subjectAltName=DNS:localhost", "-addext", usage, "-addext", "basicConstraints=CA:FALSE"];
        let by = ["-CA", "ca.pem", "-CAkey", "ca.key", "-nodes", "-keyout", &key, "-out", &pem, "-subj", &subject];
        openssl(&[&["req", "-x509"], &NEW[..], &by, &names].concat())
    };
    openssl(&ca.concat())
        && signed("server", "extendedKeyUsage=serverAuth")
        && signed("client", "extendedKeyUsage=clientAuth")
}

#[cfg(feature = "s3")]
#[test]
fn workers_keep_clips_and_masters_in_a_bucket() {
    let (Some(nats), Some(storage)) = (Nats::start(1), crate::s3::Storage::start()) else { return };
    let bench = Bench::new();
    write_articles(&bench, 12);
    let fleet = |arguments: &[&str]| {
        let mut command = bench.command(&[&["fleet"], arguments].concat());
        Run::from(storage.reached_by(command.env("ALOUD_NATS", nats.urls())).output().unwrap())
    };
    fleet(&["up"]);
    fleet(&["submit", "--voice", "tone", "articles"]);
    let mut command = bench.command(&["worker", "--quiet", "--voice", "tone", "--store", "s3://audio/fleet"]);
    let command = storage.reached_by(command.env("ALOUD_NATS", nats.urls()));
    let working = Running(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    wait_for(&bench, &nats, 12);
    stop(working);
    let elsewhere = fleet(&["results"]);
    assert_eq!(elsewhere.code, 2, "{}", elsewhere.stderr);
    assert!(elsewhere.stderr.contains("hint: name it with --store s3://audio/fleet"), "{}", elsewhere.stderr);
    let results = fleet(&["results", "--store", "s3://audio/fleet"]);
    assert_eq!(results.code, 0, "{}", results.stderr);
    bench.narrate(&["articles", "--out", "single", "--cache", "single-clips"]);
    assert!(contents(&bench, "narrations") == contents(&bench, "single"), "not a byte differs from one machine's");
}
