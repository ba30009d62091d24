//! Data: units of measure and of money as French papers write them, and their names.

use super::super::grammar::{Gender::*, Noun};

#[rustfmt::skip]
pub(super) const UNITS: &[Noun] = &[
    ("″", ["pouce", "pouces", "pouces"], Masculine), ("%", ["pour cent"; 3], Masculine), ("€", ["euro", "euros", "euros"], Masculine), ("EUR", ["euro", "euros", "euros"], Masculine),
    ("$", ["dollar", "dollars", "dollars"], Masculine), ("US$", ["dollar américain", "dollars américains", "dollars américains"], Masculine), ("USD", ["dollar", "dollars", "dollars"], Masculine),
    ("£", ["livre", "livres", "livres"], Feminine), ("¥", ["yen", "yens", "yens"], Masculine), ("₴", ["hryvnia", "hryvnias", "hryvnias"], Feminine),
    ("km/h", ["kilomètre à l’heure", "kilomètres à l’heure", "kilomètres à l’heure"], Masculine),
    ("km", ["kilomètre", "kilomètres", "kilomètres"], Masculine), ("m", ["mètre", "mètres", "mètres"], Masculine),
    ("cm", ["centimètre", "centimètres", "centimètres"], Masculine), ("kg", ["kilogramme", "kilogrammes", "kilogrammes"], Masculine),
    ("°C", ["degré Celsius", "degrés Celsius", "degrés Celsius"], Masculine), ("m²", ["mètre carré", "mètres carrés", "mètres carrés"], Masculine),
    ("km²", ["kilomètre carré", "kilomètres carrés", "kilomètres carrés"], Masculine), ("m³", ["mètre cube", "mètres cubes", "mètres cubes"], Masculine),
    ("mm", ["millimètre", "millimètres", "millimètres"], Masculine), ("g", ["gramme", "grammes", "grammes"], Masculine), ("t", ["tonne", "tonnes", "tonnes"], Feminine),
    ("l", ["litre", "litres", "litres"], Masculine), ("ha", ["hectare", "hectares", "hectares"], Masculine), ("mAh", ["milliampère-heure", "milliampères-heures", "milliampères-heures"], Masculine), ("kWh", ["kilowattheure", "kilowattheures", "kilowattheures"], Masculine),
    ("MW", ["mégawatt", "mégawatts", "mégawatts"], Masculine), ("GW", ["gigawatt", "gigawatts", "gigawatts"], Masculine), ("°", ["degré", "degrés", "degrés"], Masculine),
    ("M€", ["million d’euros", "millions d’euros", "millions d’euros"], Masculine), ("Md€", ["milliard d’euros", "milliards d’euros", "milliards d’euros"], Masculine),
    ("Mds€", ["milliard d’euros", "milliards d’euros", "milliards d’euros"], Masculine), ("k€", ["mille euros"; 3], Masculine), ("M$", ["million de dollars", "millions de dollars", "millions de dollars"], Masculine), ("Md$", ["milliard de dollars", "milliards de dollars", "milliards de dollars"], Masculine),
    ("Go", ["gigaoctet", "gigaoctets", "gigaoctets"], Masculine), ("Mo", ["mégaoctet", "mégaoctets", "mégaoctets"], Masculine), ("ko", ["kilooctet", "kilooctets", "kilooctets"], Masculine), ("To", ["téraoctet", "téraoctets", "téraoctets"], Masculine),
    ("ml", ["millilitre", "millilitres", "millilitres"], Masculine), ("cl", ["centilitre", "centilitres", "centilitres"], Masculine), ("dl", ["décilitre", "décilitres", "décilitres"], Masculine), ("mg", ["milligramme", "milligrammes", "milligrammes"], Masculine), ("µg", ["microgramme", "microgrammes", "microgrammes"], Masculine),
    ("h", ["heure", "heures", "heures"], Feminine), ("min", ["minute", "minutes", "minutes"], Feminine), ("s", ["seconde", "secondes", "secondes"], Feminine), ("W", ["watt", "watts", "watts"], Masculine), ("kW", ["kilowatt", "kilowatts", "kilowatts"], Masculine), ("MWh", ["mégawattheure", "mégawattheures", "mégawattheures"], Masculine),
    ("GWh", ["gigawattheure", "gigawattheures", "gigawattheures"], Masculine), ("TWh", ["térawattheure", "térawattheures", "térawattheures"], Masculine), ("V", ["volt", "volts", "volts"], Masculine), ("Hz", ["hertz"; 3], Masculine), ("MHz", ["mégahertz"; 3], Masculine), ("GHz", ["gigahertz"; 3], Masculine),
    ("dB", ["décibel", "décibels", "décibels"], Masculine), ("ch", ["cheval", "chevaux", "chevaux"], Masculine), ("‰", ["pour mille"; 3], Masculine), ("m/s", ["mètre par seconde", "mètres par seconde", "mètres par seconde"], Masculine),
    ("km2", ["kilomètre carré", "kilomètres carrés", "kilomètres carrés"], Masculine), ("m2", ["mètre carré", "mètres carrés", "mètres carrés"], Masculine), ("m3", ["mètre cube", "mètres cubes", "mètres cubes"], Masculine), ("habitants", ["habitant", "habitants", "habitants"], Masculine),
    ("euros", ["euro", "euros", "euros"], Masculine), ("euro", ["euro", "euros", "euros"], Masculine), ("dollars", ["dollar", "dollars", "dollars"], Masculine),
    ("mètres", ["mètre", "mètres", "mètres"], Masculine), ("mn", ["minute", "minutes", "minutes"], Feminine), ("min.", ["minute", "minutes", "minutes"], Feminine), ("sec.", ["seconde", "secondes", "secondes"], Feminine), ("sec", ["seconde", "secondes", "secondes"], Feminine), ("j", ["jour", "jours", "jours"], Masculine), ("pts.", ["point", "points", "points"], Masculine), ("q", ["quintal", "quintaux", "quintaux"], Masculine), ("Mt", ["million de tonnes", "millions de tonnes", "millions de tonnes"], Masculine), ("fr.", ["franc", "francs", "francs"], Masculine),
    ("CHF", ["franc suisse", "francs suisses", "francs suisses"], Masculine), ("pt", ["point", "points", "points"], Masculine), ("pts", ["point", "points", "points"], Masculine), ("pb", ["point de base", "points de base", "points de base"], Masculine), ("pdb", ["point de base", "points de base", "points de base"], Masculine), ("cts", ["centime", "centimes", "centimes"], Masculine), ("ct", ["centime", "centimes", "centimes"], Masculine), ("mL", ["millilitre", "millilitres", "millilitres"], Masculine), ("cL", ["centilitre", "centilitres", "centilitres"], Masculine), ("dL", ["décilitre", "décilitres", "décilitres"], Masculine), ("L", ["litre", "litres", "litres"], Masculine), ("hPa", ["hectopascal", "hectopascals", "hectopascals"], Masculine), ("kcal", ["kilocalorie", "kilocalories", "kilocalories"], Feminine), ("cm²", ["centimètre carré", "centimètres carrés", "centimètres carrés"], Masculine), ("kV", ["kilovolt", "kilovolts", "kilovolts"], Masculine), ("cm3", ["centimètre cube", "centimètres cubes", "centimètres cubes"], Masculine), ("km³", ["kilomètre cube", "kilomètres cubes", "kilomètres cubes"], Masculine), ("Wh", ["wattheure", "wattheures", "wattheures"], Masculine), ("nm", ["nanomètre", "nanomètres", "nanomètres"], Masculine), ("µm", ["micromètre", "micromètres", "micromètres"], Masculine), ("Mb/s", ["mégabit par seconde", "mégabits par seconde", "mégabits par seconde"], Masculine), ("Mbit/s", ["mégabit par seconde", "mégabits par seconde", "mégabits par seconde"], Masculine), ("Gbit/s", ["gigabit par seconde", "gigabits par seconde", "gigabits par seconde"], Masculine),
];

/// Returns the name of a unit by its sign: after one, or after many.
pub(super) fn unit_of(sign: &str, form: usize) -> &str {
    UNITS.iter().find(|(own, ..)| *own == sign).map_or(sign, |(_, forms, _)| forms[form])
}
