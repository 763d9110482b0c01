//! Command lines as task logs show them: ready to be pasted into a shell.

/// `argv` as one line, each word quoted where a shell would need it.
///
/// The rules are those of 11.0.1: a word of harmless characters stands as it is, everything else in single quotes.
#[must_use]
pub fn join(argv: &[String]) -> String {
    argv.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" ")
}

fn quote(word: &str) -> String {
    if word.is_empty() {
        // 11.0.1 printed nothing at all here, which no shell reads as an empty word.
        return "''".to_owned();
    }
    let harmless = |c: char| c.is_ascii_alphanumeric() || "_/:=-'".contains(c);
    if word.chars().all(harmless) {
        return word.replace('\'', "\\'");
    }
    let quoted = format!("'{}'", word.replace('\'', "'\\''"));
    let quoted = quoted.strip_prefix("''").unwrap_or(&quoted);
    quoted.replace("\\'''", "\\'")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn join_of(words: &[&str]) -> String {
        join(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn looks_as_it_always_did() {
        assert_eq!(join_of(&["echo", "hello world!"]), "echo 'hello world!'");
        assert_eq!(join_of(&["a.sh"]), "'a.sh'");
        assert_eq!(join_of(&["it's"]), "it\\'s");
        assert_eq!(join_of(&["'q q'"]), "\\''q q'\\'");
        assert_eq!(join_of(&[""]), "''");
    }

    proptest! {
        /// A POSIX shell reads back exactly the words that went in.
        #[test]
        fn a_shell_reads_the_same_words(words in prop::collection::vec("[ -~\n]{0,12}", 1..4)) {
            let script = format!("for word in {}; do printf '%s\\0' \"$word\"; done", join(&words));
            let output = std::process::Command::new("/bin/sh").arg("-c").arg(&script).output().expect("a shell");
            let expected: String = words.iter().map(|word| format!("{word}\0")).collect();
            prop_assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
        }
    }
}
