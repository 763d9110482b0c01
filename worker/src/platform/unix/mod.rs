//! What Linux and macOS do alike.

mod access;
mod beneath;
mod confined;
mod descriptors;
pub(super) mod directory_service;
mod disk;
mod files;
mod hand_over;
mod identity;
mod kcpassword;
mod leftovers;
mod listing;
mod new_tree;
mod remove;
mod signals;
mod spot;
mod system;
mod tree;
mod user_tools;
mod walk;

pub use access::{close_directory, first_closed_to_others, make_private, take_over};
pub(super) use beneath::is_same;
pub use confined::{ConfinedDir, is_escape, open_beneath};
pub use descriptors::{MAX_DESCRIPTORS, receive_with_descriptors, send_with_descriptors};
pub use disk::{DirectoryLock, Disk, FileStamp, bytes_on_disk};
pub use files::{
    create_private_dir, create_private_dirs, is_own_regular_file, open_private_file, replace_file_atomically,
    replace_file_for_now, try_lock,
};
pub use hand_over::{TreeNotes, hand_over, take_back};
pub use identity::{TaskIdentity, TaskUser, can_read};
#[cfg(target_os = "macos")]
pub(super) use kcpassword::kcpassword;
pub(super) use leftovers::LeftoverPlaces;
pub use leftovers::{Leftovers, remove_leftovers};
pub use listing::{DirEntry, FileId};
pub use new_tree::{
    Linked, ModificationTime, NewTree, TreeError, finish, os_name_bytes, os_name_from_bytes, read_at,
};
pub(super) use remove::open_dir_same_device;
pub use remove::{RemoveError, remove_tree};
pub use signals::{Signal, Signals};
pub use spot::{Spot, SpotError};
pub use system::{
    CurrentUser, current_groups, current_user, free_disk_bytes, free_disk_bytes_beside,
    has_task_users_by_default, is_process, may_make_task_users, reboot, shutdown,
};
pub use tree::{Sharing, Tree, best_sharing, make_ordinary, reflink_file};
pub(super) use user_tools::Purpose;
#[cfg(target_os = "linux")]
pub(super) use user_tools::check;
pub use user_tools::{NewUser, UserError, UserRecord, UserTools, missing_user_tools};
