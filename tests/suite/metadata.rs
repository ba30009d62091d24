//! What the files say of themselves, value by value, as programs that are not ours read it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::bench::{Bench, repository, skip};

const STORY: &str = "---\ntitle: Tide & Time\nauthor: Ann Author\ndate: 2026-03-14T08:30:00Z\nlanguage: en-GB\nsite: The Tidings\n\
                     url: https://example.org/tide\nimage: cover.png\n---\n\nThe first part, short.\n\n## What came & went\n\nA second part.\n";
const COPYRIGHT: &str = "© 2026 The Tidings";
/// The same in `LIST/INFO`, whose readers do not agree on more than ASCII.
const COPYRIGHT_IN_ASCII: &str = "(c) 2026 The Tidings";
const SYNTHETIC_LINK: &str =
    "(DigitalSourceType) http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const SYNTHETIC: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";

fn narrated() -> Bench {
    let bench = Bench::new();
    bench.write("story.md", STORY);
    bench.write("cover.png", picture());
    bench.write("aloud.toml", format!("[master]\ncopyright = '{COPYRIGHT}'\n"));
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "mp3,opus,m4a,flac", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    bench
}

/// Shows a reader what is narrated, and the same signed where this build can: it must find the same in both.
fn each(read: impl Fn(&Bench, &[&str])) {
    read(&narrated(), &["wav", "mp3", "opus", "m4a", "flac"]);
    #[cfg(feature = "provenance")]
    {
        let bench = narrated();
        assert_eq!(bench.aloud(&["keys", "new"]).code, 0);
        let sign = ["--sign", "--sign-certificate", "aloud-chain.pem", "--sign-key", "aloud-key.pem"];
        let narrate = ["narrate", "--voice", "tone", "--format", "mp3,m4a,flac", "story.md"];
        let run = bench.aloud(&[&narrate[..], &sign].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        read(&bench, &["wav", "mp3", "m4a", "flac"]);
    }
}

fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[90; 12]).unwrap();
    bytes
}

fn manifest(bench: &Bench) -> Value {
    serde_json::from_slice(&fs::read(bench.path("narrations/tide-time.json")).unwrap()).unwrap()
}

/// Runs a program on a file and reads its JSON; `None` when it is not installed. Whatever it says on standard error is a complaint.
fn json(program: impl AsRef<Path>, arguments: &[&str], file: &Path) -> Option<Value> {
    let program = program.as_ref();
    let Ok(output) = Command::new(program).args(arguments).arg(file).output() else {
        skip(&format!("{} is not installed", program.display()));
        return None;
    };
    let stderr = String::from_utf8_lossy(&output.stderr);
    // ffmpeg's reader of MP4 says this of every cover: a picture has no time.
    let complaints: Vec<_> = stderr.lines().filter(|line| !line.contains("stream 0, timescale not set")).collect();
    assert!(output.status.success() && complaints.is_empty(), "{}: {stderr}", program.display());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn exiftool_finds_every_chunk_of_the_wav() {
    each(|bench, _| {
        let Some(read) = json(
            "exiftool",
            &["-json", "-G0", "-a", "-validate", "-all", "-charset", "RIFF=UTF8"],
            &bench.path("narrations/tide-time.wav"),
        ) else {
            return;
        };
        let (read, manifest) = (&read[0], manifest(bench));
        let software = manifest["software"].as_str().unwrap();
        for (tag, value) in [
            ("RIFF:Title", "Tide & Time"),
            ("RIFF:Artist", "Ann Author"),
            ("RIFF:Copyright", COPYRIGHT_IN_ASCII),
            ("RIFF:Language", "en-GB"),
            ("RIFF:Genre", "Speech"),
            ("RIFF:Product", "The Tidings"),
            ("RIFF:Source", "https://example.org/tide"),
            ("RIFF:Software", software),
            ("RIFF:Description", "Tide & Time / Ann Author / https://example.org/tide"),
            ("RIFF:Originator", software),
            ("RIFF:DateTimeOriginal", "2026:03:14 08:30:00"),
            ("XMP:Title", "Tide & Time"),
            ("XMP:Creator", "Ann Author"),
            ("XMP:Rights", COPYRIGHT),
            ("XMP:Source", "https://example.org/tide"),
            ("XMP:CreatorTool", software),
            ("ID3:UserDefinedURL", SYNTHETIC_LINK),
        ] {
            assert_eq!(read[tag], value, "{tag} in {read}");
        }
        assert_eq!(read["RIFF:BWFVersion"], 2, "{read}");
        assert!(read["RIFF:CodingHistory"].as_str().unwrap().contains("A=PCM,F=24000,W=16,M=mono"), "{read}");
        assert!(read["XMP:DigitalSourceType"].as_str().unwrap().contains("rained"), "{read}");
        assert!(read.get("ExifTool:Warning").is_none(), "{read}");
    });
}

#[test]
fn mediainfo_finds_the_loudness_and_the_length() {
    each(|bench, endings| {
        let manifest = manifest(bench);
        for ending in endings {
            let file = bench.path(&format!("narrations/tide-time.{ending}"));
            let Some(read) = json("mediainfo", &["--Output=JSON"], &file) else { return };
            let general = &read["media"]["track"][0];
            assert_eq!(general["Title"], "Tide & Time", "{ending}: {read}");
            assert_eq!(
                general["Performer"].as_str().or(general["Director"].as_str()),
                Some("Ann Author"),
                "{ending}: {read}"
            );
            let copyright = if *ending == "wav" { COPYRIGHT_IN_ASCII } else { COPYRIGHT };
            assert_eq!(general["Copyright"], copyright, "{ending}: {read}");
            assert_eq!(general["IsTruncated"], Value::Null, "{ending}");
            let seconds: f64 = general["Duration"].as_str().unwrap().parse().unwrap();
            let expected = manifest["duration_ms"].as_f64().unwrap() / 1_000.0;
            assert!((seconds - expected).abs() < 0.09, "{ending}: {seconds} {expected}");
        }
    });
}

#[test]
fn the_loudness_of_bext_is_the_manifests() {
    let bench = narrated();
    let wav = fs::read(bench.path("narrations/tide-time.wav")).unwrap();
    let at = wav.windows(4).position(|id| id == b"bext").unwrap() + 8;
    // EBU Tech 3285: the loudness fields stand after description, names, date, time reference, version and UMID.
    let fields = at + 256 + 32 + 32 + 10 + 8 + 8 + 2 + 64;
    let manifest = manifest(&bench);
    let names = ["integrated_lufs", "range_lu", "true_peak_dbtp", "momentary_max_lufs", "short_term_max_lufs"];
    for (place, name) in names.into_iter().enumerate() {
        let bytes = [wav[fields + 2 * place], wav[fields + 2 * place + 1]];
        let told = manifest["loudness"][name].as_f64().map_or(0x7FFF, |value| (value * 100.0).round() as i16);
        assert_eq!(i16::from_le_bytes(bytes), told, "{name}");
    }
}

#[test]
fn sox_reads_the_length_and_complains_of_nothing() {
    each(|bench, _| {
        let file = bench.path("narrations/tide-time.wav");
        let Ok(output) = Command::new("soxi").args(["-V4", "-D"]).arg(&file).output() else {
            skip("sox is not installed");
            return;
        };
        let told = String::from_utf8_lossy(&output.stdout);
        let expected = manifest(bench)["duration_ms"].as_f64().unwrap() / 1_000.0;
        assert!((told.trim().parse::<f64>().unwrap() - expected).abs() < 0.001, "{told}");
        assert!(
            !String::from_utf8_lossy(&output.stderr).contains("WARN"),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    });
}

#[test]
fn ffprobe_finds_the_language_of_an_mp4_and_the_covers() {
    each(|bench, endings| {
        for ending in endings {
            let file = bench.path(&format!("narrations/tide-time.{ending}"));
            let arguments = ["-v", "warning", "-of", "json", "-show_format", "-show_streams"];
            let Some(read) = json("ffprobe", &arguments, &file) else { return };
            let streams = read["streams"].as_array().unwrap();
            assert!(streams.iter().any(|stream| stream["codec_name"] == "png"), "{ending} has a cover: {read}");
            if *ending == "m4a" {
                assert_eq!(streams[0]["tags"]["language"], "eng", "{read}");
            }
        }
    });
}

/// Reads tags with mutagen and prints them as JSON.
const MUTAGEN: &str = r#"
import json, sys, mutagen
from mutagen.wave import WAVE
f = mutagen.File(sys.argv[1])
t = f.tags
out = {"length": f.info.length, "kind": type(f).__name__}
if out["kind"] == "WAVE":
    # The texts stand in other chunks: here are chapters, cover and source type, and the title over the list of chapters.
    toc = t.getall("CTOC")[0]
    out.update(frames=sorted({k.split(":")[0] for k in t.keys()}), title=str(toc.sub_frames["TIT2"]), listed=toc.child_element_ids,
               source=[x.url for x in t.getall("WXXX") if x.desc == "DigitalSourceType"][0],
               chapters=[[str(c.sub_frames["TIT2"]), c.start_time] for c in t.getall("CHAP")],
               cover=[len(p.data) for p in t.getall("APIC")])
elif hasattr(t, "getall"):
    out.update(title=str(t["TIT2"]), copyright=str(t["TCOP"]), language=str(t["TLAN"]),
               source=[str(x.text[0]) for x in t.getall("TXXX") if x.desc == "DigitalSourceType"][0],
               chapters=[[str(c.sub_frames["TIT2"]), c.start_time] for c in t.getall("CHAP")],
               cover=[len(p.data) for p in t.getall("APIC")])
elif out["kind"] == "MP4":
    out.update(title=t["\xa9nam"][0], copyright=t["cprt"][0], cover=[len(p) for p in t["covr"]],
               source=bytes(t["----:com.apple.iTunes:DIGITALSOURCETYPE"][0]).decode(),
               language=bytes(t["----:com.apple.iTunes:LANGUAGE"][0]).decode())
else:
    import base64
    from mutagen.flac import Picture
    pictures = f.pictures if hasattr(f, "pictures") else [Picture(base64.b64decode(p)) for p in t["metadata_block_picture"]]
    out.update(title=t["title"][0], copyright=t["copyright"][0], language=t["language"][0],
               source=t["digitalsourcetype"][0], cover=[len(p.data) for p in pictures])
print(json.dumps(out))
"#;

#[test]
fn mutagen_reads_tags_chapters_and_cover_in_every_format() {
    each(|bench, endings| {
        let manifest = manifest(bench);
        let python = repository("target/readers/bin/python");
        let cover = fs::metadata(bench.path("cover.png")).unwrap().len();
        for ending in endings {
            let file = bench.path(&format!("narrations/tide-time.{ending}"));
            let Some(read) = json(&python, &["-c", MUTAGEN], &file) else { return };
            assert_eq!((&read["title"], &read["cover"][0]), (&"Tide & Time".into(), &cover.into()), "{ending}: {read}");
            if *ending == "wav" {
                assert_eq!(read["frames"], serde_json::json!(["APIC", "CHAP", "CTOC", "WXXX"]), "{read}");
                assert_eq!(read["listed"].as_array().unwrap().len(), read["chapters"].as_array().unwrap().len());
            } else {
                let language = if *ending == "mp3" { "eng" } else { "en-GB" };
                let told = (&read["copyright"], &read["language"]);
                assert_eq!(told, (&COPYRIGHT.into(), &language.into()), "{ending}: {read}");
            }
            assert_eq!(read["source"], SYNTHETIC, "{ending}: {read}");
            let apart = read["length"].as_f64().unwrap() * 1_000.0 - manifest["duration_ms"].as_f64().unwrap();
            assert!(apart.abs() < 90.0, "{ending}: {read}");
            if let Some(chapters) = read["chapters"].as_array() {
                assert_eq!(chapters[1][0], "What came & went", "{ending}: {read}");
                assert_eq!(chapters[1][1], manifest["chapters"][1]["start_ms"], "{ending}: {read}");
            }
        }
    });
}

#[test]
fn letters_beyond_ascii_are_read_right_everywhere() {
    let title = "Über den Міст – Café שלום 🚢";
    let bench = Bench::new();
    bench.write("story.md", STORY.replace("Tide & Time", title).replace("Ann Author", "Jörg Ångström"));
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "mp3,opus,m4a,flac", "--json", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let audio = run.json_lines()[0]["audio"].as_str().unwrap().to_owned();
    for ending in ["wav", "mp3", "opus", "m4a", "flac"] {
        let file = bench.path(&audio).with_extension(ending);
        let Some(read) = json("mediainfo", &["--Output=JSON"], &file) else { return };
        assert_eq!(read["media"]["track"][0]["Track"], title, "{ending}: {read}");
        // The texts of the WAV stand in its ID3 too, for mediainfo; ffmpeg notes that it does not need them.
        let level = if ending == "wav" { "error" } else { "warning" };
        let Some(read) = json("ffprobe", &["-v", level, "-of", "json", "-show_format", "-show_streams"], &file) else {
            return;
        };
        let tags = if ending == "opus" { &read["streams"][0]["tags"] } else { &read["format"]["tags"] };
        let found = tags["title"].as_str().or(tags["TITLE"].as_str());
        // A dash is a sign that `LIST/INFO` has in ASCII.
        let expected = if ending == "wav" { title.replace('–', "-") } else { title.to_owned() };
        assert_eq!(found, Some(&*expected), "{ending}: {read}");
    }
}

#[test]
fn pictures_of_the_narration_open() {
    let bench = narrated();
    let run = bench.aloud(&["narrate", "--voice", "tone", "--format", "svg,png", "story.md"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let svg = fs::read_to_string(bench.path("narrations/tide-time.svg")).unwrap();
    let svg = roxmltree::Document::parse(&svg).unwrap();
    let texts: Vec<_> =
        svg.descendants().filter(|node| node.has_tag_name("text")).filter_map(|node| node.text()).collect();
    assert!(texts.contains(&"What came & went") && texts.iter().any(|text| text.contains(" LUFS")), "{texts:?}");
    assert_eq!(svg.descendants().find(|node| node.has_tag_name("title")).unwrap().text(), Some("Tide & Time"));
    let file = fs::File::open(bench.path("narrations/tide-time.png")).unwrap();
    let mut png = png::Decoder::new(std::io::BufReader::new(file)).read_info().unwrap();
    let mut pixels = vec![0; png.output_buffer_size().unwrap()];
    png.next_frame(&mut pixels).unwrap();
    let blue = pixels.chunks_exact(3).filter(|pixel| *pixel == [0x2F, 0x6F, 0x9F]).count();
    assert!(blue > pixels.len() / 3 / 50, "the waveform is seen: {blue} points of {}", pixels.len() / 3);
}
