//! What the marks of other tools come to.

use super::commonmark;

fn resolved(text: &str) -> String {
    commonmark(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn tags_go_and_words_between_them_stay() {
    for (text, words) in [
        ("A {{< ref \"x.md\" >}}. B", "A. B"),
        ("{{% notice info %}}\nIt shuts.\n{{% /notice %}}", "It shuts."),
        ("{% include a.html x=\"y\" %}\nText {{ page.title }}!", "Text!"),
        ("{% comment %} no {% endcomment %}yes", "yes"),
        ("[us]({{ site.baseurl }}{% link a.md %})", "[us]()"),
        ("`{{ code }}` stays {{ x }}", "`{{ code }}` stays"),
        ("{% highlight ruby %}\nputs 1\n{% endhighlight %}\nText", "``` code ``` Text"),
        ("```\n{{ code }}\n```\n", "``` {{ code }} ```"),
        ("* TOC\n{:toc}\n\nText\n{: .lead}", "Text"),
        ("A set {a, b} and 100% of it", "A set {a, b} and 100% of it"),
    ] {
        assert_eq!(resolved(text), words, "{text}");
    }
}

#[test]
fn components_go_and_words_between_them_stay() {
    for (text, words) in [
        ("import A from './a'\nexport const m = {a: 1}\n\n# H", "# H"),
        ("<Chart data={x > 1 ? [1] : []} title=\"Sales\" />\n\nText", "Text"),
        ("<Callout type=\"warning\" title=\"Mind\">\n    It is slippery.\n</Callout>", "Mind It is slippery."),
        ("<A/>\n\nToday is {new Date().getFullYear()}, {'said'} she.{/* no */}", "Today is , said she."),
        ("See <https://example.org/> and a < b, A <B", "See <https://example.org/> and a < b, A <B"),
        ("A {brace} in prose", "A {brace} in prose"),
        ("import duties rose, and export followed", "import duties rose, and export followed"),
    ] {
        assert_eq!(resolved(text), words, "{text}");
    }
}

#[test]
fn notebooks_and_notes_show_their_words() {
    for (text, words) in [
        ("See [[Swing bridge|the bridge]], [[a/Ada Crane#Life]] ![[map.png]] ^block1", "See the bridge, Ada Crane"),
        ("==High== %%private%% 5 == 5", "High 5 == 5"),
        ("status:: draft\n#a/b #c\nText #d", "Text #d"),
        ("!!! note \"Mind\"\n    It shuts.\n\n    Twice.\n\nAfter", "Mind It shuts. Twice. After"),
        ("??? tip\n    Walk.\n", "Walk."),
        (":::tip Mind the gap\nIt shuts.\n:::\n", "Mind the gap It shuts."),
        ("::: {.note}\nIt shuts.\n:::\n", "It shuts."),
        ("> [!WARNING]\n> It shuts.", "> > > It shuts."),
        ("> [!note]- Mind\n> It shuts.", "> Mind > > It shuts."),
        ("```{note} Mind\nIt shuts.\n```\n", "Mind It shuts."),
        ("!!! exclaimed he", "!!! exclaimed he"),
    ] {
        assert_eq!(resolved(text), words, "{text}");
    }
}

#[test]
fn marks_of_converters_go() {
    for (text, words) in [
        ("As shown [@doe99, p. 3; @roe] here [see -@x1].", "As shown here."),
        ("Mail [me@x.org] or [@ada](https://x.org/@ada)", "Mail [me@x.org] or [@ada](https://x.org/@ada)"),
        ("A [word]{.smallcaps} ![p](a.png){width=50%} `c`{.r}", "A word ![p](a.png) `c`"),
        ("{++New++}{--old--} {~~a~>b~~} {>>why<<}", "New b"),
        ("5 km^2^ and 2^nd^, note.^[A note.]", "5 km² and 2nd, note."),
        ("\\newpage\n[TOC]\n*[HTML]: x\nText :tada: at 10:30:45", "Text at 10:30:45"),
    ] {
        assert_eq!(resolved(text), words, "{text}");
    }
}

#[test]
fn plain_commonmark_is_not_copied() {
    assert!(matches!(commonmark("# A\n\nText *and* [more](x)."), std::borrow::Cow::Borrowed(_)));
}
