// The types of the player, its data and its events.

/** What a narration's player reads: `<name>.player.json`, which `aloud` writes beside the audio. */
export interface Narration {
  id: string;
  title: string | null;
  artist: string | null;
  image: string | null;
  /** Seconds. */
  duration: number;
  /** Each form of the audio: its address and media type. */
  audio: [href: string, type: string][];
  download: string;
  transcript: string | null;
  /** Where each sentence begins and ends, in seconds. */
  cues: [start: number, end: number][];
  /** How many letters each sentence has, and their hash, one after the other. */
  keys: number[];
  /** The first sentence of each block, and how many it has. */
  blocks: [first: number, count: number][];
  /** When each word of a sentence begins, from the sentence's beginning. */
  words?: Record<number, number[]>;
  chapters: [start: number, title: string][];
  labels: Record<string, string>;
  /** What addresses in it are relative to; the page when absent. */
  base?: string;
}

/** What every event tells. */
export interface AloudDetail {
  id: string;
  title: string | null;
  /** Seconds. */
  at: number;
  duration: number;
  speed: number;
}

export type AloudEvent = CustomEvent<AloudDetail>;

/** The events of `<aloud-player>`; they bubble, so that one listener on the document hears all. */
export interface AloudEventMap {
  'aloud:play': AloudEvent;
  'aloud:pause': AloudEvent;
  'aloud:25': AloudEvent;
  'aloud:50': AloudEvent;
  'aloud:75': AloudEvent;
  'aloud:complete': AloudEvent;
  'aloud:seek': AloudEvent;
  'aloud:speed': AloudEvent;
  'aloud:error': AloudEvent;
}

/**
 * `<aloud-player src="/audio/story.player.json"></aloud-player>`.
 *
 * Attributes: `data-click="off"` (text is not clickable), `data-mini="off"` (no small player at the foot of the window),
 * `data-beacon="/count"` (events are posted there), `data-next` and `data-next-title` (the next story), `data-root` (a selector of
 * the story's text).
 * Style: `--aloud-accent`, `--aloud-highlight`, `--aloud-radius`, `--aloud-font`, and `::part(box | bar | play | title | status | line | menu | mini)`.
 */
export class AloudPlayer extends HTMLElement {
  /** Set before the element is put into the page, in place of `src`. */
  narration?: Narration;
  play(): void;
  pause(): void;
  seek(seconds: number): void;
  setSpeed(speed: number): void;
  addEventListener<K extends keyof AloudEventMap>(type: K, listener: (event: AloudEventMap[K]) => void, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** What `mount` is told; `narration` is the address of the data. */
export interface MountSettings {
  narration: string;
  /** A selector of the element that the player goes after; the headline when absent. */
  at?: string;
  [name: string]: string | undefined;
}

/** Puts a player into the page when it has come to rest, and again when the page is drawn again. */
export function mount(settings: MountSettings): void;

declare global {
  interface HTMLElementTagNameMap { 'aloud-player': AloudPlayer }
  interface DocumentEventMap extends AloudEventMap {}
}
