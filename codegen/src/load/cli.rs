//! `schemas/cli.yml`.

use std::path::Path;

use super::fields::Fields;
use super::source::Sources;
use crate::model::{Argument, CliOption, Command, CommandLine, ExitCode, OptionKind};
use crate::yaml::Node;

const FILE: &str = "schemas/cli.yml";

/// The command line. `None` when the file is missing.
pub fn load(sources: &mut Sources) -> Option<CommandLine> {
    let file = sources.require(FILE)?;
    let mut fields = Fields { path: Path::new(FILE), diagnostics: &mut sources.diagnostics };
    fields.only(&file, &["name", "description", "commands", "options", "exitCodes"]);
    let items = |key: &str| file.get(key).map(Node::items).unwrap_or_default();
    let mut seen = Vec::new();
    let options: Vec<_> = items("options").iter().map(|node| option(&mut fields, node, &mut seen)).collect();
    let mut seen = Vec::new();
    let commands =
        items("commands").iter().map(|node| command(&mut fields, node, &options, &mut seen)).collect();
    let (mut codes, mut names) = (Vec::new(), Vec::new());
    let exit_codes =
        items("exitCodes").iter().map(|node| exit_code(&mut fields, node, &mut codes, &mut names)).collect();
    let name = fields.text(&file, "name");
    Some(CommandLine { name, description: fields.text(&file, "description"), commands, options, exit_codes })
}

fn command(
    fields: &mut Fields<'_>,
    node: &Node,
    known: &[CliOption],
    seen: &mut Vec<(String, usize)>,
) -> Command {
    fields.only(node, &["name", "help", "arguments", "options"]);
    let name = fields.text(node, "name");
    fields.no_duplicate(seen, &name, node.line);
    let mut used = Vec::new();
    for option in node.get("options").map(Node::items).unwrap_or_default() {
        let text = option.as_str().unwrap_or_default();
        fields.no_duplicate(&mut used, text, option.line);
        if !known.iter().any(|known| known.name == text) {
            fields.report(option.line, format!("there is no option `{text}` under `options`"));
        }
    }
    let arguments = node.get("arguments").map(Node::items).unwrap_or_default();
    Command {
        name,
        help: fields.text(node, "help"),
        arguments: arguments
            .iter()
            .map(|node| {
                fields.only(node, &["name", "help"]);
                Argument { name: fields.text(node, "name"), help: fields.text(node, "help") }
            })
            .collect(),
        options: used.into_iter().map(|(name, _)| name).collect(),
    }
}

fn option(fields: &mut Fields<'_>, node: &Node, seen: &mut Vec<(String, usize)>) -> CliOption {
    fields.only(
        node,
        &["choices", "default", "help", "maximum", "minimum", "name", "required", "short", "type", "value"],
    );
    let name = fields.text(node, "name");
    fields.no_duplicate(seen, &name, node.line);
    let kind = match fields.word(node, "type", &["flag", "path", "choice", "integer"]).as_str() {
        "path" => OptionKind::Path,
        "choice" => OptionKind::Choice(fields.texts(node, "choices")),
        "integer" => OptionKind::Integer {
            minimum: fields.integer(node, "minimum").unwrap_or(0),
            maximum: fields.integer(node, "maximum").unwrap_or(i64::MAX),
        },
        _ => OptionKind::Flag,
    };
    let default = node.get("default").map(|default| {
        let text = default.as_str().map_or_else(|| default.to_json().to_string(), str::to_owned);
        let fits = match &kind {
            OptionKind::Choice(choices) => choices.contains(&text),
            OptionKind::Integer { minimum, maximum } => {
                text.parse().is_ok_and(|number: i64| (*minimum..=*maximum).contains(&number))
            }
            OptionKind::Path => true,
            OptionKind::Flag => false,
        };
        if !fits {
            fields.report(default.line, format!("the default violates its own type: `{text}`"));
        }
        text
    });
    CliOption {
        name,
        short: fields.optional_text(node, "short"),
        value: fields.optional_text(node, "value"),
        required: fields.flag(node, "required"),
        help: fields.text(node, "help"),
        default,
        kind,
    }
}

fn exit_code(
    fields: &mut Fields<'_>,
    node: &Node,
    codes: &mut Vec<(String, usize)>,
    names: &mut Vec<(String, usize)>,
) -> ExitCode {
    fields.only(node, &["code", "name", "help"]);
    let name = fields.text(node, "name");
    fields.no_duplicate(names, &name, node.line);
    let code = fields.integer(node, "code").unwrap_or(0);
    fields.no_duplicate(codes, &code.to_string(), node.line);
    let code = u8::try_from(code).unwrap_or_else(|_| {
        fields.report(node.line, format!("exit codes go from 0 to 255, found {code}"));
        0
    });
    ExitCode { name, code, help: fields.text(node, "help") }
}
