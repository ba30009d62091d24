//! What runs for months, for as long as one likes, under mixed load and with faults: nothing lost, and memory, handles and threads
//! stay as they are. `just soak` runs all three at once.
#![cfg(unix)]

mod service;
mod voices;
#[cfg(feature = "fleet")]
mod worker;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use crate::bench::environment;
use crate::loopback::{Asked, Loopback, Reply};

/// One of so many answers is a failure.
const ONE_FAULT_IN: usize = 20;
/// How often the process is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// What a process holds.
#[derive(Debug, Clone, Copy)]
struct Held {
    memory_kb: u64,
    handles: usize,
    threads: usize,
}

impl Held {
    fn by(process: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let number = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
        };
        let handles = std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count();
        Self { memory_kb: number("VmRSS:"), handles, threads: number("Threads:") as usize }
    }
}

/// Looks at a process while something is done again and again.
struct Watch {
    process: u32,
    begun: Instant,
    looked: Instant,
    held: Vec<Held>,
}

impl Watch {
    fn of(process: u32) -> Self {
        Self { process, begun: Instant::now(), looked: Instant::now(), held: Vec::new() }
    }

    /// Does it with a pause after each, for as long as `ALOUD_SOAK_S` says.
    fn during(&mut self, pause: Duration, mut act: impl FnMut()) {
        while self.begun.elapsed() < Duration::from_secs(seconds()) {
            act();
            std::thread::sleep(pause);
            if self.looked.elapsed() >= LOOK_EVERY {
                self.looked = Instant::now();
                self.held.push(Held::by(self.process));
            }
        }
    }

    /// Says what the process held, and fails where that grew.
    fn end(&self, done: &str) {
        let (first, last) = (self.held.first(), self.held.last());
        eprintln!("{done} in {} s; at first {first:?}, at last {last:?}", seconds());
        // The first tenth is for what is made once.
        let settled = &self.held[self.held.len() / 10..];
        let half = settled.len() / 2;
        let most = |held: &[Held], of: fn(&Held) -> u64| held.iter().map(of).max().unwrap_or(0);
        for (what, of, slack) in [
            ("memory", (|held| held.memory_kb) as fn(&Held) -> u64, 20_000),
            ("handles", |held| held.handles as u64, 8),
            ("threads", |held| held.threads as u64, 4),
        ] {
            let (before, after) = (most(&settled[..half], of), most(&settled[half..], of));
            assert!(after <= before + before / 10 + slack, "{what} grew from {before} to {after}: {:?}", self.held);
        }
    }
}

/// How long it goes on.
fn seconds() -> u64 {
    environment("ALOUD_SOAK_S").map_or(120, |seconds| seconds.parse().unwrap())
}

/// How long answers were waited for.
#[derive(Default)]
struct Waits(Vec<Duration>);

impl Waits {
    /// Returns what so many of a hundred did not wait longer than.
    fn of_hundred(&mut self, share: usize) -> Duration {
        self.0.sort();
        self.0[(self.0.len() - 1) * share / 100]
    }

    fn told(&mut self) -> String {
        let [half, most, all] = [50, 99, 100].map(|share| self.of_hundred(share));
        format!("answered in {half:?} (median), {most:?} (99 of 100), {all:?} at most")
    }
}

/// Numbers that look random and are the same in every run.
struct Draws(u64);

impl Draws {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// Fails now and then, as services do.
fn at_times_down(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Loopback {
    let count = AtomicUsize::new(0);
    Loopback::serve(move |asked| match count.fetch_add(1, Ordering::Relaxed) % ONE_FAULT_IN {
        7 => Reply { status: 503, headers: vec![("retry-after".into(), "1".into())], body: Vec::new() },
        _ => answer(asked),
    })
}

/// A voice of such a server.
fn voice(server: &Loopback) -> String {
    format!(
        "name = 'v'\nengine = 'openai'\nlicence = 'none'\n[limits]\ndeadline_s = 20\nat_once = 4\n[settings]\nurl = '{}/v1'\nmodel = 'm'\nvoice = 'v'\n",
        server.url
    )
}
