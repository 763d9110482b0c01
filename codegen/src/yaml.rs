//! YAML with line numbers and key order, read strictly: a duplicate key is a mistake, not a silent override.

use std::path::Path;

use saphyr::Scalar;
use saphyr_parser::{Event, Parser, Span};
use serde_json::{Map, Value};

use crate::diagnostics::Diagnostics;

/// A YAML value and the line it starts on, counted from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where it stands.
    pub line: usize,
    /// What it is.
    pub data: Data,
}

/// The kinds of YAML value that a schema can hold.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// `null` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(String),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// Its text.
    pub name: String,
}

impl Node {
    /// What kind of value this is, for messages.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.data {
            Data::Null => "nothing",
            Data::Bool(_) => "a boolean",
            Data::Integer(_) => "an integer",
            Data::Float(_) => "a number",
            Data::String(_) => "a string",
            Data::Sequence(_) => "a list",
            Data::Mapping(_) => "a mapping",
        }
    }

    /// The value under `key`, when this is a mapping that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(found, _)| found.name == key).map(|(_, node)| node)
    }

    /// The entries of a mapping; empty for everything else.
    #[must_use]
    pub fn entries(&self) -> &[(Key, Self)] {
        match &self.data {
            Data::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; empty for everything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.data {
            Data::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The text of a string; `None` for everything else.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a boolean; `None` for everything else.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The same value as JSON. Key order is lost.
    #[must_use]
    pub fn to_json(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Bool(value) => (*value).into(),
            Data::Integer(value) => (*value).into(),
            Data::Float(value) => (*value).into(),
            Data::String(text) => text.as_str().into(),
            Data::Sequence(items) => items.iter().map(Self::to_json).collect(),
            Data::Mapping(entries) => {
                let members = entries.iter().map(|(key, node)| (key.name.clone(), node.to_json()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// Reads `text`, the content of `file`, as one YAML document. `None` when it is no YAML at all.
pub fn parse(file: &Path, text: &str, diagnostics: &mut Diagnostics) -> Option<Node> {
    let events: Result<Vec<_>, _> = Parser::new_from_str(text).collect();
    match events {
        Ok(events) => Builder { events: events.into_iter(), file, diagnostics }.document(),
        Err(error) => {
            let message = format!("not YAML: {}", error.info());
            diagnostics.report(file, error.marker().line(), message);
            None
        }
    }
}

struct Builder<'a, I> {
    events: I,
    file: &'a Path,
    diagnostics: &'a mut Diagnostics,
}

impl<'input, I: Iterator<Item = (Event<'input>, Span)>> Builder<'_, I> {
    fn document(mut self) -> Option<Node> {
        loop {
            let (event, span) = self.events.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
                Event::StreamEnd | Event::DocumentEnd => return None,
                value => return Some(self.node(value, &span)),
            }
        }
    }

    fn node(&mut self, event: Event<'input>, span: &Span) -> Node {
        let line = span.start.line();
        let data = match event {
            Event::Scalar(text, style, _, tag) => {
                match Scalar::parse_from_cow_and_metadata(text, style, tag.as_ref()) {
                    Some(Scalar::Boolean(value)) => Data::Bool(value),
                    Some(Scalar::Integer(value)) => Data::Integer(value),
                    Some(Scalar::FloatingPoint(value)) => Data::Float(value.into_inner()),
                    Some(Scalar::String(text)) => Data::String(text.into_owned()),
                    Some(Scalar::Null) | None => Data::Null,
                }
            }
            Event::SequenceStart(..) => self.sequence(),
            Event::MappingStart(..) => self.mapping(),
            _ => {
                self.diagnostics.report(
                    self.file,
                    line,
                    "anchors and aliases are not used in schemas: use $ref",
                );
                Data::Null
            }
        };
        Node { line, data }
    }

    fn sequence(&mut self) -> Data {
        let mut items = Vec::new();
        while let Some((event, span)) = self.events.next() {
            if event == Event::SequenceEnd {
                break;
            }
            items.push(self.node(event, &span));
        }
        Data::Sequence(items)
    }

    fn mapping(&mut self) -> Data {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        while let Some((event, span)) = self.events.next() {
            if event == Event::MappingEnd {
                break;
            }
            let line = span.start.line();
            let name = match event {
                Event::Scalar(text, ..) => text.into_owned(),
                other => {
                    self.node(other, &span);
                    self.diagnostics.report(self.file, line, "a key must be plain text");
                    String::new()
                }
            };
            let Some((event, span)) = self.events.next() else { break };
            let node = self.node(event, &span);
            if let Some((first, _)) = entries.iter().find(|(key, _)| key.name == name) {
                let message =
                    format!("`{name}` stands here a second time; the first is on line {}", first.line);
                self.diagnostics.report(self.file, line, message);
            } else {
                entries.push((Key { line, name }, node));
            }
        }
        Data::Mapping(entries)
    }
}
