//! Why a run could not begin.

use super::resolution::TaskError;

/// Why a run could not begin.
#[derive(Clone, Debug)]
pub enum NotBegun {
    /// Something that the next run need not meet with.
    Now(TaskError),
    /// The machine cannot give any task what it needs: a worker that went on would use up its queue's tasks.
    Ever(String),
}

impl From<TaskError> for NotBegun {
    fn from(error: TaskError) -> Self {
        Self::Now(error)
    }
}

impl NotBegun {
    /// What it means for the run.
    #[must_use]
    pub fn to_error(&self) -> TaskError {
        match self {
            Self::Now(error) => error.clone(),
            Self::Ever(problem) => TaskError::unavailable(problem.clone()),
        }
    }

    /// What is wrong with the machine, if that is what it is.
    #[must_use]
    pub fn of_machine(&self) -> Option<&str> {
        match self {
            Self::Now(_) => None,
            Self::Ever(problem) => Some(problem),
        }
    }
}
