//! The state files: see `schemas/documents/caches.yml`.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use generated::documents::caches::{Cache, Entries};

use super::table::Table;
use crate::platform;

/// The caches in the state file `path`, in no particular order.
///
/// What cannot be read is no reason to stop: a broken file is moved aside, an entry that makes no sense left out; the
/// log says so.
#[must_use]
pub fn read(path: &Path) -> Vec<Cache> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            tracing::warn!("could not read {}: {error}; starting without these caches", path.display());
            return Vec::new();
        }
    };
    match parse(&text) {
        Ok((caches, broken)) => {
            for (key, error) in broken {
                tracing::warn!(
                    "{}: dropping the entry {key:?}, which makes no sense: {error}",
                    path.display()
                );
            }
            caches
        }
        Err(error) => {
            tracing::warn!("{} makes no sense: {error}; starting without these caches", path.display());
            move_aside(path);
            Vec::new()
        }
    }
}

/// Entries that make no sense, by their key.
type Broken = Vec<(String, serde_json::Error)>;

fn parse(text: &[u8]) -> serde_json::Result<(Vec<Cache>, Broken)> {
    // The usual case in one go; entry by entry only where one of them is broken.
    if let Ok(entries) = serde_json::from_slice::<BTreeMap<String, Entries>>(text) {
        return Ok((entries.into_values().flat_map(flatten).collect(), Vec::new()));
    }
    let entries: BTreeMap<String, serde_json::Value> = serde_json::from_slice(text)?;
    let (mut caches, mut broken) = (Vec::new(), Vec::new());
    for (key, value) in entries {
        let values = match value {
            serde_json::Value::Array(values) => values,
            value => vec![value],
        };
        for value in values {
            match serde_json::from_value(value) {
                Ok(cache) => caches.push(cache),
                Err(error) => broken.push((key.clone(), error)),
            }
        }
    }
    Ok((caches, broken))
}

fn flatten(entries: Entries) -> Vec<Cache> {
    match entries {
        Entries::Array(caches) => caches,
        Entries::Cache(cache) => vec![cache],
    }
}

fn move_aside(path: &Path) {
    let mut aside = path.as_os_str().to_owned();
    aside.push(".broken");
    let aside = PathBuf::from(aside);
    match fs::rename(path, &aside) {
        Ok(()) => tracing::warn!("moved it to {}", aside.display()),
        Err(error) => tracing::warn!("could not move it to {}: {error}", aside.display()),
    }
}

/// `table` as the content of a state file.
///
/// # Errors
///
/// Does not happen: the document's keys are strings.
pub fn to_text(table: &Table) -> serde_json::Result<Vec<u8>> {
    let mut document: BTreeMap<&str, Vec<Cache>> = BTreeMap::new();
    for entry in table.iter() {
        let record = Cache { in_use: entry.users > 0, ..entry.record.clone() };
        document.entry(&entry.record.key).or_default().push(record);
    }
    for caches in document.values_mut() {
        caches.sort_by(|a, b| a.location.cmp(&b.location));
    }
    let mut text = serde_json::to_vec_pretty(&document)?;
    text.push(b'\n');
    Ok(text)
}

/// Replaces the state file `path`.
///
/// # Errors
///
/// When it cannot be written; then the old one is still there.
pub fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    platform::replace_file_for_now(path, text, 0o600)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_2018: &str = r#"{
      "artifact:abc:public/x.zip": {
        "created": "2018-10-25T14:00:00.123456789+02:00", "location": "downloads/KIwv9QYsTLqcvAVCMm4m4Q", "hits": 3,
        "key": "artifact:abc:public/x.zip", "sha256": "00"
      }
    }"#;
    const OF_TODAY: &str = r#"{
      "gecko": [
        { "created": "2026-10-25T12:00:00Z", "location": "caches/KIwv9QYsTLqcvAVCMm4m4Q", "hits": 3, "key": "gecko",
          "sha256": "", "mounter": null, "in_use": true, "last_used": "0001-01-01T00:00:00Z" },
        { "created": "2026-10-25T12:00:00Z", "location": "caches/Pf7v9QYsTLqcvAVCMm4m4Q", "hits": 1, "key": "gecko",
          "sha256": "", "in_use": false, "last_used": "2026-10-25T12:00:00Z" }
      ],
      "empty": []
    }"#;

    fn table(caches: Vec<Cache>) -> Table {
        let mut table = Table::default();
        for cache in caches {
            let users = u32::from(cache.in_use);
            table.insert(cache, users);
        }
        table
    }

    #[test]
    fn both_eras_are_read_and_what_is_written_is_read_again() {
        for (text, count) in [(OF_2018, 1), (OF_TODAY, 2)] {
            let (caches, broken) = parse(text.as_bytes()).expect("makes sense");
            assert_eq!((caches.len(), broken.len()), (count, 0));
            let written = to_text(&table(caches.clone())).expect("written");
            assert_eq!(parse(&written).expect("makes sense").0, caches);
        }
        assert_eq!(
            parse(OF_2018.as_bytes()).expect("makes sense").0[0].created.to_string(),
            "2018-10-25T12:00:00.123Z"
        );
    }

    #[test]
    fn one_broken_entry_costs_only_itself() {
        let text = OF_TODAY.replace(r#""hits": 1"#, r#""hits": "many""#);
        let (caches, broken) = parse(text.as_bytes()).expect("makes sense");
        assert_eq!(caches.len(), 1);
        assert_eq!(broken[0].0, "gecko");
    }

    #[test]
    fn a_broken_file_is_moved_aside() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("file-caches.json");
        for text in ["", "{", "[]", "\0\0\0\0", r#"{"a": "#] {
            fs::write(&path, text).expect("written");
            assert!(read(&path).is_empty());
            assert!(!path.exists());
            assert_eq!(
                fs::read_to_string(directory.path().join("file-caches.json.broken")).expect("kept"),
                text
            );
        }
        assert!(read(&path).is_empty());
    }

    #[test]
    fn state_is_the_workers_alone() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("directory-caches.json");
        write(&path, &to_text(&table(parse(OF_TODAY.as_bytes()).expect("caches").0)).expect("text"))
            .expect("written");
        assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(read(&path).len(), 2);
    }
}
