# Asks a Ghost over its Admin API: key DATABASE URL | revoke DATABASE - | create KEY URL TITLE [TAG] | create-old KEY URL TITLE |
# story KEY URL TITLE TEXT | hooks KEY URL TARGET SECRET | status KEY URL ID STATUS [WHEN] | lexical KEY URL ID | mail KEY URL ID | edit KEY URL ID OLD NEW | fetch KEY URL FILE
import base64, hashlib, hmac, json, sqlite3, sys, time, urllib.error, urllib.request

what, key, site, *more = sys.argv[1:]


def ask(method, path, body=None):
    name, secret = key.split(":")
    part = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")
    now = int(time.time())
    head = part(json.dumps({"alg": "HS256", "kid": name, "typ": "JWT"}).encode())
    text = head + b"." + part(json.dumps({"iat": now, "exp": now + 200, "aud": "/admin/"}).encode())
    token = text + b"." + part(hmac.new(bytes.fromhex(secret), text, hashlib.sha256).digest())
    headers = {"Authorization": "Ghost " + token.decode(), "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body else None
    request = urllib.request.Request(site + "/ghost/api/admin/" + path, data, headers, method=method)
    return next(iter(json.load(urllib.request.urlopen(request)).values()))[0]


if what == "key":
    row = sqlite3.connect(f"file:{key}?mode=ro", uri=True).execute(
        "select k.id, k.secret from api_keys k join integrations i on i.id = k.integration_id "
        "where k.type = 'admin' and i.slug = 'zapier'").fetchone()
    key = ":".join(row)
    # It answers when it is ready.
    urllib.request.urlopen(site + "/ghost/api/admin/site/")
    print(key)
elif what in ["create", "story"]:
    said = "The bridge reopened." if what == "create" else more.pop()
    words = {"type": "extended-text", "version": 1, "text": said, "detail": 0, "format": 1, "mode": "normal", "style": ""}
    paragraph = {"type": "paragraph", "version": 1, "children": [words], "direction": "ltr", "format": "", "indent": 0}
    tree = {"root": {"children": [paragraph], "direction": "ltr", "format": "", "indent": 0, "type": "root", "version": 1}}
    post = {"title": more[0], "lexical": json.dumps(tree), "status": "published", "tags": more[1:]}
    post["published_at"] = "2026-03-14T10:00:00.000Z"
    print(json.dumps(ask("POST", "posts/?formats=lexical", {"posts": [post]})))
elif what == "hooks":
    for event in ["published", "published.edited", "unpublished", "deleted"]:
        hook = {"event": "post." + event, "target_url": more[0], "secret": more[1], "name": "aloud"}
        print(json.dumps(ask("POST", "webhooks/", {"webhooks": [hook]})["event"]))
elif what == "status":
    post = ask("GET", f"posts/{more[0]}/")
    body = {"status": more[1], "updated_at": post["updated_at"]}
    if more[2:]:
        body["published_at"] = more[2]
    print(json.dumps(ask("PUT", f"posts/{more[0]}/", {"posts": [body]})))
elif what == "create-old":
    text = {"version": "0.3.1", "atoms": [], "cards": [], "markups": [], "sections": [[1, "p", [[0, [], 0, "The tide comes."]]]]}
    post = {"title": more[0], "mobiledoc": json.dumps(text), "status": "published"}
    print(json.dumps(ask("POST", "posts/", {"posts": [post]})))
elif what == "revoke":
    with sqlite3.connect(key, timeout=20) as database:
        database.execute("delete from api_keys where integration_id in (select id from integrations where slug = 'zapier')")
elif what == "lexical":
    print(json.dumps(ask("GET", f"posts/{more[0]}/?formats=lexical")))
elif what == "mail":
    # Mails are shown to people alone: the site's first one signs up, and in. Who reads an answer to its end waits until it is kept.
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    headers = {"Content-Type": "application/json", "Origin": site}
    call = lambda path, body=None: opener.open(urllib.request.Request(site + "/ghost/api/admin/" + path, body and json.dumps(body).encode(), headers)).read()
    ann = {"name": "Ann", "email": "ann@example.org", "password": "tide-and-quay-1961", "blogTitle": "Tides"}
    try:
        call("authentication/setup/", {"setup": [ann]})
    except urllib.error.HTTPError:
        pass  # She is there.
    call("session/", {"username": ann["email"], "password": ann["password"]})
    print(json.dumps(json.loads(call(f"email_previews/posts/{more[0]}/"))["email_previews"][0]["html"]))
elif what == "edit":
    post = ask("GET", f"posts/{more[0]}/?formats=lexical")
    body = {"lexical": post["lexical"].replace(more[1], more[2]), "updated_at": post["updated_at"]}
    print(json.dumps(ask("PUT", f"posts/{more[0]}/", {"posts": [body]})))
elif what == "fetch":
    print(len(urllib.request.urlopen(more[0]).read()))
