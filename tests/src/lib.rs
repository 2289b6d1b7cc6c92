//! The fixture: the real core, real clients and a user's hands, all in one thread.

mod bar;
pub mod chance;
pub mod check;
pub mod client;
pub mod contexts;
pub mod crossing;
mod fixture;
pub mod foreign;
mod gates;
pub mod golden;
mod keycodes;
mod lens;
mod locks;
pub mod minds;
pub mod notices;
pub mod panels;
mod pens;
mod picture;
mod preferred;
pub mod program;
pub mod rawwl;
pub mod router;
pub mod twins;
mod user;
mod wall_clock;

pub use client::{Client, Heard, Popup, Window};
pub use fixture::{Fixture, Screen};
pub use locks::{Porter, System};
pub use pens::{Pen, pen};
pub use picture::Picture;

/// Opaque colours for clients, none of which a built-in theme uses.
pub mod paint {
    /// Red.
    pub const RED: u32 = 0xffff_0000;
    /// Green.
    pub const GREEN: u32 = 0xff00_ff00;
    /// Blue.
    pub const BLUE: u32 = 0xff00_00ff;
    /// White.
    pub const WHITE: u32 = 0xffff_ffff;
    /// Half-transparent red, premultiplied as Wayland wants it.
    pub const GLASS: u32 = 0x8080_0000;
    /// Nothing to see.
    pub const CLEAR: u32 = 0;
}
