//! Users and groups of macOS's directory service.

use std::ffi::{CStr, CString};
use std::io;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};

use generated::Secret;

use super::super::unix::directory_service as commands;
use super::super::unix::{NewUser, Purpose, TaskUser, UserError, UserRecord, UserTools};

const DSCL: &str = "/usr/bin/dscl";
const DSEDITGROUP: &str = "/usr/sbin/dseditgroup";
const CREATEHOMEDIR: &str = "/usr/sbin/createhomedir";
const DITTO: &str = "/usr/bin/ditto";
const CHOWN: &str = "/usr/sbin/chown";
const FIND: &str = "/usr/bin/find";
/// What dseditgroup says of somebody who is no member.
const NOT_A_MEMBER: i32 = 64;
/// What find says when some of what it found was gone, or could not be removed.
const NOT_ALL: i32 = 1;

impl UserTools {
    /// Makes a user in the group `staff`, with a home directory that the system's template is copied to.
    ///
    /// # Errors
    ///
    /// When there is such a user already, or the system's programs refuse.
    pub fn create(&self, new: &NewUser<'_>) -> Result<TaskUser, UserError> {
        let purpose = Purpose { doing: "make the user", name: new.name };
        let io_error = |error| UserError::io(purpose.doing, purpose.name)(error);
        if !commands::is_plain(new.name) {
            return Err(io_error(io::Error::new(io::ErrorKind::InvalidInput, "the name is not allowed")));
        }
        if find_user(new.name).map_err(io_error)?.is_some() {
            return Err(io_error(io::ErrorKind::AlreadyExists.into()));
        }
        let listed = self.tool(purpose, DSCL, &commands::list_numbers(), &[])?;
        let uid = commands::free_number(&listed)
            .ok_or_else(|| io_error(io::Error::other("there is no number left for another user")))?;
        let record = commands::Record { name: new.name, uid, home: new.home, comment: new.comment };
        for arguments in commands::create(record) {
            self.tool(purpose, DSCL, &arguments, &[])?;
        }
        if let Some(password) = new.password {
            self.set_password(new.name, password)?;
        }
        self.create_home(purpose, new.name, uid, new.home)?;
        task_user(new.name)
            .map_err(io_error)?
            .ok_or_else(|| UserError::NoEffect { doing: purpose.doing, name: new.name.to_owned() })
    }

    /// Lets the user `name` log in with `password`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn set_password(&self, name: &str, password: &Secret<String>) -> Result<(), UserError> {
        let purpose = Purpose { doing: "set the password of", name };
        let refused = |text: &str| UserError::io(purpose.doing, name)(io::Error::other(text.to_owned()));
        if !commands::is_plain(password.expose()) {
            return Err(refused("the password has characters that dscl would take for something else"));
        }
        let arguments = commands::interactive();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        for input in [commands::set_password(name, password), commands::check_password(name, password)] {
            let output = self.run(purpose, DSCL, &arguments, Some(input.expose()))?;
            let text = [output.stdout, output.stderr].concat();
            if commands::tells_of_error(&String::from_utf8_lossy(&text)) {
                // What it printed may repeat the command.
                return Err(refused("dscl refused the password"));
            }
        }
        Ok(())
    }

    /// Removes the user `name`, if there is one, from the user database, and the temporary files and caches that the system
    /// keeps for it. The home directory stays.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn delete(&self, name: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "remove the user", name };
        let Some(user) = find_user(name).map_err(UserError::io(purpose.doing, name))? else { return Ok(()) };
        // Before the user: afterwards another may get the same number.
        self.tool(purpose, FIND, &commands::remove_folders(user.uid), &[NOT_ALL])?;
        self.tool(purpose, DSCL, &commands::delete(name), &[])?;
        Ok(())
    }

    /// Makes the user `name` a member of the group `group`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn add_to_group(&self, name: &str, group: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "add to a group the user", name };
        self.tool(purpose, DSEDITGROUP, &commands::add_to_group(name, group), &[]).map(drop)
    }

    /// Ends the membership of the user `name` in the group `group`.
    ///
    /// # Errors
    ///
    /// When the system's programs refuse.
    pub fn remove_from_group(&self, name: &str, group: &str) -> Result<(), UserError> {
        let purpose = Purpose { doing: "remove from a group the user", name };
        self.tool(purpose, DSEDITGROUP, &commands::remove_from_group(name, group), &[NOT_A_MEMBER]).map(drop)
    }

    fn create_home(&self, purpose: Purpose<'_>, name: &str, uid: u32, home: &Path) -> Result<(), UserError> {
        let words = |words: [&str; 3]| words.map(str::to_owned);
        // Some systems' tool makes nothing, and says nothing.
        let _ = self.tool(purpose, CREATEHOMEDIR, &words(["-c", "-u", name]), &[]);
        let place = home.to_string_lossy();
        if !home.is_dir()
            && let Some(template) = commands::TEMPLATES.iter().find(|path| Path::new(path).is_dir())
        {
            self.tool(purpose, DITTO, &[(*template).to_owned(), place.clone().into_owned()], &[])?;
            let owner = format!("{uid}:{}", commands::STAFF);
            self.tool(purpose, CHOWN, &words(["-R", &owner, &place]), &[])?;
        }
        let made = if home.is_dir() { Ok(()) } else { std::fs::create_dir(home) };
        made.and_then(|()| chown(home, Some(uid), Some(commands::STAFF)))
            .and_then(|()| std::fs::set_permissions(home, std::fs::Permissions::from_mode(0o700)))
            .map_err(UserError::io("make the home directory of", name))
    }

    /// What `program` prints.
    fn tool(
        &self,
        purpose: Purpose<'_>,
        program: &str,
        arguments: &[String],
        also_fine: &[i32],
    ) -> Result<String, UserError> {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = self.demand(purpose, program, &arguments, also_fine)?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// The user `name` as a task user, with its groups; `None` when there is none.
///
/// # Errors
///
/// When the user database cannot be read.
pub fn task_user(name: &str) -> io::Result<Option<TaskUser>> {
    let Some(UserRecord { name, uid, gid, home, .. }) = find_user(name)? else { return Ok(None) };
    let groups = groups_of(&name, gid)?;
    Ok(Some(TaskUser { name, uid, gid, groups, home }))
}

/// The user `name`, if there is one.
///
/// # Errors
///
/// When the user database cannot be read.
pub fn find_user(name: &str) -> io::Result<Option<UserRecord>> {
    let Ok(c_name) = CString::new(name) else { return Ok(None) };
    let mut entry = std::mem::MaybeUninit::<libc::passwd>::uninit();
    let mut buffer = vec![0 as libc::c_char; 16 * 1024];
    let mut found: *mut libc::passwd = std::ptr::null_mut();
    // SAFETY: every pointer is valid for the stated length; `found` is null or points at `entry`, whose strings live in
    // `buffer`, and both outlive the copies made below.
    unsafe {
        let status = libc::getpwnam_r(
            c_name.as_ptr(),
            entry.as_mut_ptr(),
            buffer.as_mut_ptr(),
            buffer.len(),
            &mut found,
        );
        if status != 0 {
            return Err(io::Error::from_raw_os_error(status));
        }
        if found.is_null() {
            return Ok(None);
        }
        let text = |text: *const libc::c_char| CStr::from_ptr(text).to_string_lossy().into_owned();
        Ok(Some(UserRecord {
            name: text((*found).pw_name),
            uid: (*found).pw_uid,
            gid: (*found).pw_gid,
            comment: text((*found).pw_gecos),
            home: PathBuf::from(text((*found).pw_dir)),
        }))
    }
}

/// All users of this machine's own user database.
///
/// # Errors
///
/// When it cannot be read.
pub fn users() -> io::Result<Vec<UserRecord>> {
    let output = std::process::Command::new(DSCL).args(commands::read_all()).env_clear().output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).trim_end().to_owned();
        return Err(io::Error::other(format!("cannot list the users: {DSCL} says {text:?}")));
    }
    Ok(commands::users(&String::from_utf8_lossy(&output.stdout)))
}

/// The number of the group `name`, if there is such a group.
///
/// # Errors
///
/// When the group database cannot be read.
pub fn group_id(name: &str) -> io::Result<Option<u32>> {
    let Ok(c_name) = CString::new(name) else { return Ok(None) };
    let mut entry = std::mem::MaybeUninit::<libc::group>::uninit();
    // The entry holds the names of all members.
    let mut buffer = vec![0 as libc::c_char; 256 * 1024];
    let mut found: *mut libc::group = std::ptr::null_mut();
    // SAFETY: every pointer is valid for the stated length; `found` is null or points at `entry`.
    unsafe {
        let status = libc::getgrnam_r(
            c_name.as_ptr(),
            entry.as_mut_ptr(),
            buffer.as_mut_ptr(),
            buffer.len(),
            &mut found,
        );
        if status != 0 {
            return Err(io::Error::from_raw_os_error(status));
        }
        Ok((!found.is_null()).then(|| (*found).gr_gid))
    }
}

/// The groups that the user is in, except its primary one.
fn groups_of(name: &str, primary: u32) -> io::Result<Vec<u32>> {
    const MOST: usize = 1024;
    let c_name = CString::new(name).map_err(io::Error::other)?;
    // The call takes and gives groups as signed numbers here.
    let mut groups = vec![0 as libc::c_int; MOST];
    let mut count = MOST as libc::c_int;
    // SAFETY: the name is a C string, and the array has room for `count` numbers.
    let status = unsafe {
        libc::getgrouplist(c_name.as_ptr(), primary.cast_signed(), groups.as_mut_ptr(), &mut count)
    };
    if status == -1 {
        return Err(io::Error::other(format!("{name} is in more than {MOST} groups")));
    }
    groups.truncate(usize::try_from(count).unwrap_or(0));
    let groups = groups.into_iter().map(i32::cast_unsigned);
    Ok(groups.filter(|&group| group != primary).collect())
}
