//! `aloud status` and the next `aloud narrate` agree on every article and its reason, after random changes of articles, settings,
//! lexicons, voices and flags.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::bench::{Bench, environment};

/// How many changes each of the four walks makes, unless ALOUD_CHANGES says how many: `just slow` makes 76.
const CHANGES: usize = 20;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        // Knuth's constants, as in MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// A folder of posts, a list, settings, a lexicon and voices, all of which change; and the flags of the last runs.
struct World {
    bench: Bench,
    dice: Dice,
    /// The lines of the list.
    lines: Vec<String>,
    /// The tables of the settings file.
    settings: BTreeMap<&'static str, String>,
    /// The inputs of each run and the flags it was called with, the last last.
    calls: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    history: Vec<String>,
    /// What kinds of things were changed since the last run over each input.
    changed: BTreeMap<&'static str, BTreeSet<Kind>>,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Words,
    /// An article took the place of another, and what was true of that one's narration.
    Place,
    Audio,
    Lexicon,
    Voice,
    Settings,
}

/// Returns the kinds of changes of which one must have come before a reason is given.
fn causes(reason: &str) -> &'static [Kind] {
    match reason {
        "the article was edited since" | "what it asks for itself was changed since" => &[Kind::Words, Kind::Voice],
        "its audio is gone" => &[Kind::Audio],
        "a lexicon was changed since" => &[Kind::Lexicon, Kind::Settings],
        "another voice is set now" | "the voices or their files were changed since" => &[Kind::Voice, Kind::Settings],
        "what is read and said was changed since"
        | "the sound of narrations, their music or cover, or what is written beside them was changed since" => {
            &[Kind::Settings]
        }
        _ => &[],
    }
}

const POSTS: [&str; 6] = ["one.md", "two.md", "three.md", "four.html", "deep/five.md", "six.txt"];
const ANIMALS: [&str; 6] = ["cat", "dog", "cow", "owl", "goat", "hen"];

impl World {
    fn new(seed: u64) -> Self {
        let bench = Bench::new();
        for folder in ["posts/deep", "voices"] {
            fs::create_dir_all(bench.path(folder)).unwrap();
        }
        let calls = vec![(vec!["posts", "list.jsonl"], Vec::new())];
        let mut world = Self {
            bench,
            dice: Dice(seed),
            lines: Vec::new(),
            settings: [("", "voice = 'tone'\nspeed = 200\n".to_owned())].into(),
            calls,
            history: Vec::new(),
            changed: BTreeMap::new(),
        };
        world.voice("beep", "languages = ['en']");
        world.voice("glocke", "languages = ['de']");
        world.lexicon("Nobody", "No body");
        world.bench.write("own.toml", "");
        world.save();
        for (number, post) in POSTS.iter().enumerate().take(4) {
            let text = world.post(post, ANIMALS[number], number, "");
            world.put(post, &text);
        }
        world.put("stays.md", "# Here\n\nThe one of Ndola.");
        for number in 0..4 {
            world.line(number, "ferry", number, "");
        }
        world.save();
        world
    }

    fn put(&self, post: &str, text: &str) {
        fs::write(self.bench.path("posts").join(post), text).unwrap();
    }

    /// A post in the markup of its name, with fields of front matter.
    fn post(&self, name: &str, animal: &str, number: usize, fields: &str) -> String {
        let story = format!("The {animal} of Ndola came, {number}.");
        match name.rsplit('.').next() {
            Some("html") => format!(
                "<html lang='en'><head><title>The {animal}</title><link rel='canonical' href='https://example.org/{animal}'></head>\
                 <body><article><h1>The {animal}</h1><p>{story}</p><p>Nobody had seen it before it came back over the bridge, \
                 which was closed that day, as it is on most days in winter.</p></article></body></html>"
            ),
            Some("txt") => story,
            _ if fields.is_empty() => format!("# The {animal}\n\n{story}\n"),
            _ => format!("---\n{fields}\n---\n# The {animal}\n\n{story} “It was late in Ndola,” it said.\n"),
        }
    }

    fn line(&mut self, id: usize, animal: &str, number: usize, more: &str) {
        let line = format!(
            "{{\"id\": \"id-{id}\", \"title\": \"The {animal} {id}\", \"text\": \"The {animal} of Ndola, {number}.\"{more}}}"
        );
        let own = format!("{{\"id\": \"id-{id}\",");
        match self.lines.iter().position(|known| known.starts_with(&own)) {
            Some(at) => self.lines[at] = line,
            None => self.lines.push(line),
        }
    }

    fn voice(&self, name: &str, more: &str) {
        let voice = format!("name = '{name}'\nengine = 'tone'\nlicence = 'none'\n{more}\n");
        fs::write(self.bench.path(&format!("voices/{name}.toml")), voice).unwrap();
    }

    fn lexicon(&self, written: &str, alias: &str) {
        self.bench.write("lexicon.toml", format!("[[entry]]\nwritten = '{written}'\nalias = '{alias}'\n"));
    }

    fn save(&self) {
        self.bench.write("list.jsonl", self.lines.join("\n"));
        self.bench.write(
            "aloud.toml",
            format!("loudness = 'off'\n{}", self.settings.values().cloned().collect::<Vec<_>>().join("\n")),
        );
    }

    /// Changes something; says what.
    fn change(&mut self) -> String {
        self.touch(Kind::Words);
        let (animal, number) = (self.dice.pick(&ANIMALS), self.dice.roll(3));
        let post = self.dice.pick(&POSTS);
        let other = self.dice.pick(&POSTS);
        let is_there = self.bench.path("posts").join(post).exists();
        let what = match self.dice.roll(9) {
            8 => {
                let lexicon = format!("[[entry]]\nwritten = '{animal}'\nalias = 'animal {number}'\n");
                self.bench.write("own.toml", lexicon);
                "the lexicon that an article names".to_owned()
            }
            0 | 1 => {
                self.put(post, &self.post(post, animal, number, ""));
                format!("{post} is about the {animal} {number}")
            }
            2 => {
                let _ = fs::remove_file(self.bench.path("posts").join(post));
                format!("{post} goes")
            }
            3 if is_there => {
                let folder = self.bench.path("posts");
                fs::rename(folder.join(post), folder.join(other)).unwrap();
                format!("{post} becomes {other}")
            }
            4 if is_there => {
                let folder = self.bench.path("posts");
                let _ = fs::copy(folder.join(post), folder.join(other));
                format!("{post} is copied as {other}")
            }
            3 | 4 => {
                let german = "Die Fähre von Ndola war an diesem Tag spät dran. Niemand wusste, warum sie nicht kam, und es regnete.";
                self.put(post, &format!("---\nlang: de\ntitle: Die Fähre\n---\n{german}\n"));
                format!("{post} is German")
            }
            5 => {
                let fields = self.dice.pick(&[
                    "draft: true",
                    "draft: false",
                    "date: 2090-01-01",
                    "date: 2020-01-01",
                    "expiryDate: 2021-01-01",
                    "title: Another title",
                    "voice: beep",
                    "track: 7",
                    "voice: nobody\nspeed: 150",
                    "lexicon: own.toml",
                    "canonical: https://example.org/cat",
                    "canonical: https://example.org/cat\ndate: 2019-01-01",
                ]);
                let post = ["one.md", "two.md", "deep/five.md"][number];
                self.put(post, &self.post(post, animal, number, fields));
                format!("{post} says {fields:?}")
            }
            6 => {
                self.put(post, self.dice_text());
                format!("{post} has nothing in it")
            }
            _ => self.change_the_list(animal, number),
        };
        match self.dice.roll(5) {
            0 => format!("{what}, and {}", self.change_settings(number)),
            1 => self.change_settings(number),
            2 => format!("{what}, and {}", self.change_the_rest(number)),
            _ => what,
        }
    }

    fn touch(&mut self, kind: Kind) {
        for input in ["posts", "list.jsonl"] {
            self.changed.entry(input).or_default().insert(kind);
        }
    }

    fn dice_text(&self) -> &'static str {
        "---\ntitle: Nothing\n---\n"
    }

    fn change_the_list(&mut self, animal: &str, number: usize) -> String {
        let id = self.dice.roll(6);
        match self.dice.roll(6) {
            0 => self.line(id, animal, number, ""),
            1 => self.line(id, animal, number, ", \"draft\": true"),
            2 => self.line(id, animal, number, ", \"published\": \"2090-02-03\""),
            3 if !self.lines.is_empty() => {
                let at = id % self.lines.len();
                self.lines.remove(at);
            }
            4 if !self.lines.is_empty() => self.lines.rotate_left(1),
            _ => self.lines.push("{\"title\": \"No text\"}".to_owned()),
        }
        self.save();
        format!("the list changes: {id} {animal} {number}")
    }

    fn change_settings(&mut self, number: usize) -> String {
        self.touch(Kind::Settings);
        let (table, text) = [
            ("pauses", format!("[pauses]\nsentence_ms = {}\n", 300 + 100 * number)),
            (
                "master",
                format!("[master]\nformat = '{}'\n", ["txt", "", "mp3'\nkeep_wav = false\ntrack = 'name"][number]),
            ),
            ("around", format!("[around]\nheadline = {}\n", number == 0)),
            (
                "voices",
                ["", "[voices]\nde = 'glocke'\ntitle = 'beep'\n", "[voices]\nquote = 'beep'\n"][number].to_owned(),
            ),
            ("quotations", ["", "[quotations]\nde = 'glocke'\n", ""][number].to_owned()),
            ("", format!("voice = '{}'\nspeed = 200\n", ["tone", "beep", "tone"][number])),
            ("", format!("voice = 'tone'\nspeed = {}\n", 170 + number * 10)),
            ("", format!("voice = 'tone'\n{}", ["fallback = 'glocke'\n", "keep = 'tables'\n", ""][number])),
            ("", format!("voice = 'tone'\n{}", ["exclude = 'two.md'\n", "starter_lexicon = false\n", ""][number])),
        ][self.dice.roll(9)]
        .clone();
        let what = format!("the settings say {text:?}");
        self.settings.insert(table, text);
        self.save();
        what
    }

    fn change_the_rest(&mut self, number: usize) -> String {
        let which = self.dice.roll(7);
        self.touch(
            [Kind::Lexicon, Kind::Lexicon, Kind::Lexicon, Kind::Voice, Kind::Voice, Kind::Voice, Kind::Audio][which],
        );
        match which {
            0 => {
                self.lexicon("Nobody", &format!("No body {number}"));
                "the lexicon has a name of few".to_owned()
            }
            1 => {
                self.lexicon("Ndola", &format!("En dola {number}"));
                "the lexicon has a name of all".to_owned()
            }
            2 => {
                self.bench.write("lexicon.toml", ["", "[[say]]\nwritten = 'Ndola'\npause_ms = 900\n", ""][number]);
                format!("the lexicon is empty, or asks for silence: {number}")
            }
            3 => {
                self.voice("beep", &format!("languages = ['en']\nversion = {number}"));
                "the voice has another version".to_owned()
            }
            4 => {
                self.voice("beep", &format!("languages = ['en']\ndescription = 'a beep {number}'"));
                "the voice is described otherwise".to_owned()
            }
            5 => {
                self.voice("beep", "languages = ['en', 'de']");
                "the voice speaks German too".to_owned()
            }
            _ => {
                let files = fs::read_dir(self.bench.path("narrations")).into_iter().flatten().flatten();
                let mut files: Vec<_> =
                    files.map(|entry| entry.path()).filter(|path| !path.ends_with(".aloud.redb")).collect();
                files.sort();
                let file = files.get(self.dice.roll(files.len().max(1))).cloned();
                file.iter().for_each(|file| fs::remove_file(file).unwrap());
                format!("{file:?} goes")
            }
        }
    }

    /// Flags of the next run.
    fn flags(&mut self) -> Vec<&'static str> {
        let choices: [&[&'static str]; 14] = [
            &[],
            &["--voice", "tone"],
            &["--voice", "beep"],
            &["--voice", "beep", "--format", "mp3,txt,chapters"],
            &["--format", "mp3", "--keep-wav=false"],
            &["--speed", "120"],
            &["--keep", "tables"],
            &["--drop", "headings"],
            &["--lang", "en"],
            &["--fallback", "glocke"],
            &["--disclosure", "Read by a machine."],
            &["--loudness", "-19"],
            &["--lexicon", "lexicon.toml", "--speed", "100"],
            &["--voices", "voices", "--voice", "glocke", "--fallback", "beep"],
        ];
        choices[self.dice.roll(choices.len())].to_vec()
    }

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
