//! What the user is shown of a transfer: the prompt, the bar's mark, the badge of a drag.

use std::rc::Rc;

use lisere_policy::{Answer, CageId, Channel, TypeClass};
use lisere_shell::{Cleaning, Parcel, Scale};
use zeroize::{Zeroize, Zeroizing};

use super::FileLine;

/// An end of a transfer as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// A cage, in its colour.
    Cage(CageId),
    /// The user's own side, in trusted UI's colours.
    Trusted,
}

/// What can be chosen at a prompt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// No. It is chosen until the user chooses something else.
    #[default]
    Deny,
    /// Yes, this once.
    Allow,
    /// No, and nothing more from this cage for ten minutes.
    DenyAll,
}

/// A small picture: premultiplied blue, green, red, alpha; rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `width * height * 4` bytes.
    pub bgra: Vec<u8>,
}

impl Drop for Pixels {
    fn drop(&mut self) {
        self.bgra.zeroize();
    }
}

/// What a prompt shows of the content.
#[derive(Clone, Debug, PartialEq)]
pub enum Preview {
    /// Nothing can be shown of it.
    Nothing,
    /// The first lines of cleaned text.
    Text(Rc<Zeroizing<String>>),
    /// The picture as it will arrive, made small; and its real size in pixels.
    Image(Rc<Pixels>, (u32, u32)),
    /// Files with old and new names.
    Files(Vec<FileLine>),
    /// A link, cleaned.
    Link(String),
}

/// What a prompt depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct PromptModel {
    /// The output's width and height in physical pixels.
    pub room: (i32, i32),
    /// The output's scale.
    pub scale: Scale,
    /// Where it comes from.
    pub from: Side,
    /// Where it would go.
    pub to: CageId,
    /// By which way.
    pub channel: Channel,
    /// What kind of thing.
    pub class: TypeClass,
    /// The media type, cleaned.
    pub mime: String,
    /// In bytes, exactly.
    pub size: u64,
    /// Whether that is more than goes without further consent.
    pub beyond: bool,
    /// What is done to it on its way; `None` for nothing.
    pub cleaned: Option<Cleaning>,
    /// What is shown of it.
    pub preview: Preview,
    /// What the keyboard would choose.
    pub selected: Choice,
    /// What the pointer is on.
    pub hovered: Option<Choice>,
    /// Whether an answer counts yet.
    pub armed: bool,
    /// Seconds until it is denied by itself.
    pub seconds: u32,
}

/// What the bar says of what is being carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransferChip {
    /// Where it comes from.
    pub from: Side,
    /// What it is, and how much.
    pub parcel: Parcel,
    /// The chord that gives it to the window with the keys, or "".
    pub chord: String,
    /// Seconds until it is wiped.
    pub seconds: Option<u32>,
    /// How much of it has been read or copied, in hundredths.
    pub progress: Option<u8>,
}

/// What a drag over another cage's window says at the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadgeModel {
    /// What the rules would say to a drop here.
    pub answer: Answer,
    /// Where it would go.
    pub to: CageId,
    /// The output's scale.
    pub scale: Scale,
}
