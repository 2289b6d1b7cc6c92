//! The programs of the tour, each a picture in two languages.

mod browser;
mod chart;
mod editor;
mod icon;
mod invoice;
mod mail;
mod secrets;
mod statement;
mod terminal;

use lisere_shell::Language;

use crate::page::{Face, Looks, Page};

pub(crate) use icon::{SIDE, icon};

/// A program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum App {
    /// A page of the web.
    Browser,
    /// Figures of a quarter.
    Chart,
    /// A text that is being written.
    Editor,
    /// A stranger's invoice.
    Invoice,
    /// Letters.
    Mail,
    /// Passwords.
    Secrets,
    /// An account at a bank.
    Statement,
    /// A shell.
    Terminal,
}

impl App {
    /// What its window is called.
    pub(crate) fn title(self, language: Language) -> &'static str {
        let both = match self {
            App::Browser => ["The tides of the bay – Almanac", "Les marées – Almanach"],
            App::Chart => ["Third quarter", "Troisième trimestre"],
            App::Editor => ["harbour.md", "note-port.md"],
            App::Invoice => ["invoice-2291.pdf", "facture-2291.pdf"],
            App::Mail => ["Inbox – 3 unread", "Courrier – 3 non lus"],
            App::Secrets => ["Passwords", "Mots de passe"],
            App::Statement => ["Accounts", "Comptes"],
            App::Terminal => ["camille@work: ~/harbour", "camille@bureau: ~/port"],
        };
        pick(language, both)
    }

    /// What its window shows.
    pub(crate) fn paint(self, language: Language, size: (i32, i32), scale: f64) -> Page {
        let ground = match self {
            App::Editor => 0x20_24_2c,
            App::Terminal => 0x12_16_1c,
            App::Invoice => 0xd9_dc_e1,
            _ => PAPER,
        };
        let mut page = Page::new(size, scale, ground);
        let draw = match self {
            App::Browser => browser::draw,
            App::Chart => chart::draw,
            App::Editor => editor::draw,
            App::Invoice => invoice::draw,
            App::Mail => mail::draw,
            App::Secrets => secrets::draw,
            App::Statement => statement::draw,
            App::Terminal => terminal::draw,
        };
        draw(&mut page, language);
        page
    }
}

const PAPER: u32 = 0xff_ff_ff;
const INK: u32 = 0x1e_23_2d;
const DIM: u32 = 0x6a_72_80;
const FAINT: u32 = 0xe4_e7_ec;
const WASH: u32 = 0xf4_f6_f9;

/// Of words in English and French those in this language.
fn pick<T: Copy>(language: Language, both: [T; 2]) -> T {
    match language {
        Language::En => both[0],
        Language::Fr => both[1],
    }
}

const fn plain(size: f32, colour: u32) -> Looks {
    (Face::Plain, size, colour)
}

const fn strong(size: f32, colour: u32) -> Looks {
    (Face::Strong, size, colour)
}

const fn mono(size: f32, colour: u32) -> Looks {
    (Face::Mono, size, colour)
}
