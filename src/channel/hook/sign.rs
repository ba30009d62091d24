//! Signing a call as a sender would, to find out whether it would be believed.

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use ring::hmac;
use secrecy::{ExposeSecret, SecretString};

use super::HookKind;

/// Returns the headers of a call that is signed now; nothing for Contentful, which signs its path as it knows it.
#[must_use]
pub fn sign(kind: HookKind, secret: &SecretString, body: &str, now_ms: u64) -> Option<Vec<(&'static str, String)>> {
    let mac = |key: &[u8], text: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes());
    let plain = secret.expose_secret().as_bytes();
    let hex = |tag: hmac::Tag| tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let seconds = (now_ms / 1_000).to_string();
    Some(match kind {
        HookKind::Ghost => {
            let tag = hex(mac(plain, &format!("{body}{now_ms}")));
            vec![("x-ghost-signature", format!("sha256={tag}, t={now_ms}"))]
        }
        HookKind::Aloud => {
            let tag = hex(mac(plain, &format!("{seconds}.{body}")));
            vec![("aloud-timestamp", seconds), ("aloud-signature", format!("v1={tag}"))]
        }
        HookKind::Sanity => {
            let tag = BASE64_URL_SAFE_NO_PAD.encode(mac(plain, &format!("{now_ms}.{body}")));
            vec![("sanity-webhook-signature", format!("t={now_ms},v1={tag}"))]
        }
        HookKind::Standard => {
            let key = super::verify::standard_key(secret);
            let tag = BASE64_STANDARD.encode(mac(&key, &format!("check.{seconds}.{body}")));
            vec![
                ("webhook-id", "check".to_owned()),
                ("webhook-timestamp", seconds),
                ("webhook-signature", format!("v1,{tag}")),
            ]
        }
        HookKind::Github => vec![("x-hub-signature-256", format!("sha256={}", hex(mac(plain, body))))],
        HookKind::Strapi | HookKind::Directus | HookKind::Bearer => {
            vec![("authorization", format!("Bearer {}", secret.expose_secret()))]
        }
        HookKind::Contentful => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::hook::{Call, verify};

    #[test]
    fn what_is_signed_is_believed() {
        let secret = SecretString::from("a secret");
        for kind in
            [HookKind::Ghost, HookKind::Aloud, HookKind::Sanity, HookKind::Standard, HookKind::Github, HookKind::Bearer]
        {
            let headers = sign(kind, &secret, "{}", 1_772_000_000_123).unwrap().into_iter();
            let headers = headers.map(|(name, value)| (name.to_owned(), value)).collect();
            let call = Call { method: "POST".into(), target: "/hooks/news".into(), headers, body: b"{}".to_vec() };
            verify(kind, std::slice::from_ref(&secret), &call, 1_772_000_001_000).unwrap();
        }
    }
}
