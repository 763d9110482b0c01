//! placeholder

pub mod platform;
