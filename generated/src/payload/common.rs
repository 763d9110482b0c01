// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! What the task payloads of all platforms share, from `schemas/payload/common.yml`.
