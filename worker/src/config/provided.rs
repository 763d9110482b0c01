//! Settings that a cloud provider gives, under those of the file.

use serde_json::{Map, Value};

/// Settings that a cloud provider gives, from the weakest to the strongest.
#[derive(Clone, Default, PartialEq)]
pub struct Provided(Vec<(&'static str, Map<String, Value>)>);

/// Some of them are secrets: only the sources are shown.
impl std::fmt::Debug for Provided {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(source, _)| source)).finish()
    }
}

impl Provided {
    /// Adds `settings`, by name, which count more than all that were added before. `source` says where they are from.
    pub fn add(&mut self, source: &'static str, settings: Map<String, Value>) {
        self.0.push((source, settings));
    }

    /// All of them, one after the other: the number of the layer from 1, the source, the name, the value.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, &'static str, &String, &Value)> {
        let layers = self.0.iter().enumerate();
        layers.flat_map(|(index, (source, settings))| {
            settings.iter().map(move |(name, value)| (index + 1, *source, name, value))
        })
    }
}
