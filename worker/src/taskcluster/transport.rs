//! The transport under the generated clients: signs, sends, retries, decodes.

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use generated::Secret;
use generated::runtime::api::{ApiRequest, Transport};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use serde::de::DeserializeOwned;
use tracing::{debug, warn};
use url::Url;

use super::answer::{Failure, Retry, decode, read};
use super::credentials::SharedCredentials;
use super::error::{CallError, Cause};
use super::hawk;
use super::retry::{Backoff, RetryPolicy};
use super::root_url::Deployment;

/// Calls a deployment's services over HTTP. Clones share the connections, and the credentials.
///
/// Each attempt is signed anew with the newest credentials. Attempts that brought no complete and well-formed
/// answer, and those answered by 429 or 5xx, are repeated as the [`RetryPolicy`] says, whatever the operation:
/// its services accept a repeated request, but a claim whose answer was lost runs until the claim expires.
/// Dropping the future of a call ends it, also between attempts.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    http: reqwest::Client,
    deployment: Arc<Deployment>,
    credentials: SharedCredentials,
    policy: RetryPolicy,
}

impl HttpTransport {
    /// Calls `deployment` through `http`, which must not follow redirects, signing with `credentials`.
    #[must_use]
    pub fn new(http: reqwest::Client, deployment: Arc<Deployment>, credentials: SharedCredentials) -> Self {
        Self { http, deployment, credentials, policy: RetryPolicy::default() }
    }

    /// The same, but signing with `credentials`.
    #[must_use]
    pub fn with_credentials(mut self, credentials: SharedCredentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// The same, but with other patience.
    #[must_use]
    pub const fn with_policy(mut self, policy: RetryPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// What the calls are signed with.
    #[must_use]
    pub const fn credentials(&self) -> &SharedCredentials {
        &self.credentials
    }

    /// How calls are repeated.
    #[must_use]
    pub const fn policy(&self) -> RetryPolicy {
        self.policy
    }

    /// What is called.
    #[must_use]
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// A URL that performs `request`, a GET, for whoever has it, for `lifetime` from now. Without credentials it
    /// is the plain URL.
    ///
    /// # Errors
    ///
    /// When there is no URL for the request, or the credentials are malformed.
    pub fn signed_url(&self, request: &ApiRequest, lifetime: Duration) -> Result<Secret<String>, CallError> {
        let attempts = Attempts::begin(self, request)?;
        match self.credentials.current() {
            None => Ok(Secret::new(attempts.url.into())),
            Some(credentials) => hawk::signed_url(&attempts.url, &credentials, lifetime)
                .map_err(|error| attempts.failed(error.into())),
        }
    }
}

impl Transport for HttpTransport {
    type Error = CallError;

    async fn call<R: DeserializeOwned + Send>(&self, request: ApiRequest) -> Result<R, CallError> {
        let mut attempts = Attempts::begin(self, &request)?;
        loop {
            let answer = attempts.send().await;
            match answer.and_then(|body| decode(request.operation, &body)) {
                Ok(answer) => return Ok(answer),
                Err(failure) => attempts.pause_after(failure).await?,
            }
        }
    }
}

/// The attempts of one call.
struct Attempts<'a> {
    transport: &'a HttpTransport,
    request: &'a ApiRequest,
    url: Url,
    shown_url: String,
    backoff: Backoff,
    started: Instant,
    count: u32,
}

impl<'a> Attempts<'a> {
    fn begin(transport: &'a HttpTransport, request: &'a ApiRequest) -> Result<Self, CallError> {
        let shown_url = transport.deployment.shown_url(request);
        match transport.deployment.operation_url(request) {
            Ok(url) => Ok(Self {
                transport,
                request,
                url,
                shown_url,
                backoff: Backoff::new(transport.policy),
                started: Instant::now(),
                count: 0,
            }),
            Err(error) => Err(CallError {
                operation: request.operation,
                url: shown_url,
                attempts: 0,
                elapsed: Duration::ZERO,
                cause: Box::new(error.into()),
            }),
        }
    }

    /// One attempt: the body of a success.
    async fn send(&mut self) -> Result<Bytes, Failure> {
        self.count = self.count.saturating_add(1);
        let Self { transport, request, url, .. } = self;
        let method = request.operation.method;
        let credentials = transport.credentials.current();
        let mut builder = transport
            .http
            .request(http_method(method), url.clone())
            .timeout(transport.policy.attempt_timeout);
        if let Some(credentials) = credentials.as_deref() {
            let header = hawk::authorization(method.as_str(), url, credentials).map_err(Failure::for_good)?;
            builder = builder.header(AUTHORIZATION, header);
        }
        if let Some(body) = &request.body {
            builder = builder.header(CONTENT_TYPE, "application/json").body(body.clone());
        }
        let response = builder.send().await.map_err(Failure::transport)?;
        read(response, credentials.as_deref()).await
    }

    /// Waits until the next attempt.
    async fn pause_after(&mut self, Failure { cause, retry }: Failure) -> Result<(), CallError> {
        let Retry::Later(requested) = retry else { return Err(self.failed(cause)) };
        let wait = self.backoff.next_wait(requested);
        if self.started.elapsed() + wait > self.transport.policy.give_up_after {
            return Err(self.failed(cause));
        }
        let operation = self.request.operation;
        warn!(
            service = operation.service,
            operation = operation.name,
            attempt = self.count,
            wait_ms = u64::try_from(wait.as_millis()).unwrap_or(u64::MAX),
            "{}.{} failed ({} {}), trying again in {:.1} s: {cause}",
            operation.service,
            operation.name,
            operation.method.as_str(),
            self.shown_url,
            wait.as_secs_f64(),
        );
        tokio::time::sleep(wait).await;
        Ok(())
    }

    fn failed(&self, cause: Cause) -> CallError {
        let error = CallError {
            operation: self.request.operation,
            url: self.shown_url.clone(),
            attempts: self.count,
            elapsed: self.started.elapsed(),
            cause: Box::new(cause),
        };
        debug!("{error}");
        error
    }
}

const fn http_method(method: generated::runtime::api::Method) -> http::Method {
    use generated::runtime::api::Method;
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Delete => http::Method::DELETE,
    }
}
