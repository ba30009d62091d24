//! Messages of Protocol Buffers, as far as an ONNX file is to be edited: fields by number, in their order, bytes untouched.

/// A field of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Field<'a> {
    pub(super) number: u64,
    pub(super) value: FieldValue<'a>,
    /// The field as it is in the file, with its number.
    pub(super) whole: &'a [u8],
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum FieldValue<'a> {
    Number(u64),
    Bytes(&'a [u8]),
    /// Four or eight bytes, which nothing here looks into.
    Fixed,
}

impl<'a> FieldValue<'a> {
    pub(super) fn bytes(self) -> Option<&'a [u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    pub(super) fn text(self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }
}

/// Reads the fields of a message; `None` when it is none.
pub(super) fn fields(message: &[u8]) -> Option<Vec<Field<'_>>> {
    let mut fields = Vec::new();
    let mut rest = message;
    while !rest.is_empty() {
        let before = rest;
        let tag = number(&mut rest)?;
        let value = match tag & 7 {
            0 => FieldValue::Number(number(&mut rest)?),
            1 => take(&mut rest, 8).map(|_| FieldValue::Fixed)?,
            2 => {
                let length = usize::try_from(number(&mut rest)?).ok()?;
                FieldValue::Bytes(take(&mut rest, length)?)
            }
            5 => take(&mut rest, 4).map(|_| FieldValue::Fixed)?,
            _ => return None,
        };
        fields.push(Field { number: tag >> 3, value, whole: &before[..before.len() - rest.len()] });
    }
    Some(fields)
}

fn take<'a>(rest: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(length)?;
    *rest = left;
    Some(taken)
}

fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = *take(rest, 1)?.first()?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Reads a list of numbers, which makers write packed or one by one.
pub(super) fn numbers(message: &[Field<'_>], field: u64) -> Option<Vec<u64>> {
    let mut list = Vec::new();
    for one in message.iter().filter(|one| one.number == field) {
        match one.value {
            FieldValue::Number(number) => list.push(number),
            FieldValue::Bytes(mut packed) => {
                while !packed.is_empty() {
                    list.push(number(&mut packed)?);
                }
            }
            FieldValue::Fixed => return None,
        }
    }
    Some(list)
}

/// Writes a message, field by field.
#[derive(Debug, Default, Clone)]
pub(super) struct Message(pub(super) Vec<u8>);

impl Message {
    pub(super) fn bytes(mut self, field: u64, bytes: &[u8]) -> Self {
        self.push_number(field << 3 | 2);
        self.push_number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    pub(super) fn text(self, field: u64, text: &str) -> Self {
        self.bytes(field, text.as_bytes())
    }

    pub(super) fn number(mut self, field: u64, number: u64) -> Self {
        self.push_number(field << 3);
        self.push_number(number);
        self
    }

    pub(super) fn float(mut self, field: u64, float: f32) -> Self {
        self.push_number(field << 3 | 5);
        self.0.extend_from_slice(&float.to_le_bytes());
        self
    }

    /// Adds a field as it was read.
    pub(super) fn kept(mut self, field: &Field<'_>) -> Self {
        self.0.extend_from_slice(field.whole);
        self
    }

    fn push_number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_it_was_written() {
        let message = Message::default().number(1, 300).text(2, "name").float(3, 1.5).bytes(4, &[1, 2]).0;
        let read = fields(&message).unwrap();
        assert_eq!(read[0].value, FieldValue::Number(300));
        assert_eq!(read[1].value.text(), Some("name"));
        assert_eq!(read[2].value, FieldValue::Fixed);
        let again = read.iter().fold(Message::default(), |again, field| again.kept(field)).0;
        assert_eq!(again, message);
        assert_eq!(
            numbers(&fields(&Message::default().bytes(7, &[1, 0xac, 2]).number(7, 5).0).unwrap(), 7).unwrap(),
            [1, 300, 5]
        );
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for torn in [&[0x12, 9, 1][..], &[0x08], &[0xff; 12], &[0x0b], &[0x0d, 1]] {
            assert_eq!(fields(torn), None, "{torn:?}");
        }
    }
}
