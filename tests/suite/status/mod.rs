//! `aloud status` and the next `aloud narrate` agree on every article and its reason, after random changes of articles, settings,
//! lexicons, voices and flags.

mod world;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::bench::environment;
use world::{Kind, World, causes};

/// How many changes each of the four walks makes, unless ALOUD_CHANGES says how many: `just slow` makes 76.
const CHANGES: usize = 20;

impl World {
    /// Returns what `status` says that the next run does.
    fn forecast(&self, flags: &[&str]) -> (BTreeMap<String, String>, String) {
        let run = self.bench.aloud(&[&["status", "--json"][..], flags].concat());
        for line in run.json_lines() {
            let Some(reason) = line.get("stale").and_then(Value::as_str) else { continue };
            let input = line["input"].as_str().unwrap();
            let changed = self.changed.get(input).cloned().unwrap_or_default();
            assert!(
                causes(reason).iter().chain(&[Kind::Place]).any(|kind| changed.contains(kind)),
                "{reason:?} is told of {}, and {changed:?} were changed: {:#?}",
                line["article"],
                &self.history[self.history.len().saturating_sub(4)..]
            );
        }
        let at_hand = run.json_lines().into_iter().filter(|line| line["gone"] != true);
        let forecast = at_hand.map(|line| {
            let would = match line["status"].as_str().unwrap() {
                "done" if line.get("stale").is_none() => "unchanged".to_owned(),
                "done" | "pending" => "narrated".to_owned(),
                "skipped" => format!("skipped: {}", line["why"]),
                "duplicate" => format!("duplicate: {}", line["of"]),
                other => format!("{other}: {}", line["error"]),
            };
            (line["article"].as_str().unwrap().to_owned(), would)
        });
        (forecast.collect(), run.stderr + &run.stdout)
    }

    /// Runs; returns what was done.
    fn narrate(&mut self, inputs: &[&'static str], flags: &[&str]) -> (BTreeMap<String, String>, String) {
        inputs.iter().filter_map(|input| self.changed.remove(input)).for_each(drop);
        let run = self.bench.aloud(&[&["narrate", "--json"][..], inputs, flags].concat());
        let mut outcomes = BTreeMap::new();
        for line in run.json_lines() {
            let article = line["article"].as_str().unwrap().to_owned();
            let (word, error) = (line["status"].as_str().unwrap(), line["error"].as_str().unwrap_or_default());
            let own = format!("{article} was not narrated: ");
            let outcome = match word {
                "skipped" => format!("skipped: {}", line["reason"]),
                "duplicate" => format!("duplicate: {}", line["duplicate_of"]),
                "failed" => format!("failed: {}", Value::from(error.strip_prefix(&own).unwrap_or(error))),
                word => word.to_owned(),
            };
            // What is met twice is told twice, the second time as a duplicate of itself.
            outcomes.entry(article).or_insert(outcome);
        }
        (outcomes, run.stderr)
    }

    /// Changes something, asks, runs, and compares.
    fn step(&mut self) {
        let what = self.change();
        if ["canonical", "becomes", "is copied"].iter().any(|taken| what.contains(taken)) {
            self.touch(Kind::Place);
        }
        self.history.push(what);
        if self.dice.roll(3) == 0 {
            // Plain status answers as the last runs would that are called again.
            let forecast = self.forecast(&[]);
            let mut done = (BTreeMap::new(), String::new());
            for (inputs, flags) in self.calls.clone() {
                let (outcomes, told) = self.narrate(&inputs, &flags);
                done.0.extend(outcomes);
                done.1 += &told;
            }
            self.compare(forecast, done, &format!("{:?} again", self.calls));
            return;
        }
        let flags = self.flags();
        self.touch(Kind::Settings);
        let inputs: Vec<&'static str> = match self.dice.roll(6) {
            0 => vec!["posts"],
            1 => vec!["list.jsonl"],
            _ => vec!["posts", "list.jsonl"],
        };
        self.calls.iter_mut().for_each(|(known, _)| known.retain(|input| !inputs.contains(input)));
        self.calls.retain(|(known, _)| !known.is_empty());
        self.calls.push((inputs.clone(), flags.clone()));
        if flags.is_empty() && inputs.len() < 2 {
            // Plain status speaks of the other input too, by the flags of its own last run.
            self.narrate(&inputs, &flags);
            return;
        }
        let mut forecast = self.forecast(&flags);
        if flags.is_empty() {
            self.narrate(&inputs, &flags);
            return;
        }
        if let [input] = inputs[..] {
            forecast.0.retain(|article, _| article.starts_with(input));
        }
        let done = self.narrate(&inputs, &flags);
        self.compare(forecast, done, &format!("{inputs:?} {flags:?}"));
    }

    fn compare(
        &self,
        forecast: (BTreeMap<String, String>, String),
        done: (BTreeMap<String, String>, String),
        call: &str,
    ) {
        let differs = |(article, would): (&String, &String)| {
            let did = done.0.get(article);
            (did != Some(would)).then(|| format!("{article}: {would} was told, {did:?} came"))
        };
        let mut differences: Vec<String> = forecast.0.iter().filter_map(differs).collect();
        let untold = done.0.iter().filter(|(article, _)| !forecast.0.contains_key(*article));
        differences.extend(untold.map(|(article, did)| format!("{article}: nothing was told, {did} came")));
        assert!(
            differences.is_empty(),
            "{}\nafter {} changes, the last: {:#?}\n{call}\nstatus: {}\nnarrate: {}",
            differences.join("\n"),
            self.history.len(),
            &self.history[self.history.len().saturating_sub(4)..],
            forecast.1,
            done.1
        );
    }
}

/// Takes a walk through the changes of a world.
fn walk(seed: u64) {
    let mut world = World::new(seed);
    world.narrate(&["posts", "list.jsonl"], &[]);
    let changes = environment("ALOUD_CHANGES").and_then(|changes| changes.parse().ok()).unwrap_or(CHANGES);
    for _ in 0..changes {
        world.step();
    }
}

#[test]
fn status_and_the_next_run_agree_on_every_article() {
    walk(20_261_129);
}

#[test]
fn status_and_the_next_run_agree_on_a_second_walk() {
    walk(1);
}

#[test]
fn status_and_the_next_run_agree_on_a_third_walk() {
    walk(777);
}

#[test]
fn status_and_the_next_run_agree_on_a_fourth_walk() {
    walk(environment("ALOUD_SEED").and_then(|seed| seed.parse().ok()).unwrap_or(42));
}
