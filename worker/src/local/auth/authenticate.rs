//! Who sent a request: Hawk signatures in a header or in the URL, with temporary credentials and restricted
//! scopes.

use std::str::FromStr;
use std::time::{Duration, SystemTime};

use base64::Engine;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use generated::{Secret, Timestamp};
use serde::Deserialize;

use super::anonymous::ROLE;
use super::certificate::Certificate;
use super::times;
use crate::taskcluster::scopes::{ASSUME, ScopeSet};

/// How far the clocks of a caller and of a service may be apart.
const SKEW: Duration = Duration::from_secs(15 * 60);

/// How long it may be believed that a request without credentials had none.
const ANONYMOUS_SPAN: Duration = Duration::from_secs(15 * 60);

/// What a signature covers.
#[derive(Clone, Copy, Debug)]
pub(in crate::local) struct Signed<'a> {
    /// The HTTP method, in capitals.
    pub(in crate::local) method: &'a str,
    /// Path and query as sent.
    pub(in crate::local) resource: &'a str,
    /// The host that the request was sent to, without port.
    pub(in crate::local) host: &'a str,
    pub(in crate::local) port: u16,
    /// The Authorization header.
    pub(in crate::local) authorization: Option<&'a str>,
}

/// The same, for keeps.
#[derive(Clone, Debug)]
pub(in crate::local) struct Sent {
    pub(in crate::local) method: String,
    pub(in crate::local) resource: String,
    pub(in crate::local) host: String,
    pub(in crate::local) port: u16,
    pub(in crate::local) authorization: Option<String>,
}

impl Sent {
    /// What a signature covers.
    pub(in crate::local) fn signed(&self) -> Signed<'_> {
        Signed {
            method: &self.method,
            resource: &self.resource,
            host: &self.host,
            port: self.port,
            authorization: self.authorization.as_deref(),
        }
    }
}

/// Whoever sent a request.
#[derive(Clone, Debug)]
pub(in crate::local) struct Caller {
    /// The name of the credentials; `None` for a request without any.
    pub(in crate::local) client_id: Option<String>,
    /// All scopes that the request may use.
    pub(in crate::local) scopes: ScopeSet,
    /// Until when this may be believed.
    pub(in crate::local) expires: Timestamp,
    /// The hash of the body, where the signature covers it.
    pub(in crate::local) hash: Option<Vec<u8>>,
}

/// What the credentials of a client allow.
#[derive(Debug)]
pub(super) struct Grant {
    pub(super) access_token: Secret<String>,
    pub(super) scopes: ScopeSet,
    pub(super) expires: Timestamp,
}

/// Where clients are looked up, and how scopes are expanded.
pub(super) trait Directory {
    /// The client with this id.
    fn grant(&self, client_id: &str, now: Timestamp) -> Result<Grant, String>;

    /// `scopes` with what roles add to them.
    fn expand(&self, scopes: Vec<String>) -> Result<ScopeSet, String>;
}

/// What a signature says beside who signed.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Extension {
    certificate: Option<Certificate>,
    authorized_scopes: Option<Vec<String>>,
}

/// Finds out who sent a request; the error says for a human why that is not believed.
pub(super) fn authenticate(
    directory: &impl Directory,
    signed: Signed<'_>,
    now: Timestamp,
) -> Result<Caller, String> {
    let bewit = has_bewit(signed.resource);
    match (signed.authorization, bewit) {
        (Some(_), true) => {
            Err("Cannot use two authentication schemes at once: this request has both bewit in \
                                querystring and 'authorization' header"
                .to_owned())
        }
        (Some(authorization), false) => by_header(directory, signed, authorization, now),
        (None, true) => by_bewit(directory, signed, now),
        (None, false) => anonymous(directory, now),
    }
}

/// Somebody who does not sign.
pub(super) fn anonymous(directory: &impl Directory, now: Timestamp) -> Result<Caller, String> {
    Ok(Caller {
        client_id: None,
        scopes: directory.expand(vec![anonymous_scope()])?,
        expires: now + ANONYMOUS_SPAN,
        hash: None,
    })
}

fn by_header(
    directory: &impl Directory,
    signed: Signed<'_>,
    authorization: &str,
    now: Timestamp,
) -> Result<Caller, String> {
    let fields = authorization
        .get(..5)
        .filter(|scheme| scheme.eq_ignore_ascii_case("hawk "))
        .and_then(|_| authorization.get(5..))
        .ok_or("Unauthorized: the authorization scheme must be Hawk")?;
    if !times::is_possible_in_header(fields) {
        return Err("Unauthorized: Stale timestamp".to_owned());
    }
    let header = hawk::Header::from_str(fields).map_err(|error| format!("Bad Request: {error}"))?;
    let name = header.id.as_deref().ok_or("Bad Request: Missing attributes")?;
    let grant = grant(directory, name, header.ext.as_deref(), now)?;
    let key = key(&grant)?;
    let request =
        hawk::RequestBuilder::new(signed.method, signed.host, signed.port, signed.resource).request();
    if !request.validate_header(&header, &key, SKEW) {
        return Err(if is_stale(header.ts) {
            "Unauthorized: Stale timestamp"
        } else {
            "Unauthorized: Bad mac"
        }
        .to_owned());
    }
    let client_id = Some(name.to_owned());
    Ok(Caller { client_id, scopes: grant.scopes, expires: grant.expires, hash: header.hash })
}

fn by_bewit(directory: &impl Directory, signed: Signed<'_>, now: Timestamp) -> Result<Caller, String> {
    if !matches!(signed.method, "GET" | "HEAD") {
        return Err("Unauthorized: Invalid method".to_owned());
    }
    if !times::is_possible_in_bewit(signed.resource) {
        return Err("Bad Request: Invalid bewit: exp".to_owned());
    }
    let mut bewit = None;
    let request = hawk::RequestBuilder::new("GET", signed.host, signed.port, signed.resource)
        .extract_bewit(&mut bewit)
        .map_err(|error| format!("Bad Request: Invalid bewit: {error}"))?;
    let bewit = bewit.ok_or("Bad Request: Invalid bewit")?;
    if bewit.exp() < SystemTime::now() {
        return Err("Unauthorized: Access expired".to_owned());
    }
    let grant = grant(directory, bewit.id(), bewit.ext(), now)?;
    if !request.request().validate_bewit(&bewit, &key(&grant)?) {
        return Err("Unauthorized: Bad mac".to_owned());
    }
    let client_id = Some(bewit.id().to_owned());
    Ok(Caller { client_id, scopes: grant.scopes, expires: grant.expires, hash: None })
}

/// What the credentials called `name` allow, once the extension of their signature is taken into account.
fn grant(
    directory: &impl Directory,
    name: &str,
    extension: Option<&str>,
    now: Timestamp,
) -> Result<Grant, String> {
    let extension =
        extension.filter(|text| !text.is_empty()).map_or_else(|| Ok(Extension::default()), parse)?;
    let mut grant = match extension.certificate {
        None => directory.grant(name, now)?,
        Some(certificate) => by_certificate(directory, name, &certificate, now)?,
    };
    if let Some(authorized) = extension.authorized_scopes {
        check_scopes("ext.authorizedScopes", &authorized)?;
        // What anybody may do can be kept by name.
        let all = directory.expand(with_anonymous(&grant.scopes))?;
        if !authorized.iter().all(|scope| all.satisfies(scope)) {
            return Err(format!(
                "Supplied credentials do not satisfy authorizedScopes; credentials have scopes:\n\n```\n{}\n```\n\n\
                 authorizedScopes are:\n\n```\n{}\n```",
                all.iter().collect::<Vec<_>>().join("\n"),
                authorized.join("\n")
            ));
        }
        grant.scopes = authorized.into_iter().collect();
    }
    // What anybody may do cannot be given up.
    grant.scopes = directory.expand(with_anonymous(&grant.scopes))?;
    Ok(grant)
}

fn by_certificate(
    directory: &impl Directory,
    name: &str,
    certificate: &Certificate,
    now: Timestamp,
) -> Result<Grant, String> {
    let issuer = certificate.issuer.as_deref().unwrap_or(name);
    if certificate.issuer.as_deref() == Some(name) {
        return Err("ext.certificate.issuer must differ from the supplied clientId".to_owned());
    }
    check_scopes("ext.certificate.scopes", &certificate.scopes)?;
    let issuing = directory.grant(issuer, now)?;
    certificate.check(name, issuing.access_token.expose(), now)?;
    let create = format!("auth:create-client:{name}");
    if issuer != name && !issuing.scopes.satisfies(&create) {
        return Err(format!(
            "ext.certificate issuer `{issuer}` doesn't have `{create}` for supplied clientId."
        ));
    }
    if !certificate.scopes.iter().all(|scope| issuing.scopes.satisfies(scope)) {
        return Err(format!(
            "ext.certificate issuer `{issuer}` doesn't satisfy all certificate scopes {}.  The temporary \
             credentials were not generated correctly.",
            certificate.scopes.join(", ")
        ));
    }
    Ok(Grant {
        access_token: certificate.access_token(issuing.access_token.expose())?,
        scopes: certificate.scopes.iter().cloned().collect(),
        expires: issuing.expires.min(certificate.expires()),
    })
}

/// Clients differ in which base 64 they use, and in whether they pad it.
fn parse(extension: &str) -> Result<Extension, String> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&base64::alphabet::STANDARD, LENIENT);
    let standard = extension.replace('-', "+").replace('_', "/");
    let json = ENGINE.decode(standard).map_err(|_| "Failed to parse ext")?;
    // The error's own text could quote a part of the certificate.
    serde_json::from_slice(&json).map_err(|error| {
        format!("Failed to parse ext: it is not what is expected at column {}", error.column())
    })
}

fn key(grant: &Grant) -> Result<hawk::Key, String> {
    hawk::Key::new(grant.access_token.expose(), hawk::SHA256).map_err(|error| error.to_string())
}

fn is_stale(time: Option<SystemTime>) -> bool {
    let now = SystemTime::now();
    time.is_some_and(|time| {
        let apart = now.duration_since(time).unwrap_or_else(|later| later.duration());
        apart > SKEW
    })
}

fn has_bewit(resource: &str) -> bool {
    resource.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair.starts_with("bewit=")))
}

fn anonymous_scope() -> String {
    format!("{ASSUME}{ROLE}")
}

fn with_anonymous(scopes: &ScopeSet) -> Vec<String> {
    scopes.iter().map(ToOwned::to_owned).chain([anonymous_scope()]).collect()
}

fn check_scopes(what: &str, scopes: &[String]) -> Result<(), String> {
    let valid = |scope: &String| scope.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if scopes.iter().all(valid) { Ok(()) } else { Err(format!("{what} must be an array of valid scopes")) }
}
