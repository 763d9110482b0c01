//! The task's artifacts, copied into a folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use flate2::write::GzDecoder;
use futures_util::StreamExt;
use generated::api::queue::GetArtifactContentResponse;

use super::Failure;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};

/// An artifact that has been copied, or why it has not.
#[derive(Debug)]
pub struct Fetched {
    /// Its name.
    pub name: String,
    /// Its size in bytes, decompressed, and where it is now; or why it could not be copied.
    pub result: Result<(u64, PathBuf), String>,
}

/// Copies the artifacts of the latest run of the task into `target`.
///
/// # Errors
///
/// When they cannot be listed.
pub async fn fetch_all(
    clients: &TaskclusterClients,
    task_id: &str,
    target: &Path,
) -> Result<Vec<Fetched>, Failure> {
    let http = HttpStack::new(Proxies::none())?.client(Timeouts::default(), Redirects::Follow)?;
    let mut fetched = Vec::new();
    let mut page: Option<String> = None;
    loop {
        let answer = clients.queue().list_latest_artifacts(task_id, page.as_deref(), None).await?;
        for artifact in answer.artifacts {
            let result = fetch(clients, &http, task_id, &artifact.name, target).await;
            fetched.push(Fetched { name: artifact.name, result: result.map_err(|error| error.to_string()) });
        }
        page = answer.continuation_token;
        if page.is_none() {
            return Ok(fetched);
        }
    }
}

async fn fetch(
    clients: &TaskclusterClients,
    http: &reqwest::Client,
    task_id: &str,
    name: &str,
    target: &Path,
) -> Result<(u64, PathBuf), Failure> {
    let url = match clients.queue().latest_artifact(task_id, name).await? {
        GetArtifactContentResponse::S3ArtifactContent(content) => content.url,
        GetArtifactContentResponse::ReferenceArtifactContent(content) => content.url,
        GetArtifactContentResponse::ErrorArtifactContent(error) => {
            return Err(format!("{}: {}", error.reason, error.message).into());
        }
        GetArtifactContentResponse::ObjectArtifactContent(_) => return Err("it is an object".into()),
    };
    let path = target.join(inside(name)?);
    fs::create_dir_all(path.parent().unwrap_or(target))?;
    let answer = http.get(url).send().await?.error_for_status()?;
    let gzip =
        answer.headers().get(http::header::CONTENT_ENCODING).is_some_and(|encoding| encoding == "gzip");
    let file = File::create(&path)?;
    let mut writer = if gzip { Writer::Gzip(Box::new(GzDecoder::new(file))) } else { Writer::Plain(file) };
    let mut body = answer.bytes_stream();
    while let Some(chunk) = body.next().await {
        writer.write_all(&chunk?)?;
    }
    writer.finish()?;
    Ok((fs::metadata(&path)?.len(), path))
}

/// The artifact's name as a path that stays in its folder: names come from tasks.
fn inside(name: &str) -> Result<PathBuf, Failure> {
    let path = Path::new(name);
    let harmless = path.components().all(|component| matches!(component, Component::Normal(_)));
    if harmless && !name.is_empty() && !name.contains('\0') {
        Ok(path.to_owned())
    } else {
        Err("its name is no path inside a folder".into())
    }
}

enum Writer {
    Plain(File),
    Gzip(Box<GzDecoder<File>>),
}

impl Writer {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Plain(file) => file.write_all(bytes),
            Self::Gzip(decoder) => decoder.write_all(bytes),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            Self::Plain(mut file) => file.flush(),
            Self::Gzip(decoder) => decoder.finish().map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_the_folder() {
        assert_eq!(inside("public/logs/live.log").expect("harmless"), Path::new("public/logs/live.log"));
        for name in ["../x", "a/../../x", "/etc/passwd", "", "a\0b", "./x"] {
            assert!(inside(name).is_err(), "{name:?}");
        }
    }
}
