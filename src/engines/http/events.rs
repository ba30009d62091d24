//! Server-sent events (WHATWG HTML, section "Server-sent events").

/// Returns the data of each event, lines of one event joined by line breaks.
pub(super) fn read(stream: &str) -> Vec<String> {
    let mut events = Vec::new();
    let mut data: Option<String> = None;
    let stream = stream.strip_prefix('\u{FEFF}').unwrap_or(stream);
    // The end of the stream ends the last event too: many servers leave its empty line out.
    for line in stream.replace("\r\n", "\n").split(['\n', '\r']).chain([""]) {
        match line.split_once(':').unwrap_or((line, "")) {
            ("", "") if line.is_empty() => events.extend(data.take()),
            ("data", value) => {
                let value = value.strip_prefix(' ').unwrap_or(value);
                match &mut data {
                    None => data = Some(value.to_owned()),
                    Some(data) => {
                        data.push('\n');
                        data.push_str(value);
                    }
                }
            }
            // Comments and other fields.
            _ => {}
        }
    }
    events
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_may_have_several_lines_comments_and_any_line_end() {
        let stream =
            ": hello\n\nevent: x\ndata: {\"a\":\ndata: 1}\nid: 7\n\ndata:two\r\n\r\ndata\rdata: \r\rdata: last";
        assert_eq!(read(stream), ["{\"a\":\n1}", "two", "\n", "last"]);
        assert!(read("no events: here\n\n").is_empty());
    }
}
