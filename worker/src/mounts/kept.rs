//! Content that is kept on this machine, and fetched where it is not.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use generated::Timestamp;
use generated::documents::caches::Cache;
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;

use super::caches::{Caches, Kind, Shared, new_record};
use super::content::Source;
use super::error::FetchError;
use super::failure::MountError;
use super::fetch::Fetcher;
use super::log::MountLog;
use crate::artifacts::Sha256Digest;
use crate::platform::{self, FileStamp};
use crate::taskcluster::client::TaskclusterClients;

/// Gets content for one task.
#[derive(Clone)]
pub struct Getter {
    /// What is kept.
    pub caches: Arc<Caches>,
    /// Fetches what is not.
    pub fetcher: Fetcher,
    /// Says, as the task, whether it may read what others have fetched. None where the task's scopes have been looked at.
    pub authority: Option<TaskclusterClients>,
    /// The task log.
    pub log: MountLog,
    /// Ends everything.
    pub cancel: CancellationToken,
}

/// A file with content, there as long as this value.
#[derive(Debug)]
pub enum KeptFile {
    /// Shared with others.
    Shared(Shared),
    /// For this use only.
    Own(OwnFile),
}

/// A file that is removed with this value.
#[derive(Debug)]
pub struct OwnFile(PathBuf);

impl Drop for OwnFile {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.0) {
            tracing::warn!("could not remove {}: {error}", self.0.display());
        }
    }
}

impl KeptFile {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self {
            Self::Shared(shared) => shared.location(),
            Self::Own(own) => own.0.clone(),
        }
    }
}

impl Getter {
    /// A file with the content of `source`, which must have the checksum `required`.
    ///
    /// # Errors
    ///
    /// When it cannot be fetched, has another checksum, or is not the task's to read.
    pub async fn file(
        &self,
        source: &Source,
        required: Option<Sha256Digest>,
    ) -> Result<KeptFile, MountError> {
        if matches!(source, Source::Raw(_) | Source::Base64 { .. }) {
            let fetched = self.fetch(source, required).await?;
            return Ok(KeptFile::Own(OwnFile(fetched.path)));
        }
        let key = source.key();
        let _flight = self.turn(source, &key).await?;
        if let Some(shared) = self.existing(source, &key, required).await? {
            return Ok(KeptFile::Shared(shared));
        }
        let fetched = self.fetch(source, required).await?;
        let sha256 = fetched.sha256.to_string();
        let path = fetched.path.display().to_string();
        match required {
            None => self.log.warn(format_args!(
                "Download {path} of {source} has SHA256 {sha256} but task payload does not declare a required value, so \
                 content authenticity cannot be verified"
            )),
            Some(_) => {
                self.log.info(format_args!("Content from {source} ({path}) matches required SHA256 {sha256}"));
            }
        }
        let stamp = stamp(&fetched.path).map_err(MountError::disk("look at", &fetched.path))?;
        let record = Cache { sha256, ..stamped(new_record(&key, &fetched.path), stamp) };
        Ok(KeptFile::Shared(self.caches.add_shared(Kind::File, record)))
    }

    /// The file with the content of `source`, if one is kept that has the checksum `required`.
    pub(super) async fn kept(
        &self,
        source: &Source,
        required: Option<Sha256Digest>,
    ) -> Result<Option<Shared>, MountError> {
        self.existing(source, &source.key(), required).await
    }

    /// What is kept already, if it is what is wanted.
    async fn existing(
        &self,
        source: &Source,
        key: &str,
        required: Option<Sha256Digest>,
    ) -> Result<Option<Shared>, MountError> {
        let Some(mut shared) = self.caches.share(Kind::File, key) else { return Ok(None) };
        let path = shared.location();
        let checked = match verify(shared.cache(), &path).await {
            Ok(checked) => checked,
            Err(error) => {
                self.log.warn(format_args!(
                    "Cannot use the existing download of {key}: {error}; fetching it anew"
                ));
                shared.doom();
                return Ok(None);
            }
        };
        if let Checked::Hashed(stamp, sha256) = checked {
            shared.update(|cache| *cache = Cache { sha256: sha256.clone(), ..stamped(cache.clone(), stamp) });
        }
        if !self.is_wanted(&shared, key, required) {
            shared.doom();
            return Ok(None);
        }
        self.authorize(source).await?;
        Ok(Some(shared))
    }

    /// Whether what is kept under `key` has the checksum `required`. Says so in the log.
    pub(super) fn is_wanted(&self, shared: &Shared, key: &str, required: Option<Sha256Digest>) -> bool {
        let Cache { location, sha256, .. } = shared.cache();
        match required.map(|digest| digest.to_string()) {
            None => {
                self.log.warn(format_args!(
                    "No SHA256 specified in task mounts for {key} - SHA256 from downloaded file {location} is {sha256}."
                ));
                true
            }
            Some(required) if required == *sha256 => {
                self.log.info(format_args!(
                    "Found existing download for {key} ({location}) with correct SHA256 {sha256}"
                ));
                true
            }
            Some(required) => {
                self.log.info(format_args!(
                    "Found existing download of {key} ({location}) with SHA256 {sha256} but task definition explicitly \
                     requires {required} so deleting it"
                ));
                false
            }
        }
    }

    /// Whether the task may read what another one has fetched.
    pub(super) async fn authorize(&self, source: &Source) -> Result<(), MountError> {
        let (Some(authority), Source::Artifact { task_id, name }) = (&self.authority, source) else {
            return Ok(());
        };
        if name.starts_with("public/") {
            return Ok(());
        }
        match authority.queue().latest_artifact(task_id, name).await {
            Ok(_) => Ok(()),
            Err(error) => Err(MountError::Forbidden { what: source.to_string(), error: error.to_string() }),
        }
    }

    /// Waits until nobody else fetches what `key` stands for.
    pub(super) async fn turn(
        &self,
        source: &Source,
        key: &str,
    ) -> Result<tokio::sync::OwnedMutexGuard<()>, MountError> {
        let joined = self.cancel.run_until_cancelled(self.caches.flights().join(key)).await;
        joined.ok_or_else(|| FetchError::Cancelled { what: source.to_string() }.into())
    }

    async fn fetch(
        &self,
        source: &Source,
        required: Option<Sha256Digest>,
    ) -> Result<super::fetch::Fetched, MountError> {
        let into = self.caches.downloads_dir().to_owned();
        platform::create_private_dirs(&into).map_err(MountError::disk("make", &into))?;
        let mut fetched = self.fetcher.fetch_file(source, &into, required, &self.cancel).await?;
        // Whatever its name was: from now on it is one by which the worker knows its own files.
        let path = self.caches.new_location(Kind::File);
        fs::rename(&fetched.path, &path).map_err(MountError::disk("rename", &fetched.path))?;
        fetched.path = path;
        Ok(fetched)
    }
}

fn stamp(path: &Path) -> io::Result<FileStamp> {
    fs::symlink_metadata(path).map(|metadata| FileStamp::from(&metadata))
}

fn stamped(cache: Cache, stamp: FileStamp) -> Cache {
    Cache { bytes: Some(stamp.bytes), changed: Some(Timestamp::from(stamp.changed)), ..cache }
}

/// How a kept file was found to be what it was.
enum Checked {
    /// Nobody has touched it.
    Untouched,
    /// It had to be read. Its checksum is that.
    Hashed(FileStamp, String),
}

/// Whether the file at `path` is still what is recorded in `cache`.
async fn verify(cache: &Cache, path: &Path) -> io::Result<Checked> {
    let stamp = stamp(path)?;
    if cache.bytes == Some(stamp.bytes) && cache.changed == Some(Timestamp::from(stamp.changed)) {
        return Ok(Checked::Untouched);
    }
    let owned = path.to_owned();
    let sha256 = tokio::task::spawn_blocking(move || hash(&owned)).await.map_err(io::Error::other)??;
    if cache.sha256.is_empty() || cache.sha256 == sha256 {
        return Ok(Checked::Hashed(stamp, sha256));
    }
    Err(io::Error::other(format!("{} had SHA256 {} and now has {sha256}", path.display(), cache.sha256)))
}

fn hash(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(Sha256Digest(hasher.finalize().into()).to_string())
}
