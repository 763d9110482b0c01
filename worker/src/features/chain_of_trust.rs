//! Publishes signed evidence of what a task was and what it made.

use std::path::Path;
use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::api::queue::ErrorArtifactRequestReason;
use generated::config::settings;
use generated::features::artifacts;
use generated::payload::common::ArtifactType;
use generated::payload::current::Payload;

use super::Feature;
use crate::artifacts::Content;
use crate::chain_of_trust::{AdditionalData, Facts, KeyError, document};
use crate::config::Era;
use crate::platform::{self, TaskIdentity};
use crate::task::{self, RunContext, Services, TaskError, TaskErrors};

/// What a task may put into its directory to have it added to the document.
const ADDITIONAL_DATA: &str = "chain-of-trust-additional-data.json";

const TEXT: &str = "text/plain; charset=utf-8";
const BINARY: &str = "application/octet-stream";

/// Publishes signed evidence, if the task cannot get at the keys.
#[derive(Debug, Default)]
pub struct ChainOfTrust {
    has_started: bool,
}

impl Feature for ChainOfTrust {
    fn facts(&self) -> &'static generated::features::Feature {
        &generated::features::CHAIN_OF_TRUST
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            check_keys(run).await?;
            run.notes.want_checksums();
            self.has_started = true;
            Ok(())
        })
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        _: &'a Payload,
        errors: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            let is_given_up = run.abort.reason().is_some_and(|reason| reason.gives_the_run_up());
            // What did not start has hashed nothing, and may be open to the task.
            if !self.has_started || is_given_up {
                return;
            }
            if let Err(error) = publish(run).await {
                errors.push(error);
            }
        })
    }
}

/// Whether there are keys, and the task cannot read them.
async fn check_keys(run: &RunContext) -> Result<(), TaskError> {
    let (services, identity) = (&run.services, run.identity());
    let keys = &services.signing_keys;
    if keys.is_empty() {
        return Err(TaskError::malformed(format!(
            "this worker has no key to sign chain of trust artifacts with: neither {} nor {} is set in its configuration",
            settings::ED25519_SIGNING_KEY_LOCATION.name,
            settings::SIGNING_KEY_LOCATION.name
        )));
    }
    let files: Vec<_> = keys.files().map(Path::to_owned).collect();
    let tried = identity.clone();
    let probe = move || -> std::io::Result<bool> {
        for file in files {
            if platform::can_read(&tried, &file)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let probed =
        tokio::task::spawn_blocking(probe).await.map_err(std::io::Error::other).and_then(|read| read);
    match probed {
        Ok(false) => Ok(()),
        Ok(true) => Err(TaskError::malformed(not_secure(services, &identity))),
        Err(error) => Err(TaskError::internal(format!(
            "could not find out whether the task could read the chain of trust key: {error}"
        ))),
    }
}

fn not_secure(services: &Services, identity: &TaskIdentity) -> String {
    let text = match services.era {
        Era::Of2018 => {
            "Was expecting attempt to read private chain of trust key as task user to fail - however, it did not!"
        }
        Era::Today => {
            "was expecting attempt to read private chain of trust key as task user to fail - however, it did not"
        }
    };
    match identity {
        TaskIdentity::Worker => format!(
            "{text}\nThe task runs as the worker's own user, so that it could sign whatever it likes."
        ),
        TaskIdentity::User(_) => text.to_owned(),
    }
}

async fn publish(run: &RunContext) -> Result<(), TaskError> {
    let log = run.log.file().reader();
    let log = log.map_err(|error| TaskError::unavailable(format!("the task log cannot be read: {error}")))?;
    task::publish(run, artifacts::PUBLIC_LOGS_CERTIFIED_LOG, Content::Opened(log), TEXT).await?;
    for (name, content, content_type) in sign(run).await? {
        task::publish(run, name, Content::Bytes(content.into()), content_type).await?;
    }
    Ok(())
}

/// Name, content and type of an artifact.
type Signed = (&'static str, Vec<u8>, &'static str);

/// The document and its signatures, in the forms that the worker has keys for.
async fn sign(run: &RunContext) -> Result<Vec<Signed>, TaskError> {
    let files = run.task_files();
    let files =
        files.map_err(|error| TaskError::failure(format!("the task directory cannot be opened: {error}")))?;
    let (services, claim, checksums) = (Arc::clone(&run.services), run.claim.clone(), run.notes.checksums());
    let sign = move || {
        let place = files.locate(ADDITIONAL_DATA).map_err(|problem| unusable(&problem))?;
        let additional = match files.open(&place, ArtifactType::File) {
            Ok(file) => AdditionalData::read(file).map_err(|error| unusable(&error))?,
            Err(problem) if problem.reason == ErrorArtifactRequestReason::FileMissingOnWorker => {
                AdditionalData::default()
            }
            Err(problem) => return Err(unusable(&problem)),
        };
        let facts = Facts { claim: &claim, config: &services.config, checksums: &checksums };
        let document = document(&facts, additional).map_err(|error| unusable(&error))?;
        signed(&services, document).map_err(|error| TaskError::internal(error.to_string()))
    };
    let signed = tokio::task::spawn_blocking(sign).await;
    signed.map_err(|error| TaskError::internal(format!("could not sign: {error}")))?
}

fn signed(services: &Services, document: String) -> Result<Vec<Signed>, KeyError> {
    let keys = &services.signing_keys;
    let mut signed: Vec<Signed> = Vec::new();
    if let Some(message) = keys.clear_signed(&document) {
        signed.push((artifacts::PUBLIC_CHAIN_OF_TRUST_JSON_ASC, (message? + "\n").into_bytes(), TEXT));
    }
    if let Some(signature) = keys.ed25519(document.as_bytes()) {
        signed.push((artifacts::PUBLIC_CHAIN_OF_TRUST_JSON, document.into_bytes(), TEXT));
        signed.push((artifacts::PUBLIC_CHAIN_OF_TRUST_JSON_SIG, signature.to_vec(), BINARY));
    }
    Ok(signed)
}

fn unusable(problem: &dyn std::fmt::Display) -> TaskError {
    TaskError::failure(format!("{ADDITIONAL_DATA} cannot be made part of the chain of trust: {problem}"))
}
