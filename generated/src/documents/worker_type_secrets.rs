// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The parts that concern the worker of what the AWS provisioner of 2018 kept secret for a worker type.
//! Members that are not described here are meant for other programs, and passed over.

use std::fmt;
use serde::{Deserialize, Serialize};

/// What is meant for this worker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ForGenericWorker {
    /// Settings, as in the configuration file. They count more than what EC2 says, and less than the
    /// configuration file.
    #[serde(default, skip_serializing_if = "::serde_json::Map::is_empty")]
    pub config: serde_json::Map<String, serde_json::Value>,
}

/// A file to write before the worker starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecretFile {
    /// The content, encoded.
    pub content: crate::WireSecret,
    /// What the file is for. It appears in the log.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How the content is encoded.
    pub encoding: SecretFileEncoding,
    /// What the content is once it is decoded. `file`: the content of the file, which only the worker's
    /// user may read, change and execute. `zip`: an archive to be unpacked; an archive with names that lead
    /// out of the folder, or with symlinks, is refused.
    pub format: SecretFileFormat,
    /// Where to write it: a file for the format `file`, a folder for `zip`. A relative path counts from the
    /// worker's working directory. Folders that are missing are made.
    pub path: String,
}

/// How the content is encoded.
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
pub enum SecretFileEncoding {
    /// `base64`
    #[serde(rename = "base64")]
    Base64,
}

impl fmt::Display for SecretFileEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Base64 => f.write_str("base64"),
        }
    }
}

/// What the content is once it is decoded. `file`: the content of the file, which only the worker's
/// user may read, change and execute. `zip`: an archive to be unpacked; an archive with names that lead
/// out of the folder, or with symlinks, is refused.
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
pub enum SecretFileFormat {
    /// `file`
    #[serde(rename = "file")]
    File,
    /// `zip`
    #[serde(rename = "zip")]
    Zip,
}

impl fmt::Display for SecretFileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::File => f.write_str("file"),
            Self::Zip => f.write_str("zip"),
        }
    }
}

/// The parts that concern the worker of what the AWS provisioner of 2018 kept secret for a worker type.
/// Members that are not described here are meant for other programs, and passed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WorkerTypeSecrets {
    /// Files to write before the worker starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SecretFile>,
    /// What is meant for this worker.
    #[serde(
        rename = "generic-worker",
        skip_serializing_if = "Option::is_none"
    )]
    pub generic_worker: Option<ForGenericWorker>,
}
