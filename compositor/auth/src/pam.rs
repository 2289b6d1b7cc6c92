//! The library of PAM, loaded when it is needed, and the user's name: the only unsafe code here.
//!
//! Names, numbers and shapes are those of Linux-PAM 1.5 (`security/_pam_types.h`,
//! `security/pam_appl.h`).
#![allow(unsafe_code)]

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::path::Path;
use std::ptr;

use libloading::Library as Loaded;
use zeroize::Zeroize;

use crate::keeper::Person;
use crate::message::{LONGEST_SECRET, Why};
use crate::service::Unable;
use crate::talk::Talk;

const NAME: &str = "libpam.so.0";

mod code {
    use super::c_int;
    pub(super) const SUCCESS: c_int = 0;
    pub(super) const BUFFER: c_int = 5;
    pub(super) const DENIED: c_int = 6;
    pub(super) const AUTH: c_int = 7;
    pub(super) const NO_CREDENTIALS: c_int = 8;
    pub(super) const UNKNOWN: c_int = 10;
    pub(super) const TOO_OFTEN: c_int = 11;
    pub(super) const NEW_PASSWORD: c_int = 12;
    pub(super) const EXPIRED: c_int = 13;
    pub(super) const CONVERSATION: c_int = 19;
}

mod style {
    use super::c_int;
    pub(super) const HIDDEN: c_int = 1;
    pub(super) const SHOWN: c_int = 2;
    pub(super) const ERROR: c_int = 3;
    pub(super) const INFO: c_int = 4;
}

/// The item that says how failures are waited out.
const FAIL_DELAY: c_int = 10;
/// `pam_setcred`: what is kept of the login, such as a ticket, lasts anew.
const REFRESH: c_int = 0x10;
/// The most questions that come at once (`PAM_MAX_NUM_MSG`).
const MOST: c_int = 32;

#[repr(C)]
struct Message {
    style: c_int,
    text: *const c_char,
}

#[repr(C)]
struct Response {
    answer: *mut c_char,
    unused: c_int,
}

type Converse =
    unsafe extern "C" fn(c_int, *mut *const Message, *mut *mut Response, *mut c_void) -> c_int;
type Delay = unsafe extern "C" fn(c_int, c_uint, *mut c_void);

#[repr(C)]
struct Conversation {
    converse: Converse,
    data: *mut c_void,
}

/// What PAM keeps of a conversation; only it knows what that is.
#[repr(C)]
struct Handle {
    _private: [u8; 0],
}

type StartFn = unsafe extern "C" fn(
    *const c_char,
    *const c_char,
    *const Conversation,
    *mut *mut Handle,
) -> c_int;
type StartInFn = unsafe extern "C" fn(
    *const c_char,
    *const c_char,
    *const Conversation,
    *const c_char,
    *mut *mut Handle,
) -> c_int;
type ActFn = unsafe extern "C" fn(*mut Handle, c_int) -> c_int;
type SetFn = unsafe extern "C" fn(*mut Handle, c_int, *const c_void) -> c_int;

/// The library, and what is called of it.
pub(crate) struct Library {
    start: StartFn,
    start_in: Option<StartInFn>,
    set: SetFn,
    authenticate: ActFn,
    account: ActFn,
    credentials: ActFn,
    end: ActFn,
    // Below what points into it.
    _loaded: Loaded,
}

impl Library {
    /// Loads it.
    pub(crate) fn load() -> Result<Library, Unable> {
        let missing = |error: libloading::Error| Unable::Library(error.to_string());
        // SAFETY: the system's own library, whose initialisers do nothing to its callers; the
        // names are of functions with these types, and are not called once it is unloaded.
        unsafe {
            let loaded = Loaded::new(NAME).map_err(missing)?;
            Ok(Library {
                start: *loaded.get(b"pam_start\0").map_err(missing)?,
                start_in: loaded.get(b"pam_start_confdir\0").ok().map(|found| *found),
                set: *loaded.get(b"pam_set_item\0").map_err(missing)?,
                authenticate: *loaded.get(b"pam_authenticate\0").map_err(missing)?,
                account: *loaded.get(b"pam_acct_mgmt\0").map_err(missing)?,
                credentials: *loaded.get(b"pam_setcred\0").map_err(missing)?,
                end: *loaded.get(b"pam_end\0").map_err(missing)?,
                _loaded: loaded,
            })
        }
    }

    /// Whether services can be looked for in a folder of one's own: since Linux-PAM 1.4.
    pub(crate) fn takes_folder(&self) -> bool {
        self.start_in.is_some()
    }

    /// One conversation: is it the user, and may the user log in? No session is opened.
    pub(crate) fn ask(
        &self,
        (service, folder): (&str, Option<&Path>),
        user: &str,
        talk: &mut dyn Talk,
    ) -> Result<(), Why> {
        let text = |text: &str| CString::new(text).map_err(|_| Why::Broken(0));
        let (service, user) = (text(service)?, text(user)?);
        let folder = folder.map(|folder| text(&folder.to_string_lossy()));
        let folder = folder.transpose()?;
        // A pointer to the wide pointer, since C has only thin ones.
        let mut talk: &mut dyn Talk = talk;
        let conversation = Conversation {
            converse,
            data: ptr::from_mut(&mut talk).cast(),
        };
        let mut handle = ptr::null_mut();
        // SAFETY: all texts end with a nought and outlive the calls, as do the conversation
        // and whom it speaks to; the handle is used between its start and its end only.
        unsafe {
            let started = match (&folder, self.start_in) {
                (None, _) => (self.start)(
                    service.as_ptr(),
                    user.as_ptr(),
                    &raw const conversation,
                    &raw mut handle,
                ),
                (Some(folder), Some(start_in)) => start_in(
                    service.as_ptr(),
                    user.as_ptr(),
                    &raw const conversation,
                    folder.as_ptr(),
                    &raw mut handle,
                ),
                (Some(_), None) => return Err(Why::Broken(0)),
            };
            if started != code::SUCCESS {
                return Err(why(started));
            }
            let delay: Delay = no_delay;
            (self.set)(handle, FAIL_DELAY, delay as *const c_void);
            let mut result = (self.authenticate)(handle, 0);
            if result == code::SUCCESS {
                result = (self.account)(handle, 0);
            }
            if result == code::SUCCESS {
                // Tickets are an addition: without them the screen unlocks all the same.
                (self.credentials)(handle, REFRESH);
            }
            (self.end)(handle, result);
            match result {
                // Whoever must choose a new password has proved the old one.
                code::SUCCESS | code::NEW_PASSWORD => Ok(()),
                other => Err(why(other)),
            }
        }
    }
}

fn why(code: c_int) -> Why {
    match code {
        code::AUTH | code::UNKNOWN | code::TOO_OFTEN | code::NO_CREDENTIALS => Why::Wrong,
        code::DENIED | code::EXPIRED => Why::Closed,
        other => Why::Broken(u8::try_from(other).unwrap_or(u8::MAX)),
    }
}

/// The core makes people wait after a failure, and shows for how long: PAM need not.
unsafe extern "C" fn no_delay(_: c_int, _: c_uint, _: *mut c_void) {}

/// PAM's questions, one after the other.
unsafe extern "C" fn converse(
    count: c_int,
    messages: *mut *const Message,
    responses: *mut *mut Response,
    data: *mut c_void,
) -> c_int {
    if !(1..=MOST).contains(&count) || messages.is_null() || responses.is_null() || data.is_null() {
        return code::CONVERSATION;
    }
    let count = count.unsigned_abs() as usize;
    // SAFETY: `data` is what `ask` gave, which waits until PAM is done; PAM gives `count`
    // messages; the answers are memory of C's, which PAM frees, and which is freed here where
    // PAM does not get it.
    unsafe {
        let talk = &mut *data.cast::<&mut dyn Talk>();
        let answers: *mut Response = libc::calloc(count, size_of::<Response>()).cast();
        if answers.is_null() {
            return code::BUFFER;
        }
        for at in 0..count {
            let message = *messages.add(at);
            let answer = &mut *answers.add(at);
            if message.is_null() || !reply(&mut **talk, &*message, answer) {
                give_up(answers, count);
                return code::CONVERSATION;
            }
        }
        *responses = answers;
    }
    code::SUCCESS
}

/// Has one question answered, or passes words on; false when nobody will answer.
///
/// # Safety
/// The message's text is null or ends with a nought.
unsafe fn reply(talk: &mut dyn Talk, message: &Message, answer: &mut Response) -> bool {
    let text = if message.text.is_null() {
        String::new()
    } else {
        // SAFETY: as the caller promises.
        let text = unsafe { CStr::from_ptr(message.text) };
        text.to_string_lossy().into_owned()
    };
    match message.style {
        style::HIDDEN | style::SHOWN => {
            let Some(secret) = talk.ask(&text, message.style == style::SHOWN) else {
                return false;
            };
            answer.answer = copied(&secret);
            !answer.answer.is_null()
        }
        style::ERROR | style::INFO => {
            talk.tell(&text, message.style == style::ERROR);
            true
        }
        _ => false,
    }
}

/// A copy of a secret for PAM, which wipes and frees it; null where it can be none.
fn copied(secret: &str) -> *mut c_char {
    let length = secret.len();
    if length > LONGEST_SECRET || secret.contains('\0') {
        return ptr::null_mut();
    }
    // SAFETY: there is room for the bytes and a nought, which `calloc` has put there.
    unsafe {
        let copy: *mut c_char = libc::calloc(length + 1, 1).cast();
        if !copy.is_null() {
            ptr::copy_nonoverlapping(secret.as_ptr().cast(), copy, length);
        }
        copy
    }
}

/// Wipes and frees answers that PAM does not get.
///
/// # Safety
/// There are `count` of them, each null or a text of C's memory.
unsafe fn give_up(answers: *mut Response, count: usize) {
    // SAFETY: as the caller promises.
    unsafe {
        for at in 0..count {
            let answer = (*answers.add(at)).answer;
            if !answer.is_null() {
                let length = libc::strlen(answer);
                std::slice::from_raw_parts_mut(answer.cast::<u8>(), length).zeroize();
                libc::free(answer.cast());
            }
        }
        libc::free(answers.cast());
    }
}

/// The longest entry of the system's list of users, in bytes.
const ENTRY: usize = 16_384;

/// Who this process runs as, by the system's lists, local or not.
pub(crate) fn person() -> Result<Person, Unable> {
    let user = rustix::process::getuid().as_raw();
    let mut space: Vec<c_char> = vec![0; ENTRY];
    let mut found = ptr::null_mut();
    // SAFETY: an all-zero entry is one; texts are written into `space`, of its size, and are
    // read while it is there.
    unsafe {
        let mut entry: libc::passwd = std::mem::zeroed();
        let failed = libc::getpwuid_r(
            user,
            &raw mut entry,
            space.as_mut_ptr(),
            space.len(),
            &raw mut found,
        );
        if failed != 0 || found.is_null() || entry.pw_name.is_null() {
            return Err(Unable::Nameless(user));
        }
        let text = |text: *const c_char| match text.is_null() {
            true => String::new(),
            false => CStr::from_ptr(text).to_string_lossy().into_owned(),
        };
        let called = text(entry.pw_gecos);
        Ok(Person {
            name: text(entry.pw_name),
            // The rest is where to find the person.
            called: called.split(',').next().unwrap_or_default().to_owned(),
        })
    }
}
