// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Exit codes, from `schemas/cli.yml`.

/// What a service manager makes of it when the worker ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// The worker is done: it is not to be started again.
    Done,
    /// Starting the worker again is useless until somebody has mended something.
    Broken,
    /// The worker is to be started again.
    Restart,
}

/// Why the program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitCode {
    /// The worker ran as many tasks as it was to run (see the setting numberOfTasksToRun). Every other
    /// command: it did its work.
    TasksComplete = 0u8,
    /// The command line was not understood. For run-task: the task failed. For validate-payload: the
    /// payload is not valid.
    Usage = 1u8,
    /// For run-task: the task was resolved as an exception.
    TaskException = 2u8,
    /// The configuration could not be read or understood.
    CantLoadConfig = 64u8,
    /// install service could not write the files of the service.
    CantInstallService = 65u8,
    /// new-openpgp-keypair could not make or write the keys.
    CantCreateOpenpgpKeypair = 66u8,
    /// A task user has been made and the machine must be rebooted. The worker does that itself, unless
    /// disableReboots is set.
    RebootRequired = 67u8,
    /// There was no task for longer than idleTimeoutSecs. The machine is shut down if shutdownMachineOnIdle
    /// is set.
    IdleTimeout = 68u8,
    /// Something went wrong in the worker itself. The machine is shut down if
    /// shutdownMachineOnInternalError is set.
    InternalError = 69u8,
    /// This worker is not wanted any more: with --configure-for-aws, because the worker type has a new
    /// deploymentId; with --with-worker-runner, because the worker manager says so. The machine is shut
    /// down.
    NonCurrentDeploymentId = 70u8,
    /// The worker was interrupted (SIGINT) and let its tasks finish.
    WorkerStopped = 71u8,
    /// The worker was told to end (SIGTERM, worker-runner, or the machine is being taken away). Tasks that
    /// it was given no time to finish were resolved as worker-shutdown.
    WorkerShutdown = 72u8,
    /// The configuration was understood, but something in it is missing or cannot be.
    InvalidConfig = 73u8,
    /// new-ed25519-keypair could not make or write the keys.
    CantCreateEd25519Keypair = 75u8,
    /// Tasks have users of their own, and a file or directory that they must not read, such as the
    /// configuration, could not be made private to the worker.
    CantSecureFiles = 77u8,
    /// The pipes to worker-runner could not be opened.
    ProtocolPipeProblem = 78u8,
    /// A key that chain of trust artifacts are to be signed with is missing or cannot be used. With a
    /// configuration of 2018, that is 69.
    CantUseSigningKey = 82u8,
    /// launch-agent could not listen on its socket.
    CantLaunchAgent = 83u8,
    /// status could not read what the worker on this machine has written.
    CantReadStatus = 84u8,
    /// local-queue or run-task could not start or use the local deployment.
    LocalQueueFailed = 85u8,
}

impl ExitCode {
    /// The number that the operating system is given.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// All of them.
    /// All exit codes.
    pub const ALL: &[Self] = &[
        Self::TasksComplete,
        Self::Usage,
        Self::TaskException,
        Self::CantLoadConfig,
        Self::CantInstallService,
        Self::CantCreateOpenpgpKeypair,
        Self::RebootRequired,
        Self::IdleTimeout,
        Self::InternalError,
        Self::NonCurrentDeploymentId,
        Self::WorkerStopped,
        Self::WorkerShutdown,
        Self::InvalidConfig,
        Self::CantCreateEd25519Keypair,
        Self::CantSecureFiles,
        Self::ProtocolPipeProblem,
        Self::CantUseSigningKey,
        Self::CantLaunchAgent,
        Self::CantReadStatus,
        Self::LocalQueueFailed,
    ];
    /// What a service manager makes of it, if `run` can end with it.
    #[must_use]
    pub const fn service(self) -> Option<Service> {
        match self {
            Self::TasksComplete => Some(Service::Done),
            Self::Usage => Some(Service::Broken),
            Self::TaskException => None,
            Self::CantLoadConfig => Some(Service::Broken),
            Self::CantInstallService => None,
            Self::CantCreateOpenpgpKeypair => None,
            Self::RebootRequired => Some(Service::Done),
            Self::IdleTimeout => Some(Service::Done),
            Self::InternalError => Some(Service::Restart),
            Self::NonCurrentDeploymentId => Some(Service::Done),
            Self::WorkerStopped => Some(Service::Done),
            Self::WorkerShutdown => Some(Service::Done),
            Self::InvalidConfig => Some(Service::Broken),
            Self::CantCreateEd25519Keypair => None,
            Self::CantSecureFiles => Some(Service::Broken),
            Self::ProtocolPipeProblem => Some(Service::Broken),
            Self::CantUseSigningKey => Some(Service::Broken),
            Self::CantLaunchAgent => None,
            Self::CantReadStatus => None,
            Self::LocalQueueFailed => None,
        }
    }
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(exit_code: ExitCode) -> Self {
        Self::from(exit_code.code())
    }
}
