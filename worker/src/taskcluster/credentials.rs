//! Who calls: Taskcluster credentials, and a cell that always holds the newest ones.

use std::sync::Arc;

use generated::Secret;
use generated::api::queue;
use tokio::sync::watch;

/// Taskcluster credentials, permanent or (with a certificate) temporary. They never print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// The name under which the requests appear.
    pub client_id: String,
    /// The key that signs the requests.
    pub access_token: Secret<String>,
    /// What binds temporary credentials to scopes and a time span: JSON as text.
    pub certificate: Option<Secret<String>>,
    /// Gives up all scopes but these for the requests that are signed; `None` keeps all.
    pub authorized_scopes: Option<Vec<String>>,
}

impl Credentials {
    /// Credentials with all their scopes. An empty `certificate` is none.
    #[must_use]
    pub fn new(
        client_id: impl Into<String>,
        access_token: Secret<String>,
        certificate: Option<Secret<String>>,
    ) -> Self {
        let certificate = certificate.filter(|certificate| !certificate.expose().trim().is_empty());
        Self { client_id: client_id.into(), access_token, certificate, authorized_scopes: None }
    }

    /// The same credentials, restricted to `scopes`.
    #[must_use]
    pub fn restricted_to<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.authorized_scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// `text` with everything secret in these credentials replaced, for what a server may echo.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in [Some(&self.access_token), self.certificate.as_ref()].into_iter().flatten() {
            // Something short is no secret, but could occur in any text.
            if secret.expose().len() >= 8 {
                text = text.replace(secret.expose(), "***");
            }
        }
        text
    }
}

impl From<queue::TaskCredentials> for Credentials {
    fn from(given: queue::TaskCredentials) -> Self {
        Self::new(given.client_id, given.access_token.into(), Some(given.certificate.into()))
    }
}

impl From<queue::ObjectServiceCredentials> for Credentials {
    fn from(given: queue::ObjectServiceCredentials) -> Self {
        Self::new(given.client_id, given.access_token.into(), Some(given.certificate.into()))
    }
}

/// Credentials that can be exchanged while they are in use: every request takes the newest.
///
/// Clones share the same cell. An empty cell leaves requests unsigned.
#[derive(Clone, Debug)]
pub struct SharedCredentials(watch::Sender<Option<Arc<Credentials>>>);

impl Default for SharedCredentials {
    fn default() -> Self {
        Self(watch::Sender::new(None))
    }
}

impl SharedCredentials {
    /// A cell that holds `credentials`.
    #[must_use]
    pub fn new(credentials: Credentials) -> Self {
        Self(watch::Sender::new(Some(Arc::new(credentials))))
    }

    /// A cell without credentials, for calls that anybody may make.
    #[must_use]
    pub fn anonymous() -> Self {
        Self::default()
    }

    /// Takes `credentials` for all requests that are signed from now on, also for those that are being retried.
    pub fn replace(&self, credentials: Credentials) {
        self.0.send_replace(Some(Arc::new(credentials)));
    }

    /// The newest credentials.
    #[must_use]
    pub fn current(&self) -> Option<Arc<Credentials>> {
        self.0.borrow().clone()
    }

    /// Tells of every replacement from now on, for whoever hands the credentials on. Replacements that follow each
    /// other closely may be told as one.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<Option<Arc<Credentials>>> {
        self.0.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials() -> Credentials {
        Credentials::new("me", Secret::new("t0ken-t0ken".into()), Some(Secret::new(r#"{"sig":"n"}"#.into())))
    }

    #[test]
    fn nothing_secret_is_printed() {
        let shared = SharedCredentials::new(credentials());
        let printed = format!("{:?} {:?}", credentials(), shared);
        assert!(!printed.contains("t0ken") && !printed.contains("sig"), "{printed}");
        assert_eq!(credentials().redact(r#"a t0ken-t0ken b {"sig":"n"}"#), "a *** b ***");
    }

    #[test]
    fn an_empty_certificate_is_none() {
        let empty = Credentials::new("me", Secret::new(String::new()), Some(Secret::new(String::new())));
        assert_eq!(empty.certificate, None);
    }

    #[test]
    fn clones_see_what_replaces_the_credentials() {
        let shared = SharedCredentials::anonymous();
        let user = shared.clone();
        assert_eq!(user.current(), None);
        let told = user.subscribe();
        shared.replace(credentials());
        assert_eq!(user.current().as_deref(), Some(&credentials()));
        assert!(told.has_changed().expect("the cell is still there"));
    }
}
