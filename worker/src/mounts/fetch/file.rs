//! Fetches content into files.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use generated::payload::common::FileFormat;
use tempfile::NamedTempFile;
use tokio_util::sync::CancellationToken;

use super::body::Body;
use super::stream::{blocking, cancelled, consume, linked};
use super::{Fetched, Fetcher, Notice, PARTIAL_PREFIX};
use crate::artifacts::Sha256Digest;
use crate::mounts::archive::ArchiveError;
use crate::mounts::budget::{DiskBudget, Overdrawn};
use crate::mounts::content::Source;
use crate::mounts::error::FetchError;
use crate::mounts::format::{Compression, decompress};

/// How much is copied between two looks at the disk, in bytes.
const STEP: u64 = 8 << 20;

pub async fn fetch(
    fetcher: &Fetcher,
    source: &Source,
    into: &Path,
    required: Option<Sha256Digest>,
    cancel: &CancellationToken,
) -> Result<Fetched, FetchError> {
    let (stop, _guard) = linked(cancel);
    let path = into.join(slugid::nice());
    let what = source.to_string();
    fetcher.notice(source, Notice::Downloading { what: what.clone(), to: path.clone() });
    let (temporary, received) = consume(fetcher, source, &stop, {
        let (what, into, reserve) = (what.clone(), into.to_owned(), fetcher.options.disk_reserve);
        move |body| store(body, &what, &into, reserve)
    })
    .await?;
    let (bytes, sha256) = (received.bytes, received.sha256);
    fetcher.notice(source, Notice::Downloaded { what: what.clone(), bytes, sha256, to: path.clone() });
    if let Some(required) = required.filter(|required| *required != sha256) {
        return Err(FetchError::Sha256 { what, actual: sha256, required });
    }
    blocking(source, move || match temporary.persist_noclobber(&path) {
        Ok(_) => Ok(Fetched { path, bytes, sha256 }),
        Err(error) => Err(FetchError::Disk { action: "rename a download to", path, source: error.error }),
    })
    .await?
}

/// Puts all of `body` into a new file.
fn store(body: &mut Body, what: &str, into: &Path, reserve: u64) -> Result<NamedTempFile, FetchError> {
    let disk = |action, source| FetchError::Disk { action, path: into.to_owned(), source };
    let budget = DiskBudget::new(into, reserve).map_err(|error| disk("look at the disk of", error))?;
    let mut file = tempfile::Builder::new()
        .prefix(PARTIAL_PREFIX)
        .tempfile_in(into)
        .map_err(|error| disk("make a file in", error))?;
    loop {
        let available = match body.fill_buf() {
            Ok(available) => available,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => {
                let error = ArchiveError::Corrupt { format: "gzip".to_owned(), reason: error.to_string() };
                return Err(FetchError::Unpack { what: what.to_owned(), error });
            }
        };
        if available.is_empty() {
            return Ok(file);
        }
        charge(&budget, available.len() as u64, what)?;
        file.write_all(available).map_err(|error| disk("write to a file in", error))?;
        let count = available.len();
        body.consume(count);
    }
}

pub async fn write(
    fetcher: &Fetcher,
    what: &Source,
    content: &Path,
    format: Option<FileFormat>,
    (target, target_path): (File, &Path),
    cancel: &CancellationToken,
) -> Result<u64, FetchError> {
    let (stop, _guard) = linked(cancel);
    let copy = Copy {
        what: what.to_string(),
        content: content.to_owned(),
        target,
        target_path: target_path.to_owned(),
        reserve: fetcher.options.disk_reserve,
        stop: stop.clone(),
    };
    let written = blocking(what, move || match format {
        None => copy.verbatim(),
        Some(format) => copy.decompressed(format),
    })
    .await?;
    if stop.is_cancelled() { Err(cancelled(what)) } else { written }
}

/// What is copied, and where to.
struct Copy {
    what: String,
    content: PathBuf,
    target: File,
    target_path: PathBuf,
    reserve: u64,
    stop: CancellationToken,
}

impl Copy {
    fn open(&self) -> Result<(File, DiskBudget), FetchError> {
        let disk = |action, path: &Path, source| FetchError::Disk { action, path: path.to_owned(), source };
        let content = File::open(&self.content).map_err(|error| disk("open", &self.content, error))?;
        let budget = DiskBudget::of_file(&self.target, &self.target_path, self.reserve)
            .map_err(|error| disk("look at the disk of", &self.target_path, error))?;
        Ok((content, budget))
    }

    fn written(&self, source: io::Error) -> FetchError {
        FetchError::Disk { action: "write to", path: self.target_path.clone(), source }
    }

    /// Lets the file systems share the content where they can.
    fn verbatim(mut self) -> Result<u64, FetchError> {
        let (content, budget) = self.open()?;
        let mut total = 0;
        while !self.stop.is_cancelled() {
            let left = content.metadata().map_or(STEP, |metadata| metadata.len().saturating_sub(total));
            charge(&budget, left.min(STEP), &self.what)?;
            let copied = io::copy(&mut (&content).take(STEP), &mut self.target);
            match copied.map_err(|error| self.written(error))? {
                0 => break,
                count => total += count,
            }
        }
        Ok(total)
    }

    fn decompressed(self, format: FileFormat) -> Result<u64, FetchError> {
        let unpack = |error| FetchError::Unpack { what: self.what.clone(), error };
        let compression = Compression::of_file(format).map_err(unpack)?;
        let (content, budget) = self.open()?;
        let mut target = &self.target;
        let mut failure = None;
        let done = decompress(compression, &mut BufReader::with_capacity(256 << 10, content), &mut |bytes| {
            if self.stop.is_cancelled() {
                return Err(ArchiveError::Cancelled);
            }
            let written = charge(&budget, bytes.len() as u64, &self.what)
                .and_then(|()| target.write_all(bytes).map_err(|error| self.written(error)));
            written.map_err(|error| {
                failure = Some(error);
                ArchiveError::Cancelled
            })
        });
        match failure {
            Some(failure) => Err(failure),
            None => done.map_err(unpack),
        }
    }
}

fn charge(budget: &DiskBudget, bytes: u64, what: &str) -> Result<(), FetchError> {
    let path = || budget.path().to_owned();
    budget.charge(bytes).map_err(|overdrawn| match overdrawn {
        Overdrawn::Full { free } => {
            FetchError::NoSpace { what: what.to_owned(), path: path(), free, reserve: budget.reserve() }
        }
        Overdrawn::Unknown(source) => {
            FetchError::Disk { action: "look at the disk of", path: path(), source }
        }
    })
}
