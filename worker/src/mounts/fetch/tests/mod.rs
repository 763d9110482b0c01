//! Fetches from servers that do all that servers do.

mod artifacts;
mod downloads;
mod server;
mod unpacking;

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use generated::Secret;
use sha2::{Digest, Sha256};

use super::{FetchOptions, Fetcher, http_client};
use crate::artifacts::Sha256Digest;
use crate::mounts::Source;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};
use crate::taskcluster::retry::RetryPolicy;
use crate::taskcluster::root_url::Deployment;

/// Lines that were told.
type Lines = Arc<Mutex<Vec<String>>>;

fn fetcher_of(deployment: Deployment, options: FetchOptions) -> (Fetcher, Lines) {
    let stack = HttpStack::new(Proxies::none()).unwrap();
    let api = stack.client(Timeouts::default(), Redirects::Return).unwrap();
    let credentials = Credentials::new("task", Secret::new("t0ken-t0ken".into()), None);
    let clients = TaskclusterClients::new(api, Arc::new(deployment), SharedCredentials::new(credentials));
    let lines = Lines::default();
    let sink = Arc::clone(&lines);
    let fetcher = Fetcher::new(http_client(&stack).unwrap(), clients, options)
        .with_notices(Arc::new(move |notice| sink.lock().unwrap().push(notice.to_string())));
    (fetcher, lines)
}

/// Retries at once, up to a tenth of a second.
fn options() -> FetchOptions {
    let retry = RetryPolicy {
        first_wait: Duration::from_millis(1),
        longest_wait: Duration::from_millis(5),
        ..RetryPolicy::default()
    };
    FetchOptions { retry: retry.give_up_after(Duration::from_secs(20)), ..FetchOptions::default() }
}

fn fetcher(url: &str) -> (Fetcher, Lines) {
    fetcher_of(Deployment::at_root_url(url).unwrap(), options())
}

fn url(url: &str) -> Source {
    Source::Url(url.parse().unwrap())
}

fn sha256(bytes: &[u8]) -> Sha256Digest {
    Sha256Digest(Sha256::digest(bytes).into())
}

/// Bytes that differ from place to place.
fn content(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index * 31 + index / 251) as u8).collect()
}

fn is_empty(dir: &Path) -> bool {
    std::fs::read_dir(dir).unwrap().next().is_none()
}
