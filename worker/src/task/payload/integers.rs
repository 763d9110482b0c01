//! Whole numbers, which JSON may write with a fraction of zero or an exponent.

use serde_json::{Number, Value};

use super::excerpt::excerpt;
use super::violation::{Located, Step, Violation};

/// Floating-point numbers from this one on no longer fit in 64 bits.
const TOO_LARGE: f64 = 18_446_744_073_709_551_616.0;

/// Rewrites each whole number that is written as a fraction (`10.0`, `1e3`) as an integer, if 64 bits can hold it.
pub(super) fn normalise(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(whole) = whole(number) {
                *number = whole;
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(normalise),
        Value::Object(members) => members.values_mut().for_each(normalise),
        _ => {}
    }
}

/// `number` as an integer, unless it is one already or cannot be one.
fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    if float.fract() != 0.0 {
        return None;
    }
    if (0.0..TOO_LARGE).contains(&float) {
        // Within the range of the type, a whole number is converted exactly.
        Some((float as u64).into())
    } else if (-TOO_LARGE / 2.0..0.0).contains(&float) {
        Some((float as i64).into())
    } else {
        None
    }
}

/// The whole numbers in `value` that 64 bits cannot hold.
pub(super) fn too_large(value: &Value) -> Vec<Violation> {
    let mut found = Vec::new();
    collect(value, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Value, steps: &mut Vec<Step>, found: &mut Vec<Violation>) {
    match value {
        Value::Number(number)
            if number.is_f64() && number.as_f64().is_some_and(|float| float.fract() == 0.0) =>
        {
            let expected = "Must be a whole number that fits in 64 bits".to_owned();
            found.push(Located::new(steps.clone(), expected, Some(excerpt(value)), None).violation);
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                steps.push(Step::Element(index));
                collect(element, steps, found);
                steps.pop();
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                steps.push(Step::Property(name.clone()));
                collect(member, steps, found);
                steps.pop();
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn normalised(text: &str) -> String {
        let mut value: Value = serde_json::from_str(text).expect("JSON");
        normalise(&mut value);
        value.to_string()
    }

    #[test]
    fn whole_numbers_become_integers() {
        for (given, expected) in [
            ("10.0", "10"),
            ("1e3", "1000"),
            ("-0.0", "0"),
            ("-2.0", "-2"),
            ("18446744073709549568.0", "18446744073709549568"),
            ("-9223372036854775808.0", "-9223372036854775808"),
            (r#"{"a":[1.0,{"b":2.0}]}"#, r#"{"a":[1,{"b":2}]}"#),
        ] {
            assert_eq!(normalised(given), expected);
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in ["1.5", "1e+30", "-1e+30", "18446744073709551615", "\"10.0\"", "null"] {
            assert_eq!(normalised(text), text);
        }
    }

    #[test]
    fn numbers_beyond_64_bits_are_found() {
        let found = too_large(&json!({"a": [1, 1e30], "b": 0.5, "c": -1e30}));
        let printed: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(
            printed,
            [
                "a.1: Must be a whole number that fits in 64 bits; found 1e+30",
                "c: Must be a whole number that fits in 64 bits; found -1e+30"
            ]
        );
    }

    proptest! {
        #[test]
        fn never_changes_a_value(float in any::<f64>()) {
            let mut value = json!(float);
            normalise(&mut value);
            prop_assert!(value.is_null() || value.as_f64() == Some(float));
        }
    }
}
