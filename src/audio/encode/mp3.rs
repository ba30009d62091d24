//! MP3 by `rusty_mp3`, an encoder under the Apache licence: LAME is LGPL and may not be linked.

use std::io::{self, BufWriter, Seek, SeekFrom, Write};

use rusty_mp3::{Error, Mp3Encoder, Mp3EncoderConfig};

use super::shape::failed;
use super::{Shape, Sink};
use crate::audio::Id3Texts;

/// Kilobits a second for one channel of speech: at 24 kHz twice what telephony's wide band takes, at 44.1 and 48 kHz what
/// podcasts use.
const KBPS_LOW_RATE: u32 = 64;
const KBPS: u32 = 96;

/// An MP3 being written.
pub struct Mp3<W: Sink> {
    encoder: Mp3Encoder,
    file: BufWriter<W>,
    hz: u32,
    /// Where the first frame stands: the Info tag with delay and padding, filled in at the end.
    info_at: u64,
}

impl<W: Sink> Mp3<W> {
    pub(super) fn new(sink: W, shape: Shape<'_>) -> io::Result<Self> {
        let hz = shape.rate.hz();
        let usual = if hz > 32_000 { KBPS } else { KBPS_LOW_RATE };
        let bitrate_kbps = shape.bit_rates.mp3_kbps.map_or(usual, u32::from);
        let encoder = Mp3Encoder::new(Mp3EncoderConfig { bitrate_kbps, vbr_quality: None });
        let mut file = BufWriter::new(sink);
        let tag = shape.tags.id3(Id3Texts::All);
        file.write_all(&tag)?;
        Ok(Self { encoder, file, hz, info_at: tag.len() as u64 })
    }

    pub(super) fn add(&mut self, samples: &[f32]) -> io::Result<()> {
        self.encoder.push_pcm_f32(samples, 1, self.hz).map_err(failed)?;
        self.drain()
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.encoder.finish();
        self.drain()?;
        if let Some(info) = self.encoder.lame_tag_frame() {
            self.file.seek(SeekFrom::Start(self.info_at))?;
            self.file.write_all(info)?;
        }
        self.file.flush()
    }

    fn drain(&mut self) -> io::Result<()> {
        loop {
            match self.encoder.next_packet() {
                Ok(packet) => self.file.write_all(&packet)?,
                Err(Error::Again | Error::Eof) => return Ok(()),
                Err(error) => return Err(failed(error)),
            }
        }
    }
}
