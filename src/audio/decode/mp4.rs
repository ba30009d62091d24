//! The edit list of an MP4 file: which part of the decoded sound is to be heard (ISO/IEC 14496-12, 8.6.6). symphonia does
//! not apply it, and AAC begins with 1 024 or more samples that are none of the speech.

use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;

use super::DecodeError;

/// The longest movie box that is read: ten hours of AAC take 4 MB, and a cover some more.
const MAX_MOVIE_BYTES: u64 = 64 << 20;

/// The one edit of a sound track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edit {
    /// Where it begins, in units of the track.
    start: u64,
    /// Units of the track a second.
    track_scale: u64,
    /// How long it is, in units of the file.
    length: u64,
    /// Units of the file a second.
    file_scale: u64,
}

impl Edit {
    /// Returns the frames to be heard of so many at this rate.
    pub(super) fn frames(&self, hz: u32, there: u64) -> Range<u64> {
        let scale = |units: u64, per_second: u64| {
            let frames = u128::from(units) * u128::from(hz) / u128::from(per_second.max(1));
            u64::try_from(frames).unwrap_or(u64::MAX)
        };
        let start = scale(self.start, self.track_scale).min(there);
        // The units are often milliseconds, rounded: one more, so that no sample is lost.
        let length = scale(self.length.saturating_add(1), self.file_scale);
        start..if self.length == 0 { there } else { start.saturating_add(length).min(there) }
    }
}

/// Describes an edit, as it is hashed: manifests of older versions hold such hashes.
pub(super) fn described(edit: Option<Edit>) -> String {
    edit.map_or("None".to_owned(), |Edit { start, track_scale, length, file_scale }| {
        let (track, file) = (format!("track_scale: {track_scale}"), format!("file_scale: {file_scale}"));
        format!("Some(Edit {{ start: {start}, {track}, length: {length}, {file} }})")
    })
}

/// Parts what holds several files one after another.
///
/// # Errors
/// When one of them is not whole: a box goes on beyond the end, or there is no movie.
pub(super) fn files(bytes: &[u8]) -> Result<Vec<&[u8]>, DecodeError> {
    let (mut starts, mut at, mut has_movie) = (Vec::new(), 0usize, false);
    while let Some(header) = bytes.get(at..at.saturating_add(8)) {
        let length = match number(header, 0, 4) {
            Some(0) => (bytes.len() - at) as u64,
            Some(1) => number(bytes, at + 8, 8).ok_or(DecodeError::CutOff)?,
            length => length.unwrap_or_default(),
        };
        let is_box = header[4..].iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ' || *byte == 0xA9);
        if !is_box || length < 8 {
            break;
        }
        let end = usize::try_from(length).ok().and_then(|length| at.checked_add(length)).unwrap_or(usize::MAX);
        if end > bytes.len() {
            return Err(DecodeError::CutOff);
        }
        match &header[4..] {
            b"ftyp" => starts.push(at),
            b"moov" => has_movie = true,
            _ => {}
        }
        at = end;
    }
    if !has_movie {
        return Err(DecodeError::CutOff);
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let files: Vec<_> = starts.iter().copied().zip(ends).map(|(start, end)| &bytes[start..end]).collect();
    Ok(if files.is_empty() { vec![bytes] } else { files })
}

/// Finds the edit list of the first track, when it is a single edit, as encoders of sound write it.
pub(super) fn edit(bytes: &[u8]) -> Option<Edit> {
    if bytes.get(4..8)? != b"ftyp" {
        return None;
    }
    edit_of(child(bytes, b"moov")?)
}

/// Finds the same in a file, without reading its sound.
pub(super) fn edit_in(file: &mut (impl Read + Seek)) -> io::Result<Option<Edit>> {
    let (mut at, end) = (0, file.seek(SeekFrom::End(0))?);
    while at + 8 <= end {
        let mut header = Vec::new();
        file.seek(SeekFrom::Start(at))?;
        file.by_ref().take(16).read_to_end(&mut header)?;
        let (before, length) = match number(&header, 0, 4) {
            Some(0) => (8, end - at),
            Some(1) => (16, number(&header, 8, 8).unwrap_or_default()),
            length => (8, length.unwrap_or_default()),
        };
        let name = header.get(4..8).unwrap_or_default();
        if length < before || (at == 0 && name != b"ftyp") {
            break;
        }
        if name == b"moov" {
            let mut movie = Vec::new();
            file.seek(SeekFrom::Start(at + before))?;
            file.take((length - before).min(MAX_MOVIE_BYTES)).read_to_end(&mut movie)?;
            return Ok(edit_of(&movie));
        }
        at = at.saturating_add(length);
    }
    Ok(None)
}

fn edit_of(movie: &[u8]) -> Option<Edit> {
    let track = child(movie, b"trak")?;
    let list = child(child(track, b"edts")?, b"elst")?;
    let (version, count) = (*list.first()?, number(list, 4, 4)?);
    let (length, start) = match version {
        1 => (number(list, 8, 8)?, number(list, 16, 8)?),
        _ => (number(list, 8, 4)?, number(list, 12, 4)?),
    };
    // A first edit of nothing is written as a start of −1.
    let is_empty = matches!((version, start), (0, 0xFFFF_FFFF) | (1, u64::MAX));
    (count == 1 && !is_empty).then_some(Edit {
        start,
        track_scale: scale(child(child(track, b"mdia")?, b"mdhd")?)?,
        length,
        file_scale: scale(child(movie, b"mvhd")?)?,
    })
}

/// Returns the units a second out of an `mvhd` or `mdhd`, which begin alike.
fn scale(header: &[u8]) -> Option<u64> {
    number(header, if *header.first()? == 1 { 20 } else { 12 }, 4)
}

/// Finds the content of the first box of this name.
fn child<'a>(mut boxes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    loop {
        let (header, length) = match number(boxes, 0, 4)? {
            0 => (8, boxes.len() as u64),
            1 => (16, number(boxes, 8, 8)?),
            length => (8, length),
        };
        let content = boxes.get(header..usize::try_from(length).ok()?);
        if boxes.get(4..8)? == name {
            return content;
        }
        boxes = boxes.get(usize::try_from(length).ok().filter(|length| *length >= header)?..)?;
    }
}

fn number(bytes: &[u8], at: usize, width: usize) -> Option<u64> {
    Some(bytes.get(at..at + width)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
