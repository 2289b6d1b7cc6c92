//! The suite's side, in its words: tables of C functions, which call the world of their thread.
#![allow(unsafe_code)]

use std::cell::RefCell;
use std::ffi::{CString, c_char, c_int, c_void};
use std::os::fd::{AsFd, BorrowedFd, IntoRawFd, OwnedFd};

use lisere_gate::table::TABLE;
use rustix::event::{EventfdFlags, eventfd};
use rustix::io::write;

use crate::hands::Hand;
use crate::mailbox::Mailbox;
use crate::world::{Woken, World};

thread_local! {
    /// What runs on this thread, between the beginning and the end of one test.
    static WORLD: RefCell<Option<World>> = const { RefCell::new(None) };
}

/// 24.8 fixed point.
type Fixed = i32;
/// The signal of a pipe that nobody reads, and its being ignored, as Linux numbers them.
const SIGPIPE: c_int = 13;
const SIG_IGN: usize = 1;

#[repr(C)]
struct Extension {
    name: *const c_char,
    version: u32,
}

#[repr(C)]
struct Descriptor {
    version: u32,
    count: usize,
    extensions: *const Extension,
}

/// What the suite may ask of a server; what is left empty it does not call.
#[repr(C)]
struct DisplayServer {
    version: u32,
    start: Option<extern "C" fn(*mut DisplayServer)>,
    stop: extern "C" fn(*mut DisplayServer),
    create_client_socket: extern "C" fn(*mut DisplayServer) -> c_int,
    position_window_absolute:
        extern "C" fn(*mut DisplayServer, *mut c_void, *mut c_void, c_int, c_int),
    create_pointer: extern "C" fn(*mut DisplayServer) -> *mut Pointer,
    create_touch: extern "C" fn(*mut DisplayServer) -> *mut Touch,
    get_descriptor: extern "C" fn(*const DisplayServer) -> *const Descriptor,
    start_on_this_thread: extern "C" fn(*mut DisplayServer, *mut c_void),
}

#[repr(C)]
struct Pointer {
    version: u32,
    move_absolute: extern "C" fn(*mut Pointer, Fixed, Fixed),
    move_relative: extern "C" fn(*mut Pointer, Fixed, Fixed),
    button_up: extern "C" fn(*mut Pointer, c_int),
    button_down: extern "C" fn(*mut Pointer, c_int),
    destroy: extern "C" fn(*mut Pointer),
}

/// The suite's header has fixed-point numbers here, but what comes are whole pixels, and from
/// the suite's own thread.
#[repr(C)]
struct Touch {
    version: u32,
    touch_down: extern "C" fn(*mut Touch, c_int, c_int),
    touch_move: extern "C" fn(*mut Touch, c_int, c_int),
    touch_up: extern "C" fn(*mut Touch),
    destroy: extern "C" fn(*mut Touch),
    /// Not the suite's: whose touch it is.
    server: *const DisplayServer,
}

#[repr(C)]
struct Integration {
    version: u32,
    create_server: extern "C" fn(c_int, *const *const c_char) -> *mut DisplayServer,
    destroy_server: extern "C" fn(*mut DisplayServer),
}

/// A server as the suite has it: its table comes first, so that a pointer to the one is a
/// pointer to the other.
#[repr(C)]
struct Server {
    table: DisplayServer,
    descriptor: Descriptor,
    /// What the descriptor points to.
    _extensions: Vec<Extension>,
    _names: Vec<CString>,
    /// Readable when the test is over.
    stop: OwnedFd,
    mailbox: Mailbox,
}

// SAFETY: these are the declarations of libwayland's headers and of signal(2); the runner
// links them, and nothing else loads this library.
unsafe extern "C" {
    fn wl_event_loop_get_fd(dispatcher: *mut c_void) -> c_int;
    fn wl_event_loop_dispatch(dispatcher: *mut c_void, timeout_ms: c_int) -> c_int;
    fn wl_display_get_fd(display: *mut c_void) -> c_int;
    fn wl_proxy_get_id(proxy: *mut c_void) -> u32;
    fn signal(number: c_int, handler: usize) -> usize;
}

// SAFETY: the name and the type are those that the runner looks up.
#[allow(non_upper_case_globals, reason = "the runner looks it up by this name")]
#[unsafe(no_mangle)]
static wlcs_server_integration: Integration = Integration {
    version: 1,
    create_server,
    destroy_server,
};

extern "C" fn create_server(_count: c_int, _arguments: *const *const c_char) -> *mut DisplayServer {
    // SAFETY: ignoring a signal runs no code. Rust's start does it for programs; a library
    // has to itself, or a client that hangs up ends the runner.
    unsafe { signal(SIGPIPE, SIG_IGN) };
    let stop = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK);
    let (Ok(stop), Ok(mailbox)) = (stop, Mailbox::new()) else {
        return std::ptr::null_mut();
    };
    // What every cage sees without the right to a graphics card.
    let names: Vec<CString> = TABLE
        .iter()
        .filter_map(|row| CString::new(row.interface()).ok())
        .collect();
    let extensions: Vec<Extension> = names
        .iter()
        .zip(TABLE)
        .map(|(name, row)| Extension {
            name: name.as_ptr(),
            version: row.version,
        })
        .collect();
    let server = Server {
        table: DisplayServer {
            version: 3,
            start: None,
            stop: stop_server,
            create_client_socket,
            position_window_absolute,
            create_pointer,
            create_touch,
            get_descriptor,
            start_on_this_thread,
        },
        descriptor: Descriptor {
            version: 1,
            count: extensions.len(),
            extensions: extensions.as_ptr(),
        },
        _extensions: extensions,
        _names: names,
        stop,
        mailbox,
    };
    Box::into_raw(Box::new(server)).cast()
}

extern "C" fn destroy_server(server: *mut DisplayServer) {
    // SAFETY: it came from `create_server`, and the suite gives it back once.
    drop(unsafe { Box::from_raw(server.cast::<Server>()) });
}

/// The server behind a pointer of the suite's.
fn server_of<'s>(server: *const DisplayServer) -> &'s Server {
    // SAFETY: it came from `create_server` and lives until `destroy_server`, after which the
    // suite calls nothing; nobody has it to change.
    unsafe { &*server.cast::<Server>() }
}

extern "C" fn stop_server(server: *mut DisplayServer) {
    // The counter is far from full.
    let _ = write(&server_of(server).stop, &1_u64.to_ne_bytes());
}

extern "C" fn get_descriptor(server: *const DisplayServer) -> *const Descriptor {
    &server_of(server).descriptor
}

/// Runs the core until the test is over. Whatever the suite wants meanwhile it has called
/// from its dispatcher, on this thread.
extern "C" fn start_on_this_thread(server: *mut DisplayServer, dispatcher: *mut c_void) {
    // SAFETY: the dispatcher outlives the call.
    let wishes = unsafe { BorrowedFd::borrow_raw(wl_event_loop_get_fd(dispatcher)) };
    let server = server_of(server);
    match World::new(wishes, server.mailbox.as_fd(), server.stop.as_fd()) {
        Ok(world) => WORLD.set(Some(world)),
        Err(error) => fail(&error),
    }
    loop {
        match in_world(World::turn) {
            Some(Ok(Woken::Nothing)) => {}
            Some(Ok(Woken::Wishes)) => {
                // SAFETY: as above; the world is not borrowed, so that hooks can be.
                unsafe { wl_event_loop_dispatch(dispatcher, 0) };
            }
            Some(Ok(Woken::Mail)) => {
                if let Some((hand, done)) = server.mailbox.take() {
                    act(hand);
                    // Whoever waited no longer does.
                    let _ = done.send(());
                }
            }
            Some(Err(error)) => fail(&error),
            Some(Ok(Woken::Stop)) | None => break,
        }
    }
    WORLD.set(None);
}

/// The suite would wait for ever for a server that does not run.
fn fail(error: &dyn std::fmt::Display) -> ! {
    eprintln!("lisere-wlcs: the core can't run: {error}");
    std::process::abort()
}

/// Does something in the world of this thread, if there is one.
fn in_world<T>(act: impl FnOnce(&mut World) -> T) -> Option<T> {
    WORLD.with_borrow_mut(|world| world.as_mut().map(act))
}

extern "C" fn create_client_socket(_server: *mut DisplayServer) -> c_int {
    let connected = in_world(World::connect).and_then(Result::ok);
    connected.map_or(-1, IntoRawFd::into_raw_fd)
}

extern "C" fn position_window_absolute(
    _server: *mut DisplayServer,
    display: *mut c_void,
    surface: *mut c_void,
    x: c_int,
    y: c_int,
) {
    // SAFETY: both are the suite's own and alive during the call.
    let (client, surface) = unsafe { (wl_display_get_fd(display), wl_proxy_get_id(surface)) };
    in_world(|world| world.put(client, surface, (x, y)));
}

extern "C" fn create_pointer(_server: *mut DisplayServer) -> *mut Pointer {
    Box::into_raw(Box::new(Pointer {
        version: 1,
        move_absolute,
        move_relative,
        button_up,
        button_down,
        destroy: destroy_pointer,
    }))
}

extern "C" fn move_absolute(_pointer: *mut Pointer, x: Fixed, y: Fixed) {
    act(Hand::To(float(x), float(y)));
}

extern "C" fn move_relative(_pointer: *mut Pointer, x: Fixed, y: Fixed) {
    act(Hand::By(float(x), float(y)));
}

extern "C" fn button_up(_pointer: *mut Pointer, button: c_int) {
    act(Hand::Release(button));
}

extern "C" fn button_down(_pointer: *mut Pointer, button: c_int) {
    act(Hand::Press(button));
}

extern "C" fn destroy_pointer(pointer: *mut Pointer) {
    // SAFETY: it came from `create_pointer`, and the suite gives it back once.
    drop(unsafe { Box::from_raw(pointer) });
}

extern "C" fn create_touch(server: *mut DisplayServer) -> *mut Touch {
    Box::into_raw(Box::new(Touch {
        version: 1,
        touch_down,
        touch_move,
        touch_up,
        destroy: destroy_touch,
        server,
    }))
}

extern "C" fn touch_down(touch: *mut Touch, x: c_int, y: c_int) {
    touched(touch, Hand::FingerDown(f64::from(x), f64::from(y)));
}

extern "C" fn touch_move(touch: *mut Touch, x: c_int, y: c_int) {
    touched(touch, Hand::FingerTo(f64::from(x), f64::from(y)));
}

extern "C" fn touch_up(touch: *mut Touch) {
    touched(touch, Hand::FingerUp);
}

fn touched(touch: *mut Touch, hand: Hand) {
    match in_world(|world| world.act(hand)) {
        Some(()) => {}
        // SAFETY: it came from `create_touch`, and its server is there as long as it is.
        None => server_of(unsafe { (*touch).server }).mailbox.send(hand),
    }
}

extern "C" fn destroy_touch(touch: *mut Touch) {
    // SAFETY: it came from `create_touch`, and the suite gives it back once.
    drop(unsafe { Box::from_raw(touch) });
}

fn act(hand: Hand) {
    in_world(|world| world.act(hand));
}

fn float(fixed: Fixed) -> f64 {
    f64::from(fixed) / 256.0
}
