//! What a terminal shows of a run: what is left on it, line by line, at two widths, with and without colours, with paths on it
//! or in a pipe.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use console::measure_text_width;
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::bench::{Bench, environment, repository};

/// A terminal with so many rows that nothing scrolls off.
struct Screen {
    columns: usize,
    rows: Vec<Vec<char>>,
    /// The colours of the letters, by number, beside them.
    inks: Vec<Vec<u8>>,
    ink: u8,
    row: usize,
    column: usize,
    /// Whether any colour was asked for.
    has_colors: bool,
}

impl Screen {
    fn new(columns: usize) -> Self {
        Self { columns, rows: vec![Vec::new()], inks: Vec::new(), ink: 0, row: 0, column: 0, has_colors: false }
    }

    /// Shows what a program writes.
    fn show(&mut self, written: &str) {
        let mut letters = written.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\u{1b}' => self.control(&mut letters),
                '\r' => self.column = 0,
                '\n' => self.row += 1,
                '\u{7}' => {}
                letter => self.put(letter),
            }
            self.rows.resize(self.rows.len().max(self.row + 1), Vec::new());
        }
    }

    fn put(&mut self, letter: char) {
        let width = measure_text_width(letter.encode_utf8(&mut [0; 4]));
        if self.column + width > self.columns {
            (self.row, self.column) = (self.row + 1, 0);
            self.rows.resize(self.rows.len().max(self.row + 1), Vec::new());
        }
        let row = &mut self.rows[self.row];
        row.resize(row.len().max(self.column + width), ' ');
        row[self.column] = letter;
        // The second half of a wide letter shows nothing.
        row[self.column + 1..self.column + width].fill('\0');
        self.inks.resize(self.rows.len(), Vec::new());
        let inks = &mut self.inks[self.row];
        inks.resize(inks.len().max(self.column + width), 0);
        inks[self.column..self.column + width].fill(self.ink);
        self.column += width;
    }

    fn control(&mut self, letters: &mut std::str::Chars<'_>) {
        assert_eq!(letters.next(), Some('['), "only CSI sequences are expected");
        let mut parameters = String::new();
        let last = letters.find(|letter| {
            let is_last = letter.is_ascii_alphabetic();
            parameters.extend((!is_last).then_some(*letter));
            is_last
        });
        let number: usize = parameters.parse().unwrap_or(0);
        let steps = number.max(1);
        let row = &mut self.rows[self.row];
        match last.unwrap() {
            'A' => self.row = self.row.saturating_sub(steps),
            'B' => self.row += steps,
            'C' => self.column += steps,
            'D' => self.column = self.column.saturating_sub(steps),
            'G' => self.column = steps - 1,
            'K' if number == 2 => row.clear(),
            'K' => row.truncate(self.column),
            'J' => {
                row.truncate(self.column);
                self.rows.truncate(self.row + 1);
            }
            'm' => {
                self.has_colors |= !matches!(number, 0..=2);
                self.ink = u8::try_from(number).unwrap_or(0);
            }
            'h' | 'l' => {}
            other => panic!("unknown sequence {parameters}{other}"),
        }
    }

    /// Returns what is left in the end.
    fn lines(&self) -> Vec<String> {
        let text =
            |row: &Vec<char>| row.iter().filter(|letter| **letter != '\0').collect::<String>().trim_end().to_owned();
        let mut lines: Vec<String> = self.rows.iter().map(text).collect();
        while lines.last().is_some_and(String::is_empty) {
            lines.pop();
        }
        lines
    }
}

/// How a run is looked at.
#[derive(Debug, Clone, Copy)]
struct Look {
    columns: u16,
    has_colors: bool,
    is_piped: bool,
}

/// Runs `aloud` on a terminal; returns what is left on it, what was piped, and the exit code.
fn shown(bench: &Bench, arguments: &[&str], look: Look) -> (Screen, String, i32) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let terminal = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let size = Winsize { ws_row: 60, ws_col: look.columns, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&terminal, size).unwrap();
    let mut command = bench.command(arguments);
    command.env("TERM", "xterm-256color").stderr(Stdio::from(terminal.try_clone().unwrap()));
    command.stdout(if look.is_piped { Stdio::piped() } else { Stdio::from(terminal.try_clone().unwrap()) });
    if !look.has_colors {
        command.env("NO_COLOR", "1");
    }
    let mut child = command.spawn().unwrap();
    drop((command, terminal));
    let reading = std::thread::spawn(move || {
        let (mut written, mut part) = (Vec::new(), [0; 4096]);
        let mut master = File::from(master);
        // Linux ends a terminal that nobody holds with an error.
        while let Ok(read @ 1..) = master.read(&mut part) {
            written.extend(&part[..read]);
        }
        String::from_utf8(written).unwrap()
    });
    let mut piped = String::new();
    if let Some(mut pipe) = child.stdout.take() {
        pipe.read_to_string(&mut piped).unwrap();
    }
    let code = child.wait().unwrap().code().unwrap();
    let mut screen = Screen::new(usize::from(look.columns));
    screen.show(&reading.join().unwrap());
    (screen, piped, code)
}

/// Articles of every kind: long titles, wide letters, one that fails, one that is passed over, one that is the same as another.
fn articles() -> Bench {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("articles")).unwrap();
    let story = |name: &str, title: &str, number: usize| {
        let text = format!("# {title}\n\nThe ferry number {number} was late. Nobody knew why it was late.\n");
        bench.write(&format!("articles/{name}"), text);
    };
    story("a.md", "Council Votes to Keep the Old Harbour Library Open on Sundays After a Long and Loud Debate", 1);
    story("b.md", "Brücke", 2);
    story("c.md", "図書館は日曜日も開館を続けると市議会が決定しました図書館は日曜日も開館を続けると市議会が", 3);
    story("d.md", "Escape \u{1b}]0;owned\u{7} and \u{202e}turned", 4);
    bench.write("articles/e.md", "---\ndraft: true\ntitle: Not yet\n---\n\nA draft of a story.\n");
    bench.write("articles/f.md", "");
    bench
}

const LOOKS: [Look; 5] = [
    Look { columns: 80, has_colors: true, is_piped: false },
    Look { columns: 80, has_colors: false, is_piped: true },
    Look { columns: 120, has_colors: true, is_piped: true },
    Look { columns: 120, has_colors: false, is_piped: false },
    Look { columns: 50, has_colors: true, is_piped: false },
];

#[test]
fn a_terminal_shows_a_line_for_each_article_and_keeps_nothing_else() {
    for look in LOOKS {
        let bench = articles();
        let (screen, piped, code) = shown(&bench, &["narrate", "--voice", "tone", "articles"], look);
        let lines = screen.lines();
        let text = lines.join("\n");
        assert_eq!((code, screen.has_colors), (1, look.has_colors), "{look:?}\n{text}");
        assert!(lines.iter().all(|line| measure_text_width(line) <= usize::from(look.columns)), "{look:?}\n{text}");
        assert!(!text.contains('━') && !text.contains('\u{202e}'), "{look:?}\n{text}");
        let is_told = |line: &&String| !line.starts_with("    ") || line.starts_with("    hint");
        let with = |part: &str| lines.iter().filter(is_told).filter(|line| line.contains(part)).count();
        for (sign, part) in [("  ", "Council"), ("  ", "Brücke"), ("! ", "図書館"), ("  ", "Escape"), ("x ", "f.md")]
        {
            assert_eq!(with(part), 1, "{part}: {look:?}\n{text}");
            assert!(lines.iter().any(|line| line.starts_with(sign) && line.contains(part)), "{part}\n{text}");
        }
        assert_eq!(with(".wav"), 4, "{look:?}\n{text}");
        assert_eq!(with("hint: "), 2, "{look:?}\n{text}");
        assert_eq!(with("6 articles: 3 narrated, 1 to listen to, 1"), 1, "{look:?}\n{text}");
        assert_eq!(with("sentences spoken"), 1, "{look:?}\n{text}");
        assert_eq!(piped.lines().count(), if look.is_piped { 4 } else { 0 }, "{piped}");
        assert!(piped.lines().all(|path| bench.path(path).is_file()), "{piped}");
        let (again, piped, _) = shown(&bench, &["narrate", "--voice", "tone", "articles", "-q"], look);
        assert_eq!((again.lines().len(), piped.as_str()), (2, ""), "{:?}", again.lines());
    }
}

#[test]
fn data_on_a_terminal_is_whole() {
    let bench = articles();
    let look = Look { columns: 120, has_colors: true, is_piped: true };
    let (screen, piped, _) = shown(&bench, &["narrate", "--voice", "tone", "--json", "articles"], look);
    assert!(piped.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()), "{piped}");
    assert_eq!(screen.lines().iter().filter(|line| line.contains("Brücke")).count(), 1);
}

/// Where the book's picture of a terminal is.
const PICTURE: &str = "docs/src/images/terminal.svg";

#[test]
fn the_books_picture_of_a_terminal_is_what_a_run_shows() {
    let bench = articles();
    std::fs::remove_file(bench.path("articles/d.md")).unwrap();
    let look = Look { columns: 100, has_colors: true, is_piped: false };
    let (screen, _, _) = shown(&bench, &["narrate", "--voice", "tone", "articles"], look);
    let drawn = picture(&screen);
    if environment("ALOUD_PICTURES").is_some() {
        std::fs::write(repository(PICTURE), &drawn).unwrap();
    }
    // Times differ, and with them how much room they leave.
    let words = |text: &str| {
        let parts = text.split(|c: char| c.is_ascii_digit() || c == ' ').filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    let kept = std::fs::read_to_string(repository(PICTURE)).unwrap_or_default();
    assert!(words(&kept) == words(&drawn), "{PICTURE} is stale: run this test with ALOUD_PICTURES=docs/src/images");
}

/// Draws what is left on a screen, in its colours.
fn picture(screen: &Screen) -> String {
    const COLORS: [(u8, &str); 6] =
        [(2, "#8b949e"), (31, "#ff7b72"), (32, "#7ee787"), (33, "#e3b341"), (34, "#79c0ff"), (36, "#56d4dd")];
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut text = String::new();
    for (number, (row, inks)) in screen.rows.iter().zip(&screen.inks).enumerate() {
        let cells: Vec<(char, u8)> =
            row.iter().copied().zip(inks.iter().copied()).filter(|(c, _)| *c != '\0').collect();
        let runs = cells.chunk_by(|one, other| one.1 == other.1).map(|run| {
            let words: String = run.iter().map(|(c, _)| c).collect();
            let color = COLORS.iter().find(|(ink, _)| *ink == run[0].1).map_or("#e6edf3", |(_, color)| color);
            format!("<tspan fill=\"{color}\">{}</tspan>", escape(&words))
        });
        text += &format!("<text x=\"16\" y=\"{}\">{}</text>\n", 28 + number * 20, runs.collect::<String>());
    }
    let (width, height) = (32.0 + screen.columns as f32 * 8.4, 20 + screen.inks.len() * 20);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"ui-monospace, Menlo, Consolas, monospace\" \
         font-size=\"14\" xml:space=\"preserve\">\n<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#0d1117\"/>\n{text}</svg>\n"
    )
}
