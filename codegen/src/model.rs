//! What the schemas say, free of how they are written: the only thing that emitters see.

use std::collections::BTreeMap;

use serde_json::Value;

/// Marks a property that only deployments with a root URL send: it is optional in Rust whatever the schema requires.
pub const EXTENSION_SINCE: &str = "x-since";

/// Marks a string that must not be printed: `crate::WireSecret` in Rust.
pub const EXTENSION_SECRET: &str = "x-secret";

/// JSON Schemas by type name; references between them have the form `#/definitions/Name`.
pub type Definitions = BTreeMap<String, Value>;

/// Everything that `schemas/` says.
#[derive(Debug)]
pub struct Model {
    /// `schemas/payload/`
    pub payload: Payload,
    /// `schemas/api/`, by name of the service.
    pub services: Vec<Service>,
    /// `schemas/documents/`, by name of the file.
    pub documents: Vec<Document>,
    /// `schemas/config.yml`
    pub config: Config,
    /// `schemas/cli.yml`
    pub command_line: CommandLine,
    /// `schemas/features.yml`
    pub features: Features,
}

/// The task payloads.
#[derive(Debug)]
pub struct Payload {
    /// What the platforms share.
    pub common: Definitions,
    /// One payload for each platform.
    pub platforms: Vec<PlatformPayload>,
}

/// The task payload of one platform.
#[derive(Debug)]
pub struct PlatformPayload {
    /// `linux`, `macos` or `windows`
    pub platform: String,
    /// The payload itself, with the platform's own definitions inside.
    pub schema: Value,
    /// The platform's own definitions; all others are in [`Payload::common`].
    pub own: Definitions,
}

/// A file or a message that the worker writes or reads.
#[derive(Debug)]
pub struct Document {
    /// The name of the schema file, such as `chain-of-trust`.
    pub name: String,
    /// The document itself, with its definitions inside.
    pub schema: Value,
    /// Its definitions.
    pub definitions: Definitions,
}

/// A Taskcluster service.
#[derive(Debug)]
pub struct Service {
    /// Its name, such as `purge-cache`.
    pub name: String,
    /// The version of its API, such as `v1`.
    pub version: String,
    /// The path below the root URL, such as `/api/purge-cache/v1`.
    pub base_path: String,
    /// What it is for.
    pub description: String,
    /// Path parameters that are more than a name.
    pub parameters: Vec<Parameter>,
    /// What it offers, in the order of the file.
    pub operations: Vec<Operation>,
    /// The types of its requests and answers.
    pub definitions: Definitions,
}

/// A path parameter that is more than a name.
#[derive(Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Whether its value must not be printed.
    pub secret: bool,
    /// Whether its value, which has a slash in it, is two segments of the path on deployments of 2018.
    pub two_segments_in_2018: bool,
}

/// One operation of a service.
#[derive(Debug)]
pub struct Operation {
    /// Its name, such as `claimWork`.
    pub name: String,
    /// How it is called.
    pub method: Method,
    /// The route, with `<name>` for each path parameter.
    pub route: String,
    /// The path parameters, in the order of the route.
    pub args: Vec<String>,
    /// The query parameters, all of them optional.
    pub query: Vec<String>,
    /// The type of the request body.
    pub input: Option<String>,
    /// The type of the answer.
    pub output: Option<String>,
    /// The scopes that it needs.
    pub scopes: Option<Scopes>,
    /// A phrase that says what it does.
    pub summary: String,
    /// What a caller must know.
    pub description: String,
}

/// HTTP methods that operations use.
#[derive(Clone, Copy, Debug)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `DELETE`
    Delete,
}

/// Which scopes an operation needs.
#[derive(Debug)]
pub enum Scopes {
    /// One scope.
    Scope(String),
    /// All of these.
    AllOf(Vec<Scopes>),
    /// One of these.
    AnyOf(Vec<Scopes>),
    /// One scope for each value of a list.
    ForEach {
        /// The scope, with `<variable>` in it.
        template: String,
        /// The variable.
        variable: String,
        /// The list parameter.
        list: String,
    },
    /// Needed only when a parameter is true.
    If {
        /// The parameter.
        parameter: String,
        /// What is then needed.
        then: Box<Scopes>,
        /// What is needed when it is false; nothing without it.
        otherwise: Option<Box<Scopes>>,
    },
}

impl Method {
    /// The method as it stands in an HTTP request line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// `schemas/config.yml`
#[derive(Debug)]
pub struct Config {
    /// The title of the published schema.
    pub title: String,
    /// What the file is, for the published schema and the reference page.
    pub description: String,
    /// All settings, in the order of the file.
    pub settings: Vec<Setting>,
}

/// One setting.
#[derive(Debug)]
pub struct Setting {
    /// The key in the configuration file.
    pub name: String,
    /// Other spellings that are accepted.
    pub aliases: Vec<String>,
    /// What values it takes.
    pub kind: Kind,
    /// Its value where the file has none.
    pub default: DefaultValue,
    /// Another default for configurations of 2018.
    pub default_in_2018: Option<Default2018>,
    /// Its default where each task has a user of its own.
    pub default_with_task_users: Option<DefaultValue>,
    /// Whether it must have a value.
    pub required: Required,
    /// Whether its value must not be printed.
    pub secret: bool,
    /// The first version that knew it.
    pub since: String,
    /// Which era knows it.
    pub era: Era,
    /// Whether a file that has it, and no root URL, is one of 2018.
    pub tells_2018: bool,
    /// The environment variable that gives its value where the file does not.
    pub env: Option<String>,
    /// What it is for.
    pub help: String,
}

/// What values a setting takes.
#[derive(Debug)]
pub enum Kind {
    /// Any text.
    String,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer {
        /// The smallest value.
        minimum: i64,
        /// The largest value; `i64::MAX` where there is no limit.
        maximum: i64,
    },
    /// An IPv4 or IPv6 address, or nothing.
    Ip,
    /// An http or https URL, or nothing.
    Url,
    /// A path of a file or folder.
    Path,
    /// Any JSON object.
    Object,
}

/// A default.
#[derive(Debug)]
pub enum DefaultValue {
    /// The same on all platforms.
    Same(Value),
    /// One for each platform.
    PerPlatform {
        /// On Linux.
        linux: Value,
        /// On macOS.
        macos: Value,
        /// On Windows.
        windows: Value,
    },
}

/// A default for configurations of 2018.
#[derive(Debug)]
pub enum Default2018 {
    /// This value.
    Value(Value),
    /// What the worker computes; the text says what.
    Computed(String),
}

/// Whether a setting must have a value that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// It need not.
    Never,
    /// It must.
    Always,
    /// It must in a configuration of today.
    Today,
    /// It must in a configuration of 2018.
    Only2018,
}

/// Which era knows a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Era {
    /// Both, or it is our own.
    Both,
    /// Today's worker only.
    Today,
    /// That of 2018 only.
    Only2018,
}

/// `schemas/cli.yml`
#[derive(Debug)]
pub struct CommandLine {
    /// The name of the program.
    pub name: String,
    /// What the program is.
    pub description: String,
    /// Its commands, in the order of the help.
    pub commands: Vec<Command>,
    /// All options of all commands.
    pub options: Vec<CliOption>,
    /// What its exit codes mean.
    pub exit_codes: Vec<ExitCode>,
}

/// One command.
#[derive(Debug)]
pub struct Command {
    /// Its name: one or more words.
    pub name: String,
    /// What it does.
    pub help: String,
    /// Its arguments, all of them required.
    pub arguments: Vec<Argument>,
    /// The names of its options.
    pub options: Vec<String>,
}

/// A positional argument.
#[derive(Debug)]
pub struct Argument {
    /// Its name in capitals.
    pub name: String,
    /// What it is.
    pub help: String,
}

/// One option.
#[derive(Debug)]
pub struct CliOption {
    /// Its long name, without dashes.
    pub name: String,
    /// Its one-letter name.
    pub short: Option<String>,
    /// The name of its value in the help.
    pub value: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// What it does.
    pub help: String,
    /// Its value where it is not given.
    pub default: Option<String>,
    /// What values it takes.
    pub kind: OptionKind,
}

/// What values an option takes.
#[derive(Debug)]
pub enum OptionKind {
    /// None.
    Flag,
    /// A path.
    Path,
    /// Any text.
    Text,
    /// One of these words.
    Choice(Vec<String>),
    /// A whole number.
    Integer {
        /// The smallest value.
        minimum: i64,
        /// The largest value.
        maximum: i64,
    },
}

/// One exit code.
#[derive(Debug)]
pub struct ExitCode {
    /// Its name in Rust.
    pub name: String,
    /// The number.
    pub code: u8,
    /// What a service manager makes of it, if it is one of `run`.
    pub service: Option<String>,
    /// What it means.
    pub help: String,
}

/// `schemas/features.yml`
#[derive(Debug)]
pub struct Features {
    /// What features are, for the reference page.
    pub description: String,
    /// All features, in the order of the file.
    pub features: Vec<Feature>,
}

/// Something that a task can ask for beside its commands.
#[derive(Debug)]
pub struct Feature {
    /// Its name in Rust.
    pub name: String,
    /// The name under which logs and messages speak of it.
    pub title: String,
    /// Whether tasks have it that do not turn it off.
    pub on_by_default: bool,
    /// The boolean setting that turns it on and off.
    pub setting: Option<String>,
    /// The scopes that a task needs.
    pub scopes: Vec<FeatureScope>,
    /// The artifacts that only the feature itself may publish.
    pub artifacts: Vec<String>,
    /// The first version that knew it.
    pub since: String,
    /// What it does.
    pub help: String,
}

/// A scope that a task needs for a feature.
#[derive(Debug)]
pub struct FeatureScope {
    /// The name of the function that builds it.
    pub name: String,
    /// The scope, with its parameters in angle brackets.
    pub template: String,
    /// The parameters, in their order.
    pub parameters: Vec<String>,
    /// What it is needed for: a phrase.
    pub needed_for: String,
}
