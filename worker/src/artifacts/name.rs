//! Names of artifacts.

/// The name of the artifact for the file `relative` of a directory that is published as `name`: both joined by `/`,
/// without empty parts and `.`, and with `..` taken back where it can be.
#[must_use]
pub fn joined(name: &str, relative: &str) -> String {
    clean(&format!("{name}/{relative}"), !name.is_empty() && name.starts_with('/'))
}

/// The name that `path` gives to an artifact: the path itself, with `/` between its parts on every platform.
#[must_use]
pub fn of_path(path: &str) -> String {
    if std::path::MAIN_SEPARATOR == '\\' { path.replace('\\', "/") } else { path.to_owned() }
}

/// The shortest path that says the same, by its text alone.
fn clean(path: &str, is_absolute: bool) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if is_absolute => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (is_absolute, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn joins_like_paths() {
        for (name, relative, expected) in [
            ("public", "a", "public/a"),
            ("public/", "a/b", "public/a/b"),
            ("./public//x/.", "a", "public/x/a"),
            (".", "a", "a"),
            ("", "a", "a"),
            ("/", "a", "/a"),
            ("/x/../..", "a", "/a"),
            ("a/..", "b", "b"),
            ("../a", "b", "../a/b"),
            ("a/../..", "b", "../b"),
            ("a b/\u{e9}", "c d", "a b/\u{e9}/c d"),
        ] {
            assert_eq!(joined(name, relative), expected, "{name} + {relative}");
        }
    }

    proptest! {
        #[test]
        fn joined_names_are_clean_and_end_in_the_file(
            name in "[a./]{0,12}", relative in "[ab]{1,3}(/[ab]{1,3}){0,3}"
        ) {
            let joined_name = joined(&name, &relative);
            prop_assert!(joined_name.ends_with(&relative));
            prop_assert!(!joined_name.contains("//") && !joined_name.contains("/./"), "{joined_name}");
            prop_assert_eq!(joined_name.starts_with('/'), name.starts_with('/'));
            // `..` only stands at the beginning, and cleaning again changes nothing.
            let without_up = joined_name.trim_start_matches("../");
            prop_assert!(!without_up.split('/').any(|part| part == ".."), "{joined_name}");
            prop_assert_eq!(clean(&joined_name, joined_name.starts_with('/')), joined_name);
        }
    }
}
