//! Unpacked archives that are kept, and cloned for each task that mounts them.
//!
//! A clone shares the content with the store where the file system can (reflink). Elsewhere its files are hard links to
//! those of the store, which nobody may write to. That does not stop a task that runs as root, so where such tasks run side
//! by side the content is copied: what one of them writes must not show in the directory of another.
//!
//! A task that runs as root or as the worker's own user can change the store all the same. So before each use the store is
//! compared with what it was when it was unpacked (names, sizes, modes, modification times), and unpacked anew when it
//! differs. The change time cannot serve, because each hard link changes it.

use std::path::Path;

use generated::documents::caches::Cache;
use generated::payload::common::ArchiveFormat;
use sha2::{Digest, Sha256};

use super::caches::{Kind, Shared, new_record};
use super::content::Source;
use super::failure::MountError;
use super::kept::Getter;
use crate::artifacts::Sha256Digest;
use crate::platform::{self, Sharing, Tree};

/// An unpacked archive, there as long as this value.
#[derive(Debug)]
pub struct Unpacked {
    /// Keeps it.
    _shared: Shared,
    /// What is in it.
    pub tree: Tree,
}

impl Getter {
    /// The archive `source` of the given format, unpacked. It must have the checksum `required`.
    ///
    /// # Errors
    ///
    /// When it cannot be fetched or unpacked, has another checksum, or is not the task's to read.
    pub async fn unpacked(
        &self,
        source: &Source,
        format: ArchiveFormat,
        required: Option<Sha256Digest>,
        sharing: Sharing,
    ) -> Result<Unpacked, MountError> {
        let key = format!("{format}:{}", archive_key(source));
        let _flight = self.turn(source, &key).await?;
        if let Some(unpacked) = self.existing_tree(source, &key, required).await? {
            return Ok(unpacked);
        }
        let location = self.caches.new_location(Kind::ReadOnly);
        match self.unpack(source, format, required, sharing, &key, &location).await {
            Ok(unpacked) => Ok(unpacked),
            Err(error) => {
                remove(&location).await;
                Err(error)
            }
        }
    }

    async fn existing_tree(
        &self,
        source: &Source,
        key: &str,
        required: Option<Sha256Digest>,
    ) -> Result<Option<Unpacked>, MountError> {
        let Some(shared) = self.caches.share(Kind::ReadOnly, key) else { return Ok(None) };
        if !self.is_wanted(&shared, key, required) {
            shared.doom();
            return Ok(None);
        }
        let location = shared.location();
        let tree = blocking(move || Tree::of(&location)).await;
        match tree {
            Ok(tree) if shared.cache().fingerprint.as_ref() == Some(&fingerprint(&tree)) => {
                self.authorize(source).await?;
                Ok(Some(Unpacked { _shared: shared, tree }))
            }
            other => {
                let reason =
                    other.err().map_or_else(|| "it has been changed".to_owned(), |error| error.to_string());
                self.log.warn(format_args!(
                    "Cannot use what was unpacked from {source}: {reason}; unpacking it anew"
                ));
                shared.doom();
                Ok(None)
            }
        }
    }

    async fn unpack(
        &self,
        source: &Source,
        format: ArchiveFormat,
        required: Option<Sha256Digest>,
        sharing: Sharing,
        key: &str,
        location: &Path,
    ) -> Result<Unpacked, MountError> {
        let sha256 = match self.unpack_kept(source, format, required, location).await? {
            Some(sha256) => sha256,
            None => self.unpack_into(source, format, required, location).await?.to_string(),
        };
        let owned = location.to_owned();
        let tree = blocking(move || {
            let mut tree = Tree::of(&owned)?;
            if sharing == Sharing::HardLink {
                tree.make_files_read_only()?;
            }
            Ok(tree)
        });
        let tree = tree.await.map_err(MountError::disk("look into", location))?;
        let fingerprint = Some(fingerprint(&tree));
        let record = Cache { sha256, fingerprint, ..new_record(key, location) };
        Ok(Unpacked { _shared: self.caches.add_shared(Kind::ReadOnly, record), tree })
    }

    /// Unpacks the archive into the directory `location`, which does not exist yet, if the archive itself is kept: by a
    /// worker that did not keep what it unpacked, or for a task that mounted it as a file. Returns its checksum.
    async fn unpack_kept(
        &self,
        source: &Source,
        format: ArchiveFormat,
        required: Option<Sha256Digest>,
        location: &Path,
    ) -> Result<Option<String>, MountError> {
        let Some(archive) = self.kept(source, required).await? else { return Ok(None) };
        platform::create_private_dirs(location).map_err(MountError::disk("make", location))?;
        let path = archive.location();
        self.log.info(format_args!(
            "Extracting {format} file {} to '{}'",
            path.display(),
            location.display()
        ));
        self.fetcher.unpack_file(source, &path, format, location, &self.cancel).await?;
        Ok(Some(archive.cache().sha256.clone()))
    }

    /// Unpacks the archive into the directory `location`, which does not exist yet. Returns the archive's checksum.
    pub(super) async fn unpack_into(
        &self,
        source: &Source,
        format: ArchiveFormat,
        required: Option<Sha256Digest>,
        location: &Path,
    ) -> Result<Sha256Digest, MountError> {
        platform::create_private_dirs(location).map_err(MountError::disk("make", location))?;
        self.log.info(format_args!("Creating directory {} with permissions 0700", location.display()));
        self.log.info(format_args!("Extracting {format} file from {source} to '{}'", location.display()));
        let fetched = self.fetcher.fetch_and_unpack(source, format, location, required, &self.cancel).await?;
        match required {
            None => self.log.warn(format_args!(
                "Download of {source} has SHA256 {} but task payload does not declare a required value, so content \
                 authenticity cannot be verified",
                fetched.sha256
            )),
            Some(_) => {
                self.log.info(format_args!("Content from {source} matches required SHA256 {}", fetched.sha256));
            }
        }
        Ok(fetched.sha256)
    }
}

/// Deletes a directory on a thread where that may take long.
pub(super) async fn remove(path: &Path) {
    let path = path.to_owned();
    let removed = tokio::task::spawn_blocking(move || platform::remove_tree(&path)).await;
    if let Ok(Err(error)) = removed {
        tracing::warn!("{error}");
    }
}

pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
) -> std::io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(std::io::Error::other)?
}

fn fingerprint(tree: &Tree) -> String {
    Sha256Digest(tree.fingerprint()).to_string()
}

/// What an archive is kept under. One that stands in a payload goes by its checksum: it may be long.
fn archive_key(source: &Source) -> String {
    match source {
        Source::Artifact { .. } | Source::Url(_) => source.key(),
        Source::Raw(bytes) | Source::Base64 { bytes, .. } => {
            format!("content:{}", Sha256Digest(Sha256::digest(bytes).into()))
        }
    }
}
