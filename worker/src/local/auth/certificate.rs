//! Certificates: what binds temporary credentials to scopes and a time span, signed by the client that gives
//! away some of its scopes.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use generated::{Secret, Timestamp};
use hawk::mac::Mac;
use serde::{Deserialize, Serialize};

/// How far the clocks of an issuer and of a service may be apart.
const DRIFT: Duration = Duration::from_secs(5 * 60);

/// How long a certificate may be valid.
const LONGEST: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// How long a seed is, in characters.
const SEED_LENGTH: usize = 44;

/// A certificate. Times are in milliseconds since 1970.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Certificate {
    version: u64,
    pub(super) scopes: Vec<String>,
    start: i64,
    expiry: i64,
    seed: String,
    signature: String,
    /// Who issued it, where the credentials have a name of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) issuer: Option<String>,
}

/// Credentials that are valid for a while and allow no more than some scopes.
#[derive(Debug)]
pub(in crate::local) struct TemporaryCredentials {
    pub(in crate::local) client_id: String,
    pub(in crate::local) access_token: Secret<String>,
    /// The certificate, as JSON.
    pub(in crate::local) certificate: Secret<String>,
}

impl Certificate {
    /// When the credentials end.
    pub(super) fn expires(&self) -> Timestamp {
        Timestamp::from_millis(self.expiry)
    }

    /// Checks everything but the scopes.
    ///
    /// `name` is the name that the credentials are used under, and `issuer_token` the issuer's access token.
    pub(super) fn check(&self, name: &str, issuer_token: &str, now: Timestamp) -> Result<(), String> {
        if self.version != 1 {
            return Err("ext.certificate.version must be 1".to_owned());
        }
        if self.seed.len() != SEED_LENGTH {
            return Err(format!("ext.certificate.seed must be {SEED_LENGTH} characters"));
        }
        if self.start > (now + DRIFT).as_millis() {
            return Err("ext.certificate.start > now".to_owned());
        }
        if self.expiry < (now - DRIFT).as_millis() {
            return Err("ext.certificate.expiry < now".to_owned());
        }
        let longest = i64::try_from(LONGEST.as_millis()).unwrap_or(i64::MAX);
        if self.expiry.saturating_sub(self.start) > longest {
            return Err("ext.certificate cannot last longer than 31 days!".to_owned());
        }
        let expected = self.sign(name, issuer_token)?;
        let given = STANDARD.decode(&self.signature).unwrap_or_default();
        // `Mac` compares in constant time.
        if Mac::from(given) != Mac::from(expected) {
            return Err("ext.certificate.signature is not valid, or wrong clientId provided".to_owned());
        }
        Ok(())
    }

    /// The access token of the credentials.
    pub(super) fn access_token(&self, issuer_token: &str) -> Result<Secret<String>, String> {
        let token = hmac(issuer_token, self.seed.as_bytes())?;
        Ok(Secret::new(URL_SAFE_NO_PAD.encode(token)))
    }

    fn sign(&self, name: &str, issuer_token: &str) -> Result<Vec<u8>, String> {
        let mut text = format!("version:{}\n", self.version);
        if let Some(issuer) = &self.issuer {
            text += &format!("clientId:{name}\nissuer:{issuer}\n");
        }
        text += &format!("seed:{}\nstart:{}\nexpiry:{}\nscopes:", self.seed, self.start, self.expiry);
        for scope in &self.scopes {
            text.push('\n');
            text.push_str(scope);
        }
        hmac(issuer_token, text.as_bytes())
    }
}

/// Issues credentials called `name` in the name of the client `issuer`.
pub(super) fn issue(
    name: &str,
    scopes: Vec<String>,
    (start, expiry): (Timestamp, Timestamp),
    (issuer, issuer_token): (&str, &str),
) -> Result<TemporaryCredentials, String> {
    let mut certificate = Certificate {
        version: 1,
        scopes,
        start: start.as_millis(),
        expiry: expiry.as_millis(),
        seed: format!("{}{}", slugid::v4(), slugid::v4()),
        signature: String::new(),
        issuer: Some(issuer.to_owned()),
    };
    certificate.signature = STANDARD.encode(certificate.sign(name, issuer_token)?);
    Ok(TemporaryCredentials {
        client_id: name.to_owned(),
        access_token: certificate.access_token(issuer_token)?,
        certificate: Secret::new(serde_json::to_string(&certificate).map_err(|error| error.to_string())?),
    })
}

fn hmac(key: &str, text: &[u8]) -> Result<Vec<u8>, String> {
    hawk::Key::new(key, hawk::SHA256).and_then(|key| key.sign(text)).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by Taskcluster's Python client (`createTemporaryCredentials`).
    const MADE_BY_ANOTHER_CLIENT: &str = include_str!("testdata/temporary-credentials.json");

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Sample {
        issuer_token: String,
        client_id: String,
        access_token: String,
        certificate: Certificate,
    }

    fn now() -> Timestamp {
        "2018-10-25T12:00:00Z".parse().expect("a time")
    }

    fn issued() -> (Certificate, TemporaryCredentials) {
        let span = (now(), now() + Duration::from_secs(60));
        let credentials =
            issue("temp/a", vec!["b:*".to_owned()], span, ("root", "t0ken")).expect("can be signed");
        let certificate = serde_json::from_str(credentials.certificate.expose()).expect("JSON");
        (certificate, credentials)
    }

    #[test]
    fn agrees_with_another_implementation() {
        let samples: Vec<Sample> = serde_json::from_str(MADE_BY_ANOTHER_CLIENT).expect("samples");
        assert!(samples.iter().any(|sample| sample.certificate.issuer.is_some()));
        assert!(samples.iter().any(|sample| sample.certificate.issuer.is_none()));
        for sample in samples {
            let time = Timestamp::from_millis(sample.certificate.start);
            sample.certificate.check(&sample.client_id, &sample.issuer_token, time).expect("valid");
            let token = sample.certificate.access_token(&sample.issuer_token).expect("a key");
            assert_eq!(*token.expose(), sample.access_token);
        }
    }

    #[test]
    fn is_valid_for_its_name_its_issuer_and_its_time() {
        let (certificate, credentials) = issued();
        certificate.check("temp/a", "t0ken", now()).expect("valid");
        let token = certificate.access_token("t0ken").expect("a key");
        assert_eq!(credentials.access_token, token);
        let second = Duration::from_secs(1);
        for (name, token, time, word) in [
            ("temp/b", "t0ken", now(), "signature"),
            ("temp/a", "other", now(), "signature"),
            ("temp/a", "t0ken", now() - DRIFT - second, "start"),
            ("temp/a", "t0ken", now() + DRIFT + second * 61, "expiry"),
        ] {
            let error = certificate.check(name, token, time).expect_err(word);
            assert!(error.contains(word), "{error}");
        }
    }

    #[test]
    fn nothing_in_it_can_be_changed() {
        let forge = |change: fn(&mut Certificate)| {
            let (mut certificate, _) = issued();
            change(&mut certificate);
            certificate.check("temp/a", "t0ken", now()).expect_err("forged")
        };
        forge(|certificate| certificate.scopes = vec!["*".to_owned()]);
        forge(|certificate| certificate.scopes.clear());
        forge(|certificate| certificate.expiry += 1);
        forge(|certificate| certificate.start -= 1);
        forge(|certificate| certificate.seed = certificate.seed.chars().rev().collect());
        forge(|certificate| certificate.issuer = None);
        forge(|certificate| certificate.version = 2);
        forge(|certificate| certificate.signature.clear());
        let error = forge(|certificate| certificate.expiry += 32 * 24 * 60 * 60 * 1000);
        assert!(error.contains("31 days"), "{error}");
    }
}
