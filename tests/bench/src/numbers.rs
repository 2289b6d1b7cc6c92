//! Medians, percentiles, and numbers as a person reads them.

/// The value below which a share (0 to 1) of some values lies; none of none.
#[must_use]
pub fn percentile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let index = (last as f64 * share).round() as usize;
    sorted.get(index).copied()
}

/// The middle value, or between the two middle ones; none of none.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let low = sorted.get(last / 2)?;
    let high = sorted.get(last.div_ceil(2))?;
    Some(low.midpoint(*high))
}

/// Three digits, or all of them before the point.
#[must_use]
pub fn readable(value: f64) -> String {
    match value.abs() {
        0.0 => "0".into(),
        ..10.0 => format!("{value:.2}"),
        10.0..100.0 => format!("{value:.1}"),
        _ => format!("{value:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_percentiles() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(2.5));
        let hundred: Vec<f64> = (0..=100).map(f64::from).collect();
        assert_eq!(percentile(&hundred, 0.99), Some(99.0));
        assert_eq!(percentile(&[7.0], 0.5), Some(7.0));
    }

    #[test]
    fn numbers_have_three_digits() {
        let said = [0.0, 0.4567, 12.34, 99.96, 15_400.4].map(readable);
        assert_eq!(said, ["0", "0.46", "12.3", "100.0", "15400"]);
    }
}
