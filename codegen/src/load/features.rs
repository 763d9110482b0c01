//! `schemas/features.yml`.

use std::path::Path;

use super::fields::{Fields, Shape};
use super::schema::did_you_mean;
use super::source::Sources;
use crate::model::{Config, Feature, FeatureScope, Features, Kind};
use crate::yaml::Node;

const FILE: &str = "schemas/features.yml";

/// The features. `None` when the file is missing. `config` has the settings that turn them on and off.
pub fn load(sources: &mut Sources, config: Option<&Config>) -> Option<Features> {
    let file = sources.require(FILE)?;
    let mut fields = Fields { path: Path::new(FILE), diagnostics: &mut sources.diagnostics };
    fields.only(&file, &["description", "features"]);
    let (mut names, mut scopes) = (Vec::new(), Vec::new());
    let features = fields
        .mappings(&file, "features")
        .into_iter()
        .map(|node| {
            let feature = feature(&mut fields, node, config, &mut scopes);
            fields.no_duplicate(&mut names, &feature.name, node.line);
            feature
        })
        .collect();
    Some(Features { description: fields.text(&file, "description"), features })
}

fn feature(
    fields: &mut Fields<'_>,
    node: &Node,
    config: Option<&Config>,
    seen_scopes: &mut Vec<(String, usize)>,
) -> Feature {
    fields.only(node, &["name", "title", "onByDefault", "setting", "scopes", "artifacts", "since", "help"]);
    let scopes = if node.get("scopes").is_some() { fields.mappings(node, "scopes") } else { Vec::new() };
    let scopes = scopes.into_iter().map(|node| scope(fields, node, seen_scopes)).collect();
    let setting = node.get("setting").map(|value| {
        let name = fields.name(node, "setting", Shape::Camel);
        if let Some(config) = config {
            check_setting(fields, config, &name, value.line);
        }
        name
    });
    Feature {
        name: fields.name(node, "name", Shape::Pascal),
        title: fields.text(node, "title"),
        on_by_default: fields.flag(node, "onByDefault"),
        setting,
        scopes,
        artifacts: fields.texts(node, "artifacts").into_iter().map(|(name, _)| name).collect(),
        since: fields.name(node, "since", Shape::Version),
        help: fields.text(node, "help"),
    }
}

fn check_setting(fields: &mut Fields<'_>, config: &Config, name: &str, line: usize) {
    match config.settings.iter().find(|setting| setting.name == name) {
        None => {
            let hint = did_you_mean(name, config.settings.iter().map(|setting| setting.name.as_str()));
            fields.report(line, format!("schemas/config.yml has no setting `{name}`{hint}"));
        }
        Some(setting) if !matches!(setting.kind, Kind::Boolean) => {
            fields.report(
                line,
                format!("the setting `{name}` is not a boolean, so it cannot turn a feature off"),
            );
        }
        Some(_) => {}
    }
}

fn scope(fields: &mut Fields<'_>, node: &Node, seen: &mut Vec<(String, usize)>) -> FeatureScope {
    fields.only(node, &["name", "scope", "for"]);
    let name = fields.name(node, "name", Shape::Camel);
    fields.no_duplicate(seen, &name, node.line);
    let template = fields.text(node, "scope");
    let parameters = parameters(&template).unwrap_or_else(|| {
        fields.report(node.line, format!("`{template}` has a `<` without a name and a `>` behind it"));
        Vec::new()
    });
    FeatureScope { name, template, parameters, needed_for: fields.text(node, "for") }
}

/// The names in angle brackets, in their order.
fn parameters(template: &str) -> Option<Vec<String>> {
    let mut parts = template.split('<');
    let before = parts.next()?;
    let mut parameters = Vec::new();
    for part in parts {
        let (name, _) = part.split_once('>')?;
        let is_name = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric());
        parameters.push(is_name.then(|| name.to_owned())?);
    }
    (!before.contains('>')).then_some(parameters)
}
