//! Normalises dates as articles write them: to RFC 3339 where a time with its offset is known, else to `YYYY-MM-DD`.

/// Names of the months in the languages whose bylines were at hand; the first three letters tell them apart in English.
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "janvier", "enero", "gennaio", "januari", "janeiro"],
    &["february", "feb", "februar", "février", "febrero", "febbraio", "februari", "fevereiro"],
    &["march", "mar", "märz", "mars", "marzo", "maart", "março"],
    &["april", "apr", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "mei", "maio", "maj"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "aug", "août", "agosto", "augustus", "augusti"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro"],
    &["october", "oct", "oktober", "octobre", "octubre", "ottobre", "outubro", "okt"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "dezember", "décembre", "diciembre", "dicembre", "dezembro", "dez"],
];

/// Normalises a date. Gives nothing for text that holds none, and for a day that is on no calendar.
pub(super) fn normalise(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| compact(text)).or_else(|| written_out(text)).or_else(|| dotted(text))
}

/// Finds `12.06.2024`, the day first, as written in much of Europe.
fn dotted(text: &str) -> Option<String> {
    text.split([' ', ',', '\u{a0}', '|']).find_map(|field| {
        let mut parts = field.split('.').filter(|part| !part.is_empty());
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let sized = day.len() <= 2 && month.len() <= 2 && year.len() == 4 && parts.next().is_none();
        if !sized {
            return None;
        }
        calendar_day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    })
}

/// Reads `YYYY-MM-DD`, with or without a time and an offset; slashes and dots may stand for the hyphens.
fn iso(text: &str) -> Option<String> {
    let mut parts = text.splitn(3, ['-', '/', '.']);
    let (year, month, rest) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.is_empty() || month.len() > 2 {
        return None;
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let day = calendar_day(year.parse().ok()?, month.parse().ok()?, rest[..digits].parse().ok()?)?;
    Some(match clock(&rest[digits..]) {
        Some(time) => format!("{day}T{time}"),
        None => day,
    })
}

/// Reads `T10:15:30.123+0200` and its shorter forms as `10:15:30+02:00`; a time without an offset tells no instant.
fn clock(text: &str) -> Option<String> {
    let text = text.strip_prefix(['T', 't']).unwrap_or(text).trim_start();
    let time_end = text.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(text.len());
    let mut fields = text[..time_end].split(':').map(|field| field.parse::<u8>().ok());
    let (hour, minute) = (fields.next()??, fields.next()??);
    let second = fields.next().unwrap_or(Some(0))?;
    let after = text[time_end..].trim_start_matches('.').trim_start_matches(|c: char| c.is_ascii_digit());
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(format!("{hour:02}:{minute:02}:{second:02}{}", offset(after.trim())?))
}

/// Reads an offset from UTC: `Z`, `+0200`, `+02:00`, `-05`, `GMT`.
fn offset(text: &str) -> Option<String> {
    if matches!(text, "Z" | "z" | "UTC" | "GMT") {
        return Some("Z".to_owned());
    }
    let sign = text.chars().next().filter(|sign| matches!(sign, '+' | '-'))?;
    let digits: String = text[1..].chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        2 => Some(format!("{sign}{digits}:00")),
        4 => Some(format!("{sign}{}:{}", &digits[..2], &digits[2..])),
        _ => None,
    }
}

/// Reads `YYYYMMDD`, which some publishing systems put into their meta elements.
fn compact(text: &str) -> Option<String> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    calendar_day(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
}

/// Reads `June 12, 2024`, `12 June 2024`, `Wed, 12 Jun 2024 14:51:00 +0000`: a month's name with a day and a year near it.
fn written_out(text: &str) -> Option<String> {
    let fields = text.split([' ', ',', '\u{a0}', '|', '-', '/']);
    // "8 de marzo de 2026", "the 3rd of May".
    let fields: Vec<&str> = fields.filter(|field| !matches!(*field, "" | "de" | "del" | "of")).collect();
    let (at, month) = fields.iter().enumerate().find_map(|(at, field)| Some((at, month_number(field)?)))?;
    let number = |at: Option<usize>| at.and_then(|at| fields.get(at)).and_then(|field| day_number(field));
    let before = number(at.checked_sub(1).or(None)).filter(|day| *day <= 31);
    let (day, year) = match before {
        Some(day) => (day, number(Some(at + 1))?),
        None => (number(Some(at + 1))?, number(Some(at + 2))?),
    };
    let day = calendar_day(year, month, u8::try_from(day).ok()?)?;
    let time = fields.iter().position(|field| field.contains(':')).and_then(|at| clock(&fields[at..].join(" ")));
    // The hyphen was split off above, so a western offset is looked for in the text as it stands.
    let time = time.or_else(|| text.find(':').and_then(|colon| clock(text.get(colon.checked_sub(2)?..)?)));
    Some(time.map_or(day.clone(), |time| format!("{day}T{time}")))
}

/// Returns whether a word is a month's name.
pub(super) fn is_month(word: &str) -> bool {
    month_number(word).is_some()
}

/// Returns whether a word in lower case is the name of a day of the week, in the languages of the months above.
pub(super) fn is_weekday(word: &str) -> bool {
    const DAYS: [&str; 42] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu",
        "fri", "sat", "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lundi",
        "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves",
        "viernes", "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica",
    ];
    DAYS.contains(&word)
}

fn month_number(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    u8::try_from(at + 1).ok()
}

/// Reads `12`, `12th`, `1st`, `2024`.
fn day_number(word: &str) -> Option<u16> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let ending = word[digits..].trim_end_matches('.');
    let ordinal = ["", "st", "nd", "rd", "th", "er"].contains(&ending);
    if ordinal && digits <= 4 { word[..digits].parse().ok() } else { None }
}

/// Writes a day, if the calendar has it and the year can be an article's.
fn calendar_day(year: u16, month: u8, day: u8) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let known = (1..=length).contains(&day) && (1500..=2200).contains(&year);
    known.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn dates_take_one_form() {
        let table = [
            ("2024-06-12", Some("2024-06-12")),
            ("2024-06-12T14:51:00Z", Some("2024-06-12T14:51:00Z")),
            ("2024-06-12T14:51:00.123+0200", Some("2024-06-12T14:51:00+02:00")),
            ("2024-06-12 14:51", Some("2024-06-12")),
            ("2024/6/2", Some("2024-06-02")),
            ("20240612", Some("2024-06-12")),
            ("June 12, 2024 2:51 PM", Some("2024-06-12")),
            ("Published on 12 June 2024", Some("2024-06-12")),
            ("Wed, 12 Jun 2024 14:51:00 +0000", Some("2024-06-12T14:51:00+00:00")),
            ("Wed, 12 Jun 2024 04:51:00 -0500", Some("2024-06-12T04:51:00-05:00")),
            ("1st Sept. 2023", Some("2023-09-01")),
            ("Stand: 12.06.2024, 14:51 Uhr", Some("2024-06-12")),
            ("Valparaíso, 8 de marzo de 2026", Some("2026-03-08")),
            ("Publié le 3 février 2026 à 06h30, mis à jour le 4 février 2026", Some("2026-02-03")),
            ("1.2.2024", Some("2024-02-01")),
            ("Version 1.2.20245", None),
            ("2023-02-30", None),
            ("yesterday", None),
            ("May be", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(normalise(text).as_deref(), expected, "{text}");
        }
    }
}
