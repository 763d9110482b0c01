//! `schemas/config.yml`.

use std::path::Path;

use serde_json::Value;

use super::fields::Fields;
use super::source::Sources;
use crate::model::{Config, Default2018, DefaultValue, Era, Kind, Required, Setting};
use crate::yaml::Node;

const FILE: &str = "schemas/config.yml";
const ATTRIBUTES: &[&str] = &[
    "aliases",
    "default",
    "defaultIn2018",
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
    "type",
];
const PLATFORMS: [&str; 3] = ["linux", "macos", "windows"];

/// The settings. `None` when the file is missing.
pub fn load(sources: &mut Sources) -> Option<Config> {
    let file = sources.require(FILE)?;
    let mut fields = Fields { path: Path::new(FILE), diagnostics: &mut sources.diagnostics };
    fields.only(&file, &["title", "description", "settings"]);
    let mut names = Vec::new();
    let nodes = file.get("settings").map(Node::items).unwrap_or_default();
    let settings = nodes.iter().map(|node| setting(&mut fields, node, &mut names)).collect();
    Some(Config {
        title: fields.text(&file, "title"),
        description: fields.text(&file, "description"),
        settings,
    })
}

fn setting(fields: &mut Fields<'_>, node: &Node, names: &mut Vec<(String, usize)>) -> Setting {
    fields.only(node, ATTRIBUTES);
    let name = fields.text(node, "name");
    let aliases = fields.texts(node, "aliases");
    fields.no_duplicate(names, &name, node.line);
    // An alias that differs from the name only by case is a spelling of it, not a second name.
    for alias in aliases.iter().filter(|alias| !alias.eq_ignore_ascii_case(&name)) {
        fields.no_duplicate(names, alias, node.line);
    }
    let kind = kind(fields, node);
    let default = default(fields, node, &kind);
    let default_in_2018 = default_in_2018(fields, node, &kind);
    Setting {
        name,
        aliases,
        default,
        default_in_2018,
        required: match fields.word(node, "required", &["", "always", "today", "2018"]).as_str() {
            "always" => Required::Always,
            "today" => Required::Today,
            "2018" => Required::Only2018,
            _ => Required::Never,
        },
        secret: fields.flag(node, "secret"),
        since: fields.text(node, "since"),
        era: match fields.word(node, "era", &["", "today", "2018"]).as_str() {
            "today" => Era::Today,
            "2018" => Era::Only2018,
            _ => Era::Both,
        },
        env: fields.optional_text(node, "env"),
        help: fields.text(node, "help"),
        kind,
    }
}

fn kind(fields: &mut Fields<'_>, node: &Node) -> Kind {
    let word = fields.word(node, "type", &["string", "boolean", "integer", "ip", "url", "path", "object"]);
    let (minimum, maximum) = (fields.integer(node, "minimum"), fields.integer(node, "maximum"));
    if word != "integer" && (minimum.is_some() || maximum.is_some()) {
        fields.report(node.line, "only integers have a minimum and a maximum");
    }
    match word.as_str() {
        "boolean" => Kind::Boolean,
        "integer" => Kind::Integer { minimum: minimum.unwrap_or(0), maximum: maximum.unwrap_or(i64::MAX) },
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
        (None, Some(values)) => {
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

fn default_in_2018(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> Option<Default2018> {
    let attribute = node.get("defaultIn2018")?;
    fields.only(attribute, &["value", "computed"]);
    match attribute.get("value") {
        Some(value) => Some(Default2018::Value(checked(fields, value, kind))),
        None => Some(Default2018::Computed(fields.text(attribute, "computed"))),
    }
}

/// The value of a default, which must be of the setting's own type and within its range.
fn checked(fields: &mut Fields<'_>, node: &Node, kind: &Kind) -> Value {
    let value = node.to_json();
    let problem = match kind {
        Kind::Boolean if !value.is_boolean() => Some("true or false".to_owned()),
        Kind::Integer { minimum, maximum } => {
            let fits = value.as_i64().is_some_and(|number| (*minimum..=*maximum).contains(&number));
            (!fits).then(|| format!("an integer from {minimum} to {maximum}"))
        }
        Kind::Object if !value.is_object() => Some("a mapping".to_owned()),
        Kind::String | Kind::Url | Kind::Path if !value.is_string() => Some("a string".to_owned()),
        _ => None,
    };
    if let Some(expected) = problem {
        fields.report(
            node.line,
            format!("the default violates its own type: expected {expected}, found {value}"),
        );
    }
    value
}
