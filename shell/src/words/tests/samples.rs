//! One of everything that can be said.

use super::faults;
use crate::prompt::{Kind, Way};
use crate::words::{
    Date, Denial, Giving, IndicatorTag, Instead, JournalFault, ListFault, Message, Parcel,
    PictureFault, Tag, Taking, Whose, Why,
};

const KINDS: [Kind; 6] = [
    Kind::Text,
    Kind::RichText,
    Kind::Image,
    Kind::Files,
    Kind::Link,
    Kind::Other,
];

fn web() -> String {
    "Web".to_owned()
}

fn vault() -> Whose {
    Whose::Cage("Vault".to_owned())
}

fn chord() -> String {
    "Super+Escape".to_owned()
}

pub(crate) fn messages() -> Vec<Message> {
    let mut all: Vec<Message> = [
        Message::Attention {
            back: Some("Secret Spécial France".to_owned()),
            frozen: false,
        },
        Message::Attention {
            back: Some("Secret Spécial France".to_owned()),
            frozen: true,
        },
        Message::Attention {
            back: None,
            frozen: false,
        },
        Message::Quarantine(vec![web()]),
        Message::Quarantine(vec![web(), "Bank".to_owned()]),
        Message::Frozen {
            cage: web(),
            chord: chord(),
        },
        Message::Frozen {
            cage: web(),
            chord: String::new(),
        },
        Message::Covered(web()),
        Message::NothingAbove,
        Message::Held {
            cage: web(),
            chord: chord(),
        },
        Message::Held {
            cage: web(),
            chord: String::new(),
        },
        Message::NowhereToStart,
        Message::Battery { percent: 9 },
        Message::KeptApart {
            workspace: 3,
            cage: web(),
        },
        Message::NotLocked,
        Message::Bare,
    ]
    .into();
    all.extend(takings().map(Message::Taking));
    all.extend(givings().map(Message::Giving));
    all.extend(denials().into_iter().map(Message::Denial));
    all.extend(whys().into_iter().map(Message::Journal));
    all.extend(faults::unfollowed().into_iter().map(Message::Preferences));
    let not_started = |fault| Message::NotStarted { cage: web(), fault };
    all.extend(faults::cages().into_iter().map(not_started));
    all
}

fn takings() -> [Taking; 6] {
    [
        Taking::Nobody,
        Taking::NothingCopied(web()),
        Taking::NoAnswer(vault()),
        Taking::Failed(Whose::Own, Why::NoFile),
        Taking::Gone(vault()),
        Taking::TooMuch(vault(), 256_000),
    ]
}

fn givings() -> [Giving; 14] {
    [
        Giving::Nobody,
        Giving::Nothing,
        Giving::Same(web()),
        Giving::Cancelled,
        Giving::Withdrawn,
        Giving::Done(vault(), web()),
        Giving::Pictured(web()),
        Giving::NoPicture,
        Giving::Placed(Whose::Own, web(), 1),
        Giving::Placed(vault(), web(), 12),
        Giving::Opened(vault(), web()),
        Giving::NothingToDrop,
        Giving::Dropped(vault(), web()),
        Giving::NotTaken(vault(), web()),
    ]
}

fn denials() -> Vec<Denial> {
    let rule = |line, instead| Denial::Rule {
        from: vault(),
        to: web(),
        line,
        instead,
    };
    let ways = [Way::Clipboard, Way::Drag, Way::File, Way::Link];
    vec![
        rule(None, None),
        rule(Some(140), Some(Instead::Kinds(web(), KINDS.into()))),
        rule(Some(140), Some(Instead::Ways(web(), ways.into()))),
        rule(Some(140), Some(Instead::Cages(vec![web(), web(), web()]))),
        Denial::Bytes(vault(), web(), 4096),
        Denial::Rate(vault(), web(), 10),
        Denial::Prompts(vault()),
        Denial::Standing(vault()),
        Denial::Unanswered,
        Denial::User,
        Denial::Locked(web()),
        Denial::Journal(Why::Journal(JournalFault::Full)),
    ]
}

fn whys() -> Vec<Why> {
    let lists = [
        ListFault::Empty,
        ListFault::TooLong,
        ListFault::Mixed,
        ListFault::Scheme,
        ListFault::OtherHost,
        ListFault::Path,
        ListFault::LinkTooLong,
        ListFault::NotAscii,
        ListFault::Credentials,
        ListFault::Host,
    ];
    let pictures = [
        PictureFault::Waits,
        PictureFault::Slow,
        PictureFault::Unknown,
        PictureFault::TooLarge,
        PictureFault::Broken,
        PictureFault::Lost,
    ];
    let mut all = vec![
        Why::NoHelper,
        Why::HelperEnded,
        Why::NoHandler,
        Why::HandlerSilent,
        Why::NotALink,
        Why::NoFile,
        Why::TooManyFiles(64),
        Why::NoHomes,
        Why::NotAtHome("letter.pdf".to_owned(), web()),
        Why::CopiesGone,
        Why::Unknown,
    ];
    all.extend(faults::SYSTEM.map(Why::NotStarted));
    all.extend(faults::files().into_iter().map(Why::Files));
    all.extend(faults::cages().into_iter().map(Why::Cage));
    all.extend(lists.map(Why::List));
    all.extend(pictures.map(Why::Picture));
    all.extend(JournalFault::ALL.map(Why::Journal));
    all
}

pub(crate) fn tags() -> Vec<Tag> {
    let transfer = |parcel, chosen| Tag::Transfer {
        from: vault(),
        parcel,
        seconds: Some(24),
        chosen,
    };
    let layout = |of, several| Tag::Layout {
        name: "fr".to_owned(),
        of,
        several,
    };
    let mut all = vec![
        Tag::Emblem(chord()),
        Tag::Focus {
            cage: web(),
            label: "Internet · home".to_owned(),
            remote: true,
        },
        Tag::Nobody,
        Tag::Attention,
        Tag::Notice(vec![
            Message::Bare,
            Message::Journal(Why::Journal(JournalFault::Full)),
        ]),
        transfer(Parcel::Reading(Kind::Image), false),
        transfer(Parcel::Link, false),
        transfer(Parcel::Held(Kind::Files, 3, 1_274), true),
        Tag::Workspace(3, "Super+3".to_owned()),
        layout(Some(web()), true),
        layout(None, false),
        Tag::Nested,
    ];
    let day = |month| {
        Tag::Clock(Date {
            year: 2026,
            month,
            day: month,
            weekday: month % 7,
        })
    };
    all.extend((1..=12).map(day));
    all.extend(indicators().map(Tag::Indicator));
    all
}

fn indicators() -> [IndicatorTag; 18] {
    let volume = |muted, how| IndicatorTag::Volume {
        percent: 40,
        muted,
        how,
    };
    let microphone = |muted, how| IndicatorTag::OwnMicrophone { muted, how };
    [
        IndicatorTag::Quarantine {
            cage: web(),
            name: "web".to_owned(),
        },
        IndicatorTag::Journal(Why::Journal(JournalFault::Late)),
        IndicatorTag::Remote(web()),
        IndicatorTag::Sound(web()),
        IndicatorTag::Microphone(web()),
        IndicatorTag::Camera(web()),
        volume(false, true),
        volume(true, true),
        microphone(true, true),
        microphone(false, false),
        IndicatorTag::Brightness(55),
        IndicatorTag::NoLight,
        IndicatorTag::NoSound,
        IndicatorTag::Battery(62, false),
        IndicatorTag::Battery(62, true),
        IndicatorTag::Locked("Private".to_owned()),
        IndicatorTag::Awake(web()),
        IndicatorTag::Pointer(web(), chord()),
    ]
}
