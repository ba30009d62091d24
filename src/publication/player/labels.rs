//! The player's words, by language. A table of data.

use crate::language::Language;
use serde::Serialize;

/// The words of one language.
#[derive(Debug, Serialize)]
pub(super) struct Labels {
    pub(super) language: &'static str,
    /// That the voice is synthetic.
    pub(super) synthetic: &'static str,
    pub(super) listen: &'static str,
    play: &'static str,
    pause: &'static str,
    back: &'static str,
    forward: &'static str,
    speed: &'static str,
    position: &'static str,
    chapters: &'static str,
    pub(super) download: &'static str,
    pub(super) transcript: &'static str,
    /// A time of the whole, of `{0}` and `{1}`.
    of: &'static str,
    failed: &'static str,
}

/// The languages that the notice at the start is spoken in; another one gets English.
#[rustfmt::skip]
const LABELS: &[Labels] = &[
    Labels { language: "en", synthetic: "Read by a synthetic voice.", listen: "Listen to this article", play: "Play", pause: "Pause",
        back: "Back 15 seconds", forward: "Forward 15 seconds", speed: "Speed", position: "Position", chapters: "Chapters",
        download: "Download", transcript: "Transcript", of: "{0} of {1}", failed: "The audio could not be loaded." },
    Labels { language: "de", synthetic: "Gelesen von einer synthetischen Stimme.", listen: "Diesen Artikel anhören", play: "Abspielen", pause: "Pause",
        back: "15 Sekunden zurück", forward: "15 Sekunden vor", speed: "Tempo", position: "Position", chapters: "Kapitel",
        download: "Herunterladen", transcript: "Transkript", of: "{0} von {1}", failed: "Der Ton konnte nicht geladen werden." },
    Labels { language: "fr", synthetic: "Lu par une voix de synthèse.", listen: "Écouter cet article", play: "Lire", pause: "Pause",
        back: "Reculer de 15 secondes", forward: "Avancer de 15 secondes", speed: "Vitesse", position: "Position", chapters: "Chapitres",
        download: "Télécharger", transcript: "Transcription", of: "{0} sur {1}", failed: "Le son n’a pas pu être chargé." },
    Labels { language: "es", synthetic: "Leído por una voz sintética.", listen: "Escuchar este artículo", play: "Reproducir", pause: "Pausar",
        back: "Retroceder 15 segundos", forward: "Avanzar 15 segundos", speed: "Velocidad", position: "Posición", chapters: "Capítulos",
        download: "Descargar", transcript: "Transcripción", of: "{0} de {1}", failed: "No se pudo cargar el audio." },
    Labels { language: "uk", synthetic: "Озвучено синтезованим голосом.", listen: "Прослухати статтю", play: "Відтворити", pause: "Пауза",
        back: "Назад на 15 секунд", forward: "Вперед на 15 секунд", speed: "Швидкість", position: "Позиція", chapters: "Розділи",
        download: "Завантажити", transcript: "Текст запису", of: "{0} з {1}", failed: "Не вдалося завантажити звук." },
    Labels { language: "it", synthetic: "Letto da una voce sintetica.", listen: "Ascolta questo articolo", play: "Riproduci", pause: "Pausa",
        back: "Indietro di 15 secondi", forward: "Avanti di 15 secondi", speed: "Velocità", position: "Posizione", chapters: "Capitoli",
        download: "Scarica", transcript: "Trascrizione", of: "{0} di {1}", failed: "Impossibile caricare l’audio." },
    Labels { language: "nl", synthetic: "Voorgelezen door een synthetische stem.", listen: "Luister naar dit artikel", play: "Afspelen", pause: "Pauzeren",
        back: "15 seconden terug", forward: "15 seconden vooruit", speed: "Snelheid", position: "Positie", chapters: "Hoofdstukken",
        download: "Downloaden", transcript: "Transcript", of: "{0} van {1}", failed: "De audio kon niet worden geladen." },
    Labels { language: "pl", synthetic: "Czyta głos syntetyczny.", listen: "Posłuchaj tego artykułu", play: "Odtwórz", pause: "Wstrzymaj",
        back: "15 sekund wstecz", forward: "15 sekund naprzód", speed: "Prędkość", position: "Pozycja", chapters: "Rozdziały",
        download: "Pobierz", transcript: "Transkrypcja", of: "{0} z {1}", failed: "Nie udało się wczytać dźwięku." },
    Labels { language: "pt", synthetic: "Lido por uma voz sintética.", listen: "Ouvir este artigo", play: "Reproduzir", pause: "Pausar",
        back: "Recuar 15 segundos", forward: "Avançar 15 segundos", speed: "Velocidade", position: "Posição", chapters: "Capítulos",
        download: "Download", transcript: "Transcrição", of: "{0} de {1}", failed: "Não foi possível carregar o áudio." },
    Labels { language: "ru", synthetic: "Озвучено синтезированным голосом.", listen: "Прослушать статью", play: "Воспроизвести", pause: "Пауза",
        back: "Назад на 15 секунд", forward: "Вперёд на 15 секунд", speed: "Скорость", position: "Позиция", chapters: "Разделы",
        download: "Скачать", transcript: "Текст записи", of: "{0} из {1}", failed: "Не удалось загрузить звук." },
    Labels { language: "da", synthetic: "Læst op af en syntetisk stemme.", listen: "Lyt til artiklen", play: "Afspil", pause: "Pause",
        back: "15 sekunder tilbage", forward: "15 sekunder frem", speed: "Hastighed", position: "Position", chapters: "Kapitler",
        download: "Download", transcript: "Udskrift", of: "{0} af {1}", failed: "Lyden kunne ikke indlæses." },
    Labels { language: "sv", synthetic: "Uppläst av en syntetisk röst.", listen: "Lyssna på artikeln", play: "Spela upp", pause: "Pausa",
        back: "15 sekunder bakåt", forward: "15 sekunder framåt", speed: "Hastighet", position: "Position", chapters: "Kapitel",
        download: "Ladda ner", transcript: "Transkription", of: "{0} av {1}", failed: "Ljudet kunde inte laddas." },
];

impl Labels {
    /// Returns the words of a language, of English where there are none.
    pub(super) fn of(language: &Language) -> &'static Self {
        LABELS.iter().find(|labels| labels.language == language.primary()).unwrap_or(&LABELS[0])
    }
}
