//! Golden pictures: sheets of what the shell draws, compared pixel by pixel.

pub mod golden;
pub mod sheet;
