//! Real keys, and other programs that verify what they signed.

use std::fs;
use std::process::{Command, Stdio};

use ed25519_dalek::{Signature, Verifier};
use pgp::composed::{KeyType, SecretKeyParamsBuilder, SignedPublicKey};

use super::*;

const DOCUMENT: &str = "{\n  \"blanks at the end\": 1,  \n- a dash\n\n  \"ü\": \"From here\"\n}\n";

fn config(ed25519: &Path, openpgp: &Path) -> Config {
    Config {
        ed25519_signing_key_location: ed25519.to_owned(),
        signing_key_location: openpgp.to_owned(),
        ..Config::default()
    }
}

fn openpgp_key(passphrase: Option<&str>) -> SignedSecretKey {
    let mut parameters = SecretKeyParamsBuilder::default();
    parameters.key_type(KeyType::Rsa(2048)).can_sign(true).can_certify(true);
    parameters.primary_user_id("Test <test@example.com>".to_owned());
    parameters.passphrase(passphrase.map(str::to_owned));
    parameters.build().expect("parameters").generate(OsRng).expect("a key")
}

fn armored(key: &SignedSecretKey) -> String {
    key.to_armored_string(ArmorOptions::default()).expect("armored")
}

#[test]
fn ed25519_signatures_verify() {
    let dir = tempfile::tempdir().expect("a directory");
    let key = SigningKey::generate(&mut OsRng);
    let path = dir.path().join("key");
    for bytes in [key.to_bytes().to_vec(), key.to_keypair_bytes().to_vec()] {
        fs::write(&path, BASE64_STANDARD.encode(bytes) + "\n").expect("written");
        let keys = SigningKeys::load(&config(&path, Path::new(""))).expect("read");
        let signature = keys.ed25519(DOCUMENT.as_bytes()).expect("signed");
        let signature = Signature::from_bytes(&signature);
        key.verifying_key().verify(DOCUMENT.as_bytes(), &signature).expect("good");
        assert!(keys.clear_signed(DOCUMENT).is_none());
    }
}

#[test]
fn gpg_verifies_clear_signed_documents() {
    if Command::new("gpg").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("skipped: there is no gpg on this machine");
        return;
    }
    let dir = tempfile::tempdir().expect("a directory");
    // A directory of its own, which gpg wants to be private: that is how temporary ones are made.
    let home = tempfile::tempdir().expect("a directory");
    let gpg = |arguments: &[&str], file: &Path| {
        let mut command = Command::new("gpg");
        command
            .arg("--homedir")
            .arg(home.path())
            .args(["--batch", "--no-autostart"])
            .args(arguments)
            .arg(file);
        let output = command.output().expect("gpg runs");
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let key = openpgp_key(None);
    let (path, public) = (dir.path().join("key"), dir.path().join("public"));
    fs::write(&path, armored(&key)).expect("written");
    let public_key = SignedPublicKey::from(key).to_armored_string(ArmorOptions::default());
    fs::write(&public, public_key.expect("armored")).expect("written");
    let (imported, said) = gpg(&["--import"], &public);
    assert!(imported, "{said}");

    let keys = SigningKeys::load(&config(Path::new(""), &path)).expect("read");
    let signed = keys.clear_signed(DOCUMENT).expect("a key").expect("signed");
    assert!(signed.starts_with("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n"), "{signed}");
    let file = dir.path().join("document.asc");
    fs::write(&file, &signed).expect("written");
    let (verified, said) = gpg(&["--verify"], &file);
    assert!(verified && said.contains("Good signature"), "{said}");
    fs::write(&file, signed.replace("From here", "From there")).expect("written");
    assert!(!gpg(&["--verify"], &file).0);
}

#[test]
fn keys_that_cannot_be_used_are_explained() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("key");
    let none = Path::new("");
    let missing = SigningKeys::load(&config(&path, none)).expect_err("missing");
    assert!(missing.to_string().contains("ed25519SigningKeyLocation"), "{missing}");
    assert!(missing.to_string().contains("new-ed25519-keypair"), "{missing}");
    let locked = armored(&openpgp_key(Some("secret")));
    let long = "A".repeat(2 << 20);
    for (text, is_ed25519, expected) in [
        ("", true, "32 bytes"),
        ("not base64!", true, "32 bytes"),
        ("AAAA", true, "32 bytes"),
        (&BASE64_STANDARD.encode([1_u8; 64]), true, "32 bytes"),
        (&long, true, "longer than"),
        ("", false, "armored private OpenPGP key"),
        ("not a key", false, "armored private OpenPGP key"),
        (&locked, false, "passphrase"),
    ] {
        fs::write(&path, text).expect("written");
        let config = if is_ed25519 { config(&path, none) } else { config(none, &path) };
        let error = SigningKeys::load(&config).expect_err("no key").to_string();
        assert!(error.contains(expected) && error.contains("key"), "{error}");
    }
}

#[test]
fn keys_are_only_read_where_they_are_used_and_never_printed() {
    let missing = Path::new("/no/such/key");
    let off = Config { enable_chain_of_trust: false, ..config(missing, missing) };
    assert!(SigningKeys::load(&off).expect("not read").is_empty());
    assert!(SigningKeys::load(&Config::default()).expect("none named").is_empty());

    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("key");
    let key = SigningKey::generate(&mut OsRng);
    fs::write(&path, BASE64_STANDARD.encode(key.to_bytes())).expect("written");
    let keys = SigningKeys::load(&config(&path, Path::new(""))).expect("read");
    assert_eq!(format!("{keys:?}"), format!("[{path:?}]"));
}
