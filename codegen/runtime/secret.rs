//! Values that must not be printed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A value that is never printed: `Debug` and `Display` write a mask of fixed width, and so does serialisation.
///
/// [`Secret::expose`] is the only way to the value, so that a search for it finds every use.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<T>(T);

const MASK: &str = "*************";

impl<T> Secret<T> {
    /// Hides `value`.
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The hidden value. Whoever takes it answers for where it goes.
    #[must_use]
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl<T> fmt::Display for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// Whether a secret is set at all is no secret: an empty one is written as it is.
impl Serialize for Secret<String> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if self.0.is_empty() { "" } else { MASK })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Secret<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

/// A secret text that crosses the wire: `Debug` and `Display` mask it, but it is sent and received as it is.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct WireSecret(String);

impl WireSecret {
    /// The hidden text. Whoever takes it answers for where it goes.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for WireSecret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<WireSecret> for Secret<String> {
    fn from(secret: WireSecret) -> Self {
        Self(secret.0)
    }
}

impl fmt::Debug for WireSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl fmt::Display for WireSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

impl Serialize for WireSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_masked_however_it_is_printed() {
        let secret = Secret::new("s3cr3t".to_owned());
        let printed = format!("{secret} {secret:?} {}", serde_json::json!({ "key": secret }));
        assert!(!printed.contains("s3cr3t"), "{printed}");
        assert_eq!(secret.expose(), "s3cr3t");
    }

    #[test]
    fn a_wire_secret_is_sent_as_it_is() {
        let secret = WireSecret::from("s3cr3t".to_owned());
        assert!(!format!("{secret} {secret:?}").contains("s3cr3t"));
        assert_eq!(serde_json::json!(secret), "s3cr3t");
    }
}
