//! The worker's configuration: found, read, checked.
//!
//! Settings, their types and their defaults are `schemas/config.yml`'s; what stands here is how a file becomes a
//! [`Config`]: defaults, then the environment, then what a
//! cloud provider says, then the file. The file is never written. All that is wrong with it is reported at once.

mod error;
mod file;
mod load;
mod metadata;
mod nearest;
mod provided;
mod shown;
mod task_users;
#[cfg(test)]
mod tests;
mod validate;
mod values;

pub use error::{ConfigError, ConfigErrors, Position};
pub use generated::config::Config;
pub use load::{Loaded, load, load_over, peek};
pub use metadata::worker_type_metadata;
pub use provided::Provided;
pub use shown::shown;

/// Whose habits a configuration asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Services at their own base URLs, and the rest of how generic-worker 11.0.1 was.
    Of2018,
    /// One root URL, unknown settings refused.
    Today,
}
