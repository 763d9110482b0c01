//! One run of a task, from its claim to its resolution.
//!
//! The order: directory and log, header, payload, features, commands, features in reverse, log upload, one report.
//! The first error decides how the run resolves; whatever has been started is stopped all the same.

mod abort;
mod after_user_creation;
mod backing_log;
mod bytes;
mod commands;
mod context;
mod directory;
mod duration;
mod environment;
mod left_behind;
mod limits;
mod log;
mod memory;
mod notes;
mod open;
pub mod payload;
mod place;
mod publish;
mod record;
mod resolution;
mod run;
mod shell;
mod status;
mod trouble;
mod turn;
mod usage;

pub use abort::{Abort, AbortReason};
pub use after_user_creation::{AfterUserCreationError, run_after_user_creation};
pub use backing_log::{CONTENT_TYPE as LOG_CONTENT_TYPE, URGENT_PATIENCE};
pub use context::{RunContext, Services};
pub use directory::{TaskDirectory, workers_part};
pub use duration::GoDuration;
pub use left_behind::clean_up;
pub use log::TaskLog;
pub use memory::MemoryLimits;
pub use notes::RunNotes;
pub use open::prepare_user;
pub use publish::{announce, publish};
pub use resolution::{Ended, Resolution, TaskError, TaskErrors, upload_error};
pub use run::{RunReport, run};
pub use status::StatusManager;
pub use turn::Turn;
