//! Texts with `{names}` in them, filled with what is known of an entry and a narration.

use std::collections::BTreeMap;

use serde_json::Value;
use url::form_urlencoded;

/// What names stand for.
pub(super) type Names = BTreeMap<&'static str, Value>;

/// Fills a text; a name that is not known stays.
pub(super) fn text(template: &str, names: &Names) -> String {
    filled(template, names, str::to_owned)
}

/// Fills an address: what comes in is written so that it is one part of it.
pub(super) fn address(template: &str, names: &Names) -> String {
    filled(template, names, |text| {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    })
}

/// Fills a template of JSON: a text that is nothing but a name becomes the value of that name.
pub(super) fn json(template: &Value, names: &Names) -> Value {
    match template {
        Value::String(text) => {
            let name = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            name.and_then(|name| names.get(name)).cloned().unwrap_or_else(|| self::text(text, names).into())
        }
        Value::Array(list) => list.iter().map(|one| json(one, names)).collect(),
        Value::Object(object) => object.iter().map(|(name, one)| (self::text(name, names), json(one, names))).collect(),
        other => other.clone(),
    }
}

fn filled(template: &str, names: &Names, write: impl Fn(&str) -> String) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let known = after.split_once('}').and_then(|(name, after)| Some((names.get(name)?, after)));
        match known {
            Some((value, after)) => {
                text.push_str(&write(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
                rest = after;
            }
            None => {
                text.push('{');
                rest = after;
            }
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_are_filled_in_where_they_stand() {
        let names = Names::from([("slug", "a b&c".into()), ("n", 3.into()), ("none", Value::Null)]);
        assert_eq!(text("{slug}/{n} {other} {", &names), "a b&c/3 {other} {");
        assert_eq!(address("items?filter[slug]={slug}", &names), "items?filter[slug]=a%20b%26c");
        let template = json!({ "{slug}": ["{n}", "n is {n}", "{none}", true] });
        assert_eq!(json(&template, &names), json!({ "a b&c": [3, "n is 3", null, true] }));
    }
}
