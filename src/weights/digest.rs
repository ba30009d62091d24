//! Hashes by which a file is known again.

use std::fmt;
use std::io::{self, Read};

use md5::Digest as _;
use ring::digest::{Context, SHA256};

/// The hash of a file, as its maker publishes it. The hub of Piper's voices publishes MD5 for them, over TLS and with a fixed
/// revision; all others have SHA-256.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Digest {
    Sha256(String),
    Md5(String),
}

impl Digest {
    /// Returns whether what a reader holds has this hash.
    pub(super) fn fits(&self, mut content: impl Read) -> io::Result<bool> {
        let mut hasher = self.hasher();
        let mut part = vec![0; 1 << 16];
        loop {
            match content.read(&mut part)? {
                0 => return Ok(hasher.finish() == *self),
                length => hasher.update(&part[..length]),
            }
        }
    }

    fn hasher(&self) -> Hasher {
        match self {
            Self::Sha256(_) => Hasher::Sha256(Context::new(&SHA256)),
            Self::Md5(_) => Hasher::Md5(md5::Md5::new()),
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sha256(hex) => write!(f, "SHA-256 {hex}"),
            Self::Md5(hex) => write!(f, "MD5 {hex}"),
        }
    }
}

enum Hasher {
    Sha256(Context),
    Md5(md5::Md5),
}

impl Hasher {
    fn update(&mut self, part: &[u8]) {
        match self {
            Self::Sha256(context) => context.update(part),
            Self::Md5(context) => context.update(part),
        }
    }

    fn finish(self) -> Digest {
        match self {
            Self::Sha256(context) => Digest::Sha256(hex(context.finish().as_ref())),
            Self::Md5(context) => Digest::Md5(hex(&context.finalize())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_hashes() {
        // The examples of FIPS 180-2 and RFC 1321.
        let sha256 = Digest::Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".to_owned());
        assert!(sha256.fits(&b"abc"[..]).unwrap() && !sha256.fits(&b"abd"[..]).unwrap());
        let md5 = Digest::Md5("900150983cd24fb0d6963f7d28e17f72".to_owned());
        assert!(md5.fits(&b"abc"[..]).unwrap() && !md5.fits(&b""[..]).unwrap());
    }
}
