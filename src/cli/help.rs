//! How help is laid out: options under truthful headings, those that a command does not use left out, two examples each.

use clap::{Arg, Command, CommandFactory as _};

use super::Cli;

/// Headings, and the options that stand under each, by the names of their fields.
const HEADINGS: &[(&str, &[&str])] = &[
    (
        "Finding articles",
        &["since", "limit", "conditions", "exclude", "headers", "timeout", "allow_private", "drafts", "force"],
    ),
    ("Voice", &["voice", "fallback", "fallback_by", "voices", "speed"]),
    ("Reading", &["language", "lexicons", "disclosure", "keep", "drop"]),
    ("Budget", &["max_chars", "max_cost"]),
    ("Clips", &["ask_again", "listen", "again"]),
    (
        "Sound and files",
        &["loudness", "rate", "format", "keep_wav", "bits", "watermark", "intro", "outro", "bed", "cover"],
    ),
    ("Folders", &["out", "cache", "cache_size", "store"]),
    ("Signing", &["sign", "certificate", "sign_key", "authority"]),
    ("S3-compatible storage", &["endpoint", "region"]),
    ("Desk", &["desk", "me", "editors", "proxies"]),
    ("Cluster", &["nats", "nats_creds", "nats_ca", "nats_cert", "nats_key"]),
    ("Global options", &["config", "verbose", "log", "log_format"]),
];

/// The headings whose options stand in `aloud.toml` and are taken by many commands, used or not.
const SHARED: &[&str] = &["Voice", "Reading", "Sound and files", "Folders", "Signing", "S3-compatible storage"];

/// The headings whose options shape narrations, and the options of others that say which there are.
const SHAPING: (&[&str], &[&str]) =
    (&["Voice", "Reading", "Sound and files", "Signing"], &["exclude", "drafts", "force"]);

/// Commands that use only some of the shared options, and which; all others show all of them.
const USED: &[(&str, &[&str])] = &[
    ("accept", &["out"]),
    ("prune", &["out"]),
    ("forget", &["out"]),
    ("cache stats", &["cache"]),
    ("cache verify", &["cache"]),
    ("cache prune", &["cache", "cache_size"]),
    ("fleet results", &["out"]),
    ("script", &["voice", "voices", "language", "lexicons", "disclosure", "keep", "drop"]),
    ("say", &["voice", "voices", "speed", "language", "lexicons", "cache"]),
    ("serve", &["voice", "voices", "language", "lexicons"]),
    ("lexicon check", &["voice", "voices", "language", "lexicons"]),
    ("listen", &["language"]),
    ("attach", &["out"]),
    ("voices", &["voices"]),
    ("voices fetch", &["voices"]),
    ("voices remove", &["voices"]),
];

/// Two examples for each command, under its help.
const EXAMPLES: &[(&str, [&str; 2])] = &[
    ("", ["aloud narrate story.md", "aloud narrate --dry-run https://example.org/feed.xml"]),
    ("narrate", ["aloud narrate story.md", "aloud narrate -v elevenlabs -n 'articles/*.md'"]),
    ("retry", ["aloud retry", "aloud retry -o narrations --fallback heart"]),
    ("status", ["aloud status", "aloud status -o narrations --json"]),
    ("accept", ["aloud accept narrations/story.wav", "aloud accept --sentences 8,11 story.md"]),
    ("prune", ["aloud prune", "aloud prune --remove articles/"]),
    ("forget", ["aloud forget old-feed.xml", "aloud forget -o narrations drafts/idea.md"]),
    ("trust", ["aloud trust .", "aloud trust ~/sites/blog"]),
    ("cache stats", ["aloud cache stats", "aloud cache stats --json"]),
    ("cache verify", ["aloud cache verify", "aloud cache verify --cache /var/cache/aloud"]),
    ("cache prune", ["aloud cache prune --to 20", "aloud cache prune --cache /var/cache/aloud --to 0.5"]),
    ("fleet up", ["aloud fleet up", "aloud fleet up --replicas 3 --nats nats://a:4222,nats://b:4222,nats://c:4222"]),
    (
        "fleet submit",
        ["aloud fleet submit articles/", "aloud fleet submit --since 2026-01-01 https://example.org/feed.xml"],
    ),
    ("fleet status", ["aloud fleet status", "aloud fleet status --json"]),
    ("fleet cancel", ["aloud fleet cancel articles/0001.md", "aloud fleet cancel --all"]),
    ("fleet results", ["aloud fleet results", "aloud fleet results -o narrations --json"]),
    ("worker", ["aloud worker", "aloud worker -j 8 --name desk-3 --nats nats://queue:4222"]),
    ("script", ["aloud script story.md", "aloud script --explain https://example.org/story"]),
    ("say", ["aloud say \"Zelensky met Xi.\"", "aloud say --to name.wav -v heart \"Saoirse Ronan\""]),
    ("serve", ["aloud serve", "aloud serve --listen 0.0.0.0:8765 --key-env ALOUD_KEY"]),
    ("desk", ["aloud desk", "aloud desk narrations --as \"Ines Marlow\" --listen 127.0.0.1:0"]),
    ("lexicon check", ["aloud lexicon check story.md", "aloud lexicon check --json articles/"]),
    (
        "lexicon convert",
        ["aloud lexicon convert lexicon.toml names.pls", "aloud lexicon convert names.pls lexicon.toml"],
    ),
    ("verify", ["aloud verify narrations/story.wav", "aloud verify --article story.md narrations/story.json"]),
    ("listen", ["aloud listen narrations/story.wav", "aloud listen --json narrations/story.json"]),
    (
        "attach",
        ["aloud attach public/ --audio-base https://example.org/audio/", "aloud attach --remove public/story.html"],
    ),
    ("embed", ["aloud embed --audio-base https://example.org/audio/", "aloud embed audio --audio-base /audio/"]),
    ("keys new", ["aloud keys new", "aloud keys new signing/"]),
    ("voices", ["aloud voices", "aloud voices --language de"]),
    ("voices fetch", ["aloud voices fetch kokoro-bella", "aloud voices fetch --from packages listener"]),
    ("voices remove", ["aloud voices remove kokoro-bella", "aloud voices remove listener"]),
    (
        "feed",
        [
            "aloud feed --audio-base https://example.org/audio/",
            "aloud feed --audio-base /audio/ --into public/feed.xml",
        ],
    ),
    ("publish", ["aloud publish wordpress -n", "aloud publish s3 --since 2026-01-01"]),
    ("run", ["aloud run --desk", "aloud run --listen 127.0.0.1:8767 --config newsroom.toml"]),
    ("withdraw", ["aloud withdraw https://example.org/story", "aloud withdraw --gone news"]),
    (
        "hooks install",
        [
            "aloud hooks install news --to https://audio.example.org/hooks/news",
            "aloud hooks install blog --to https://audio.example.org/hooks/blog",
        ],
    ),
    (
        "hooks check",
        [
            "aloud hooks check news --to https://audio.example.org/hooks/news",
            "aloud hooks check blog --to http://127.0.0.1:8767/hooks/blog",
        ],
    ),
    ("hooks log", ["aloud hooks log", "aloud hooks log | head"]),
    ("hooks retry", ["aloud hooks retry", "aloud hooks retry 17 18"]),
    ("init", ["aloud init", "aloud init podcaster --site https://example.org/ --yes"]),
    ("doctor", ["aloud doctor", "aloud doctor --offline --json"]),
    ("schemas", ["aloud schemas schemas/", "aloud schemas ~/.local/share/aloud/schemas"]),
    (
        "completions",
        [
            "aloud completions bash > ~/.local/share/bash-completion/completions/aloud",
            "aloud completions fish > ~/.config/fish/completions/aloud.fish",
        ],
    ),
    ("man", ["aloud man man/", "aloud man /usr/local/share/man/man1"]),
    ("licenses", ["aloud licenses", "aloud licenses | less"]),
];

/// Returns the command line's definition, with its help laid out.
#[must_use]
pub fn command() -> Command {
    laid_out(Cli::command(), "")
}

/// Returns the examples of a command, by its name without `aloud`.
#[must_use]
pub fn examples(name: &str) -> Option<&'static [&'static str; 2]> {
    EXAMPLES.iter().find(|(command, _)| *command == name).map(|(_, examples)| examples)
}

/// Lays out the help of a command and of those below it.
fn laid_out(command: Command, name: &str) -> Command {
    let used = USED.iter().find(|(command, _)| *command == name).map(|(_, used)| *used);
    let command = command.mut_args(|arg| placed(arg, used));
    let command = match command.has_subcommands() {
        true => command,
        false => with_usage(command, name),
    };
    let command = match examples(name) {
        Some([one, other]) => command.after_help(format!("Examples:\n  {one}\n  {other}")),
        None => command,
    };
    command.mut_subcommands(|inner| {
        let name = format!("{name} {}", inner.get_name()).trim_start().to_owned();
        laid_out(inner, &name)
    })
}

/// Says how a command is typed. By itself clap would name every option that a variable sets as one to be typed.
fn with_usage(command: Command, name: &str) -> Command {
    let words: Vec<String> = command.get_positionals().map(ToString::to_string).collect();
    let usage = format!("aloud {name} [OPTIONS] {}", words.join(" "));
    command.override_usage(usage.trim_end().to_owned())
}

/// Puts an option under its heading, and hides it where the command makes no use of it.
fn placed(arg: Arg, used: Option<&[&str]>) -> Arg {
    if arg.is_positional() {
        return arg;
    }
    let id = arg.get_id().as_str().to_owned();
    let heading = HEADINGS.iter().find(|(_, ids)| ids.contains(&id.as_str())).map(|(heading, _)| *heading);
    let is_shared = heading.is_some_and(|heading| SHARED.contains(&heading));
    let is_used = used.is_none_or(|used| !is_shared || used.contains(&id.as_str()));
    arg.help_heading(heading).hide(!is_used)
}

/// Returns whether an option shapes narrations, or says which there are.
pub(super) fn shapes(arg: &Arg) -> bool {
    let (headings, others) = SHAPING;
    let id = arg.get_id().as_str();
    let is_under = |(heading, ids): &(&str, &[&str])| headings.contains(heading) && ids.contains(&id);
    HEADINGS.iter().any(is_under) || others.contains(&id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names of all commands that can be typed, each with its definition.
    fn all(command: &Command, name: &str, commands: &mut Vec<(String, Command)>) {
        commands.push((name.to_owned(), command.clone()));
        for inner in command.get_subcommands() {
            all(inner, format!("{name} {}", inner.get_name()).trim_start(), commands);
        }
    }

    fn commands() -> Vec<(String, Command)> {
        let mut commands = Vec::new();
        all(&command(), "", &mut commands);
        commands
    }

    #[test]
    fn the_tables_name_what_there_is() {
        let commands = commands();
        let names: BTreeSet<&str> = commands.iter().map(|(name, _)| name.as_str()).collect();
        for name in USED.iter().map(|(name, _)| name).chain(EXAMPLES.iter().map(|(name, _)| name)) {
            assert!(names.contains(name), "there is no command `{name}`");
        }
        let options: BTreeSet<&str> =
            commands.iter().flat_map(|(_, command)| command.get_arguments()).map(|arg| arg.get_id().as_str()).collect();
        let headed = HEADINGS.iter().flat_map(|(_, ids)| *ids).chain(USED.iter().flat_map(|(_, ids)| *ids));
        for id in headed {
            assert!(options.contains(id), "there is no option `{id}`");
        }
    }

    #[test]
    fn every_command_that_does_something_has_examples() {
        for (name, command) in commands() {
            let is_group = command.is_subcommand_required_set();
            assert!(is_group || examples(&name).is_some(), "`{name}` has no examples: add two to EXAMPLES");
        }
    }

    #[test]
    fn a_command_shows_what_it_uses() {
        let help = |name: &str| {
            let mut commands = commands();
            let (_, command) = commands.iter_mut().find(|(command, _)| command == name).unwrap();
            command.render_long_help().to_string()
        };
        let stats = help("cache stats");
        assert!(stats.contains("--cache ") && !stats.contains("--loudness"), "{stats}");
        let narrate = help("narrate");
        let (finding, sound) = (narrate.find("Finding articles:"), narrate.find("Sound and files:"));
        let (since, loudness) = (narrate.find("--since"), narrate.find("--loudness"));
        assert!(finding < since && since < sound && sound < loudness, "{narrate}");
    }
}
