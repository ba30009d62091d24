//! Data: units of measure and of money as Spanish papers write them, and their names.

use super::super::grammar::{Gender::*, Noun};

#[rustfmt::skip]
pub(super) const UNITS: &[Noun] = &[
    ("″", ["pulgada", "pulgadas", "pulgadas"], Feminine), ("%", ["por ciento"; 3], Masculine), ("€", ["euro", "euros", "euros"], Masculine), ("EUR", ["euro", "euros", "euros"], Masculine),
    ("$", ["dólar", "dólares", "dólares"], Masculine), ("US$", ["dólar estadounidense", "dólares estadounidenses", "dólares estadounidenses"], Masculine), ("dólares", ["dólar", "dólares", "dólares"], Masculine), ("euros", ["euro", "euros", "euros"], Masculine), ("euro", ["euro", "euros", "euros"], Masculine),
    ("GBP", ["libra", "libras", "libras"], Feminine), ("USD", ["dólar", "dólares", "dólares"], Masculine),
    ("£", ["libra", "libras", "libras"], Feminine), ("¥", ["yen", "yenes", "yenes"], Masculine), ("₴", ["grivna", "grivnas", "grivnas"], Feminine),
    ("km/h", ["kilómetro por hora", "kilómetros por hora", "kilómetros por hora"], Masculine),
    ("km", ["kilómetro", "kilómetros", "kilómetros"], Masculine), ("m", ["metro", "metros", "metros"], Masculine),
    ("cm", ["centímetro", "centímetros", "centímetros"], Masculine), ("kg", ["kilogramo", "kilogramos", "kilogramos"], Masculine),
    ("ºC", ["grado Celsius", "grados Celsius", "grados Celsius"], Masculine), ("°C", ["grado Celsius", "grados Celsius", "grados Celsius"], Masculine), ("m²", ["metro cuadrado", "metros cuadrados", "metros cuadrados"], Masculine),
    ("km²", ["kilómetro cuadrado", "kilómetros cuadrados", "kilómetros cuadrados"], Masculine), ("m³", ["metro cúbico", "metros cúbicos", "metros cúbicos"], Masculine),
    ("mm", ["milímetro", "milímetros", "milímetros"], Masculine), ("g", ["gramo", "gramos", "gramos"], Masculine), ("t", ["tonelada", "toneladas", "toneladas"], Feminine),
    ("l", ["litro", "litros", "litros"], Masculine), ("hectáreas", ["hectárea", "hectáreas", "hectáreas"], Feminine), ("mAh", ["miliamperio hora", "miliamperios hora", "miliamperios hora"], Masculine), ("kWh", ["kilovatio hora", "kilovatios hora", "kilovatios hora"], Masculine),
    ("MW", ["megavatio", "megavatios", "megavatios"], Masculine), ("GW", ["gigavatio", "gigavatios", "gigavatios"], Masculine), ("°", ["grado", "grados", "grados"], Masculine),
    ("M€", ["millón de euros", "millones de euros", "millones de euros"], Masculine), ("GB", ["gigabyte", "gigabytes", "gigabytes"], Masculine), ("MB", ["megabyte", "megabytes", "megabytes"], Masculine), ("TB", ["terabyte", "terabytes", "terabytes"], Masculine),
    ("ml", ["mililitro", "mililitros", "mililitros"], Masculine), ("cl", ["centilitro", "centilitros", "centilitros"], Masculine), ("dl", ["decilitro", "decilitros", "decilitros"], Masculine), ("mg", ["miligramo", "miligramos", "miligramos"], Masculine), ("h", ["hora", "horas", "horas"], Feminine), ("hs", ["hora", "horas", "horas"], Feminine), ("m2", ["metro cuadrado", "metros cuadrados", "metros cuadrados"], Masculine), ("km2", ["kilómetro cuadrado", "kilómetros cuadrados", "kilómetros cuadrados"], Masculine), ("m3", ["metro cúbico", "metros cúbicos", "metros cúbicos"], Masculine), ("min", ["minuto", "minutos", "minutos"], Masculine),
    ("s", ["segundo", "segundos", "segundos"], Masculine), ("W", ["vatio", "vatios", "vatios"], Masculine), ("kW", ["kilovatio", "kilovatios", "kilovatios"], Masculine), ("MWh", ["megavatio hora", "megavatios hora", "megavatios hora"], Masculine), ("GWh", ["gigavatio hora", "gigavatios hora", "gigavatios hora"], Masculine),
    ("V", ["voltio", "voltios", "voltios"], Masculine), ("Hz", ["hercio", "hercios", "hercios"], Masculine), ("dB", ["decibelio", "decibelios", "decibelios"], Masculine), ("CV", ["caballo", "caballos", "caballos"], Masculine), ("‰", ["por mil"; 3], Masculine), ("hm³", ["hectómetro cúbico", "hectómetros cúbicos", "hectómetros cúbicos"], Masculine), ("hm3", ["hectómetro cúbico", "hectómetros cúbicos", "hectómetros cúbicos"], Masculine),
    ("pts.", ["punto", "puntos", "puntos"], Masculine), ("pts", ["punto", "puntos", "puntos"], Masculine), ("pp", ["punto porcentual", "puntos porcentuales", "puntos porcentuales"], Masculine), ("pb", ["punto básico", "puntos básicos", "puntos básicos"], Masculine), ("mL", ["mililitro", "mililitros", "mililitros"], Masculine), ("L", ["litro", "litros", "litros"], Masculine), ("TWh", ["teravatio hora", "teravatios hora", "teravatios hora"], Masculine),
    ("µg", ["microgramo", "microgramos", "microgramos"], Masculine), ("cm²", ["centímetro cuadrado", "centímetros cuadrados", "centímetros cuadrados"], Masculine), ("m/s", ["metro por segundo", "metros por segundo", "metros por segundo"], Masculine), ("kms.", ["kilómetro", "kilómetros", "kilómetros"], Masculine), ("kms", ["kilómetro", "kilómetros", "kilómetros"], Masculine), ("Km", ["kilómetro", "kilómetros", "kilómetros"], Masculine), ("mts.", ["metro", "metros", "metros"], Masculine), ("mts", ["metro", "metros", "metros"], Masculine), ("grs.", ["gramo", "gramos", "gramos"], Masculine), ("gr", ["gramo", "gramos", "gramos"], Masculine), ("lts.", ["litro", "litros", "litros"], Masculine), ("seg.", ["segundo", "segundos", "segundos"], Masculine), ("hPa", ["hectopascal", "hectopascales", "hectopascales"], Masculine), ("kcal", ["kilocaloría", "kilocalorías", "kilocalorías"], Feminine), ("MHz", ["megahercio", "megahercios", "megahercios"], Masculine), ("GHz", ["gigahercio", "gigahercios", "gigahercios"], Masculine), ("kHz", ["kilohercio", "kilohercios", "kilohercios"], Masculine),
    ("CHF", ["franco suizo", "francos suizos", "francos suizos"], Masculine), ("MXN", ["peso mexicano", "pesos mexicanos", "pesos mexicanos"], Masculine), ("ARS", ["peso argentino", "pesos argentinos", "pesos argentinos"], Masculine), ("COP", ["peso colombiano", "pesos colombianos", "pesos colombianos"], Masculine), ("CLP", ["peso chileno", "pesos chilenos", "pesos chilenos"], Masculine),
];

/// Returns the name of a unit by its sign: after one, or after many.
pub(super) fn unit_of(sign: &str, form: usize) -> &str {
    UNITS.iter().find(|(own, ..)| *own == sign).map_or(sign, |(_, forms, _)| forms[form])
}
