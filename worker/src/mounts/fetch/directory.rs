//! Fetches archives into directories.

use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use generated::payload::common::ArchiveFormat;
use tokio_util::sync::CancellationToken;

use super::stream::{blocking, cancelled, consume, linked};
use super::{Fetched, Fetcher, Notice};
use crate::artifacts::Sha256Digest;
use crate::mounts::archive::{self, ArchiveError};
use crate::mounts::budget::DiskBudget;
use crate::mounts::content::Source;
use crate::mounts::error::FetchError;
use crate::platform::remove_tree;

pub async fn fetch(
    fetcher: &Fetcher,
    source: &Source,
    format: ArchiveFormat,
    into: &Path,
    required: Option<Sha256Digest>,
    cancel: &CancellationToken,
) -> Result<Fetched, FetchError> {
    let (stop, _guard) = linked(cancel);
    let what = source.to_string();
    fetcher.notice(source, Notice::Downloading { what: what.clone(), to: into.to_owned() });
    let fetched = consume(fetcher, source, &stop, {
        let (what, into, stop) = (what.clone(), into.to_owned(), stop.clone());
        let reserve = fetcher.options.disk_reserve;
        move |body| {
            // The content may have changed since it was unpacked the last time.
            clear(&into)?;
            let budget = budget(&into, reserve)?;
            archive::unpack(body, format, &into, budget, &stop)
                .map_err(|error| FetchError::Unpack { what: what.clone(), error })
        }
    })
    .await;
    let verified = fetched.and_then(|((), received)| {
        let (bytes, sha256) = (received.bytes, received.sha256);
        fetcher.notice(source, Notice::Downloaded { what: what.clone(), bytes, sha256, to: into.to_owned() });
        match required.filter(|required| *required != sha256) {
            Some(required) => Err(FetchError::Sha256 { what, actual: sha256, required }),
            None => Ok(Fetched { path: into.to_owned(), bytes, sha256 }),
        }
    });
    cleared_unless_ok(source, into, verified).await
}

pub async fn unpack_file(
    fetcher: &Fetcher,
    what: &Source,
    archive: &Path,
    format: ArchiveFormat,
    into: &Path,
    cancel: &CancellationToken,
) -> Result<(), FetchError> {
    let (stop, _guard) = linked(cancel);
    let reserve = fetcher.options.disk_reserve;
    let unpacked = blocking(what, {
        let (name, archive, into, stop) =
            (what.to_string(), archive.to_owned(), into.to_owned(), stop.clone());
        move || {
            let file = File::open(&archive).map_err(|source| FetchError::Disk {
                action: "open",
                path: archive,
                source,
            })?;
            let budget = budget(&into, reserve)?;
            archive::unpack_file(file, format, &into, budget, &stop)
                .map_err(|error| FetchError::Unpack { what: name, error })
        }
    })
    .await?;
    let unpacked = match unpacked {
        Err(FetchError::Unpack { error: ArchiveError::Cancelled, .. }) => Err(cancelled(what)),
        unpacked => unpacked,
    };
    cleared_unless_ok(what, into, unpacked).await
}

fn budget(into: &Path, reserve: u64) -> Result<Arc<DiskBudget>, FetchError> {
    let disk = |source| FetchError::Disk { action: "look at the disk of", path: into.to_owned(), source };
    Ok(Arc::new(DiskBudget::new(into, reserve).map_err(disk)?))
}

/// Nothing of what could not be unpacked stays behind.
async fn cleared_unless_ok<T>(
    what: &Source,
    into: &Path,
    outcome: Result<T, FetchError>,
) -> Result<T, FetchError> {
    if outcome.is_err() {
        let into = into.to_owned();
        // The first error is the one to tell: whoever gave the directory finds out when it is used again.
        let _ = blocking(what, move || clear(&into)).await?;
    }
    outcome
}

/// Removes everything in the directory `path`.
fn clear(path: &Path) -> Result<(), FetchError> {
    let disk = |source| FetchError::Disk { action: "clear", path: path.to_owned(), source };
    for entry in std::fs::read_dir(path).map_err(disk)? {
        let entry = entry.map_err(disk)?;
        remove_tree(&entry.path()).map_err(|error| disk(io::Error::other(error)))?;
    }
    Ok(())
}
