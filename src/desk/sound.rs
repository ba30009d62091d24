//! Sound as browsers ask for it: in ranges, by addresses that name what is heard, so that nothing old is ever played.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use super::room::Room;
use crate::file_name::{FileName, stem};
use crate::http_server::ranges;
use crate::master::Master;
use crate::speech::aside;

/// What an address with a hash gives is always the same.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// Plays the sound of a narration, or a range of it.
pub(super) async fn play(
    State(room): State<Arc<Room>>,
    Path((hash, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let master = sound(&room, &hash, &file)?;
    let media_type = master.manifest.audio_type();
    let sent = ranges::send(&master.audio, Some(&hash), media_type, &headers).await;
    let mut response = sent.map_err(|_| Refusal::unknown("sound of this narration"))?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(FOR_EVER));
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
