//! Scopes: what satisfies what, sets of them, and what a feature requires.
//!
//! A scope that ends in `*` stands for every scope that begins with what precedes the star.

pub mod expression;
pub mod roles;

use std::cmp::Ordering;
use std::fmt;

/// What a scope begins with that grants the scopes of a role.
pub const ASSUME: &str = "assume:";

/// Whether whoever holds `given` also holds `required`.
#[must_use]
pub fn satisfies(given: &str, required: &str) -> bool {
    match given.strip_suffix('*') {
        Some(prefix) => required.starts_with(prefix),
        None => given == required,
    }
}

/// A set of scopes in normal form: sorted, and without scopes that another one of the set satisfies.
///
/// Two sets that satisfy the same scopes are equal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ScopeSet(Vec<String>);

impl ScopeSet {
    /// Whether some scope of the set satisfies `required`.
    #[must_use]
    pub fn satisfies(&self, required: &str) -> bool {
        self.0.iter().any(|given| satisfies(given, required))
    }

    /// Whether every scope of `required` is satisfied by this set.
    #[must_use]
    pub fn satisfies_all(&self, required: &Self) -> bool {
        required.0.iter().all(|scope| self.satisfies(scope))
    }

    /// The scopes in order: as text, but with `a*` right before `a`.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether the set holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many scopes the set holds.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// The scopes, in order.
    #[must_use]
    pub fn into_vec(self) -> Vec<String> {
        self.0
    }
}

impl<S: Into<String>> FromIterator<S> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = S>>(scopes: I) -> Self {
        let mut scopes: Vec<String> = scopes.into_iter().map(Into::into).collect();
        scopes.sort_unstable_by(|a, b| compare(a, b));
        // What a starred scope satisfies follows it without a gap, so only the last one kept matters.
        scopes.dedup_by(|later, kept| satisfies(kept, later));
        Self(scopes)
    }
}

impl IntoIterator for ScopeSet {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Orders scopes so that a starred one comes right before everything that it satisfies.
fn compare(a: &str, b: &str) -> Ordering {
    let base = |scope: &str| scope.strip_suffix('*').map_or(scope.len(), str::len);
    a[..base(a)].cmp(&b[..base(b)]).then_with(|| b.ends_with('*').cmp(&a.ends_with('*')))
}

/// Scopes as the task log names what somebody has: `a and b`, or `<no scopes>`.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a>(pub &'a [String]);

impl fmt::Display for Given<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&or_none(self.0.join(" and ")))
    }
}

fn or_none(text: String) -> String {
    if text.is_empty() { "<no scopes>".to_owned() } else { text }
}

/// What something requires: at least one of several sets of scopes, of which each must be held entirely.
///
/// Without any set, and with an empty one, nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequiredScopes(Vec<Vec<String>>);

impl RequiredScopes {
    /// Requires at least one of `alternatives`, each a set of scopes that must all be held.
    #[must_use]
    pub const fn any_of(alternatives: Vec<Vec<String>>) -> Self {
        Self(alternatives)
    }

    /// Requires all of `scopes`.
    pub fn all_of<S: Into<String>>(scopes: impl IntoIterator<Item = S>) -> Self {
        Self(vec![scopes.into_iter().map(Into::into).collect()])
    }

    /// Requires nothing.
    #[must_use]
    pub const fn nothing() -> Self {
        Self(Vec::new())
    }

    /// The alternatives.
    #[must_use]
    pub fn alternatives(&self) -> &[Vec<String>] {
        &self.0
    }

    /// Whether `given` holds what is required. Roles count only when `given` has been expanded.
    #[must_use]
    pub fn satisfied_by(&self, given: &ScopeSet) -> bool {
        let held = |alternative: &Vec<String>| alternative.iter().all(|scope| given.satisfies(scope));
        self.0.is_empty() || self.0.iter().any(held)
    }
}

/// One alternative is printed as a line for each scope, joined with `and`; several are joined with `or`.
impl fmt::Display for RequiredScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0.as_slice() {
            [only] => only.join(", and\n"),
            several => several.iter().map(alternative_in_one_line).collect::<Vec<_>>().join(", or\n"),
        };
        f.write_str(&or_none(text))
    }
}

fn alternative_in_one_line(scopes: &Vec<String>) -> String {
    match scopes.as_slice() {
        [] => or_none(String::new()),
        [only] => only.clone(),
        several => format!("({})", several.join(" and ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(scopes: &[&str]) -> ScopeSet {
        scopes.iter().copied().collect()
    }

    fn owned(scopes: &[&str]) -> Vec<String> {
        scopes.iter().map(|scope| (*scope).to_owned()).collect()
    }

    #[test]
    fn only_a_trailing_star_is_special() {
        for (given, required, expected) in [
            ("a:b", "a:b", true),
            ("a:b", "a:bc", false),
            ("a:b*", "a:b", true),
            ("a:b*", "a:bc", true),
            ("a:b*", "a:b*", true),
            ("a:b*", "a:", false),
            ("a:b*", "a:*", false),
            ("a:*:c", "a:b:c", false),
            ("a:b", "a:b*", false),
            ("*", "", true),
            ("**", "a", false),
            ("**", "*a", true),
        ] {
            assert_eq!(satisfies(given, required), expected, "{given} -> {required}");
        }
    }

    #[test]
    fn normal_form_drops_what_is_implied() {
        assert_eq!(set(&["b", "ab", "a", "a*", "b"]).into_vec(), ["a*", "b"]);
        assert_eq!(set(&["a(", "a", "aa"]).into_vec(), ["a", "a(", "aa"]);
        assert_eq!(set(&["x", "*"]).into_vec(), ["*"]);
        assert_eq!(set(&["a**", "a*", "a*b"]).into_vec(), ["a*"]);
    }

    #[test]
    fn nothing_is_required_by_no_alternative_and_by_an_empty_one() {
        let nobody = ScopeSet::default();
        assert!(RequiredScopes::nothing().satisfied_by(&nobody));
        assert!(RequiredScopes::any_of(vec![owned(&["a"]), vec![]]).satisfied_by(&nobody));
        assert!(!RequiredScopes::all_of(["a"]).satisfied_by(&nobody));
    }

    #[test]
    fn one_alternative_must_be_held_entirely() {
        let required = RequiredScopes::any_of(vec![owned(&["a", "b"]), owned(&["c"])]);
        assert!(!required.satisfied_by(&set(&["a"])));
        assert!(required.satisfied_by(&set(&["a", "b*"])));
        assert!(required.satisfied_by(&set(&["c"])));
    }

    #[test]
    fn prints_as_the_task_log_shows_it() {
        assert_eq!(RequiredScopes::nothing().to_string(), "<no scopes>");
        assert_eq!(RequiredScopes::all_of(["a", "b"]).to_string(), "a, and\nb");
        let several = RequiredScopes::any_of(vec![owned(&["a", "b"]), owned(&["c"])]);
        assert_eq!(several.to_string(), "(a and b), or\nc");
        assert_eq!(Given(&owned(&["a", "b"])).to_string(), "a and b");
        assert_eq!(Given(&[]).to_string(), "<no scopes>");
    }

    fn scope() -> impl Strategy<Value = String> {
        "[ab(]{0,3}\\*{0,2}"
    }

    /// `a**` satisfies `a*` by the letter of the rule, and so more than it says: Taskcluster leaves it at that.
    fn single_star() -> impl Strategy<Value = String> {
        "[ab(]{0,3}\\*?"
    }

    proptest! {
        #[test]
        fn satisfaction_is_reflexive_and_transitive(
            a in single_star(), b in single_star(), c in single_star(),
        ) {
            prop_assert!(satisfies(&a, &a));
            if satisfies(&a, &b) && satisfies(&b, &c) {
                prop_assert!(satisfies(&a, &c));
            }
        }

        #[test]
        fn normalising_changes_no_answer(scopes in prop::collection::vec(scope(), 0..8), asked in scope()) {
            let normal: ScopeSet = scopes.iter().cloned().collect();
            prop_assert_eq!(normal.satisfies(&asked), scopes.iter().any(|given| satisfies(given, &asked)));
        }

        #[test]
        fn a_normal_form_is_minimal_and_unique(
            scopes in prop::collection::vec(scope(), 0..8).prop_shuffle(),
        ) {
            let normal: ScopeSet = scopes.iter().cloned().collect();
            let reversed: ScopeSet = scopes.iter().rev().cloned().collect();
            prop_assert_eq!(&normal, &reversed);
            for (i, a) in normal.iter().enumerate() {
                for (j, b) in normal.iter().enumerate() {
                    prop_assert!(i == j || !satisfies(a, b), "{} satisfies {}", a, b);
                }
            }
        }
    }
}
