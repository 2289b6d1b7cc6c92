//! The lights on a keyboard: what is locked.

use smithay::input::keyboard::xkb;

/// Which lights are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leds {
    /// Capital letters are locked.
    pub caps: bool,
    /// The keypad's digits are locked.
    pub num: bool,
    /// Scroll Lock.
    pub scroll: bool,
}

impl Leds {
    /// What a keyboard in this state shows.
    pub(crate) fn of(state: &xkb::State) -> Leds {
        Leds {
            caps: state.led_name_is_active(xkb::LED_NAME_CAPS),
            num: state.led_name_is_active(xkb::LED_NAME_NUM),
            scroll: state.led_name_is_active(xkb::LED_NAME_SCROLL),
        }
    }
}
