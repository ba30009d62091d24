//! Tells a table as text: a sentence a row, each cell with the name of its column.

/// Longest table told, in rows; the ear does not hold more. Taste.
const MOST_ROWS: usize = 40;

/// A table being read, row by row.
#[derive(Debug, Default)]
pub(super) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    row: Vec<String>,
}

impl Table {
    /// Adds a cell to the row being read.
    pub(super) fn cell(&mut self, text: &str) {
        self.row.push(text.to_owned());
    }

    /// Ends the row that names the columns.
    pub(super) fn end_head(&mut self) {
        self.head = std::mem::take(&mut self.row);
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.iter().any(|cell| !cell.is_empty()) && self.rows.len() < MOST_ROWS {
            self.rows.push(row);
        }
    }

    /// Tells the table: "Oslo: people 700,000, founded 1040. Bergen: …". Empty when it holds no words.
    pub(super) fn told(mut self) -> String {
        if self.rows.is_empty() && !self.head.is_empty() {
            self.rows.push(std::mem::take(&mut self.head));
        }
        let rows = self.rows.iter().map(|row| self.told_row(row)).filter(|row| !row.is_empty());
        rows.collect::<Vec<_>>().join(" ")
    }

    fn told_row(&self, row: &[String]) -> String {
        let mut cells = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).map(|(column, cell)| {
            match self.head.get(column).filter(|name| column > 0 && !name.is_empty()) {
                Some(name) => format!("{name} {cell}"),
                None => cell.clone(),
            }
        });
        let Some(first) = cells.next() else { return String::new() };
        let others = cells.collect::<Vec<_>>().join(", ");
        let told = if others.is_empty() { first } else { format!("{first}: {others}") };
        if super::text::ends_sentence(&told) { told } else { told + "." }
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn a_row_is_a_sentence() {
        let mut table = Table::default();
        ["City", "people"].iter().for_each(|cell| table.cell(cell));
        table.end_head();
        ["Oslo", "700,000"].iter().for_each(|cell| table.cell(cell));
        table.end_row();
        ["Bergen", ""].iter().for_each(|cell| table.cell(cell));
        table.end_row();
        assert_eq!(table.told(), "Oslo: people 700,000. Bergen.");
    }
}
