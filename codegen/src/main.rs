//! `cargo codegen`: writes `generated/` from `schemas/`.

mod diagnostics;
mod digest {
    //! See the file itself, which has no module comment because the build script of `generated` holds a copy of it.

    include!("digest.rs");

    /// The digest of `repository`, as `generated/digest.txt` records it.
    ///
    /// # Errors
    ///
    /// When a file cannot be read.
    pub fn of(repository: &std::path::Path) -> std::io::Result<String> {
        digest(repository)
    }

    /// The code of this module, for the build script.
    pub const SOURCE: &str = include_str!("digest.rs");
}
mod emit;
mod files;
mod load;
mod model;
mod names;
mod yaml;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

/// Writes generated/ from schemas/: the Rust types, configuration, command line, API clients, JSON Schemas, help text
/// and reference pages that the worker and the docs are built from.
///
/// All mistakes in the schemas are reported at once, with file and line, and then nothing is written.
#[derive(Parser)]
#[command(name = "cargo codegen")]
struct Options {
    /// Write nothing; list the files that differ and fail if there are any
    #[arg(long)]
    check: bool,
    /// The repository: the folder that holds schemas/ and generated/
    #[arg(long, value_name = "DIR", default_value_os_t = repository())]
    root: PathBuf,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_owned)
}

fn main() -> Result<ExitCode> {
    let options = Options::parse();
    let model = match load::load(&options.root) {
        Ok(model) => model,
        Err(mistakes) => {
            for mistake in &mistakes {
                eprintln!("{mistake}");
            }
            eprintln!("{} to mend in schemas/; nothing was written", counted(mistakes.len(), "mistake"));
            return Ok(ExitCode::FAILURE);
        }
    };
    let files = emit::emit(&model, &digest::of(&options.root)?);
    let generated = options.root.join("generated");
    if options.check {
        let differing = files.differences(&generated)?;
        for path in &differing {
            eprintln!("generated/{}", path.display());
        }
        if !differing.is_empty() {
            eprintln!("{} out of date: run `cargo codegen`", counted(differing.len(), "file"));
            return Ok(ExitCode::FAILURE);
        }
    } else {
        for path in files.write(&generated)? {
            println!("generated/{}", path.display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
