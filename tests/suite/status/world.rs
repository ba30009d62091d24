//! A folder of posts, a list, settings, a lexicon and voices, all of which change.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::bench::Bench;

/// Numbers that look random and are the same each time.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        // Knuth's constants, as in MMIX.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    pub(super) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }
}

/// A folder of posts, a list, settings, a lexicon and voices, all of which change; and the flags of the last runs.
pub(super) struct World {
    pub(super) bench: Bench,
    pub(super) dice: Dice,
    /// The lines of the list.
    lines: Vec<String>,
    /// The tables of the settings file.
    settings: BTreeMap<&'static str, String>,
    /// The inputs of each run and the flags it was called with, the last last.
    pub(super) calls: Vec<(Vec<&'static str>, Vec<&'static str>)>,
    pub(super) history: Vec<String>,
    /// What kinds of things were changed since the last run over each input.
    pub(super) changed: BTreeMap<&'static str, BTreeSet<Kind>>,
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Words,
    /// An article took the place of another, and what was true of that one's narration.
    Place,
    Audio,
    Lexicon,
    Voice,
    Settings,
}

/// Returns the kinds of changes of which one must have come before a reason is given.
pub(super) fn causes(reason: &str) -> &'static [Kind] {
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
    pub(super) fn new(seed: u64) -> Self {
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
    pub(super) fn change(&mut self) -> String {
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

    pub(super) fn touch(&mut self, kind: Kind) {
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
    pub(super) fn flags(&mut self) -> Vec<&'static str> {
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
}
