//! How a master is to sound: its loudness and peaks, rate and depth, and what stands around the speech.

use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Music, Output, ProvenanceError, Signing, Track};
use crate::audio::{BitRates, Cover, Depth, Loudness, Quantizer, SampleRate};

/// The rates a master can have, in hertz.
pub const MASTER_RATES_HZ: [u32; 3] = [24_000, 44_100, 48_000];

/// How a master is to sound.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finish {
    /// How loud; nothing to leave the clips as they are.
    pub target: Option<Target>,
    /// Frames a second.
    pub rate: SampleRate,
    /// Bits of a sample.
    pub depth: Depth,
    /// The level of the noise that fills pauses, in dB below full scale; nothing for digital silence.
    pub room_tone_dbfs: Option<f64>,
    /// Whether a mark that is not heard says that it is synthetic.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub watermark: bool,
    /// Silence before the speech, after the intro, in milliseconds.
    pub head_ms: u64,
    /// Silence after it, before the outro.
    pub tail_ms: u64,
    /// Whose the recording is, and under which terms; may be empty.
    pub copyright: String,
    /// What the recordings belong to, such as a podcast; the site's name where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub album: String,
    /// Where the number of a recording in its album comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<Track>,
    /// How many bits a second compressed files take.
    #[serde(skip_serializing_if = "BitRates::are_usual")]
    pub bit_rates: BitRates,
    /// The picture shown beside it, whatever the article's is.
    pub cover: Option<Cover>,
    /// How the recordings are signed, if they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing: Option<Signing>,
    /// What is heard around and under the speech.
    pub music: Music,
    /// What is written beside the WAV.
    pub outputs: Vec<Output>,
    /// Whether the WAV is kept where another of the outputs has the sound.
    #[serde(skip_serializing_if = "Clone::clone")]
    pub keep_wav: bool,
}

impl Default for Finish {
    fn default() -> Self {
        Self {
            target: Some(Target::PODCAST),
            rate: SampleRate::MASTER,
            depth: Depth::Sixteen,
            room_tone_dbfs: None,
            watermark: false,
            head_ms: 0,
            tail_ms: 0,
            copyright: String::new(),
            album: String::new(),
            track: None,
            bit_rates: BitRates::default(),
            cover: None,
            signing: None,
            music: Music::default(),
            outputs: Vec::new(),
            keep_wav: true,
        }
    }
}

impl Finish {
    /// Refuses a recording of this length that is to be signed and, as a WAV, outgrows what can be.
    ///
    /// # Errors
    /// When it does.
    pub fn check_length(&self, length: Duration) -> Result<(), ProvenanceError> {
        let bytes = length.as_secs_f64() * f64::from(self.rate.hz()) * f64::from(self.depth.bytes());
        let is_too_long = self.signing.is_some() && bytes >= f64::from(u32::MAX);
        if is_too_long { Err(ProvenanceError::TooLong) } else { Ok(()) }
    }

    /// Returns which files are left in the folder.
    pub(super) fn kept(&self) -> Kept<'_> {
        Kept { outputs: &self.outputs, wav: self.keep_wav }
    }

    /// Chooses how samples become whole numbers: with dither, unless the clips' own 16 bits go through as they are.
    pub(super) fn quantizer(&self, clips: SampleRate, gain_db: f64) -> Quantizer {
        let alone = self.room_tone_dbfs.is_none() && self.music.is_empty() && !self.watermark;
        let untouched = gain_db == 0.0 && self.target.is_none() && alone && clips == self.rate;
        if untouched { Quantizer::plain(self.depth) } else { Quantizer::dithered(self.depth) }
    }
}

/// Which files of a narration are left in the folder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept<'a> {
    pub(super) outputs: &'a [Output],
    /// The WAV too, whatever else has the sound.
    pub(super) wav: bool,
}

/// A loudness to reach and a true peak not to exceed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Target {
    /// What is brought to the level.
    pub measure: Measure,
    /// The level, in LUFS or in dB below full scale.
    pub level: f64,
    /// The highest true peak, in dB below full scale.
    pub ceiling_dbtp: f64,
}

/// What a target's level is a level of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Measure {
    /// Integrated loudness, ITU-R BS.1770.
    Integrated,
    /// The root mean square of everything.
    Rms,
}

impl Target {
    /// Podcast practice: −16 LUFS, −1 dBTP (Apple's and the AES's advice, AES TD1008).
    pub const PODCAST: Self = Self { measure: Measure::Integrated, level: -16.0, ceiling_dbtp: -1.0 };
    /// The named targets.
    pub const NAMED: [(&'static str, Self); 4] = [
        ("podcast", Self::PODCAST),
        // EBU R 128: −23 LUFS, −1 dBTP.
        ("ebu-r128", Self { measure: Measure::Integrated, level: -23.0, ceiling_dbtp: -1.0 }),
        // Amazon's audio requirements for Alexa: −14 LUFS, −2 dBFS true peak.
        ("alexa", Self { measure: Measure::Integrated, level: -14.0, ceiling_dbtp: -2.0 }),
        // ACX's submission requirements: RMS between −23 and −18 dB, peaks under −3 dB. The middle leaves room for both.
        ("acx", Self { measure: Measure::Rms, level: -20.5, ceiling_dbtp: -3.0 }),
    ];
    /// The loudness that can be asked for by number. Louder speech than −12 LUFS under −1 dBTP is distorted before it gets there.
    pub const LUFS: std::ops::RangeInclusive<f64> = -40.0..=-12.0;

    /// Reads the measured level that the target is about; nothing for silence.
    #[must_use]
    pub fn reached(&self, loudness: &Loudness) -> Option<f64> {
        match self.measure {
            Measure::Integrated => loudness.integrated_lufs,
            Measure::Rms => loudness.rms_dbfs,
        }
    }
}

/// What a user says of loudness: a name, a number of LUFS, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "Said")]
pub struct LoudnessChoice(pub Option<Target>);

#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Number(f64),
    Name(String),
}

impl TryFrom<Said> for LoudnessChoice {
    type Error = String;

    fn try_from(said: Said) -> Result<Self, String> {
        match said {
            Said::Number(lufs) => lufs.to_string().parse(),
            Said::Name(name) => name.parse(),
        }
    }
}

impl FromStr for LoudnessChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "off" {
            return Ok(Self(None));
        }
        if let Some((_, target)) = Target::NAMED.iter().find(|(name, _)| *name == text) {
            return Ok(Self(Some(*target)));
        }
        let names: Vec<_> = Target::NAMED.iter().map(|(name, _)| *name).collect();
        let lufs = text.parse().ok().filter(|lufs| Target::LUFS.contains(lufs));
        let level = lufs.ok_or_else(|| {
            let (low, high) = (Target::LUFS.start(), Target::LUFS.end());
            format!(
                "unknown loudness `{text}`: use {}, off, or a number of LUFS from {low} to {high}",
                names.join(", ")
            )
        })?;
        Ok(Self(Some(Target { level, ..Target::PODCAST })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loudness_is_a_name_a_number_or_off() {
        let level = |text: &str| text.parse::<LoudnessChoice>().map(|choice| choice.0.map(|target| target.level));
        assert_eq!(level("podcast"), Ok(Some(-16.0)));
        assert_eq!(level("-19"), Ok(Some(-19.0)));
        assert_eq!(level("off"), Ok(None));
        assert!(level("-90").unwrap_err().contains("ebu-r128"));
        assert!(level("loud").is_err());
        assert!(level("NaN").is_err());
    }
}
