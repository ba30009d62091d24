//! How the master is to sound: the table `[master]` and its flags.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};

use super::bounds::{BED_DB, LONGEST_SILENCE_MS, OPUS_KBPS, ROOM_TONE_DB, mp3_rates};
use super::error::SettingsError;
use crate::audio::{BitRates, Cover, Depth, SampleRate};
use crate::master::{Finish, LoudnessChoice, MASTER_RATES_HZ, MusicFiles, Output, Track};
use crate::secrets::placed;

/// How far it lies otherwise: WCAG 2.2, criterion 1.4.7, and a little more.
const DEFAULT_BED_DB: f64 = -22.0;
/// The silence between music and speech where none is set (taste).
const MUSIC_GAP_MS: u64 = 500;

/// How the master is to sound, as far as somebody says so: the table `[master]` of the settings file.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, clap::Args, schemars::JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MasterChoices {
    /// Loudness: podcast, ebu-r128, alexa, acx, a number of LUFS, or off [default: podcast, -16 LUFS]
    #[arg(long, env = "ALOUD_LOUDNESS", value_name = "TARGET", allow_hyphen_values = true)]
    pub loudness: Option<LoudnessChoice>,
    /// Sample rate in Hz: 24000, 44100 or 48000 [default: 24000]
    #[arg(long, env = "ALOUD_RATE", value_name = "HZ")]
    pub rate: Option<u32>,
    /// Files beside the WAV, comma-separated: mp3, opus, m4a, flac, vtt, srt, chapters, html, txt, waveform, svg, png
    #[arg(long, env = "ALOUD_FORMAT", value_name = "LIST", value_delimiter = ',', value_parser = output)]
    #[serde(deserialize_with = "outputs")]
    pub format: Option<Vec<Output>>,
    /// Keep the WAV where another audio format is made [default: true]
    #[arg(long, env = "ALOUD_KEEP_WAV", value_name = "BOOL", num_args = 0..=1, require_equals = true, value_parser = clap::builder::BoolishValueParser::new())]
    #[arg(default_missing_value = "true")]
    pub keep_wav: Option<bool>,
    /// Bits per sample: 16 or 24 [default: 16]
    #[arg(long, env = "ALOUD_BITS", value_name = "BITS")]
    pub bits: Option<Depth>,
    /// Level of the noise in pauses, in dB below full scale; set in `aloud.toml` alone.
    #[arg(skip)]
    pub room_tone_db: Option<f64>,
    /// Inaudible mark in the sound that says it is synthetic; survives MP3 and Opus [default: false]
    #[arg(long, env = "ALOUD_WATERMARK", value_name = "BOOL", num_args = 0..=1, require_equals = true, value_parser = clap::builder::BoolishValueParser::new())]
    #[arg(default_missing_value = "true")]
    pub watermark: Option<bool>,
    /// Silence before the speech; set in `aloud.toml` alone.
    #[arg(skip)]
    pub head_ms: Option<u64>,
    /// Silence after it; set in `aloud.toml` alone.
    #[arg(skip)]
    pub tail_ms: Option<u64>,
    /// Sound file before the speech
    #[arg(long, env = "ALOUD_INTRO", value_name = "FILE")]
    pub intro: Option<PathBuf>,
    /// Sound file after the speech
    #[arg(long, env = "ALOUD_OUTRO", value_name = "FILE")]
    pub outro: Option<PathBuf>,
    /// Sound file played softly under the speech, in a loop
    #[arg(long, env = "ALOUD_BED", value_name = "FILE")]
    pub bed: Option<PathBuf>,
    /// Cover picture, JPEG or PNG [default: the article's lead image, if both are files]
    #[arg(long, env = "ALOUD_COVER", value_name = "FILE")]
    pub cover: Option<PathBuf>,
    /// Whose the recordings are, for their metadata; set in `aloud.toml` alone.
    #[arg(skip)]
    pub copyright: Option<String>,
    /// What the recordings belong to, for their metadata [default: the site's name]; set in `aloud.toml` alone.
    #[arg(skip)]
    pub album: Option<String>,
    /// The number of a recording in its album: a number, or `name` for the one in its file's name or address; set in
    /// `aloud.toml` alone.
    #[arg(skip)]
    pub track: Option<Track>,
    /// Kilobits a second of MP3 [default: 64, from 44100 Hz on 96]; set in `aloud.toml` alone.
    #[arg(skip)]
    pub mp3_kbps: Option<u16>,
    /// Kilobits a second of Opus [default: 40]; set in `aloud.toml` alone.
    #[arg(skip)]
    pub opus_kbps: Option<u16>,
    /// How far the bed lies from the speech, in LU; set in `aloud.toml` alone.
    #[arg(skip)]
    pub bed_db: Option<f64>,
}

/// Checks that there are such bit rates, those of MP3 at a rate of samples.
fn check(bit_rates: BitRates, hz: u32) -> Result<(), SettingsError> {
    if let Some(kbps) = bit_rates.mp3_kbps.filter(|kbps| !mp3_rates(hz).contains(kbps)) {
        return Err(SettingsError::Mp3 { kbps, possible: mp3_rates(hz) });
    }
    match bit_rates.opus_kbps.filter(|kbps| !OPUS_KBPS.contains(kbps)) {
        Some(kbps) => Err(SettingsError::Opus { kbps }),
        None => Ok(()),
    }
}

impl MasterChoices {
    /// Settles each: what was typed first, then the file, then the default.
    pub(super) fn settle(self, file: Self) -> Result<Finish, SettingsError> {
        let default = Finish::default();
        let hz = self.rate.or(file.rate).unwrap_or(default.rate.hz());
        let rate = SampleRate::new(hz).filter(|rate| MASTER_RATES_HZ.contains(&rate.hz()));
        let room_tone_dbfs = self.room_tone_db.or(file.room_tone_db);
        if let Some(db) = room_tone_dbfs.filter(|db| !ROOM_TONE_DB.contains(db)) {
            return Err(SettingsError::RoomTone { db });
        }
        let mut outputs = self.format.or(file.format).unwrap_or_default();
        outputs.sort_unstable();
        outputs.dedup();
        let keep_wav = self.keep_wav.or(file.keep_wav).unwrap_or(default.keep_wav);
        if !keep_wav && !outputs.iter().any(|output| matches!(output, Output::Audio(_))) {
            return Err(SettingsError::NoAudio);
        }
        let bed_db = self.bed_db.or(file.bed_db).unwrap_or(DEFAULT_BED_DB);
        if !BED_DB.contains(&bed_db) {
            return Err(SettingsError::Bed { db: bed_db });
        }
        let (intro, outro) = (self.intro.or(file.intro), self.outro.or(file.outro));
        let music = MusicFiles { intro, outro, bed: self.bed.or(file.bed), bed_db };
        let (head_ms, tail_ms) = (self.head_ms.or(file.head_ms), self.tail_ms.or(file.tail_ms));
        if let Some(ms) = [head_ms, tail_ms].into_iter().flatten().find(|ms| *ms > LONGEST_SILENCE_MS) {
            return Err(SettingsError::Silence { ms, most_ms: LONGEST_SILENCE_MS });
        }
        let bit_rates =
            BitRates { mp3_kbps: self.mp3_kbps.or(file.mp3_kbps), opus_kbps: self.opus_kbps.or(file.opus_kbps) };
        check(bit_rates, hz)?;
        let gap = |music: &Option<PathBuf>| if music.is_some() { MUSIC_GAP_MS } else { 0 };
        Ok(Finish {
            outputs,
            keep_wav,
            head_ms: head_ms.unwrap_or(gap(&music.intro)),
            tail_ms: tail_ms.unwrap_or(gap(&music.outro)),
            album: self.album.or(file.album).unwrap_or_default(),
            track: self.track.or(file.track),
            bit_rates,
            copyright: self.copyright.or(file.copyright).unwrap_or_default(),
            cover: self.cover.or(file.cover).as_deref().map(Cover::open).transpose()?,
            signing: None,
            music: music.open()?,
            target: self.loudness.or(file.loudness).map_or(default.target, |choice| choice.0),
            rate: rate.ok_or(SettingsError::Rate { hz })?,
            depth: self.bits.or(file.bits).unwrap_or(default.depth),
            room_tone_dbfs,
            watermark: self.watermark.or(file.watermark).unwrap_or(default.watermark),
        })
    }

    /// Counts the files named from a folder.
    pub(super) fn count_from(&mut self, base: &Path) {
        for file in [&mut self.intro, &mut self.outro, &mut self.bed, &mut self.cover].into_iter().flatten() {
            *file = placed(file, base);
        }
    }
}

/// Reads the name of an output, in letters of any size.
fn output(name: &str) -> Result<Output, String> {
    name.trim().to_ascii_lowercase().parse()
}

/// Reads names of outputs.
fn outputs<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Vec<Output>>, D::Error> {
    let names = Option::<Vec<String>>::deserialize(value)?;
    let read = |names: Vec<String>| names.iter().map(|name| output(name)).collect::<Result<Vec<_>, _>>();
    names.map(read).transpose().map_err(serde::de::Error::custom)
}
