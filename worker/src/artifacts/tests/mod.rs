//! Finding and uploading, against real directories and real servers on loopback.

mod finding;
mod server;
mod uploading;
