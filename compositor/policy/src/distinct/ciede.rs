//! CIEDE2000: how far apart two colours look.
//!
//! After G. Sharma, W. Wu and E. N. Dalal, "The CIEDE2000 Color-Difference Formula:
//! Implementation Notes, Supplementary Test Data, and Mathematical Observations",
//! Color Research & Application 30(1), 2005. Equation numbers are theirs.

/// A colour in CIELAB under D65.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lab {
    /// Lightness, 0 to 100.
    pub l: f64,
    /// Green to red.
    pub a: f64,
    /// Blue to yellow.
    pub b: f64,
}

impl Lab {
    /// From linear sRGB, each part 0 to 1 (IEC 61966-2-1, CIE 15).
    #[must_use]
    pub fn from_linear([r, g, b]: [f64; 3]) -> Self {
        let x = (0.412_456_4 * r + 0.357_576_1 * g + 0.180_437_5 * b) / 0.950_47;
        let y = 0.212_672_9 * r + 0.715_152_2 * g + 0.072_175_0 * b;
        let z = (0.019_333_9 * r + 0.119_192_0 * g + 0.950_304_1 * b) / 1.088_83;
        let [x, y, z] = [x, y, z].map(lightness);
        Self {
            l: 116.0 * y - 16.0,
            a: 500.0 * (x - y),
            b: 200.0 * (y - z),
        }
    }
}

/// The cube root with a straight foot, so that black has no infinite slope.
fn lightness(part: f64) -> f64 {
    if part > (6.0_f64 / 29.0).powi(3) {
        part.cbrt()
    } else {
        part * 841.0 / 108.0 + 4.0 / 29.0
    }
}

/// Twenty-five to the seventh, as the formula has it.
const POW25_7: f64 = 6_103_515_625.0;

fn share(chroma: f64) -> f64 {
    let seventh = chroma.powi(7);
    (seventh / (seventh + POW25_7)).sqrt()
}

/// Hue in degrees, 0 to 360; 0 for a grey (equation 7).
fn hue(a: f64, b: f64) -> f64 {
    if a == 0.0 && b == 0.0 {
        0.0
    } else {
        b.atan2(a).to_degrees().rem_euclid(360.0)
    }
}

/// From the first hue to the second, the short way (equation 10).
fn turn(from: f64, to: f64) -> f64 {
    match to - from {
        way if way > 180.0 => way - 360.0,
        way if way < -180.0 => way + 360.0,
        way => way,
    }
}

/// Halfway between two hues, on the short side (equation 14).
fn between(one: f64, two: f64) -> f64 {
    let sum = one + two;
    match (one - two).abs() > 180.0 {
        false => sum / 2.0,
        true if sum < 360.0 => (sum + 360.0) / 2.0,
        true => (sum - 360.0) / 2.0,
    }
}

/// The weight of hue differences (equation 15).
fn hue_weight(hue: f64) -> f64 {
    let cos = |degrees: f64| degrees.to_radians().cos();
    1.0 - 0.17 * cos(hue - 30.0) + 0.24 * cos(2.0 * hue) + 0.32 * cos(3.0 * hue + 6.0)
        - 0.20 * cos(4.0 * hue - 63.0)
}

/// ΔE₀₀ with all weights 1: 0 for equal colours, about 1 where a keen eye sees a difference.
#[must_use]
pub fn delta_e(one: Lab, two: Lab) -> f64 {
    let mean = (one.a.hypot(one.b) + two.a.hypot(two.b)) / 2.0;
    let stretch = 1.0 + 0.5 * (1.0 - share(mean));
    let (a1, a2) = (one.a * stretch, two.a * stretch);
    let (c1, c2) = (a1.hypot(one.b), a2.hypot(two.b));
    let (h1, h2) = (hue(a1, one.b), hue(a2, two.b));
    // A grey has no hue of its own, so it takes the other's (equations 10 and 14).
    let grey = c1 * c2 == 0.0;
    let (dh, h) = if grey {
        (0.0, h1 + h2)
    } else {
        (turn(h1, h2), between(h1, h2))
    };
    let (l, c) = ((one.l + two.l) / 2.0, (c1 + c2) / 2.0);
    let offset = (l - 50.0).powi(2);
    let light = (two.l - one.l) / (1.0 + 0.015 * offset / (20.0 + offset).sqrt());
    let chroma = (c2 - c1) / (1.0 + 0.045 * c);
    let hue = 2.0 * (c1 * c2).sqrt() * (dh / 2.0).to_radians().sin();
    let hue = hue / (1.0 + 0.015 * c * hue_weight(h));
    let swing = 60.0 * (-((h - 275.0) / 25.0).powi(2)).exp();
    let rotation = -swing.to_radians().sin() * 2.0 * share(c);
    (light.powi(2) + chroma.powi(2) + hue.powi(2) + rotation * chroma * hue)
        .max(0.0)
        .sqrt()
}

#[cfg(test)]
#[path = "sharma.rs"]
mod sharma;
