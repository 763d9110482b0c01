//! Whether an artifact is compressed on upload.

use std::path::Path;

use generated::payload::common::ArtifactContentEncoding;

/// Extensions of formats that are compressed already, in the order of their bytes.
const COMPRESSED: [&str; 33] = [
    "7z", "aab", "apk", "br", "bz2", "deb", "dmg", "flv", "gif", "gz", "jar", "jpeg", "jpg", "lz", "lz4",
    "mz", "npz", "pkg", "png", "swf", "sz", "tbz", "tgz", "wasm", "webp", "whl", "woff", "woff2", "xpi",
    "xz", "zip", "zst", "zz",
];

/// How the content of the file `path` is stored, unless the payload says: as it is when the extension belongs to a
/// format that is compressed already, else compressed. Upper and lower case are different, as they always were.
#[must_use]
pub fn content_encoding(path: &Path) -> ArtifactContentEncoding {
    match super::content_type::extension(path) {
        Some(extension) if COMPRESSED.binary_search(&extension).is_ok() => ArtifactContentEncoding::Identity,
        _ => ArtifactContentEncoding::Gzip,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(COMPRESSED.is_sorted());
    }

    #[test]
    fn compressed_formats_stay_as_they_are() {
        for path in ["a.zip", "dir.d/a.tar.zst", ".png", "a.b.woff2", "a.7z", "a.zz"] {
            assert_eq!(content_encoding(Path::new(path)), ArtifactContentEncoding::Identity, "{path}");
        }
        for path in ["a.txt", "zip", "a.zip/b", "a.ZIP", "a.", "", "a.zipx", "/", ".."] {
            assert_eq!(content_encoding(Path::new(path)), ArtifactContentEncoding::Gzip, "{path}");
        }
    }
}
