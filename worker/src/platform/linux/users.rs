//! Users and groups: read from the user database's files, changed with `useradd` and its companions.

use std::io;
use std::path::PathBuf;

use generated::Secret;

use super::super::unix::{NewUser, Purpose, TaskUser, UserError, UserRecord, UserTools, check};

/// What `userdel` says of a user that is not there.
const NO_SUCH_USER: i32 = 6;
/// What `groupdel` says of a group that is not there.
const NO_SUCH_GROUP: i32 = 6;
/// What `gpasswd` says of a group, or a member of it, that is not there.
const NOT_A_MEMBER: i32 = 3;

impl UserTools {
    /// Makes a user, with a group of the same name and a home directory, which the system's skeleton is copied to.
    ///
    /// # Errors
    ///
    /// When there is such a user already, or the system's programs refuse.
    pub fn create(&self, new: &NewUser<'_>) -> Result<TaskUser, UserError> {
        let purpose = Purpose { doing: "make the user", name: new.name };
        let home = new.home.to_string_lossy();
        let arguments = [
            "--create-home",
            "--home-dir",
            &home,
            "--user-group",
            "--no-log-init",
            "--comment",
            new.comment,
            new.name,
        ];
        self.demand(purpose, "useradd", &arguments, &[])?;
        if let Some(password) = new.password {
            self.set_password(new.name, password)?;
        }
        let found = task_user(new.name).map_err(UserError::io(purpose.doing, purpose.name))?;
        found.ok_or_else(|| UserError::NoEffect { doing: purpose.doing, name: new.name.to_owned() })
    }

    /// Lets the user `name` log in with `password`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn set_password(&self, name: &str, password: &Secret<String>) -> Result<(), UserError> {
        let purpose = Purpose { doing: "set the password of", name };
        let line = format!("{name}:{}\n", password.expose());
        check(purpose, "chpasswd", self.run(purpose, "chpasswd", &[], Some(&line))?, &[]).map(drop)
    }

    /// Removes the user `name` and the group of that name from the user database; neither need be there. The home
    /// directory and whatever else the user has stay.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn delete(&self, name: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "remove the user", name };
        self.demand(purpose, "userdel", &["--force", name], &[NO_SUCH_USER])?;
        if group_id(name).map_err(UserError::io(purpose.doing, name))?.is_some() {
            self.demand(purpose, "groupdel", &[name], &[NO_SUCH_GROUP])?;
        }
        Ok(())
    }

    /// Makes the user `name` a member of the group `group`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn add_to_group(&self, name: &str, group: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "add to a group the user", name };
        self.demand(purpose, "usermod", &["--append", "--groups", group, name], &[]).map(drop)
    }

    /// Ends the membership of the user `name` in the group `group`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn remove_from_group(&self, name: &str, group: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "remove from a group the user", name };
        self.demand(purpose, "gpasswd", &["--delete", name, group], &[NOT_A_MEMBER]).map(drop)
    }
}

/// The user `name` as a task user, with its groups; `None` when there is none.
///
/// # Errors
///
/// When the user database cannot be read.
pub fn task_user(name: &str) -> io::Result<Option<TaskUser>> {
    let Some(UserRecord { name, uid, gid, home, .. }) = find_user(name)? else { return Ok(None) };
    let groups = groups_of(&read("/etc/group")?, &name, gid);
    Ok(Some(TaskUser { name, uid, gid, groups, home }))
}

/// The user `name`, if there is one.
///
/// # Errors
///
/// When the user database cannot be read.
pub fn find_user(name: &str) -> io::Result<Option<UserRecord>> {
    Ok(users()?.into_iter().find(|user| user.name == name))
}

/// All users of this machine's own user database.
///
/// # Errors
///
/// When it cannot be read.
pub fn users() -> io::Result<Vec<UserRecord>> {
    Ok(read("/etc/passwd")?.lines().filter_map(user_record).collect())
}

/// The number of the group `name`, if there is such a group.
///
/// # Errors
///
/// When the group database cannot be read.
pub fn group_id(name: &str) -> io::Result<Option<u32>> {
    let text = read("/etc/group")?;
    Ok(text.lines().filter_map(Group::parse).find(|group| group.name == name).map(|group| group.gid))
}

/// The name and home directory that the user database holds for `uid`.
pub fn user_entry(uid: u32) -> Option<(String, String)> {
    let user = users().ok()?.into_iter().find(|user| user.uid == uid)?;
    Some((user.name, user.home.to_string_lossy().into_owned()))
}

/// The name that the group database holds for `gid`.
pub fn group_name(gid: u32) -> Option<String> {
    let text = read("/etc/group").ok()?;
    text.lines().filter_map(Group::parse).find(|group| group.gid == gid).map(|group| group.name.to_owned())
}

fn read(file: &str) -> io::Result<String> {
    // Not through libc: in a static binary its look-ups load plug-ins of whatever libc is installed.
    let bytes = std::fs::read(file)
        .map_err(|error| io::Error::new(error.kind(), format!("cannot read {file}: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn user_record(line: &str) -> Option<UserRecord> {
    let mut fields = line.split(':');
    let name = fields.next()?.to_owned();
    let uid = fields.nth(1)?.parse().ok()?;
    let gid = fields.next()?.parse().ok()?;
    let comment = fields.next()?.to_owned();
    let home = PathBuf::from(fields.next()?);
    Some(UserRecord { name, uid, gid, comment, home })
}

struct Group<'a> {
    name: &'a str,
    gid: u32,
    members: &'a str,
}

impl<'a> Group<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split(':');
        let name = fields.next()?;
        let gid = fields.nth(1)?.parse().ok()?;
        Some(Self { name, gid, members: fields.next()? })
    }
}

/// The groups that list `user` as a member, except its primary one.
fn groups_of(database: &str, user: &str, primary: u32) -> Vec<u32> {
    let groups = database.lines().filter_map(Group::parse);
    let has = |group: &Group<'_>| group.members.split(',').any(|member| member == user);
    groups.filter(|group| group.gid != primary && has(group)).map(|group| group.gid).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_databases() {
        let line = "task_x_0:x:1001:1002:a task of generic-worker,,,:/home/task_x_0:/bin/sh";
        let record = user_record(line).unwrap();
        assert_eq!((record.name.as_str(), record.uid, record.gid), ("task_x_0", 1001, 1002));
        assert_eq!(record.home, PathBuf::from("/home/task_x_0"));
        assert_eq!(record.comment, "a task of generic-worker,,,");
        for broken in ["", "a", "a:x:b:c:d:e:f", "+::::::"] {
            assert_eq!(user_record(broken), None, "{broken}");
        }
        let groups = "a:x:1:joe\nb:x:2:jane,joe\nc:x:3:joey\nd:x:4:\nbroken\ne:x:5:joe";
        assert_eq!(groups_of(groups, "joe", 5), [1, 2]);
    }

    #[test]
    fn root_is_known() {
        let root = task_user("root").unwrap().unwrap();
        assert_eq!((root.uid, root.gid), (0, 0));
        assert_eq!(group_id("root").unwrap(), Some(0));
        assert_eq!(group_name(0).as_deref(), Some("root"));
        assert_eq!(user_entry(0), Some(("root".to_owned(), "/root".to_owned())));
        assert_eq!(find_user("no such user").unwrap(), None);
    }
}
