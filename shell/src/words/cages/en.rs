//! Why a cage does not do something, in English.

use super::CageFault;
use crate::words::Language::En;

pub(super) fn fault(fault: &CageFault) -> String {
    match fault {
        CageFault::CantStart(why) => {
            format!("the program can’t be started{}", En.because(*why))
        }
        CageFault::NoFolder(folder) => format!("there is no folder {folder} in the cage"),
        CageFault::Tool(name, _) => {
            format!("a program that the cage needs is missing: {name}")
        }
        CageFault::Network(why) => {
            format!("the cage’s network can’t be made{}", En.because(*why))
        }
        CageFault::NoNetwork(name) => {
            format!("this machine has no network namespace “{name}”")
        }
        CageFault::Incomplete(name) => format!("a part of Liseré is missing: {name}"),
        CageFault::NoBus(word) => {
            format!("the policy lets the cage use the {word} bus, and there is none")
        }
        CageFault::Unbounded(why) => {
            format!("what the cage uses can’t be bounded{}", En.because(*why))
        }
        CageFault::HomeFull(has, most) => {
            format!("the cage’s home is full: {has} of {most} MiB")
        }
        CageFault::Home(why) => {
            format!("the cage’s home can’t be looked at{}", En.because(*why))
        }
        CageFault::DiskFull(free) => {
            format!("the disk with the cage’s home is full: {free} MiB are free")
        }
        CageFault::NoKey(path, why) => {
            format!("the private key {path} can’t be read{}", En.because(*why))
        }
        CageFault::OpenKey(path) => format!("others may read the private key {path}"),
        CageFault::Sandbox(why) => {
            format!("the cage’s sandbox can’t be built{}", En.because(*why))
        }
        CageFault::Elsewhere(socket) => {
            format!("programs of the cage come by themselves, to {socket}")
        }
        CageFault::NoCage(name) => format!("there is no cage “{name}”"),
        CageFault::Said(words) => format!("the cage says: “{words}”"),
        other => fixed(other).to_owned(),
    }
}

/// What has no name or number in it; "" of all else.
const fn fixed(fault: &CageFault) -> &'static str {
    match fault {
        CageFault::Missing => "the cage has no such program",
        CageFault::NotAProgram => "what is called so in the cage is no program",
        CageFault::NoProgram => "no program is named",
        CageFault::TooManyPrograms => "the cage runs as many programs as it may",
        CageFault::Frozen => "the cage is frozen",
        CageFault::NoTun => "/dev/net/tun is missing, and the cage’s network needs it",
        CageFault::Destinations => {
            "the cage shares its network, where no destination can be denied"
        }
        CageFault::Rules => "the rules for the cage’s destinations can’t be loaded",
        CageFault::Filter => "the filter of the machine’s buses does not work",
        CageFault::NotClosed => "the cage could not be closed off, so nothing runs in it",
        CageFault::OldKernel => "this kernel can’t close off a cage that shares its network",
        CageFault::NoNamespaces(_) => {
            "the cage’s sandbox can’t be built: the kernel refuses namespaces of users"
        }
        CageFault::Contained => {
            "the cage’s sandbox can’t be built: a container round this session hides /proc"
        }
        CageFault::OldBubblewrap => "the cage’s sandbox can’t be built: bubblewrap is too old",
        CageFault::EndedAtOnce => "the cage’s sandbox ended at once",
        CageFault::Ended => "the cage’s sandbox ended by itself",
        CageFault::Late => "the cage does not start",
        CageFault::Stopped => "the cage was stopped",
        CageFault::TakenDown => "the cage is being taken down",
        CageFault::Queue => "too many programs wait for the cage already",
        CageFault::Deaf => "the cage hears nothing",
        CageFault::Gone => "what keeps cages has ended",
        CageFault::CantStart(..)
        | CageFault::NoFolder(..)
        | CageFault::Tool(..)
        | CageFault::Network(..)
        | CageFault::NoNetwork(..)
        | CageFault::Incomplete(..)
        | CageFault::NoBus(..)
        | CageFault::Unbounded(..)
        | CageFault::HomeFull(..)
        | CageFault::Home(..)
        | CageFault::DiskFull(..)
        | CageFault::NoKey(..)
        | CageFault::OpenKey(..)
        | CageFault::Sandbox(..)
        | CageFault::Elsewhere(..)
        | CageFault::NoCage(..)
        | CageFault::Said(..) => "",
    }
}

pub(super) fn help(fault: &CageFault) -> String {
    let fixed = match fault {
        CageFault::Missing => "look at how it is spelt, or install it",
        CageFault::NotAProgram | CageFault::CantStart(_) => {
            "see whether it may be run as a program"
        }
        CageFault::NoProgram => "name one",
        CageFault::NoFolder(_) => "make it, or start somewhere else",
        CageFault::TooManyPrograms => "end some of them first",
        CageFault::Frozen => "thaw it in the lens",
        CageFault::Tool(_, package) => return format!("install it: apt install {package}"),
        CageFault::NoTun => "load it: modprobe tun; in a container, let that have the device",
        CageFault::Destinations => {
            "give it the network “pasta”, or leave “destinations” out of the policy"
        }
        CageFault::Rules => "load what they need: modprobe nf_tables nft_reject_inet",
        CageFault::Network(_) | CageFault::Unbounded(_) | CageFault::Sandbox(_) => LOG,
        CageFault::NoNetwork(name) => return format!("make it: ip netns add {name}"),
        CageFault::Incomplete(_) => "install Liseré anew",
        CageFault::Filter => "see whether the bus answers: busctl --user",
        CageFault::NoBus(word) => {
            return format!("start it before Liseré, or leave “{word}” out of the policy");
        }
        CageFault::HomeFull(..) => "remove files from it",
        CageFault::Home(_) => "see whether its folder is there",
        CageFault::DiskFull(_) => "make room on it",
        CageFault::NoKey(..) => "make one with ssh-keygen; “identity” of the policy names it",
        CageFault::OpenKey(path) => return format!("take that away: chmod 600 {path}"),
        CageFault::NotClosed => "tell whoever runs this machine; the session’s log says more",
        CageFault::OldKernel => "use Linux 6.12 or newer, or give it the network “pasta”",
        CageFault::NoNamespaces(cure) if cure.is_empty() => {
            "a container round this session may be why: start it outside of one"
        }
        CageFault::NoNamespaces(cure) => return format!("let it: sysctl -w {cure}"),
        CageFault::Contained => "start it outside of one",
        CageFault::OldBubblewrap => "install bubblewrap 0.8.0 or newer",
        CageFault::EndedAtOnce | CageFault::Late => LOG,
        CageFault::Ended => "it starts anew with its next program",
        CageFault::Stopped | CageFault::Said(_) => "",
        CageFault::Elsewhere(_) => "start them where they are",
        CageFault::TakenDown => "use another one",
        CageFault::Queue => "wait until they run",
        CageFault::Deaf => "end it in the lens",
        CageFault::NoCage(_) => "the policy names those that there are",
        CageFault::Gone => "save your work and start the session anew",
    };
    fixed.to_owned()
}

const LOG: &str = "the session’s log says more";
