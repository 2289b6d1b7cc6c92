//! Questions about what a client was told by the user's hands.

use wayland_client::protocol::wl_keyboard::{self, KeyState};
use wayland_client::protocol::wl_pointer::{self, ButtonState};
use wayland_client::protocol::wl_touch;
use wayland_client::{Proxy, WEnum};

use super::{Client, Heard};
use crate::keycodes;

/// A press or release as a client heard it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The serial it came with.
    pub serial: u32,
    /// evdev code of the key or button.
    pub code: u32,
    /// Down or up.
    pub pressed: bool,
}

fn key(heard: &Heard) -> Option<Told> {
    match heard {
        Heard::Keyboard(
            _,
            wl_keyboard::Event::Key {
                serial, key, state, ..
            },
        ) => Some(Told {
            serial: *serial,
            code: *key,
            pressed: *state == WEnum::Value(KeyState::Pressed),
        }),
        _ => None,
    }
}

fn button(heard: &Heard) -> Option<Told> {
    match heard {
        Heard::Pointer(
            _,
            wl_pointer::Event::Button {
                serial,
                button,
                state,
                ..
            },
        ) => Some(Told {
            serial: *serial,
            code: *button,
            pressed: *state == WEnum::Value(ButtonState::Pressed),
        }),
        _ => None,
    }
}

impl Client {
    /// Keys pressed and released, since the last `forget`.
    #[must_use]
    pub fn keys(&self) -> Vec<Told> {
        self.told(key)
    }

    /// What was typed to it, as the letters on the keys.
    #[must_use]
    pub fn typed(&self) -> String {
        let pressed = self.keys().into_iter().filter(|key| key.pressed);
        pressed
            .filter_map(|key| keycodes::letter(key.code))
            .collect()
    }

    /// Pointer buttons pressed and released.
    #[must_use]
    pub fn buttons(&self) -> Vec<Told> {
        self.told(button)
    }

    /// How many pointer presses it got.
    #[must_use]
    pub fn presses(&self) -> usize {
        self.buttons()
            .iter()
            .filter(|button| button.pressed)
            .count()
    }

    /// The serial of the newest pointer press it ever got.
    #[must_use]
    pub fn press_serial(&self) -> u32 {
        self.last_press().expect("a press")
    }

    /// The same, if there was one.
    #[must_use]
    pub fn last_press(&self) -> Option<u32> {
        let presses = self.ever(|heard| button(heard).filter(|told| told.pressed));
        presses.last().map(|told| told.serial)
    }

    /// Where the pointer came in: surface-local coordinates, with the serial.
    #[must_use]
    pub fn pointer_enters(&self) -> Vec<(u32, f64, f64)> {
        self.told(|heard| match heard {
            Heard::Pointer(
                _,
                wl_pointer::Event::Enter {
                    serial,
                    surface_x,
                    surface_y,
                    ..
                },
            ) => Some((*serial, *surface_x, *surface_y)),
            _ => None,
        })
    }

    /// The serial of the newest pointer enter, if there was one.
    #[must_use]
    pub fn last_enter(&self) -> Option<u32> {
        let serials = self.ever(|heard| match heard {
            Heard::Pointer(_, wl_pointer::Event::Enter { serial, .. }) => Some(*serial),
            _ => None,
        });
        serials.last().copied()
    }

    /// The serial of the newest pointer enter.
    #[must_use]
    pub fn enter_serial(&self) -> u32 {
        self.last_enter().expect("an enter")
    }

    /// How often the pointer left.
    #[must_use]
    pub fn pointer_leaves(&self) -> usize {
        self.told(|heard| {
            matches!(heard, Heard::Pointer(_, wl_pointer::Event::Leave { .. })).then_some(())
        })
        .len()
    }

    /// Where the pointer moved to, surface-local.
    #[must_use]
    pub fn motions(&self) -> Vec<(f64, f64)> {
        self.told(|heard| match heard {
            Heard::Pointer(
                _,
                wl_pointer::Event::Motion {
                    surface_x,
                    surface_y,
                    ..
                },
            ) => Some((*surface_x, *surface_y)),
            _ => None,
        })
    }

    /// Scrolling heard.
    #[must_use]
    pub fn scrolled(&self) -> Vec<f64> {
        self.told(|heard| match heard {
            Heard::Pointer(_, wl_pointer::Event::Axis { value, .. }) => Some(*value),
            _ => None,
        })
    }

    /// The keys that were said to be held at each keyboard enter.
    #[must_use]
    pub fn keyboard_enters(&self) -> Vec<Vec<u8>> {
        self.told(|heard| match heard {
            Heard::Keyboard(_, wl_keyboard::Event::Enter { keys, .. }) => Some(keys.clone()),
            _ => None,
        })
    }

    /// How often the keys left.
    #[must_use]
    pub fn keyboard_leaves(&self) -> usize {
        let leave =
            |heard: &Heard| matches!(heard, Heard::Keyboard(_, wl_keyboard::Event::Leave { .. }));
        self.told(|heard| leave(heard).then_some(())).len()
    }

    /// Fingers put down: id and surface-local place.
    #[must_use]
    pub fn touches(&self) -> Vec<(i32, f64, f64)> {
        self.told(|heard| match heard {
            Heard::Touch(_, wl_touch::Event::Down { id, x, y, .. }) => Some((*id, *x, *y)),
            _ => None,
        })
    }

    /// How many fingers went up.
    #[must_use]
    pub fn touch_ups(&self) -> usize {
        self.told(|heard| {
            matches!(heard, Heard::Touch(_, wl_touch::Event::Up { .. })).then_some(())
        })
        .len()
    }

    /// The times of frames told through a callback.
    #[must_use]
    pub fn frame_times(
        &self,
        callback: &wayland_client::protocol::wl_callback::WlCallback,
    ) -> Vec<u32> {
        let id = callback.id();
        self.ever(|heard| match heard {
            Heard::Callback(
                at,
                wayland_client::protocol::wl_callback::Event::Done { callback_data },
            ) if *at == id => Some(*callback_data),
            _ => None,
        })
    }
}
