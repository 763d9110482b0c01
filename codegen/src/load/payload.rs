//! `schemas/payload/`: what the platforms share, and one task payload for each of them.

use std::path::Path;

use super::schema::{Library, Reader};
use super::source::Sources;
use crate::model::{Payload, PlatformPayload};

const COMMON: &str = "schemas/payload/common.yml";
const PLATFORMS: &[&str] = &["linux", "macos", "windows"];

/// The payloads of all platforms. `None` when a file is missing.
pub fn load(sources: &mut Sources) -> Option<Payload> {
    let common_file = sources.require(COMMON)?;
    let common_library = Library::new(Path::new(COMMON), "definitions", &common_file);
    let mut reader = Reader { own: &common_library, others: &[], diagnostics: &mut sources.diagnostics };
    let common = reader.definitions();
    for (_, schema) in common_library.definitions.entries() {
        reader.check_defaults(schema, &common);
    }
    let mut platforms = Vec::new();
    for platform in PLATFORMS {
        let path = format!("schemas/payload/{platform}.yml");
        let file = sources.require(&path)?;
        let library = Library::new(Path::new(&path), "definitions", &file);
        let others = [&common_library];
        let mut reader = Reader { own: &library, others: &others, diagnostics: &mut sources.diagnostics };
        let own = reader.definitions();
        let schema = reader.schema(&file);
        let all = common.iter().chain(&own).map(|(name, schema)| (name.clone(), schema.clone())).collect();
        reader.check_defaults(&file, &all);
        platforms.push(PlatformPayload { platform: (*platform).to_owned(), schema, own });
    }
    Some(Payload { common, platforms })
}
