//! Makes one channel of several, as ITU-R BS.775-4 (annex 4) folds surround sound down.

use symphonia::core::audio::{Channels, Position};

/// What centre and surround channels count, against front left and right: 3 dB less.
const MINUS_3_DB: f32 = std::f32::consts::FRAC_1_SQRT_2;

/// How much each channel counts; together they are 1, so that nothing can clip. The low-frequency channel does not count.
/// Of channels without a place each counts the same.
pub(super) fn weights(channels: &Channels) -> Vec<f32> {
    let weights: Vec<f32> = match channels {
        // Two of anything are left and right.
        Channels::Positioned(places) if channels.count() > 2 => places.iter().map(weight).collect(),
        other => vec![1.0; other.count()],
    };
    let sum: f32 = weights.iter().sum();
    weights.iter().map(|weight| if sum > 0.0 { weight / sum } else { 1.0 / weights.len() as f32 }).collect()
}

/// What a place counts in left and right together.
fn weight(place: Position) -> f32 {
    const LOW: Position = Position::LFE1.union(Position::LFE2);
    const FRONT: Position = Position::FRONT_LEFT.union(Position::FRONT_RIGHT);
    if LOW.contains(place) {
        0.0
    } else if FRONT.contains(place) {
        1.0
    } else if place == Position::FRONT_CENTER {
        // It goes into both sides.
        2.0 * MINUS_3_DB
    } else {
        MINUS_3_DB
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surround_is_folded_down_and_two_channels_are_a_mean() {
        let surround = Position::FRONT_LEFT
            | Position::FRONT_RIGHT
            | Position::FRONT_CENTER
            | Position::LFE1
            | Position::REAR_LEFT
            | Position::REAR_RIGHT;
        let all = 2.0 + 4.0 * MINUS_3_DB;
        let expected = [1.0, 1.0, 2.0 * MINUS_3_DB, 0.0, MINUS_3_DB, MINUS_3_DB].map(|weight| weight / all);
        let weights_of = |channels| weights(&channels);
        for (weight, expected) in weights_of(Channels::Positioned(surround)).iter().zip(expected) {
            assert!((weight - expected).abs() < 1e-6);
        }
        assert_eq!(weights_of(Channels::Positioned(Position::FRONT_LEFT | Position::FRONT_RIGHT)), [0.5, 0.5]);
        assert_eq!(weights_of(Channels::Positioned(Position::FRONT_CENTER)), [1.0]);
        assert_eq!(weights_of(Channels::Discrete(4)), [0.25; 4]);
    }
}
