//! Expansion of `assume:` scopes by the roles of a deployment.
//!
//! A role whose id ends in `*` applies to every scope `assume:x…` that begins with its id, and `<..>` in its
//! scopes stands for what follows there.

use std::collections::HashSet;

use super::{ASSUME, ScopeSet};

/// A role: whoever holds `assume:<id>` holds its scopes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The role's id. A trailing `*` makes it apply to every id that begins with what precedes the star.
    pub id: String,
    /// What it grants.
    pub scopes: Vec<String>,
}

/// How long the scopes of an expansion may be together, in bytes.
///
/// Roles with parameters can refer to each other so that the scopes never end.
pub const MOST_BYTES: usize = 4 << 20;

/// Roles refer to each other so that the scopes that they grant are longer than [`MOST_BYTES`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the roles grant more than {MOST_BYTES} bytes of scopes; probably role {role:?} leads to itself with a \
     longer id"
)]
pub struct EndlessRoles {
    /// The role that was being expanded.
    pub role: String,
}

const PARAMETER: &str = "<..>";

/// `scopes` and everything that `roles` grant to whoever holds them, directly or through further roles.
///
/// # Errors
///
/// When the roles grant no finite or no reasonable number of scopes.
pub fn expand<S: Into<String>>(
    scopes: impl IntoIterator<Item = S>,
    roles: &[Role],
) -> Result<ScopeSet, EndlessRoles> {
    let mut pending: Vec<String> = scopes.into_iter().map(Into::into).collect();
    let mut seen: HashSet<String> = pending.iter().cloned().collect();
    let mut bytes = 0;
    while let Some(scope) = pending.pop() {
        for role in roles {
            let Some(argument) = argument(&scope, &role.id) else { continue };
            for granted in role.scopes.iter().map(|template| substitute(template, argument.as_deref())) {
                if seen.insert(granted.clone()) {
                    bytes += granted.len();
                    pending.push(granted);
                }
            }
            if bytes > MOST_BYTES {
                return Err(EndlessRoles { role: role.id.clone() });
            }
        }
    }
    Ok(seen.into_iter().collect())
}

/// Whether the role applies to `scope`, and then what `<..>` stands for in its scopes.
fn argument(scope: &str, role_id: &str) -> Option<Option<String>> {
    let (wanted, open) = match scope.strip_suffix('*') {
        Some(prefix) => (prefix, true),
        None => (scope, false),
    };
    let Some(role_prefix) = role_id.strip_suffix('*') else {
        let applies = if open {
            begins(ASSUME, role_id, wanted)
        } else {
            wanted.strip_prefix(ASSUME).is_some_and(|id| id == role_id)
        };
        return applies.then_some(None);
    };
    let rest = wanted.strip_prefix(ASSUME).and_then(|id| id.strip_prefix(role_prefix));
    match (rest, open) {
        (Some(rest), false) => Some(Some(rest.to_owned())),
        (Some(rest), true) => Some(Some(format!("{rest}*"))),
        (None, true) if begins(ASSUME, role_prefix, wanted) => Some(Some("*".to_owned())),
        (None, _) => None,
    }
}

/// Whether `first` followed by `second` begins with `prefix`.
fn begins(first: &str, second: &str, prefix: &str) -> bool {
    match prefix.strip_prefix(first) {
        Some(rest) => second.starts_with(rest),
        None => first.starts_with(prefix),
    }
}

/// Puts `argument` where the template has `<..>`. A star ends the scope: nothing may follow it.
fn substitute(template: &str, argument: Option<&str>) -> String {
    match (argument, template.split_once(PARAMETER)) {
        (Some(argument), Some((before, _))) if argument.ends_with('*') => format!("{before}{argument}"),
        (Some(argument), Some(_)) => template.replace(PARAMETER, argument),
        _ => template.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn role(id: &str, scopes: &[&str]) -> Role {
        Role { id: id.to_owned(), scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect() }
    }

    fn expanded(scopes: &[&str], roles: &[Role]) -> Vec<String> {
        expand(scopes.iter().copied(), roles).expect("the roles are finite").into_vec()
    }

    #[test]
    fn a_role_grants_its_scopes_also_through_other_roles() {
        let roles = [role("a", &["assume:b", "x"]), role("b", &["y", "assume:a"]), role("c", &["z"])];
        assert_eq!(expanded(&["assume:a"], &roles), ["assume:a", "assume:b", "x", "y"]);
    }

    #[test]
    fn a_role_pattern_applies_to_longer_ids() {
        let roles = [role("repo:*", &["read:<..>", "use:<..>:cache", "plain"])];
        assert_eq!(
            expanded(&["assume:repo:mc"], &roles),
            ["assume:repo:mc", "plain", "read:mc", "use:mc:cache"]
        );
        assert_eq!(
            expanded(&["assume:repo:m*"], &roles),
            ["assume:repo:m*", "plain", "read:m*", "use:m*"],
            "nothing follows a star"
        );
        assert_eq!(expanded(&["assume:re*"], &roles), ["assume:re*", "plain", "read:*", "use:*"]);
        assert_eq!(expanded(&["assume:rep"], &roles), ["assume:rep"]);
    }

    #[test]
    fn a_starred_scope_gets_every_role_below_it() {
        let roles = [role("a", &["x"]), role("ab", &["y"]), role("c", &["z"])];
        assert_eq!(expanded(&["assume:a*"], &roles), ["assume:a*", "x", "y"]);
        assert_eq!(expanded(&["ass*"], &roles), ["ass*", "x", "y", "z"]);
        assert_eq!(expanded(&["assume:*"], &roles), ["assume:*", "x", "y", "z"]);
        assert_eq!(expanded(&["*"], &roles), ["*"]);
        assert_eq!(expanded(&["b*"], &roles), ["b*"]);
    }

    #[test]
    fn a_parameter_without_a_pattern_is_plain_text() {
        assert_eq!(expanded(&["assume:a"], &[role("a", &["x:<..>"])]), ["assume:a", "x:<..>"]);
    }

    #[test]
    fn endless_roles_are_an_error() {
        let roles = [role("a*", &["assume:ax<..>"])];
        let error = expand(["assume:ab"], &roles).expect_err("no end");
        assert_eq!(error.role, "a*");
    }

    proptest! {
        #[test]
        fn expanding_twice_adds_nothing(
            scopes in prop::collection::vec("(assume:[ab]{0,2}|[ab])\\*?", 0..4),
            roles in prop::collection::vec(("[ab]{0,2}\\*?", prop::collection::vec("(assume:[ab]|c:<\\.\\.>)\\*?", 0..3)), 0..5),
        ) {
            let roles: Vec<Role> = roles.into_iter().map(|(id, scopes)| Role { id, scopes }).collect();
            let once = expand(scopes.clone(), &roles).expect("no role leads to a longer id");
            let given: ScopeSet = scopes.into_iter().collect();
            prop_assert!(once.satisfies_all(&given));
            let twice = expand(once.clone(), &roles).expect("no role leads to a longer id");
            prop_assert_eq!(once, twice);
        }
    }
}
