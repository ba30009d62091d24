//! A picture of the narration for people who look: its waveform, where its parts begin, and how loud it is.

use super::escape::markup;
use super::{Manifest, Output};
use crate::audio::Waveform;

/// The picture's size, in points.
const WIDTH: usize = 1_200;
const HEIGHT: usize = 300;
/// The points above the waveform, for the headings.
const TOP: usize = 40;
/// The loudness that the picture's curve can show, in LUFS.
const LOUDEST: f32 = 0.0;
const SOFTEST: f32 = -60.0;
/// Longest heading beside its line, in characters.
const LABEL_CHARS: usize = 28;
/// Colours of the waveform, the loudness, the parts and the paper (taste; each 3:1 and more against the paper, WCAG 2.2, 1.4.11).
const WAVE: [u8; 3] = [0x2F, 0x6F, 0x9F];
const LOUDNESS: [u8; 3] = [0xB3, 0x4A, 0x00];
const PART: [u8; 3] = [0x55, 0x55, 0x55];
const PAPER: [u8; 3] = [0xFF, 0xFF, 0xFF];

/// What can be seen of a finished sound.
pub(super) struct Sight {
    pub(super) waveform: Waveform,
    /// Its loudness, second by second.
    pub(super) course_lufs: Vec<f32>,
}

impl Sight {
    /// Draws an output; nothing for one that shows no sound.
    pub(super) fn draw(&self, output: Output, manifest: &Manifest) -> Option<Vec<u8>> {
        match output {
            Output::Waveform => Some(format!("{}\n", self.waveform.json()).into_bytes()),
            Output::Svg => Some(self.svg(manifest).into_bytes()),
            Output::Png => Some(self.png(manifest)),
            _ => None,
        }
    }

    /// Returns the top and bottom of the waveform in each column.
    fn columns(&self) -> Vec<(usize, usize)> {
        let points: Vec<_> = self.waveform.points().collect();
        let y = |value: f32| TOP + ((1.0 - value) / 2.0 * (HEIGHT - TOP - 1) as f32).round() as usize;
        let column = |x: usize| {
            let first = x * points.len() / WIDTH;
            let last = ((x + 1) * points.len() / WIDTH).max(first + 1).min(points.len());
            let shown = points.get(first..last).unwrap_or_default();
            let (low, high) =
                shown.iter().fold((0.0f32, 0.0f32), |(low, high), point| (low.min(point.0), high.max(point.1)));
            (y(high), y(low))
        };
        (0..WIDTH).map(column).collect()
    }

    /// Returns the height of the loudness in each column; nothing where it was not measured yet.
    fn course(&self) -> Vec<usize> {
        let y = |lufs: f32| {
            let share = (LOUDEST - lufs.clamp(SOFTEST, LOUDEST)) / (LOUDEST - SOFTEST);
            TOP + (share * (HEIGHT - TOP - 1) as f32).round() as usize
        };
        let at = |x: usize| self.course_lufs.get(x * self.course_lufs.len() / WIDTH).map(|lufs| y(*lufs));
        (0..WIDTH).filter_map(at).collect()
    }

    fn svg(&self, manifest: &Manifest) -> String {
        let title = markup(manifest.article.title.as_deref().unwrap_or("Narration"));
        let told = told(manifest);
        let mut wave = String::from("M");
        for (x, (top, bottom)) in self.columns().into_iter().enumerate() {
            wave.push_str(&format!("{x}.5 {top}V{}M", bottom + 1));
        }
        let course: String = self.course().into_iter().enumerate().map(|(x, y)| format!("{x},{y} ")).collect();
        let mut parts = String::new();
        for (x, label) in parts_of(manifest) {
            let (anchor, beside) = if x > WIDTH * 3 / 4 { ("end", x - 4) } else { ("start", x + 4) };
            parts.push_str(&format!(
                "<line x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{HEIGHT}\"/><text x=\"{beside}\" y=\"14\" text-anchor=\"{anchor}\">{}</text>\n",
                markup(&label)
            ));
        }
        let wave = wave.trim_end_matches('M');
        let (wave_colour, loudness, part, paper) = (hex(WAVE), hex(LOUDNESS), hex(PART), hex(PAPER));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"t d\">\n\
             <title id=\"t\">{title}</title>\n<desc id=\"d\">{}</desc>\n<rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"{paper}\"/>\n\
             <path d=\"{wave}\" stroke=\"{wave_colour}\" fill=\"none\"/>\n\
             <polyline points=\"{}\" stroke=\"{loudness}\" stroke-width=\"1.5\" fill=\"none\"/>\n\
             <g stroke=\"{part}\">\n<style>text {{ font: 12px sans-serif; stroke: none; fill: {part} }}</style>\n{parts}\
             <text x=\"4\" y=\"34\">{}</text>\n</g>\n</svg>\n",
            markup(&told),
            course.trim_end(),
            markup(&told),
        )
    }

    fn png(&self, manifest: &Manifest) -> Vec<u8> {
        let mut canvas = PAPER.repeat(WIDTH * HEIGHT);
        let mut line = |x: usize, (top, bottom): (usize, usize), colour: [u8; 3]| {
            for y in top..=bottom.min(HEIGHT - 1) {
                let at = 3 * (y * WIDTH + x.min(WIDTH - 1));
                canvas[at..at + 3].copy_from_slice(&colour);
            }
        };
        for (x, column) in self.columns().into_iter().enumerate() {
            line(x, column, WAVE);
        }
        for (x, _) in parts_of(manifest) {
            line(x, (0, HEIGHT - 1), PART);
        }
        let course = self.course();
        for (x, y) in course.iter().enumerate() {
            // From the height before to this one, so that the curve has no gaps.
            let before = course[x.saturating_sub(1)];
            line(x, (before.min(*y), before.max(*y) + 1), LOUDNESS);
        }
        encode(&canvas)
    }
}

fn encode(canvas: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH as u32, HEIGHT as u32);
    encoder.set_color(png::ColorType::Rgb);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(canvas));
    written.expect("memory takes a picture of this size");
    bytes
}

/// Returns where each part but the first begins, and what it is called.
fn parts_of(manifest: &Manifest) -> Vec<(usize, String)> {
    let place = |ms: u64| (ms as usize * (WIDTH - 1)) / (manifest.duration_ms as usize).max(1);
    let short = |title: &str| match title.char_indices().nth(LABEL_CHARS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    };
    manifest.chapters.iter().skip(1).map(|chapter| (place(chapter.start_ms), short(&chapter.title))).collect()
}

/// Says how long and how loud it is.
fn told(manifest: &Manifest) -> String {
    let seconds = manifest.duration_ms / 1_000;
    let lasts = format!("{}:{:02}", seconds / 60, seconds % 60);
    match manifest.loudness.integrated_lufs {
        Some(lufs) => format!("{lasts}, {lufs:.1} LUFS, range {:.1} LU", manifest.loudness.range_lu),
        None => lasts,
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
