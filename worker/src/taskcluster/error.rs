//! Why an API call failed.

use std::fmt;
use std::time::Duration;

use generated::runtime::api::Operation;

use super::hawk::SignError;
use super::root_url::UrlError;

/// What class of failure a [`CallError`] is, for deciding what to do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallErrorKind {
    /// No complete answer arrived.
    Transport,
    /// The service failed: 500 to 599.
    Server5xx,
    /// Too many requests: 429.
    RateLimited,
    /// The service refused, with this status: 400 to 499, or a redirect, which API calls do not follow.
    Client(u16),
    /// The answer is not what was expected.
    Decode,
    /// The request could not be signed: the credentials are unusable.
    Signing,
    /// There is no URL for the request: a parameter is unusable.
    Request,
}

/// What went wrong with the last attempt of a call.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// No complete answer arrived.
    #[error("{0}")]
    Transport(String),
    /// The service refused or failed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The service agreed, but its answer is not what was expected.
    #[error("the answer cannot be read: {0}")]
    Undecodable(String),
    /// The request could not be signed.
    #[error(transparent)]
    Unsignable(#[from] SignError),
    /// There is no URL for the request.
    #[error(transparent)]
    Url(#[from] UrlError),
}

/// An answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The service's error code, such as `InsufficientScopes`. Whatever is no Taskcluster service gives none.
    pub code: Option<String>,
    /// The service's explanation, or the beginning of the body; one line, of limited length.
    pub message: String,
    /// How many seconds this machine's clock is ahead of the server's (negative: behind), when the signature was
    /// refused and the difference is large enough to be the reason.
    pub clock_ahead_by: Option<i64>,
}

impl std::error::Error for Refusal {}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HTTP {}", self.status)?;
        if let Some(code) = &self.code {
            write!(f, " {code}")?;
        }
        if !self.message.is_empty() {
            write!(f, ": {}", self.message)?;
        }
        if let Some(seconds) = self.clock_ahead_by {
            let direction = if seconds < 0 { "behind" } else { "ahead of" };
            let seconds = seconds.unsigned_abs();
            write!(f, " (this machine's clock is {seconds} s {direction} the server's; set the clock)")?;
        }
        Ok(())
    }
}

/// An API call that failed for good. Prints in one line, without tokens and without the query of the URL.
#[derive(Debug)]
pub struct CallError {
    pub(super) operation: &'static Operation,
    pub(super) url: String,
    pub(super) attempts: u32,
    pub(super) elapsed: Duration,
    // Boxed, so that what a call gives is not larger for failures than for successes.
    pub(super) cause: Box<Cause>,
}

impl CallError {
    /// What was called.
    #[must_use]
    pub const fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Where it was called, without the query; the route itself when there is no URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How many requests were sent.
    #[must_use]
    pub const fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the call took, all attempts and waits together.
    #[must_use]
    pub const fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// What went wrong with the last attempt.
    #[must_use]
    pub fn cause(&self) -> &Cause {
        &self.cause
    }

    /// The class of the failure.
    #[must_use]
    pub fn kind(&self) -> CallErrorKind {
        match &*self.cause {
            Cause::Transport(_) => CallErrorKind::Transport,
            Cause::Refused(refusal) => match refusal.status {
                429 => CallErrorKind::RateLimited,
                500..=599 => CallErrorKind::Server5xx,
                status => CallErrorKind::Client(status),
            },
            Cause::Undecodable(_) => CallErrorKind::Decode,
            Cause::Unsignable(_) => CallErrorKind::Signing,
            Cause::Url(_) => CallErrorKind::Request,
        }
    }

    /// What the service answered, if it was not a success.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match &*self.cause {
            Cause::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// The HTTP status, if the service answered other than with success.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.refusal().map(|refusal| refusal.status)
    }

    /// The service's error code, such as `RequestConflict`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.refusal().and_then(|refusal| refusal.code.as_deref())
    }
}

impl std::error::Error for CallError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // The cause stands in this error's own text already.
        std::error::Error::source(&*self.cause)
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Operation { service, name, method, .. } = self.operation;
        write!(f, "{service}.{name} failed ({} {}", method.as_str(), self.url)?;
        if self.attempts > 1 {
            write!(f, ", {} attempts in {:.1} s", self.attempts, self.elapsed.as_secs_f64())?;
        }
        write!(f, "): {}", self.cause)
    }
}
