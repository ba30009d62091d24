//! A cluster that lets in only who has a credentials file, as `nsc` makes them: an operator signs an account, which signs users.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use nkeys::KeyPair;
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::cluster::Nats;

/// Signs claims the way NATS wants it (its ADR 14: a JWT of the algorithm `ed25519-nkey`).
#[allow(clippy::disallowed_methods, reason = "claims carry the time")]
fn sign(by: &KeyPair, of: &KeyPair, name: &str, nats: Value) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let claims = json!({
        "jti": name, "iat": now, "iss": by.public_key(), "sub": of.public_key(), "name": name, "nats": nats,
    });
    let encode = |json: Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let signed = format!("{}.{}", encode(json!({ "typ": "JWT", "alg": "ed25519-nkey" })), encode(claims));
    let signature = URL_SAFE_NO_PAD.encode(by.sign(signed.as_bytes()).unwrap());
    format!("{signed}.{signature}")
}

/// The text of a credentials file.
fn credentials(account: &KeyPair) -> String {
    let user = KeyPair::new_user();
    let none = json!({ "type": "user", "version": 2, "pub": {}, "sub": {}, "subs": -1, "data": -1, "payload": -1 });
    let jwt = sign(account, &user, "aloud", none);
    let seed = user.seed().unwrap();
    format!(
        "-----BEGIN NATS USER JWT-----\n{jwt}\n------END NATS USER JWT------\n\n\
         -----BEGIN USER NKEY SEED-----\n{seed}\n------END USER NKEY SEED------\n"
    )
}

#[test]
fn a_cluster_of_an_operator_is_reached_with_a_credentials_file() {
    let (operator, account, system) = (KeyPair::new_operator(), KeyPair::new_account(), KeyPair::new_account());
    let limits = json!({
        "subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1, "wildcards": true, "conn": -1,
        "leaf": -1, "mem_storage": -1, "disk_storage": -1, "streams": -1, "consumer": -1,
    });
    let claims = json!({ "type": "account", "version": 2, "limits": limits });
    let plain = json!({ "type": "account", "version": 2, "limits": {
        "subs": -1, "data": -1, "payload": -1, "imports": -1, "exports": -1, "wildcards": true, "conn": -1, "leaf": -1,
    }});
    let operator_jwt = sign(&operator, &operator, "operator", json!({ "type": "operator", "version": 2 }));
    let config = format!(
        "operator: {operator_jwt}\nsystem_account: {}\nresolver: MEMORY\nresolver_preload: {{ {}: {}, {}: {} }}\n",
        system.public_key(),
        system.public_key(),
        sign(&operator, &system, "system", plain),
        account.public_key(),
        sign(&operator, &account, "account", claims),
    );
    let Some(nats) = Nats::start_with(1, &config) else { return };
    let bench = Bench::new();
    bench.write("good.creds", credentials(&account));
    bench.write("strange.creds", credentials(&KeyPair::new_account()));
    bench.write("broken.creds", "no credentials");
    let up = |more: &[&str]| bench.aloud(&[&["fleet", "up", "--nats", &nats.urls()], more].concat());
    let run = up(&["--nats-creds", "good.creds"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for more in
        [&[][..], &["--nats-creds", "strange.creds"], &["--nats-creds", "broken.creds"], &["--nats-creds", "none"]]
    {
        let run = up(more);
        assert_eq!(run.code, 2, "{more:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
        assert!(!run.stderr.contains("SU"), "no seed is shown: {}", run.stderr);
    }
}
