//! What goes wrong at a real WordPress: each is told with what to do, and posts stay as they are.

use serde_json::json;

use super::Site;
use super::site::ask;
use crate::loopback::{Asked, Loopback, Reply};

/// Runs `aloud publish wordpress` on the first post, which has to fail, and gives what was told.
fn refused(site: &Site, url: &str) -> String {
    site.set_up("editor", url);
    let run = site.publish("password", &[site.link("first")]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("hint: "), "{}", run.stderr);
    assert!(!run.stderr.contains(site.made["password"].as_str().unwrap()));
    run.stderr
}

#[test]
fn what_goes_wrong_is_told_and_posts_stay() {
    let Some(site) = Site::start() else { return };
    let original = site.text("first");
    site.write("first", "Bridge", "The bridge reopened. A milk van crossed first.");
    site.write("framed", "Map", "Where it is.");
    site.bench.narrate(&["Bridge.md", "Map.md"]);

    // PHP's limits on forms do not hold for what we send.
    let (_small, url) = site.serve(&["post_max_size=8K", "upload_max_filesize=8K"]);
    site.set_up("editor", &url);
    for arguments in [&[][..], &["--remove"]] {
        let run = site.publish("password", &[&[site.link("first")], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    // Too large for a server before it, and for a network of sites.
    let is_upload = |asked: &Asked| asked.method == "POST" && asked.target.ends_with("media");
    for (status, body) in [(413, "<html>413"), (400, "{\"code\": \"rest_upload_file_too_big\"}")] {
        let narrow = Loopback::before(&site.url, move |asked| {
            is_upload(asked).then(|| Reply { status, headers: Vec::new(), body: body.into() })
        });
        let told = refused(&site, &narrow.url);
        assert!(told.contains("does not take a file as large as") && told.contains("client_max_body_size"), "{told}");
    }

    // The interface is closed by a plugin, or takes no application passwords.
    let refuse = "new WP_Error('rest_disabled', 'The REST API is not for you.', ['status' => 401])";
    for (plugin, wanted) in [
        (format!("add_filter('rest_authentication_errors', fn() => {refuse});"), "The REST API is not for you."),
        ("add_filter('rest_endpoints', fn() => []);".to_owned(), "has no interface at"),
        ("add_filter('wp_is_application_passwords_available', '__return_false');".to_owned(), "not signed in"),
        ("unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);".to_owned(), "header Authorization"),
        ("http_response_code(500); exit('<html>');".to_owned(), "answered 500"),
    ] {
        site.plug(Some(&plugin));
        let told = refused(&site, &site.url);
        assert!(told.contains(wanted), "{plugin}: {told}");
    }
    site.plug(None);
    let fenced = Loopback::serve(|_| Reply { status: 403, headers: Vec::new(), body: b"<html>who are you?".to_vec() });
    let told = refused(&site, &fenced.url);
    assert!(told.contains("switched off") && told.contains("a firewall"), "{told}");
    assert_eq!(site.text("first"), original);
    assert_eq!(site.ask("media", "", None).as_array().unwrap().len(), 0);

    // An author who may not write frames would lose them by saving.
    site.set_up("author", &site.url);
    let framed = site.text("framed");
    let run = site.publish("author", &[site.link("framed")]);
    assert!(run.code == 1 && run.stderr.contains("would drop its iframe"), "{}", run.stderr);
    assert_eq!(site.text("framed"), framed);

    // An editor saves while the audio is uploaded: their text stays, and the next run adds to it.
    let edited = original.replace("milk van", "bus");
    let (url, key) = (site.url.clone(), site.made["password"].as_str().unwrap().to_owned());
    let (route, text) = (format!("posts/{}", site.made["first"]["id"]), json!({ "content": edited }));
    let between = Loopback::before(&site.url, move |asked| {
        if is_upload(asked) {
            ask((&url, &key), &route, "", Some(&text));
        }
        None
    });
    let told = refused(&site, &between.url);
    assert!(told.contains("someone else changed the post"), "{told}");
    assert_eq!(site.text("first"), edited);
    site.set_up("editor", &site.url);
    assert_eq!(site.publish("password", &[site.link("first")]).code, 0);
    assert!(site.text("first").ends_with(&edited));
    assert_eq!(site.ask("media", "", None).as_array().unwrap().len(), 1);
}
