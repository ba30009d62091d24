# Checks a podcast, another RSS or Atom feed, or a JSON Feed by the rules of feed validators, and prints what breaks one.
# The rules: RSS 2.0 (rssboard.org) as the W3C's feed validator has them (its checks of channel, item, enclosure, guid, dates,
# Atom's self link and itunes:), Apple's requirements of podcasts, Podcasting 2.0 (podcastindex.org/namespace/1.0) with its
# taxonomy of persons, Atom (RFC 4287), and JSON Feed 1.1 (jsonfeed.org).
import datetime, email.utils, json, re, sys, urllib.parse, uuid, xml.etree.ElementTree as tree

ITUNES, ATOM = "{http://www.itunes.com/dtds/podcast-1.0.dtd}", "{http://www.w3.org/2005/Atom}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CHANNEL = set("title link description language copyright managingEditor webMaster pubDate lastBuildDate category generator docs cloud ttl image rating textInput skipHours skipDays item".split())
ITEM = set("title link description author category comments enclosure guid pubDate source".split())
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
MIME = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(;.*)?")
DURATION = re.compile(r"(\d+:){0,2}\d+")
TRANSCRIPTS = "text/plain text/html text/vtt application/json application/x-subrip application/srt".split()
MEDIA = "podcast music video film audiobook newsletter blog publisher course".split()
PERSONS = {"cast": "host,co-host,guest host,guest,voice actor,narrator,announcer,reporter", "writing": "author,editorial director,co-writer,writer,songwriter,guest writer,story editor,managing editor,script editor,script coordinator,researcher,editor,fact checker,translator,transcriber,logger"}
APPLE = "Arts,Business,Comedy,Education,Fiction,Government,History,Health & Fitness,Kids & Family,Leisure,Music,News,Religion & Spirituality,Science,Society & Culture,Sports,Technology,True Crime,TV & Film".split(",")

broken = []


def rule(holds, text):
    if not holds:
        broken.append(text)


def is_address(text):
    try:
        parts = urllib.parse.urlsplit(text or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"{}|\\^`]", text) and text.isascii()


def is_moment(text):
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).tzinfo is not None
    except ValueError:
        return False


def is_rfc822(text):
    date = email.utils.parsedate_to_datetime(text)
    # The day of the week has to be that of the date.
    return re.match(r"[A-Z][a-z]{2}, \d", text) and text.startswith(date.strftime("%a"))


def once(element, names, where):
    for name in names:
        rule(len(element.findall(name)) <= 1, f"{where}: {name} more than once")


def dates(element, names, where):
    for date in [found for name in names for found in element.findall(name)]:
        try:
            rule(is_rfc822(date.text), f"{where}: {date.text} is no date of RFC 822")
        except (TypeError, ValueError):
            rule(False, f"{where}: {date.text} is no date of RFC 822")


def enclosure(found, where):
    rule(is_address(found.get("url")), f"{where}: the enclosure's url {found.get('url')}")
    rule((found.get("length") or "").isdigit(), f"{where}: the enclosure's length {found.get('length')}")
    rule(MIME.fullmatch(found.get("type") or ""), f"{where}: the enclosure's type {found.get('type')}")
    rule(set(found.attrib) <= {"url", "length", "type"} and not len(found) and not found.text, f"{where}: the enclosure holds more")


def image(element, where):
    for found in element.findall(ITUNES + "image"):
        path = urllib.parse.urlsplit(found.get("href") or "").path.lower()
        rule(is_address(found.get("href")) and path.endswith((".jpg", ".jpeg", ".png")), f"{where}: itunes:image {found.get('href')}")


def explicit(element, where):
    for found in element.findall(ITUNES + "explicit"):
        rule(found.text in ("true", "false"), f"{where}: itunes:explicit {found.text}")


def episode(item, where):
    rule(item.find("enclosure") is not None and item.find("guid") is not None, f"{where}: no enclosure or guid")
    for name, pattern in (("duration", DURATION), ("episodeType", re.compile("full|trailer|bonus"))):
        for found in item.findall(ITUNES + name):
            rule(pattern.fullmatch(found.text or "") and found.text != "0", f"{where}: itunes:{name} {found.text}")
    once(item, [ITUNES + name for name in ("author", "duration", "explicit", "episodeType", "image", "title")] + [PODCAST + "chapters"], where)
    for found in item.findall(PODCAST + "transcript"):
        rule(is_address(found.get("url")) and found.get("type") in TRANSCRIPTS, f"{where}: podcast:transcript {found.attrib}")
        rule(found.get("rel") in (None, "captions") and LANGUAGE.fullmatch(found.get("language", "en")), f"{where}: podcast:transcript {found.attrib}")
    for found in item.findall(PODCAST + "chapters"):
        rule(is_address(found.get("url")) and found.get("type") == "application/json+chapters", f"{where}: podcast:chapters {found.attrib}")
    for found in item.findall(PODCAST + "person"):
        roles = PERSONS.get(found.get("group", "cast"), "").split(",")
        rule((found.text or "").strip() and len(found.text) <= 128 and found.get("role", "host") in roles, f"{where}: podcast:person {found.attrib} {found.text}")
    for found in item.findall(PODCAST + "alternateEnclosure"):
        sources = found.findall(PODCAST + "source")
        rule(MIME.fullmatch(found.get("type") or "") and found.get("length", "0").isdigit(), f"{where}: podcast:alternateEnclosure {found.attrib}")
        rule(sources and all(is_address(source.get("uri")) for source in sources), f"{where}: podcast:alternateEnclosure without a source")
    image(item, where)
    explicit(item, where)


def rss(root, podcast):
    rule(root.get("version") == "2.0" and [child.tag for child in root] == ["channel"], "rss: no version 2.0 with one channel")
    channel = root.find("channel")
    for name in ("title", "link", "description"):
        rule((channel.findtext(name) or "").strip(), f"channel: no {name}")
    rule(is_address(channel.findtext("link")), "channel: link is no address")
    rule(LANGUAGE.fullmatch(channel.findtext("language", "en")), "channel: language")
    once(channel, CHANNEL - {"item", "category"}, "channel")
    dates(channel, ("pubDate", "lastBuildDate"), "channel")
    rule(not [child.tag for child in channel if child.tag[0] != "{" and child.tag not in CHANNEL], "channel: an element of no namespace that RSS does not know")
    guids = [guid.text for guid in channel.iter("guid")]
    rule(len(guids) == len(set(guids)), "two items have one guid")
    for number, item in enumerate(channel.findall("item"), 1):
        where = f"item {number}"
        rule((item.findtext("title") or item.findtext("description") or "").strip(), f"{where}: neither title nor description")
        rule(not [child.tag for child in item if child.tag[0] != "{" and child.tag not in ITEM], f"{where}: an element that RSS does not know")
        once(item, ITEM - {"category"}, where)
        dates(item, ("pubDate",), where)
        rule(item.find("link") is None or is_address(item.findtext("link")), f"{where}: link is no address")
        for guid in item.findall("guid"):
            rule((guid.text or "").strip() and (guid.get("isPermaLink") == "false" or is_address(guid.text)), f"{where}: guid {guid.text}")
        for found in item.findall("enclosure"):
            enclosure(found, where)
        if podcast:
            episode(item, where)
    if podcast:
        show(channel)


def show(channel):
    own = [link for link in channel.findall(ATOM + "link") if link.get("rel") == "self"]
    rule(len(own) == 1 and is_address(own[0].get("href")) and own[0].get("type") == "application/rss+xml", "channel: no link to itself")
    for name in ("image", "explicit", "author", "category"):
        rule(channel.find(ITUNES + name) is not None, f"channel: no itunes:{name}, which Apple asks for")
    rule(channel.findtext("language"), "channel: no language, which Apple asks for")
    rule(channel.findtext(ITUNES + "type", "episodic") in ("episodic", "serial"), "channel: itunes:type")
    once(channel, [ITUNES + name for name in ("image", "explicit", "author", "owner", "type")] + [PODCAST + "guid", PODCAST + "medium"], "channel")
    for owner in channel.findall(ITUNES + "owner"):
        rule(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", owner.findtext(ITUNES + "email") or "") and owner.findtext(ITUNES + "name"), "channel: itunes:owner")
    for category in channel.findall(ITUNES + "category"):
        rule(category.get("text") in APPLE, f"channel: itunes:category {category.get('text')}")
    rule(str(uuid.UUID(channel.findtext(PODCAST + "guid"))) == channel.findtext(PODCAST + "guid"), "channel: podcast:guid")
    rule(channel.findtext(PODCAST + "medium", "podcast") in MEDIA, "channel: podcast:medium")
    image(channel, "channel")
    explicit(channel, "channel")


def atom(root):
    for entry in root.iter(ATOM + "entry"):
        for link in [link for link in entry.findall(ATOM + "link") if link.get("rel") == "enclosure"]:
            rule(is_address(link.get("href")) and MIME.fullmatch(link.get("type") or "") and (link.get("length") or "").isdigit(), f"entry: enclosure {link.attrib}")
        # RFC 4287, 4.1.2: of alternate links with the same type and language there is one.
        same = [(link.get("type"), link.get("hreflang")) for link in entry.findall(ATOM + "link") if link.get("rel", "alternate") == "alternate"]
        rule(len(same) == len(set(same)), "entry: two alternate links of one type")


def json_feed(feed):
    rule(feed.get("version") == "https://jsonfeed.org/version/1.1" and feed.get("title"), "no version 1.1 with a title")
    for name in ("home_page_url", "feed_url", "icon"):
        rule(name not in feed or is_address(feed[name]), name)
    rule(LANGUAGE.fullmatch(feed.get("language", "en")), "language")
    ids = [item.get("id") for item in feed["items"]]
    rule(all(isinstance(id, str) and id for id in ids) and len(ids) == len(set(ids)), "ids are no strings, or one stands twice")
    for author in feed.get("authors", []) + [author for item in feed["items"] for author in item.get("authors", [])]:
        rule(set(author) & {"name", "url", "avatar"}, "an author without name, address and picture")
    for item in feed["items"]:
        where = item.get("id")
        rule(item.get("content_text") or item.get("content_html"), f"{where}: no content")
        rule("url" not in item or is_address(item["url"]), f"{where}: url")
        rule(all(is_moment(item[name]) for name in ("date_published", "date_modified") if name in item), f"{where}: dates")
        for attachment in item.get("attachments", []):
            rule(is_address(attachment.get("url")) and MIME.fullmatch(attachment.get("mime_type", "")), f"{where}: attachment {attachment}")
            numbers = [attachment.get(name, 0) for name in ("size_in_bytes", "duration_in_seconds")]
            rule(all(isinstance(number, (int, float)) and number >= 0 for number in numbers), f"{where}: attachment {attachment}")


data = open(sys.argv[1], "rb").read()
try:
    if data.lstrip().startswith(b"{"):
        json_feed(json.loads(data))
    else:
        root = tree.fromstring(data)
        atom(root) if root.tag == ATOM + "feed" else rss(root, sys.argv[2] == "podcast")
except Exception as error:
    rule(False, f"{type(error).__name__}: {error}")
print("\n".join(broken))
