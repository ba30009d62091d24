//! The names of the months, January first, as dates in articles have them: in the genitive where a language bends them.

/// English.
#[rustfmt::skip]
pub(crate) const ENGLISH: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
/// German.
#[rustfmt::skip]
pub(crate) const GERMAN: [&str; 12] = [
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember",
];
/// French.
#[rustfmt::skip]
pub(crate) const FRENCH: [&str; 12] = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
];
/// Spanish.
#[rustfmt::skip]
pub(crate) const SPANISH: [&str; 12] = [
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
];
/// Italian.
#[rustfmt::skip]
pub(crate) const ITALIAN: [&str; 12] = [
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
];
/// Portuguese.
#[rustfmt::skip]
pub(crate) const PORTUGUESE: [&str; 12] = [
    "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro",
];
/// Dutch.
#[rustfmt::skip]
pub(crate) const DUTCH: [&str; 12] = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
];
/// Polish.
#[rustfmt::skip]
pub(crate) const POLISH: [&str; 12] = [
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
];
/// Ukrainian.
#[rustfmt::skip]
pub(crate) const UKRAINIAN: [&str; 12] = [
    "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада", "грудня",
];
/// Russian.
#[rustfmt::skip]
pub(crate) const RUSSIAN: [&str; 12] = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
];
/// Danish.
#[rustfmt::skip]
pub(crate) const DANISH: [&str; 12] = [
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
];
/// Swedish.
#[rustfmt::skip]
pub(crate) const SWEDISH: [&str; 12] = [
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december",
];
