//! What macOS's tools for users take and print: argument lists, input and output of `dscl` and its companions.
//!
//! Pure, so that it is tested wherever this program is built.

#![cfg_attr(not(target_os = "macos"), allow(dead_code))]

use std::path::{Path, PathBuf};

use generated::Secret;

use super::user_tools::UserRecord;

/// The group that all people are in: `staff`.
pub(in crate::platform) const STAFF: u32 = 20;
/// The first number that is not the system's.
const FIRST_UID: u32 = 501;
const SHELL: &str = "/bin/bash";
/// What dscl works on: this machine's own users.
const NODE: &str = ".";
/// What is asked of each user.
const ATTRIBUTES: [&str; 5] = ["RecordName", "UniqueID", "PrimaryGroupID", "RealName", "NFSHomeDirectory"];

/// Where the files of a new home directory come from; the first that exists counts.
pub(in crate::platform) const TEMPLATES: [&str; 4] = [
    "/Library/User Template/English.lproj",
    "/Library/User Template/Non_localized",
    "/System/Library/User Template/English.lproj",
    "/System/Library/User Template/Non_localized",
];

/// A user that is to be made.
#[derive(Clone, Copy, Debug)]
pub(in crate::platform) struct Record<'a> {
    pub name: &'a str,
    pub uid: u32,
    pub home: &'a Path,
    pub comment: &'a str,
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

fn path(name: &str) -> String {
    format!("/Users/{name}")
}

/// Arguments for dscl that list the names and numbers of all users.
pub(in crate::platform) fn list_numbers() -> Vec<String> {
    words([NODE, "-list", "/Users", "UniqueID"])
}

/// Arguments for dscl that print all users.
pub(in crate::platform) fn read_all() -> Vec<String> {
    let mut arguments = words([NODE, "-readall", "/Users"]);
    arguments.extend(ATTRIBUTES.map(str::to_owned));
    arguments
}

/// Arguments for dscl, call after call, that make a user. The first also says whose user it is: a user that was left half
/// made is known by it.
pub(in crate::platform) fn create(record: Record<'_>) -> Vec<Vec<String>> {
    let (user, home) = (path(record.name), record.home.to_string_lossy());
    let set = |key: &str, value: &str| words([NODE, "-create", &user, key, value]);
    vec![
        set("RealName", record.comment),
        set("UserShell", SHELL),
        set("NFSHomeDirectory", &home),
        set("PrimaryGroupID", &STAFF.to_string()),
        set("UniqueID", &record.uid.to_string()),
    ]
}

/// Arguments for dscl to read commands from its standard input, which nobody else sees.
pub(in crate::platform) fn interactive() -> Vec<String> {
    words(["-q", NODE])
}

/// A command for [`interactive`] that sets the password of the user `name`. Neither may hold spaces or quotes.
pub(in crate::platform) fn set_password(name: &str, password: &Secret<String>) -> Secret<String> {
    Secret::new(format!("passwd {} {}\nquit\n", path(name), password.expose()))
}

/// A command for [`interactive`] that checks the password of the user `name`.
pub(in crate::platform) fn check_password(name: &str, password: &Secret<String>) -> Secret<String> {
    Secret::new(format!("auth {name} {}\nquit\n", password.expose()))
}

/// Whether a name or password is taken by [`interactive`] as one word.
pub(in crate::platform) fn is_plain(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
}

/// Whether `output` of [`interactive`], whose exit status says nothing, tells of an error.
pub(in crate::platform) fn tells_of_error(output: &str) -> bool {
    ["eDS", "DS Error", "failed", "Invalid"].iter().any(|sign| output.contains(sign))
}

/// Arguments for dscl that remove the user `name`.
pub(in crate::platform) fn delete(name: &str) -> Vec<String> {
    words([NODE, "-delete", &path(name)])
}

/// Arguments for dseditgroup that make the user `name` a member of `group`.
pub(in crate::platform) fn add_to_group(name: &str, group: &str) -> Vec<String> {
    words(["-o", "edit", "-a", name, "-t", "user", group])
}

/// Arguments for dseditgroup that end the membership of the user `name` in `group`.
pub(in crate::platform) fn remove_from_group(name: &str, group: &str) -> Vec<String> {
    words(["-o", "edit", "-d", name, "-t", "user", group])
}

/// Arguments for find that remove the temporary files and caches that the system keeps for the user `uid`.
pub(in crate::platform) fn remove_folders(uid: u32) -> Vec<String> {
    words(["/private/var/folders", "-user", &uid.to_string(), "-delete"])
}

/// A number that no user has, from what [`list_numbers`] printed.
pub(in crate::platform) fn free_number(listed: &str) -> Option<u32> {
    let numbers = listed.lines().filter_map(|line| line.split_whitespace().nth(1)?.parse::<i64>().ok());
    let highest =
        numbers.filter_map(|number| u32::try_from(number).ok()).filter(|&number| !is_special(number));
    highest.max().map_or(Some(FIRST_UID), |highest| highest.checked_add(1)).map(|next| next.max(FIRST_UID))
}

/// `nobody`, -2, as a number of 32 bits.
fn is_special(number: u32) -> bool {
    number >= u32::MAX - 1
}

/// The users that [`read_all`] printed.
pub(in crate::platform) fn users(printed: &str) -> Vec<UserRecord> {
    let mut users = Vec::new();
    let mut fields: Vec<(&str, String)> = Vec::new();
    for line in printed.lines().chain(["-"]) {
        if line == "-" {
            users.extend(record(&fields));
            fields.clear();
        } else if let Some(value) = line.strip_prefix(' ') {
            // A value with spaces stands on a line of its own, and others of the same attribute below it.
            if let Some((_, first)) = fields.last_mut()
                && first.is_empty()
            {
                value.clone_into(first);
            }
        } else if let Some((key, value)) = line.split_once(':') {
            fields.push((key, value.trim().to_owned()));
        }
    }
    users
}

fn record(fields: &[(&str, String)]) -> Option<UserRecord> {
    let field = |name: &str| fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
    let number = |name: &str| {
        let number: i64 = field(name)?.parse().ok()?;
        // Some of the system's own have negative numbers, which the kernel knows as large ones.
        u32::try_from(number).or_else(|_| i32::try_from(number).map(i32::cast_unsigned)).ok()
    };
    Some(UserRecord {
        // Other names of the same user come after the first.
        name: field("RecordName")?.split_whitespace().next()?.to_owned(),
        uid: number("UniqueID")?,
        gid: number("PrimaryGroupID")?,
        comment: field("RealName").unwrap_or_default().to_owned(),
        home: PathBuf::from(field("NFSHomeDirectory").unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_made_in_steps() {
        let record = Record { name: "task_1", uid: 512, home: Path::new("/Users/task_1"), comment: "a task" };
        let lines: Vec<String> = create(record).iter().map(|arguments| arguments.join("|")).collect();
        assert_eq!(
            lines,
            [
                ".|-create|/Users/task_1|RealName|a task",
                ".|-create|/Users/task_1|UserShell|/bin/bash",
                ".|-create|/Users/task_1|NFSHomeDirectory|/Users/task_1",
                ".|-create|/Users/task_1|PrimaryGroupID|20",
                ".|-create|/Users/task_1|UniqueID|512",
            ]
        );
        assert_eq!(delete("task_1").join(" "), ". -delete /Users/task_1");
        assert_eq!(add_to_group("u", "g").join(" "), "-o edit -a u -t user g");
        assert_eq!(remove_from_group("u", "g").join(" "), "-o edit -d u -t user g");
        assert_eq!(remove_folders(512).join(" "), "/private/var/folders -user 512 -delete");
    }

    #[test]
    fn passwords_are_no_arguments() {
        let password = Secret::new("pWd0_x".to_owned());
        assert_eq!(set_password("u", &password).expose(), "passwd /Users/u pWd0_x\nquit\n");
        assert_eq!(check_password("u", &password).expose(), "auth u pWd0_x\nquit\n");
        assert!(is_plain("pWd0_x9") && !is_plain("") && !is_plain("a b") && !is_plain("a\nquit"));
        assert!(tells_of_error("<dscl_cmd> DS Error: -14136 (eDSRecordNotFound)"));
        assert!(tells_of_error("Authentication for node /Local/Default failed. (-14090, eDSAuthFailed)"));
        assert!(!tells_of_error(" > "));
    }

    #[test]
    fn numbers_are_one_above_the_highest() {
        let listed = "_amavisd                83\nnobody                  -2\nroot                    0\n\
                      joe                     501\n_x 4294967294\ntask_1 510\n";
        assert_eq!(free_number(listed), Some(511));
        assert_eq!(free_number("root 0\nnobody -2\n"), Some(501));
        assert_eq!(free_number(""), Some(501));
    }

    #[test]
    fn printed_users_are_understood() {
        let printed = "NFSHomeDirectory: /var/empty\nPrimaryGroupID: -2\nRealName:\n Unprivileged User\n\
                       RecordName: nobody BUILTIN\\Nobody\nUniqueID: -2\n-\n\
                       NFSHomeDirectory:\n /Users/with space\nPrimaryGroupID: 20\nRealName: Joe\nRecordName: joe\n\
                       UniqueID: 501\n-\nNo such key: RealName\nNFSHomeDirectory: /Users/task_1\n\
                       PrimaryGroupID: 20\nRecordName: task_1\nUniqueID: 502\n-\nRecordName: broken\n";
        let users = users(printed);
        let names: Vec<_> = users.iter().map(|user| (user.name.as_str(), user.uid, user.gid)).collect();
        assert_eq!(names, [("nobody", u32::MAX - 1, u32::MAX - 1), ("joe", 501, 20), ("task_1", 502, 20)]);
        assert_eq!(users[0].comment, "Unprivileged User");
        assert_eq!(users[1].home, Path::new("/Users/with space"));
        assert_eq!(users[2].comment, "");
    }
}
