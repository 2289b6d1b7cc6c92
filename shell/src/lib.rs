//! Trusted pictures of Liseré and where their buttons are: values in, premultiplied pixels and hot areas out.
//!
//! Nothing here reads a file, a clock, an environment variable or a system
//! font: the same values give the same pixels on every machine, which is what
//! lets golden pictures be compared exactly.

mod badge;
mod bar;
mod canvas;
mod colour;
mod cursor;
mod edging;
mod emblem;
mod fonts;
mod frame;
mod geometry;
mod icons;
mod lens;
mod metrics;
mod notice;
mod painter;
mod paragraph;
mod pattern;
mod picture;
mod prompt;
mod scaled;
mod seal;
mod style;
mod switcher;
mod text;
mod wallpaper;
mod words;

pub use badge::{BadgeSpec, Sign};
pub use bar::{BarFocus, BarHot, BarSpec, BarTransfer, BarUse, Workspace};
pub use colour::Rgb;
pub use cursor::{Cursor, Shape, cursor};
pub use frame::{
    Button, Edges, FrameKind, FramePictures, FrameSides, FrameSpec, FrameTop, Hot, Toplevel,
};
pub use geometry::{Rect, Scale};
pub use lens::{
    CardHead, CardRow, CardSpec, FooterHot, FooterKey, FooterSpec, PlaqueSpec, RibbonSpec,
    RibbonWay,
};
pub use metrics::{Insets, Metrics};
pub use notice::NoticeSpec;
pub use painter::Painter;
pub use pattern::Pattern;
pub use picture::Picture;
pub use prompt::{Cargo, Cleaning, Course, FileRow, Kind, PromptHot, PromptSpec, Shown, Side, Way};
pub use seal::Seal;
pub use style::{CageStyle, Ui};
pub use switcher::{SwitcherEntry, SwitcherSpec};
pub use words::{Language, LensBar, LensCard, LensKeys, LensRefused, LensWords};
