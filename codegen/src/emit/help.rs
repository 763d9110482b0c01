//! The help text, in the layout that generic-worker's `--help` has always had.

use std::fmt::Write;

use quote::quote;
use serde_json::Value;

use super::cli::spelling;
use crate::emit::rust;
use crate::files::Files;
use crate::model::{CommandLine, Default2018, DefaultValue, Model, OptionKind, Required, Setting};

/// The column in which explanations begin.
const COLUMN: usize = 44;
/// The widest line.
const WIDTH: usize = 90;

/// Adds `help/generic-worker.txt` and `src/help.rs`, which embeds it.
pub fn emit(model: &Model, files: &mut Files) {
    files.add("help/generic-worker.txt", text(model));
    files.add("help/usage.txt", usage(&model.command_line));
    let code = quote! {
        /// What `--help` prints below the line with the version.
        pub const HELP: &str = include_str!("../help/generic-worker.txt");

        /// The part of the help that says how the program is called.
        pub const USAGE: &str = include_str!("../help/usage.txt");
    };
    files.add("src/help.rs", rust::file("The help text.", &code));
}

fn text(model: &Model) -> String {
    let line = &model.command_line;
    let mut out = String::new();
    paragraph(&mut out, &line.description, 0);
    out.push('\n');
    out.push_str(&usage(line));
    out.push_str("\n  Targets:\n");
    for command in &line.commands {
        entry(&mut out, &format!("    {}", command.name), &command.help, COLUMN);
    }
    out.push_str("\n  Options:\n");
    for option in &line.options {
        let short = option.short.as_ref().map(|short| format!("-{short}, ")).unwrap_or_default();
        let default = option.default.as_ref().map(|text| format!("\n[default: {text}]")).unwrap_or_default();
        let choices = match &option.kind {
            OptionKind::Choice(choices) => format!("\n[one of: {}]", choices.join(", ")),
            _ => String::new(),
        };
        entry(
            &mut out,
            &format!("    {short}{}", spelling(option)),
            &format!("{}{choices}{default}", option.help),
            COLUMN,
        );
    }
    configuration(&mut out, model);
    out.push_str("\n  Exit Codes:\n\n");
    for exit_code in &line.exit_codes {
        entry(&mut out, &format!("    {}", exit_code.code), &exit_code.help, 11);
    }
    out
}

fn usage(line: &CommandLine) -> String {
    let mut out = String::from("  Usage:\n");
    for command in &line.commands {
        let mut words = vec![format!("    {} {}", line.name, command.name)];
        words.extend(command.arguments.iter().map(|argument| argument.name.clone()));
        let options = line.options.iter().filter(|option| command.options.contains(&option.name));
        words.extend(options.map(|option| {
            let spelling = spelling(option);
            if option.required { spelling } else { format!("[{spelling}]") }
        }));
        push_wrapped(&mut out, &words, 6 + line.name.len() + command.name.len());
    }
    for flag in ["help", "version", "short-version"] {
        let _ = writeln!(out, "    {} --{flag}", line.name);
    }
    out
}

fn configuration(out: &mut String, model: &Model) {
    out.push_str("\n  Configuring the generic worker:\n\n");
    paragraph(out, &model.config.description, 4);
    out.push_str("\n        ** REQUIRED ** properties\n        =========================\n\n");
    let is_required = |setting: &&Setting| setting.required != Required::Never && has_no_default(setting);
    for setting in model.config.settings.iter().filter(is_required) {
        property(out, setting);
    }
    out.push_str("\n        ** OPTIONAL ** properties\n        =========================\n\n");
    for setting in model.config.settings.iter().filter(|setting| !is_required(setting)) {
        property(out, setting);
    }
}

fn property(out: &mut String, setting: &Setting) {
    let mut help = setting.help.clone();
    if !has_no_default(setting) {
        let _ = write!(help, "\n[default: {}]", default_text(&setting.default));
    }
    if let Some(default) = &setting.default_with_task_users {
        let _ = write!(help, "\n[default with task users: {}]", default_text(default));
    }
    match &setting.default_in_2018 {
        Some(Default2018::Value(value)) => {
            let _ = write!(help, "\n[default in a configuration of 2018: {}]", shown(value));
        }
        Some(Default2018::Computed(text)) => {
            let _ = write!(help, "\n[default in a configuration of 2018: {text}]");
        }
        None => {}
    }
    entry(out, &format!("          {}", setting.name), &help, COLUMN);
}

fn has_no_default(setting: &Setting) -> bool {
    matches!(&setting.default, DefaultValue::Same(value) if value == "" || value.is_null())
}

fn default_text(default: &DefaultValue) -> String {
    match default {
        DefaultValue::Same(value) => shown(value),
        DefaultValue::PerPlatform { linux, macos, windows } => {
            format!("{} on Linux, {} on macOS, {} on Windows", shown(linux), shown(macos), shown(windows))
        }
    }
}

fn shown(value: &Value) -> String {
    match value.as_str() {
        Some("") => "none".to_owned(),
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
}

/// A name on the left, its explanation on the right, beginning in `column`.
fn entry(out: &mut String, name: &str, text: &str, column: usize) {
    let lines: Vec<String> = text.lines().flat_map(|line| wrapped(line, WIDTH - column)).collect();
    let mut lines = lines.iter();
    if name.len() < column {
        let first = lines.next().map(String::as_str).unwrap_or_default();
        let _ = writeln!(out, "{}", format!("{name:column$}{first}").trim_end());
    } else {
        let _ = writeln!(out, "{name}");
    }
    for line in lines {
        let _ = writeln!(out, "{:column$}{line}", "");
    }
}

fn paragraph(out: &mut String, text: &str, indent: usize) {
    for line in wrapped(text, WIDTH - indent) {
        let _ = writeln!(out, "{:indent$}{line}", "");
    }
}

/// `words` in lines of at most [`WIDTH`] characters; all but the first are indented.
fn push_wrapped(out: &mut String, words: &[String], indent: usize) {
    let mut line = String::new();
    for word in words {
        if !line.is_empty() && line.len() + 1 + word.len() > WIDTH {
            let _ = writeln!(out, "{line}");
            line = " ".repeat(indent - 1);
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let _ = writeln!(out, "{line}");
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.len() + 1 + word.len() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_stand_in_their_column_and_wrap() {
        let mut out = String::new();
        entry(&mut out, "  name", &"word ".repeat(12), 44);
        let lines: Vec<_> = out.lines().collect();
        assert_eq!(lines[0], format!("  name{}{}", " ".repeat(38), ["word"; 9].join(" ")));
        assert_eq!(lines[1], format!("{}word word word", " ".repeat(44)));
    }

    #[test]
    fn a_long_name_gets_a_line_of_its_own() {
        let mut out = String::new();
        entry(&mut out, &"n".repeat(50), "text", 44);
        assert_eq!(out.lines().nth(1), Some(format!("{}text", " ".repeat(44)).as_str()));
    }
}
