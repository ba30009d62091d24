//! Signs recordings.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use c2pa::assertions::DataHash;
use c2pa::{Builder, Context, HashRange, Reader, Signer as _, SigningAlg, ValidationState, create_signer};
use id3::TagLike as _;
use id3::frame::EncapsulatedObject;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::signed_article::ARTICLE_LABEL;
use super::stamp::Stamped;
use super::{Algorithm, ProvenanceError, SignedArticle, Signing, Use};
use crate::audio::riff::{self, WaveFormat};
use crate::audio::{Format, SampleRate, SourceType};
use crate::master::Manifest;

/// The manifest store alone, as c2pa calls it.
const STORE: &str = "application/c2pa";
/// The chunk that holds it in a WAV (C2PA 2.2, annex A.3.6).
const CHUNK: &[u8; 4] = b"C2PA";
/// Bytes before a chunk's content.
const CHUNK_HEADER: u64 = riff::CHUNK_HEADER_BYTES as u64;
/// Megabytes of a copy that c2pa may hold in memory; the rest goes to disk.
const MOST_MB: u32 = 8;
/// Writes a signed copy of a compressed file.
pub(super) fn sign_copy(
    signing: &Signing,
    manifest: &Manifest,
    format: Format,
    (mut from, mut to): (&File, &File),
) -> Result<(), ProvenanceError> {
    match format {
        // The frame may stand before FLAC too (C2PA 2.2, annex A.3.3); c2pa would hold either file in memory.
        Format::Mp3 | Format::Flac => sign_in_place(signing, manifest, to, |place| copy_with_frame(from, to, place)),
        Format::M4a | Format::Opus => {
            let signer = signer(signing, signing.terms.authority.clone())?;
            let mut builder = builder(signing, manifest)?;
            let signed = builder.sign(&signer, format.media_type(), &mut from, &mut to);
            signed.map(drop).map_err(|error| explained(error, signing))
        }
    }
}

/// Adds the chunk to a WAV.
pub(super) fn sign_wav(signing: &Signing, manifest: &Manifest, wav: &File) -> Result<(), ProvenanceError> {
    sign_in_place(signing, manifest, wav, |place| {
        let content = append(wav, place)?;
        let part = |start| Part {
            content: start,
            left_out: HashRange::new(start - CHUNK_HEADER, CHUNK_HEADER + place.len() as u64),
        };
        Ok(content.map(part))
    })
}

/// Where the manifest store stands in a file.
struct Part {
    /// Where it begins.
    content: u64,
    /// What the hash of the file leaves out: the store, and what is around it that tells its size.
    left_out: HashRange,
}

/// Signs a file that the manifest store is put into: first something as long as it is, then, with the hash of all the rest, the store
/// itself. Done and hashed here, as c2pa would hold the whole file in memory.
fn sign_in_place(
    signing: &Signing,
    manifest: &Manifest,
    mut file: &File,
    put: impl FnOnce(&[u8]) -> io::Result<Option<Part>>,
) -> Result<(), ProvenanceError> {
    let failed = |error| explained(error, signing);
    let signer = signer(signing, signing.terms.authority.clone())?;
    let mut builder = builder(signing, manifest)?;
    let place = builder.data_hashed_placeholder(signer.reserve_size(), STORE).map_err(failed)?;
    let part = put(&place).map_err(|error| failed(error.into()))?.ok_or(ProvenanceError::TooLong)?;
    let mut hash = DataHash::new("jumbf manifest", "sha256");
    hash.add_exclusion(part.left_out.clone());
    hash.set_hash(hash_without(file, &part.left_out).map_err(|error| failed(error.into()))?);
    let store = builder.sign_data_hashed_embeddable(&signer, &hash, STORE).map_err(failed)?;
    if store.len() != place.len() {
        return Err(ProvenanceError::Refused("the signature does not fit into its place".to_owned()));
    }
    let written = file.seek(SeekFrom::Start(part.content)).and_then(|_| file.write_all(&store));
    written.map_err(|error| failed(error.into()))
}

/// Copies a file whose ID3 tag gets a frame for the store, or that gets such a tag.
fn copy_with_frame(mut from: &File, mut to: &File, place: &[u8]) -> io::Result<Option<Part>> {
    let failed = |error: id3::Error| io::Error::other(error.to_string());
    from.rewind()?;
    let mut tag = match id3::Tag::read_from2(from) {
        Ok(tag) => tag,
        Err(error) if matches!(error.kind, id3::ErrorKind::NoTag) => id3::Tag::new(),
        Err(error) => return Err(failed(error)),
    };
    let sound = tag_end(from)?;
    tag.add_frame(EncapsulatedObject {
        mime_type: STORE.to_owned(),
        filename: "c2pa".to_owned(),
        description: "c2pa manifest store".to_owned(),
        data: place.to_vec(),
    });
    let mut bytes = Vec::new();
    id3::Encoder::new().version(id3::Version::Id3v24).encode(&tag, &mut bytes).map_err(failed)?;
    let found = memchr::memmem::find(&bytes, place);
    to.rewind()?;
    to.write_all(&bytes)?;
    from.seek(SeekFrom::Start(sound))?;
    io::copy(&mut from, &mut to)?;
    let content = found.ok_or_else(|| io::Error::other("the tag does not hold what was put into it"))? as u64;
    Ok(Some(Part { content, left_out: HashRange::new(content, place.len() as u64) }))
}

/// Returns where the ID3 tag at the start of a file ends: its size stands in four bytes of seven bits (ID3v2.4, section 3.1).
fn tag_end(mut file: &File) -> io::Result<u64> {
    const HEADER: u64 = 10;
    let mut header = Vec::new();
    file.rewind()?;
    file.take(HEADER).read_to_end(&mut header)?;
    let size = header.get(6..10).filter(|_| header.starts_with(b"ID3"));
    Ok(size.map_or(0, |size| HEADER + size.iter().fold(0, |size, byte| size << 7 | u64::from(*byte))))
}

/// Appends the chunk to a WAV and gives where its content stands; nothing if sizes in RIFF cannot tell of so much.
fn append(mut wav: &File, content: &[u8]) -> io::Result<Option<u64>> {
    let start = wav.seek(SeekFrom::End(0))?;
    let chunk = riff::chunk(CHUNK, content);
    let mut id = [0; 4];
    wav.rewind()?;
    wav.read_exact(&mut id)?;
    let Some(header) = riff::file_header(start + chunk.len() as u64).filter(|_| id == *b"RIFF") else {
        return Ok(None);
    };
    wav.rewind()?;
    wav.write_all(&header)?;
    wav.seek(SeekFrom::Start(start))?;
    wav.write_all(&chunk)?;
    Ok(Some(start + CHUNK_HEADER))
}

/// Hashes a file without a part of it, by SHA-256.
fn hash_without(mut file: &File, range: &HashRange) -> io::Result<Vec<u8>> {
    let mut digest = Digest(ring::digest::Context::new(&ring::digest::SHA256));
    file.rewind()?;
    io::copy(&mut file.take(range.start()), &mut digest)?;
    file.seek(SeekFrom::Start(range.start() + range.length()))?;
    io::copy(&mut file, &mut digest)?;
    Ok(digest.0.finish().as_ref().to_vec())
}

/// A digest that is written to.
struct Digest(ring::digest::Context);

impl Write for Digest {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Builds a WAV without a sound.
fn silent_wav() -> Vec<u8> {
    WaveFormat::mono_16(SampleRate::MASTER).head(Some(0), 0)
}

/// Tries a key and its certificate out on a WAV without a sound.
pub(super) fn try_out(signing: &Signing) -> Result<(), ProvenanceError> {
    let refused = |error: c2pa::Error| ProvenanceError::Refused(error.to_string());
    let signer = signer(signing, None)?;
    let definition = json!({ "assertions": [created("aloud", SourceType::Synthetic, &[])] }).to_string();
    let mut builder = Builder::from_context(Context::new()).with_definition(definition).map_err(refused)?;
    let mut signed = Cursor::new(Vec::new());
    builder.sign(&signer, "audio/wav", &mut Cursor::new(silent_wav()), &mut signed).map_err(refused)?;
    let reader = Reader::from_context(Context::new()).with_stream("audio/wav", signed).map_err(refused)?;
    if reader.validation_state() == ValidationState::Invalid {
        let failed = reader.validation_status().into_iter().flatten();
        let told: Vec<_> = failed.map(|status| status.explanation().unwrap_or(status.code())).collect();
        return Err(ProvenanceError::Refused(told.join(", ")));
    }
    Ok(())
}

/// Tells a time stamp that was not to be had from everything else.
fn explained(error: c2pa::Error, signing: &Signing) -> ProvenanceError {
    let authority = signing.terms.authority.clone();
    match (error, authority) {
        (c2pa::Error::TimeStampError(error), Some(authority)) => {
            ProvenanceError::NotStamped { authority, message: error.to_string() }
        }
        (error, _) => ProvenanceError::Refused(error.to_string()),
    }
}

fn signer(signing: &Signing, authority: Option<String>) -> Result<Stamped, ProvenanceError> {
    let (certificate, key) = (signing.terms.certificate.as_bytes(), signing.key.expose_secret().as_bytes());
    let signer = create_signer::from_keys(certificate, key, algorithm(signing.terms.algorithm), None);
    let signer = signer.map_err(|error| ProvenanceError::Refused(error.to_string()))?;
    Ok(Stamped { signer, authority })
}

fn algorithm(algorithm: Algorithm) -> SigningAlg {
    match algorithm {
        Algorithm::Es256 => SigningAlg::Es256,
        Algorithm::Es384 => SigningAlg::Es384,
        Algorithm::Es512 => SigningAlg::Es512,
        Algorithm::Ps256 => SigningAlg::Ps256,
        Algorithm::Ps384 => SigningAlg::Ps384,
        Algorithm::Ps512 => SigningAlg::Ps512,
        Algorithm::Ed25519 => SigningAlg::Ed25519,
    }
}

/// Puts together what is claimed: made by a machine, or in part by one, which one, and of which words.
fn builder(signing: &Signing, manifest: &Manifest) -> Result<Builder, ProvenanceError> {
    let mut voices = vec![manifest.voice.as_str()];
    for voice in manifest.sentences.iter().filter_map(|cue| cue.voice.as_deref()) {
        if !voices.contains(&voice) {
            voices.push(voice);
        }
    }
    let agent = format!("{}, voice {}", manifest.engine, voices.join(", "));
    let people = manifest.recorded_by();
    let article = json!({ "label": ARTICLE_LABEL, "data": SignedArticle::of(manifest), "created": true });
    let mut assertions = vec![created(&agent, manifest.source_type(), &people), article];
    // The entries' names are those of C2PA 1.4 and of the CAWG, which keeps the assertion since C2PA 2.0.
    for family in ["c2pa", "cawg"] {
        assertions.extend(signing.terms.training_mining.map(|allowed| training_mining(family, allowed)));
    }
    let definition = json!({
        "claim_generator_info": [{ "name": "aloud", "version": env!("CARGO_PKG_VERSION") }],
        "title": manifest.article.title,
        "assertions": assertions,
    });
    let settings = json!({ "core": { "backing_store_memory_threshold_in_mb": MOST_MB } });
    let context = Context::new().with_settings(settings);
    let builder = context.and_then(|context| Builder::from_context(context).with_definition(definition.to_string()));
    builder.map_err(|error| ProvenanceError::Refused(error.to_string()))
}

/// The action that makes a recording, by this agent and, where sentences of it were recorded, by these people (C2PA 2.2, section
/// 18.15).
fn created(agent: &str, source: SourceType, people: &[&str]) -> Value {
    let mut action = json!({
        "action": "c2pa.created",
        "digitalSourceType": source.address(),
        "softwareAgent": { "name": agent },
    });
    if !people.is_empty() {
        let told = format!("Some sentences were recorded by {}, and no machine made those.", people.join(", "));
        action["description"] = json!(told);
    }
    json!({ "label": "c2pa.actions", "data": { "actions": [action] }, "created": true })
}

fn training_mining(family: &str, allowed: Use) -> Value {
    let kinds = ["ai_generative_training", "ai_inference", "ai_training", "data_mining"];
    let entries = kinds.into_iter().map(|kind| (format!("{family}.{kind}"), json!({ "use": allowed })));
    let entries: serde_json::Map<_, _> = entries.collect();
    json!({ "label": format!("{family}.training-mining"), "data": { "entries": entries }, "created": true })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_outgrown_riff_gets_no_chunk() {
        let mut small = tempfile::tempfile().unwrap();
        small.write_all(&silent_wav()).unwrap();
        assert_eq!(append(&small, b"abc").unwrap(), Some(44 + 8));
        assert_eq!(small.metadata().unwrap().len(), 44 + 8 + 4);

        let mut rf64 = tempfile::tempfile().unwrap();
        rf64.write_all(b"RF64\xff\xff\xff\xffWAVE").unwrap();
        assert_eq!(append(&rf64, b"abc").unwrap(), None);

        let mut large = tempfile::tempfile().unwrap();
        large.write_all(&silent_wav()).unwrap();
        large.set_len(u64::from(u32::MAX) - 1).unwrap();
        assert_eq!(append(&large, b"abc").unwrap(), None);
    }
}
