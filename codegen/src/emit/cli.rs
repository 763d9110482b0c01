//! The command line: clap types, exit codes and their reference pages.

use std::fmt::Write;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::rust;
use crate::files::Files;
use crate::model::{CliOption, Command, CommandLine, Model, OptionKind};
use crate::names;

/// Adds `src/cli.rs`, `src/exit_code.rs` and `docs/command-line.md`.
pub fn emit(model: &Model, files: &mut Files) {
    let line = &model.command_line;
    files.add("src/cli.rs", cli_module(line));
    files.add("src/exit_code.rs", exit_code_module(line));
    files.add("docs/command-line.md", page(line));
}

fn cli_module(line: &CommandLine) -> String {
    let name = &line.name;
    let doc = rust::doc(&line.description);
    let structs = line.commands.iter().map(|command| arguments_struct(line, command));
    let variants = line.commands.iter().map(|command| {
        let doc = rust::doc(&command.help);
        let variant = rust::ident(&names::pascal(&command.name));
        // By default clap names the command after the variant, with dashes.
        let name = &command.name;
        let name = name.contains(' ').then(|| quote! { #[command(name = #name)] });
        if has_arguments(command) {
            quote! { #doc #name #variant(#variant), }
        } else {
            quote! { #doc #name #variant, }
        }
    });
    let words = line.commands.iter().map(|command| {
        let variant = rust::ident(&names::pascal(&command.name));
        if has_arguments(command) {
            quote! { Self::#variant(given) => given.words(), }
        } else {
            let name = name_words(command);
            quote! { Self::#variant => #name, }
        }
    });
    let choices = line.options.iter().filter_map(choice_enum);
    let command_names = line.commands.iter().map(|command| &command.name);
    let long_options = line.options.iter().map(|option| &option.name);
    let globals = global_options(line);
    let code = quote! {
        use std::ffi::{OsStr, OsString};
        use std::path::PathBuf;

        use clap::{Args, Parser, Subcommand, ValueEnum};

        /// The names of all commands. Some are of several words, with a blank between them.
        pub const COMMANDS: &[&str] = &[#(#command_names),*];

        /// The long names of all options, without dashes.
        pub const LONG_OPTIONS: &[&str] = &[#(#long_options),*];

        #globals

        #doc
        #[derive(Debug, Parser)]
        #[command(name = #name, disable_help_flag = true, disable_help_subcommand = true, infer_long_args = true)]
        pub struct Cli {
            /// What to do.
            #[command(subcommand)]
            pub command: Command,
        }

        /// What the program can do.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            #(#variants)*
        }

        impl Command {
            /// The words that ask for this command on a command line, without the name of the program.
            /// Options that have their defaults are left out.
            #[must_use]
            pub fn words(&self) -> Vec<OsString> {
                match self {
                    #(#words)*
                }
            }
        }

        #(#structs)*

        /// Option and value in one word, so that a value never looks like an option.
        fn with_value(option: &str, value: impl AsRef<OsStr>) -> OsString {
            let mut word = OsString::from(option);
            word.push("=");
            word.push(value);
            word
        }

        #(#choices)*
    };
    rust::file("The command line, from `schemas/cli.yml`.", &code)
}

/// The options that belong to no command: each is a request by itself.
fn global_options(line: &CommandLine) -> TokenStream {
    let is_global =
        |option: &&CliOption| !line.commands.iter().any(|command| command.options.contains(&option.name));
    let globals: Vec<_> = line.options.iter().filter(is_global).collect();
    let names: Vec<_> = globals.iter().map(|option| rust::ident(&names::pascal(&option.name))).collect();
    let docs = globals.iter().map(|option| rust::doc(&option.help));
    let longs = globals.iter().map(|option| &option.name);
    let shorts = globals.iter().zip(&names).filter_map(|(option, name)| {
        let short = option.short.as_ref()?;
        Some(quote! { #short => Some(Self::#name), })
    });
    quote! {
        /// What can be asked for without a command.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum GlobalOption {
            #(#docs #names,)*
        }

        impl GlobalOption {
            /// The option with this long name, without dashes.
            #[must_use]
            pub fn long(name: &str) -> Option<Self> {
                match name {
                    #(#longs => Some(Self::#names),)*
                    _ => None,
                }
            }

            /// The option with this letter.
            #[must_use]
            pub fn short(letter: &str) -> Option<Self> {
                match letter {
                    #(#shorts)*
                    _ => None,
                }
            }
        }
    }
}

fn has_arguments(command: &Command) -> bool {
    !command.arguments.is_empty() || !command.options.is_empty()
}

fn arguments_struct(line: &CommandLine, command: &Command) -> TokenStream {
    if !has_arguments(command) {
        return TokenStream::new();
    }
    let doc = rust::doc(&format!("What `{}` takes.", command.name));
    let name = rust::ident(&names::pascal(&command.name));
    let arguments = command.arguments.iter().map(|argument| {
        let doc = rust::doc(&argument.help);
        let field = rust::ident(&names::snake(&argument.name.to_lowercase()));
        let value = &argument.name;
        quote! { #doc #[arg(value_name = #value)] pub #field: PathBuf, }
    });
    let options =
        command.options.iter().filter_map(|name| line.options.iter().find(|option| option.name == *name));
    let pushes: Vec<_> = options.clone().map(push_option).collect();
    let default = default_impl(command, &name, options.clone());
    // What is nothing or false by default needs no code of its own.
    let is_plain = options.clone().all(|option| option.default.is_none());
    let (derived, default) = match default {
        Some(_) if is_plain => (Some(quote! { Default, }), None),
        default => (None, default),
    };
    let options = options.map(option_field);
    let words = name_words(command);
    let mutable = (!pushes.is_empty() || !command.arguments.is_empty()).then(|| quote! { mut });
    let push_arguments = command.arguments.iter().map(|argument| {
        let field = rust::ident(&names::snake(&argument.name.to_lowercase()));
        quote! { words.push(self.#field.clone().into()); }
    });
    quote! {
        #doc
        #[derive(Clone, Debug, #derived Args)]
        #[command(disable_help_flag = true)]
        pub struct #name {
            #(#arguments)*
            #(#options)*
        }

        #default

        impl #name {
            fn words(&self) -> Vec<OsString> {
                let #mutable words: Vec<OsString> = #words;
                #(#push_arguments)*
                #(#pushes)*
                words
            }
        }
    }
}

/// What the command takes when nothing is given, if that is enough for it and more than nothing.
fn default_impl<'a>(
    command: &Command,
    name: &proc_macro2::Ident,
    mut options: impl Iterator<Item = &'a CliOption> + Clone,
) -> Option<TokenStream> {
    let without_default = options.clone().all(|option| option.default.is_none());
    if !command.arguments.is_empty() || options.clone().any(|option| option.required) || without_default {
        return None;
    }
    let fields = options.by_ref().map(|option| {
        let field = rust::ident(&names::snake(&option.name));
        let value = match (&option.kind, &option.default) {
            (OptionKind::Flag, _) => quote! { false },
            (_, None) => quote! { None },
            (OptionKind::Path | OptionKind::Text, Some(text)) => quote! { #text.into() },
            (OptionKind::Integer { .. }, Some(text)) => {
                let number = Literal::i64_unsuffixed(text.parse().unwrap_or_default());
                quote! { #number }
            }
            (OptionKind::Choice(_), Some(text)) => {
                let choice = rust::ident(&names::pascal(&option.name));
                let variant = rust::ident(&names::pascal(text));
                quote! { #choice::#variant }
            }
        };
        quote! { #field: #value, }
    });
    Some(quote! {
        impl Default for #name {
            fn default() -> Self {
                Self { #(#fields)* }
            }
        }
    })
}

fn name_words(command: &Command) -> TokenStream {
    let words = command.name.split(' ');
    quote! { vec![#(#words.into()),*] }
}

/// Adds the option to `words`, where it says something.
fn push_option(option: &CliOption) -> TokenStream {
    let field = rust::ident(&names::snake(&option.name));
    let flag = format!("--{}", option.name);
    let text = match &option.kind {
        OptionKind::Flag => return quote! { if self.#field { words.push(#flag.into()); } },
        OptionKind::Path | OptionKind::Text => quote! { value },
        OptionKind::Integer { .. } => quote! { value.to_string() },
        OptionKind::Choice(_) => quote! { value.name() },
    };
    let push = quote! { words.push(with_value(#flag, #text)); };
    match &option.default {
        None if option.required => quote! { let value = &self.#field; #push },
        None => quote! { if let Some(value) = &self.#field { #push } },
        Some(default) => {
            let value = match &option.kind {
                OptionKind::Path => quote! { value.as_os_str() },
                OptionKind::Text => quote! { value },
                _ => text,
            };
            quote! { let value = &self.#field; if #value != #default { #push } }
        }
    }
}

fn option_field(option: &CliOption) -> TokenStream {
    let doc = rust::doc(&option.help);
    let field = rust::ident(&names::snake(&option.name));
    let long = &option.name;
    let value = option.value.as_ref().map(|value| quote! { , value_name = #value });
    let default = option.default.as_ref().map(|default| quote! { , default_value = #default });
    let kind = match &option.kind {
        OptionKind::Flag => quote! { bool },
        OptionKind::Path => quote! { PathBuf },
        OptionKind::Text => quote! { String },
        OptionKind::Choice(_) => {
            let name = rust::ident(&names::pascal(&option.name));
            quote! { #name }
        }
        OptionKind::Integer { maximum, .. } if *maximum <= i64::from(u16::MAX) => quote! { u16 },
        OptionKind::Integer { .. } => quote! { u64 },
    };
    let range = match &option.kind {
        OptionKind::Integer { minimum, maximum } => {
            // Bare literals: clap's ranges are of i64 or u64, as the type wants.
            let (minimum, maximum) = (Literal::i64_unsuffixed(*minimum), Literal::i64_unsuffixed(*maximum));
            quote! { , value_parser = clap::value_parser!(#kind).range(#minimum..=#maximum) }
        }
        OptionKind::Choice(_) => quote! { , value_enum },
        _ => TokenStream::new(),
    };
    let always = option.required || option.default.is_some() || matches!(option.kind, OptionKind::Flag);
    let kind = if always {
        kind
    } else {
        quote! { Option<#kind> }
    };
    quote! { #doc #[arg(long = #long #value #default #range)] pub #field: #kind, }
}

fn choice_enum(option: &CliOption) -> Option<TokenStream> {
    let OptionKind::Choice(choices) = &option.kind else { return None };
    let doc = rust::doc(&option.help);
    let name = rust::ident(&names::pascal(&option.name));
    let variants = choices.iter().map(|choice| {
        let doc = rust::doc(&format!("`{choice}`"));
        let variant = rust::ident(&names::pascal(choice));
        quote! { #doc #[value(name = #choice)] #variant, }
    });
    let names = choices.iter().map(|choice| {
        let variant = rust::ident(&names::pascal(choice));
        quote! { Self::#variant => #choice, }
    });
    Some(quote! {
        #doc
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub enum #name {
            #(#variants)*
        }

        impl #name {
            /// The word on the command line.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    #(#names)*
                }
            }
        }
    })
}

fn exit_code_module(line: &CommandLine) -> String {
    let variants = line.exit_codes.iter().map(|exit_code| {
        let doc = rust::doc(&exit_code.help);
        let name = rust::ident(&exit_code.name);
        let code = exit_code.code;
        quote! { #doc #name = #code, }
    });
    let all = line.exit_codes.iter().map(|exit_code| rust::ident(&exit_code.name));
    let services = line.exit_codes.iter().map(|exit_code| {
        let name = rust::ident(&exit_code.name);
        let service = exit_code.service.as_ref().map_or_else(
            || quote! { None },
            |service| {
                let service = rust::ident(&names::pascal(service));
                quote! { Some(Service::#service) }
            },
        );
        quote! { Self::#name => #service, }
    });
    let code = quote! {
        /// What a service manager makes of it when the worker ends.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Service {
            /// The worker is done: it is not to be started again.
            Done,
            /// Starting the worker again is useless until somebody has mended something.
            Broken,
            /// The worker is to be started again.
            Restart,
        }

        /// Why the program ended.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum ExitCode {
            #(#variants)*
        }

        impl ExitCode {
            /// The number that the operating system is given.
            #[must_use]
            pub const fn code(self) -> u8 {
                self as u8
            }

            /// All of them.
            /// All exit codes.
            pub const ALL: &[Self] = &[#(Self::#all),*];

            /// What a service manager makes of it, if `run` can end with it.
            #[must_use]
            pub const fn service(self) -> Option<Service> {
                match self {
                    #(#services)*
                }
            }
        }

        impl From<ExitCode> for std::process::ExitCode {
            fn from(exit_code: ExitCode) -> Self {
                Self::from(exit_code.code())
            }
        }
    };
    rust::file("Exit codes, from `schemas/cli.yml`.", &code)
}

fn page(line: &CommandLine) -> String {
    let mut page = String::from("<!-- Written by `cargo codegen` from schemas/cli.yml. Do not edit. -->\n\n");
    let _ = writeln!(page, "# Command line\n\n{}\n\n## Commands\n", line.description);
    for command in &line.commands {
        let _ = writeln!(
            page,
            "### {}\n\n```\n{}\n```\n\n{}\n",
            command.name,
            synopsis(line, command),
            command.help
        );
        for argument in &command.arguments {
            let _ = writeln!(page, "- `{}`: {}", argument.name, argument.help);
        }
        for option in
            command.options.iter().filter_map(|name| line.options.iter().find(|known| known.name == *name))
        {
            let default =
                option.default.as_ref().map(|text| format!(" Default: `{text}`.")).unwrap_or_default();
            let choices = match &option.kind {
                OptionKind::Choice(choices) => format!(" One of `{}`.", choices.join("`, `")),
                _ => String::new(),
            };
            let _ = writeln!(page, "- `{}`: {}{choices}{default}", spelling(option), option.help);
        }
        page.push('\n');
    }
    page.push_str("## Exit codes\n\n| Code | Name | As a service | Meaning |\n|---|---|---|---|\n");
    for exit_code in &line.exit_codes {
        let service = match exit_code.service.as_deref() {
            Some("done") => "has ended",
            Some("restart") => "is started again",
            Some(_) => "has failed, is not started again",
            None => "",
        };
        let _ =
            writeln!(page, "| {} | {} | {service} | {} |", exit_code.code, exit_code.name, exit_code.help);
    }
    page.replace("\n\n\n", "\n\n")
}

/// How `command` is called, on one line.
#[must_use]
pub fn synopsis(line: &CommandLine, command: &Command) -> String {
    let mut text = format!("{} {}", line.name, command.name);
    for argument in &command.arguments {
        let _ = write!(text, " {}", argument.name);
    }
    for option in
        command.options.iter().filter_map(|name| line.options.iter().find(|known| known.name == *name))
    {
        let spelling = spelling(option);
        let _ = if option.required { write!(text, " {spelling}") } else { write!(text, " [{spelling}]") };
    }
    text
}

/// `--config CONFIG-FILE`
#[must_use]
pub fn spelling(option: &CliOption) -> String {
    option
        .value
        .as_ref()
        .map_or_else(|| format!("--{}", option.name), |value| format!("--{} {value}", option.name))
}
