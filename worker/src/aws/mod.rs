//! Being configured by EC2 and the AWS provisioner, as workers were in 2018: `--configure-for-aws`.
//!
//! What each step finds out is used even if another one fails: whether the worker can work with it is decided where the
//! whole configuration is known.

mod files;
mod metadata;
mod secret;
mod settings;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use generated::api::aws_provisioner;
use generated::documents::ec2_metadata::Ec2Instance;
use generated::documents::ec2_user_data::Ec2UserData;
use generated::documents::worker_type_secrets::{SecretFile, WorkerTypeSecrets};
use serde_json::Value;

pub use self::metadata::{Metadata, MetadataError};
use crate::config::Provided;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::credentials::SharedCredentials;
use crate::taskcluster::http::{HttpStack, Proxies, Redirects, Timeouts};
use crate::taskcluster::root_url::Deployment;

/// Where the instance's user data is.
const USER_DATA: &str = "user-data";
/// Where it is announced that EC2 takes the instance away.
pub const SPOT_TERMINATION_TIME: &str = "meta-data/spot/termination-time";
/// What the worker got from the provisioner: see `schemas/documents/aws-state.yml`.
const STATE_FILE: &str = "aws-state.json";
/// How long calls of the provisioner are repeated.
const GIVE_UP_AFTER: Duration = Duration::from_secs(60);

/// What was found out, and what not.
#[derive(Debug, Default)]
pub struct Obtained {
    /// Settings, from the weakest to the strongest.
    pub provided: Provided,
    /// What could not be found out or done, and why.
    pub failures: Vec<String>,
}

/// Where the worker keeps what it got from the provisioner.
#[must_use]
pub fn state_file() -> PathBuf {
    PathBuf::from(STATE_FILE)
}

/// Finds out all that EC2 and the provisioner know about this instance, and writes the files that are meant for it.
pub async fn obtain(metadata: &Metadata) -> Obtained {
    let mut obtained = Obtained::default();
    obtained.provided.add("EC2", settings::of_every_instance());
    let instance = obtained.describe_instance(metadata).await;
    let user_data = match user_data(metadata).await {
        Ok(user_data) => user_data,
        Err(error) => {
            obtained.failures.push(error);
            return obtained;
        }
    };
    obtained.provided.add("the EC2 user data", settings::of_user_data(&user_data));
    let Some(instance_id) = instance.instance_id else { return obtained };
    let provisioner = match provisioner(&user_data.provisioner_base_url) {
        Ok(provisioner) => provisioner,
        Err(error) => {
            obtained.failures.push(format!("cannot call the AWS provisioner: {error}"));
            return obtained;
        }
    };
    match secret::obtain(&provisioner, &user_data, &instance_id, Path::new(STATE_FILE)).await {
        Ok(mut state) => {
            let data = Value::from(std::mem::take(&mut state.data));
            let secrets = serde_json::from_value::<WorkerTypeSecrets>(data).unwrap_or_else(|_| {
                // The error could show a part of a secret.
                let problem = "the worker type's secrets are not as expected: generic-worker.config must be an object of \
                               settings, and files a list of files with path, content, encoding and format";
                obtained.failures.push(problem.to_owned());
                WorkerTypeSecrets { files: Vec::new(), generic_worker: None }
            });
            let config = secrets.generic_worker.map(|own| own.config).unwrap_or_default();
            obtained.provided.add("the worker type's secrets", settings::of_secret(&state, config));
            obtained.write_files(secrets.files).await;
        }
        Err(error) => obtained.failures.push(error.to_string()),
    }
    obtained
}

impl Obtained {
    async fn describe_instance(&mut self, metadata: &Metadata) -> Ec2Instance {
        let instance = Ec2Instance {
            ami_id: self.item(metadata, "meta-data/ami-id").await,
            instance_id: self.item(metadata, "meta-data/instance-id").await,
            instance_type: self.item(metadata, "meta-data/instance-type").await,
            public_ipv4: self.item(metadata, "meta-data/public-ipv4").await,
            availability_zone: self.item(metadata, "meta-data/placement/availability-zone").await,
            public_hostname: self.item(metadata, "meta-data/public-hostname").await,
            local_ipv4: self.item(metadata, "meta-data/local-ipv4").await,
        };
        self.provided.add("EC2", settings::of_instance(&instance));
        instance
    }

    async fn item(&mut self, metadata: &Metadata, path: &str) -> Option<String> {
        match metadata.get(path).await {
            Ok(Some(value)) => Some(value.trim().to_owned()),
            Ok(None) => {
                self.failures.push(format!("the EC2 metadata service knows no {path} of this instance"));
                None
            }
            Err(error) => {
                self.failures.push(error.to_string());
                None
            }
        }
    }

    async fn write_files(&mut self, files: Vec<SecretFile>) {
        for file in files {
            let what = file.description.clone().unwrap_or_default();
            let path = file.path.clone();
            let written = tokio::task::spawn_blocking(move || files::write(&file)).await;
            match written.map_err(|error| error.to_string()).and_then(|it| it.map_err(|it| it.to_string())) {
                Ok(()) => tracing::info!("Wrote {path} from the worker type's secrets: {what}"),
                Err(error) => {
                    self.failures
                        .push(format!("could not write a file of the worker type's secrets: {error}"));
                }
            }
        }
    }
}

async fn user_data(metadata: &Metadata) -> Result<Ec2UserData, String> {
    let text = metadata.get(USER_DATA).await.map_err(|error| error.to_string())?;
    let text = text.ok_or("this EC2 instance has no user data")?;
    serde_json::from_str(&text).map_err(|error| {
        // A message about a value could show the token.
        let missing = error.to_string();
        let reason =
            if missing.starts_with("missing field") { missing.as_str() } else { "it is not as expected" };
        format!("the user data of this EC2 instance is not from an AWS provisioner: {reason}")
    })
}

/// Calls without credentials: the token in the user data is enough.
fn provisioner(base_url: &str) -> Result<TaskclusterClients, String> {
    let service = aws_provisioner::operations::GET_SECRET.service;
    let deployment =
        Deployment::of_2018().with_base_url(service, base_url).map_err(|error| error.to_string())?;
    let proxies = Proxies::from_environment(|name| std::env::var(name).ok());
    let stack = HttpStack::new(proxies).map_err(|error| error.to_string())?;
    let http = stack.client(Timeouts::default(), Redirects::Return).map_err(|error| error.to_string())?;
    let clients = TaskclusterClients::new(http, Arc::new(deployment), SharedCredentials::anonymous());
    Ok(clients.giving_up_after(GIVE_UP_AFTER))
}
