//! What all HTTP clients of the worker have in common: TLS, proxies, timeouts and the user agent.

mod progress;
mod proxies;
mod roots;
mod shown;

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect;
use rustls::ClientConfig;
use rustls::crypto::ring;

pub use progress::{Progress, unless_stalled};
pub use proxies::Proxies;
use roots::PlatformRoots;
pub use shown::{one_line, without_secrets};

const USER_AGENT: &str = concat!("generic-worker/", env!("CARGO_PKG_VERSION"));

/// An HTTP client could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// TLS cannot be set up.
    #[error("cannot set up TLS: {0}")]
    Tls(#[from] rustls::Error),
    /// The address of a proxy is wrong.
    #[error("cannot use the proxy named by {variable}: it is not a URL like http://proxy.example.com:3128")]
    Proxy {
        /// The environment variable.
        variable: String,
    },
    /// The client itself.
    #[error("cannot set up an HTTP client: {0}")]
    Client(#[source] reqwest::Error),
}

/// How long to wait for a server. `None` means for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until a connection is established, TLS included.
    pub connect: Option<Duration>,
    /// Without a byte arriving; must be longer than the longest silence that is normal.
    pub silence: Option<Duration>,
}

impl Default for Timeouts {
    /// 15 seconds to connect; 60 seconds of silence, since a claim that finds no task is answered after 20.
    fn default() -> Self {
        Self { connect: Some(Duration::from_secs(15)), silence: Some(Duration::from_secs(60)) }
    }
}

/// What to do with an answer that sends the client elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Redirects {
    /// It is an answer like any other. API calls: a signature holds for one URL only.
    Return,
    /// Follow up to ten of them.
    Follow,
}

/// Makes HTTP clients that share TLS sessions and root certificates.
///
/// Cheap to make and to clone. The root certificates of the platform are read at the first TLS connection, so that
/// a deployment without TLS costs neither the time nor the memory.
#[derive(Clone, Debug)]
pub struct HttpStack {
    tls: ClientConfig,
    proxies: Proxies,
}

impl HttpStack {
    /// A stack that uses `proxies`.
    ///
    /// # Errors
    ///
    /// When the TLS implementation lacks what it needs, which no environment can bring about.
    pub fn new(proxies: Proxies) -> Result<Self, SetupError> {
        let provider = Arc::new(ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider.clone())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(PlatformRoots::new(provider)))
            .with_no_client_auth();
        Ok(Self { tls, proxies })
    }

    /// A client with a connection pool of its own. Clones of a client share the pool.
    ///
    /// # Errors
    ///
    /// When a proxy's address is wrong.
    pub fn client(&self, timeouts: Timeouts, redirects: Redirects) -> Result<reqwest::Client, SetupError> {
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(self.tls.clone())
            .user_agent(USER_AGENT)
            .referer(false)
            .pool_max_idle_per_host(16)
            // Many servers drop idle connections after a minute; a request must not run into that.
            .pool_idle_timeout(Duration::from_secs(45))
            .redirect(match redirects {
                Redirects::Return => redirect::Policy::none(),
                Redirects::Follow => redirect::Policy::limited(10),
            })
            // Turns off the proxies that the library finds by itself.
            .no_proxy();
        for proxy in self.proxies.to_reqwest()? {
            builder = builder.proxy(proxy);
        }
        if let Some(connect) = timeouts.connect {
            builder = builder.connect_timeout(connect);
        }
        if let Some(silence) = timeouts.silence {
            builder = builder.read_timeout(silence);
        }
        builder.build().map_err(SetupError::Client)
    }
}

/// An error of the HTTP client in one line, with its causes and without its URL, whose query may be secret.
#[must_use]
pub fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        let inner_text = inner.to_string();
        if !text.contains(&inner_text) {
            text.push_str(": ");
            text.push_str(&inner_text);
        }
        cause = inner.source();
    }
    text
}
