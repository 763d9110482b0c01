//! A log, on its way to a livelog program.

use std::net::SocketAddr;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::livelog::reader::{self, Wanted};
use crate::process::Follower;
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts, describe};

/// How long the program may take to answer, and for the rest of a log that is complete.
const PATIENCE: Duration = Duration::from_secs(60);

/// Gives `log` to the program that listens at `input`, as it grows, until it is complete or it is `enough`.
///
/// # Errors
///
/// In one line, why the program did not take all of it.
pub async fn feed(input: SocketAddr, log: Follower, enough: CancellationToken) -> Result<(), String> {
    let timeouts = Timeouts { connect: Some(PATIENCE), silence: None };
    let client = HttpStack::new(Proxies::none()).and_then(|stack| stack.client(timeouts, Redirects::Return));
    let client = client.map_err(|error| error.to_string())?;
    let all = Wanted { start: 0, end: None };
    let body = reqwest::Body::wrap_stream(reader::read(log, all, PATIENCE, enough));
    let answer = client.put(format!("http://{input}/log")).body(body).send().await.map_err(describe)?;
    if answer.status().is_success() { Ok(()) } else { Err(format!("it answered {}", answer.status())) }
}
