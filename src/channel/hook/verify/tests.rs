//! Every verifier against signatures made with Python's `hmac` and `base64` from the descriptions of the senders.

use super::*;

const NOW_MS: u64 = 1_772_000_000_000;
/// Letters beyond ASCII, written in both ways, and a line's end: what a reader of JSON would write otherwise.
const BODY: &str = "{\"title\":\"Caf\u{e9} \\u00e9\"}\n";

fn secrets() -> Vec<SecretString> {
    vec![SecretString::from("a new secret"), SecretString::from("a secret")]
}

fn call(headers: &[(&str, &str)]) -> Call {
    let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Call { method: "POST".into(), target: "/hooks/news?a=b".into(), headers, body: BODY.into() }
}

/// Checks that a call is believed as it is, and not when anything of it is another.
fn check(kind: HookKind, secrets: &[SecretString], headers: &[(&str, &str)], is_timed: bool) {
    let good = call(headers);
    verify(kind, secrets, &good, NOW_MS).unwrap();
    verify(kind, secrets, &good, NOW_MS + 299_000).unwrap();
    let mut changed = good.clone();
    changed.body.pop();
    assert_eq!(verify(kind, secrets, &changed, NOW_MS), Err(Refusal::Wrong { hint: "" }), "{kind:?}: its last byte");
    let other = [SecretString::from("another")];
    assert_eq!(verify(kind, &other, &good, NOW_MS), Err(Refusal::Wrong { hint: "" }), "{kind:?}: another secret");
    assert!(verify(kind, &[], &good, NOW_MS).is_err(), "{kind:?}: no secret");
    let late = verify(kind, secrets, &good, NOW_MS + 301_000);
    assert_eq!(late == Err(Refusal::Stale { seconds: 301 }), is_timed, "{kind:?}: {late:?}");
    for (name, _) in headers {
        let mut lacking = good.clone();
        lacking.headers.remove(*name);
        assert!(verify(kind, secrets, &lacking, NOW_MS).is_err(), "{kind:?} without {name}");
        lacking.headers.insert((*name).to_owned(), "é,=;v1,sha256=zz".to_owned());
        assert!(verify(kind, secrets, &lacking, NOW_MS).is_err(), "{kind:?} with another {name}");
    }
}

#[test]
fn ghosts_calls_are_signed_with_the_time_behind_the_body() {
    let signature = "sha256=dc64609a7fe481e18b529ca3e64271ffdba6c501886a05c4fccff2d5cbf771e1, t=1772000000000";
    check(HookKind::Ghost, &secrets(), &[("x-ghost-signature", signature)], true);
    let before = "sha256=b405da97d6d078bcd3da86215e8e2fe465265a243732312d4457b0510f66dd86, t=1772000000000";
    let refused = verify(HookKind::Ghost, &secrets(), &call(&[("x-ghost-signature", before)]), NOW_MS).unwrap_err();
    assert!(refused.to_string().contains("before Ghost 5.87.1"), "{refused}");
}

#[test]
fn our_own_calls_are_signed_as_our_webhook_signs() {
    let signature = "v1=e1f388b3f1b98c9141bf4f432f825cf55352bf2f72667ab96b93aa53530c9d5b";
    let headers = [("aloud-timestamp", "1772000000"), ("aloud-signature", signature)];
    check(HookKind::Aloud, &secrets(), &headers, true);
}

#[test]
fn sanitys_calls_are_in_url_safe_base64() {
    let signature = "t=1772000000000,v1=pilBJozGzbResXg4bJuNuPJjUC4aPsVvwBIkI_tqi98";
    check(HookKind::Sanity, &secrets(), &[("sanity-webhook-signature", signature)], true);
}

#[test]
fn standard_webhooks_may_bear_several_signatures() {
    let signature = "v1a,none v1,AAAA v1,fqMvZjF4gFfo5+6aiQ58NdoK8PZtdk6Imz5HzKke6Vk=";
    let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", "1772000000"), ("webhook-signature", signature)];
    check(HookKind::Standard, &[SecretString::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")], &headers, true);
}

#[test]
fn hub_signatures_know_no_time() {
    let signature = "sha256=b405da97d6d078bcd3da86215e8e2fe465265a243732312d4457b0510f66dd86";
    check(HookKind::Github, &secrets(), &[("x-hub-signature-256", signature)], false);
}

#[test]
fn contentfuls_calls_are_signed_with_path_and_headers() {
    let headers = [
        ("x-contentful-signature", "0f5610aa542bb5f8b5c13e590be3cdca2c6e3549254edba5795c85c88bbacc02"),
        ("x-contentful-signed-headers", "x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic"),
        ("x-contentful-timestamp", "1772000000000"),
        ("x-contentful-topic", "ContentManagement.Entry.publish"),
    ];
    check(HookKind::Contentful, &secrets(), &headers, true);
    let elsewhere = Call { target: "/news".into(), ..call(&headers) };
    assert_eq!(
        verify(HookKind::Contentful, &secrets(), &elsewhere, NOW_MS),
        Err(Refusal::Wrong { hint: "" }),
        "a proxy that strips the path"
    );
}

#[test]
fn words_that_stay_the_same_come_in_a_header_or_the_address() {
    for given in ["a secret", "Bearer a secret", "bearer a new secret"] {
        verify(HookKind::Strapi, &secrets(), &call(&[("authorization", given)]), NOW_MS).unwrap();
    }
    let by_address = Call { target: "/hooks/news?token=a+secret".into(), ..Call::default() };
    verify(HookKind::Bearer, &secrets(), &by_address, NOW_MS).unwrap();
    assert!(verify(HookKind::Directus, &secrets(), &call(&[("authorization", "Bearer a")]), NOW_MS).is_err());
    assert!(verify(HookKind::Directus, &secrets(), &call(&[]), NOW_MS).is_err());
}
