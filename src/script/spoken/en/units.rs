//! Data: units of measure as English papers write them, and their names.

/// A unit: how it is written, its name for one, and for many.
pub(super) type Unit = (&'static [&'static str], &'static str, &'static str);

#[rustfmt::skip]
pub(super) const UNITS: &[Unit] = &[
    (&["%", "٪", "pc"], "percent", "percent"), (&["‰"], "per mille", "per mille"), (&["pp"], "percentage point", "percentage points"),
    (&["bp", "bps"], "basis point", "basis points"),
    (&["°C", "º C", "ºC", "° C", "℃"], "degree Celsius", "degrees Celsius"),
    (&["°F", "º F", "ºF", "° F", "℉"], "degree Fahrenheit", "degrees Fahrenheit"),
    (&["°N", "° N"], "degree north", "degrees north"), (&["°S", "° S"], "degree south", "degrees south"),
    (&["°W", "° W"], "degree west", "degrees west"), (&["°E", "° E"], "degree east", "degrees east"), (&["°"], "degree", "degrees"),
    (&["km", "KM", "kms"], "kilometer", "kilometers"), (&["m"], "meter", "meters"), (&["cm", "CM", "cms"], "centimeter", "centimeters"),
    (&["mm", "MM"], "millimeter", "millimeters"), (&["µm", "μm"], "micrometer", "micrometers"), (&["nm"], "nanometer", "nanometers"),
    (&["mi"], "mile", "miles"), (&["yd", "yds"], "yard", "yards"), (&["ft", "FT"], "foot", "feet"), (&["in"], "inch", "inches"), (&["cc"], "cc", "cc"),
    (&["km²", "km2", "sq km", "sq. km"], "square kilometer", "square kilometers"),
    (&["m²", "m2", "sq m", "sq. m", "sqm"], "square meter", "square meters"), (&["cm²", "cm2"], "square centimeter", "square centimeters"),
    (&["mm²", "mm2"], "square millimeter", "square millimeters"),
    (&["mi²", "mi2", "sq mi", "sq. mi", "sq miles", "sq. miles"], "square mile", "square miles"),
    (&["ft²", "ft2", "sq ft", "sq. ft", "sq feet", "sq. feet", "sq-ft", "sq.-ft", "sqft"], "square foot", "square feet"), (&["yd²", "sq yd"], "square yard", "square yards"),
    (&["in²", "sq in"], "square inch", "square inches"),
    (&["km³", "km3"], "cubic kilometer", "cubic kilometers"), (&["m³", "m3", "cu m"], "cubic meter", "cubic meters"),
    (&["cm³", "cm3"], "cubic centimeter", "cubic centimeters"), (&["mm³", "mm3"], "cubic millimeter", "cubic millimeters"),
    (&["ft³", "ft3", "cu ft"], "cubic foot", "cubic feet"), (&["ha"], "hectare", "hectares"),
    (&["kg", "kgs", "KG", "Kg"], "kilogram", "kilograms"), (&["g"], "gram", "grams"), (&["mg"], "milligram", "milligrams"),
    (&["µg", "μg", "mcg"], "microgram", "micrograms"), (&["lb", "lbs", "LB", "LBS"], "pound", "pounds"), (&["oz", "OZ"], "ounce", "ounces"),
    (&["tbsp", "tbsps", "Tbsp", "tbs", "TBSP"], "tablespoon", "tablespoons"), (&["tsp", "tsps", "Tsp", "TSP"], "teaspoon", "teaspoons"),
    (&["fl oz", "fl. oz."], "fluid ounce", "fluid ounces"), (&["kt"], "kiloton", "kilotons"), (&["Mt"], "megaton", "megatons"), (&["Gt"], "gigaton", "gigatons"), (&["t"], "ton", "tons"),
    (&["l", "L", "ltr"], "liter", "liters"), (&["ml", "mL", "ML"], "milliliter", "milliliters"), (&["cl", "cL"], "centiliter", "centiliters"),
    (&["dl", "dL"], "deciliter", "deciliters"), (&["gal"], "gallon", "gallons"), (&["pt"], "pint", "pints"), (&["qt"], "quart", "quarts"), (&["bbl"], "barrel", "barrels"),
    (&["kph", "kmh", "KPH", "KMH", "km/h", "km/hr"], "kilometer per hour", "kilometers per hour"), (&["mph", "MPH"], "mile per hour", "miles per hour"),
    (&["m/s"], "meter per second", "meters per second"), (&["m/s²", "m/s2"], "meter per second squared", "meters per second squared"), (&["pts"], "point", "points"), (&["mpg"], "mile per gallon", "miles per gallon"),
    (&["rpm"], "revolution per minute", "revolutions per minute"), (&["fps"], "frame per second", "frames per second"),
    (&["bpm"], "beat per minute", "beats per minute"), (&["kn", "kt.", "kts"], "knot", "knots"),
    (&["Hz", "hz"], "hertz", "hertz"), (&["kHz", "khz", "KHz"], "kilohertz", "kilohertz"), (&["MHz", "mhz"], "megahertz", "megahertz"),
    (&["GHz", "ghz"], "gigahertz", "gigahertz"), (&["THz"], "terahertz", "terahertz"),
    (&["W"], "watt", "watts"), (&["kW", "kw", "KW"], "kilowatt", "kilowatts"), (&["MW"], "megawatt", "megawatts"), (&["GW"], "gigawatt", "gigawatts"),
    (&["TW"], "terawatt", "terawatts"), (&["Wh"], "watt hour", "watt hours"), (&["kWh", "kwh", "KWh"], "kilowatt hour", "kilowatt hours"),
    (&["MWh"], "megawatt hour", "megawatt hours"), (&["GWh"], "gigawatt hour", "gigawatt hours"), (&["TWh"], "terawatt hour", "terawatt hours"),
    (&["V"], "volt", "volts"), (&["kV"], "kilovolt", "kilovolts"), (&["mV"], "millivolt", "millivolts"), (&["mA"], "milliampere", "milliamperes"),
    (&["mAh"], "milliampere hour", "milliampere hours"), (&["Ah"], "ampere hour", "ampere hours"), (&["Ω"], "ohm", "ohms"),
    (&["J"], "joule", "joules"), (&["kJ"], "kilojoule", "kilojoules"), (&["MJ"], "megajoule", "megajoules"),
    (&["cal"], "calorie", "calories"), (&["kcal"], "kilocalorie", "kilocalories"), (&["hp", "bhp"], "horsepower", "horsepower"),
    (&["Pa"], "pascal", "pascals"), (&["hPa"], "hectopascal", "hectopascals"), (&["kPa"], "kilopascal", "kilopascals"),
    (&["MPa"], "megapascal", "megapascals"), (&["mbar"], "millibar", "millibars"), (&["psi"], "pound per square inch", "pounds per square inch"),
    (&["dB", "db", "DB"], "decibel", "decibels"), (&["ppm"], "part per million", "parts per million"), (&["ppb"], "part per billion", "parts per billion"),
    (&["KiB"], "kibibyte", "kibibytes"), (&["MiB"], "mebibyte", "mebibytes"), (&["GiB"], "gibibyte", "gibibytes"), (&["TiB"], "tebibyte", "tebibytes"),
    (&["KB", "kB", "kb"], "kilobyte", "kilobytes"), (&["MB", "mb"], "megabyte", "megabytes"), (&["GB", "gb"], "gigabyte", "gigabytes"),
    (&["TB", "tb"], "terabyte", "terabytes"), (&["PB"], "petabyte", "petabytes"), (&["Mb"], "megabit", "megabits"), (&["Gb"], "gigabit", "gigabits"), (&["Tb"], "terabit", "terabits"),
    (&["kbps", "Kbps", "kbit/s"], "kilobit per second", "kilobits per second"),
    (&["mbps", "Mbps", "Mb/s", "Mbit/s"], "megabit per second", "megabits per second"),
    (&["gbps", "Gbps", "Gb/s", "Gbit/s"], "gigabit per second", "gigabits per second"),
    (&["h", "hr"], "hour", "hours"), (&["hrs"], "hour", "hours"), (&["min", "mins"], "minute", "minutes"), (&["s", "sec", "secs"], "second", "seconds"),
    (&["ms"], "millisecond", "milliseconds"), (&["wk", "wks"], "week", "weeks"), (&["mth", "mths"], "month", "months"), (&["yr", "yrs"], "year", "years"), (&["px"], "pixel", "pixels"), (&["MP"], "megapixel", "megapixels"), (&["mol"], "mole", "moles"),
    (&["mmHg"], "millimeter of mercury", "millimeters of mercury"), (&["ly"], "light year", "light years"),
];

/// Signs that are letters or words too: behind a space they are units where a clause goes on or ends, not before a name.
pub(super) const DOUBTFUL: &[&str] = &["W", "V", "J", "L", "t", "h", "l", "pt", "mi", "Mb", "Gb", "bp", "in"];
/// Signs that are units only when they touch their number.
pub(super) const TOUCHING: &[&str] = &["pc", "s", "MP"];
/// Names of what a price or a rate is for.
#[rustfmt::skip]
pub(super) const PER: &[(&str, &str)] = &[
    ("mo", "month"), ("mth", "month"), ("yr", "year"), ("y", "year"), ("wk", "week"), ("hr", "hour"), ("h", "hour"), ("d", "day"),
    ("min", "minute"), ("sec", "second"), ("pp", "person"), ("sqft", "square foot"), ("gal", "gallon"), ("bbl", "barrel"),
];

/// Finds a unit by its sign.
pub(super) fn find(sign: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|(signs, ..)| signs.contains(&sign))
}

/// Names what something is counted per: a unit for one, or the word itself.
pub(super) fn per(written: &str) -> &str {
    let known = PER.iter().find(|(short, _)| *short == written).map(|(_, name)| *name);
    known.or_else(|| find(written).map(|(_, one, _)| *one)).unwrap_or(written)
}
