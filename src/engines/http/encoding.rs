//! Base64 as services write it: of either alphabet, with and without padding, in lines, as a `data:` address.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::speech::EngineError;

/// Reads either alphabet once it is brought to the standard one.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// Reads the Base64 in which services put sound into JSON.
///
/// # Errors
/// When it is none.
pub(in crate::engines) fn from_base64(text: &str) -> Result<Vec<u8>, EngineError> {
    decode(text).map_err(|error| EngineError::bad_audio(format!("its Base64 is broken: {error}")))
}

/// Reads Base64.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, base64::DecodeError> {
    let text = text.trim_start();
    let text = match text.strip_prefix("data:").and_then(|address| address.split_once(',')) {
        Some((kind, data)) if kind.ends_with(";base64") => data,
        _ => text,
    };
    let standard: String = text
        .chars()
        .filter(|c| !matches!(c, '\r' | '\n' | '\t'))
        .map(|c| match c {
            '-' => '+',
            '_' => '/',
            c => c,
        })
        .collect();
    LENIENT.decode(standard)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_it_is_read() {
        let bytes = b"\xfb\xff\xfe sound\x00";
        for text in [
            "+//+IHNvdW5kAA==",
            "-__-IHNvdW5kAA==",
            "-__-IHNvdW5kAA",
            "+//+IHNv\r\ndW5k\nAA==\n",
            "data:audio/wav;base64,+//+IHNvdW5kAA==",
        ] {
            assert_eq!(from_base64(text).unwrap(), bytes, "{text}");
        }
        assert!(from_base64("not Base64!").is_err());
        assert!(from_base64("A").is_err());
    }
}
