//! The tests' bench: an empty folder with the `aloud` command beside it, and what a run of it gave.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;

/// A folder to work in, removed when dropped. `aloud` runs in it with its own cache, narrations and no outside settings.
pub(crate) struct Bench {
    folder: tempfile::TempDir,
}

/// What one run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Bench {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A bench whose folder is trusted: its settings may name secrets and where they go.
    pub(crate) fn trusted() -> Self {
        let bench = Self::new();
        std::fs::create_dir_all(bench.path(".config/aloud")).unwrap();
        let folder = bench.folder.path().canonicalize().unwrap();
        bench.write(".config/aloud/trusted", format!("{}\n", folder.display()));
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file and gives its name.
    pub(crate) fn write<'a>(&self, name: &'a str, content: impl AsRef<[u8]>) -> &'a str {
        std::fs::write(self.path(name), content).unwrap();
        name
    }

    /// The command, ready to run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aloud"));
        command.args(arguments).current_dir(self.folder.path()).env_clear();
        command
            .env("PATH", std::env!("PATH"))
            .env("HOME", self.folder.path())
            .env("ALOUD_DISCLOSURE", "off")
            .stdin(Stdio::null());
        command
    }

    /// Runs `aloud` with these arguments.
    pub(crate) fn aloud(&self, arguments: &[&str]) -> Run {
        Run::from(self.command(arguments).output().unwrap())
    }

    /// Narrates with the tone engine and gives the JSON outcomes.
    pub(crate) fn narrate(&self, inputs: &[&str]) -> Vec<Value> {
        let run = self.aloud(&[&["narrate", "--voice", "tone", "--json"], inputs].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.json_lines()
    }

    /// The names in a folder, hidden ones too but for the catalogue, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<_> = std::fs::read_dir(self.path(folder))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != aloud::catalogue::FILE_NAME)
            .collect();
        names.sort();
        names
    }
}

impl Run {
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("aloud is not killed by a signal"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A file of the repository.
pub(crate) fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A process that ends with the test.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Returns an environment variable at the time the tests run, not when they were built.
pub(crate) fn environment(name: &str) -> Option<String> {
    #[allow(clippy::disallowed_methods, reason = "tests are told by the environment what may be skipped")]
    std::env::var(name).ok()
}

/// Notes that a test cannot run for want of something that `.ci/setup` installs. Under CI it fails instead.
pub(crate) fn skip(want: &str) {
    assert!(environment("CI").is_none(), "{want}, and CI needs it");
    note_skip(want);
}

/// Notes that a test cannot run without the data beside the repository, which has a small counterpart inside it.
pub(crate) fn skip_without_shared() {
    note_skip("there is no data beside the repository (../shared)");
}

/// Notes that a test cannot run since this machine's Python is too old for what it tests, which `.ci/setup` found out.
pub(crate) fn skip_without_newer_python() {
    note_skip("there is no Python 3.12 or newer here");
}

/// Writes down which test was skipped and why, since the runner hides what a test that passes prints.
fn note_skip(want: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    eprintln!("skipped: {want}");
    let list = repository("target/skipped.txt");
    let file = std::fs::OpenOptions::new().create(true).append(true).open(list);
    // A line at once, so that tests that run side by side do not mix theirs.
    let _ = file.and_then(|mut file| std::io::Write::write_all(&mut file, format!("{test}: {want}\n").as_bytes()));
}
