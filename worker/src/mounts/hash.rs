//! Checksums of what arrives.

use std::str::FromStr;

use generated::api::object::ObjectContentHashesForDownload;
use sha2::{Digest, Sha256, Sha512};

use crate::artifacts::Sha256Digest;

use super::error::FetchError;

/// What should be a SHA-256 in hexadecimal is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no SHA-256: expected 64 hexadecimal digits")]
pub struct NoSha256(String);

impl FromStr for Sha256Digest {
    type Err = NoSha256;

    fn from_str(text: &str) -> Result<Self, NoSha256> {
        let mut digest = [0; 32];
        let is_hex = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        for (byte, digits) in digest.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let digits = std::str::from_utf8(digits).map_err(|_| NoSha256(text.to_owned()))?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| NoSha256(text.to_owned()))?;
        }
        if is_hex { Ok(Self(digest)) } else { Err(NoSha256(text.to_owned())) }
    }
}

/// What the object service says about an object's content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Announced {
    sha256: Option<String>,
    sha512: Option<String>,
}

impl Announced {
    pub(super) fn new(hashes: ObjectContentHashesForDownload) -> Self {
        Self { sha256: hashes.sha256, sha512: hashes.sha512 }
    }

    pub(super) const fn has_sha512(&self) -> bool {
        self.sha512.is_some()
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.sha256.is_none() && self.sha512.is_none()
    }
}

/// The checksums of a stream, as far as it has passed.
#[derive(Clone, Debug)]
pub(super) struct Hashes {
    sha256: Sha256,
    sha512: Option<Sha512>,
}

impl Hashes {
    /// `sha512`: whether that one is wanted too.
    pub(super) fn new(sha512: bool) -> Self {
        Self { sha256: Sha256::new(), sha512: sha512.then(Sha512::new) }
    }

    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        if let Some(sha512) = &mut self.sha512 {
            sha512.update(bytes);
        }
    }

    /// The SHA-256 of what has passed so far.
    pub(super) fn sha256(&self) -> Sha256Digest {
        Sha256Digest(self.sha256.clone().finalize().into())
    }

    /// Compares with what the object service announced about `what`.
    pub(super) fn verify(&self, announced: &Announced, what: &str) -> Result<(), FetchError> {
        let sha512 = self.sha512.as_ref().map(|hasher| {
            hasher.clone().finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        });
        let checks = [
            ("SHA-256", announced.sha256.as_ref(), Some(self.sha256().to_string())),
            ("SHA-512", announced.sha512.as_ref(), sha512),
        ];
        for (algorithm, announced, actual) in checks {
            if let (Some(announced), Some(actual)) = (announced, actual)
                && !announced.eq_ignore_ascii_case(&actual)
            {
                let (what, announced) = (what.to_owned(), announced.clone());
                return Err(FetchError::ObjectHash { what, algorithm, actual, announced });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn reads_what_it_prints() {
        let digest: Sha256Digest = EMPTY.parse().unwrap();
        assert_eq!(digest.to_string(), EMPTY);
        assert_eq!(digest, Hashes::new(false).sha256());
        for wrong in
            ["", "e3b0", &EMPTY.replace('e', "g"), &format!("{EMPTY}00"), &"é".repeat(32), &"+1".repeat(32)]
        {
            wrong.parse::<Sha256Digest>().unwrap_err();
        }
    }

    #[test]
    fn each_announced_checksum_counts() {
        let mut hashes = Hashes::new(true);
        hashes.update(b"abc");
        let sha256 = Some(hashes.sha256().to_string());
        let sha512 = Some(
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                           2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
                .to_owned(),
        );
        let check = |sha256: &Option<String>, sha512: &Option<String>| {
            hashes.verify(&Announced { sha256: sha256.clone(), sha512: sha512.clone() }, "it")
        };
        check(&sha256, &sha512).unwrap();
        check(&None, &sha512).unwrap();
        check(&Some(EMPTY.to_owned()), &sha512).unwrap_err();
        let error = check(&sha256, &Some("00".repeat(64))).unwrap_err();
        assert!(error.to_string().contains("it has SHA-512 ddaf"), "{error}");
    }
}
