//! Property lists in XML, as launchd reads them.

/// What every property list begins with.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
"#;

/// A value in a property list.
#[derive(Debug)]
pub(super) enum Value {
    Text(String),
    Integer(i64),
    Boolean(bool),
    List(Vec<Value>),
    Dictionary(Vec<(&'static str, Value)>),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }
}

/// The file that holds `value`.
pub(super) fn document(value: &Value) -> String {
    let mut out = String::from(HEAD);
    write(&mut out, value, 0);
    out.push_str("</plist>\n");
    out
}

fn write(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Text(text) => line(out, depth, &format!("<string>{}</string>", escaped(text))),
        Value::Integer(number) => line(out, depth, &format!("<integer>{number}</integer>")),
        Value::Boolean(true) => line(out, depth, "<true/>"),
        Value::Boolean(false) => line(out, depth, "<false/>"),
        Value::List(values) => {
            line(out, depth, "<array>");
            values.iter().for_each(|value| write(out, value, depth + 1));
            line(out, depth, "</array>");
        }
        Value::Dictionary(entries) => {
            line(out, depth, "<dict>");
            for (key, value) in entries {
                line(out, depth + 1, &format!("<key>{}</key>", escaped(key)));
                write(out, value, depth + 1);
            }
            line(out, depth, "</dict>");
        }
    }
}

fn line(out: &mut String, depth: usize, text: &str) {
    out.push_str(&"  ".repeat(depth));
    out.push_str(text);
    out.push('\n');
}

/// `text` as XML. Control characters, which XML has no way to write, must not be in it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_nested_and_escaped() {
        let list = vec![Value::Integer(-1), Value::Boolean(true), Value::Boolean(false)];
        let value = Value::Dictionary(vec![("a&b", "<\"'&amp;>".into()), ("list", Value::List(list))]);
        let text = document(&value);
        let body = text.strip_prefix(HEAD).expect("begins as every property list");
        assert_eq!(
            body,
            "<dict>\n  <key>a&amp;b</key>\n  <string>&lt;\"'&amp;amp;&gt;</string>\n  <key>list</key>\n  <array>\n    \
             <integer>-1</integer>\n    <true/>\n    <false/>\n  </array>\n</dict>\n</plist>\n"
        );
    }
}
