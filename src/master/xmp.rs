//! The `_PMX` chunk: XMP, where asset systems look for who, what and by which means (Adobe XMP Specification part 3; IPTC
//! Photo Metadata 2023 for the digital source type).

use super::Manifest;
use super::escape::markup;
use crate::audio::{Tags, riff};
use crate::language::Language;

/// Builds the chunk.
pub(super) fn chunk(manifest: &Manifest, tags: &Tags) -> Vec<u8> {
    let article = &manifest.article;
    let mut properties = String::new();
    let mut add = |name: &str, list: &str, items: &[&str]| {
        let attribute = if list == "Alt" { " xml:lang=\"x-default\"" } else { "" };
        let items: String = items
            .iter()
            .filter(|item| !item.is_empty())
            .map(|item| format!("<rdf:li{attribute}>{}</rdf:li>", markup(item)))
            .collect();
        if !items.is_empty() {
            properties.push_str(&format!("<{name}><rdf:{list}>{items}</rdf:{list}></{name}>\n"));
        }
    };
    let authors: Vec<&str> = article.authors.iter().map(String::as_str).collect();
    add("dc:title", "Alt", &[article.title.as_deref().unwrap_or_default()]);
    add("dc:creator", "Seq", &authors);
    add("dc:rights", "Alt", &[&tags.copyright]);
    add("dc:language", "Bag", &[article.language.as_ref().map(Language::as_str).unwrap_or_default()]);
    let mut add = |name: &str, text: &str| {
        if !text.is_empty() {
            properties.push_str(&format!("<{name}>{}</{name}>\n", markup(text)));
        }
    };
    add("dc:source", article.url.as_deref().unwrap_or_default());
    add("xmp:CreatorTool", &manifest.software);
    add("Iptc4xmpExt:DigitalSourceType", manifest.source_type().address());
    let mut packet = format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n<rdf:Description rdf:about=\"\"\n \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\"\n \
         xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">\n{properties}</rdf:Description>\n</rdf:RDF>\n\
         </x:xmpmeta>\n<?xpacket end=\"r\"?>"
    );
    // Even, as hound and others forget the pad byte of an odd chunk.
    if packet.len() % 2 == 1 {
        packet.push('\n');
    }
    riff::chunk(b"_PMX", packet.as_bytes())
}
