//! Makers of screens by the three letters that their EDID gives.

/// The better known ones, sorted by letters. Source: the PNP ID registry of UEFI.
const MAKERS: [(&str, &str); 45] = [
    ("ACI", "Ancor Communications Inc"),
    ("ACR", "Acer Technologies"),
    ("AOC", "AOC International (USA) Ltd."),
    ("APP", "Apple Computer Inc"),
    ("AUO", "AU Optronics"),
    ("AUS", "ASUSTek COMPUTER INC"),
    ("BNQ", "BenQ Corporation"),
    ("BOE", "BOE"),
    ("CMN", "Chimei Innolux Corporation"),
    ("CMO", "Chi Mei Optoelectronics Corp."),
    ("CSW", "China Star Optoelectronics"),
    ("DEL", "Dell Inc."),
    ("ENC", "Eizo Nanao Corporation"),
    ("EPI", "Envision Peripherals, Inc"),
    ("FUS", "Fujitsu Siemens Computers GmbH"),
    ("GBT", "Gigabyte Technology Co., Ltd."),
    ("GSM", "LG Electronics"),
    ("HPN", "HP Inc."),
    ("HSD", "HannStar Display Corp"),
    ("HWP", "Hewlett Packard"),
    ("HWV", "Huawei Technologies Co., Inc."),
    ("IVM", "Iiyama North America"),
    ("IVO", "InfoVision Optoelectronics"),
    ("JDI", "Japan Display Inc."),
    ("LEN", "Lenovo Group Limited"),
    ("LGD", "LG Display"),
    ("LPL", "LG Philips"),
    ("MED", "Medion"),
    ("MEI", "Panasonic Industry Company"),
    ("MSI", "Microstep"),
    ("NEC", "NEC Corporation"),
    ("PHL", "Philips Consumer Electronics Company"),
    ("RHT", "Red Hat, Inc."),
    ("SAM", "Samsung Electric Company"),
    ("SDC", "Samsung Display Corp."),
    ("SEC", "Seiko Epson Corporation"),
    ("SHP", "Sharp Corporation"),
    ("SNY", "Sony"),
    ("TMX", "Tianma Microelectronics"),
    ("TSB", "Toshiba America Info Systems Inc"),
    ("VIZ", "VIZIO, Inc"),
    ("VLV", "Valve Corporation"),
    ("VSC", "ViewSonic Corporation"),
    ("WAC", "Wacom Tech"),
    ("XMI", "Xiaomi Corporation"),
];

/// The maker's name; the letters themselves where it is not known.
pub(super) fn maker(letters: &str) -> &str {
    let found = MAKERS.binary_search_by_key(&letters, |(id, _)| id);
    let known = found.ok().and_then(|at| MAKERS.get(at));
    known.map_or(letters, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makers_are_found_and_others_keep_their_letters() {
        assert!(MAKERS.is_sorted_by_key(|(letters, _)| letters));
        assert_eq!(maker("DEL"), "Dell Inc.");
        assert_eq!(maker("ACI"), "Ancor Communications Inc");
        assert_eq!(maker("XMI"), "Xiaomi Corporation");
        assert_eq!(maker("QQQ"), "QQQ");
    }
}
