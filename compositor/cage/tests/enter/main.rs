//! A cage's sandbox from `--enter` on, with the tests in the warden's place.

mod programs;
mod sight;
mod warden;
