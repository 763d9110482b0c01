//! The media type of an artifact, by the extension of its file.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The type of what is not known.
const UNKNOWN: &str = "application/octet-stream";

/// Where systems keep the types that they know; later ones win.
const SYSTEM_FILES: [&str; 3] = ["/etc/mime.types", "/etc/apache2/mime.types", "/etc/apache/mime.types"];

/// As much as is read of one of the system's files, in bytes.
const LONGEST_SYSTEM_FILE: u64 = 4 << 20;

/// What the worker decides whatever the system says; here upper and lower case are the same.
const OWN: [(&str, &str); 2] = [("log", "text/plain"), ("jsonl", "application/jsonl")];

/// What is known on systems that know nothing.
const BUILT_IN: [(&str, &str); 26] = [
    ("avif", "image/avif"),
    ("css", "text/css"),
    ("csv", "text/csv"),
    ("gif", "image/gif"),
    ("gz", "application/gzip"),
    ("htm", "text/html"),
    ("html", "text/html"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("js", "text/javascript"),
    ("json", "application/json"),
    ("md", "text/markdown"),
    ("mjs", "text/javascript"),
    ("mp4", "video/mp4"),
    ("pdf", "application/pdf"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("tar", "application/x-tar"),
    ("txt", "text/plain"),
    ("wasm", "application/wasm"),
    ("webm", "video/webm"),
    ("webp", "image/webp"),
    ("xml", "text/xml"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("zip", "application/zip"),
];

/// Knows media types by extension. The system's files are read when the first type is asked for.
#[derive(Debug)]
pub struct ContentTypes {
    files: Vec<PathBuf>,
    system: OnceLock<HashMap<String, String>>,
}

impl Default for ContentTypes {
    /// The types that this system knows.
    fn default() -> Self {
        Self::from_files(SYSTEM_FILES.map(PathBuf::from).to_vec())
    }
}

impl ContentTypes {
    /// The types that `files` in the format of `/etc/mime.types` know. Those that cannot be read count as empty, and
    /// later ones win over earlier ones.
    #[must_use]
    pub const fn from_files(files: Vec<PathBuf>) -> Self {
        Self { files, system: OnceLock::new() }
    }

    /// The media type of the file `path`, by its extension alone; `application/octet-stream` when it says nothing.
    #[must_use]
    pub fn of(&self, path: &Path) -> &str {
        let Some(extension) = extension(path) else { return UNKNOWN };
        let lower = extension.to_lowercase();
        if let Some((_, own)) = OWN.iter().find(|(known, _)| *known == lower) {
            return own;
        }
        let system = self.system.get_or_init(|| read_all(&self.files));
        system.get(extension).or_else(|| system.get(&lower)).map_or(UNKNOWN, String::as_str)
    }
}

/// What follows the last dot of a path's last part, as far as it is readable text.
pub(super) fn extension(path: &Path) -> Option<&str> {
    let name = path.file_name()?.as_encoded_bytes();
    let dot = name.iter().rposition(|byte| *byte == b'.')?;
    std::str::from_utf8(&name[dot + 1..]).ok().filter(|extension| !extension.is_empty())
}

fn read_all(files: &[PathBuf]) -> HashMap<String, String> {
    let mut types = HashMap::new();
    for (extension, content_type) in BUILT_IN {
        types.insert(extension.to_owned(), with_charset(content_type));
    }
    for file in files {
        if let Ok(file) = std::fs::File::open(file) {
            read(file, &mut types);
        }
    }
    types
}

/// Lines of a type and its extensions; `#` begins a comment.
fn read(file: impl Read, types: &mut HashMap<String, String>) {
    for line in BufReader::new(file.take(LONGEST_SYSTEM_FILE)).split(b'\n') {
        let Ok(line) = line else { return };
        let Ok(line) = std::str::from_utf8(&line) else { continue };
        let mut words = line.split('#').next().unwrap_or_default().split_ascii_whitespace();
        let Some(content_type) = words.next().filter(|word| is_content_type(word)) else { continue };
        for extension in words {
            types.insert(extension.trim_start_matches('.').to_owned(), with_charset(content_type));
        }
    }
}

/// Whether `word` can stand in an HTTP header as a type.
fn is_content_type(word: &str) -> bool {
    word.contains('/') && word.bytes().all(|byte| byte.is_ascii_graphic())
}

fn with_charset(content_type: &str) -> String {
    if content_type.starts_with("text/") && !content_type.contains("charset=") {
        format!("{content_type}; charset=utf-8")
    } else {
        content_type.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(types: &ContentTypes, path: &str) -> String {
        types.of(Path::new(path)).to_owned()
    }

    #[test]
    fn known_without_any_system_file() {
        let types = ContentTypes::from_files(vec![PathBuf::from("/no/such/mime.types")]);
        for (path, expected) in [
            ("public/build.log", "text/plain"),
            ("LIVE.LOG", "text/plain"),
            ("a.jsonl", "application/jsonl"),
            ("SampleArtifacts/b/c/d.jpg", "image/jpeg"),
            ("a.JPG", "image/jpeg"),
            ("a.txt", "text/plain; charset=utf-8"),
            ("a.html", "text/html; charset=utf-8"),
            ("a.tar.gz", "application/gzip"),
            ("SampleArtifacts/_/X.unknown", UNKNOWN),
            ("txt", UNKNOWN),
            (".txt", "text/plain; charset=utf-8"),
            ("a.txt/b", UNKNOWN),
            ("a.", UNKNOWN),
            ("", UNKNOWN),
            ("..", UNKNOWN),
            ("a.\u{e9}", UNKNOWN),
        ] {
            assert_eq!(of(&types, path), expected, "{path}");
        }
    }

    #[test]
    fn the_system_wins_but_not_over_the_worker() {
        let dir = tempfile::tempdir().expect("temporary directory");
        let [first, second] = ["first", "second"].map(|name| dir.path().join(name));
        let text: &[u8] = b"# text/x comment\ntext/x-one one uno # two\nimage/x-png\tpng Case\n\
            text/x-log log jsonl\nnonsense zip\ntext/x;charset=ascii ascii\nbad/\x07 wasm\n\xff/x two\n";
        std::fs::write(&first, text).expect("written");
        std::fs::write(&second, "text/x-two one\nimage/x-lower case").expect("written");
        let types = ContentTypes::from_files(vec![first, second]);
        for (path, expected) in [
            ("a.one", "text/x-two; charset=utf-8"),
            ("a.uno", "text/x-one; charset=utf-8"),
            ("a.two", UNKNOWN),
            ("a.comment", UNKNOWN),
            ("a.png", "image/x-png"),
            ("a.PNG", "image/x-png"),
            ("a.Case", "image/x-png"),
            ("a.CASE", "image/x-lower"),
            ("a.log", "text/plain"),
            ("a.jsonl", "application/jsonl"),
            ("a.zip", "application/zip"),
            ("a.ascii", "text/x;charset=ascii"),
            ("a.wasm", "application/wasm"),
        ] {
            assert_eq!(of(&types, path), expected, "{path}");
        }
    }
}
