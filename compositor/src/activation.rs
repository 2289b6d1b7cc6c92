//! Tokens by which a program asks for a window of its cage to be brought to the user. They mean nothing in another cage.

use std::collections::{HashMap, VecDeque};
use std::time::Duration;

use lisere_policy::CageId;
use rustix::rand::{GetRandomFlags, getrandom};
use smithay::reexports::wayland_server::protocol::wl_surface::WlSurface;
use smithay::reexports::wayland_server::{Client, Resource};

use crate::clock::Now;
use crate::desk::WindowId;
use crate::state::Compositor;

/// The most tokens that a cage may have; the oldest give way.
const MOST: usize = 64;
/// How long a program has to show its window: it may be slow to start.
const LASTS: Duration = Duration::from_secs(60);

/// A name that nobody guesses: 32 hexadecimal digits. None where the system gives no
/// random numbers.
pub(crate) fn secret_name() -> Option<String> {
    let mut bytes = [0_u8; 16];
    let got = getrandom(&mut bytes, GetRandomFlags::empty()).ok()?;
    (got == bytes.len()).then(|| bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[derive(Debug)]
struct Token {
    name: String,
    /// Whether the user had just done something in the window that asked.
    real: bool,
    until: Now,
}

/// The tokens of all cages.
#[derive(Debug, Default)]
pub(crate) struct Activation(HashMap<CageId, VecDeque<Token>>);

impl Activation {
    fn give(&mut self, cage: CageId, name: String, real: bool, now: Now) {
        let tokens = self.0.entry(cage).or_default();
        if tokens.len() >= MOST {
            tokens.pop_front();
        }
        let until = now.after(LASTS);
        tokens.push_back(Token { name, real, until });
    }

    /// Uses a token of a cage up; says whether it was real. None if the cage has no such.
    fn take(&mut self, cage: CageId, name: &str, now: Now) -> Option<bool> {
        let tokens = self.0.get_mut(&cage)?;
        tokens.retain(|token| token.until > now);
        let at = tokens.iter().position(|token| token.name == name)?;
        tokens.remove(at).map(|token| token.real)
    }
}

impl Compositor {
    /// A new token for a program of a cage. `serial` is of what the user has done.
    pub(crate) fn new_token(&mut self, client: &Client, cage: CageId, serial: u32) -> String {
        let keys = self.seats.keyboard_focus();
        let keys = keys.is_some_and(|(_, surface)| surface.client().as_ref() == Some(client));
        let real = keys && self.seats.recent_press(client, serial);
        let name = secret_name().unwrap_or_default();
        let now = self.clock.now();
        if !name.is_empty() {
            let tokens = &mut self.protocols.activation;
            tokens.give(cage, name.clone(), real, now);
        }
        name
    }

    /// A program asks for a window. It gets the keys where the user has just asked for that
    /// in a window of the same cage, which has them; else it is marked.
    pub(crate) fn activate(&mut self, cage: CageId, token: &str, surface: &WlSurface) {
        let now = self.clock.now();
        let Some(real) = self.protocols.activation.take(cage, token, now) else {
            return;
        };
        let Some(id) = self.root_window(surface) else {
            return;
        };
        let own = self
            .windows
            .get(id)
            .is_some_and(|window| window.cage == cage);
        let here = self.focus.cage() == Some(cage) && self.desk.is_visible(id);
        if own && real && here {
            self.hand_over(id);
        } else if own {
            self.mark_urgent(id);
        }
    }

    /// Marks a window for the user to look at, unless that is what the user does.
    pub(crate) fn mark_urgent(&mut self, id: WindowId) {
        if self.focus.active() != Some(id) && self.windows.set_urgent(id, true) {
            self.work.rearrange();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Now {
        Now(Duration::from_secs(seconds))
    }

    #[test]
    fn tokens_are_used_once_in_their_cage_and_in_time() {
        let policy = lisere_policy::Policy::preset("home").unwrap();
        let [one, other] = [0, 1].map(|at| policy.cages()[at].id());
        let mut tokens = Activation::default();
        tokens.give(one, "a".into(), true, at(0));
        tokens.give(one, "b".into(), false, at(0));
        assert_eq!(tokens.take(other, "a", at(1)), None);
        assert_eq!(tokens.take(one, "a", at(1)), Some(true));
        assert_eq!(tokens.take(one, "a", at(1)), None);
        assert_eq!(tokens.take(one, "b", at(60)), None, "too late");
        for number in 0..=MOST {
            tokens.give(one, number.to_string(), true, at(60));
        }
        assert_eq!(tokens.take(one, "0", at(61)), None, "it gave way");
        assert_eq!(tokens.take(one, "1", at(61)), Some(true));
    }

    #[test]
    fn names_are_long_and_differ() {
        let (one, other) = (secret_name().unwrap(), secret_name().unwrap());
        assert_eq!((one.len(), other.len()), (32, 32));
        assert_ne!(one, other);
    }
}
