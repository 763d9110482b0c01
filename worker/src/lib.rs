//! placeholder

pub mod platform;
pub mod process;
