//! What is signed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};

use generated::api::queue::TaskClaim;
use generated::config::Config;
use generated::documents::chain_of_trust::{ArtifactHash, ChainOfTrust, Environment};
use serde_json::{Map, Value};

use crate::artifacts::Sha256Digest;

/// The version of the format.
const VERSION: u64 = 1;

/// The most that a task may add, in bytes.
const LONGEST_ADDITIONAL_DATA: u64 = 1 << 20;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The task's addition could not be read.
    #[error("could not read it: {0}")]
    Read(#[from] io::Error),
    /// There is too much of it.
    #[error("it is longer than the {LONGEST_ADDITIONAL_DATA} bytes that are allowed")]
    TooLong,
    /// It is not what it should be.
    #[error("expected a JSON object: {0}")]
    NotAnObject(#[source] serde_json::Error),
    /// It adds to what only the worker can know.
    #[error(
        "it adds artifacts, or facts about the machine that the worker itself states; only the worker knows these"
    )]
    Forged,
    /// The document cannot be written as JSON.
    #[error("could not write the document as JSON: {0}")]
    Json(#[source] serde_json::Error),
}

/// What a task adds to the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AdditionalData(Map<String, Value>);

impl AdditionalData {
    /// Reads a file of the task.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is too long, or does not hold a JSON object.
    pub fn read(file: File) -> Result<Self, DocumentError> {
        let mut bytes = Vec::new();
        file.take(LONGEST_ADDITIONAL_DATA + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > LONGEST_ADDITIONAL_DATA {
            return Err(DocumentError::TooLong);
        }
        serde_json::from_slice(&bytes).map(Self).map_err(DocumentError::NotAnObject)
    }
}

/// What the worker knows of a run that is over.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The claim of the run, with the task's definition.
    pub claim: &'a TaskClaim,
    /// The worker's configuration.
    pub config: &'a Config,
    /// The artifacts that were uploaded, by name.
    pub checksums: &'a BTreeMap<String, Sha256Digest>,
}

/// The document about a run, as the bytes that are signed: indented JSON with a newline at the end. The same facts give the
/// same bytes. Where `additional` has values that the worker has, too, the worker's count.
///
/// # Errors
///
/// When the task tries to add artifacts, or facts about the machine that the format has a place for.
pub fn document(facts: &Facts<'_>, additional: AdditionalData) -> Result<String, DocumentError> {
    let own = own(facts)?;
    let mut merged = serde_json::to_value(&own).map_err(DocumentError::Json)?;
    merge(&mut merged, Value::Object(additional.0));
    let read_again: ChainOfTrust =
        serde_json::from_value(merged.clone()).map_err(|_| DocumentError::Forged)?;
    if read_again.artifacts != own.artifacts || read_again.environment != own.environment {
        return Err(DocumentError::Forged);
    }
    let text = serde_json::to_string_pretty(&merged).map_err(DocumentError::Json)?;
    Ok(text + "\n")
}

fn own(facts: &Facts<'_>) -> Result<ChainOfTrust, DocumentError> {
    let Facts { claim, config, checksums } = *facts;
    let hash = |sha256: &Sha256Digest| ArtifactHash { sha256: sha256.to_string() };
    let task = serde_json::to_value(&claim.task).and_then(serde_json::from_value);
    Ok(ChainOfTrust {
        artifacts: checksums.iter().map(|(name, sha256)| (name.clone(), hash(sha256))).collect(),
        chain_of_trust_version: VERSION,
        environment: Environment {
            instance_id: config.instance_id.clone(),
            instance_type: config.instance_type.clone(),
            private_ip_address: config.private_ip.map(|ip| ip.to_string()).unwrap_or_default(),
            public_ip_address: config.public_ip.map(|ip| ip.to_string()),
            region: config.region.clone(),
        },
        run_id: claim.run_id,
        task: task.map_err(DocumentError::Json)?,
        task_id: claim.status.task_id.clone(),
        worker_group: config.worker_group.clone(),
        worker_id: config.worker_id.clone(),
    })
}

/// Adds to `own` what it does not have yet, at every level of objects within objects.
fn merge(own: &mut Value, additional: Value) {
    let (Value::Object(own), Value::Object(additional)) = (own, additional) else { return };
    for (key, value) in additional {
        match own.get_mut(&key) {
            Some(existing) => merge(existing, value),
            None => {
                own.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn claim() -> TaskClaim {
        let task = json!({
            "provisionerId": "p", "workerType": "w", "taskQueueId": "p/w", "schedulerId": "-", "taskGroupId": "g",
            "projectId": "none", "dependencies": [], "requires": "all-completed", "routes": [], "priority": "lowest",
            "retries": 5, "created": "2018-10-25T12:00:00.000Z", "deadline": "2018-10-25T13:00:00.000Z",
            "expires": "2018-10-26T12:00:00.000Z", "scopes": ["a"], "payload": { "z": 1, "a": 2 }, "tags": {},
            "extra": {}, "metadata": { "name": "n", "description": "d", "owner": "o@example.com", "source": "https://e/" },
        });
        serde_json::from_value(json!({
            "status": {
                "taskId": "fN1SbArXTPSVFNUvaOlinQ", "provisionerId": "p", "workerType": "w", "taskQueueId": "p/w",
                "schedulerId": "-", "projectId": "none", "taskGroupId": "g", "deadline": "2018-10-25T13:00:00.000Z",
                "expires": "2018-10-26T12:00:00.000Z", "retriesLeft": 5, "state": "running", "runs": [],
            },
            "runId": 1, "workerGroup": "g", "workerId": "w", "takenUntil": "2018-10-25T12:20:00.000Z", "task": task,
            "credentials": { "clientId": "c", "accessToken": "t", "certificate": "{}" },
        }))
        .expect("a claim")
    }

    fn config() -> Config {
        Config {
            worker_group: "group".to_owned(),
            worker_id: "worker".to_owned(),
            private_ip: Some("10.0.0.7".parse().expect("an address")),
            ..Config::default()
        }
    }

    fn made(additional: Value) -> Result<Value, DocumentError> {
        let Value::Object(additional) = additional else { panic!("an object") };
        let checksums = BTreeMap::from([("public/b".to_owned(), Sha256Digest([0xab; 32]))]);
        let (claim, config) = (claim(), config());
        let facts = Facts { claim: &claim, config: &config, checksums: &checksums };
        document(&facts, AdditionalData(additional)).map(|text| {
            assert!(
                text.starts_with("{\n  \"artifacts\": {\n    \"public/b\": {\n      \"sha256\": \"abab"),
                "{text}"
            );
            assert!(text.ends_with("}\n"), "{text}");
            assert!(text.lines().all(|line| line.trim_end() == line), "{text}");
            serde_json::from_str(&text).expect("JSON")
        })
    }

    #[test]
    fn says_what_the_format_asks_for() {
        let value = made(json!({})).expect("a document");
        let schema: Value =
            serde_json::from_str(generated::schemas::documents::CHAIN_OF_TRUST).expect("a schema");
        assert!(jsonschema::is_valid(&schema, &value), "{value:#}");
        assert_eq!(value["task"]["payload"], json!({ "z": 1, "a": 2 }));
        assert_eq!(value["task"]["created"], "2018-10-25T12:00:00.000Z");
        assert_eq!(
            value["environment"],
            json!({ "instanceId": "", "instanceType": "", "privateIpAddress": "10.0.0.7", "region": "" })
        );
        assert_eq!((&value["runId"], &value["taskId"]), (&json!(1), &json!("fN1SbArXTPSVFNUvaOlinQ")));
    }

    #[test]
    fn additions_go_deep_and_replace_nothing() {
        let additional = json!({
            "environment": { "imageHash": "sha256:1", "region": "forged" },
            "task": { "foo": "bar", "schedulerId": "forged", "payload": 7 },
            "artifacts": { "public/b": { "sha256": "forged" } },
            "runId": 7, "mine": [1],
        });
        let value = made(additional).expect("a document");
        assert_eq!(value["environment"]["imageHash"], "sha256:1");
        assert_eq!(value["environment"]["region"], "");
        assert_eq!(value["task"]["foo"], "bar");
        assert_eq!(value["task"]["schedulerId"], "-");
        assert_eq!(value["task"]["payload"]["z"], 1);
        assert_eq!(value["artifacts"]["public/b"]["sha256"], "ab".repeat(32));
        assert_eq!((&value["runId"], &value["mine"]), (&json!(1), &json!([1])));
    }

    #[test]
    fn what_only_the_worker_knows_is_not_added_to() {
        for forged in [
            json!({ "artifacts": { "public/never-uploaded": { "sha256": "0".repeat(64) } } }),
            json!({ "artifacts": { "public/never-uploaded": "nonsense" } }),
            json!({ "environment": { "publicIpAddress": "1.2.3.4" } }),
        ] {
            assert!(matches!(made(forged.clone()), Err(DocumentError::Forged)), "{forged}");
        }
    }

    #[test]
    fn additional_data_is_bounded_and_an_object() {
        let read = |text: &str| {
            use std::io::{Seek, Write};
            let mut file = tempfile::tempfile().expect("a file");
            file.write_all(text.as_bytes()).expect("written");
            file.rewind().expect("rewound");
            AdditionalData::read(file)
        };
        assert!(read(r#"{"a": 1}"#).is_ok());
        assert!(matches!(read("[]"), Err(DocumentError::NotAnObject(_))));
        assert!(matches!(read(""), Err(DocumentError::NotAnObject(_))));
        assert!(matches!(read(&"[".repeat(100_000)), Err(DocumentError::NotAnObject(_))));
        let long = format!("{{\"a\": \"{}\"}}", "x".repeat(1 << 20));
        assert!(matches!(read(&long), Err(DocumentError::TooLong)));
    }
}
