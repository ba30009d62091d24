//! Sound as browsers ask for it: in ranges, by addresses that name what is heard, so that nothing old is ever played.

use std::io::{self, SeekFrom};
use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::refusal::Refusal;
use super::room::Room;
use crate::file_name::{FileName, stem};
use crate::master::Master;
use crate::speech::aside;

/// What is read at a time.
const PIECE: usize = 64 * 1024;
/// What an address with a hash gives is always the same.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// Plays the sound of a narration, or a range of it.
pub(super) async fn play(
    State(room): State<Arc<Room>>,
    Path((hash, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let master = sound(&room, &hash, &file)?;
    let tag = format!("\"{hash}\"");
    let says = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if says(IF_NONE_MATCH) == Some(&tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let unreadable = |_: io::Error| Refusal::unknown("sound of this narration");
    let mut file = File::open(&master.audio).await.map_err(unreadable)?;
    let length = file.metadata().await.map_err(unreadable)?.len();
    // A range of another sound than the one that was begun is of no use.
    let asked = says(RANGE).filter(|_| says(IF_RANGE).is_none_or(|of| of == tag));
    let (status, range) = match asked.map(|asked| range(asked, length)) {
        None | Some(Asked::All) => (StatusCode::OK, 0..=length.saturating_sub(1)),
        Some(Asked::Part(range)) => (StatusCode::PARTIAL_CONTENT, range),
        Some(Asked::Nothing) => {
            let all = [(CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, all).into_response());
        }
    };
    file.seek(SeekFrom::Start(*range.start())).await.map_err(unreadable)?;
    let bytes = if length == 0 { 0 } else { range.end() - range.start() + 1 };
    let mut response = (status, Body::from_stream(pieces(file, bytes))).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(master.manifest.audio_type()));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, bytes.into());
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
    headers.extend(HeaderValue::try_from(tag).ok().map(|tag| (ETAG, tag)));
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {}-{}/{length}", range.start(), range.end());
        headers.extend(HeaderValue::try_from(part).ok().map(|part| (CONTENT_RANGE, part)));
    }
    Ok(response)
}

/// Tells the shape of the sound of a narration: a byte for each fiftieth of a second.
pub(super) async fn peaks(
    State(room): State<Arc<Room>>,
    Path((hash, file)): Path<(String, String)>,
) -> Result<Response, Refusal> {
    let master = sound(&room, &hash, &file)?;
    let desk = Arc::clone(&room.desk);
    let peaks = aside(move || desk.peaks.of(&master.audio, &hash)).await;
    let peaks = peaks.map_err(|_| Refusal::unknown("shape of this narration"))?;
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, FOR_EVER)];
    Ok((headers, peaks.as_ref().clone()).into_response())
}

/// Finds a narration whose sound still has this hash.
fn sound(room: &Room, hash: &str, file: &str) -> Result<Master, Refusal> {
    let name: FileName = file.parse().map_err(|_| Refusal::unknown("such sound"))?;
    room.desk.list().named(stem(file)).ok_or_else(|| Refusal::unknown("such sound"))?;
    let master = room.desk.output().open_narration(&name);
    let master = master.filter(|master| master.manifest.audio == file && master.manifest.audio_hash == hash);
    master.ok_or_else(|| Refusal::unknown("such sound any more"))
}

/// Reads so many bytes of a file, piece by piece.
fn pieces(file: File, bytes: u64) -> impl stream::Stream<Item = io::Result<Bytes>> {
    stream::try_unfold((file, bytes), |(mut file, left)| async move {
        let size = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
        if size == 0 {
            return Ok(None);
        }
        let mut piece = vec![0; size];
        let read = file.read(&mut piece).await?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        piece.truncate(read);
        Ok(Some((Bytes::from(piece), (file, left - read as u64))))
    })
}

/// What of a sound is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    All,
    Part(RangeInclusive<u64>),
    Nothing,
}

/// Reads a `Range` of one part (RFC 9110, section 14.1.2); one of several is answered with all.
fn range(header: &str, length: u64) -> Asked {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Asked::All;
    };
    let range = match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..=last.min(length.saturating_sub(1)),
        (Ok(first), _) if last.trim().is_empty() => first..=length.saturating_sub(1),
        (_, Ok(last)) if first.trim().is_empty() && last > 0 => length.saturating_sub(last)..=length.saturating_sub(1),
        _ => return Asked::All,
    };
    if *range.start() < length { Asked::Part(range) } else { Asked::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_browsers_ask() {
        for (header, wanted) in [
            ("bytes=0-1", Asked::Part(0..=1)),
            ("bytes=0-", Asked::Part(0..=99)),
            ("bytes=90-200", Asked::Part(90..=99)),
            ("bytes=-10", Asked::Part(90..=99)),
            ("bytes=100-", Asked::Nothing),
            ("bytes=0-1,5-6", Asked::All),
            ("bytes=5-1", Asked::All),
            ("lines=1-2", Asked::All),
        ] {
            assert_eq!(range(header, 100), wanted, "{header}");
        }
    }
}
