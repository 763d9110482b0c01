//! One name in the spellings of YAML, JSON and Rust.

/// `claimWork`, `claim-work` or `ClaimWork` as `claim_work`. Runs of capitals count as one word (`putURL` → `put_url`).
#[must_use]
pub fn snake(name: &str) -> String {
    words(name).join("_").to_lowercase()
}

/// `claimWork` or `claim-work` as `ClaimWork`, `publicIP` as `PublicIp`: the way Rust writes the names of types.
#[must_use]
pub fn pascal(name: &str) -> String {
    words(name)
        .iter()
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters.map(|letter| letter.to_ascii_lowercase())).collect::<String>()
        })
        .collect()
}

/// `claimWork` as `CLAIM_WORK`.
#[must_use]
pub fn screaming(name: &str) -> String {
    snake(name).to_uppercase()
}

/// The names in angle brackets in a route or a scope, in their order.
pub fn placeholders(template: &str) -> impl Iterator<Item = String> {
    template.split('<').skip(1).filter_map(|rest| Some(rest.split_once('>')?.0.to_owned()))
}

fn words(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let after_lower =
            index > 0 && (letters[index - 1].is_ascii_lowercase() || letters[index - 1].is_ascii_digit());
        let before_lower = letters.get(index + 1).is_some_and(char::is_ascii_lowercase);
        let after_upper = index > 0 && letters[index - 1].is_ascii_uppercase();
        if letter.is_ascii_uppercase() && (after_lower || (after_upper && before_lower)) {
            words.push(String::new());
        }
        words.last_mut().expect("starts with one word").push(letter);
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_names_into_words() {
        assert_eq!(snake("claimWork"), "claim_work");
        assert_eq!(snake("publicIP"), "public_ip");
        assert_eq!(snake("rootURL"), "root_url");
        assert_eq!(snake("livelogGETPort"), "livelog_get_port");
        assert_eq!(snake("AWSS3Credentials"), "awss3_credentials");
        assert_eq!(pascal("purge-cache"), "PurgeCache");
        assert_eq!(pascal("S3ArtifactRequest"), "S3ArtifactRequest");
        assert_eq!(pascal("publicIP"), "PublicIp");
        assert_eq!(screaming("ping"), "PING");
    }
}
