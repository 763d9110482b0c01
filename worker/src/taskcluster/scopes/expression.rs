//! The scopes that an API operation needs, once the parameters of a call are known.

use std::collections::BTreeMap;
use std::fmt;

use generated::runtime::api::ScopeExpression;

use super::ScopeSet;

/// A parameter of a scope expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// Stands where the template says `<name>`.
    Text(String),
    /// Is run through by a "for each".
    List(Vec<String>),
    /// Decides an "if".
    Flag(bool),
}

/// The parameters of one call, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(BTreeMap<String, Parameter>);

impl Parameters {
    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), Parameter::Text(value.into()));
        self
    }

    /// Adds a list.
    #[must_use]
    pub fn list<S: Into<String>>(
        mut self,
        name: impl Into<String>,
        values: impl IntoIterator<Item = S>,
    ) -> Self {
        let values = values.into_iter().map(Into::into).collect();
        self.0.insert(name.into(), Parameter::List(values));
        self
    }

    /// Adds a flag.
    #[must_use]
    pub fn flag(mut self, name: impl Into<String>, value: bool) -> Self {
        self.0.insert(name.into(), Parameter::Flag(value));
        self
    }
}

/// A call did not give a parameter that its operation's scope expression uses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the scope expression {template:?} needs the {kind} parameter {parameter:?}, which was not given")]
pub struct MissingParameter {
    /// The part of the expression that uses it.
    pub template: String,
    /// Its name.
    pub parameter: String,
    /// What it should be: text, list or flag.
    pub kind: &'static str,
}

/// A scope expression with all parameters filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Required {
    /// This scope.
    Scope(String),
    /// Each of these. Satisfied when empty.
    AllOf(Vec<Required>),
    /// At least one of these. Never satisfied when empty.
    AnyOf(Vec<Required>),
}

impl Required {
    /// Whether `given` holds what is required. Roles count only when `given` has been expanded.
    #[must_use]
    pub fn satisfied_by(&self, given: &ScopeSet) -> bool {
        match self {
            Self::Scope(scope) => given.satisfies(scope),
            Self::AllOf(parts) => parts.iter().all(|part| part.satisfied_by(given)),
            Self::AnyOf(parts) => parts.iter().any(|part| part.satisfied_by(given)),
        }
    }

    /// What `given` lacks; `None` when it lacks nothing.
    #[must_use]
    pub fn missing(&self, given: &ScopeSet) -> Option<Self> {
        if self.satisfied_by(given) {
            return None;
        }
        let of = |parts: &[Self]| parts.iter().filter_map(|part| part.missing(given)).collect();
        Some(match self {
            Self::Scope(_) => self.clone(),
            Self::AllOf(parts) => Self::AllOf(of(parts)).unwrap_single(),
            Self::AnyOf(parts) => Self::AnyOf(of(parts)).unwrap_single(),
        })
    }

    fn unwrap_single(self) -> Self {
        match self {
            Self::AllOf(mut parts) | Self::AnyOf(mut parts) if parts.len() == 1 => parts.remove(0),
            other => other,
        }
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, indent: usize) -> fmt::Result {
        let (head, parts) = match self {
            Self::Scope(scope) => return write!(f, "{:indent$}{scope}", ""),
            Self::AllOf(parts) => ("all of:", parts),
            Self::AnyOf(parts) => ("any of:", parts),
        };
        write!(f, "{:indent$}{head}", "")?;
        for part in parts {
            f.write_str("\n")?;
            part.write(f, indent + 2)?;
        }
        Ok(())
    }
}

/// A line for each scope, indented below `all of:` and `any of:`.
impl fmt::Display for Required {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

/// Fills `parameters` into `expression`.
///
/// An "if" whose flag is false drops out of the list that it stands in, and as a whole expression requires
/// nothing.
///
/// # Errors
///
/// When a parameter that the expression uses is missing or of another kind.
pub fn fill_in(expression: &ScopeExpression, parameters: &Parameters) -> Result<Required, MissingParameter> {
    let mut parts = Vec::new();
    render(expression, parameters, &mut parts)?;
    let all = Required::AllOf(parts);
    // A "for each" at the top requires all that it gives; anything else gives one part.
    Ok(all.unwrap_single())
}

fn render(
    expression: &ScopeExpression,
    parameters: &Parameters,
    into: &mut Vec<Required>,
) -> Result<(), MissingParameter> {
    match *expression {
        ScopeExpression::Scope(template) => {
            into.push(Required::Scope(substitute(template, parameters, None)?));
        }
        ScopeExpression::AllOf(parts) => into.push(Required::AllOf(render_all(parts, parameters)?)),
        ScopeExpression::AnyOf(parts) => into.push(Required::AnyOf(render_all(parts, parameters)?)),
        ScopeExpression::ForEach { template, variable, list } => {
            let Some(Parameter::List(values)) = parameters.0.get(list) else {
                return Err(missing(template, list, "list"));
            };
            for value in values {
                into.push(Required::Scope(substitute(template, parameters, Some((variable, value)))?));
            }
        }
        ScopeExpression::If { parameter, then, otherwise } => {
            match (parameters.0.get(parameter), otherwise) {
                (Some(Parameter::Flag(true)), _) => render(then, parameters, into)?,
                (Some(Parameter::Flag(false)), Some(otherwise)) => render(otherwise, parameters, into)?,
                (Some(Parameter::Flag(false)), None) => {}
                _ => return Err(missing("if", parameter, "flag")),
            }
        }
    }
    Ok(())
}

fn render_all(parts: &[ScopeExpression], parameters: &Parameters) -> Result<Vec<Required>, MissingParameter> {
    let mut rendered = Vec::with_capacity(parts.len());
    parts.iter().try_for_each(|part| render(part, parameters, &mut rendered))?;
    Ok(rendered)
}

/// Replaces each `<name>` of `template`; what looks like `<…>` in a value is left alone.
fn substitute(
    template: &str,
    parameters: &Parameters,
    bound: Option<(&str, &str)>,
) -> Result<String, MissingParameter> {
    let mut scope = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((name, after)) = after.split_once('>') else { break };
        scope.push_str(before);
        scope.push_str(match bound {
            Some((variable, value)) if variable == name => value,
            _ => match parameters.0.get(name) {
                Some(Parameter::Text(value)) => value,
                _ => return Err(missing(template, name, "text")),
            },
        });
        rest = after;
    }
    scope.push_str(rest);
    Ok(scope)
}

fn missing(template: &str, parameter: &str, kind: &'static str) -> MissingParameter {
    MissingParameter { template: template.to_owned(), parameter: parameter.to_owned(), kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREATE: ScopeExpression = ScopeExpression::AllOf(&[
        ScopeExpression::ForEach { template: "<scope>", variable: "scope", list: "scopes" },
        ScopeExpression::Scope("project:<project>"),
        ScopeExpression::If {
            parameter: "private",
            then: &ScopeExpression::Scope("see:<name>"),
            otherwise: None,
        },
        ScopeExpression::AnyOf(&[ScopeExpression::ForEach {
            template: "create:<priority>:<queue>",
            variable: "priority",
            list: "priorities",
        }]),
    ]);

    fn parameters() -> Parameters {
        Parameters::default()
            .list("scopes", ["s1", "s2"])
            .text("project", "<queue>")
            .text("name", "n")
            .text("queue", "q/w")
            .list("priorities", ["low", "high"])
            .flag("private", true)
    }

    fn set(scopes: &[&str]) -> ScopeSet {
        scopes.iter().copied().collect()
    }

    #[test]
    fn parameters_are_filled_in_once() {
        let required = fill_in(&CREATE, &parameters()).expect("all parameters are given");
        assert!(required.satisfied_by(&set(&["s*", "project:<queue>", "see:n", "create:high:q/w"])));
        assert!(!required.satisfied_by(&set(&["s*", "project:q/w", "see:n", "create:high:q/w"])));
        assert!(!required.satisfied_by(&set(&["s*", "project:<queue>", "see:n"])));
    }

    #[test]
    fn a_false_condition_requires_nothing() {
        let required = fill_in(&CREATE, &parameters().flag("private", false)).expect("all are given");
        assert!(required.satisfied_by(&set(&["s*", "project:<queue>", "create:low:q/w"])));
        let alone = ScopeExpression::If { parameter: "private", then: &CREATE, otherwise: None };
        let required = fill_in(&alone, &Parameters::default().flag("private", false)).expect("given");
        assert!(required.satisfied_by(&ScopeSet::default()));
        let else_open = ScopeExpression::Scope("open:<name>");
        let either = ScopeExpression::If {
            parameter: "private",
            then: &CREATE,
            otherwise: Some(Box::leak(Box::new(else_open))),
        };
        let required = fill_in(&either, &parameters().flag("private", false)).expect("given");
        assert!(!required.satisfied_by(&ScopeSet::default()));
        assert!(required.satisfied_by(&set(&["open:*"])));
    }

    #[test]
    fn any_of_nothing_is_never_satisfied_and_all_of_nothing_always_is() {
        assert!(!Required::AnyOf(vec![]).satisfied_by(&set(&["*"])));
        assert!(Required::AllOf(vec![]).satisfied_by(&set(&[])));
        let each = ScopeExpression::ForEach { template: "<x>", variable: "x", list: "xs" };
        let required = fill_in(&each, &Parameters::default().list("xs", ["a", "b"])).expect("given");
        assert!(!required.satisfied_by(&set(&["a"])));
    }

    #[test]
    fn tells_what_is_missing() {
        let required = fill_in(&CREATE, &parameters()).expect("all parameters are given");
        let lacking =
            required.missing(&set(&["s1", "project:<queue>", "see:*"])).expect("something is missing");
        assert_eq!(lacking.to_string(), "all of:\n  s2\n  any of:\n    create:low:q/w\n    create:high:q/w");
        assert_eq!(required.missing(&set(&["*"])), None);
    }

    #[test]
    fn names_the_parameter_that_was_not_given() {
        let error = fill_in(&CREATE, &Parameters::default().list("scopes", ["a"])).expect_err("no project");
        assert_eq!((error.parameter.as_str(), error.kind), ("project", "text"));
        let wrong = fill_in(&CREATE, &parameters().text("private", "yes")).expect_err("not a flag");
        assert_eq!((wrong.parameter.as_str(), wrong.kind), ("private", "flag"));
    }
}
