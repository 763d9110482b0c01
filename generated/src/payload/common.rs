// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the task payloads of all platforms share, from `schemas/payload/common.yml`.

use std::fmt;
use serde::{Deserialize, Serialize};

/// Kind of archive. `tar` is a plain tar file; `tar.X` is one that is compressed with `X`, where `br`
/// is brotli, `bz2` bzip2, `gz` gzip, `lz` lzip, `lz4` LZ4, `mz` MinLZ, `sz` Snappy, `xz` XZ, `zst`
/// Zstandard and `zz` zlib. `7z`, `rar` and `zip` are the formats of the programs of that name. This
/// worker accepts `tar.mz` for the sake of old task definitions, but cannot unpack it: the task
/// resolves as `exception/malformed-payload`. Nor can it unpack `tar.sz` with the extensions of S2, nor
/// entries of a `zip` that are compressed by LZMA or XZ.
/// Permissions and times are those that the archive gives. An entry makes the mount fail if it would
/// end up outside of the directory, if it is a link that leads out of it or a file that would be
/// written through a link, if it is a device, a FIFO or a socket, if it is a file with the setuid or
/// setgid bit, or if it would replace a directory. The log names it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ArchiveFormat {
    /// `7z`
    #[serde(rename = "7z")]
    X7z,
    /// `rar`
    #[serde(rename = "rar")]
    Rar,
    /// `tar`
    #[serde(rename = "tar")]
    Tar,
    /// `tar.br`
    #[serde(rename = "tar.br")]
    TarBr,
    /// `tar.bz2`
    #[serde(rename = "tar.bz2")]
    TarBz2,
    /// `tar.gz`
    #[serde(rename = "tar.gz")]
    TarGz,
    /// `tar.lz`
    #[serde(rename = "tar.lz")]
    TarLz,
    /// `tar.lz4`
    #[serde(rename = "tar.lz4")]
    TarLz4,
    /// `tar.mz`
    #[serde(rename = "tar.mz")]
    TarMz,
    /// `tar.sz`
    #[serde(rename = "tar.sz")]
    TarSz,
    /// `tar.xz`
    #[serde(rename = "tar.xz")]
    TarXz,
    /// `tar.zst`
    #[serde(rename = "tar.zst")]
    TarZst,
    /// `tar.zz`
    #[serde(rename = "tar.zz")]
    TarZz,
    /// `zip`
    #[serde(rename = "zip")]
    Zip,
}

impl fmt::Display for ArchiveFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::X7z => f.write_str("7z"),
            Self::Rar => f.write_str("rar"),
            Self::Tar => f.write_str("tar"),
            Self::TarBr => f.write_str("tar.br"),
            Self::TarBz2 => f.write_str("tar.bz2"),
            Self::TarGz => f.write_str("tar.gz"),
            Self::TarLz => f.write_str("tar.lz"),
            Self::TarLz4 => f.write_str("tar.lz4"),
            Self::TarMz => f.write_str("tar.mz"),
            Self::TarSz => f.write_str("tar.sz"),
            Self::TarXz => f.write_str("tar.xz"),
            Self::TarZst => f.write_str("tar.zst"),
            Self::TarZz => f.write_str("tar.zz"),
            Self::Zip => f.write_str("zip"),
        }
    }
}

/// A file, or all files below a directory, to be published when the commands have ended, whether they
/// succeeded or not. If something in it cannot be read, an artifact of type `error` that says why takes
/// its place and the task resolves as `failed`, unless the artifact is `optional`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Artifact {
    /// How the content is stored. `gzip` compresses it on upload; clients unpack it when they download it.
    /// `identity` stores it as it is. Without this property, files are compressed unless the extension of
    /// their name belongs to a format that is already compressed, such as `.png`, `.zip` or `.zst`.
    #[serde(
        rename = "contentEncoding",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_encoding: Option<ArtifactContentEncoding>,
    /// Media type that the artifact is served with, and for a directory all its files. Without it, the type
    /// follows from the extension of each file's name; where that says nothing it is
    /// `application/octet-stream`.
    #[serde(
        rename = "contentType",
        skip_serializing_if = "Option::is_none"
    )]
    pub content_type: Option<String>,
    /// Until when the artifact is kept, as a time of RFC 3339, such as `2030-01-31T12:00:00.000Z`. It must
    /// not be earlier than the task's deadline nor later than its expiry, or the task resolves as
    /// `exception/malformed-payload`. Without it the artifact expires with the task.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires: Option<crate::Timestamp>,
    /// Name under which the file is published, or with which the names of a directory's files begin.
    /// Without it (or if it is empty) the name is the same as `path`, with `/` between its parts on every
    /// platform.
    ///
    /// By convention anybody may read artifacts whose names begin with `public/`; for all others readers
    /// need the scope `queue:get-artifact:<name>`. Names that the worker itself publishes, such as those of
    /// the logs, are reserved: an artifact with such a name is left out and the log says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether the task may succeed without this artifact. If it is `true` and the file or directory cannot
    /// be read, the artifact of type `error` is still made, but the task does not fail because of it.
    #[serde(default)]
    pub optional: bool,
    /// Where the file or directory lies on the worker, relative to the task directory. A relative path must
    /// not lead out of the task directory, neither by `..` nor by a symbolic link. An absolute path is used
    /// as it is and read with the rights of the task; a worker with a configuration of 2018 looks for it
    /// below the task directory.
    pub path: String,
    /// `file` publishes the one file at `path`. `directory` publishes each file below `path` as an artifact
    /// of its own, with the relative path added to the name; directories without files in them leave no
    /// trace. A path that holds the other kind counts as unreadable.
    #[serde(rename = "type")]
    pub type_: ArtifactType,
}

/// An artifact of another task. That task must be among the `dependencies` of this one; otherwise this
/// task resolves as `exception/malformed-payload`. Unless everybody may read the artifact, this task
/// needs the scope `queue:get-artifact:<artifact>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArtifactContent {
    /// Name of the artifact, such as `public/build/target.zip`. At most 1,024 characters.
    pub artifact: String,
    /// Checksum that the artifact must have. Without it the content cannot be verified, and the log warns
    /// about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Id of the task that published the artifact. Its latest run counts.
    #[serde(rename = "taskId")]
    pub task_id: String,
}

/// How the content is stored. `gzip` compresses it on upload; clients unpack it when they download it.
/// `identity` stores it as it is. Without this property, files are compressed unless the extension of
/// their name belongs to a format that is already compressed, such as `.png`, `.zip` or `.zst`.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ArtifactContentEncoding {
    /// `identity`
    #[serde(rename = "identity")]
    Identity,
    /// `gzip`
    #[serde(rename = "gzip")]
    Gzip,
}

impl fmt::Display for ArtifactContentEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Identity => f.write_str("identity"),
            Self::Gzip => f.write_str("gzip"),
        }
    }
}

/// `file` publishes the one file at `path`. `directory` publishes each file below `path` as an artifact
/// of its own, with the relative path added to the name; directories without files in them leave no
/// trace. A path that holds the other kind counts as unreadable.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum ArtifactType {
    /// `file`
    #[serde(rename = "file")]
    File,
    /// `directory`
    #[serde(rename = "directory")]
    Directory,
}

impl fmt::Display for ArtifactType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::File => f.write_str("file"),
            Self::Directory => f.write_str("directory"),
        }
    }
}

/// Content that stands in the payload in base64, which suits bytes that are not text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Base64Content {
    /// The bytes in standard base64 (RFC 4648, with `+` and `/`), without line breaks. At most 65,536
    /// characters. What is mounted are the decoded bytes.
    pub base64: String,
}

/// Where the bytes of a mount come from: an artifact of a task, an artifact of the task that an index
/// entry points to, a URL, or the payload itself. Downloads are retried when the connection or the
/// server fails.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Content {
    /// [`ArtifactContent`]
    Artifact(ArtifactContent),
    /// [`IndexedContent`]
    Indexed(IndexedContent),
    /// [`UrlContent`]
    Url(UrlContent),
    /// [`RawContent`]
    Raw(RawContent),
    /// [`Base64Content`]
    Base64(Base64Content),
}

impl From<ArtifactContent> for Content {
    fn from(value: ArtifactContent) -> Self {
        Self::Artifact(value)
    }
}

impl From<IndexedContent> for Content {
    fn from(value: IndexedContent) -> Self {
        Self::Indexed(value)
    }
}

impl From<UrlContent> for Content {
    fn from(value: UrlContent) -> Self {
        Self::Url(value)
    }
}

impl From<RawContent> for Content {
    fn from(value: RawContent) -> Self {
        Self::Raw(value)
    }
}

impl From<Base64Content> for Content {
    fn from(value: Base64Content) -> Self {
        Self::Base64(value)
    }
}

/// Compression of a single file: `br` is brotli, `bz2` bzip2, `gz` gzip, `lz` lzip, `lz4` LZ4, `mz`
/// MinLZ, `sz` Snappy, `xz` XZ, `zst` Zstandard and `zz` zlib. This worker accepts `mz` for the sake of
/// old task definitions, but cannot decompress it: the task resolves as `exception/malformed-payload`.
/// Nor can it decompress `sz` with the extensions of S2.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum FileFormat {
    /// `br`
    #[serde(rename = "br")]
    Br,
    /// `bz2`
    #[serde(rename = "bz2")]
    Bz2,
    /// `gz`
    #[serde(rename = "gz")]
    Gz,
    /// `lz`
    #[serde(rename = "lz")]
    Lz,
    /// `lz4`
    #[serde(rename = "lz4")]
    Lz4,
    /// `mz`
    #[serde(rename = "mz")]
    Mz,
    /// `sz`
    #[serde(rename = "sz")]
    Sz,
    /// `xz`
    #[serde(rename = "xz")]
    Xz,
    /// `zst`
    #[serde(rename = "zst")]
    Zst,
    /// `zz`
    #[serde(rename = "zz")]
    Zz,
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Br => f.write_str("br"),
            Self::Bz2 => f.write_str("bz2"),
            Self::Gz => f.write_str("gz"),
            Self::Lz => f.write_str("lz"),
            Self::Lz4 => f.write_str("lz4"),
            Self::Mz => f.write_str("mz"),
            Self::Sz => f.write_str("sz"),
            Self::Xz => f.write_str("xz"),
            Self::Zst => f.write_str("zst"),
            Self::Zz => f.write_str("zz"),
        }
    }
}

/// A single file with given content. The worker keeps what it has downloaded, so later tasks that mount
/// the same content need not wait for it; each task gets a copy that it may change without effect on
/// others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileMount {
    /// Where the content of the file comes from.
    pub content: Content,
    /// Path of the file, relative to the task directory; missing directories on the way are made. An
    /// absolute path is used as it is, and must be one where the task's user could create the file.
    pub file: String,
    /// How the content is compressed. It is decompressed on the way to `file`. Without this property the
    /// file holds the content as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<FileFormat>,
}

/// An artifact of the task that the index service knows under a namespace at the time when this task
/// starts. Which task that is may change from run to run. Where the index entry is not public, this
/// task needs the scope `index:find-task:<namespace>`, and for the artifact
/// `queue:get-artifact:<artifact>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndexedContent {
    /// Name of the artifact. At most 1,024 characters.
    pub artifact: String,
    /// Full path of the entry in the index. At most 255 characters.
    pub namespace: String,
}

/// Names of the artifacts that the task log is published under. Give other names to keep logs out of
/// `public/`, that is, to let them be read only with the scopes for private artifacts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logs {
    /// Name of the artifact that holds the complete log, uploaded when the task has ended (see the feature
    /// `backingLog`).
    #[serde(default = "defaults::logs_backing")]
    pub backing: String,
    /// Name of the artifact that serves the log while the task runs (see the feature `liveLog`). When the
    /// task has ended it leads to the backing log.
    #[serde(default = "defaults::logs_live")]
    pub live: String,
}

impl Default for Logs {
    fn default() -> Self {
        Self {
            backing: defaults::logs_backing(),
            live: defaults::logs_live(),
        }
    }
}

/// Something to be put in place before the commands start: a single file, a directory that later tasks
/// get to see again, or a directory unpacked from an archive. Mounts are made in the order given. If
/// one cannot be made the task resolves as `failed`, and no command is run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Mount {
    /// [`FileMount`]
    FileMount(FileMount),
    /// [`WritableDirectoryCache`]
    WritableDirectoryCache(WritableDirectoryCache),
    /// [`ReadOnlyDirectory`]
    ReadOnlyDirectory(ReadOnlyDirectory),
}

impl From<FileMount> for Mount {
    fn from(value: FileMount) -> Self {
        Self::FileMount(value)
    }
}

impl From<WritableDirectoryCache> for Mount {
    fn from(value: WritableDirectoryCache) -> Self {
        Self::WritableDirectoryCache(value)
    }
}

impl From<ReadOnlyDirectory> for Mount {
    fn from(value: ReadOnlyDirectory) -> Self {
        Self::ReadOnlyDirectory(value)
    }
}

/// What particular exit codes mean. The exit code in question is that of the first command that did not
/// exit with 0, or 0 where all did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnExitStatus {
    /// Exit codes after which the writable directory caches that the task used are not to be trusted. They
    /// are deleted when the task ends, so that the next task starts with fresh ones. Caches that this task
    /// did not mount are left alone.
    #[serde(
        rename = "purgeCaches",
        default,
        skip_serializing_if = "Vec::is_empty"
    )]
    pub purge_caches: Vec<u64>,
    /// Exit codes that say that the task failed by bad luck. The task then resolves as
    /// `exception/intermittent-task`, and the queue starts a new run as long as the task has retries left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub retry: Vec<u64>,
}

/// Content that stands in the payload as text. It is written in UTF-8.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawContent {
    /// The text. At most 65,536 characters; publish anything larger as an artifact.
    pub raw: String,
}

/// A directory unpacked from an archive. The worker unpacks the archive once, keeps the result for
/// later tasks, and gives each a directory of its own with the same content. Changes are lost when the
/// task ends: it may add, replace and remove files all the same. Whether it may write to the files that
/// are there depends on the worker's disk: where several tasks share a file, it is read-only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadOnlyDirectory {
    /// Where the archive comes from.
    pub content: Content,
    /// Path of the directory, relative to the task directory. It is made if it does not exist. An absolute
    /// path is used as it is, and must be one where the task's user could create the directory.
    pub directory: String,
    /// Kind of archive that `content` is.
    pub format: ArchiveFormat,
}

/// Network interface that the taskcluster proxy listens on, if the feature `taskclusterProxy` is on.
/// `localhost` is the loopback interface, which only processes on the same machine reach. The commands
/// find the address in the environment variable `TASKCLUSTER_PROXY_URL`.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize
)]
pub enum TaskclusterProxyInterface {
    /// `localhost`
    #[serde(rename = "localhost")]
    #[default]
    Localhost,
}

impl fmt::Display for TaskclusterProxyInterface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Localhost => f.write_str("localhost"),
        }
    }
}

/// A file to be downloaded from a URL by a plain GET request. Redirects are followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrlContent {
    /// Checksum that the download must have. Without it the content cannot be verified, and the log warns
    /// about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Where to download the file. The worker sends no credentials of its own, so the URL must be readable
    /// from the worker as it is.
    pub url: String,
}

/// A directory that outlives the task. When the task ends, its content is kept on the worker under
/// `cacheName`, and the next task on the same worker that mounts a cache of that name finds it as it
/// was left. It may vanish any time between tasks: when disk space runs short, when somebody asks the
/// purge-cache service, or after an exit code listed in `onExitStatus.purgeCaches`. Of tasks that run
/// at the same time each gets a directory of its own.
///
/// Needs the scope `generic-worker:cache:<cacheName>`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WritableDirectoryCache {
    /// Name that the directory is kept under. Tasks share a cache by using the same name, and need the
    /// scope `generic-worker:cache:<cacheName>` to do so.
    #[serde(rename = "cacheName")]
    pub cache_name: String,
    /// Archive that the directory is filled from when the worker has no cache of this name yet. An existing
    /// cache is used as it is. If given, `format` must be given too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Path of the directory, relative to the task directory. It is made if it does not exist. An absolute
    /// path is used as it is, and must be one where the task's user could create the directory.
    pub directory: String,
    /// Kind of archive that `content` is. If given, `content` must be given too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<ArchiveFormat>,
}

/// Generation of default values for serde.
pub mod defaults {
    pub(super) fn logs_backing() -> ::std::string::String {
        "public/logs/live_backing.log".to_string()
    }
    pub(super) fn logs_live() -> ::std::string::String {
        "public/logs/live.log".to_string()
    }
}
