//! Why a cage does not do something, in French.

use super::CageFault;
use crate::words::Language::Fr;
use crate::words::fr::quoted;

pub(super) fn fault(fault: &CageFault) -> String {
    match fault {
        CageFault::CantStart(why) => {
            format!("le programme ne peut être lancé{}", Fr.because(*why))
        }
        CageFault::NoFolder(folder) => {
            format!("la cage n’a pas de dossier {folder}")
        }
        CageFault::Tool(name, _) => {
            format!("un programme manque à la cage\u{a0}: {name}")
        }
        CageFault::Network(why) => {
            format!(
                "le réseau de la cage ne peut être établi{}",
                Fr.because(*why)
            )
        }
        CageFault::NoNetwork(name) => {
            format!("cette machine n’a pas d’espace de réseau {}", quoted(name))
        }
        CageFault::Incomplete(name) => format!("une partie de Liseré manque\u{a0}: {name}"),
        CageFault::NoBus(word) => {
            format!(
                "la politique ouvre à la cage le bus {}, et il n’y en a pas",
                quoted(word)
            )
        }
        CageFault::Unbounded(why) => {
            format!(
                "ce que la cage consomme ne peut être borné{}",
                Fr.because(*why)
            )
        }
        CageFault::HomeFull(has, most) => {
            format!("le dossier de la cage est plein\u{a0}: {has} sur {most}\u{a0}Mio")
        }
        CageFault::Home(why) => {
            format!("le dossier de la cage ne peut être lu{}", Fr.because(*why))
        }
        CageFault::DiskFull(free) => {
            format!("le disque de la cage est plein\u{a0}: il reste {free}\u{a0}Mio")
        }
        CageFault::NoKey(path, why) => {
            format!("la clé privée {path} ne peut être lue{}", Fr.because(*why))
        }
        CageFault::OpenKey(path) => {
            format!("la clé privée {path} peut être lue par d’autres")
        }
        CageFault::Sandbox(why) => {
            format!(
                "le bac à sable de la cage ne peut être construit{}",
                Fr.because(*why)
            )
        }
        CageFault::Elsewhere(socket) => {
            format!("les programmes de la cage viennent d’eux-mêmes, par {socket}")
        }
        CageFault::NoCage(name) => format!("il n’y a pas de cage {}", quoted(name)),
        CageFault::Said(words) => format!("la cage dit\u{a0}: {}", quoted(words)),
        other => fixed(other).to_owned(),
    }
}

/// What has no name or number in it; "" of all else.
const fn fixed(fault: &CageFault) -> &'static str {
    match fault {
        CageFault::Missing => "ce programme n’existe pas dans la cage",
        CageFault::NotAProgram => "ce qui porte ce nom dans la cage n’est pas un programme",
        CageFault::NoProgram => "aucun programme n’est nommé",
        CageFault::TooManyPrograms => "la cage fait tourner tous les programmes permis",
        CageFault::Frozen => "la cage est gelée",
        CageFault::NoTun => "/dev/net/tun manque, et le réseau de la cage en a besoin",
        CageFault::Destinations => {
            "la cage partage son réseau, où aucune destination ne peut être refusée"
        }
        CageFault::Rules => "les règles des destinations de la cage ne peuvent être chargées",
        CageFault::Filter => "le filtre des bus de la machine ne fonctionne pas",
        CageFault::NotClosed => "la cage n’a pu être fermée, donc rien n’y tourne",
        CageFault::OldKernel => "ce noyau ne sait pas fermer une cage qui partage son réseau",
        CageFault::NoNamespaces(_) => {
            "le bac à sable de la cage ne peut être construit\u{a0}: le noyau refuse les espaces \
             de noms d’utilisateurs"
        }
        CageFault::Contained => {
            "le bac à sable de la cage ne peut être construit\u{a0}: un conteneur autour de cette \
             session cache /proc"
        }
        CageFault::OldBubblewrap => {
            "le bac à sable de la cage ne peut être construit\u{a0}: bubblewrap est trop ancien"
        }
        CageFault::EndedAtOnce => "le bac à sable de la cage s’est arrêté aussitôt",
        CageFault::Ended => "le bac à sable de la cage s’est arrêté de lui-même",
        CageFault::Late => "la cage ne démarre pas",
        CageFault::Stopped => "la cage a été arrêtée",
        CageFault::TakenDown => "la cage est en train d’être jetée",
        CageFault::Queue => "trop de programmes attendent déjà la cage",
        CageFault::Deaf => "la cage n’entend rien",
        CageFault::Gone => "le gardien des cages s’est arrêté",
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
        CageFault::Missing => "vérifiez comment il s’écrit, ou installez-le",
        CageFault::NotAProgram | CageFault::CantStart(_) => {
            "vérifiez que le fichier est exécutable"
        }
        CageFault::NoProgram => "nommez-en un",
        CageFault::NoFolder(_) => "créez-le, ou partez d’ailleurs",
        CageFault::TooManyPrograms => "fermez-en d’abord quelques-uns",
        CageFault::Frozen => "dégelez-la dans la loupe",
        CageFault::Tool(_, package) => return format!("installez-le\u{a0}: apt install {package}"),
        CageFault::NoTun => {
            "chargez-le\u{a0}: modprobe tun\u{202f}; dans un conteneur, donnez-lui ce périphérique"
        }
        CageFault::Destinations => {
            "donnez-lui le réseau «\u{a0}pasta\u{a0}», ou ôtez «\u{a0}destinations\u{a0}» de la \
             politique"
        }
        CageFault::Rules => "chargez ce qu’il leur faut\u{a0}: modprobe nf_tables nft_reject_inet",
        CageFault::Network(_) | CageFault::Unbounded(_) | CageFault::Sandbox(_) => LOG,
        CageFault::NoNetwork(name) => return format!("créez-le\u{a0}: ip netns add {name}"),
        CageFault::Incomplete(_) => "réinstallez Liseré",
        CageFault::Filter => "voyez si le bus répond\u{a0}: busctl --user",
        CageFault::NoBus(word) => {
            return format!(
                "démarrez-le avant Liseré, ou ôtez {} de la politique",
                quoted(word)
            );
        }
        CageFault::HomeFull(..) => "ôtez-en des fichiers",
        CageFault::Home(_) => "vérifiez que ce dossier existe",
        CageFault::DiskFull(_) => "faites-y de la place",
        CageFault::NoKey(..) => {
            "faites-en une avec ssh-keygen\u{202f}; «\u{a0}identity\u{a0}» la nomme dans la politique"
        }
        CageFault::OpenKey(path) => return format!("fermez-la\u{a0}: chmod 600 {path}"),
        CageFault::NotClosed => {
            "dites-le à qui gère cette machine\u{202f}; les messages de la session en disent plus"
        }
        CageFault::OldKernel => {
            "il faut Linux 6.12 ou plus récent, ou le réseau «\u{a0}pasta\u{a0}»"
        }
        CageFault::NoNamespaces(cure) if cure.is_empty() => {
            "un conteneur en est peut-être la cause\u{a0}: lancez la session hors de lui"
        }
        CageFault::NoNamespaces(cure) => {
            return format!("permettez-les\u{a0}: sysctl -w {cure}");
        }
        CageFault::Contained => "lancez-la hors de tout conteneur",
        CageFault::OldBubblewrap => "il faut bubblewrap 0.8.0 ou plus récent",
        CageFault::EndedAtOnce | CageFault::Late => LOG,
        CageFault::Ended => "il repart avec le prochain programme",
        CageFault::Stopped | CageFault::Said(_) => "",
        CageFault::Elsewhere(_) => "lancez-les là où ils sont",
        CageFault::TakenDown => "prenez-en une autre",
        CageFault::Queue => "attendez qu’ils tournent",
        CageFault::Deaf => "arrêtez-la dans la loupe",
        CageFault::NoCage(_) => "la politique nomme celles qui existent",
        CageFault::Gone => "enregistrez votre travail, puis rouvrez la session",
    };
    fixed.to_owned()
}

const LOG: &str = "les messages de la session en disent plus";
