//! Silences that authors ask for in Markdown, by a comment: `<!-- pause 2s -->`.

use std::time::Duration;

/// How long a pause is where its comment does not say. Taste.
const USUAL: Duration = Duration::from_secs(1);
/// The longest: whoever hears nothing for longer believes that the recording has ended.
const LONGEST: Duration = Duration::from_secs(60);

/// Returns the silence that the comments in a piece of HTML ask for together, if any does.
pub(super) fn asked(html: &str) -> Option<Duration> {
    let comments = html.split("<!--").skip(1).filter_map(|rest| rest.split("-->").next());
    let asked = comments.filter_map(|comment| length(comment.trim())).sum::<Duration>();
    (!asked.is_zero()).then_some(asked.min(LONGEST))
}

/// Reads what a comment says: `pause`, `pause 2s`, `pause: 800 ms`.
fn length(comment: &str) -> Option<Duration> {
    let rest = comment.strip_prefix("pause").or_else(|| comment.strip_prefix("Pause"))?;
    if rest.is_empty() {
        return Some(USUAL);
    }
    if !rest.starts_with([' ', ':', '=']) {
        return None;
    }
    let text = rest.trim_start_matches([' ', ':', '=']).trim_end();
    let (number, milliseconds) = match text.strip_suffix("ms") {
        Some(number) => (number, true),
        None => (text.strip_suffix('s').unwrap_or(text), false),
    };
    let number: f64 = number.trim().parse().ok()?;
    let seconds = if milliseconds { number / 1_000.0 } else { number };
    Duration::try_from_secs_f64(seconds).ok().map(|length| length.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_ask_for_pauses_and_others_do_not() {
        let ms = |html: &str| asked(html).map(|length| length.as_millis());
        for (html, length) in [
            ("<!-- pause -->", Some(1_000)),
            ("<!-- pause 2s -->", Some(2_000)),
            ("<!--pause: 800 ms-->", Some(800)),
            ("<!-- pause=1.5s -->", Some(1_500)),
            ("<!-- pause 0.5 -->\n<!-- pause 1 -->", Some(1_500)),
            ("<!-- pause 999s -->", Some(60_000)),
            ("<!-- pauses are long -->", None),
            ("<!-- pause for thought -->", None),
            ("<!-- pause -1s -->", None),
            ("<!-- more -->", None),
            ("<!-- pause NaN -->", None),
            ("<br>", None),
        ] {
            assert_eq!(ms(html), length, "{html}");
        }
    }
}
