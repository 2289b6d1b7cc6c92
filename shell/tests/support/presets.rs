//! The cages and neutral colours of the built-in policies, as the core would hand them over.

use lisere_shell::{CageStyle, Pattern, Rgb, Ui};

const LIGHT: u32 = 0xf7f5f0;
const DARK: u32 = 0x0e1116;

pub const WEB: CageStyle<'static> = cage("Web", 0xe8a33d, DARK, Pattern::Dots);
pub const WORK: CageStyle<'static> = cage("Work", 0x4a86d8, DARK, Pattern::Bars);
pub const BANK: CageStyle<'static> = cage("Bank", 0x7fd6d0, DARK, Pattern::Dashes);
pub const VAULT: CageStyle<'static> = cage("Vault", 0x6d49a8, LIGHT, Pattern::Checks);
pub const INTERNET: CageStyle<'static> = cage("Internet", 0x5fa777, DARK, Pattern::Solid);
pub const SPECIAL: CageStyle<'static> =
    cage("Secret Spécial France", 0xb98fd6, DARK, Pattern::Bars);
pub const TRES_SECRET: CageStyle<'static> = cage("Très Secret", 0xb3202e, LIGHT, Pattern::Chevrons);
pub const CUI: CageStyle<'static> = cage("CUI", 0x7d45b5, LIGHT, Pattern::Waves);
pub const SCI: CageStyle<'static> = cage("TOP SECRET//SCI", 0xfce83a, DARK, Pattern::Bars);
pub const RM_B: CageStyle<'static> = cage("RM_B", 0x3f83d6, DARK, Pattern::Dots);
pub const RM_H: CageStyle<'static> = cage("RM_H", 0xbc2f3a, LIGHT, Pattern::Diagonal);
pub const UPDATE: CageStyle<'static> = cage("Mise à jour", 0xd9b8dc, DARK, Pattern::Waves);

const fn cage(title: &str, colour: u32, text: u32, pattern: Pattern) -> CageStyle<'_> {
    CageStyle {
        title,
        colour: Rgb::hex(colour),
        text: Rgb::hex(text),
        pattern,
        remote: false,
    }
}

/// The neutral colours of a built-in theme: they differ in the bar's ground only.
pub fn ui(bar: u32) -> Ui {
    Ui {
        bar_background: Rgb::hex(bar),
        bar_text: Rgb::hex(0xf2f0ea),
        bar_dim_text: Rgb::hex(0xa4abb8),
        accent: Rgb::hex(0xf0c05a),
        contrast_light: Rgb::hex(LIGHT),
        contrast_dark: Rgb::hex(DARK),
        backdrop: Rgb::hex(0x12161d),
        ..Ui::default()
    }
}

pub const HOME: u32 = 0x1d222c;
pub const FR: u32 = 0x1b212d;
pub const US: u32 = 0x1b1f27;
pub const CLIPOS: u32 = 0x1c2129;
