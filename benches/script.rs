//! How fast a document becomes a script, in megabytes of its text a second on one core; what voices make of it is not
//! measured. `cargo bench --bench script`
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints its figures and stops at surprises")]

mod goals;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aloud::document::{Block, BlockKind, Document};
use aloud::language::Language;
use aloud::script::lexicon::Starter;
use aloud::script::segment::sentences;
use aloud::script::spoken::spoken;
use aloud::script::{self, LanguageChoice, Lexicon, Reading};
use goals::Goals;

/// Prose of a news site, with the written forms that a page of it has.
const PARAGRAPHS: [&str; 6] = [
    "The council voted on Tuesday to keep the old bridge open for another year, against the advice of its own engineers, \
     who had told it in February that two of the cables would not last the winter.",
    "\"A bridge tells you when it is tired,\" said Dr. Ines Okafor, who led the inquiry. \"This one had been telling us for \
     ten years. We had stopped listening.\" She will present her report on Nov. 20 at 3:44 PM.",
    "The repair cost $4.5 billion, about 12.5% more than planned, and the authority expects to spend another €300m by 2028. \
     Nearly 9,000 people signed a petition in the U.S. and in the EU.",
    "Freight runs at night as well, and a freight train pays its way at every hour. On the busiest line in the north, a \
     sleeper that leaves ten minutes late can arrive two hours late, because it has lost its place in the queue.",
    "President Volodymyr Zelensky met Emmanuel Macron in Paris before the summit of NATO, where the alliance’s members – \
     thirty-two of them – had promised more help than in the years before.",
    "Fishermen in the harbour below collected money for a farewell present. They gave him a radio, so that he can hear the \
     weather forecast that he used to send. His successor, the sensor, has been given a name by the children of the school.",
];
/// The same in other languages, whose letters are not all of ASCII.
const OTHERS: [(&str, [&str; 3]); 5] = [
    (
        "de",
        [
            "Der Stadtrat hat am Dienstag, dem 3. März, beschlossen, die alte Brücke ein weiteres Jahr offen zu halten, gegen den \
             Rat der eigenen Ingenieure, die schon im Februar vor zwei brüchigen Seilen gewarnt hatten.",
            "„Eine Brücke sagt, wenn sie müde ist“, sagte Dr. Ines Okafor, die den Bericht am 20.11.2026 um 15.30 Uhr vorstellt. \
             „Diese sagte es uns seit zehn Jahren. Wir haben nicht mehr zugehört.“",
            "Die Sanierung kostete 4,5 Mio. Euro, rund 12,5 % mehr als geplant; fast 9.000 Menschen unterschrieben eine Petition. \
             Auch nachts fahren Güterzüge, und im Norden verliert ein Nachtzug, der zehn Minuten zu spät abfährt, seinen Platz.",
        ],
    ),
    (
        "es",
        [
            "El pleno decidió el martes 3 de marzo mantener abierto el viejo puente un año más, en contra de la opinión de sus \
             propios ingenieros, que ya en febrero habían advertido de que dos de los cables no aguantarían el invierno.",
            "«Un puente avisa cuando está cansado», dijo la Dra. Inés Okafor, que presentará su informe el 20 de noviembre a las \
             15:30 h. «Este llevaba diez años diciéndolo. Habíamos dejado de escuchar.»",
            "La obra costó 4,5 millones de euros, un 12,5 % más de lo previsto, y casi 9.000 personas firmaron una petición. De noche \
             también pasan trenes de mercancías, y uno que sale diez minutos tarde puede llegar dos horas después.",
        ],
    ),
    (
        "fr",
        [
            "Le conseil a décidé mardi 3 mars de garder le vieux pont ouvert une année de plus, contre l’avis de ses propres \
             ingénieurs, qui l’avaient prévenu dès février que deux des câbles ne passeraient pas l’hiver.",
            "« Un pont dit quand il est fatigué », a déclaré Inès Okafor, qui présentera son rapport le 20 novembre à 15 h 30. \
             « Celui-ci le disait depuis dix ans. Nous avions cessé d’écouter. »",
            "La réparation a coûté 4,5 millions d’euros, environ 12,5 % de plus que prévu, et près de 9 000 personnes ont signé une \
             pétition. La nuit, des trains de fret passent aussi, et celui qui part en retard perd sa place dans la file.",
        ],
    ),
    (
        "pl",
        [
            "Rada miasta postanowiła we wtorek 3 marca, że stary most pozostanie otwarty jeszcze przez rok, wbrew opinii własnych \
             inżynierów, którzy już w lutym ostrzegali, że dwie liny nie przetrwają zimy.",
            "– Most mówi, kiedy jest zmęczony – powiedziała dr Ines Okafor, która przedstawi raport 20 listopada o godz. 15.30. – Ten \
             mówił nam to od dziesięciu lat. Przestaliśmy słuchać.",
            "Naprawa kosztowała 4,5 mln zł, o około 12,5 proc. więcej, niż planowano, a pod petycją podpisało się prawie 9 tys. osób. \
             Nocą jeżdżą też pociągi towarowe, a ten, który rusza dziesięć minut za późno, traci swoje miejsce w kolejce.",
        ],
    ),
    (
        "uk",
        [
            "У вівторок, 3 березня, міська рада вирішила ще на рік залишити старий міст відкритим, попри думку власних інженерів, \
             які ще в лютому попереджали, що два троси не переживуть зими.",
            "«Міст каже, коли він утомився», – сказала Інес Окафор, яка представить звіт 20 листопада о 15:30. «Цей казав нам про це \
             десять років. Ми перестали слухати».",
            "Ремонт коштував 4,5 млн грн, приблизно на 12,5 % більше, ніж планували, а петицію підписали майже 9 тис. людей. Уночі \
             їздять і вантажні потяги, а той, що вирушає на десять хвилин пізніше, втрачає своє місце в черзі.",
        ],
    ),
];
/// How often the paragraphs are repeated: about a megabyte.
const TIMES: usize = 700;
/// Taste: a book in less than a second.
const MEGABYTES_A_SECOND: f64 = 5.0;

fn main() -> ExitCode {
    let text: String = PARAGRAPHS.join("\n").repeat(TIMES);
    let found = rate(text.len(), || {
        PARAGRAPHS
            .iter()
            .cycle()
            .take(TIMES * PARAGRAPHS.len())
            .map(|text| sentences(text, &Language::english()).len())
            .sum()
    });
    let said = rate(text.len(), || {
        PARAGRAPHS
            .iter()
            .cycle()
            .take(TIMES * PARAGRAPHS.len())
            .map(|text| spoken(text, &Language::english()).len())
            .sum()
    });
    let mut goals = Goals::default();
    let whole = goals.tell("whole scripts, MB/s", composed(&PARAGRAPHS, &Language::english()), MEGABYTES_A_SECOND..);
    println!("sentences found: {found:.1} MB/s; spoken forms: {said:.1} MB/s; whole scripts in MB/s: {whole}");
    for (tag, paragraphs) in &OTHERS {
        let language = Language::parse(tag).unwrap();
        let whole = composed(paragraphs, &language);
        println!("whole scripts in MB/s, {tag}: {}", goals.tell(tag, whole, MEGABYTES_A_SECOND..));
    }
    goals.end()
}

/// Returns how many megabytes of paragraphs become scripts in a second.
fn composed(paragraphs: &[&str], language: &Language) -> f64 {
    let reading = Reading {
        language: LanguageChoice { asked: Some(language.clone()), ..LanguageChoice::default() },
        lexicon: Arc::new(Lexicon::open(&[], Starter::Included).unwrap()),
        ..Reading::default()
    };
    let blocks: Vec<Block> = paragraphs.iter().map(|text| Block::kept(BlockKind::Paragraph, *text)).collect();
    let document = || Document { blocks: blocks.clone(), ..Document::default() };
    let bytes = paragraphs.iter().map(|text| text.len()).sum::<usize>() * TIMES;
    rate(bytes, || (0..TIMES).map(|_| script::compose(document(), &reading).sentences.len()).sum())
}

/// Runs work on so many bytes a few times and returns the best rate, in MB/s.
fn rate(bytes: usize, mut work: impl FnMut() -> usize) -> f64 {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        assert!(std::hint::black_box(work()) > 0);
        best = best.min(begun.elapsed());
    }
    bytes as f64 / 1e6 / best.as_secs_f64()
}
