//! `schemas/config.yml`.

use std::net::IpAddr;
use std::path::Path;

use serde_json::Value;

use super::fields::{Fields, Shape};
use super::source::Sources;
use crate::model::{Config, Default2018, DefaultValue, Era, Kind, Required, Setting};
use crate::yaml::Node;

const FILE: &str = "schemas/config.yml";
const ATTRIBUTES: &[&str] = &[
    "aliases",
    "default",
    "defaultIn2018",
    "defaultWithTaskUsers",
    "defaults",
    "env",
    "era",
    "help",
    "maximum",
    "minimum",
    "name",
    "required",
    "secret",
    "since",
    "tells2018",
    "type",
];
const PLATFORMS: [&str; 3] = ["linux", "macos", "windows"];

/// The settings. `None` when the file is missing.
pub fn load(sources: &mut Sources) -> Option<Config> {
    let file = sources.require(FILE)?;
    let mut fields = Fields { path: Path::new(FILE), diagnostics: &mut sources.diagnostics };
    fields.only(&file, &["title", "description", "settings"]);
    let (mut names, mut variables) = (Vec::new(), Vec::new());
    let mut settings = Vec::new();
    for node in fields.mappings(&file, "settings") {
        let setting = setting(&mut fields, node, &mut names);
        if let Some(variable) = &setting.env {
            fields.no_duplicate(&mut variables, variable, node.line);
        }
        consistent(&mut fields, node, &setting);
        settings.push(setting);
    }
    Some(Config {
        title: fields.text(&file, "title"),
        description: fields.text(&file, "description"),
        settings,
    })
}

fn setting(fields: &mut Fields<'_>, node: &Node, names: &mut Vec<(String, usize)>) -> Setting {
    fields.only(node, ATTRIBUTES);
    let name = fields.name(node, "name", Shape::Camel);
    fields.no_duplicate(names, &name, node.line);
    let aliases = aliases(fields, node, &name, names);
    let kind = kind(fields, node);
    let default = default(fields, node, &kind);
    let default_in_2018 = default_in_2018(fields, node, &kind);
    let default_with_task_users = default_with_task_users(fields, node, &kind);
    Setting {
        name,
        aliases,
        default,
        default_in_2018,
        default_with_task_users,
        required: match fields.word(node, "required", &["always", "today", "2018"]).as_deref() {
            Some("always") => Required::Always,
            Some("today") => Required::Today,
            Some("2018") => Required::Only2018,
            _ => Required::Never,
        },
        secret: fields.flag(node, "secret"),
        since: fields.name(node, "since", Shape::Version),
        era: match fields.word(node, "era", &["today", "2018"]).as_deref() {
            Some("today") => Era::Today,
            Some("2018") => Era::Only2018,
            _ => Era::Both,
        },
        tells_2018: fields.flag(node, "tells2018"),
        env: node.get("env").map(|_| fields.name(node, "env", Shape::Variable)),
        help: fields.text(node, "help"),
        kind,
    }
}

fn aliases(
    fields: &mut Fields<'_>,
    node: &Node,
    name: &str,
    names: &mut Vec<(String, usize)>,
) -> Vec<String> {
    let aliases = fields.texts(node, "aliases");
    let mut own = Vec::new();
    for (alias, line) in &aliases {
        if own.contains(&alias) || alias == name {
            fields.report(*line, format!("`{alias}` is used twice in this setting"));
        } else if !alias.eq_ignore_ascii_case(name) {
            // One that differs from the name only by case is a spelling of it, not a second name.
            fields.no_duplicate(names, alias, *line);
        }
        own.push(alias);
    }
    aliases.iter().map(|(alias, _)| alias.clone()).collect()
}

/// Reports attributes that contradict each other.
fn consistent(fields: &mut Fields<'_>, node: &Node, setting: &Setting) {
    let line = |key: &str| node.get(key).map_or(node.line, |value| value.line);
    let contradicts = matches!(
        (setting.required, setting.era),
        (Required::Today | Required::Always, Era::Only2018)
            | (Required::Only2018 | Required::Always, Era::Today)
    );
    if contradicts {
        fields.report(line("required"), "it is required in an era that does not know it");
    }
    if setting.tells_2018 && setting.era != Era::Only2018 {
        fields.report(line("tells2018"), "only a setting with `era: '2018'` tells that a file is of 2018");
    }
    if setting.default_in_2018.is_some() && setting.era == Era::Today {
        fields.report(line("defaultIn2018"), "a setting with `era: today` has no default in 2018");
    }
    if setting.secret {
        if !matches!(setting.kind, Kind::String) {
            fields.report(line("secret"), "only strings can be secret");
        }
        if !matches!(&setting.default, DefaultValue::Same(value) if value == "") {
            fields.report(line("default"), "a secret has no default: expected ''");
        }
    }
}

fn kind(fields: &mut Fields<'_>, node: &Node) -> Kind {
    const KINDS: [&str; 7] = ["string", "boolean", "integer", "ip", "url", "path", "object"];
    if node.get("type").is_none() {
        fields.report(node.line, "`type` is missing");
    }
    let word = fields.word(node, "type", &KINDS).unwrap_or_default();
    let (minimum, maximum) = (fields.integer(node, "minimum"), fields.integer(node, "maximum"));
    let bound = node.get("minimum").or_else(|| node.get("maximum"));
    if let Some(bound) = bound.filter(|_| word != "integer") {
        fields.report(bound.line, "only integers have a minimum and a maximum");
    }
    let (minimum, maximum) = (minimum.unwrap_or(0), maximum.unwrap_or(i64::MAX));
    if minimum < 0 || minimum > maximum {
        let line = bound.map_or(node.line, |bound| bound.line);
        fields.report(
            line,
            format!("no setting can be from {minimum} to {maximum}; expected 0 or more, and an order"),
        );
    }
    match word.as_str() {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer { minimum, maximum },
        "ip" => Kind::Ip,
        "url" => Kind::Url,
        "path" => Kind::Path,
        "object" => Kind::Object,
        _ => Kind::String,
    }
}

fn default(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> DefaultValue {
    match (node.get("default"), node.get("defaults")) {
        (Some(value), None) => DefaultValue::Same(checked(fields, value, kind)),
        (None, Some(values)) => per_platform(fields, values, kind),
        (Some(_), Some(second)) => {
            fields.report(second.line, "expected either `default` or `defaults`, found both");
            DefaultValue::Same(Value::Null)
        }
        (None, None) => {
            if !matches!(kind, Kind::Ip) {
                fields.report(node.line, "`default` is missing; only addresses may have none");
            }
            DefaultValue::Same(Value::Null)
        }
    }
}

fn per_platform(fields: &mut Fields<'_>, values: &Node, kind: &Kind) -> DefaultValue {
    fields.only(values, &PLATFORMS);
    let [linux, macos, windows] = PLATFORMS.map(|platform| match values.get(platform) {
        Some(value) => checked(fields, value, kind),
        None => {
            fields.report(values.line, format!("the default for {platform} is missing"));
            Value::Null
        }
    });
    DefaultValue::PerPlatform { linux, macos, windows }
}

fn default_with_task_users(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> Option<DefaultValue> {
    Some(per_platform(fields, node.get("defaultWithTaskUsers")?, kind))
}

fn default_in_2018(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> Option<Default2018> {
    let attribute = node.get("defaultIn2018")?;
    fields.only(attribute, &["value", "computed"]);
    match (attribute.get("value"), attribute.get("computed")) {
        (Some(value), None) => Some(Default2018::Value(checked(fields, value, kind))),
        (None, Some(_)) => Some(Default2018::Computed(fields.text(attribute, "computed"))),
        _ => {
            fields.report(attribute.line, "`defaultIn2018` takes either a `value` or what is `computed`");
            None
        }
    }
}

/// The value of a default, which must be of the setting's own type and within its range.
fn checked(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> Value {
    let value = node.to_json();
    let text = value.as_str();
    let (fits, expected) = match kind {
        Kind::Boolean => (value.is_boolean(), "true or false".to_owned()),
        Kind::Integer { minimum, maximum } => {
            let fits = value.as_i64().is_some_and(|number| (*minimum..=*maximum).contains(&number));
            let limit = if *maximum == i64::MAX { "up".to_owned() } else { format!("to {maximum}") };
            (fits, format!("an integer from {minimum} {limit}"))
        }
        Kind::Object => (value.is_object(), "a mapping".to_owned()),
        Kind::String | Kind::Path => (text.is_some(), "a string".to_owned()),
        Kind::Url => {
            let fits = |text: &str| {
                let web = text.starts_with("https://") || text.starts_with("http://");
                text.is_empty() || (web && !text.ends_with('/'))
            };
            (text.is_some_and(fits), "an http or https URL without a slash at its end, or ''".to_owned())
        }
        Kind::Ip => {
            let fits = value.is_null() || text.is_some_and(|text| text.parse::<IpAddr>().is_ok());
            (fits, "an IP address".to_owned())
        }
    };
    if !fits {
        let message = format!("the default violates its own type: expected {expected}, found {value}");
        fields.report(node.line, message);
    }
    value
}
