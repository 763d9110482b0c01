//! What a fuzzer calls: requests signed by nobody.

use generated::{Secret, Timestamp};

use super::authenticate::{Directory, Grant, Signed, authenticate};
use crate::taskcluster::scopes::ScopeSet;

/// Knows every client, each with a key that nobody could guess.
struct Everybody;

impl Directory for Everybody {
    fn grant(&self, client_id: &str, now: Timestamp) -> Result<Grant, String> {
        let key = format!("{client_id}-{}", slugid::v4());
        Ok(Grant { access_token: Secret::new(key), scopes: ScopeSet::default(), expires: now })
    }

    fn expand(&self, scopes: Vec<String>) -> Result<ScopeSet, String> {
        Ok(scopes.into_iter().collect())
    }
}

/// The client that a request with this Authorization header, to this path and query, is believed to come from.
#[must_use]
pub fn fuzz_authentication(authorization: &str, resource: &str) -> Option<String> {
    let authorization = Some(authorization).filter(|header| !header.is_empty());
    let signed = Signed { method: "GET", resource, host: "localhost", port: 80, authorization };
    authenticate(&Everybody, signed, Timestamp::now()).ok()?.client_id
}
