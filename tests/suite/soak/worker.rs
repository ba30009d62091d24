//! A worker of the fleet: articles queued in small lots, some again, by an engine that fails now and then.

use std::collections::HashSet;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Watch, at_times_down, voice};
use crate::bench::Bench;
use crate::cluster::Nats;
use crate::faults::speech;
use crate::fleet::{fleet, status, stop, wait_for, worker};

/// Articles of a lot, of which the first was in the lot before too.
const LOT: usize = 4;

#[test]
#[ignore = "it takes as long as it is told to"]
fn a_worker_narrates_all_once_and_does_not_grow() {
    let Some(nats) = Nats::start(1) else { return };
    let engine = at_times_down(speech);
    let bench = Bench::new();
    bench.write("aloud.toml", "lang = 'en'\n");
    bench.write("v.toml", voice(&engine));
    assert_eq!(fleet(&bench, &nats, &["up"]).code, 0);
    let working = worker(&bench, &nats, &["--voice", "v.toml", "--cache", "clips"]);
    let mut watch = Watch::of(working.0.id());
    let mut queued = HashSet::new();
    watch.during(Duration::from_secs(4), || {
        let first = queued.len().saturating_sub(1);
        let lines = (first..first + LOT).map(|number| {
            let text = format!("The bridge number {number} reopened. The van number {number} crossed it.");
            json!({ "id": number.to_string(), "title": format!("Bridge {number}"), "text": text }).to_string() + "\n"
        });
        bench.write("lot.jsonl", lines.collect::<String>());
        let run = fleet(&bench, &nats, &["submit", "--voice", "v.toml", "lot.jsonl"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        queued.extend(first..first + LOT);
    });
    wait_for(&bench, &nats, queued.len() as u64);
    let told = status(&bench, &nats);
    assert_eq!((&told["narrated"], &told["failed"]), (&json!(queued.len()), &json!([])), "{told}");
    let results = fleet(&bench, &nats, &["results", "--json"]).json_lines();
    let ids: HashSet<&Value> = results.iter().map(|line| &line["id"]).collect();
    assert_eq!((results.len(), ids.len()), (queued.len(), queued.len()), "each once");
    let sentences = engine.asked().len();
    watch.end(&format!("{} articles by {sentences} requests", queued.len()));
    stop(working);
}
