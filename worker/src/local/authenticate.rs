//! Who calls: Hawk signatures, temporary credentials, restrictions to some scopes.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use generated::Timestamp;
use hawk::{Bewit, Header, Key, RequestBuilder, SHA256};
use serde::Deserialize;

use super::certificates::{Certificate, derived_token};
use super::identities::{ANONYMOUS, Identities};
use crate::taskcluster::scopes::{ASSUME, ScopeSet};

/// How far the clocks of client and server may be apart.
const SKEW: Duration = Duration::from_secs(15 * 60);

/// What a signature covers of a request.
#[derive(Clone, Copy, Debug)]
pub struct Signed<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// The host, without port.
    pub host: &'a str,
    /// The port.
    pub port: u16,
    /// Path and query as they were sent.
    pub resource: &'a str,
    /// The Authorization header.
    pub authorization: Option<&'a str>,
}

/// The same, for keeps.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The method, in capitals.
    pub method: String,
    /// The host, without port.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Path and query as they were sent.
    pub resource: String,
    /// The Authorization header.
    pub authorization: Option<String>,
}

impl Sent {
    /// What a signature covers.
    pub fn signed(&self) -> Signed<'_> {
        Signed {
            method: &self.method,
            host: &self.host,
            port: self.port,
            resource: &self.resource,
            authorization: self.authorization.as_deref(),
        }
    }
}

/// Who calls, and what that gives.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The client; `None` without a signature.
    pub client_id: Option<String>,
    /// Its scopes, expanded.
    pub scopes: ScopeSet,
    /// Until when the credentials are good.
    pub expires: Timestamp,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Extension {
    certificate: Option<Certificate>,
    authorized_scopes: Option<Vec<String>>,
}

/// A signature that was found in a request.
enum Signature<'a> {
    Header(Header),
    Bewit(Bewit<'a>),
}

impl Signature<'_> {
    fn id(&self) -> Option<&str> {
        match self {
            Self::Header(header) => header.id.as_deref(),
            Self::Bewit(bewit) => Some(bewit.id()),
        }
    }

    fn ext(&self) -> Option<&str> {
        match self {
            Self::Header(header) => header.ext.as_deref(),
            Self::Bewit(bewit) => bewit.ext(),
        }
    }
}

/// Finds out who sent `request`.
///
/// # Errors
///
/// Why the signature is not accepted.
pub fn authenticate(identities: &Identities, request: Signed<'_>, now: Timestamp) -> Result<Caller, String> {
    let Signed { method, host, port, resource, authorization } = request;
    let mut bewit = None;
    let mut hawk = RequestBuilder::new(method, host, port, resource);
    if authorization.is_none() && resource.contains("bewit=") {
        hawk = hawk.extract_bewit(&mut bewit).map_err(|error| format!("Bad bewit: {error}"))?;
    }
    let hawk = hawk.request();
    let signature = match (authorization, bewit) {
        (Some(text), _) => {
            let header = text.strip_prefix("Hawk ").ok_or("Bad header format: expected Hawk")?;
            Signature::Header(header.parse().map_err(|error| format!("Bad header format: {error}"))?)
        }
        (None, Some(_)) if method != "GET" => return Err("Invalid method for a bewit".to_owned()),
        (None, Some(bewit)) => Signature::Bewit(bewit),
        (None, None) => return anonymous(identities, now),
    };
    let client_id = signature.id().ok_or("Bad header format: no id")?;
    let extension = signature.ext().map_or(Ok(Extension::default()), parse_extension)?;
    let (key, scopes, expires) = credentials(identities, client_id, extension.certificate.as_ref(), now)?;
    let key = Key::new(key, SHA256).map_err(|error| error.to_string())?;
    let valid = match &signature {
        Signature::Header(header) => hawk.validate_header(header, &key, SKEW),
        Signature::Bewit(bewit) => hawk.validate_bewit(bewit, &key),
    };
    if !valid {
        return Err("Bad mac: the signature is wrong, or the clock is more than 15 minutes off".to_owned());
    }
    let scopes = match extension.authorized_scopes {
        Some(fewer) => restrict(&scopes, fewer)?,
        None => scopes.into_vec(),
    };
    let scopes = with_anonymous(identities, scopes)?;
    Ok(Caller { client_id: Some(client_id.to_owned()), scopes, expires })
}

/// Somebody who does not sign.
pub fn anonymous(identities: &Identities, now: Timestamp) -> Result<Caller, String> {
    let expires = now + SKEW;
    Ok(Caller { client_id: None, scopes: with_anonymous(identities, Vec::new())?, expires })
}

fn with_anonymous(identities: &Identities, mut scopes: Vec<String>) -> Result<ScopeSet, String> {
    scopes.push(format!("{ASSUME}{ANONYMOUS}"));
    identities.expand(scopes).map_err(|error| error.to_string())
}

fn parse_extension(text: &str) -> Result<Extension, String> {
    let json = STANDARD.decode(text).map_err(|_| "ext is not base64".to_owned())?;
    serde_json::from_slice(&json).map_err(|_| "ext is not the JSON that Taskcluster expects".to_owned())
}

/// The key that must have signed, the scopes, and until when they are good.
fn credentials(
    identities: &Identities,
    client_id: &str,
    certificate: Option<&Certificate>,
    now: Timestamp,
) -> Result<(String, ScopeSet, Timestamp), String> {
    let issuer_id = certificate.and_then(|certificate| certificate.issuer.as_deref()).unwrap_or(client_id);
    let issuer = identities.clients.get(issuer_id).ok_or(format!("No such clientId {issuer_id:?}"))?;
    if issuer.expires <= now {
        return Err(format!("Client {issuer_id:?} has expired"));
    }
    let scopes = identities.expand(issuer.scopes.iter().cloned()).map_err(|error| error.to_string())?;
    let token = issuer.access_token.expose();
    let Some(certificate) = certificate else {
        return Ok((token.clone(), scopes, issuer.expires));
    };
    if let Some(reason) = certificate.refusal(client_id, token, &scopes, now) {
        return Err(reason);
    }
    let given = identities.expand(certificate.scopes.iter().cloned()).map_err(|error| error.to_string())?;
    let expires = issuer.expires.min(Timestamp::from_millis(certificate.expiry));
    Ok((derived_token(token, &certificate.seed), given, expires))
}

fn restrict(scopes: &ScopeSet, fewer: Vec<String>) -> Result<Vec<String>, String> {
    match fewer.iter().find(|scope| !scopes.satisfies(scope)) {
        Some(scope) => Err(format!("ext.authorizedScopes has {scope}, which the credentials do not give")),
        None => Ok(fewer),
    }
}
