//! Places as addresses and news agencies shorten them: kinds of streets, states of the US. Tables.

/// Short forms of streets, in small letters, and what is said for them.
pub(super) const STREETS: &[(&str, &str)] = &[
    ("st", "Street"),
    ("ave", "Avenue"),
    ("av", "Avenue"),
    ("blvd", "Boulevard"),
    ("rd", "Road"),
    ("dr", "Drive"),
    ("ln", "Lane"),
    ("ct", "Court"),
    ("pl", "Place"),
    ("sq", "Square"),
    ("hwy", "Highway"),
    ("pkwy", "Parkway"),
    ("expy", "Expressway"),
    ("ter", "Terrace"),
    ("cir", "Circle"),
    ("plz", "Plaza"),
    ("trl", "Trail"),
];

/// The postal abbreviations of the states of the US (USPS Publication 28, appendix B).
#[rustfmt::skip]
pub(super) const POSTAL: &[(&str, &str)] = &[
    ("AL", "Alabama"), ("AK", "Alaska"), ("AZ", "Arizona"), ("AR", "Arkansas"), ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"),
    ("DE", "Delaware"), ("DC", "DC"), ("FL", "Florida"), ("GA", "Georgia"), ("HI", "Hawaii"), ("ID", "Idaho"), ("IL", "Illinois"), ("IN", "Indiana"),
    ("IA", "Iowa"), ("KS", "Kansas"), ("KY", "Kentucky"), ("LA", "Louisiana"), ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"),
    ("MI", "Michigan"), ("MN", "Minnesota"), ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"), ("NE", "Nebraska"), ("NV", "Nevada"),
    ("NH", "New Hampshire"), ("NJ", "New Jersey"), ("NM", "New Mexico"), ("NY", "New York"), ("NC", "North Carolina"), ("ND", "North Dakota"),
    ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"), ("PA", "Pennsylvania"), ("RI", "Rhode Island"), ("SC", "South Carolina"),
    ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"), ("VA", "Virginia"), ("WA", "Washington"),
    ("WV", "West Virginia"), ("WI", "Wisconsin"), ("WY", "Wyoming"),
];

/// The states as news agencies shorten them, in text and behind a town.
#[rustfmt::skip]
pub(super) const AGENCY: &[(&str, &str)] = &[
    ("Ala", "Alabama"), ("Ariz", "Arizona"), ("Ark", "Arkansas"), ("Calif", "California"), ("Colo", "Colorado"),
    ("Conn", "Connecticut"), ("Del", "Delaware"), ("Fla", "Florida"), ("Ga", "Georgia"), ("Ill", "Illinois"),
    ("Ind", "Indiana"), ("Kan", "Kansas"), ("Ky", "Kentucky"), ("La", "Louisiana"), ("Md", "Maryland"),
    ("Mass", "Massachusetts"), ("Mich", "Michigan"), ("Minn", "Minnesota"), ("Miss", "Mississippi"),
    ("Mo", "Missouri"), ("Mont", "Montana"), ("Neb", "Nebraska"), ("Nev", "Nevada"), ("Okla", "Oklahoma"),
    ("Ore", "Oregon"), ("Pa", "Pennsylvania"), ("Tenn", "Tennessee"), ("Tex", "Texas"), ("Vt", "Vermont"),
    ("Va", "Virginia"), ("Wash", "Washington"), ("Wis", "Wisconsin"), ("Wyo", "Wyoming"), ("W.Va", "West Virginia"), ("N.H", "New Hampshire"),
    ("N.J", "New Jersey"), ("N.M", "New Mexico"), ("N.Y", "New York"), ("N.C", "North Carolina"),
    ("N.D", "North Dakota"), ("R.I", "Rhode Island"), ("S.C", "South Carolina"), ("S.D", "South Dakota"),
];

/// Returns the full name of a kind of street.
pub(super) fn kind(written: &str) -> Option<&'static str> {
    STREETS.iter().find(|(short, _)| short.eq_ignore_ascii_case(written)).map(|(_, name)| *name)
}

/// Returns the state that news agencies shorten so.
pub(super) fn state_of(short: &str) -> Option<&'static str> {
    AGENCY.iter().find(|(own, _)| *own == short).map(|(_, name)| *name)
}
