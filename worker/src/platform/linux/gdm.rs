//! The part of GDM's configuration that says who is logged in when the machine starts.
//!
//! Pure functions over the text of `custom.conf` (or `daemon.conf`). Whatever is not about automatic login stays as it is,
//! comments and odd lines included, and what somebody else had set comes back when ours is removed.

/// The section that the settings are in.
const SECTION: &str = "daemon";
const ENABLE: &str = "AutomaticLoginEnable";
const USER: &str = "AutomaticLogin";
/// The line above ours.
const TAG: &str = "# Set by generic-worker";
/// Before a line that would contradict ours.
const ASIDE: &str = "# Set aside by generic-worker: ";

/// `text`, changed so that `user` is logged in automatically; with `None`, so that we do not have anybody logged in.
pub(super) fn with_automatic_login(text: &str, user: Option<&str>) -> String {
    let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = without_ours(text);
    if let Some(user) = user {
        set_others_aside(&mut lines);
        let place = match lines.iter().position(|line| section(line) == Some(SECTION)) {
            Some(header) => header + 1,
            None => {
                lines.push(format!("[{SECTION}]"));
                lines.len()
            }
        };
        let ours = [TAG.to_owned(), format!("{ENABLE}=True"), format!("{USER}={user}")];
        lines.splice(place..place, ours);
    }
    let mut text: String = lines.join(line_break);
    if !text.is_empty() {
        text.push_str(line_break);
    }
    text
}

/// Who is logged in automatically according to `text`, by whomever that was set.
pub(super) fn automatic_login(text: &str) -> Option<String> {
    let mut is_enabled = false;
    let mut user = None;
    for_settings(text.lines(), |line| match setting(line) {
        Some((ENABLE, value)) => is_enabled = matches!(value, "true" | "True" | "1"),
        Some((USER, value)) => user = (!value.is_empty()).then(|| value.to_owned()),
        _ => {}
    });
    user.filter(|_| is_enabled)
}

/// The lines of `text` without what an earlier call put in, and with what it set aside.
fn without_ours(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut is_ours = false;
    for line in text.lines() {
        if line.trim() == TAG {
            is_ours = true;
            continue;
        }
        // Earlier programs put both settings below one tag, in either order.
        is_ours = is_ours && matches!(setting(line), Some((ENABLE | USER, _)));
        if !is_ours {
            lines.push(line.strip_prefix(ASIDE).unwrap_or(line).to_owned());
        }
    }
    lines
}

/// The last of several equal settings counts, so that others must go.
fn set_others_aside(lines: &mut [String]) {
    let mut is_inside = false;
    for line in lines {
        if let Some(name) = section(line) {
            is_inside = name == SECTION;
        } else if is_inside && matches!(setting(line), Some((ENABLE | USER, _))) {
            line.insert_str(0, ASIDE);
        }
    }
}

fn for_settings<'a>(lines: impl Iterator<Item = &'a str>, mut action: impl FnMut(&'a str)) {
    let mut is_inside = false;
    for line in lines {
        if let Some(name) = section(line) {
            is_inside = name == SECTION;
        } else if is_inside {
            action(line);
        }
    }
}

/// The name of the section that `line` begins.
fn section(line: &str) -> Option<&str> {
    line.trim().strip_prefix('[')?.strip_suffix(']')
}

/// Key and value of `line`. Comments are lines of their own in this format.
fn setting(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    if line.starts_with('#') {
        return None;
    }
    let (key, value) = line.split_once('=')?;
    Some((key.trim_end(), value.trim_start()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As Debian ships it.
    const SHIPPED: &str = "# GDM configuration storage\n#\n# See /usr/share/gdm/gdm.schemas\n\n[daemon]\n\
        # Uncomment the line below to force the login screen to use Xorg\n#WaylandEnable=false\n\n\
        # Enabling automatic login\n#  AutomaticLoginEnable = true\n#  AutomaticLogin = user1\n\n\
        [security]\n\n[debug]\n#Enable=true\n";

    #[test]
    fn sets_changes_and_removes() {
        let set = with_automatic_login(SHIPPED, Some("task_1"));
        let expected = SHIPPED.replace(
            "[daemon]\n",
            "[daemon]\n# Set by generic-worker\nAutomaticLoginEnable=True\nAutomaticLogin=task_1\n",
        );
        assert_eq!(set, expected);
        assert_eq!(automatic_login(&set).as_deref(), Some("task_1"));
        assert_eq!(with_automatic_login(&set, Some("task_1")), set);
        assert_eq!(with_automatic_login(&set, Some("task_2")), with_automatic_login(SHIPPED, Some("task_2")));
        assert_eq!(with_automatic_login(&set, None), SHIPPED);
    }

    #[test]
    fn what_is_missing_is_added() {
        let ours = "[daemon]\n# Set by generic-worker\nAutomaticLoginEnable=True\nAutomaticLogin=u\n";
        for (before, after) in [
            ("", ours.to_owned()),
            ("[security]", format!("[security]\n{ours}")),
            ("[security]\n", format!("[security]\n{ours}")),
            ("[daemon]", ours.to_owned()),
            (" [daemon] \n", ours.replace("[daemon]", " [daemon] ")),
        ] {
            assert_eq!(with_automatic_login(before, Some("u")), after, "{before:?}");
        }
    }

    #[test]
    fn settings_of_others_are_set_aside_and_come_back() {
        let before = "[daemon]\nAutomaticLogin = joe\nTimedLogin=jane\nAutomaticLoginEnable=true\n[other]\n\
                      AutomaticLogin=kept\n[daemon]\nAutomaticLogin=jim\n";
        let after = with_automatic_login(before, Some("u"));
        assert_eq!(
            after,
            "[daemon]\n# Set by generic-worker\nAutomaticLoginEnable=True\nAutomaticLogin=u\n\
             # Set aside by generic-worker: AutomaticLogin = joe\nTimedLogin=jane\n\
             # Set aside by generic-worker: AutomaticLoginEnable=true\n[other]\nAutomaticLogin=kept\n[daemon]\n\
             # Set aside by generic-worker: AutomaticLogin=jim\n"
        );
        assert_eq!(automatic_login(before).as_deref(), Some("jim"));
        assert_eq!(automatic_login(&after).as_deref(), Some("u"));
        assert_eq!(with_automatic_login(&after, None), before);
    }

    #[test]
    fn what_other_generic_workers_wrote_is_replaced() {
        let theirs = "[daemon]\n# Set by generic-worker\nAutomaticLoginEnable = true\nAutomaticLogin = task_0\n\n[x]\n";
        assert_eq!(automatic_login(theirs).as_deref(), Some("task_0"));
        assert_eq!(with_automatic_login(theirs, None), "[daemon]\n\n[x]\n");
        let set = with_automatic_login(theirs, Some("task_1"));
        assert_eq!(automatic_login(&set).as_deref(), Some("task_1"));
        assert!(!set.contains("task_0"));
    }

    #[test]
    fn who_is_logged_in() {
        for (text, expected) in [
            ("", None),
            ("AutomaticLoginEnable=True\nAutomaticLogin=u\n", None),
            ("[daemon]\nAutomaticLogin=u\n", None),
            ("[daemon]\nAutomaticLoginEnable=False\nAutomaticLogin=u\n", None),
            ("[daemon]\nAutomaticLoginEnable=True\nAutomaticLogin=\n", None),
            ("[daemon]\n#AutomaticLoginEnable=True\nAutomaticLogin=u\n", None),
            ("[Daemon]\nAutomaticLoginEnable=True\nAutomaticLogin=u\n", None),
            ("[daemon]\n AutomaticLoginEnable = True \n AutomaticLogin = u \n", Some("u")),
            ("[daemon]\r\nAutomaticLoginEnable=1\r\nAutomaticLogin=u\r\n", Some("u")),
            ("[x]\n[daemon]\nAutomaticLogin=u\nAutomaticLogin=v\nAutomaticLoginEnable=true", Some("v")),
        ] {
            assert_eq!(automatic_login(text).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn line_breaks_stay_as_they_are() {
        let before = "[daemon]\r\nX=1\r\n";
        let set = with_automatic_login(before, Some("u"));
        assert_eq!(set.matches('\n').count(), set.matches("\r\n").count());
        assert_eq!(with_automatic_login(&set, None), before);
    }

    fn line() -> impl Strategy<Value = String> {
        prop_oneof![
            Just("[daemon]".to_owned()),
            Just("[security]".to_owned()),
            Just(TAG.to_owned()),
            Just(String::new()),
            "#? ?AutomaticLogin(Enable)? ?= ?(true|false|joe)",
            "[ -~]{0,12}",
        ]
    }

    proptest! {
        #[test]
        fn any_text_gets_our_user_once(lines in prop::collection::vec(line(), 0..12)) {
            let text = lines.join("\n");
            let set = with_automatic_login(&text, Some("task_1"));
            prop_assert_eq!(automatic_login(&set), Some("task_1".to_owned()));
            prop_assert_eq!(&with_automatic_login(&set, Some("task_1")), &set);
            let removed = with_automatic_login(&set, None);
            prop_assert_eq!(&with_automatic_login(&removed, None), &removed);
            prop_assert_eq!(with_automatic_login(&removed, Some("task_1")), set);
            // Nothing is lost but the tags and what stood below them.
            let kept = |line: &&String| line.starts_with('#') && line.as_str() != TAG;
            for line in lines.iter().filter(kept) {
                prop_assert!(removed.lines().any(|other| other == line), "{line:?} in {removed:?}");
            }
        }
    }
}
