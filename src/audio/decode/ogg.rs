//! Ogg's pages (RFC 3533): where one recording ends and the next begins in a chain, and whether the last one comes to its end.

/// Bytes of a page's header before its table of segments.
const HEADER_BYTES: usize = 27;
const FLAGS_AT: usize = 5;
const BEGINS: u8 = 2;
const ENDS: u8 = 4;

/// A page.
struct Page {
    flags: u8,
    bytes: usize,
}

/// Parts a chain into its recordings: one begins with a first page that does not stand among first pages.
pub(super) fn links(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut starts, mut at, mut is_beginning) = (Vec::new(), 0, false);
    while let Some(found) = memchr::memmem::find(&bytes[at..], b"OggS") {
        at += found;
        let begins = bytes.get(at + FLAGS_AT).is_some_and(|flags| flags & BEGINS != 0);
        if begins && !is_beginning {
            starts.push(at);
        }
        is_beginning = begins;
        at += page(&bytes[at..]).map_or(1, |page| page.bytes).min(bytes.len() - at).max(1);
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| &bytes[start..end]).collect()
}

/// Returns whether a recording comes to its end: its last page is whole. Streams may lack the mark that says that it is the last;
/// behind that mark nothing counts.
pub(super) fn is_whole(link: &[u8]) -> bool {
    let (mut at, mut has_ended) = (0, false);
    while let Some(page) = page(&link[at.min(link.len())..]).filter(|_| !has_ended) {
        at += page.bytes;
        has_ended = page.flags & ENDS != 0;
    }
    // What is left over begins a page that is not there.
    has_ended && at <= link.len() || at == link.len()
}

fn page(bytes: &[u8]) -> Option<Page> {
    let header = bytes.first_chunk::<HEADER_BYTES>().filter(|header| header.starts_with(b"OggS"))?;
    let segments = bytes.get(HEADER_BYTES..HEADER_BYTES + usize::from(header[HEADER_BYTES - 1]))?;
    let content: usize = segments.iter().copied().map(usize::from).sum();
    Some(Page { flags: header[FLAGS_AT], bytes: HEADER_BYTES + segments.len() + content })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page_of(flags: u8, content: &[u8]) -> Vec<u8> {
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.resize(HEADER_BYTES - 1, 0);
        page.extend([1, content.len() as u8]);
        page.extend(content);
        page
    }

    #[test]
    fn chains_are_parted_and_ends_are_seen() {
        let link = [page_of(BEGINS, b"head"), page_of(BEGINS, b"other head"), page_of(0, b"some"), page_of(ENDS, b"x")];
        let link = link.concat();
        let chain = link.repeat(3);
        assert_eq!(links(&chain), [&link[..], &link, &link]);
        assert!(is_whole(&link));
        let ends: Vec<usize> = [1, 2, 3].map(|pages| pages * (HEADER_BYTES + 1)).to_vec();
        let whole = [ends[0] + 4, ends[1] + 14, ends[2] + 18];
        for cut in 1..link.len() {
            assert_eq!(is_whole(&link[..cut]), whole.contains(&cut), "{cut}");
        }
        assert!(is_whole(&[&link[..], b"and what comes behind"].concat()));
        assert!(links(b"no page").is_empty());
    }
}
