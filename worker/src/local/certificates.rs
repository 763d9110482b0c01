//! Temporary credentials: certificates are made and checked here.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use generated::Timestamp;
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::taskcluster::scopes::ScopeSet;

/// The longest that temporary credentials may be good for.
const LONGEST: Duration = Duration::from_secs(31 * 24 * 3600);

/// How far the clocks of issuer and server may be apart.
const SKEW: Duration = Duration::from_secs(5 * 60);

/// What binds temporary credentials to scopes and a time span.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Certificate {
    /// Always 1.
    pub version: u32,
    /// What the credentials give.
    pub scopes: Vec<String>,
    /// From when they are good, in milliseconds since 1970.
    pub start: i64,
    /// Until when they are good, in milliseconds since 1970.
    pub expiry: i64,
    /// What the access token is derived from.
    pub seed: String,
    /// Over all other fields and the client id, made with the issuer's access token.
    pub signature: String,
    /// Who made named credentials; without it, the client of the request itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
}

impl Certificate {
    /// What `signature` is made of.
    fn signed_text(&self, client_id: &str) -> String {
        let mut lines = vec![format!("version:{}", self.version)];
        if let Some(issuer) = &self.issuer {
            lines.push(format!("clientId:{client_id}"));
            lines.push(format!("issuer:{issuer}"));
        }
        lines.push(format!("seed:{}", self.seed));
        lines.push(format!("start:{}", self.start));
        lines.push(format!("expiry:{}", self.expiry));
        lines.push("scopes:".to_owned());
        lines.extend(self.scopes.iter().cloned());
        lines.join("\n")
    }

    /// Why the certificate is not good for `client_id` at `now`; `None` when it is.
    ///
    /// `issuer_scopes` are the expanded scopes of the issuer, `issuer_token` is its access token.
    pub fn refusal(
        &self,
        client_id: &str,
        issuer_token: &str,
        issuer_scopes: &ScopeSet,
        now: Timestamp,
    ) -> Option<String> {
        let (start, expiry) = (Timestamp::from_millis(self.start), Timestamp::from_millis(self.expiry));
        if self.version != 1 {
            return Some("ext.certificate.version must be 1".to_owned());
        }
        if start > now + SKEW {
            return Some("ext.certificate.start > now".to_owned());
        }
        if expiry < now - SKEW {
            return Some("ext.certificate.expiry < now".to_owned());
        }
        if expiry.saturating_duration_since(start) > LONGEST {
            return Some("ext.certificate cannot last longer than 31 days".to_owned());
        }
        if self.issuer.as_deref() == Some(client_id) {
            return Some("ext.certificate.issuer must differ from the supplied clientId".to_owned());
        }
        if self.issuer.is_some() && !issuer_scopes.satisfies(&format!("auth:create-client:{client_id}")) {
            return Some(format!("ext.certificate.issuer does not have auth:create-client:{client_id}"));
        }
        if let Some(scope) = self.scopes.iter().find(|scope| !issuer_scopes.satisfies(scope)) {
            return Some(format!("ext.certificate.scopes has {scope}, which the issuer does not have"));
        }
        let given = STANDARD.decode(&self.signature).unwrap_or_default();
        let valid = mac(issuer_token, &self.signed_text(client_id)).verify_slice(&given).is_ok();
        (!valid).then(|| "ext.certificate.signature is not valid".to_owned())
    }
}

/// Makes named temporary credentials: the access token, and the certificate.
///
/// `start` is moved into the past a little, since the user's clock may be late.
pub fn issue(
    client_id: &str,
    issuer: (&str, &str),
    scopes: Vec<String>,
    start: Timestamp,
    expiry: Timestamp,
) -> (String, Certificate) {
    let (issuer, issuer_token) = issuer;
    let mut certificate = Certificate {
        version: 1,
        scopes,
        start: (start - SKEW).as_millis(),
        expiry: expiry.as_millis(),
        seed: format!("{}{}", slugid::v4(), slugid::v4()),
        signature: String::new(),
        issuer: Some(issuer.to_owned()),
    };
    let signature = mac(issuer_token, &certificate.signed_text(client_id)).finalize().into_bytes();
    certificate.signature = STANDARD.encode(signature);
    (derived_token(issuer_token, &certificate.seed), certificate)
}

/// The access token of temporary credentials.
pub fn derived_token(issuer_token: &str, seed: &str) -> String {
    URL_SAFE_NO_PAD.encode(mac(issuer_token, seed).finalize().into_bytes())
}

fn mac(key: &str, text: &str) -> Hmac<Sha256> {
    // A key of any length will do, so this cannot fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCOPES: [&str; 2] = ["auth:create-client:task-client/*", "a:*"];

    fn issued() -> (String, Certificate) {
        issue(
            "task-client/1",
            ("queue", "secret"),
            vec!["a:b".into()],
            now(),
            now() + Duration::from_secs(60),
        )
    }

    fn now() -> Timestamp {
        "2018-10-25T12:00:00Z".parse().expect("a time")
    }

    #[test]
    fn what_was_issued_is_good_for_its_client_and_time_only() {
        let (token, certificate) = issued();
        let scopes: ScopeSet = SCOPES.into_iter().collect();
        let refusal =
            |certificate: &Certificate, id: &str, at| certificate.refusal(id, "secret", &scopes, at);
        assert_eq!(refusal(&certificate, "task-client/1", now()), None);
        assert_eq!(token, derived_token("secret", &certificate.seed));
        assert!(refusal(&certificate, "task-client/2", now()).is_some());
        assert!(refusal(&certificate, "queue", now()).is_some());
        assert!(refusal(&certificate, "task-client/1", now() + Duration::from_secs(600)).is_some());
        assert!(refusal(&certificate, "task-client/1", now() - Duration::from_secs(900)).is_some());
        let forged = Certificate { scopes: vec!["a:c".into()], ..certificate.clone() };
        assert!(refusal(&forged, "task-client/1", now()).is_some());
        let too_much: ScopeSet = [SCOPES[0]].into_iter().collect();
        assert!(certificate.refusal("task-client/1", "secret", &too_much, now()).is_some());
    }
}
