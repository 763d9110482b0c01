//! The known name that an unknown one was probably meant to be.

/// How alike two names must be, from 0 (nothing in common) to 1 (the same).
const ALIKE: f64 = 0.85;

/// Longer names are no misspellings of anything, and take too long to compare.
const LONGEST: usize = 64;

/// The one of `known` that is most like `name`, if any is like it at all. Case does not count.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    known
        .into_iter()
        .map(|candidate| (likeness(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

fn likeness(one: &str, other: &str) -> f64 {
    let likeness = strsim::jaro_winkler(one, other);
    // In a short name a single slip of the finger weighs a lot.
    let one_slip = one.len().min(other.len()) >= 3 && strsim::osa_distance(one, other) == 1;
    if one_slip { likeness.max(ALIKE) } else { likeness }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["command", "env", "maxRunTime", "artifacts", "osGroups", "onExitStatus", "cacheName"];
        for (given, meant) in [
            ("comand", Some("command")),
            ("maxruntime", Some("maxRunTime")),
            ("max_run_time", Some("maxRunTime")),
            ("artifact", Some("artifacts")),
            ("cachename", Some("cacheName")),
            ("evn", Some("env")),
            ("en", Some("env")),
            ("xy", None),
            ("image", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, known), meant, "{given}");
        }
        assert_eq!(nearest(&"command".repeat(1000), known), None);
    }
}
