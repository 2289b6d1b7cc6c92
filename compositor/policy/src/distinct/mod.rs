//! Telling cages apart: every pair measured by colour, pattern and text, for every kind of eye.

mod ciede;
mod matrix;
mod vision;

pub use ciede::{Lab, delta_e};
pub use matrix::{Ground, Matrix, Pair, Reading, Through};
pub use vision::Vision;

/// Least ΔE₀₀ between two cages, and between a cage and what lies behind it, in normal vision.
pub const APART: f64 = 15.0;
/// Least ΔE₀₀ between two cages of one pattern, as a colour-blind person sees them.
pub const APART_BLIND: f64 = 10.0;
/// Least contrast of text on its ground (WCAG 2.1, success criterion 1.4.3, level AA).
pub const LEGIBLE: f64 = 4.5;
