//! When to come back, in the ways services say it.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use serde_json::Value;

/// Reads when to come back: `Retry-After` in seconds or as a date, OpenAI's milliseconds, Google's and Hugging Face's fields
/// in the body.
pub(super) fn read(headers: &HeaderMap, json: Option<&Value>) -> Option<Duration> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let millis = || header("retry-after-ms")?.parse::<u32>().ok().map(|ms| Duration::from_millis(ms.into()));
    let after = || {
        let text = header(RETRY_AFTER.as_str())?;
        seconds(text).or_else(|| {
            // Counted from the server's own clock, so that a wrong clock on either side does no harm.
            let (then, now) =
                (httpdate::parse_http_date(text).ok()?, httpdate::parse_http_date(header(DATE.as_str())?).ok()?);
            Some(then.duration_since(now).unwrap_or_default())
        })
    };
    let google = || {
        let details = json?.pointer("/error/details")?.as_array()?;
        details.iter().find_map(|detail| detail.get("retryDelay")?.as_str()?.strip_suffix('s').and_then(seconds))
    };
    let estimated = || Duration::try_from_secs_f64(json?.get("estimated_time")?.as_f64()?).ok();
    millis().or_else(after).or_else(google).or_else(estimated)
}

/// Reads a number of seconds.
pub(super) fn seconds(text: &str) -> Option<Duration> {
    text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
}
