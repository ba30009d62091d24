//! A file as browsers and players ask for it: whole or in ranges, piece by piece, so that none is ever held in memory.

use std::io::{self, SeekFrom};
use std::ops::RangeInclusive;
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures::stream;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use crate::regular_file;

/// What is read at a time.
const PIECE: usize = 64 * 1024;

/// Sends a file, or the range of it that is asked for. `hash` names what is in it now, for whoever has it already or has a
/// part of it.
///
/// # Errors
/// When it cannot be read or is no regular file.
pub(crate) async fn send(
    path: &Path,
    hash: Option<&str>,
    media_type: &str,
    headers: &HeaderMap,
) -> io::Result<Response> {
    let tag = hash.map(|hash| format!("\"{hash}\""));
    let says = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(tag) = tag.as_ref().filter(|tag| says(IF_NONE_MATCH) == Some(tag)) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let opened = path.to_owned();
    let file = tokio::task::spawn_blocking(move || regular_file::open(&opened)).await.map_err(io::Error::other)??;
    let mut file = File::from_std(file);
    let length = file.metadata().await?.len();
    // A range of another file than the one that was begun is of no use.
    let asked = says(RANGE).filter(|_| says(IF_RANGE).is_none_or(|of| tag.as_deref() == Some(of)));
    let (status, range) = match asked.map(|asked| range(asked, length)) {
        None | Some(Asked::All) => (StatusCode::OK, 0..=length.saturating_sub(1)),
        Some(Asked::Part(range)) => (StatusCode::PARTIAL_CONTENT, range),
        Some(Asked::Nothing) => {
            let all = [(CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, all).into_response());
        }
    };
    file.seek(SeekFrom::Start(*range.start())).await?;
    let bytes = if length == 0 { 0 } else { range.end() - range.start() + 1 };
    let mut response = (status, Body::from_stream(pieces(file, bytes))).into_response();
    let headers = response.headers_mut();
    headers.extend(HeaderValue::try_from(media_type).ok().map(|media_type| (CONTENT_TYPE, media_type)));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, bytes.into());
    headers.extend(tag.and_then(|tag| HeaderValue::try_from(tag).ok()).map(|tag| (ETAG, tag)));
    if status == StatusCode::PARTIAL_CONTENT {
        let part = format!("bytes {}-{}/{length}", range.start(), range.end());
        headers.extend(HeaderValue::try_from(part).ok().map(|part| (CONTENT_RANGE, part)));
    }
    Ok(response)
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
