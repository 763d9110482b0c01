//! Lets the commands call Taskcluster's services with the task's scopes.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use generated::api::queue::operations::CREATE_ARTIFACT;
use generated::api::queue::parameters;
use generated::features::TASKCLUSTER_PROXY;
use generated::payload::current::Payload;
use tokio::sync::watch;
use tokio_util::task::AbortOnDropHandle;

use super::Feature;
use crate::config::Era;
use crate::platform;
use crate::proxy::{
    AllowedUser, ExternalProxy, ExternalSetup, PortWish, Proxy, ProxyError, Upstream, listen,
};
use crate::task::{RunContext, TaskError, TaskErrors, TaskLog};
use crate::taskcluster::credentials::{Credentials, SharedCredentials};
use crate::taskcluster::retry::{Backoff, RetryPolicy};
use crate::taskcluster::scopes::expression::{Parameters, Required, fill_in};

/// Where the commands find the proxy.
const VARIABLE: &str = "TASKCLUSTER_PROXY_URL";
/// What the program's output is kept in, in the worker's part of the task directory.
const PROGRAM_LOG: &str = "taskcluster-proxy.log";

/// Lets the commands call Taskcluster's services.
#[derive(Debug, Default)]
pub struct TaskclusterProxy {
    running: Option<Running>,
    /// Watches for new credentials.
    refreshing: Option<AbortOnDropHandle<()>>,
}

#[derive(Debug)]
enum Running {
    BuiltIn(Proxy),
    External(Arc<ExternalProxy>),
}

impl Feature for TaskclusterProxy {
    fn facts(&self) -> &'static generated::features::Feature {
        &TASKCLUSTER_PROXY
    }

    fn start<'a>(&'a mut self, run: &'a RunContext, _: &'a Payload) -> BoxFuture<'a, Result<(), TaskError>> {
        Box::pin(async move {
            self.launch(run)
                .await
                .map_err(|error| TaskError::internal(format!("Could not start taskcluster proxy: {error}")))
        })
    }

    fn stop<'a>(
        &'a mut self,
        run: &'a RunContext,
        _: &'a Payload,
        _: &'a mut TaskErrors,
    ) -> BoxFuture<'a, ()> {
        Box::pin(async move {
            self.refreshing = None;
            match self.running.take() {
                None => {}
                Some(Running::BuiltIn(proxy)) => proxy.stop().await,
                Some(Running::External(proxy)) => {
                    if let Err(error) = proxy.stop().await {
                        run.log.warn(format_args!(
                            "[taskcluster-proxy] Could not terminate taskcluster proxy process: {error}"
                        ));
                    }
                }
            }
        })
    }
}

impl TaskclusterProxy {
    async fn launch(&mut self, run: &RunContext) -> Result<(), ProxyError> {
        let config = run.config();
        let wish = PortWish { base: config.taskcluster_proxy_port, capacity: config.capacity.into() };
        // Subscribed to first: credentials that are renewed during the start are not missed.
        let renewals = run.credentials.subscribe();
        let (port, external) = if config.taskcluster_proxy_executable.is_empty() {
            (self.start_built_in(run, wish).await?, None)
        } else {
            let proxy = Arc::new(start_external(run, wish).await?);
            self.running = Some(Running::External(Arc::clone(&proxy)));
            (proxy.port(), Some(proxy))
        };
        let host = match run.services.era {
            Era::Of2018 => "localhost",
            Era::Today => "127.0.0.1",
        };
        run.notes.set_variable(VARIABLE, format!("http://{host}:{port}"));
        let refreshing = refresh(run.credentials.clone(), renewals, external, run.log.clone());
        self.refreshing = Some(AbortOnDropHandle::new(tokio::spawn(refreshing)));
        Ok(())
    }

    async fn start_built_in(&mut self, run: &RunContext, wish: PortWish) -> Result<u16, ProxyError> {
        let listening = listen(wish).await?;
        let own = || platform::current_user().id;
        let user = AllowedUser { id: run.identity().user().map_or_else(own, |user| user.uid) };
        let proxy = Proxy::start(listening.listener, upstream(run), user).map_err(ProxyError::Listen)?;
        let port = proxy.address().port();
        if let Some((wanted, error)) = listening.instead_of {
            run.log.info(format_args!(
                "[taskcluster-proxy] Listening on port {port}, because port {wanted} cannot be used: {error}"
            ));
        }
        self.running = Some(Running::BuiltIn(proxy));
        Ok(port)
    }
}

async fn start_external(run: &RunContext, wish: PortWish) -> Result<ExternalProxy, ProxyError> {
    let services = &run.services;
    let credentials = run.credentials.current().ok_or(ProxyError::NoCredentials)?;
    let setup = ExternalSetup {
        program: run.config().taskcluster_proxy_executable.clone().into(),
        root_url: services.taskcluster.deployment().root_url().map(str::to_owned),
        allowed_user: run.identity().user().map(|user| user.name.clone()),
        scopes: scopes(run),
        credentials: credentials.as_ref().clone(),
        ports: wish,
        log_file: run.directory.worker_directory().join(PROGRAM_LOG),
        name: format!("{}-proxy", run.directory.name()),
    };
    ExternalProxy::start(setup, &services.proxy_ports).await
}

fn upstream(run: &RunContext) -> Upstream {
    let transport = run.services.taskcluster.transport();
    Upstream {
        http: run.services.storage.clone(),
        deployment: Arc::new(transport.deployment().clone()),
        credentials: run.credentials.clone(),
        scopes: scopes(run),
    }
}

/// The task's scopes, and the one for the artifacts of this run.
fn scopes(run: &RunContext) -> Vec<String> {
    let mut scopes = run.claim.task.scopes.clone();
    scopes.extend(artifact_scope(run.task_id(), run.claim.run_id));
    scopes
}

fn artifact_scope(task_id: &str, run_id: u64) -> Option<String> {
    let parameters =
        Parameters::default().text(parameters::TASK_ID, task_id).text(parameters::RUN_ID, run_id.to_string());
    match fill_in(CREATE_ARTIFACT.scopes?, &parameters) {
        Ok(Required::Scope(scope)) => Some(scope),
        other => {
            tracing::error!("the proxy of task {task_id} cannot create artifacts: {other:?}");
            None
        }
    }
}

/// Hands the newest credentials on, as long as the run lasts. The built-in proxy takes them by itself.
async fn refresh(
    credentials: SharedCredentials,
    mut renewals: watch::Receiver<Option<Arc<Credentials>>>,
    external: Option<Arc<ExternalProxy>>,
    log: TaskLog,
) {
    let mut backoff = Backoff::new(RetryPolicy::default());
    // The cell lives as long as `credentials`, so that this goes on until it is dropped.
    while renewals.changed().await.is_ok() {
        while let Some(newest) = credentials.current() {
            let taken = match &external {
                Some(proxy) => proxy.refresh(&newest).await,
                None => Ok(()),
            };
            match taken {
                Ok(()) => {
                    log.info(format_args!(
                        "[taskcluster-proxy] Successfully refreshed taskcluster-proxy credentials: {}",
                        newest.client_id
                    ));
                    backoff = Backoff::new(RetryPolicy::default());
                    break;
                }
                Err(error) => {
                    log.warn(format_args!(
                        "[taskcluster-proxy] Could not refresh taskcluster-proxy credentials, trying again: {error}"
                    ));
                    tokio::time::sleep(backoff.next_wait(None)).await;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scope_for_the_artifacts_of_the_run() {
        assert_eq!(artifact_scope("T", 3).as_deref(), Some("queue:create-artifact:T/3"));
    }
}
