//! The answer to an order: the sentences in their turn, the first before anything is promised, the others as they come.

use std::io;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use futures::stream::{self, BoxStream};
use futures::{Stream, StreamExt, TryStreamExt};
use serde_json::json;

use super::order::{Delivery, Order};
use super::packing::Packing;
use super::refusal::Refusal;
use super::voice_queue::VoiceQueue;
use crate::audio::{Clip, Frames, speech_range};
use crate::script::Sentence;
use crate::speech::EngineError;

/// The type of server-sent events.
const EVENTS: &str = "text/event-stream";

/// The samples of each sentence, in order.
type Sounds = BoxStream<'static, Result<Vec<f32>, EngineError>>;

/// Answers an order.
///
/// # Errors
/// When there is nothing to say, no room, or the first sentence is not spoken. A sentence that fails later breaks the
/// answer off.
pub(super) async fn answer(queue: &VoiceQueue, order: &Order) -> Result<Response, Refusal> {
    let place = queue.enter()?;
    let sentences = queue.sentences(&order.text);
    let streams = sentences.len() > 1 && Packing::can_stream(order.container);
    let mut sounds = sounds(queue.clone(), sentences, order.speed_percent);
    let first = sounds.next().await.ok_or_else(|| Refusal::wrong("input", "there is nothing to say in it"))??;
    let bytes = if streams {
        let packing = Packing::begin(order.container, None).map_err(failed)?;
        // The place is kept until the last piece is sent, or the client has gone.
        packed(stream::iter([Ok(first)]).chain(sounds).inspect(move |_| _ = &place).boxed(), packing).boxed()
    } else {
        let rest: Vec<Vec<f32>> = sounds.try_collect().await?;
        let whole = Packing::whole(order.container, &[vec![first], rest].concat().concat()).map_err(failed)?;
        if order.delivery == Delivery::Audio {
            return Ok(([(CONTENT_TYPE, order.container.media_type())], whole).into_response());
        }
        stream::iter([Ok(whole)]).boxed()
    };
    Ok(match order.delivery {
        Delivery::Sse => ([(CONTENT_TYPE, EVENTS)], Body::from_stream(events(bytes))).into_response(),
        Delivery::Audio => ([(CONTENT_TYPE, order.container.media_type())], Body::from_stream(bytes)).into_response(),
    })
}

/// Has the sentences spoken, as many at once as the voice takes.
fn sounds(queue: VoiceQueue, sentences: Vec<Sentence>, speed_percent: u16) -> Sounds {
    let (count, at_once) = (sentences.len(), queue.at_once());
    let spoken = stream::iter(sentences.into_iter().enumerate()).map(move |(index, sentence)| {
        let queue = queue.clone();
        async move {
            let clip = queue.say(&sentence, speed_percent).await?;
            Ok(match count {
                // Alone, a clip goes out as its engine made it: who joins them has his own pauses.
                1 => clip.samples,
                _ => with_pause(&clip, &sentence, index + 1 < count),
            })
        }
    });
    spoken.buffered(at_once).boxed()
}

/// Returns the part of a clip that is heard, and the pause before the next.
fn with_pause(clip: &Clip, sentence: &Sentence, goes_on: bool) -> Vec<f32> {
    let heard = speech_range(clip);
    let mut samples = clip.samples[heard.start as usize..heard.end as usize].to_vec();
    if goes_on {
        let pause = Frames::from_duration(sentence.pause_after, clip.rate).0;
        samples.resize(samples.len() + pause as usize, 0.0);
    }
    samples
}

/// Packs sounds as they come.
fn packed(sounds: Sounds, packing: Packing) -> impl Stream<Item = io::Result<Vec<u8>>> + Send {
    let begun = (sounds, Some(packing));
    stream::try_unfold(begun, |(mut sounds, packing)| async move {
        let Some(mut packing) = packing else { return Ok(None) };
        match sounds.next().await {
            Some(samples) => {
                let bytes = packing.add(&samples.map_err(io::Error::other)?)?;
                Ok(Some((bytes, (sounds, Some(packing)))))
            }
            None => Ok(Some((packing.finish()?, (sounds, None)))),
        }
    })
}

/// Puts bytes into server-sent events, as OpenAI's interface names them.
fn events(bytes: BoxStream<'static, io::Result<Vec<u8>>>) -> impl Stream<Item = io::Result<String>> + Send {
    let event = |data: serde_json::Value| format!("data: {data}\n\n");
    let sound = bytes
        .map_ok(move |bytes| event(json!({ "type": "speech.audio.delta", "audio": BASE64_STANDARD.encode(bytes) })));
    sound.chain(stream::iter([Ok(event(json!({ "type": "speech.audio.done" })))]))
}

fn failed(error: io::Error) -> Refusal {
    EngineError::bad_audio(format!("it could not be packed: {error}")).into()
}
