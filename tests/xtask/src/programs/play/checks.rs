//! What has to be so soon: windows, frames, names, pictures, files and words.

use std::fs;

use liserectl::{Command as Control, WindowInfo};

use super::Player;
use crate::programs::picture::Rect;
use crate::tool::Done;

impl Player<'_> {
    /// A new window with that in its title or app id, which gets the keys, and looks as it must.
    pub(super) fn appears(&mut self, words: &str) -> Done {
        let cage = self.program.cage;
        let mut found = None;
        while found.is_none() {
            self.runs()?;
            let (known, child) = (&self.windows, &mut self.child);
            self.session.until("the window", |session| {
                let mut new = session.windows(cage)?;
                new.retain(|window| !known.contains(&window.id));
                new.retain(|window| window.title.contains(words) || window.app_id.contains(words));
                let best = new.iter().min_by_key(|window| window.title != words);
                found = best.map(|window| window.id);
                let ended = child.as_mut().map(std::process::Child::try_wait);
                Ok(found.is_some() || matches!(ended, Some(Ok(Some(_)))))
            })?;
        }
        self.windows.extend(found);
        self.focus()?;
        self.looks_right()
    }

    /// Gives the window that is meant the keys, and sees that the bar says so.
    fn focus(&mut self) -> Done {
        let window = self.window()?.id;
        self.session.ask(Control::Focus { window })?;
        let wanted = (Some(window), Some(self.program.cage.to_owned()));
        self.session
            .until("the focus", |session| Ok(session.focus()? == wanted))
    }

    /// It is framed in its cage's colour, under its cage's name, and not blank.
    fn looks_right(&mut self) -> Done {
        let mut last = String::new();
        let seen = self.see(|player, window| {
            let (picture, rect) = (player.session.picture()?, Rect::of(&window));
            let content = picture.part(Rect::content(&window)).colours();
            let looks = picture.framed(rect, player.colour).and_then(|()| {
                let name = picture.name(rect, player.colour)?;
                let first = player.names.entry(player.program.cage);
                if *first.or_insert_with(|| name.clone()) != name {
                    return Err("its cage's name looks otherwise than before".into());
                }
                match player.program.colours {
                    wanted if content < wanted => {
                        Err(format!("its content has {content} colours, not {wanted}"))
                    }
                    _ => Ok(()),
                }
            });
            last = looks.clone().err().unwrap_or_default();
            Ok(looks.is_ok())
        });
        seen.map_err(|fault| format!("{fault}: {last}"))
    }

    /// Waits for something about the window that is meant, while it is there.
    fn see(&mut self, mut so: impl FnMut(&mut Self, WindowInfo) -> Done<bool>) -> Done {
        let deadline = std::time::Instant::now() + crate::programs::session::PATIENCE;
        loop {
            let window = self.window()?;
            if so(self, window)? {
                return Ok(());
            }
            self.runs()?;
            if std::time::Instant::now() > deadline {
                return Err("waited in vain".into());
            }
            // A round of the session's own waiting: it paces, and sees whether the core lives.
            let mut rounds = 0;
            self.session.until("a moment", |_| {
                rounds += 1;
                Ok(rounds > 1)
            })?;
        }
    }

    /// The window that is meant is so.
    pub(super) fn window_is(&mut self, what: &str, so: impl Fn(&WindowInfo) -> bool) -> Done {
        let mut last = String::new();
        let seen = self.see(|_, window| {
            last = format!("{:?} with {} popups", window.title, window.popups);
            Ok(so(&window))
        });
        seen.map_err(|fault| format!("{fault} for {what}; it is {last}"))
    }

    /// Its content is another than before the last act, or than at first where none was.
    pub(super) fn changed(&mut self) -> Done {
        if self.before.is_none() {
            let window = self.window()?;
            self.before = Some(self.session.picture()?.part(Rect::content(&window)));
        }
        let before = self
            .before
            .take()
            .ok_or("there is nothing to compare with")?;
        self.see(|player, window| {
            let now = player.session.picture()?.part(Rect::content(&window));
            Ok(now.differs(&before))
        })
    }

    /// A file of the cage's home has that in it.
    pub(super) fn wrote(&mut self, name: &str, text: &str) -> Done {
        let file = self.session.home(self.program.cage).join(name);
        let has = |bytes: &[u8]| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        self.session.until("the file", |_| {
            Ok(fs::read(&file).is_ok_and(|bytes| has(&bytes)))
        })
    }

    /// It wrote that to its output.
    pub(super) fn said(&mut self, words: &str) -> Done {
        let log = self.session.log(self.program.name);
        self.session.until("its words", |_| {
            let bytes = fs::read(&log).unwrap_or_default();
            Ok(String::from_utf8_lossy(&bytes).contains(words))
        })
    }

    /// It fills the output in its frame, and the bar still names its cage; or it does no longer.
    pub(super) fn fullscreen(&mut self, on: bool) -> Done {
        self.window_is("fullscreen", |window| window.fullscreen == on)?;
        let mut last = Ok(());
        let seen = self.see(|player, window| {
            let (picture, rect) = (player.session.picture()?, Rect::of(&window));
            last = picture.framed(rect, player.colour);
            // Below the bar, whose line has the colour too.
            Ok(last.is_ok() && (!on || window.x == 0 && window.y > 0))
        });
        seen.map_err(|fault| format!("{fault}: {last:?}"))?;
        let (_, cage) = self.session.focus()?;
        match cage.as_deref() == Some(self.program.cage) {
            true => Ok(()),
            false => Err(format!("the bar names {cage:?}")),
        }
    }

    /// The window that is meant goes; the one before it is meant then.
    pub(super) fn gone(&mut self) -> Done {
        let Some(meant) = self.windows.pop() else {
            return Err("it has no window".into());
        };
        let cage = self.program.cage;
        self.session.until("the window to go", |session| {
            Ok(session
                .windows(cage)?
                .iter()
                .all(|window| window.id != meant))
        })?;
        match self.windows.is_empty() {
            true => Ok(()),
            false => self.focus(),
        }
    }

    /// It ends by itself, and says that.
    pub(super) fn fails(&mut self, words: &str) -> Done {
        let cage = self.program.cage;
        let child = &mut self.child;
        let mut window = false;
        self.session.until("the program to end", |session| {
            window = !session.windows(cage)?.is_empty();
            let ended = child.as_mut().map(std::process::Child::try_wait);
            Ok(window || matches!(ended, Some(Ok(Some(_)))))
        })?;
        let heard = self.heard();
        match heard.contains(words) {
            _ if window => Err("it has a window: it works now, say so in the table".into()),
            true => Ok(()),
            false => Err(format!("it ended, but said: {heard}")),
        }
    }
}
