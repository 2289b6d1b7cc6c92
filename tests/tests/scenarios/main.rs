//! Scenarios: one story a file, played with the real core, real clients and a user's hands.

mod s0001_a_window_is_framed;
mod s0002_the_name_comes_from_policy;
mod s0003_two_cages_overlap;
mod s0004_a_popup_is_framed;
mod s0005_a_subsurface_stays_inside;
