//! The secret that the AWS provisioner keeps for this instance. It can be fetched once: whoever has it deletes it, so that no
//! task can fetch it again.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use generated::api::aws_provisioner::SecretResponse;
use generated::documents::aws_state::AwsState;
use generated::documents::ec2_user_data::Ec2UserData;

use crate::platform;
use crate::taskcluster::client::TaskclusterClients;
use crate::taskcluster::error::CallError;

/// Why the worker goes without its secret.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It could not be fetched, and no earlier start has left it behind.
    #[error("could not get this instance's secret, and {} does not have it: {reason}", state.display())]
    Get {
        /// Where an earlier start would have left it.
        state: std::path::PathBuf,
        /// What went wrong.
        reason: String,
    },
    /// It could not be deleted, so that a task could fetch it: it is not used.
    #[error("could not delete this instance's secret, which is therefore not used: {reason}")]
    Remove {
        /// What went wrong.
        reason: String,
    },
}

/// The secret of `instance_id`, from the file `state` if an earlier start has left it there, else from the provisioner, where
/// it is then deleted. However it ends, the secret has been asked to be deleted.
///
/// # Errors
///
/// When there is no secret, or none that may be used.
pub async fn obtain(
    provisioner: &TaskclusterClients,
    user_data: &Ec2UserData,
    instance_id: &str,
    state: &Path,
) -> Result<AwsState, SecretError> {
    let kept = load(state, instance_id);
    if let Some(kept) = kept.as_ref().filter(|kept| kept.secret_is_removed) {
        tracing::info!(
            "This instance's secret was fetched by an earlier start: taking it from {}",
            state.display()
        );
        return Ok(kept.clone());
    }
    let token = user_data.security_token.expose();
    let told = |error: &CallError| error.to_string().replace(token, "***");
    let client = provisioner.aws_provisioner();
    let fetched = client.get_secret(token).await;
    let secret = match (fetched, kept) {
        (Ok(secret), _) => Ok(to_state(secret, instance_id)),
        (Err(_), Some(kept)) => Ok(kept),
        (Err(error), None) => Err(SecretError::Get { state: state.to_owned(), reason: told(&error) }),
    };
    if let Ok(secret) = &secret {
        // Before it is deleted, so that a crash in between loses nothing.
        save(state, secret);
    }
    let removed = client.remove_secret(token).await;
    let mut secret = secret?;
    match removed {
        Err(error) if error.status() != Some(404) => {
            forget(state);
            Err(SecretError::Remove { reason: told(&error) })
        }
        _ => {
            secret.secret_is_removed = true;
            save(state, &secret);
            Ok(secret)
        }
    }
}

fn to_state(secret: SecretResponse, instance_id: &str) -> AwsState {
    AwsState {
        access_token: secret.credentials.access_token,
        certificate: secret.credentials.certificate.unwrap_or_default(),
        client_id: secret.credentials.client_id,
        data: secret.data,
        instance_id: instance_id.to_owned(),
        secret_is_removed: false,
    }
}

fn load(path: &Path, instance_id: &str) -> Option<AwsState> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        Err(error) => {
            tracing::warn!("could not read {}: {error}", path.display());
            return None;
        }
    };
    match serde_json::from_slice::<AwsState>(&text) {
        Ok(state) if state.instance_id == instance_id => Some(state),
        Ok(state) => {
            tracing::warn!(
                "{} belongs to the instance {:?}; passing over it",
                path.display(),
                state.instance_id
            );
            None
        }
        // The error could show a part of a secret.
        Err(_) => {
            tracing::warn!("{} holds no state of this worker; passing over it", path.display());
            None
        }
    }
}

fn save(path: &Path, state: &AwsState) {
    let written = serde_json::to_vec(state).map_err(std::io::Error::from);
    if let Err(error) = written.and_then(|text| platform::replace_file_atomically(path, &text, 0o600)) {
        tracing::error!("could not write {}, so that a restart will not work: {error}", path.display());
    }
}

fn forget(path: &Path) {
    if let Err(error) = fs::remove_file(path)
        && error.kind() != ErrorKind::NotFound
    {
        tracing::error!("could not remove {}: {error}", path.display());
    }
}
