//! The boxes of an MP4 that holds one AAC track (ISO/IEC 14496-12 and -14).

/// What the movie box tells.
pub(super) struct Movie<'a> {
    /// Frames a second.
    pub(super) hz: u32,
    /// Frames to be heard.
    pub(super) frames: u64,
    /// Frames decoded before them.
    pub(super) priming: u64,
    /// The language in ISO 639-2, or nothing.
    pub(super) language: &'a str,
    /// The decoder's configuration, ISO/IEC 14496-3.
    pub(super) config: &'a [u8],
    /// Bytes of each packet.
    pub(super) sizes: &'a [u32],
    /// Where the first packet stands.
    pub(super) data_at: u64,
}

/// Frames of an AAC-LC packet.
const PACKET_FRAMES: u64 = 1_024;
/// Packets of a chunk: players read a chunk at once.
const CHUNK_PACKETS: usize = 32;
/// The matrix that leaves a picture as it is.
const UNITY: [u32; 9] = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000];

/// Builds the `moov` box.
pub(super) fn movie(movie: &Movie<'_>) -> Vec<u8> {
    let mut header = words(&[0x0100_0000]);
    header.extend(longs(&[0, 0]));
    header.extend(words(&[movie.hz]));
    header.extend(longs(&[movie.frames]));
    header.extend(words(&[0x1_0000, 0x0100_0000, 0, 0]));
    header.extend(words(&UNITY));
    header.extend(words(&[0, 0, 0, 0, 0, 0, 2]));
    container(b"moov", &[leaf(b"mvhd", &header), track(movie)])
}

fn track(movie: &Movie<'_>) -> Vec<u8> {
    let mut header = words(&[0x0100_0007]);
    header.extend(longs(&[0, 0]));
    header.extend(words(&[1, 0]));
    header.extend(longs(&[movie.frames]));
    header.extend(words(&[0, 0, 0, 0x0100_0000]));
    header.extend(words(&UNITY));
    header.extend(words(&[0, 0]));
    // The edit list leaves out what the encoder put before the sound, and its padding after it.
    let mut edit = words(&[0x0100_0000, 1]);
    edit.extend(longs(&[movie.frames, movie.priming]));
    edit.extend(words(&[0x1_0000]));
    container(b"trak", &[leaf(b"tkhd", &header), container(b"edts", &[leaf(b"elst", &edit)]), media(movie)])
}

fn media(movie: &Movie<'_>) -> Vec<u8> {
    let mut header = words(&[0x0100_0000]);
    header.extend(longs(&[0, 0]));
    header.extend(words(&[movie.hz]));
    header.extend(longs(&[movie.sizes.len() as u64 * PACKET_FRAMES]));
    header.extend(words(&[language(movie.language)]));
    let mut handler = words(&[0, 0]);
    handler.extend(b"soun");
    handler.extend(words(&[0, 0, 0]));
    handler.push(0);
    let mut reference = words(&[0, 1]);
    reference.extend(leaf(b"url ", &words(&[1])));
    let reference = leaf(b"dref", &reference);
    let information = [leaf(b"smhd", &words(&[0, 0])), container(b"dinf", &[reference]), table(movie)];
    container(b"mdia", &[leaf(b"mdhd", &header), leaf(b"hdlr", &handler), container(b"minf", &information)])
}

/// Packs a language into three letters of five bits, and two bytes of nothing; "und" for one not known.
fn language(code: &str) -> u32 {
    let code = if code.len() == 3 { code } else { "und" };
    code.bytes().fold(0, |packed, letter| packed << 5 | u32::from(letter & 0x1F)) << 16
}

/// Where each packet stands.
fn table(movie: &Movie<'_>) -> Vec<u8> {
    let packets = movie.sizes.len() as u32;
    let mut description = words(&[0, 1]);
    description.extend(sample_entry(movie));
    let times = words(&[0, 1, packets, PACKET_FRAMES as u32]);
    let full_chunks = movie.sizes.len() / CHUNK_PACKETS;
    let rest = movie.sizes.len() % CHUNK_PACKETS;
    let mut runs = Vec::new();
    if full_chunks > 0 {
        runs.extend([1, CHUNK_PACKETS as u32, 1]);
    }
    if rest > 0 {
        runs.extend([full_chunks as u32 + 1, rest as u32, 1]);
    }
    let mut chunks = words(&[0, runs.len() as u32 / 3]);
    chunks.extend(words(&runs));
    let mut sizes = words(&[0, 0, packets]);
    sizes.extend(words(movie.sizes));
    let mut at = movie.data_at;
    let mut places = words(&[0, movie.sizes.len().div_ceil(CHUNK_PACKETS) as u32]);
    for chunk in movie.sizes.chunks(CHUNK_PACKETS) {
        places.extend(longs(&[at]));
        at += chunk.iter().map(|size| u64::from(*size)).sum::<u64>();
    }
    let tables = [
        leaf(b"stsd", &description),
        leaf(b"stts", &times),
        leaf(b"stsc", &chunks),
        leaf(b"stsz", &sizes),
        leaf(b"co64", &places),
    ];
    container(b"stbl", &tables)
}

/// The `mp4a` entry with the decoder's configuration in an `esds` box.
fn sample_entry(movie: &Movie<'_>) -> Vec<u8> {
    let bytes: u64 = movie.sizes.iter().map(|size| u64::from(*size)).sum();
    let bits = bytes * 8 * u64::from(movie.hz) / (movie.sizes.len().max(1) as u64 * PACKET_FRAMES);
    let specific = descriptor(5, movie.config);
    // Object type AAC, stream type audio.
    let mut decoder = vec![0x40, 0x15, 0, 0, 0];
    decoder.extend(words(&[bits as u32, bits as u32]));
    decoder.extend(specific);
    let mut stream = vec![0, 1, 0];
    stream.extend(descriptor(4, &decoder));
    stream.extend(descriptor(6, &[2]));
    let mut esds = words(&[0]);
    esds.extend(descriptor(3, &stream));
    let mut entry = words(&[0, 1, 0, 0]);
    // One channel, 16 bits.
    entry.extend([0, 1, 0, 16]);
    entry.extend(words(&[0, movie.hz << 16]));
    entry.extend(leaf(b"esds", &esds));
    leaf(b"mp4a", &entry)
}

fn descriptor(tag: u8, content: &[u8]) -> Vec<u8> {
    // All of ours are shorter than the 127 bytes one length byte can tell.
    let mut descriptor = vec![tag, content.len() as u8];
    descriptor.extend_from_slice(content);
    descriptor
}

fn leaf(id: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut leaf = ((content.len() + 8) as u32).to_be_bytes().to_vec();
    leaf.extend_from_slice(id);
    leaf.extend_from_slice(content);
    leaf
}

fn container(id: &[u8; 4], boxes: &[Vec<u8>]) -> Vec<u8> {
    leaf(id, &boxes.concat())
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn longs(longs: &[u64]) -> Vec<u8> {
    longs.iter().flat_map(|long| long.to_be_bytes()).collect()
}
