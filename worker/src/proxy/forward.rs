//! One request to a service and its answer, streaming.

use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::response::Response;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};
use http::header::AUTHORIZATION;
use http::request::Parts;
use http::{HeaderMap, Method};
use url::Url;

use super::refusal::Refusal;
use super::{Upstream, headers};
use crate::taskcluster::credentials::Credentials;
use crate::taskcluster::hawk;
use crate::taskcluster::http::{Progress, describe, unless_stalled};
use crate::taskcluster::retry::{Backoff, RetryPolicy};

/// How long a request may go on without anything being sent or received. Whoever waits for the answer has a shorter
/// limit, and ends the request by going away.
const PATIENCE: Duration = Duration::from_mins(5);
/// How often a service that cannot be reached is tried.
const ATTEMPTS: u32 = 4;

/// Forwards a request to `url`, signed with `credentials`. `about` is added to the answer.
pub async fn forward(
    upstream: &Upstream,
    url: Url,
    credentials: Credentials,
    (parts, body): (Parts, Body),
    about: HeaderMap,
) -> Result<Response, Refusal> {
    let mut forwarding = Forwarding { upstream, url, credentials, progress: Progress::begin(), parts };
    let has_body = !body.is_end_stream();
    forwarding.parts.headers = headers::outgoing(std::mem::take(&mut forwarding.parts.headers), has_body);
    let answer = if has_body {
        let progress = forwarding.progress.clone();
        let body = body.into_data_stream().inspect_ok(move |_| progress.mark());
        forwarding.send(Some(reqwest::Body::wrap_stream(body))).await
    } else {
        forwarding.send_until_connected().await
    };
    let answer = answer.map_err(|failure| forwarding.refusal(failure))?;
    Ok(forwarding.answer(answer, about))
}

struct Forwarding<'a> {
    upstream: &'a Upstream,
    url: Url,
    credentials: Credentials,
    progress: Progress,
    parts: Parts,
}

enum Failure {
    Unsigned(hawk::SignError),
    Transport(reqwest::Error),
    Stalled,
}

impl Forwarding<'_> {
    /// Tries again as long as the service cannot be reached, which it then knows nothing of.
    async fn send_until_connected(&mut self) -> Result<reqwest::Response, Failure> {
        let may_repeat = matches!(self.parts.method, Method::GET | Method::HEAD);
        let mut backoff = Backoff::new(RetryPolicy::default());
        for _ in 1..ATTEMPTS {
            match self.send(None).await {
                Err(Failure::Transport(error)) if may_repeat && error.is_connect() => {
                    tokio::time::sleep(backoff.next_wait(None)).await;
                    self.progress.mark();
                }
                outcome => return outcome,
            }
        }
        self.send(None).await
    }

    async fn send(&self, body: Option<reqwest::Body>) -> Result<reqwest::Response, Failure> {
        let method = &self.parts.method;
        let signature =
            hawk::authorization(method.as_str(), &self.url, &self.credentials).map_err(Failure::Unsigned)?;
        let mut request = self.upstream.http.request(method.clone(), self.url.clone());
        request = request.headers(self.parts.headers.clone()).header(AUTHORIZATION, signature);
        if let Some(body) = body {
            request = request.body(body);
        }
        match unless_stalled(request.send(), &self.progress, PATIENCE).await {
            Some(answer) => answer.map_err(Failure::Transport),
            None => Err(Failure::Stalled),
        }
    }

    fn refusal(&self, failure: Failure) -> Refusal {
        let server = format!("{} {}{}", self.parts.method, self.url.authority(), self.url.path());
        match failure {
            Failure::Unsigned(error) => error.into(),
            Failure::Stalled => Refusal::stalled(format!(
                "taskcluster-proxy: {server} was not answered; nothing was sent or received for {} s",
                PATIENCE.as_secs()
            )),
            Failure::Transport(error) => {
                let message = describe(error);
                tracing::debug!("taskcluster-proxy: {server} failed: {message}");
                Refusal::unreachable(format!("taskcluster-proxy: {server} was not answered: {message}"))
            }
        }
    }

    fn answer(&self, answer: reqwest::Response, about: HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = answer.status();
        *response.headers_mut() = answer.headers().clone();
        headers::remove_hop_by_hop(response.headers_mut());
        response.headers_mut().extend(about);
        headers::add_endpoint(response.headers_mut(), &self.url);
        *response.body_mut() = Body::from_stream(unless_silent(answer.bytes_stream()));
        response
    }
}

/// The same body, but an error when nothing arrives for too long. It counts only while somebody wants more of it.
fn unless_silent(
    body: impl Stream<Item = reqwest::Result<Bytes>> + Send + Unpin + 'static,
) -> impl Stream<Item = std::io::Result<Bytes>> + Send + 'static {
    futures_util::stream::unfold(body, |mut body| async move {
        let piece = match tokio::time::timeout(PATIENCE, body.next()).await {
            Ok(piece) => piece?.map_err(|error| std::io::Error::other(describe(error))),
            Err(_) => Err(std::io::ErrorKind::TimedOut.into()),
        };
        Some((piece, body))
    })
}
