//! Decompressing files.

/// Decompresses.
pub fn decompress() {}
