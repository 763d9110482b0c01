// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! Files and messages that the worker writes or reads.
