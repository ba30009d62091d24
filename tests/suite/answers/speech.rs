//! What is sent: sentences spoken by other programs, as plain samples.

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use super::compare::Sent;

/// The rate of what is spoken, which is the master's.
pub(super) const HZ: u32 = 24_000;

/// The sentences, each with the program that speaks it.
const SENTENCES: [(&str, &str); 3] = [
    ("The ferry left on time, and nobody had told the harbour.", "espeak-ng -v en-gb -w {out} {text}"),
    ("Rain fell on the whole coast until the evening.", "flite -voice slt -t {text} -o {out}"),
    ("A second boat came at noon, late but dry.", "flite -voice rms -t {text} -o {out}"),
];

/// A sentence and its sound.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) text: &'static str,
    pub(super) samples: Vec<i16>,
    /// The same, as it is compared.
    pub(super) sent: Sent,
}

impl Sentence {
    /// Returns the sound as a plain WAV.
    pub(super) fn wav(&self) -> Vec<u8> {
        wav(&self.samples)
    }
}

/// Puts samples into a plain WAV.
pub(super) fn wav(samples: &[i16]) -> Vec<u8> {
    let spec =
        hound::WavSpec { channels: 1, sample_rate: HZ, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut writer = hound::WavWriter::new(&mut bytes, spec).unwrap();
    samples.iter().for_each(|sample| writer.write_sample(*sample).unwrap());
    writer.finalize().unwrap();
    bytes.into_inner()
}

/// Returns the sentences; `None` where a program is missing.
pub(super) fn sentences() -> Option<&'static [Sentence]> {
    static SPOKEN: OnceLock<Option<Vec<Sentence>>> = OnceLock::new();
    SPOKEN.get_or_init(speak).as_deref()
}

fn speak() -> Option<Vec<Sentence>> {
    let folder = tempfile::tempdir().unwrap();
    let speak = |(text, line): &(&'static str, &str)| {
        let (spoken, plain) = (folder.path().join("spoken.wav"), folder.path().join("plain.wav"));
        let line = line.replace("{out}", &quoted(&spoken)).replace("{text}", &format!("'{text}'"));
        run(&line)?;
        run(&format!("ffmpeg -v error -y -i {} -ar {HZ} -ac 1 -c:a pcm_s16le {}", quoted(&spoken), quoted(&plain)))?;
        let samples: Vec<i16> = hound::WavReader::open(plain).unwrap().into_samples().map(Result::unwrap).collect();
        let floats: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
        Some(Sentence { text, samples, sent: Sent::of(&floats) })
    };
    SENTENCES.iter().map(speak).collect()
}

/// Runs a line in the shell; `None` where a program of it is missing.
pub(super) fn run(line: &str) -> Option<()> {
    let output = Command::new("sh").args(["-c", line]).output().unwrap();
    if output.status.code() == Some(127) {
        return None;
    }
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

pub(super) fn quoted(path: &Path) -> String {
    format!("'{}'", path.display())
}
