//! Opus in Ogg by `opus-pure`, libopus in Rust (RFC 6716, RFC 7845).

use std::io::{self, BufWriter};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use opus_pure::{Application, MAX_PACKET_BYTES, OggOpusWriter, OpusEncoder, OpusHead, OpusTags, Signal};

use super::shape::failed;
use super::{Shape, Sink};
use crate::audio::{Resampler, SampleRate, resampled_length};

/// Bits a second: transparent for one voice (taste; RFC 7845 lists 28–40 kbit/s for fullband speech).
const BITS_PER_SECOND: i32 = 40_000;
/// The clock of Opus in Ogg.
const CLOCK_HZ: u32 = 48_000;

/// An Opus file being written.
pub struct Opus<W: Sink> {
    encoder: OpusEncoder,
    writer: OggOpusWriter<BufWriter<W>>,
    /// Changes a rate Opus does not have.
    resampler: Option<Resampler>,
    waiting: Vec<f32>,
    /// Samples of a packet: 20 ms.
    packet_frames: usize,
    packet: Vec<u8>,
    /// Samples taken so far, at the rate they come in.
    taken: u64,
    rate: SampleRate,
    /// What the encoder is late by, on the clock.
    pre_skip: u64,
}

impl<W: Sink> Opus<W> {
    pub(super) fn new(sink: W, shape: Shape<'_>) -> io::Result<Self> {
        let clock = SampleRate::new(CLOCK_HZ).expect("48 000 is not zero");
        let direct = shape.rate.hz() == 24_000 || shape.rate == clock;
        let rate = if direct { shape.rate } else { clock };
        let mut encoder = OpusEncoder::new(rate.hz() as i32, 1, Application::Audio).map_err(failed)?;
        encoder.bitrate_bps = shape.bit_rates.opus_kbps.map_or(BITS_PER_SECOND, |kbps| i32::from(kbps) * 1_000);
        encoder.signal_type = Some(Signal::Voice);
        let head = OpusHead::for_encoder(&encoder, shape.rate.hz());
        let mut tags = OpusTags::new();
        for (name, text) in shape.tags.vorbis_comments() {
            tags.push(&name, &text).map_err(failed)?;
        }
        if let Some(cover) = &shape.tags.cover {
            tags.push("METADATA_BLOCK_PICTURE", &BASE64.encode(cover.flac_block())).map_err(failed)?;
        }
        let pre_skip = u64::from(head.pre_skip);
        let writer = OggOpusWriter::with_tags(BufWriter::new(sink), head, tags).map_err(failed)?;
        Ok(Self {
            encoder,
            writer,
            resampler: (!direct).then(|| Resampler::new(shape.rate, clock)),
            waiting: Vec::new(),
            packet_frames: rate.hz() as usize / 50,
            packet: vec![0; MAX_PACKET_BYTES],
            taken: 0,
            rate: shape.rate,
            pre_skip,
        })
    }

    pub(super) fn add(&mut self, samples: &[f32]) -> io::Result<()> {
        self.taken += samples.len() as u64;
        match &mut self.resampler {
            Some(resampler) => resampler.add(samples, &mut self.waiting),
            None => self.waiting.extend_from_slice(samples),
        }
        self.encode()
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if let Some(resampler) = self.resampler.take() {
            resampler.finish(&mut self.waiting);
        }
        self.encode()?;
        let clock = SampleRate::new(CLOCK_HZ).expect("48 000 is not zero");
        let end = self.pre_skip + resampled_length(self.taken, self.rate, clock);
        // The encoder is late by the pre-skip: silence pushes the last samples out of it.
        loop {
            self.waiting.resize(self.packet_frames, 0.0);
            let written = self.encoder.encode(&self.waiting, self.packet_frames, &mut self.packet).map_err(failed)?;
            self.waiting.clear();
            let left = end.saturating_sub(self.writer.granule() as u64);
            let ticks = (CLOCK_HZ / 50).into();
            if left <= ticks {
                // The last packet says where the sound ends inside it.
                let packet = &self.packet[..written];
                self.writer.write_packet_with_duration(packet, left as u32).map_err(failed)?;
                break;
            }
            self.writer.write_packet(&self.packet[..written]).map_err(failed)?;
        }
        self.writer.finish().map_err(failed)?;
        Ok(())
    }

    /// Encodes whole packets, keeping back what [`finish`](Self::finish) needs for the last.
    fn encode(&mut self) -> io::Result<()> {
        let mut done = 0;
        while self.waiting.len() - done > self.packet_frames {
            let samples = &self.waiting[done..done + self.packet_frames];
            let written = self.encoder.encode(samples, self.packet_frames, &mut self.packet).map_err(failed)?;
            self.writer.write_packet(&self.packet[..written]).map_err(failed)?;
            done += self.packet_frames;
        }
        self.waiting.drain(..done);
        Ok(())
    }
}
