//! Playing a case, and what must hold after each.

use lisere_tests::client::Heard;
use lisere_tests::rawwl::{Arg, Obj, Raw, encode, memory};
use lisere_tests::{Client, Fixture, Window, args, paint};
use wayland_client::Proxy;

use crate::cases::{self, Bad, Case, Expect, Wrong};
use crate::live;

/// Cases in one core, before a fresh one.
const CASES: usize = 400;
/// Cases between two frames.
const FRAMES: usize = 25;
/// Cases between two that are seen in a frame.
const SHOWN: usize = 7;
/// More than any length can promise, so that nothing is left to wait for.
const FILL: usize = 70_000;

/// Requests that are not right by themselves however they are made up.
const NEVER_RIGHT: [(&str, &str); 7] = [
    // It shows something already.
    ("xdg_popup", "grab"),
    // Its object is already one or the other.
    ("xdg_surface", "get_toplevel"),
    ("xdg_surface", "get_popup"),
    // The serial is none that was given.
    ("xdg_surface", "ack_configure"),
    // Their role objects live, or nothing was dropped.
    ("xdg_surface", "destroy"),
    ("wl_data_offer", "finish"),
    ("wl_data_offer", "set_actions"),
];

/// A core, a client of another cage, and how much both have lived through.
pub(crate) struct World {
    fixture: Fixture,
    innocent: Client,
    calm: Window,
    played: usize,
}

impl World {
    pub(crate) fn new() -> World {
        let mut fixture = Fixture::new("home");
        let innocent = fixture.client("vault");
        let calm = fixture.window(&innocent, (200, 100), paint::BLUE);
        fixture.put(&calm, (20, 80));
        innocent.forget();
        World {
            fixture,
            innocent,
            calm,
            played: 0,
        }
    }

    /// Plays a case.
    #[track_caller]
    pub(crate) fn play(&mut self, case: &Case) {
        let raw = self.fixture.raw("web");
        if let Some(object) = self.say(&raw, case) {
            self.fixture.settle();
            let news = since(case) > object.version && case.wrong != Wrong::Dead;
            let expect = match case.expect {
                _ if news => cases::METHOD,
                expect => expect,
            };
            self.hold(&raw, case, expect);
        }
        self.fixture.cut(&raw);
        self.serve(case);
        self.played += 1;
        if self.played.is_multiple_of(FRAMES) {
            self.show(case);
        }
        if self.played.is_multiple_of(CASES) {
            std::mem::replace(self, World::new()).finish();
        }
    }

    /// Plays a case that is right: the client lives.
    #[track_caller]
    pub(crate) fn pass(&mut self, case: &Case) {
        let name = request(case);
        if NEVER_RIGHT.contains(&(case.interface.name, name)) {
            return;
        }
        let raw = self.fixture.raw("web");
        if let Some(object) = self.say(&raw, case)
            && since(case) <= object.version
        {
            let asked = raw.sync();
            self.fixture.settle();
            assert!(!raw.closed(), "{case:?} is right: {:?}", raw.fault());
            assert!(raw.answered(asked), "{case:?} is never answered");
        }
        self.fixture.cut(&raw);
        self.serve(case);
    }

    /// Says what a case is about, to the object returned; none where there is no such object.
    fn say(&mut self, raw: &Raw, case: &Case) -> Option<Obj> {
        if let Wrong::Old(version) = case.wrong {
            for (_, name, most) in raw.globals() {
                if raw.objects(&name).is_empty() {
                    raw.bind(&name, most.min(version));
                }
            }
        }
        let object = live::object(&mut self.fixture, raw, case.interface.name)?;
        self.fixture.settle();
        assert!(
            !raw.closed(),
            "{case:?}: the way to it is wrong: {:?}",
            raw.fault()
        );
        let mut all = live::arguments(&mut self.fixture, raw, object, case.opcode);
        self.fixture.settle();
        assert!(
            !raw.closed(),
            "{case:?}: its arguments are wrong: {:?}",
            raw.fault()
        );
        if let Wrong::Argument(place, bad) = &case.wrong {
            let gone = matches!(bad, Bad::Gone).then(|| self.gone(raw));
            replace(&mut all, *place, bad, raw, object, gone);
        }
        if let Wrong::Numbers(first, second) = case.wrong {
            let kinds = &case.interface.requests[usize::from(case.opcode)].signature;
            let numbers = (0..kinds.len()).filter(|place| cases::number(kinds[*place]));
            for (place, value) in numbers.zip([first, second].into_iter().cycle()) {
                all[place] = value.into();
            }
        }
        if case.wrong == Wrong::Dead {
            let end =
                cases::destructor(case.interface).filter(|end| end.since <= object.version)?;
            raw.tell(object, end.name, args![]);
            self.fixture.settle();
        }
        send(raw, object, case, all);
        Some(object)
    }

    /// The number of an object that was there.
    fn gone(&mut self, raw: &Raw) -> u32 {
        let region = raw.region();
        raw.tell(region, "destroy", args![]);
        self.fixture.settle();
        region.id
    }

    /// The client is ended, with the error that was decided on, or goes on being served.
    #[track_caller]
    fn hold(&mut self, raw: &Raw, case: &Case, expect: Expect) {
        let fault = raw.fault();
        match expect {
            Expect::Error(code) => {
                let told = fault.as_ref().map(|fault| (fault.object, fault.code));
                assert_eq!(told, Some((1, code)), "{case:?}: {fault:?}");
            }
            Expect::End => assert!(raw.closed(), "{case:?} passes"),
            Expect::Any => {}
        }
        if fault.is_some() {
            assert!(raw.closed(), "open after an error: {case:?}");
        }
        if !raw.closed() {
            // Much of what is asked counts only from the next commit on.
            for surface in raw.objects("wl_surface") {
                raw.commit(surface);
            }
            let asked = raw.sync();
            self.fixture.settle();
            if self.played.is_multiple_of(SHOWN) {
                self.fixture.frame();
            }
            let served = raw.closed() || raw.answered(asked);
            assert!(served, "it waits for ever: {case:?}");
        }
    }

    /// The innocent client is answered, and hears of nothing else.
    #[track_caller]
    fn serve(&mut self, case: &Case) {
        let display = self.innocent.connection().display();
        let asked = display.sync(self.innocent.queue(), ()).id();
        self.fixture.settle();
        let done = |heard: &Heard| matches!(heard, Heard::Callback(at, _) if *at == asked);
        let answers = self.innocent.told(|heard| done(heard).then_some(()));
        assert_eq!(
            answers.len(),
            1,
            "another cage is not answered after {case:?}"
        );
        self.innocent.forget();
    }

    /// A frame is drawn and told, and held against the claims.
    #[track_caller]
    fn show(&mut self, case: &Case) {
        let frame = self.calm.ask_frame();
        self.fixture.frame();
        let told = self.innocent.frame_times(&frame).len();
        assert_eq!(told, 1, "another cage gets no frame after {case:?}");
        self.innocent.forget();
    }

    /// Nothing of all the clients is left.
    #[track_caller]
    pub(crate) fn finish(mut self) {
        self.fixture.frame();
        let web = self.fixture.cage("web");
        assert_eq!(self.fixture.core.connections.clients_of(web), 0);
        assert_eq!(self.fixture.core.windows.iter().count(), 1);
        self.fixture.advance(600);
        self.fixture.click_into(&self.calm, 5, 5);
        assert_eq!(self.innocent.presses(), 1);
    }
}

fn since(case: &Case) -> u32 {
    case.interface.requests[usize::from(case.opcode)].since
}

fn request(case: &Case) -> &'static str {
    case.interface.requests[usize::from(case.opcode)].name
}

/// Puts another argument in a place.
fn replace(all: &mut Vec<Arg>, place: usize, bad: &Bad, raw: &Raw, object: Obj, gone: Option<u32>) {
    let arg = match bad {
        Bad::Word(word) => Arg::Word(*word),
        Bad::Bytes(bytes) => {
            let mut bytes = bytes.clone();
            bytes.resize(bytes.len().next_multiple_of(4), 0);
            Arg::Bytes(bytes)
        }
        Bad::Own => Arg::Word(object.id),
        Bad::Gone => Arg::Word(gone.unwrap_or(0)),
        Bad::Skipping => Arg::Word(raw.beyond()),
        Bad::File(kind) => Arg::File(live::file(kind)),
        Bad::NoFile => {
            all.remove(place);
            return;
        }
    };
    all[place] = arg;
}

fn send(raw: &Raw, object: Obj, case: &Case, all: Vec<Arg>) {
    let (mut bytes, mut files) = encode(object.id, case.opcode, all);
    let second = |length: u32, opcode: u16| (length << 16 | u32::from(opcode)).to_ne_bytes();
    let length = u32::try_from(bytes.len()).expect("short");
    match case.wrong {
        Wrong::Opcode(opcode) => bytes[4..8].copy_from_slice(&second(length, opcode)),
        Wrong::Longer(more) => {
            let lie = length.saturating_add_signed(more);
            bytes[4..8].copy_from_slice(&second(lie, case.opcode));
            bytes.resize(FILL, 0);
        }
        Wrong::Length(lie) => {
            bytes[4..8].copy_from_slice(&second(lie, case.opcode));
            bytes.resize(FILL, 0);
        }
        Wrong::MoreFiles(count) => files.extend((0..count).map(|_| memory(0))),
        Wrong::Twice => raw.bytes(&bytes.clone(), Vec::new()),
        _ => {}
    }
    raw.bytes(&bytes, files);
}
