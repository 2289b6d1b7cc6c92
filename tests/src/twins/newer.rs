//! The protocols of daily use, as other cages' programs speak them: held pointers, tokens, text,
//! icons, order and time of commits, security contexts.

use super::dice::Dice;
use crate::args;
use crate::contexts::Context;
use crate::fixture::Fixture;
use crate::foreign::{V1, V2};
use crate::rawwl::{Obj, Raw, Win, memory};

/// Which of them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Novelty {
    Hold,
    Token,
    Export,
    Dialog,
    Awake,
    Looks,
    Order,
    Time(u32),
    Text,
    Method,
    Icon,
    Bell,
    Registry,
    Context,
    HangUp,
}

impl Novelty {
    pub(super) fn any(dice: &mut Dice) -> Novelty {
        match dice.below(15) {
            0 => Novelty::Hold,
            1 => Novelty::Token,
            2 => Novelty::Export,
            3 => Novelty::Dialog,
            4 => Novelty::Awake,
            5 => Novelty::Looks,
            6 => Novelty::Order,
            7 => Novelty::Time(dice.within(900, 1100).unsigned_abs()),
            8 => Novelty::Text,
            9 => Novelty::Method,
            10 => Novelty::Icon,
            11 => Novelty::Bell,
            12 => Novelty::Registry,
            13 => Novelty::Context,
            _ => Novelty::HangUp,
        }
    }
}

/// A program that speaks them.
pub(super) struct Newer {
    raw: Raw,
    /// A window that shows nothing.
    win: Win,
    contexts: Vec<Context>,
}

impl Newer {
    pub(super) fn new(fixture: &mut Fixture, cage: &str) -> Newer {
        let raw = fixture.raw(cage);
        let win = raw.toplevel();
        raw.commit(win.surface);
        fixture.settle();
        Newer {
            raw,
            win,
            contexts: Vec::new(),
        }
    }

    fn on_seat(&self, manager: &str, request: &str) -> Obj {
        self.raw.extra(manager, request, self.raw.bound("wl_seat"))
    }

    /// Something of a new surface, of which it has one.
    fn on_surface(&self, manager: &str, request: &str) -> (Obj, Obj) {
        let surface = self.raw.surface();
        (surface, self.raw.extra(manager, request, surface))
    }

    pub(super) fn perform(&mut self, fixture: &mut Fixture, novelty: Novelty) {
        let raw = self.raw.clone();
        match novelty {
            Novelty::Hold => self.hold(),
            Novelty::Token => self.token(),
            Novelty::Export => self.export(),
            Novelty::Dialog => {
                let dialog = raw.extra("xdg_wm_dialog_v1", "get_xdg_dialog", self.win.role);
                raw.tell(dialog, "set_modal", args![]);
                raw.tell(dialog, "destroy", args![]);
            }
            Novelty::Awake => {
                self.on_surface("zwp_idle_inhibit_manager_v1", "create_inhibitor");
            }
            Novelty::Looks => self.looks(),
            Novelty::Order => {
                let (surface, fifo) = self.on_surface("wp_fifo_manager_v1", "get_fifo");
                for wish in ["set_barrier", "wait_barrier", "set_barrier"] {
                    raw.tell(fifo, wish, args![]);
                    raw.commit(surface);
                }
            }
            Novelty::Time(seconds) => {
                let manager = "wp_commit_timing_manager_v1";
                let (surface, timer) = self.on_surface(manager, "get_timer");
                raw.tell(timer, "set_timestamp", args![0, seconds, 0]);
                raw.commit(surface);
            }
            Novelty::Text => self.text(),
            Novelty::Method => self.method(),
            Novelty::Icon => self.icon(),
            Novelty::Bell => {
                let bell = raw.bound("xdg_system_bell_v1");
                raw.tell(bell, "ring", args![self.win.surface]);
            }
            Novelty::Registry => {
                let registry = raw.make(raw.display(), "get_registry", args![]);
                let fixes = raw.bound("wl_fixes");
                raw.tell(fixes, "destroy_registry", args![registry]);
            }
            Novelty::Context => self.context(fixture),
            Novelty::HangUp => drop(self.contexts.pop()),
        }
    }

    fn hold(&self) {
        let raw = &self.raw;
        let (surface, pointer) = (raw.surface(), raw.pointer());
        let manager = raw.bound("zwp_pointer_constraints_v1");
        raw.make(manager, "lock_pointer", args![surface, pointer, 0, 2]);
        let manager = "zwp_relative_pointer_manager_v1";
        raw.extra(manager, "get_relative_pointer", pointer);
    }

    fn token(&self) {
        let raw = &self.raw;
        let manager = raw.bound("xdg_activation_v1");
        let token = raw.make(manager, "get_activation_token", args![]);
        raw.tell(token, "set_surface", args![self.win.surface]);
        raw.tell(token, "commit", args![]);
        raw.tell(manager, "activate", args!["guess", self.win.surface]);
    }

    fn export(&self) {
        let (raw, surface) = (&self.raw, self.win.surface);
        for version in [V1, V2] {
            version.export(raw, surface);
            let imported = version.import(raw, "guess");
            raw.tell(imported, "set_parent_of", args![surface]);
        }
    }

    fn looks(&self) {
        let raw = &self.raw;
        let (surface, alpha) = self.on_surface("wp_alpha_modifier_v1", "get_surface");
        raw.tell(alpha, "set_multiplier", args![1 << 30]);
        let kind = raw.extra(
            "wp_content_type_manager_v1",
            "get_surface_content_type",
            surface,
        );
        raw.tell(kind, "set_content_type", args![2]);
        let manager = "wp_tearing_control_manager_v1";
        let tearing = raw.extra(manager, "get_tearing_control", surface);
        raw.tell(tearing, "set_presentation_hint", args![1]);
        raw.commit(surface);
    }

    fn text(&self) {
        let field = self.on_seat("zwp_text_input_manager_v3", "get_text_input");
        self.raw.tell(field, "enable", args![]);
        let around = args!["hello", 5, 5];
        self.raw.tell(field, "set_surrounding_text", around);
        self.raw.tell(field, "commit", args![]);
    }

    fn method(&self) {
        let raw = &self.raw;
        let method = self.on_seat("zwp_input_method_manager_v2", "get_input_method");
        raw.tell(method, "commit_string", args!["typed"]);
        raw.tell(method, "commit", args![0]);
        raw.make(method, "grab_keyboard", args![]);
        let popup = raw.surface();
        raw.make(method, "get_input_popup_surface", args![popup]);
        let manager = "zwp_virtual_keyboard_manager_v1";
        // Its cage's input method may be another, which alone types.
        if raw.last(method, "unavailable").is_none() {
            let typist = self.on_seat(manager, "create_virtual_keyboard");
            raw.tell(typist, "keymap", args![1, memory(64), 64]);
            raw.tell(typist, "key", args![0, 30, 1]);
            raw.tell(typist, "destroy", args![]);
        }
        raw.tell(method, "destroy", args![]);
    }

    fn icon(&self) {
        let raw = &self.raw;
        let manager = raw.bound("xdg_toplevel_icon_manager_v1");
        let icon = raw.make(manager, "create_icon", args![]);
        raw.tell(icon, "add_buffer", args![raw.buffer(16, 16), 1]);
        raw.tell(manager, "set_icon", args![self.win.role, icon]);
    }

    /// Somebody comes in at a new context, and leaves.
    fn context(&mut self, fixture: &mut Fixture) {
        if self.contexts.len() < 8 {
            let context = fixture.context(&self.raw, "org.example", "org.example.Inner");
            let cage = fixture.core.policy.cage(self.raw.cage()).expect("a cage");
            let cage = cage.name().to_owned();
            let inner = fixture.raw_behind(&context, &cage);
            inner.surface();
            fixture.settle();
            fixture.cut(&inner);
            self.contexts.push(context);
        }
    }
}
