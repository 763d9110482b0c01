//! The secrets service.

use std::collections::BTreeMap;

use generated::api::secrets::{Secret, SecretsList, SecretsServer};
use generated::runtime::api::{Reply, ServerError};

use super::context::{Context, lock};
use super::{error, pages};

/// Secrets by name.
#[derive(Default)]
pub struct StoredSecrets(BTreeMap<String, Secret>);

/// Shows names only.
impl std::fmt::Debug for StoredSecrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// Serves the operations of secrets.
#[derive(Debug)]
pub struct SecretsService;

impl SecretsServer for SecretsService {
    type Context = Context;

    async fn ping(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn lbheartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn heartbeat(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn version(&self, _: &Context) -> Result<Reply<()>, ServerError> {
        Ok(().into())
    }

    async fn set(&self, context: &Context, name: &str, payload: Secret) -> Result<Reply<()>, ServerError> {
        lock(&context.services.secrets).0.insert(name.to_owned(), payload);
        Ok(().into())
    }

    async fn remove(&self, context: &Context, name: &str) -> Result<Reply<()>, ServerError> {
        lock(&context.services.secrets).0.remove(name);
        Ok(().into())
    }

    async fn get(&self, context: &Context, name: &str) -> Result<Reply<Secret>, ServerError> {
        let secret = lock(&context.services.secrets).0.get(name).cloned();
        let secret = secret.ok_or_else(|| error::not_found("Secret not found"))?;
        if secret.expires <= context.now {
            return Err(error::expired("The requested resource has expired."));
        }
        Ok(secret.into())
    }

    async fn list(
        &self,
        context: &Context,
        continuation_token: Option<String>,
        limit: Option<String>,
    ) -> Result<Reply<SecretsList>, ServerError> {
        let stored = lock(&context.services.secrets);
        let page = pages::page(stored.0.len(), continuation_token, limit)?;
        let secrets = stored.0.keys().skip(page.range.start).take(page.range.len()).cloned().collect();
        Ok(SecretsList { secrets, continuation_token: page.next }.into())
    }
}
