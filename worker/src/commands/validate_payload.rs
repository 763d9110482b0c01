//! `validate-payload`: everything that is wrong with a task payload.

use generated::cli::ValidatePayload;
use generated::exit_code::ExitCode;
use serde_json::Value;

use super::show;
use super::task_file;
use crate::task::payload::PayloadSchema;

/// Checks the payload in the file. What is wrong with it goes to standard error, a line for each thing.
pub fn validate_payload(options: &ValidatePayload) -> ExitCode {
    let file = options.file.display();
    let fail = |message: String| {
        eprintln!("{file}: {message}");
        ExitCode::Usage
    };
    let payload = match task_file::read(&options.file) {
        Ok(task) => Value::Object(task.payload),
        Err(error) => return fail(error),
    };
    let schema = match PayloadSchema::new(show::payload_schema_of(options.platform)) {
        Ok(schema) => schema,
        Err(error) => return fail(error.to_string()),
    };
    match schema.check(&payload) {
        Ok(()) => {
            println!("{file}: good");
            ExitCode::TasksComplete
        }
        Err(violations) => {
            for violation in violations {
                eprintln!("{file}: {violation}");
            }
            ExitCode::Usage
        }
    }
}
