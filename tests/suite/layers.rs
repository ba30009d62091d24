//! The layers: a module uses only those that stand above it in `src/lib.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bench::repository;

#[test]
fn modules_use_only_those_above_them() {
    let map = fs::read_to_string(repository("src/lib.rs")).unwrap();
    let layers: Vec<&str> = map
        .lines()
        .filter_map(|line| line.trim_start_matches("pub ").strip_prefix("mod ")?.strip_suffix(';'))
        .collect();
    assert!(layers.len() > 8, "src/lib.rs no longer lists its modules a line each");
    for (height, module) in layers.iter().enumerate() {
        for file in files(module) {
            let text = fs::read_to_string(&file).unwrap();
            for used in used_modules(&text) {
                let below = layers[height + 1..].contains(&used.as_str());
                assert!(!below, "{}: `{module}` uses `{used}`, which stands below it in src/lib.rs", file.display());
            }
        }
    }
}

/// The files of a module: its own and those of its folder. Tests inside may use what they like.
fn files(module: &str) -> Vec<PathBuf> {
    let mut files = vec![repository(&format!("src/{module}.rs"))];
    let mut folders = vec![repository(&format!("src/{module}"))];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs") && Path::exists(file));
    files
}

/// The modules named after `crate::` outside tests, each of `crate::{a, b::c}` too.
fn used_modules(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let name = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                Some(several) => used.extend(several.split(',').map(|item| name(item.trim()))),
                None => used.push(name(rest)),
            }
        }
    }
    used
}
