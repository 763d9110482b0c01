//! Puts what a payload mounts in its place.
//!
//! Content is got first, for several mounts at a time. What depends on the order, the placing, is done after that, one
//! mount after the other.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use futures_util::{FutureExt, StreamExt, stream};
use generated::payload::common::{Content, FileMount, Mount, ReadOnlyDirectory, WritableDirectoryCache};

use tokio_util::sync::CancellationToken;

use super::caches::{Lease, while_moving};
use super::content::Source;
use super::failure::MountError;
use super::kept::{Getter, KeptFile};
use super::places::{PlaceError, Places};
use super::store::{Unpacked, blocking, remove};
use super::unmount::tell;
use crate::artifacts::Sha256Digest;
use crate::platform::{self, Sharing, Spot, SpotError};

/// How many mounts get their content at once.
const AT_ONCE: usize = 4;
/// The most threads that fill one directory.
const MOST_THREADS: usize = 4;

/// A writable cache that a task has.
#[derive(Debug)]
pub struct MountedCache {
    /// The right to it.
    pub lease: Lease,
    /// Where it is.
    pub state: CacheState,
}

/// Where a writable cache is.
#[derive(Debug)]
pub enum CacheState {
    /// At the worker's place for it, as the last task left it.
    AtHome,
    /// Nowhere yet: it is new, and empty.
    Unmade,
    /// In the task's place, for the task to change.
    Mounted(Arc<Spot>),
    /// Somewhere in between: moving it failed.
    Lost,
}

/// How mounting ended.
#[derive(Debug)]
pub struct Mounted {
    /// All caches that the task has, in the order of the payload, also those that are not mounted.
    pub caches: Vec<MountedCache>,
    /// The first thing that went wrong.
    pub result: Result<(), MountError>,
}

/// Mounts for one task.
#[derive(Clone)]
pub struct Mounter {
    /// Gets content.
    pub getter: Getter,
    /// Where things go.
    pub places: Places,
    /// How read-only directories get their files.
    pub sharing: Sharing,
}

/// A mount whose content is there.
enum Prepared<'a> {
    File(&'a FileMount, Source, KeptFile),
    ReadOnly(&'a ReadOnlyDirectory, Source, Unpacked),
    Cache(&'a WritableDirectoryCache, MountedCache),
}

impl Mounter {
    /// Makes `mounts`. Ends soon after the getter's `cancel` is cancelled; must not be dropped before.
    pub async fn mount(&self, mounts: &[Mount]) -> Mounted {
        let getting: Vec<_> = mounts.iter().map(|mount| self.prepare(mount).boxed()).collect();
        let mut preparing = stream::iter(getting).buffered(AT_ONCE);
        let mut mounted = Mounted { caches: Vec::new(), result: Ok(()) };
        let mut prepared = Vec::new();
        while let Some(outcome) = preparing.next().await {
            match outcome {
                Ok(ready) => prepared.push(ready),
                Err(error) if mounted.result.is_ok() => {
                    // What others are still getting is in vain.
                    self.getter.cancel.cancel();
                    mounted.result = Err(error);
                }
                Err(_) => {}
            }
        }
        for ready in prepared {
            let may_go_on = mounted.result.is_ok();
            match ready {
                Prepared::Cache(mount, mut cache) => {
                    if may_go_on {
                        mounted.result = self.place_cache(mount, &mut cache).await;
                    }
                    mounted.caches.push(cache);
                }
                Prepared::File(mount, source, file) if may_go_on => {
                    mounted.result = self.place_file(mount, &source, &file).await;
                }
                Prepared::ReadOnly(mount, source, unpacked) if may_go_on => {
                    mounted.result = self.place_directory(mount, &source, unpacked).await;
                }
                Prepared::File(..) | Prepared::ReadOnly(..) => {}
            }
        }
        mounted
    }

    /// Gets the content of one mount.
    async fn prepare<'a>(&self, mount: &'a Mount) -> Result<Prepared<'a>, MountError> {
        if self.getter.cancel.is_cancelled() {
            return Err(MountError::Cancelled);
        }
        match mount {
            Mount::FileMount(mount) => self.prepare_file(mount).await,
            Mount::ReadOnlyDirectory(mount) => self.prepare_directory(mount).await,
            Mount::WritableDirectoryCache(mount) => self.prepare_cache(mount).await,
        }
    }

    async fn prepare_file<'a>(&self, mount: &'a FileMount) -> Result<Prepared<'a>, MountError> {
        let source = self.getter.fetcher.source(&mount.content).await?;
        let file = self.getter.file(&source, required(&mount.content)).await?;
        Ok(Prepared::File(mount, source, file))
    }

    async fn prepare_directory<'a>(&self, mount: &'a ReadOnlyDirectory) -> Result<Prepared<'a>, MountError> {
        let source = self.getter.fetcher.source(&mount.content).await?;
        let unpacked =
            self.getter.unpacked(&source, mount.format, required(&mount.content), self.sharing).await?;
        Ok(Prepared::ReadOnly(mount, source, unpacked))
    }

    async fn prepare_cache<'a>(&self, mount: &'a WritableDirectoryCache) -> Result<Prepared<'a>, MountError> {
        let (caches, log) = (&self.getter.caches, &self.getter.log);
        while let Some(lease) = caches.acquire(&mount.cache_name) {
            if lease.location().is_dir() {
                return Ok(Prepared::Cache(mount, MountedCache { lease, state: CacheState::AtHome }));
            }
            log.warn(format_args!(
                "Writable directory cache '{}' is no longer at {}: somebody has removed it",
                lease.name(),
                lease.location().display()
            ));
            caches.forget(lease);
        }
        let lease = caches.add_directory(&mount.cache_name);
        log.info(format_args!(
            "No existing writable directory cache '{}' - creating {}",
            lease.name(),
            lease.location().display()
        ));
        let (Some(content), Some(format)) = (&mount.content, mount.format) else {
            return Ok(Prepared::Cache(mount, MountedCache { lease, state: CacheState::Unmade }));
        };
        match self.preload(content, format, &lease).await {
            Ok(()) => Ok(Prepared::Cache(mount, MountedCache { lease, state: CacheState::AtHome })),
            Err(error) => {
                remove(lease.location()).await;
                caches.forget(lease);
                Err(error)
            }
        }
    }

    async fn preload(
        &self,
        content: &Content,
        format: generated::payload::common::ArchiveFormat,
        lease: &Lease,
    ) -> Result<(), MountError> {
        let source = self.getter.fetcher.source(content).await?;
        self.getter.unpack_into(&source, format, required(content), lease.location()).await?;
        Ok(())
    }

    async fn spot(&self, what: String, path: &str) -> Result<Spot, MountError> {
        let (places, given) = (self.places.clone(), path.to_owned());
        let found = blocking(move || Ok(places.spot(&given))).await;
        let spot = found.map_err(MountError::disk("find", path))?;
        spot.map_err(|error| MountError::Place { what, path: path.to_owned(), error })
    }

    async fn place_cache(
        &self,
        mount: &WritableDirectoryCache,
        cache: &mut MountedCache,
    ) -> Result<(), MountError> {
        let what = format!("writable directory cache {}", mount.cache_name);
        let log = &self.getter.log;
        let spot = Arc::new(self.spot(what.clone(), &mount.directory).await?);
        let source = match cache.state {
            CacheState::AtHome => Some(cache.lease.location().to_owned()),
            _ => None,
        };
        match &source {
            Some(source) => log.info(format_args!(
                "Moving existing writable directory cache {} from {} to {}",
                mount.cache_name,
                source.display(),
                spot.path().display()
            )),
            None => {
                log.info(format_args!("Creating directory {} with permissions 0700", spot.path().display()));
            }
        }
        if let Some(source) = &source {
            self.hand_over(source, &mount.cache_name).await?;
        }
        let (placing, cancel) = (Arc::clone(&spot), self.getter.cancel.clone());
        let placed = blocking(move || {
            Ok(match source {
                Some(source) => move_in(&placing, &source, &cancel),
                None => placing.make_dir().map_err(|error| (error, false)),
            })
        });
        let placed = placed.await.map_err(MountError::disk("fill", &mount.directory))?;
        match placed {
            Ok(()) => {
                log.info(format_args!(
                    "Successfully mounted writable directory cache '{}'",
                    spot.path().display()
                ));
                cache.state = CacheState::Mounted(spot);
                Ok(())
            }
            Err((error, is_at_home)) => {
                if !is_at_home {
                    cache.state = CacheState::Lost;
                }
                Err(MountError::Place { what, path: mount.directory.clone(), error: error.into() })
            }
        }
    }

    /// Makes the cache at `location`, where nobody but the worker can reach it, belong to the task's user.
    async fn hand_over(&self, location: &Path, name: &str) -> Result<(), MountError> {
        let Some(user) = self.places.identity.user().cloned() else { return Ok(()) };
        let (owned, cancel) = (location.to_owned(), self.getter.cancel.clone());
        let started = std::time::Instant::now();
        let (user_name, handing) =
            (user.name.clone(), move || platform::hand_over(&owned, &user, &|| cancel.is_cancelled()));
        let notes = blocking(handing).await.map_err(|error| match error.kind() {
            ErrorKind::Interrupted => MountError::Cancelled,
            _ => MountError::disk("change the owner of", location)(error),
        })?;
        tell(&notes, name, &self.getter.log);
        self.getter.log.info(format_args!(
            "Writable directory cache '{name}' belongs to {user_name} now ({:.1?})",
            started.elapsed()
        ));
        Ok(())
    }

    async fn place_file(
        &self,
        mount: &FileMount,
        source: &Source,
        file: &KeptFile,
    ) -> Result<(), MountError> {
        let what = format!("content from {source}");
        let spot = self.spot(what.clone(), &mount.file).await?;
        let (content, target) = (file.path(), spot.path().to_owned());
        self.getter.log.info(format_args!("Copying {} to {}", content.display(), target.display()));
        let opened = blocking(move || Ok(spot.create_file())).await;
        let opened = opened.map_err(MountError::disk("create", &target))?.map_err(PlaceError::from);
        let opened = opened.map_err(|error| MountError::Place { what, path: mount.file.clone(), error })?;
        let (finished, path) =
            (opened.try_clone().map_err(MountError::disk("open", &target))?, content.clone());
        if mount.format.is_none() {
            let shared =
                blocking(move || platform::reflink_file(&path, &opened).map(|()| None).or(Ok(Some(opened))));
            match shared.await.map_err(MountError::disk("fill", &target))? {
                None => {}
                Some(opened) => self.write(source, mount, &content, opened, &target).await?,
            }
        } else {
            self.write(source, mount, &content, opened, &target).await?;
        }
        blocking(move || platform::make_ordinary(&finished))
            .await
            .map_err(MountError::disk("change the mode of", &target))
    }

    async fn write(
        &self,
        source: &Source,
        mount: &FileMount,
        content: &Path,
        opened: std::fs::File,
        target: &Path,
    ) -> Result<(), MountError> {
        let getter = &self.getter;
        getter.fetcher.write_file(source, content, mount.format, opened, target, &getter.cancel).await?;
        Ok(())
    }

    async fn place_directory(
        &self,
        mount: &ReadOnlyDirectory,
        source: &Source,
        unpacked: Unpacked,
    ) -> Result<(), MountError> {
        let what = format!("content from {source}");
        let spot = self.spot(what.clone(), &mount.directory).await?;
        let target = spot.path().to_owned();
        self.getter.log.info(format_args!("Filling directory '{}'", target.display()));
        let (sharing, cancel) = (self.sharing, self.getter.cancel.clone());
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let filled =
            blocking(
                move || Ok(spot.clone_tree(&unpacked.tree, sharing, threads, &|| cancel.is_cancelled())),
            );
        filled.await.map_err(MountError::disk("fill", &target))?.map_err(|error| MountError::Place {
            what,
            path: mount.directory.clone(),
            error: error.into(),
        })
    }
}

/// Moves a cache to its place. Otherwise the error, and whether the cache is still where it was; if not, nothing of it is
/// left.
fn move_in(spot: &Spot, source: &Path, cancel: &CancellationToken) -> Result<(), (SpotError, bool)> {
    let meanwhile = while_moving(source);
    let Err(error) = spot.move_in(source, &meanwhile, &|| cancel.is_cancelled()) else { return Ok(()) };
    let is_at_home = source.symlink_metadata().is_ok();
    if !is_at_home {
        // Where it should have gone there was nothing before.
        let removed = spot.remove().and_then(|()| platform::remove_tree(&meanwhile));
        if let Err(error) = removed {
            tracing::warn!("could not delete a cache that was lost: {error}");
        }
    }
    Err((error, is_at_home))
}

/// The checksum that `content` must have. The payload's schema has seen to its form.
fn required(content: &Content) -> Option<Sha256Digest> {
    let sha256 = match content {
        Content::Artifact(content) => content.sha256.as_deref(),
        Content::Url(content) => content.sha256.as_deref(),
        Content::Indexed(_) | Content::Raw(_) | Content::Base64(_) => None,
    };
    sha256?.parse().ok()
}
