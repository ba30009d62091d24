//! Sound files of every format, read by us and by ffmpeg: the same samples, in the same place.

use crate::bench::skip;
use std::path::Path;
use std::process::Command;

use aloud::audio::{DecodeError, decode};

/// A format: the file's ending, ffmpeg's encoder arguments, and how far apart samples may be (one step of 16 bits where the
/// two decoders round differently).
const FORMATS: &[(&str, &[&str], f32)] = &[
    ("wav", &["-c:a", "pcm_s16le"], 4e-5),
    ("wav", &["-c:a", "pcm_u8"], 1e-6),
    ("wav", &["-c:a", "pcm_s24le"], 1e-6),
    ("wav", &["-c:a", "pcm_f32le"], 1e-6),
    ("wav", &["-c:a", "pcm_mulaw"], 1e-6),
    ("flac", &["-c:a", "flac"], 1e-6),
    ("ogg", &["-c:a", "libvorbis"], 1e-4),
    ("mp3", &["-c:a", "libmp3lame"], 1e-4),
    ("opus", &["-c:a", "libopus", "-b:a", "48k"], 2e-3),
    ("m4a", &["-c:a", "aac"], 1e-3),
];
/// Rate and channels of what is encoded.
const SHAPES: &[(u32, u16)] = &[(24_000, 1), (44_100, 2)];

/// Runs ffmpeg; `None` where it is missing, which under CI is a failure.
fn ffmpeg(arguments: &[&str]) -> Option<Vec<u8>> {
    match Command::new("ffmpeg").args(["-v", "error", "-y"]).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "ffmpeg {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(_) => {
            skip("ffmpeg is not installed");
            None
        }
    }
}

/// Writes a sound that is not the same on both channels, fades and lasts no whole number of any codec's frames.
fn sound(folder: &Path, hz: u32, channels: u16) -> String {
    let path = folder.join(format!("{hz}-{channels}.wav"));
    let spec =
        hound::WavSpec { channels, sample_rate: hz, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut writer = hound::WavWriter::create(&path, spec).unwrap();
    for frame in 0..hz + 123 {
        let time = frame as f32 / hz as f32;
        for channel in 0..channels {
            let pitch = [220.0, 331.0][usize::from(channel)];
            let sample = (std::f32::consts::TAU * pitch * time).sin() * (1.0 - time * 0.9) * 12_000.0;
            writer.write_sample(sample as i16).unwrap();
        }
    }
    writer.finalize().unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn every_format_is_read_as_ffmpeg_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    for (hz, channels) in SHAPES {
        let source = sound(folder.path(), *hz, *channels);
        for (ending, encoder, apart) in FORMATS {
            let file = folder.path().join(format!("sound.{ending}"));
            let name = file.to_str().unwrap();
            if ffmpeg(&[&["-i", &source], *encoder, &[name]].concat()).is_none() {
                return;
            }
            // Said in full: left to itself ffmpeg makes one channel of two louder in some formats than in others.
            let mean = if *channels == 1 { "anull" } else { "aformat=flt,pan=mono|c0=0.5*c0+0.5*c1" };
            let theirs = ffmpeg(&["-i", name, "-af", mean, "-f", "f32le", "-"]).unwrap();
            let theirs: Vec<f32> = theirs.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
            let what = format!("{encoder:?} at {hz} Hz, {channels} channels");
            let ours = decode(std::fs::read(&file).unwrap(), None).unwrap_or_else(|error| panic!("{what}: {error}"));
            let frames = ((hz + 123) as f64 * f64::from(ours.rate.hz()) / f64::from(*hz)).round() as usize;
            // M4A counts in milliseconds, and ffmpeg leaves the padding at its end.
            let slack = if *ending == "m4a" { *hz as usize / 500 } else { 0 };
            assert!((frames..=frames + slack).contains(&ours.samples.len()), "{what}: {}", ours.samples.len());
            // ffmpeg leaves out the last short block of Vorbis.
            let missing = if *ending == "ogg" { 128 } else { 0 };
            assert!(theirs.len() + missing >= ours.samples.len(), "{what}");
            let error = ours.samples.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(error <= *apart, "{what}: {error}");
        }
    }
}

#[test]
fn what_is_cut_off_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let source = sound(folder.path(), 24_000, 1);
    for (ending, encoder, _) in FORMATS {
        let file = folder.path().join(format!("sound.{ending}"));
        if ffmpeg(&[&["-i", &source], *encoder, &[file.to_str().unwrap()]].concat()).is_none() {
            return;
        }
        let mut bytes = std::fs::read(&file).unwrap();
        bytes.truncate(bytes.len() * 2 / 3);
        let read = decode(bytes, None);
        assert!(read.is_err(), "{encoder:?} of {} samples", read.unwrap().samples.len());
    }
    assert!(matches!(decode(b"<html>no sound</html>".to_vec(), None), Err(DecodeError::Text(_))));
    assert!(decode(Vec::new(), None).is_err());
}

#[test]
fn damaged_files_are_errors_or_sound_and_never_a_panic() {
    const COPIES: usize = 40;
    let folder = tempfile::tempdir().unwrap();
    let source = sound(folder.path(), 24_000, 1);
    for (ending, encoder, _) in FORMATS {
        let file = folder.path().join(format!("sound.{ending}"));
        let short = ["-i", &source, "-t", "0.2"];
        if ffmpeg(&[&short, *encoder, &[file.to_str().unwrap()]].concat()).is_none() {
            return;
        }
        let bytes = std::fs::read(&file).unwrap();
        for copy in 0..COPIES {
            let mut damaged = bytes.clone();
            // Every copy is damaged elsewhere, the same way in each run.
            for hit in 0..8 {
                let at = (copy * 7_919 + hit * 104_729 + copy * copy * hit) % damaged.len();
                damaged[at] ^= (copy * 37 + hit * 11 + 1) as u8;
            }
            let read = decode(damaged, None);
            assert!(read.is_err() || read.unwrap().samples.iter().all(|sample| !sample.is_infinite()), "{encoder:?}");
        }
    }
}

#[test]
fn surround_is_folded_down_as_itu_says() {
    let folder = tempfile::tempdir().unwrap();
    // Six tones, one a channel, in the order of WAV: left, right, centre, low, rear left and right.
    let tone = |hz: u32| format!("sine=f={hz}:r=48000:d=0.5[t{hz}];");
    let tones: String = [200, 310, 420, 60, 530, 640].map(tone).concat();
    let graph = format!("{tones}[t200][t310][t420][t60][t530][t640]join=inputs=6:channel_layout=5.1");
    for ending in ["wav", "flac"] {
        let file = folder.path().join(format!("surround.{ending}"));
        let name = file.to_str().unwrap();
        if ffmpeg(&["-filter_complex", &graph, name]).is_none() {
            return;
        }
        let sum = 2.0 + 4.0 * std::f64::consts::FRAC_1_SQRT_2;
        let (side, centre, rear) = (1.0 / sum, std::f64::consts::SQRT_2 / sum, std::f64::consts::FRAC_1_SQRT_2 / sum);
        let down = format!("aformat=flt,pan=mono|c0={side}*c0+{side}*c1+{centre}*c2+0*c3+{rear}*c4+{rear}*c5");
        let theirs = ffmpeg(&["-i", name, "-af", &down, "-f", "f32le", "-"]).unwrap();
        let theirs: Vec<f32> = theirs.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect();
        let ours = decode(std::fs::read(&file).unwrap(), None).unwrap();
        assert_eq!((ours.samples.len(), ours.rate.hz()), (theirs.len(), 48_000), "{ending}");
        let error = ours.samples.iter().zip(&theirs).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(error < 1e-5, "{ending}: {error}");
    }
}

#[test]
fn a_small_file_that_lasts_for_ever_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (ending, seconds) in [("flac", "700"), ("mp3", "700"), ("opus", "700")] {
        let file = folder.path().join(format!("silence.{ending}"));
        let silence = ["-f", "lavfi", "-i", "anullsrc=r=24000:cl=mono", "-t", seconds, file.to_str().unwrap()];
        if ffmpeg(&silence).is_none() {
            return;
        }
        let read = decode(std::fs::read(&file).unwrap(), None);
        assert!(matches!(read, Err(DecodeError::TooLong)), "{ending}: {read:?}");
    }
}

proptest::proptest! {
    #[test]
    fn whatever_the_bytes_the_samples_are_numbers(
        start in 0..7_usize, bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..2_000), bare: bool,
    ) {
        let starts: [&[u8]; 7] = [b"", b"RIFF\0\0\0\0WAVEfmt ", b"OggS", b"fLaC", b"ID3\x04", b"\0\0\0\x20ftypM4A ", b"\xFF\xFB\x90"];
        let rate = bare.then_some(aloud::audio::SampleRate::MASTER);
        if let Ok(clip) = decode([starts[start], &bytes].concat(), rate) {
            proptest::prop_assert!(!clip.samples.is_empty() && clip.samples.iter().all(|sample| sample.is_finite()));
        }
    }
}
