//! MathML: its own words for a formula where it carries them, else its signs in a line.

use dom_query::NodeRef;

use super::said::{raised, said};
use super::tex::line as tex;
use crate::document::text::fold_space;

/// Returns the line for a `math` element.
pub(in crate::document) fn line(math: &NodeRef<'_>) -> String {
    let alternative = math.attr("alttext").map(|text| fold_space(&text)).filter(|text| !text.is_empty());
    if let Some(text) = &alternative {
        // Words for readers; else it is TeX.
        if !text.contains(['\\', '^', '_', '{', '$', '=']) && text.contains(' ') {
            return text.clone();
        }
    }
    let mut visits = Line::default();
    match visits.element(math, 0) {
        Some(()) => said(Some(visits.text)),
        None => alternative.or_else(|| annotation(math)).map_or_else(|| said(None), |text| tex(&text)),
    }
}

fn annotation(math: &NodeRef<'_>) -> Option<String> {
    let found = math.descendants_it().find(|node| node.has_name("annotation"));
    found.map(|node| node.text().to_string())
}

#[derive(Default)]
struct Line {
    text: String,
}

impl Line {
    /// The deepest nesting followed: what nests deeper is no line.
    const DEEPEST: usize = 24;

    /// Writes an element's signs; nothing when they do not make a line.
    fn element(&mut self, node: &NodeRef<'_>, depth: usize) -> Option<()> {
        if depth > Self::DEEPEST {
            return None;
        }
        let children = || node.children_it(false).filter(NodeRef::is_element);
        let name = node.node_name()?.to_ascii_lowercase();
        match name.as_str() {
            "mi" | "mn" | "mtext" => self.text.push_str(&fold_space(&node.text())),
            "mo" => self.operator(&fold_space(&node.text())),
            "mspace" | "mphantom" | "annotation" | "annotation-xml" => {}
            "math" | "mrow" | "mstyle" | "semantics" | "mpadded" => {
                for child in children() {
                    self.element(&child, depth + 1)?;
                }
            }
            "msup" => {
                let [base, power] = &children().collect::<Vec<_>>()[..] else { return None };
                self.element(base, depth + 1)?;
                self.text.push_str(&raised(&fold_space(&power.text()))?);
            }
            "msub" => {
                for child in children() {
                    self.element(&child, depth + 1)?;
                }
            }
            "mfrac" => {
                let parts: Vec<_> = children().map(|part| fold_space(&part.text())).collect();
                let [above, below] = &parts[..] else { return None };
                let number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
                if !number(above) || !number(below) {
                    return None;
                }
                self.text.extend([above, "/", below]);
            }
            _ => return None,
        }
        Some(())
    }

    fn operator(&mut self, sign: &str) {
        match sign {
            // Signs that nobody sees: times, the application of a function, a comma between indices.
            "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" | "" => {}
            "(" | ")" | "[" | "]" | "," | "|" | "!" | "′" | "%" => self.text.push_str(sign),
            _ => self.text.extend([" ", sign, " "]),
        }
    }
}
