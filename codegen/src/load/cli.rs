//! `schemas/cli.yml`.

use std::path::Path;

use super::fields::{Fields, Shape};
use super::schema::did_you_mean;
use super::source::Sources;
use crate::model::{Argument, CliOption, Command, CommandLine, ExitCode, OptionKind};
use crate::names;
use crate::yaml::Node;

const FILE: &str = "schemas/cli.yml";

/// Options that belong to the program rather than to one of its commands.
const GLOBAL: [&str; 3] = ["help", "version", "short-version"];

/// Names that have been seen, with the lines that they stand on.
type Seen = Vec<(String, usize)>;

/// The command line. `None` when the file is missing.
pub fn load(sources: &mut Sources) -> Option<CommandLine> {
    let file = sources.require(FILE)?;
    let mut fields = Fields { path: Path::new(FILE), diagnostics: &mut sources.diagnostics };
    fields.only(&file, &["name", "description", "commands", "options", "exitCodes"]);
    let options = options(&mut fields, &file);
    let mut seen = Seen::new();
    let commands: Vec<_> = fields
        .mappings(&file, "commands")
        .into_iter()
        .map(|node| command(&mut fields, node, &options, &mut seen))
        .collect();
    for (option, line) in &options {
        let used = commands.iter().any(|command| command.options.contains(&option.name));
        if !used && !GLOBAL.contains(&option.name.as_str()) {
            fields.report(*line, format!("no command has the option `{}`", option.name));
        }
    }
    let (mut codes, mut names) = (Seen::new(), Seen::new());
    let exit_codes = fields
        .mappings(&file, "exitCodes")
        .into_iter()
        .map(|node| exit_code(&mut fields, node, &mut codes, &mut names))
        .collect();
    Some(CommandLine {
        name: fields.name(&file, "name", Shape::Kebab),
        description: fields.text(&file, "description"),
        commands,
        options: options.into_iter().map(|(option, _)| option).collect(),
        exit_codes,
    })
}

/// All options, each with its line.
fn options(fields: &mut Fields<'_>, file: &Node) -> Vec<(CliOption, usize)> {
    let (mut names, mut letters) = (Seen::new(), Seen::new());
    let mut options = Vec::new();
    for node in fields.mappings(file, "options") {
        let option = option(fields, node);
        fields.no_duplicate(&mut names, &option.name, node.line);
        if let Some(letter) = &option.short {
            fields.no_duplicate(&mut letters, letter, node.line);
        }
        options.push((option, node.line));
    }
    options
}

fn command(fields: &mut Fields<'_>, node: &Node, known: &[(CliOption, usize)], seen: &mut Seen) -> Command {
    fields.only(node, &["name", "help", "arguments", "options"]);
    let name = fields.name(node, "name", Shape::Words);
    fields.no_duplicate(seen, &name, node.line);
    // Arguments and options become fields of one struct.
    let mut used = Seen::new();
    let mut arguments = Vec::new();
    if node.get("arguments").is_some() {
        for node in fields.mappings(node, "arguments") {
            fields.only(node, &["name", "help"]);
            let name = fields.name(node, "name", Shape::Capitals);
            fields.no_duplicate(&mut used, &names::snake(&name.to_lowercase()), node.line);
            arguments.push(Argument { name, help: fields.text(node, "help") });
        }
    }
    let mut options = Vec::new();
    for (option, line) in fields.texts(node, "options") {
        fields.no_duplicate(&mut used, &names::snake(&option), line);
        if !known.iter().any(|(known, _)| known.name == option) {
            let hint = did_you_mean(&option, known.iter().map(|(known, _)| known.name.as_str()));
            fields.report(line, format!("there is no option `{option}` under `options`{hint}"));
        }
        options.push(option);
    }
    Command { name, help: fields.text(node, "help"), arguments, options }
}

fn option(fields: &mut Fields<'_>, node: &Node) -> CliOption {
    fields.only(
        node,
        &["choices", "default", "help", "maximum", "minimum", "name", "required", "short", "type", "value"],
    );
    let kind = option_kind(fields, node);
    let value = node.get("value").map(|_| fields.name(node, "value", Shape::Capitals));
    match (&kind, &value) {
        (OptionKind::Flag, Some(_)) => {
            fields.report(node.line, "a flag has no `value`; expected a `type` too")
        }
        (OptionKind::Flag, None) | (_, Some(_)) => {}
        (_, None) => {
            fields.report(node.line, "`value` is missing: what the help calls the value of the option")
        }
    }
    let default = default(fields, node, &kind);
    let required = fields.flag(node, "required");
    if required && (default.is_some() || matches!(kind, OptionKind::Flag)) {
        fields.report(node.line, "what has a default or is a flag cannot be required");
    }
    CliOption {
        name: fields.name(node, "name", Shape::Kebab),
        short: node.get("short").map(|_| fields.name(node, "short", Shape::Letter)),
        value,
        required,
        help: fields.text(node, "help"),
        default,
        kind,
    }
}

fn option_kind(fields: &mut Fields<'_>, node: &Node) -> OptionKind {
    let word = fields.word(node, "type", &["flag", "path", "text", "choice", "integer"]).unwrap_or_default();
    for (key, owner) in [("choices", "choice"), ("minimum", "integer"), ("maximum", "integer")] {
        if let Some(value) = node.get(key).filter(|_| word != owner) {
            fields.report(value.line, format!("only options of type {owner} have `{key}`"));
        }
    }
    match word.as_str() {
        "path" => OptionKind::Path,
        "text" => OptionKind::Text,
        "choice" => OptionKind::Choice(choices(fields, node)),
        "integer" => {
            let minimum = fields.integer(node, "minimum").unwrap_or(0);
            let maximum = fields.integer(node, "maximum").unwrap_or(i64::MAX);
            if minimum > maximum {
                fields.report(node.line, format!("no number is from {minimum} to {maximum}"));
            }
            OptionKind::Integer { minimum, maximum }
        }
        _ => OptionKind::Flag,
    }
}

fn choices(fields: &mut Fields<'_>, node: &Node) -> Vec<String> {
    if node.get("choices").is_none() {
        fields.report(node.line, "`choices` is missing");
    }
    let mut seen = Seen::new();
    for (choice, line) in fields.texts(node, "choices") {
        fields.no_duplicate(&mut seen, &choice, line);
    }
    seen.into_iter().map(|(choice, _)| choice).collect()
}

fn default(fields: &mut Fields<'_>, node: &Node, kind: &OptionKind) -> Option<String> {
    let default = node.get("default")?;
    let text = default.as_str().map_or_else(|| default.to_json().to_string(), str::to_owned);
    let (fits, expected) = match kind {
        OptionKind::Choice(choices) => (choices.contains(&text), format!("one of {}", choices.join(", "))),
        OptionKind::Integer { minimum, maximum } => {
            let fits = text.parse().is_ok_and(|number: i64| (*minimum..=*maximum).contains(&number));
            (fits, format!("an integer from {minimum} to {maximum}"))
        }
        OptionKind::Path | OptionKind::Text => {
            (default.as_str().is_some_and(|text| !text.is_empty()), "a text".to_owned())
        }
        OptionKind::Flag => (false, "none, for a flag".to_owned()),
    };
    if !fits {
        let message = format!("the default violates its own type: expected {expected}, found {text}");
        fields.report(default.line, message);
    }
    Some(text)
}

fn exit_code(fields: &mut Fields<'_>, node: &Node, codes: &mut Seen, names: &mut Seen) -> ExitCode {
    fields.only(node, &["code", "name", "service", "help"]);
    let name = fields.name(node, "name", Shape::Pascal);
    fields.no_duplicate(names, &name, node.line);
    let help = fields.text(node, "help");
    let service = fields.word(node, "service", &["done", "broken", "restart"]);
    if node.get("code").is_none() {
        fields.report(node.line, "`code` is missing");
    }
    let Some(number) = fields.integer(node, "code") else {
        return ExitCode { name, code: 0, service, help };
    };
    fields.no_duplicate(codes, &number.to_string(), node.line);
    let code = u8::try_from(number).unwrap_or_else(|_| {
        fields.report(node.line, format!("exit codes go from 0 to 255, found {number}"));
        0
    });
    ExitCode { name, code, service, help }
}
