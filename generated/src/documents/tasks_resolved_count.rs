// Written by `cargo codegen` from schemas/. Do not edit: change the schema and run it again.

//! The file `tasks-resolved-count.txt` in the worker's working directory: how many tasks the worker has
//! resolved, over all its starts, in decimal digits and nothing else. With it the setting
//! `numberOfTasksToRun` counts on when the worker is started again. A missing file counts as 0.
