//! Our own feeds without some of their entries: what is pruned is heard nowhere, and the rest stays as it is written.

use std::collections::BTreeSet;

use super::channel::{JSON_NAME, RSS_NAME};
use super::existing::{FeedError, entries};

/// The names of our feeds in a folder of narrations.
pub const NAMES: [&str; 2] = [RSS_NAME, JSON_NAME];

/// Takes the entries of narrations, by their `guid`s, out of a feed, and returns it with the `guid`s that it had; every other byte
/// stays.
///
/// # Errors
/// When it is no feed, or broken.
pub fn without(bytes: &[u8], guids: &BTreeSet<String>) -> Result<(Vec<u8>, BTreeSet<String>), FeedError> {
    let is_json = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let all = entries(bytes, "")?;
    let (mut kept, mut had) = (Vec::with_capacity(bytes.len()), BTreeSet::new());
    let mut copied = 0;
    for (number, entry) in all.iter().enumerate() {
        let Some(guid) = entry.addresses.iter().find(|address| guids.contains(*address)) else { continue };
        had.insert(guid.clone());
        let is_space = |byte: &&u8| byte.is_ascii_whitespace() || is_json && **byte == b',';
        let space = |before: &[u8]| before.iter().rev().take_while(is_space).count();
        let start = (entry.place.start - space(&bytes[..entry.place.start])).max(copied);
        kept.extend_from_slice(&bytes[copied..start]);
        copied = entry.place.end;
        // In JSON the comma behind the first entry that is left goes, since none is before it.
        let is_first = all[..number].iter().all(|before| before.addresses.iter().any(|own| guids.contains(own)));
        if is_json && is_first && bytes.get(copied) == Some(&b',') {
            copied += 1;
        }
    }
    kept.extend_from_slice(&bytes[copied..]);
    Ok((kept, had))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guids(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| format!("urn:{name}")).collect()
    }

    #[test]
    fn entries_go_and_all_else_stays() {
        let item =
            |name: &str| format!("\n    <item>\n      <guid isPermaLink=\"false\">urn:{name}</guid>\n    </item>");
        let rss = |names: &[&str]| {
            let items: String = names.iter().map(|name| item(name)).collect();
            format!("<rss version=\"2.0\"><channel>\n    <title>Té</title>{items}\n  </channel></rss>\n")
        };
        let json = |names: &[&str]| {
            let items: Vec<_> =
                names.iter().map(|name| serde_json::json!({ "id": format!("urn:{name}"), "title": "a, b" })).collect();
            format!("{:#}\n", serde_json::json!({ "version": "https://jsonfeed.org/version/1.1", "items": items }))
        };
        for (all, gone, left) in [
            (&["a", "b", "c"][..], &["b"][..], &["a", "c"][..]),
            (&["a", "b", "c"], &["a"], &["b", "c"]),
            (&["a", "b", "c"], &["c"], &["a", "b"]),
            (&["a", "b", "c"], &["a", "b"], &["c"]),
            (&["a", "b", "c"], &["a", "c"], &["b"]),
            (&["a", "b", "c"], &["b", "c", "d"], &["a"]),
            (&["a", "b"], &["d"], &["a", "b"]),
        ] {
            let (kept, had) = without(rss(all).as_bytes(), &guids(gone)).unwrap();
            assert_eq!(String::from_utf8(kept).unwrap(), rss(left), "{gone:?}");
            assert_eq!(had.len(), all.len() - left.len());
            let (kept, _) = without(json(all).as_bytes(), &guids(gone)).unwrap();
            assert_eq!(String::from_utf8(kept).unwrap(), json(left), "{gone:?}");
        }
        let (kept, _) = without(json(&["a", "b"]).as_bytes(), &guids(&["a", "b"])).unwrap();
        let feed: serde_json::Value = serde_json::from_slice(&kept).unwrap();
        assert_eq!(feed["items"], serde_json::json!([]));
        assert_eq!(without(b"{}", &guids(&["a"])), Err(FeedError::NotAFeed));
    }
}
