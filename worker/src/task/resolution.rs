//! How a run ends: as a value, decided in one place.

use std::fmt;

use generated::api::queue::TaskExceptionRequestReason as Reason;

use crate::artifacts::{UploadError, UploadErrorClass};

/// How a run is resolved on the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// All commands succeeded.
    Completed,
    /// The task itself went wrong.
    Failed,
    /// Something around the task went wrong.
    Exception(Reason),
    /// The queue resolved the run already, or gave it to nobody any more: there is nothing to report.
    Ended(Ended),
}

/// How a run came to an end that the worker had no part in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Somebody cancelled the task.
    Cancelled,
    /// The task's deadline passed.
    DeadlineExceeded,
    /// The claim ran out, or the queue took it away.
    ClaimLost,
}

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Cancelled => "the task was cancelled",
            Self::DeadlineExceeded => "the task's deadline has passed",
            Self::ClaimLost => "the queue no longer regards this worker as the one that runs the task",
        })
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Completed => f.write_str("completed"),
            Self::Failed => f.write_str("failed"),
            Self::Exception(reason) => write!(f, "exception/{reason}"),
            Self::Ended(ended) => write!(f, "not reported: {ended}"),
        }
    }
}

/// One thing that went wrong in a run: what it does to the resolution, and the text for the task log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskError {
    /// What the run resolves as, if this is the first error.
    pub resolution: Resolution,
    /// What happened, for the person who wrote the task.
    pub message: String,
}

impl TaskError {
    /// The task went wrong: `failed`.
    #[must_use]
    pub fn failure(message: impl Into<String>) -> Self {
        Self { resolution: Resolution::Failed, message: message.into() }
    }

    /// Something around the task went wrong: `exception` with `reason`.
    #[must_use]
    pub fn exception(reason: Reason, message: impl Into<String>) -> Self {
        Self { resolution: Resolution::Exception(reason), message: message.into() }
    }

    /// The payload asks for something that cannot be done: `exception/malformed-payload`.
    #[must_use]
    pub fn malformed(message: impl Into<String>) -> Self {
        Self::exception(Reason::MalformedPayload, message)
    }

    /// A service or this machine could not give what the task needs: `exception/resource-unavailable`.
    #[must_use]
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::exception(Reason::ResourceUnavailable, message)
    }

    /// The worker itself went wrong: `exception/internal-error`.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self::exception(Reason::InternalError, message)
    }
}

/// What a failed upload means for the run.
#[must_use]
pub fn upload_error(error: &UploadError) -> TaskError {
    let message = error.to_string();
    match error.class() {
        UploadErrorClass::Malformed | UploadErrorClass::Refused => TaskError::malformed(message),
        UploadErrorClass::Unavailable | UploadErrorClass::Io | UploadErrorClass::Cancelled => {
            TaskError::unavailable(message)
        }
    }
}

/// Everything that went wrong in a run, in order. The first error decides how the run resolves.
#[derive(Clone, Debug, Default)]
pub struct TaskErrors {
    errors: Vec<TaskError>,
}

impl From<TaskError> for TaskErrors {
    fn from(error: TaskError) -> Self {
        Self { errors: vec![error] }
    }
}

impl TaskErrors {
    /// Adds an error behind those that are there.
    pub fn push(&mut self, error: TaskError) {
        self.errors.push(error);
    }

    /// Whether nothing went wrong.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// How the run resolves: as the first error says, unless the queue has ended the run meanwhile.
    #[must_use]
    pub fn resolution(&self) -> Resolution {
        let ended = self.errors.iter().find(|error| matches!(error.resolution, Resolution::Ended(_)));
        ended.or(self.errors.first()).map_or(Resolution::Completed, |error| error.resolution)
    }

    /// Adds `error` unless an equal one is there already.
    pub fn push_once(&mut self, error: TaskError) {
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }

    /// All messages, a line or more each, in order; empty when nothing went wrong.
    #[must_use]
    pub fn message(&self) -> String {
        self.errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_error_decides() {
        let mut errors = TaskErrors::default();
        assert_eq!(errors.resolution(), Resolution::Completed);
        errors.push(TaskError::malformed("first"));
        errors.push(TaskError::failure("second"));
        assert_eq!(errors.resolution(), Resolution::Exception(Reason::MalformedPayload));
        assert_eq!(errors.message(), "first\nsecond");
    }
}
