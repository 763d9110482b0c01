//! `status`: which tasks the worker on this machine is running.

use std::fs;
use std::io;

use generated::documents::worker_status::WorkerStatus;
use generated::exit_code::ExitCode;

use crate::worker::status_file;

/// Prints the worker's status file, or an empty status where there is none.
pub fn status() -> ExitCode {
    let path = status_file();
    let status = match fs::read_to_string(&path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| error.to_string()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(WorkerStatus { current_task_ids: Vec::new() })
        }
        Err(error) => Err(error.to_string()),
    };
    match status.and_then(|status| serde_json::to_string_pretty(&status).map_err(|error| error.to_string())) {
        Ok(text) => {
            println!("{text}");
            ExitCode::TasksComplete
        }
        Err(error) => {
            eprintln!("could not read the worker's status from {}: {error}", path.display());
            ExitCode::CantReadStatus
        }
    }
}
