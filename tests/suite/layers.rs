//! The layers: a module uses only those that stand above it in `src/lib.rs`, and no files of a module use each other in a
//! circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::bench::repository;

/// How many uses between files still are part of circles, by module; the numbers only become smaller.
const KNOWN: &[(&str, usize)] = &[("audio", 6), ("engines", 6), ("script", 2), ("source", 18)];

#[test]
fn modules_use_only_those_above_them() {
    let map = fs::read_to_string(repository("src/lib.rs")).unwrap();
    let layers: Vec<&str> = map
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert!(layers.len() > 8, "src/lib.rs no longer lists its modules a line each");
    let house = House::read(&repository("src"));
    let height = |module: &str| layers.iter().position(|layer| *layer == module);
    let mut wrong = Vec::new();
    for (file, used) in house.uses() {
        let (from, to) = (height(&house.files[&file].module[0]), height(&house.files[&used].module[0]));
        if to > from {
            wrong.push(format!("{file} uses {used}, which stands below it in src/lib.rs"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_files_of_a_module_use_each_other_in_a_circle() {
    let house = House::read(&repository("src"));
    let mut uses = house.uses();
    uses.retain(|(file, used)| house.files[file].module[0] == house.files[used].module[0]);
    let mut circles: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (file, used) in uses.iter().filter(|(file, used)| reaches(used, file, &uses)) {
        circles.entry(&house.files[file].module[0]).or_default().push(format!("{file} {used}"));
    }
    let known = |module: &str| KNOWN.iter().find(|(known, _)| *known == module).map_or(0, |(_, count)| *count);
    let counts: Vec<_> = circles.iter().map(|(module, uses)| (*module, uses.len())).collect();
    circles.retain(|module, uses| uses.len() > known(module));
    assert!(circles.is_empty(), "files that use each other in a circle: {circles:#?}; now: {counts:?}");
}

#[test]
fn the_test_sees_what_files_use() {
    let house = House {
        files: [
            ("a/mod.rs", "pub mod b;\nmod c;\npub use b::{B, One as Two};\nuse c::C;\n"),
            (
                "a/b.rs",
                "use super::C;\nuse crate::{a::{c::D}, z};\n#[cfg(test)]\nmod scripted;\nfn f() { crate::z::y::f(); }",
            ),
            ("a/c.rs", "// use super::b::B;\nuse super::Two;\n#[cfg(test)]\nmod tests { use super::super::z; }"),
            ("z/mod.rs", "mod y;\nfn f() -> y::Y {}"),
            ("z/y.rs", ""),
        ]
        .map(|(path, text)| (path.to_owned(), SourceFile::new(path, text)))
        .into(),
    };
    let uses: Vec<_> = house.uses().into_iter().map(|(file, used)| format!("{file} {used}")).collect();
    let expected =
        ["a/b.rs a/c.rs", "a/b.rs z/mod.rs", "a/b.rs z/y.rs", "a/c.rs a/b.rs", "a/mod.rs a/c.rs", "z/mod.rs z/y.rs"];
    assert_eq!(uses, expected);
}

/// Returns whether one file uses another, by however many others.
fn reaches(from: &str, to: &str, uses: &BTreeSet<(String, String)>) -> bool {
    let (mut ahead, mut seen) = (vec![from], BTreeSet::new());
    while let Some(file) = ahead.pop() {
        if file == to {
            return true;
        }
        if seen.insert(file) {
            ahead.extend(uses.iter().filter(|(user, _)| user == file).map(|(_, used)| used.as_str()));
        }
    }
    false
}

/// The files of the crate, by their paths in `src`.
struct House {
    files: BTreeMap<String, SourceFile>,
}

/// One file, without its tests.
struct SourceFile {
    /// Where it is in the tree of modules.
    module: Vec<String>,
    code: String,
    /// The names it passes on from elsewhere, each with the path it has there.
    passed_on: BTreeMap<String, Vec<String>>,
}

impl House {
    fn read(folder: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(inside) = folders.pop() {
            for entry in fs::read_dir(&inside).unwrap().flatten().map(|entry| entry.path()) {
                let name = entry.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                if entry.is_dir() {
                    folders.push(entry);
                } else if name.ends_with(".rs") && !["lib.rs", "main.rs"].contains(&name.as_str()) {
                    files.insert(name.clone(), SourceFile::new(&name, &fs::read_to_string(entry).unwrap()));
                }
            }
        }
        // What is compiled for tests only may use what it likes.
        let for_tests = |file: &SourceFile| {
            let parent = &file.module[..file.module.len() - 1];
            let name = file.module.last().unwrap();
            let declares = |other: &SourceFile| {
                other.module == parent && other.code.contains(&format!("#[cfg(test)]\nmod {name};"))
            };
            file.module.len() > 1 && (name == "tests" || files.values().any(declares))
        };
        let tests: Vec<String> =
            files.iter().filter(|(_, file)| for_tests(file)).map(|(name, _)| name.clone()).collect();
        files.retain(|name, _| !tests.contains(name));
        Self { files }
    }

    /// Returns which file uses which.
    fn uses(&self) -> BTreeSet<(String, String)> {
        let mut uses = BTreeSet::new();
        for (name, file) in &self.files {
            let children: Vec<&str> = self.children(&file.module).collect();
            for path in file.paths(&children) {
                let used = self.resolve(&path, 8);
                uses.extend(used.filter(|used| used != name).map(|used| (name.clone(), used)));
            }
        }
        uses
    }

    fn children<'a>(&'a self, module: &'a [String]) -> impl Iterator<Item = &'a str> {
        let inside = |file: &&SourceFile| file.module.len() == module.len() + 1 && file.module.starts_with(module);
        self.files.values().filter(inside).map(|file| file.module.last().unwrap().as_str())
    }

    /// Returns the file that defines what a path names.
    fn resolve(&self, path: &[String], depth: usize) -> Option<String> {
        let deepest = (1..=path.len()).rev().find_map(|length| {
            self.files.iter().find(|(_, file)| file.module == path[..length]).map(|found| (length, found))
        });
        let (length, (name, file)) = deepest?;
        let passed_on = path.get(length).and_then(|item| file.passed_on.get(item)).filter(|_| depth > 0);
        match passed_on {
            Some(from) => {
                let rest = &path[length + 1..];
                let whole: Vec<String> = from.iter().chain(rest).cloned().collect();
                self.resolve(&whole, depth - 1).or(Some(name.clone()))
            }
            None => Some(name.clone()),
        }
    }
}

impl SourceFile {
    fn new(name: &str, text: &str) -> Self {
        let path = PathBuf::from(name).with_extension("");
        let mut module: Vec<String> = path.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        // A file's own tests are at its end, and may use what they like.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n");
        let mut file = Self { module, code, passed_on: BTreeMap::new() };
        file.passed_on = file.imports();
        file
    }

    /// Returns the names that `use` brings in, each with its whole path.
    fn imports(&self) -> BTreeMap<String, Vec<String>> {
        let mut names = BTreeMap::new();
        for path in self.statements().into_iter().flat_map(|(_, tree)| expand(tree)) {
            let (path, name) = match path.split_once(" as ") {
                Some((path, alias)) => (path, alias),
                None => (path.as_str(), path.rsplit("::").next().unwrap_or_default()),
            };
            names.insert(name.to_owned(), self.whole(path));
        }
        names
    }

    /// Returns the `use` statements, each with whether it passes the names on.
    fn statements(&self) -> Vec<(bool, &str)> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("use ") {
            let before = self.code[..at].rsplit('\n').next().unwrap_or_default().trim();
            if !before.is_empty() && !before.starts_with("pub") {
                continue;
            }
            let tree = self.code[at + 4..].split(';').next().unwrap_or_default();
            found.push((before.starts_with("pub"), tree));
        }
        found
    }

    /// Returns a path from the crate's root.
    fn whole(&self, path: &str) -> Vec<String> {
        let mut parts: Vec<&str> = path.split("::").map(str::trim).collect();
        let mut whole = self.module.clone();
        match parts[0] {
            "crate" => whole.clear(),
            "super" | "self" => {}
            _ => {
                whole.extend(parts.iter().map(|part| (*part).to_owned()));
                return whole;
            }
        }
        while let Some(first) = parts.first().copied() {
            match first {
                "super" => drop(whole.pop()),
                "self" | "crate" => {}
                _ => break,
            }
            parts.remove(0);
        }
        whole.extend(parts.into_iter().map(str::to_owned));
        whole
    }

    /// Returns the paths that the code names: after `crate`, `super` or `self`, and those of its children, but for what it
    /// only passes on.
    fn paths(&self, children: &[&str]) -> Vec<Vec<String>> {
        let mut code = self.code.clone();
        let mut paths = Vec::new();
        for (passes_on, tree) in self.statements() {
            if !passes_on {
                paths.extend(expand(tree));
            }
            code = code.replace(&format!("use {tree};"), "");
        }
        let starts = ["crate", "super"].iter().chain(children).map(|start| format!("{start}::"));
        for start in starts {
            for (at, _) in code.match_indices(&start) {
                let is_start = !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
                if is_start {
                    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
                    let path: String = code[at..].chars().take_while(|c| is_path(*c)).collect();
                    paths.push(path.trim_end_matches(':').to_owned());
                }
            }
        }
        let own = |path: &String| {
            let first = path.split("::").next().unwrap_or_default();
            ["crate", "super", "self"].contains(&first) || children.contains(&first)
        };
        let without_alias = |path: String| path.split(" as ").next().unwrap_or_default().to_owned();
        paths.into_iter().filter(own).map(without_alias).map(|path| self.whole(&path)).collect()
    }
}

/// Returns the paths of a `use` tree: `a::{b, c::{d, e}}` names three.
fn expand(tree: &str) -> Vec<String> {
    let tree = tree.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((start, rest)) = tree.split_once('{') else { return vec![tree] };
    let inside = rest.rsplit_once('}').map_or(rest, |(inside, _)| inside);
    let (mut items, mut depth) = (vec![String::new()], 0);
    for c in inside.chars() {
        match c {
            ',' if depth == 0 => items.push(String::new()),
            c => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                items.last_mut().unwrap().push(c);
            }
        }
    }
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    items.flat_map(|item| expand(&format!("{}{item}", start.trim()))).map(|path| path.replace("::self", "")).collect()
}
