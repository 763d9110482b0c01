//! Downloads content, and goes on where a connection broke.

mod attempt;

use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::body::Piece;
use super::locate::{Place, locate};
use super::{FetchOptions, Fetcher, Notice};
use crate::artifacts::Sha256Digest;
use crate::mounts::content::Source;
use crate::mounts::error::{DownloadFailure, FetchError};
use crate::mounts::hash::{Announced, Hashes};
use crate::taskcluster::retry::Backoff;
use attempt::{Failed, Validator};

/// An attempt that brought this many bytes makes up for earlier ones that failed.
const PROGRESS: u64 = 1 << 20;

/// What was on the wire.
#[derive(Clone, Copy, Debug)]
pub struct Received {
    pub bytes: u64,
    pub sha256: Sha256Digest,
}

/// Why a download ended early.
#[derive(Debug)]
pub enum Ended {
    /// It failed for good.
    Failed(FetchError),
    /// What arrived is not what arrived before: whoever used that must begin again.
    Changed,
    /// Whoever wanted the content does not want the rest.
    Unwanted,
}

/// What has been downloaded so far.
struct Download<'a> {
    fetcher: &'a Fetcher,
    source: &'a Source,
    pieces: mpsc::Sender<Piece>,
    /// Of all bytes that were passed on.
    hashes: Hashes,
    position: u64,
    has_begun: bool,
    is_gzipped: bool,
    /// The size on the wire, once it is known.
    total: Option<u64>,
    validator: Option<Validator>,
    announced: Announced,
}

/// Downloads `source` into `pieces`, as often as it takes.
pub async fn download(
    fetcher: &Fetcher,
    source: &Source,
    pieces: mpsc::Sender<Piece>,
    cancel: &CancellationToken,
) -> Result<Received, Ended> {
    let mut download = Download {
        fetcher,
        source,
        pieces,
        hashes: Hashes::new(false),
        position: 0,
        has_begun: false,
        is_gzipped: false,
        total: None,
        validator: None,
        announced: Announced::default(),
    };
    match cancel.run_until_cancelled(download.run()).await {
        Some(outcome) => outcome,
        None => Err(Ended::Failed(FetchError::Cancelled { what: source.to_string() })),
    }
}

impl Download<'_> {
    async fn run(&mut self) -> Result<Received, Ended> {
        let FetchOptions { retry, .. } = self.fetcher.options;
        let begun = Instant::now();
        let (mut attempts, mut backoff, mut patient_since) = (0_u32, Backoff::new(retry), begun);
        loop {
            attempts = attempts.saturating_add(1);
            let before = self.position;
            let (failure, may_pass, requested) = match self.attempt().await {
                Ok(()) => return self.complete().await,
                Err(Failed::Ended(ended)) => return Err(ended),
                Err(Failed::ForGood(failure)) => (failure, false, None),
                Err(Failed::ForNow(failure, requested)) => (failure, true, requested),
            };
            if self.position - before >= PROGRESS {
                (backoff, patient_since) = (Backoff::new(retry), Instant::now());
            }
            let wait = backoff.next_wait(requested);
            if !may_pass || patient_since.elapsed() + wait > retry.give_up_after {
                return Err(self.failed(attempts, begun.elapsed(), failure));
            }
            self.fetcher.notice(
                self.source,
                Notice::AttemptFailed {
                    what: self.source.to_string(),
                    error: failure.to_string(),
                    received: self.position,
                    wait,
                },
            );
            tokio::time::sleep(wait).await;
        }
    }

    fn failed(&self, attempts: u32, elapsed: Duration, failure: DownloadFailure) -> Ended {
        Ended::Failed(FetchError::Download { what: self.source.to_string(), attempts, elapsed, failure })
    }

    /// One attempt, for what is still missing.
    async fn attempt(&mut self) -> Result<(), Failed> {
        let place = locate(&self.fetcher.taskcluster, self.source).await.map_err(Failed::for_good)?;
        let Some(Place { url, announced }) = place else { return self.pass_inline().await };
        if self.position == 0 {
            self.hashes = Hashes::new(announced.has_sha512());
        }
        self.announced = announced;
        self.request(url).await
    }

    /// Content of the payload itself.
    async fn pass_inline(&mut self) -> Result<(), Failed> {
        let (Source::Raw(bytes) | Source::Base64 { bytes, .. }) = self.source else { return Ok(()) };
        self.begin(false).await?;
        self.pass(bytes.clone()).await
    }

    /// Tells that content follows.
    async fn begin(&mut self, is_gzipped: bool) -> Result<(), Failed> {
        if self.has_begun {
            // What was passed on would go on in another way.
            return if self.is_gzipped == is_gzipped { Ok(()) } else { Err(Failed::Ended(Ended::Changed)) };
        }
        (self.has_begun, self.is_gzipped) = (true, is_gzipped);
        self.send(Piece::Begin { is_gzipped }).await
    }

    async fn pass(&mut self, bytes: bytes::Bytes) -> Result<(), Failed> {
        self.hashes.update(&bytes);
        self.position += bytes.len() as u64;
        self.send(Piece::Data(bytes)).await
    }

    async fn send(&self, piece: Piece) -> Result<(), Failed> {
        self.pieces.send(piece).await.map_err(|_| Failed::Ended(Ended::Unwanted))
    }

    async fn complete(&mut self) -> Result<Received, Ended> {
        self.hashes.verify(&self.announced, &self.source.to_string()).map_err(Ended::Failed)?;
        self.pieces.send(Piece::End).await.map_err(|_| Ended::Unwanted)?;
        Ok(Received { bytes: self.position, sha256: self.hashes.sha256() })
    }
}
