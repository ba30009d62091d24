//! FLAC by `flac-codec`: the master's own samples, without loss.

use std::io::{self, BufWriter};

use flac_codec::encode::{FlacSampleWriter, Options};
use flac_codec::metadata::{Picture, PictureType};

use super::shape::failed;
use super::{Shape, Sink};

/// A FLAC file being written.
pub struct Flac<W: Sink> {
    writer: FlacSampleWriter<BufWriter<W>>,
}

impl<W: Sink> Flac<W> {
    pub(super) fn new(sink: W, shape: Shape<'_>) -> io::Result<Self> {
        let tags = shape.tags.vorbis_comments();
        let options = tags.iter().fold(Options::default(), |options, (name, text)| options.tag(name, text));
        let options = match &shape.tags.cover {
            // A picture whose size cannot be told is no reason to fail: the others carry it all the same.
            Some(cover) => match Picture::new(PictureType::FrontCover, "", cover.bytes()) {
                Ok(picture) => options.picture(picture),
                Err(_) => options,
            },
            None => options,
        };
        let (hz, bits) = (shape.rate.hz(), u32::from(shape.depth.bits()));
        let writer = FlacSampleWriter::new(BufWriter::new(sink), options, hz, bits, 1, Some(shape.frames));
        Ok(Self { writer: writer.map_err(failed)? })
    }

    pub(super) fn add(&mut self, numbers: &[i32]) -> io::Result<()> {
        self.writer.write(numbers).map_err(failed)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.writer.finalize().map_err(failed)
    }
}
