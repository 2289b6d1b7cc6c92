//! Keyboard layouts: compiled by name, and handed to each cage in a sealed file of its own.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use rustix::fs::{MemfdFlags, Mode, OFlags, SealFlags, fcntl_add_seals, memfd_create, open};
use smithay::input::keyboard::xkb;

/// Which keyboard the user has, in XKB's names, and how it repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyboardSettings {
    /// Layouts, separated by commas; the first is the active one at start.
    pub layout: String,
    /// Variants, one for each layout, separated by commas; may be empty.
    pub variant: String,
    /// Options such as `compose:menu`, separated by commas; may be empty.
    pub options: String,
    /// The model; empty for the rules' own default.
    pub model: String,
    /// Repeats per second; 0 for none.
    pub repeat_rate: i32,
    /// Milliseconds from the press to the first repeat.
    pub repeat_delay: i32,
}

impl Default for KeyboardSettings {
    fn default() -> Self {
        KeyboardSettings {
            layout: "us".into(),
            variant: String::new(),
            options: String::new(),
            model: String::new(),
            repeat_rate: 25,
            repeat_delay: 600,
        }
    }
}

/// Why a keyboard could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    /// The system's XKB data is missing.
    #[error("no keyboard layout data found: is xkb-data installed?")]
    NoData,
    /// No layout is named.
    #[error("the keyboard has no layout")]
    NoLayout,
    /// A setting holds a character that no XKB name has.
    #[error("the keyboard's {setting} contains a control character")]
    ControlCharacter {
        /// Which setting.
        setting: &'static str,
    },
    /// A layout, or its variant, does not exist.
    #[error("unknown keyboard layout \"{layout}\" (variant \"{variant}\")")]
    UnknownLayout {
        /// The layout that was not found.
        layout: String,
        /// The variant it was asked for with.
        variant: String,
    },
    /// The layouts exist, but do not compile together.
    #[error("the keyboard layouts \"{layout}\" cannot be combined")]
    NotTogether {
        /// The layouts as they were asked for.
        layout: String,
    },
    /// A repeat rate or delay below zero.
    #[error("the keyboard's repeat rate and delay must not be negative")]
    NegativeRepeat,
    /// The file that clients read the layout from could not be made.
    #[error("cannot make the keymap file for clients: {0}")]
    File(#[from] io::Error),
}

/// A compiled keyboard.
pub(crate) struct Layout {
    pub(crate) keymap: xkb::Keymap,
    /// Short names of the layouts, by group.
    pub(crate) names: Vec<String>,
    pub(crate) repeat_rate: i32,
    pub(crate) repeat_delay: i32,
}

impl Layout {
    /// Compiles `settings`, by the names given and nothing from the environment.
    pub(crate) fn compile(settings: &KeyboardSettings) -> Result<Layout, KeymapError> {
        check(settings)?;
        let context = context()?;
        let keymap = compile(&context, settings).ok_or_else(|| blame(&context, settings))?;
        Ok(Layout {
            keymap,
            names: settings
                .layout
                .split(',')
                .map(|name| name.trim().to_owned())
                .collect(),
            repeat_rate: settings.repeat_rate,
            repeat_delay: settings.repeat_delay,
        })
    }

    /// The short name of a group, such as `fr`.
    pub(crate) fn name(&self, group: u32) -> String {
        let group = usize::try_from(group).unwrap_or(0);
        self.names
            .get(group)
            .or(self.names.first())
            .cloned()
            .unwrap_or_default()
    }

    /// A file with this keymap. Each call makes another inode: a shared one could
    /// be locked by one cage and found locked by another.
    pub(crate) fn file(&self) -> io::Result<KeymapFile> {
        KeymapFile::new(&self.keymap.get_as_string(xkb::KEYMAP_FORMAT_TEXT_V1))
    }
}

fn check(settings: &KeyboardSettings) -> Result<(), KeymapError> {
    let texts = [
        ("layout", &settings.layout),
        ("variant", &settings.variant),
        ("options", &settings.options),
        ("model", &settings.model),
    ];
    for (setting, text) in texts {
        if text.chars().any(char::is_control) {
            return Err(KeymapError::ControlCharacter { setting });
        }
    }
    if settings
        .layout
        .split(',')
        .any(|name| name.trim().is_empty())
    {
        return Err(KeymapError::NoLayout);
    }
    if settings.repeat_rate < 0 || settings.repeat_delay < 0 {
        return Err(KeymapError::NegativeRepeat);
    }
    Ok(())
}

pub(crate) fn context() -> Result<xkb::Context, KeymapError> {
    let mut context = xkb::Context::new(xkb::CONTEXT_NO_ENVIRONMENT_NAMES);
    if context.get_raw_ptr().is_null() {
        return Err(KeymapError::NoData);
    }
    // What matters is in our own error; xkbcommon would print to the terminal.
    context.set_log_level(xkb::LogLevel::Critical);
    Ok(context)
}

fn compile(context: &xkb::Context, settings: &KeyboardSettings) -> Option<xkb::Keymap> {
    xkb::Keymap::new_from_names(
        context,
        "evdev",
        settings.model.as_str(),
        settings.layout.as_str(),
        settings.variant.as_str(),
        Some(settings.options.clone()),
        xkb::KEYMAP_COMPILE_NO_FLAGS,
    )
}

/// Finds which of the layouts is the bad one, for the message.
fn blame(context: &xkb::Context, settings: &KeyboardSettings) -> KeymapError {
    let mut variants = settings.variant.split(',');
    for layout in settings.layout.split(',') {
        let variant = variants.next().unwrap_or_default();
        let alone = KeyboardSettings {
            layout: layout.to_owned(),
            variant: variant.to_owned(),
            ..settings.clone()
        };
        if compile(context, &alone).is_none() {
            return KeymapError::UnknownLayout {
                layout: layout.to_owned(),
                variant: variant.to_owned(),
            };
        }
    }
    KeymapError::NotTogether {
        layout: settings.layout.clone(),
    }
}

/// A keymap as clients read it: sealed, so that none can change what another reads.
#[derive(Debug)]
pub(crate) struct KeymapFile {
    file: OwnedFd,
    /// Bytes, the closing zero included.
    pub(crate) size: u32,
}

impl KeymapFile {
    fn new(text: &str) -> io::Result<KeymapFile> {
        let size = u32::try_from(text.len().saturating_add(1)).map_err(io::Error::other)?;
        let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
        let mut file = File::from(memfd_create("keymap", flags)?);
        file.write_all(text.as_bytes())?;
        file.write_all(&[0])?;
        fcntl_add_seals(
            &file,
            SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL,
        )?;
        Ok(KeymapFile {
            file: read_only(file.into()),
            size,
        })
    }

    pub(crate) fn fd(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }
}

/// The same file opened for reading only. Clients of wl_seat before version 7 map
/// it shared, which Linux before 6.7 refuses for a sealed file open for writing.
fn read_only(file: OwnedFd) -> OwnedFd {
    let path = format!("/proc/self/fd/{}", file.as_raw_fd());
    open(path, OFlags::RDONLY | OFlags::CLOEXEC, Mode::empty()).unwrap_or(file)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::fcntl_get_seals;

    use super::*;

    fn settings(layout: &str, variant: &str) -> KeyboardSettings {
        KeyboardSettings {
            layout: layout.into(),
            variant: variant.into(),
            ..KeyboardSettings::default()
        }
    }

    fn error(layout: &str, variant: &str) -> String {
        match Layout::compile(&settings(layout, variant)) {
            Ok(_) => panic!("{layout} compiled"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn common_layouts_compile() {
        for layout in ["us", "fr", "de", "fr,us"] {
            let compiled = Layout::compile(&settings(layout, "")).unwrap();
            assert_eq!(compiled.names.join(","), layout);
        }
        assert_eq!(
            Layout::compile(&settings("fr,us", "oss,")).unwrap().name(1),
            "us"
        );
    }

    #[test]
    fn layouts_differ_in_what_a_key_means() {
        let symbol = |layout: &str| {
            let layout = Layout::compile(&settings(layout, "")).unwrap();
            xkb::State::new(&layout.keymap).key_get_utf8(xkb::Keycode::new(16 + 8))
        };
        assert_eq!(
            [symbol("us"), symbol("fr")],
            ["q".to_owned(), "a".to_owned()]
        );
    }

    #[test]
    fn a_bad_layout_is_named() {
        assert_eq!(
            error("nowhere", ""),
            "unknown keyboard layout \"nowhere\" (variant \"\")"
        );
        assert_eq!(
            error("us,zz", ""),
            "unknown keyboard layout \"zz\" (variant \"\")"
        );
        assert_eq!(
            error("fr", "klingon"),
            "unknown keyboard layout \"fr\" (variant \"klingon\")"
        );
        assert_eq!(error("us,", ""), "the keyboard has no layout");
        assert_eq!(
            error("u\0s", ""),
            "the keyboard's layout contains a control character"
        );
    }

    #[test]
    fn files_are_sealed_and_apart() {
        let layout = Layout::compile(&KeyboardSettings::default()).unwrap();
        let files = [layout.file().unwrap(), layout.file().unwrap()];
        let inodes = files.each_ref().map(|file| {
            let seals = fcntl_get_seals(file.fd()).unwrap();
            assert!(seals.contains(
                SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW | SealFlags::SEAL
            ));
            let mut copy = File::from(file.fd().try_clone_to_owned().unwrap());
            assert_eq!(copy.metadata().unwrap().size(), u64::from(file.size));
            assert!(copy.write_all(b"x").is_err());
            copy.metadata().unwrap().ino()
        });
        assert_ne!(inodes[0], inodes[1]);
    }
}
