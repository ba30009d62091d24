//! Buckets of S3-compatible storage: a real server on loopback (rclone's), which checks signatures, and what is in it read by
//! Amazon's own SDK.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::batch::contents;
use crate::bench::{Bench, Run, Running, repository, skip};

const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "a-secret-that-is-never-shown";

/// Lists a folder of the bucket: names and headers.
const LIST: &str = "
import boto3, json, sys
from botocore.config import Config
s3 = boto3.client('s3', endpoint_url=sys.argv[1], region_name='us-east-1', config=Config(retries={'max_attempts': 1}))
for found in s3.list_objects_v2(Bucket='audio', Prefix=sys.argv[2]).get('Contents', []):
    head = s3.head_object(Bucket='audio', Key=found['Key'])
    print(json.dumps({'name': found['Key'][len(sys.argv[2]):], 'type': head['ContentType'],
                      'cache': head.get('CacheControl'), 'bytes': head['ContentLength']}))
";

/// A storage service with an empty bucket named `audio`.
pub(crate) struct Storage {
    pub(crate) url: String,
    folder: tempfile::TempDir,
    log: PathBuf,
    _server: Running,
}

impl Storage {
    /// Starts the service; `None`, said aloud, where `.ci/setup` has not installed it. CI has it.
    pub(crate) fn start() -> Option<Self> {
        let program = repository("target/tools/bin/rclone");
        if !program.exists() {
            skip(".ci/setup has not installed rclone");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("root/audio")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = folder.path().join("log");
        let server = Command::new(program)
            .args(["serve", "s3", "--auth-key", &format!("{KEY_ID},{SECRET}"), "--addr", &format!("127.0.0.1:{port}")])
            .args(["--log-level", "DEBUG", "--log-file"])
            .arg(&log)
            .arg(folder.path().join("root"))
            .env("RCLONE_CONFIG", folder.path().join("none"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Running(server);
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the storage service does not come up");
            sleep(Duration::from_millis(50));
        }
        Some(Self { url: format!("http://127.0.0.1:{port}"), folder, log, _server: server })
    }

    /// Makes a command reach the service.
    pub(crate) fn reached_by<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("ALOUD_ENDPOINT", &self.url).env("AWS_ACCESS_KEY_ID", KEY_ID).env("AWS_SECRET_ACCESS_KEY", SECRET)
    }

    /// How many objects were sent so far.
    fn sent(&self) -> usize {
        fs::read_to_string(&self.log).unwrap().matches("CREATE OBJECT").count()
    }

    /// The objects of a folder as Amazon's SDK sees them, by name.
    fn list(&self, folder: &str) -> Option<Vec<Value>> {
        let python = repository("target/sdks/bin/python");
        if !python.exists() {
            skip(".ci/setup has not installed the SDKs");
            return None;
        }
        let mut command = Command::new(python);
        let output = self.reached_by(command.args(["-c", LIST, &self.url, folder])).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let lines = String::from_utf8(output.stdout).unwrap();
        Some(lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("root/audio").join(name)
    }
}

fn aloud(bench: &Bench, storage: &Storage, arguments: &[&str]) -> Run {
    Run::from(storage.reached_by(&mut bench.command(arguments)).output().unwrap())
}

#[test]
fn machines_share_clips_and_masters_in_a_bucket() {
    let Some(storage) = Storage::start() else { return };
    let bench = Bench::trusted();
    bench.write("one.md", "---\ntitle: One\n---\n\nA first sentence. A second one.\n");
    bench.write("two.md", "---\ntitle: Two\n---\n\nA second one.\n");
    let narrate = |out: &str, cache: &str, inputs: &[&str]| {
        let fixed = ["narrate", "--voice", "tone", "--json", "--format", "vtt", "--store", "s3://audio/all/clips"];
        let run = aloud(&bench, &storage, &[&fixed[..], &["--out", out, "--cache", cache], inputs].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.json_lines()
    };
    let first = narrate("out-1", "cache-1", &["one.md"]);
    assert_eq!((&first[0]["spoken"], &first[0]["status"]), (&3.into(), &"narrated".into()));
    let names = |start: &str| {
        let all = fs::read_dir(storage.path("all/clips")).unwrap();
        let names = all.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.starts_with(start)).collect();
        names.sort();
        names
    };
    assert_eq!((names("clip-").len(), names("file-").len()), (3, 3), "three sentences; WAV, captions and manifest");
    for name in names("file-") {
        let bytes = fs::read(storage.path("all/clips").join(&name)).unwrap();
        assert_eq!(name, format!("file-{}", blake3::hash(&bytes).to_hex()), "its name is the hash of what it holds");
    }
    let manifest = first[0]["delivered"].as_str().unwrap().strip_prefix("s3://audio/").unwrap();
    let kept = |name: &str| fs::read(storage.path(name)).unwrap();
    assert!(kept(manifest) == fs::read(bench.path("out-1/one.json")).unwrap());

    // Another machine speaks nothing that this one spoke, and sends nothing that is there.
    let sent = storage.sent();
    let other = narrate("out-2", "cache-2", &["one.md"]);
    assert_eq!((&other[0]["spoken"], &other[0]["reused"]), (&0.into(), &3.into()));
    assert!(contents(&bench, "out-1") == contents(&bench, "out-2"));
    assert_eq!(narrate("out-2", "cache-2", &["one.md"])[0]["status"], "unchanged");
    assert_eq!(storage.sent(), sent);
    assert_eq!(narrate("out-2", "cache-2", &["two.md"])[0]["spoken"], 1, "its title alone is new");
    assert_eq!((names("clip-").len(), names("file-").len()), (4, 6));

    // What was narrated without a bucket is taken there by the first run that names it.
    let run = bench
        .aloud(&["narrate", "--voice", "tone", "--out", "out-3", "--cache", "cache-2", "--speed", "120", "two.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = aloud(
        &bench,
        &storage,
        &[
            "narrate",
            "--voice",
            "tone",
            "--json",
            "--out",
            "out-3",
            "--cache",
            "cache-2",
            "--speed",
            "120",
            "--store",
            "s3://audio/all/clips",
            "two.md",
        ],
    );
    assert_eq!(run.json_lines()[0]["status"], "unchanged");
    assert_eq!(names("file-").len(), 8);
}

#[test]
fn narrations_are_published_in_a_bucket_replaced_and_taken_off() {
    let Some(storage) = Storage::start() else { return };
    let bench = Bench::trusted();
    bench.write("aloud.toml", "voice = 'tone'\nlang = 'en'\n[s3]\nurl = 's3://audio/stories'\nmax_age_seconds = 60\n");
    let story = "---\ntitle: The Bridge\nurl: https://example.org/bridge\n---\n\n";
    bench.write("bridge.md", format!("{story}It is long.\n"));
    let narrate = |formats: &str| assert_eq!(bench.aloud(&["narrate", "--format", formats, "bridge.md"]).code, 0);
    let publish = |more: &[&str]| {
        let run = aloud(&bench, &storage, &[&["publish", "s3"], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    narrate("mp3,m4a,opus,flac,vtt,chapters,html,waveform,svg");
    assert_eq!(publish(&["--dry-run"]), "would be attached  https://example.org/bridge\n");
    assert!(!storage.path("stories").exists());
    assert_eq!(publish(&[]), "attached  https://example.org/bridge\n");
    let sent = storage.sent();
    assert_eq!(publish(&[]), "unchanged  https://example.org/bridge\n");
    assert_eq!(storage.sent(), sent, "a second run sends nothing");
    for (name, bytes) in contents(&bench, "narrations") {
        assert!(fs::read(storage.path("stories").join(&name)).unwrap() == bytes, "{name}");
    }
    if let Some(listed) = storage.list("stories/") {
        let types = [
            ("bridge.chapters.json", "application/json+chapters"),
            ("bridge.flac", "audio/flac"),
            ("bridge.html", "text/html"),
            ("bridge.json", "application/json"),
            ("bridge.m4a", "audio/mp4"),
            ("bridge.mp3", "audio/mpeg"),
            ("bridge.opus", "audio/ogg"),
            ("bridge.svg", "image/svg+xml"),
            ("bridge.vtt", "text/vtt"),
            ("bridge.wav", "audio/wav"),
        ];
        for (name, media_type) in types {
            let found = listed.iter().find(|found| found["name"].as_str().unwrap().ends_with(name));
            let found = found.unwrap_or_else(|| panic!("{name} is missing of {listed:?}"));
            assert!(found["type"].as_str().unwrap().starts_with(media_type), "{found}");
            assert_eq!(found["cache"], "public, max-age=60", "{found}");
        }
    }

    // A new version takes the place of the old, and what it has no more goes.
    bench.write("bridge.md", format!("{story}It is short.\n"));
    narrate("mp3");
    fs::write(storage.path("stories/stranger.vtt"), "not ours").unwrap();
    assert_eq!(publish(&[]), "replaced  https://example.org/bridge\n");
    let names = || {
        let all = fs::read_dir(storage.path("stories")).unwrap();
        let mut names: Vec<_> = all.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["stranger.vtt", "the-bridge.json", "the-bridge.mp3", "the-bridge.wav"]);
    assert_eq!(publish(&["--remove"]), "removed  https://example.org/bridge\n");
    assert_eq!(publish(&["--remove"]), "unchanged  https://example.org/bridge\n");
    assert_eq!(names(), ["stranger.vtt"]);
}

#[test]
fn feeds_players_and_embeds_go_along_and_come_off_with_all() {
    let Some(storage) = Storage::start() else { return };
    let bench = Bench::new();
    bench.write(
        "aloud.toml",
        "voice = 'tone'\nlang = 'en'\nformat = 'mp3'\nkeep_wav = false\naudio_base = 'https://audio.example.org/'\n[s3]\nurl = 's3://audio/stories'\n",
    );
    bench.write("bridge.md", "---\ntitle: The Bridge\nurl: https://example.org/bridge\n---\n\nIt is long.\n");
    bench.write("page.html", "<html><head><title>The Bridge</title><link rel='canonical' href='https://example.org/bridge'></head><body><article><h1>The Bridge</h1><p>It is long.</p></article></body></html>");
    assert_eq!(bench.aloud(&["narrate", "bridge.md"]).code, 0);
    for command in [&["attach", "page.html"][..], &["feed"], &["embed"]] {
        let run = bench.aloud(command);
        assert_eq!(run.code, 0, "{command:?} {}", run.stderr);
    }
    let publish = |more: &[&str]| {
        let run = aloud(&bench, &storage, &[&["publish", "s3"], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let first = "attached  https://example.org/bridge\nattached  podcast.xml\nattached  podcast.feed.json\n";
    assert_eq!(publish(&[]), first);
    assert_eq!(publish(&[]), first.replace("attached", "unchanged"));
    for (name, bytes) in contents(&bench, "narrations") {
        assert!(fs::read(storage.path("stories").join(&name)).unwrap() == bytes, "{name}");
    }
    // Whatever a page, a feed or an embed names is there.
    for from in ["page.html", "narrations/podcast.xml", "narrations/the-bridge.embed.html"] {
        let text = fs::read_to_string(bench.path(from)).unwrap();
        let names =
            text.split("https://audio.example.org/").skip(1).map(|rest| rest.split(['"', '?', '<', '&', ')']).next());
        for name in names.flatten().filter(|name| !name.is_empty()) {
            assert!(storage.path("stories").join(name).exists(), "{from} names {name}");
        }
    }
    if let Some(listed) = storage.list("stories/") {
        let found = listed.iter().find(|found| found["name"].as_str().unwrap().ends_with("podcast.xml")).unwrap();
        assert!(found["type"].as_str().unwrap().starts_with("application/rss+xml"), "{found}");
    }
    // An article that goes leaves the bucket, and its feeds there.
    bench.write("owl.md", "---\ntitle: The Owl\nurl: https://example.org/owl\n---\n\nIt is awake.\n");
    for command in [&["narrate", "owl.md"][..], &["feed"]] {
        assert_eq!(bench.aloud(command).code, 0);
    }
    publish(&[]);
    let kept = |name: &str| fs::read_to_string(storage.path(&format!("stories/{name}")));
    assert!(kept("podcast.xml").unwrap().contains("the-owl.mp3"));
    let pruned = aloud(&bench, &storage, &["prune", "--remove", "bridge.md"]);
    let wanted = "removed narrations/the-owl.mp3: owl.md (also from s3, podcast.xml, podcast.feed.json)\n";
    assert_eq!(pruned.stdout, wanted, "{}", pruned.stderr);
    assert!(kept("the-owl.json").is_err() && !storage.path("stories/the-owl.mp3").exists());
    assert!(
        kept("podcast.xml").unwrap().contains("the-bridge.mp3") && !kept("podcast.xml").unwrap().contains("the-owl")
    );
    assert!(publish(&["--remove"]).contains("removed  podcast.xml"));
    assert!(!storage.path("stories/podcast.xml").exists());
}

#[test]
fn what_is_wrong_with_a_bucket_is_told_without_the_key() {
    let Some(storage) = Storage::start() else { return };
    let bench = Bench::trusted();
    bench.write("a.md", "A sentence.\n");
    let narrate = ["narrate", "--voice", "tone", "a.md", "--store"];
    let run = |store: &str, id: &str, secret: &str, endpoint: &str| {
        let mut command = bench.command(&[&narrate[..], &[store]].concat());
        command.env("AWS_ACCESS_KEY_ID", id).env("AWS_SECRET_ACCESS_KEY", secret).env("ALOUD_ENDPOINT", endpoint);
        let run = Run::from(command.output().unwrap());
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("hint: "), "{}", run.stderr);
        assert!(!run.stderr.contains(SECRET) && !run.stderr.contains(KEY_ID), "{}", run.stderr);
        run.stderr
    };
    let told = run("s3://audio", KEY_ID, "another", &storage.url);
    assert!(told.contains("does not accept the key"), "{told}");
    let told = run("s3://nowhere", KEY_ID, SECRET, &storage.url);
    assert!(told.contains("there is no bucket at s3://nowhere"), "{told}");
    let told = run("s3://audio", "", SECRET, &storage.url);
    assert!(told.contains("AWS_ACCESS_KEY_ID is not set"), "{told}");
    let typed = bench.aloud(&[&narrate[..], &["audio"]].concat());
    assert!(typed.code == 2 && typed.stderr.contains("`audio` is not the address of a bucket"), "{}", typed.stderr);
    bench.narrate(&["a.md"]);
    let none = aloud(&bench, &storage, &["publish", "s3"]);
    assert!(none.code == 2 && none.stderr.contains("`[s3]` has no `url`"), "{}", none.stderr);
}

#[cfg(feature = "fleet")]
#[test]
fn what_was_changed_in_the_bucket_or_on_the_cluster_concerns_its_article_alone() {
    let (Some(nats), Some(storage)) = (crate::cluster::Nats::start(1), Storage::start()) else { return };
    let bench = Bench::trusted();
    let ready = |arguments: &[&str]| {
        let mut command = bench.command(arguments);
        storage.reached_by(command.env("ALOUD_NATS", nats.urls()));
        command
    };
    let fleet = |arguments: &[&str]| Run::from(ready(&[&["fleet"], arguments].concat()).output().unwrap());
    let names = ["one", "two", "three", "four"];
    for name in names {
        bench.write(&format!("{name}.md"), format!("---\ntitle: {name}\n---\n\nThis is the story of {name}.\n"));
    }
    fleet(&["up"]);
    assert_eq!(fleet(&["submit", "--voice", "tone", "one.md", "two.md", "three.md", "four.md"]).code, 0);
    let mut worker = ready(&["worker", "--voice", "tone", "--cache", "clips", "--store", "s3://audio/all"]);
    let worker = Running(worker.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap());
    crate::fleet::wait_for(&bench, &nats, 4);
    drop(worker);
    let whole = fleet(&["results", "--json", "--store", "s3://audio/all", "--out", "whole"]);
    assert_eq!(whole.code, 0, "{}", whole.stderr);

    let lines = whole.json_lines();
    let object = |at: usize, file: usize| storage.path("all").join(lines[at]["files"][file].as_str().unwrap());
    let manifest = storage.path("all").join(lines[2]["manifest"].as_str().unwrap());
    for damaged in [object(0, 0), manifest] {
        let mut bytes = fs::read(&damaged).unwrap();
        bytes[200] ^= 1;
        fs::write(&damaged, bytes).unwrap();
    }
    fs::remove_file(object(1, 0)).unwrap();
    nats.send("$KV.aloud-outcomes.beside", b"no outcome at all");

    let left = fleet(&["results", "--store", "s3://audio/all", "--out", "left"]);
    assert_eq!(left.code, 1, "{}", left.stderr);
    let good = lines[3]["audio"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let sounds: Vec<_> = bench.names("left").into_iter().filter(|name| name.ends_with(".wav")).collect();
    assert_eq!(sounds, [good], "{}", left.stderr);
    // The server notices only while it sends that a file is gone, and breaks off.
    for (what, times) in [("was changed or damaged in the store", 2), ("end of file", 1), ("an outcome: ", 1)] {
        assert_eq!(left.stderr.matches(what).count(), times, "{what}: {}", left.stderr);
    }
    let status = crate::fleet::status(&bench, &nats);
    assert_eq!((&status["narrated"], status["failed"].as_array().unwrap().len()), (&4.into(), 1), "{status}");
}
