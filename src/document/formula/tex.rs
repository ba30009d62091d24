//! TeX: formulas in the text of pages and Markdown, and what can be said of them.

use std::borrow::Cow;

use super::said::{raised, said};

/// The longest formula looked for in a text, in bytes: a mark without its like is text. Taste.
const LONGEST_BYTES: usize = 2_000;

/// Commands that stand for a sign or a letter.
const SIGNS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ε"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("phi", "φ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("times", " × "),
    ("cdot", " · "),
    ("pm", " ± "),
    ("le", " ≤ "),
    ("leq", " ≤ "),
    ("ge", " ≥ "),
    ("geq", " ≥ "),
    ("ne", " ≠ "),
    ("neq", " ≠ "),
    ("approx", " ≈ "),
    ("sim", " ~ "),
    ("infty", "∞"),
    ("degree", "°"),
    ("circ", "°"),
    ("%", "%"),
    ("$", "$"),
    ("&", "&"),
    ("#", "#"),
    ("log", "log "),
    ("ln", "ln "),
    ("sin", "sin "),
    ("cos", "cos "),
    ("tan", "tan "),
    ("min", "min "),
    ("max", "max "),
    ("ldots", "…"),
    ("dots", "…"),
    ("ell", "l"),
    ("hbar", "ħ"),
    ("to", " → "),
    ("rightarrow", " → "),
];

/// Commands that say how a formula looks, with nothing to say.
const SILENT: &[&str] = &[
    "left", "right", "displaystyle", "textstyle", ",", ";", "!", ":", " ", "quad", "qquad", "mathrm", "mathbf",
    "mathit", "mathsf", "mathcal", "text", "textrm", "textit", "textbf", "operatorname", "rm", "bf", "it", "big",
    "Big", "limits",
];

/// Returns the line for a formula written in TeX.
pub(in crate::document) fn line(tex: &str) -> String {
    said(linear(tex))
}

/// Writes a formula's signs in a line; nothing when it has more than one.
fn linear(tex: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = tex.trim();
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '\\' => {
                let letters = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
                let length = if letters == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { letters };
                let (name, after) = rest.split_at(length);
                rest = after;
                if name == "frac" || name == "tfrac" || name == "dfrac" {
                    let (above, below, after) = fraction(rest)?;
                    rest = after;
                    text.extend([above, "/", below]);
                } else if let Some((_, sign)) = SIGNS.iter().find(|(command, _)| *command == name) {
                    text.push_str(sign);
                } else if !SILENT.contains(&name) {
                    return None;
                }
            }
            '^' => {
                let (power, after) = argument(rest)?;
                rest = after;
                text.push_str(&if power == "\\circ" { "°".to_owned() } else { raised(power)? });
            }
            '_' => {
                let (index, after) = argument(rest)?;
                rest = after;
                text.push_str(&linear(index)?);
            }
            '{' | '}' | '$' => {}
            '~' => text.push(' '),
            '&' => return None,
            '=' | '+' | '<' | '>' | '-' | '*' => text.extend([" ", first.encode_utf8(&mut [0; 4]), " "]),
            _ => text.push(first),
        }
    }
    Some(text)
}

/// Reads the two numbers of a fraction, and returns what stands behind it too.
fn fraction(text: &str) -> Option<(&str, &str, &str)> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (above, after) = argument(text)?;
    let (below, after) = argument(after)?;
    (is_number(above) && is_number(below)).then_some((above, below, after))
}

/// Reads what a command is given: a group in braces, a command, or one sign.
fn argument(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if first == '\\' {
        let end = text[1..].find(|c: char| !c.is_ascii_alphabetic()).map_or(text.len(), |end| end + 1);
        return Some(text.split_at(end));
    }
    if first != '{' {
        return Some(text.split_at(first.len_utf8()));
    }
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some((text[1..at].trim(), &text[at + 1..])),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Puts lines in the place of the formulas in a text: `\(…\)`, `\[…\]`, `$$…$$`, and `$…$` where it is no money.
pub(in crate::document) fn in_text(text: &str) -> Cow<'_, str> {
    if !text.contains("\\(") && !text.contains("\\[") && !text.contains('$') && !text.contains("\\begin{") {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\\', '$']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        match formula(rest, kept.chars().next_back()) {
            Some(found) => {
                kept.push_str(&line(found.inside));
                rest = &rest[found.length..];
            }
            None => {
                // An escaped dollar opens nothing.
                let length = if rest.starts_with("\\$") { 2 } else { 1 };
                kept.push_str(&rest[..length]);
                rest = &rest[length..];
            }
        }
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

struct Formula<'a> {
    inside: &'a str,
    length: usize,
}

/// Reads the formula that a text begins with.
fn formula(text: &str, before: Option<char>) -> Option<Formula<'_>> {
    let end = text.floor_char_boundary(text.len().min(LONGEST_BYTES));
    let near = &text[..end];
    let paired = |open: &str, close: &str| {
        let inside = near.strip_prefix(open)?;
        let end = inside.find(close).filter(|end| *end > 0)?;
        Some(Formula { inside: &inside[..end], length: open.len() + end + close.len() })
    };
    let environment = || {
        let name = near.strip_prefix("\\begin{")?.split('}').next()?;
        let known =
            ["equation", "align", "gather", "matrix", "pmatrix", "bmatrix", "cases", "split", "eqnarray", "multline"];
        known.contains(&name.trim_end_matches('*')).then(|| paired("\\begin", &format!("\\end{{{name}}}")))?
    };
    paired("\\(", "\\)")
        .or_else(|| paired("\\[", "\\]").filter(|found| is_mathematics(found.inside)))
        .or_else(environment)
        .or_else(|| paired("$$", "$$"))
        .or_else(|| {
            // As pandoc has it: no space inside the marks, no digit behind them; and signs that money has not.
            let found = paired("$", "$").filter(|found| !found.inside.contains('\n'))?;
            let free = before.is_none_or(|before| !before.is_alphanumeric() && before != '$');
            let tight = !found.inside.starts_with(char::is_whitespace) && !found.inside.ends_with(char::is_whitespace);
            let digit = text[found.length..].starts_with(|c: char| c.is_ascii_digit());
            (free && tight && !digit && is_mathematics(found.inside)).then_some(found)
        })
}

/// Returns whether a text between marks is a formula: it has TeX's signs, or is a letter or a short equation.
fn is_mathematics(inside: &str) -> bool {
    let letter = inside.chars().count() == 1 && inside.chars().all(char::is_alphabetic);
    let equation = inside.contains('=') && inside.split_whitespace().count() <= 12;
    letter || equation || inside.contains(['\\', '^', '_'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_a_line_is_said_and_the_rest_is_a_formula() {
        for (tex, said) in [
            ("E=mc^2", "E = mc²"),
            ("F = \\sigma A", "F = σ A"),
            ("x_1 \\le 10^{-3}", "x1 ≤ 10⁻³"),
            ("\\frac{1}{2}", "1/2"),
            ("20\\,^\\circ\\mathrm{C}", "20°C"),
            ("\\int_0^1 x\\,dx", "\u{fffc}"),
            ("\\frac{a+b}{c}", "\u{fffc}"),
            ("x^n", "\u{fffc}"),
        ] {
            assert_eq!(line(tex), said, "{tex}");
        }
    }

    #[test]
    fn formulas_are_found_in_text_and_money_is_not() {
        for (text, said) in [
            ("The load \\(F\\) is small.", "The load F is small."),
            ("It is $E=mc^2$ here.", "It is E = mc² here."),
            ("$$\\sum_i x_i$$", "\u{fffc}"),
            ("It costs $5 or $6, not $7.", "It costs $5 or $6, not $7."),
            ("From US$5 to US$10 a day.", "From US$5 to US$10 a day."),
            ("Between $1m and $2m = a lot.", "Between $1m and $2m = a lot."),
            ("A path C:\\(x) and \\[sic] stay.", "A path C:\\(x) and \\[sic] stay."),
            ("an escaped \\$5 and $6$7", "an escaped \\$5 and $6$7"),
        ] {
            assert_eq!(in_text(text), said, "{text}");
        }
    }
}
