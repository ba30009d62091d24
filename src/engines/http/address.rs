//! Addresses and secret headers, from what a voice says.

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::engines::BuildError;
use crate::source::shown_text;
use crate::voice::Voice;

/// Reads a server's address, and what is to stand after it.
pub(in crate::engines) fn endpoint(voice: &Voice, base: &str, path: &str) -> Result<Url, BuildError> {
    // What is wrong may be a password in the address.
    let shown = shown_text(base);
    let shown = if shown.contains("//") { &shown } else { shown.rsplit('@').next().unwrap_or_default() };
    let wrong = |why: String| BuildError::setting(voice, format!("the url `{shown}` cannot be used: {why}"));
    let mut url = Url::parse(base).map_err(|error| wrong(error.to_string()))?;
    url.set_path(&format!("{}{path}", url.path().trim_end_matches('/')));
    match url.scheme() {
        "http" | "https" if url.username().is_empty() && url.password().is_none() => Ok(url),
        "http" | "https" => Err(wrong("a password has no place in it; use the voice's [keys]".to_owned())),
        other => Err(wrong(format!("`{other}` is not http or https"))),
    }
}

/// Makes a header of a key that is never shown, with what stands before it (`Bearer `).
pub(in crate::engines) fn secret_header(
    voice: &Voice,
    before: &str,
    key: &SecretString,
) -> Result<HeaderValue, BuildError> {
    let value = HeaderValue::from_str(&format!("{before}{}", key.expose_secret()));
    let mut value = value.map_err(|_| {
        BuildError::setting(voice, "the key holds characters that no key has, such as a line break".to_owned())
    })?;
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        let voice = Voice::parse("name = 'v'\nengine = 'openai'\nlicence = 'none'", "v").unwrap();
        let url = |base| endpoint(&voice, base, "/audio/speech");
        assert_eq!(url("http://127.0.0.1:8880/v1/").unwrap().as_str(), "http://127.0.0.1:8880/v1/audio/speech");
        for wrong in ["", "127.0.0.1:80", "file:///etc", "http://user:pass@host/v1", "https://"] {
            assert!(url(wrong).is_err(), "{wrong}");
        }
        for secret in ["http://user:pass@host/v1", "tcp://user:pass@host", "user:pass@host"] {
            let error = crate::error::whole_message(&url(secret).unwrap_err());
            assert!(error.contains("host") && !error.contains("pass@"), "{error}");
        }
    }
}
