//! Policies for tests of crossing: the cages of `home` with rules of the test's own.

use lisere_policy::preset_text;
use wayland_client::protocol::wl_data_source::WlDataSource;

use crate::client::{Client, Window};
use crate::fixture::Fixture;
use crate::paint;

/// The cages of the preset `home`, with these rules in place of its own.
///
/// # Panics
/// When the preset has no rules.
#[must_use]
pub fn home_with(rules: &str) -> String {
    let text = preset_text("home").expect("the preset");
    let (cages, _) = text.split_once("[[rule]]").expect("its rules");
    format!("{cages}\n{rules}")
}

/// The cages of the preset `home`, with one answer to everything.
#[must_use]
pub fn home_that_says(answer: &str) -> String {
    let rule = |relation: &str| {
        format!(
            "[[rule]]\nrelation = \"{relation}\"\nchannels = [\"clipboard\", \"drag\", \"file\", \
             \"link\"]\nanswer = \"{answer}\"\n"
        )
    };
    home_with(&["up", "down", "disjoint"].map(rule).concat())
}

/// What holds for every crossing in tests: chords, prompts, and what the bar says.
impl Fixture {
    /// A world in which one answer is given to everything.
    #[must_use]
    pub fn that_says(answer: &str) -> Fixture {
        Fixture::of_text(&home_that_says(answer))
    }

    /// Presses *carry*.
    pub fn carry(&mut self) {
        self.chord(&["KEY_LEFTMETA", "KEY_C"]);
    }

    /// Presses *paste-here*, and lets a frame pass.
    pub fn paste_here(&mut self) {
        self.chord(&["KEY_LEFTMETA", "KEY_V"]);
        self.frame();
    }

    /// A window of a cage that has the keys, and its client; windows lie in quarters.
    pub fn at_work(&mut self, cage: &str, quarter: usize) -> (Client, Window) {
        let client = self.client(cage);
        let window = self.window(&client, (200, 100), paint::BLUE);
        let (column, row) = (quarter % 2, quarter / 2);
        let at = (20 + 320 * column as i32, 80 + 170 * row as i32);
        self.put(&window, at);
        self.click_into(&window, 5, 5);
        (client, window)
    }

    /// A client copies this text, and it is carried.
    pub fn carry_text(&mut self, client: &Client, window: &Window, text: &str) {
        self.click_into(window, 5, 5);
        drop(client.copy(client.press_serial()));
        self.settle();
        self.carry();
        assert_eq!(
            client.answer(text.as_bytes()),
            1,
            "the source is asked once"
        );
        self.advance(100);
    }

    /// A client begins to drag text out of its window.
    pub fn drag_out_of(&mut self, client: &Client, window: &Window) -> WlDataSource {
        self.click_into(window, 5, 5);
        self.point_into(window, 50, 50);
        self.press();
        let source = client.drag(&window.surface, None, client.press_serial());
        self.frame();
        source
    }

    /// Drops what is dragged on a window.
    pub fn drop_on(&mut self, window: &Window) {
        self.point_into(window, 30, 30);
        self.release();
        self.settle();
    }

    /// What a client pastes as text; `None` where nothing is on its clipboard.
    pub fn pasted(&mut self, client: &Client) -> Option<String> {
        let offer = client.clipboard()?;
        let pipe = client.ask(&offer);
        self.settle();
        Some(pipe.text())
    }

    /// What the bar says of transfers.
    #[must_use]
    pub fn said(&self) -> String {
        self.core
            .crossing_message()
            .map(|message| self.core.pictures.language().say(message))
            .unwrap_or_default()
            .replace('\u{a0}', " ")
    }

    /// Looks at the prompt for so long that an answer counts.
    pub fn look_at_prompt(&mut self) {
        assert!(self.core.crossing.asks(), "no prompt; {}", self.said());
        self.frame();
        self.advance(600);
    }

    /// Says yes by keys.
    pub fn allow(&mut self) {
        self.look_at_prompt();
        self.chord(&["KEY_TAB"]);
        self.chord(&["KEY_ENTER"]);
        self.frame();
        assert!(!self.core.crossing.asks());
    }
}
