//! Trusted pictures of Liseré and where their buttons are: values in, premultiplied pixels and hot areas out.
//!
//! Nothing here reads a file, a clock, an environment variable or a system
//! font: the same values give the same pixels on every machine, which is what
//! lets golden pictures be compared exactly.

mod badge;
mod bar;
mod canvas;
mod card;
mod colour;
mod cursor;
mod edging;
mod emblem;
#[cfg(test)]
mod fit;
mod fonts;
mod frame;
mod geometry;
mod icons;
mod launcher;
mod lens;
mod lock;
mod metrics;
mod notice;
mod overview;
mod painter;
mod paragraph;
mod pattern;
mod picture;
mod prompt;
mod scaled;
mod seal;
mod style;
mod switcher;
mod tag;
mod text;
mod wallpaper;
mod welcome;
mod words;

pub use badge::{BadgeSpec, Sign};
pub use bar::{BarFocus, BarHot, BarSpec, BarTransfer, Indicator, IndicatorKind, Workspace};
pub use colour::Rgb;
pub use cursor::{Cursor, Shape, cursor};
pub use frame::{
    Button, Edges, FrameKind, FramePictures, FrameSides, FrameSpec, FrameTop, Hot, Toplevel,
};
pub use geometry::{Rect, Scale};
pub use launcher::{
    LauncherHot, LauncherRefusal, LauncherRow, LauncherRowKind, LauncherSpec, LauncherState,
};
pub use lens::{
    CardHead, CardRow, CardSpec, FooterHot, FooterKey, FooterSpec, PlaqueSpec, RibbonSpec,
    RibbonWay,
};
pub use lock::{CoverSpec, Field, LockLine, LockPicture, LockSpec};
pub use metrics::{Insets, Metrics};
pub use notice::NoticeSpec;
pub use overview::{OverviewGroup, OverviewPicture, OverviewSpec, OverviewWorkspace};
pub use painter::Painter;
pub use pattern::Pattern;
pub use picture::Picture;
pub use prompt::{Cargo, Cleaning, Course, FileRow, Kind, PromptHot, PromptSpec, Shown, Side, Way};
pub use seal::Seal;
pub use style::{CageStyle, Ui};
pub use switcher::{SwitcherEntry, SwitcherPicture, SwitcherSpec};
pub use tag::TagSpec;
pub use wallpaper::wallpaper_period;
pub use welcome::{
    Chore, ChoreRow, LayoutRow, PresetRow, WelcomeFault, WelcomeHot, WelcomeNote, WelcomePage,
    WelcomeSpec,
};
pub use words::{
    CageFault, ChordFault, Date, Denial, FileFault, Gauge, Giving, Incomplete, IndicatorTag,
    Instead, Irregular, JournalFault, KeyboardFault, KeysFault, Language, LensCard, LensKeys,
    LensRefused, LensWords, ListFault, LockFault, Message, ModeFault, Parcel, PictureFault,
    PreferenceFault, ScaleFault, SystemFault, Tables, Tag, TagText, Taking, Thing, Twice,
    Unfollowed, Wanted, Whose, Why, Written,
};
