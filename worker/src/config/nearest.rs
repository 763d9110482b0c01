//! Which setting a misspelt key may have meant.

use generated::config::SETTINGS;

/// How much of two names must agree for one to be taken for the other misspelt.
const CLOSE: f64 = 0.7;

/// The shortest key that is taken for the beginning of a name.
const BEGINNING: usize = 5;

/// The name of the setting that `key` is closest to; `None` where it is close to none.
pub fn to(key: &str) -> Option<&'static str> {
    let key = key.to_lowercase();
    let names = SETTINGS.iter().map(|setting| setting.name);
    let scored = names.map(|name| (closeness(&key, &name.to_lowercase()), name));
    let closest = scored.filter(|(score, _)| *score >= CLOSE).max_by(|a, b| a.0.total_cmp(&b.0));
    closest.map(|(_, name)| name)
}

fn closeness(key: &str, name: &str) -> f64 {
    if key.len() >= BEGINNING && name.starts_with(key) {
        return CLOSE;
    }
    strsim::normalized_damerau_levenshtein(key, name)
}
