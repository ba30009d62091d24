//! The books: every link between the pages leads somewhere, and every command shown is one that the program takes.

use std::fs;
use std::path::{Path, PathBuf};

use aloud::cli::{Cli, command, examples};
use aloud::settings::settings_schema;
use clap::{Command, Parser};
use serde_json::Value;

use crate::bench::{environment, repository};

#[test]
fn links_between_pages_lead_to_files_and_headings() {
    let book = repository("docs/src");
    let (mut dead, mut anchors) = (Vec::new(), 0);
    let beside =
        ["CHANGELOG.md", "CODE_OF_CONDUCT.md", "player/README.md", "voices/THIRD-PARTY.md", "voices/heart/README.md"];
    for page in pages().into_iter().chain(beside.map(repository)) {
        let text = fs::read_to_string(&page).unwrap();
        let folder = page.parent().unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") || target.starts_with('`') {
                continue;
            }
            let path = if file.is_empty() { page.clone() } else { folder.join(file) };
            // What a page of the book links to must be in the book when it is built.
            let leaves = page.starts_with(&book) && !path.canonicalize().is_ok_and(|path| path.starts_with(&book));
            anchors += usize::from(!anchor.is_empty());
            let is_there =
                path.exists() && (anchor.is_empty() || headings(&path).iter().any(|heading| heading == anchor));
            if leaves || !is_there {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(anchors > 5, "only {anchors} links to headings were found");
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

/// Returns what links call the headings of a page: small letters, hyphens for spaces, no signs.
fn headings(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let named = |line: &str| {
        let words = line.trim_start_matches('#').trim().to_lowercase();
        words
            .chars()
            .filter_map(|c| if c == ' ' { Some('-') } else { (c.is_alphanumeric() || "-_".contains(c)).then_some(c) })
            .collect()
    };
    text.lines().filter(|line| line.starts_with('#')).map(named).collect()
}

#[test]
fn the_summary_lists_every_page() {
    let summary = fs::read_to_string(repository("docs/src/SUMMARY.md")).unwrap();
    let root = repository("docs/src");
    for page in pages().into_iter().filter(|page| page.starts_with(&root) && !page.ends_with("SUMMARY.md")) {
        let name = page.strip_prefix(&root).unwrap().display().to_string();
        assert!(summary.contains(&format!("({name})")), "docs/src/SUMMARY.md does not list {name}");
    }
}

#[test]
fn commands_shown_are_commands_taken() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    // What the program prints of itself is not what a reader types.
    for page in pages().into_iter().filter(|page| !page.ends_with("reference/commands.md")) {
        for (number, line) in fs::read_to_string(&page).unwrap().lines().enumerate() {
            let Some(command) = shown(line) else { continue };
            seen += 1;
            if let Err(error) = Cli::try_parse_from(words(command)).map(drop)
                && error.use_stderr()
            {
                wrong.push(format!("{}:{}: {command}\n  {error}", page.display(), number + 1));
            }
        }
    }
    assert!(seen > 40, "only {seen} commands were found in the books");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn examples_under_help_are_commands_taken() {
    let mut commands = vec![(String::new(), command())];
    let mut seen = 0;
    while let Some((name, command)) = commands.pop() {
        for example in examples(&name).into_iter().flatten() {
            seen += 1;
            let typed = example.split(" > ").next().and_then(|example| example.split(" | ").next()).unwrap();
            let taken = Cli::try_parse_from(words(typed));
            assert!(taken.is_ok(), "{example}: {}", taken.unwrap_err());
        }
        commands.extend(
            command
                .get_subcommands()
                .map(|inner| (format!("{name} {}", inner.get_name()).trim_start().to_owned(), inner.clone())),
        );
    }
    assert!(seen > 50, "only {seen} examples were found");
}

#[test]
fn the_page_of_commands_is_what_help_prints() {
    let path = repository("docs/src/reference/commands.md");
    let mut page =
        "# Commands\n\nWhat `aloud COMMAND --help` prints; this page is generated from the program.\n".to_owned();
    describe(&mut command().term_width(100), "aloud", &mut page);
    if environment("ALOUD_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{} is stale: run this test with ALOUD_BLESS=1 and read what changed", path.display());
}

#[test]
fn the_page_of_keys_is_what_the_schema_says() {
    let path = repository("docs/src/reference/aloud-toml.md");
    let schema = settings_schema();
    let mut page =
        "# Every key of `aloud.toml`\n\nThis page is generated from the program. Lists of words may be strings with \
                    commas, and keys of `[master]` may stand at the top.\n"
            .to_owned();
    keys(&schema, &schema, "the top", &mut page);
    if environment("ALOUD_BLESS").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == page, "{} is stale: run this test with ALOUD_BLESS=1 and read what changed", path.display());
}

/// Adds the keys of a table to the page, and then its tables.
fn keys(schema: &Value, table: &Value, name: &str, page: &mut String) {
    let referred = |value: &Value| {
        let all = [value.clone()].into_iter().chain(value["anyOf"].as_array().into_iter().flatten().cloned());
        let name = all.filter_map(|one| one["$ref"].as_str()?.strip_prefix("#/$defs/").map(str::to_owned)).next();
        name.map(|name| schema["$defs"][name].clone())
    };
    page.push_str(&format!("\n## {name}\n\n| key | what it says |\n| --- | --- |\n"));
    let mut tables = Vec::new();
    for (key, value) in table["properties"].as_object().into_iter().flatten() {
        let of_rules = (key == "site" && name == "the top").then(|| schema["$defs"]["Rules"].clone());
        let inner = referred(value).or(of_rules).filter(|inner| inner["properties"].is_object());
        let is_said_above = name == "the top" && schema["$defs"]["MasterChoices"]["properties"][key].is_object();
        if is_said_above {
            continue;
        }
        let said = value["description"].as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|");
        let said = said
            .replace("; set in `aloud.toml` alone.", "")
            .replace("; set in `aloud.toml` alone, as are the next two.", "");
        page.push_str(&format!("| `{key}` | {} |\n", said.trim_end_matches('.')));
        let title =
            if key == "site" && name == "the top" { "`[site.\"HOST\"]`".to_owned() } else { format!("`[{key}]`") };
        tables.extend(inner.map(|inner| (title, inner)));
    }
    for (title, inner) in tables {
        keys(schema, &inner, &title, page);
    }
}

/// Adds the help of a command and of those below it to the page.
fn describe(command: &mut Command, name: &str, page: &mut String) {
    command.build();
    // Paths and variables of whoever runs the test do not belong on the page.
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    page.push_str(&format!("\n## `{name}`\n\n```text\n{}\n```\n", lines.join("\n").trim()));
    for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
        let name = format!("{name} {}", inner.get_name());
        describe(inner, &name, page);
    }
}

/// Returns the `aloud` command of a line of an example: indented or behind a prompt, without its comment and redirections.
fn shown(line: &str) -> Option<&str> {
    let line = line.strip_prefix("    ").or_else(|| line.strip_prefix("$ "))?;
    let line = line.rsplit(" | ").next()?;
    let line = line.split(" # ").next()?.split("  →").next()?.split(" > ").next()?.trim();
    let is_needs_feature = ["fleet", "worker"].iter().any(|name| line.starts_with(&format!("aloud {name}")));
    line.strip_prefix("aloud ").filter(|_| cfg!(feature = "fleet") || !is_needs_feature).map(|_| line)
}

/// Splits a command as a shell does: at spaces outside quotation marks.
fn words(command: &str) -> Vec<String> {
    let (mut words, mut quote) = (vec![String::new()], None);
    for c in command.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, ' ') => words.push(String::new()),
            // `INPUT…` stands for one or more.
            (_, '…') => {}
            _ => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// README, the pages of the book, and what stands beside them.
pub(crate) fn pages() -> Vec<PathBuf> {
    let mut pages = vec![repository("README.md"), repository("CONTRIBUTING.md"), repository("SECURITY.md")];
    let mut folders = vec![repository("docs/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { folders.push(entry) } else { pages.push(entry) }
        }
    }
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md") && Path::exists(page));
    pages
}
