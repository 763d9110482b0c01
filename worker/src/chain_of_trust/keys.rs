//! The keys that documents are signed with.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use generated::config::{Config, settings};
use generated::runtime::setting::Setting;
use pgp::composed::{ArmorOptions, CleartextSignedMessage, Deserializable, SignedSecretKey};
use pgp::types::Password;
use rand::rngs::OsRng;

use crate::platform;

/// No key file is longer, in bytes.
const LONGEST_KEY_FILE: u64 = 1 << 20;

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the signing key {}, which the setting {} names, cannot be used: {problem}; expected: {}", .path.display(), .setting.name, .setting.help)]
pub struct KeyError {
    /// The setting that names the file.
    pub setting: &'static Setting,
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub problem: KeyProblem,
}

/// What is wrong with a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyProblem {
    /// The file cannot be read, or others could read it and that cannot be changed.
    #[error("{0}")]
    File(#[from] io::Error),
    /// The file is longer than any key.
    #[error("it is longer than {LONGEST_KEY_FILE} bytes")]
    TooLong,
    /// The content is no ed25519 key.
    #[error("it does not hold the 32 bytes of a private ed25519 key in base64")]
    NotEd25519,
    /// The content is no OpenPGP key.
    #[error("it does not hold an armored private OpenPGP key: {0}")]
    NotOpenPgp(String),
    /// The OpenPGP key is there, but does not sign.
    #[error("the OpenPGP key cannot sign (a key with a passphrase is of no use here): {0}")]
    CannotSign(String),
}

/// The keys of a worker, for as long as it runs. Never printed.
#[derive(Default)]
pub struct SigningKeys {
    ed25519: Option<(SigningKey, PathBuf)>,
    openpgp: Option<(SignedSecretKey, PathBuf)>,
}

impl fmt::Debug for SigningKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.files()).finish()
    }
}

impl SigningKeys {
    /// Reads the keys that `config` names, and none if it has chain of trust turned off. A file that others than its
    /// owner may read is made private first.
    ///
    /// # Errors
    ///
    /// When a key is named that is not there, cannot be kept private, or is none.
    pub fn load(config: &Config) -> Result<Self, KeyError> {
        if !config.enable_chain_of_trust {
            return Ok(Self::default());
        }
        let ed25519 = &config.ed25519_signing_key_location;
        let openpgp = &config.signing_key_location;
        Ok(Self {
            ed25519: load(&settings::ED25519_SIGNING_KEY_LOCATION, ed25519, parse_ed25519)?,
            openpgp: load(&settings::SIGNING_KEY_LOCATION, openpgp, parse_openpgp)?,
        })
    }

    /// Whether there is no key at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.ed25519.is_none() && self.openpgp.is_none()
    }

    /// The files of the keys that there are.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        let ed25519 = self.ed25519.as_ref().map(|(_, path)| path.as_path());
        ed25519.into_iter().chain(self.openpgp.as_ref().map(|(_, path)| path.as_path()))
    }

    /// The ed25519 signature of `document`: 64 bytes. `None` without such a key.
    #[must_use]
    pub fn ed25519(&self, document: &[u8]) -> Option<[u8; 64]> {
        self.ed25519.as_ref().map(|(key, _)| key.sign(document).to_bytes())
    }

    /// `document`, clear-signed. `None` without an OpenPGP key.
    ///
    /// # Errors
    ///
    /// When the key does not sign, although it did when it was read.
    pub fn clear_signed(&self, document: &str) -> Option<Result<String, KeyError>> {
        let (key, path) = self.openpgp.as_ref()?;
        Some(clear_sign(key, document).map_err(|error| {
            let (setting, path) = (&settings::SIGNING_KEY_LOCATION, path.clone());
            KeyError { setting, path, problem: KeyProblem::CannotSign(error.to_string()) }
        }))
    }
}

/// The key in the file `path`, if there is a path.
fn load<K>(
    setting: &'static Setting,
    path: &Path,
    parse: impl FnOnce(&str) -> Result<K, KeyProblem>,
) -> Result<Option<(K, PathBuf)>, KeyError> {
    if path.as_os_str().is_empty() {
        return Ok(None);
    }
    let key = read(path).and_then(|text| parse(&text));
    let named = |problem| KeyError { setting, path: path.to_owned(), problem };
    key.map(|key| Some((key, path.to_owned()))).map_err(named)
}

fn read(path: &Path) -> Result<String, KeyProblem> {
    let (file, was_tightened) = platform::open_private_file(path)?;
    if was_tightened {
        tracing::warn!(
            "others than its owner could read the signing key {}: its permissions have been changed",
            path.display()
        );
    }
    let mut text = String::new();
    file.take(LONGEST_KEY_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST_KEY_FILE {
        return Err(KeyProblem::TooLong);
    }
    Ok(text)
}

/// The 32 bytes of the private key; the public one may follow them, as some tools write it.
fn parse_ed25519(text: &str) -> Result<SigningKey, KeyProblem> {
    let bytes = BASE64_STANDARD.decode(text.trim()).map_err(|_| KeyProblem::NotEd25519)?;
    if let Ok(private) = <[u8; 32]>::try_from(bytes.as_slice()) {
        return Ok(SigningKey::from_bytes(&private));
    }
    let pair = <[u8; 64]>::try_from(bytes.as_slice()).map_err(|_| KeyProblem::NotEd25519)?;
    SigningKey::from_keypair_bytes(&pair).map_err(|_| KeyProblem::NotEd25519)
}

fn parse_openpgp(text: &str) -> Result<SignedSecretKey, KeyProblem> {
    let parsed = SignedSecretKey::from_string(text);
    let (key, _) = parsed.map_err(|error| KeyProblem::NotOpenPgp(error.to_string()))?;
    // Better now than at the end of the first task.
    clear_sign(&key, "").map_err(|error| KeyProblem::CannotSign(error.to_string()))?;
    Ok(key)
}

fn clear_sign(key: &SignedSecretKey, document: &str) -> pgp::errors::Result<String> {
    // The signature covers lines without blanks at their ends, whatever the text has there.
    let text: String = document.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    let signed = CleartextSignedMessage::sign(OsRng, &text, &key.primary_key, &Password::empty())?;
    signed.to_armored_string(ArmorOptions::default())
}

#[cfg(test)]
mod tests;
