package dk.hoibu.fhir.message.rule;

import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which elements and attributes a narrative may have, and which elements may stand in which. */
final class XhtmlTable {

    static final String NAMESPACE = "http://www.w3.org/1999/xhtml";

    private static final Set<String> INLINE =
            words("a b em i strong small big sub sup code tt dfn q var abbr acronym cite bdo kbd samp");
    private static final Set<String> BLOCKS_IN_TEXT = words("div pre table ul ol");
    private static final Set<String> BLOCKS_IN_PARAGRAPH = words("div blockquote table ol ul p");
    /** Of text, so that no block may stand in them, however deep. */
    private static final Set<String> OF_TEXT = words("p h1 h2 h3 h4 h5 h6 pre address span caption dd dt "
            + "a b em i strong small big sub sup code tt dfn q var abbr acronym cite bdo kbd samp");

    private static final Set<String> OTHERS = words(
            "p h1 h2 h3 h4 h5 h6 pre address span div blockquote br img hr table tr tbody thead tfoot td th caption colgroup col ul ol li "
                    + "dl dd dt map area");
    private static final Set<String> EMPTY = words("br img hr area");

    /** Those that may have these children and no text. */
    private static final Map<String, Set<String>> CHILDREN = Map.of(
            "table", words("tbody tr caption thead tfoot col colgroup"),
            "tr", words("td th"),
            "tbody", words("tr"),
            "thead", words("tr"),
            "tfoot", words("tr"),
            "ul", words("li"),
            "ol", words("li"),
            "dl", words("dd dt"),
            "map", words("area"));

    private static final Map<String, Set<String>> PARENTS = Map.ofEntries(
            Map.entry("tr", words("table thead tfoot tbody")),
            Map.entry("tbody", words("table")),
            Map.entry("thead", words("table")),
            Map.entry("tfoot", words("table")),
            Map.entry("caption", words("table")),
            Map.entry("colgroup", words("table")),
            Map.entry("col", words("colgroup table")),
            Map.entry("td", words("tr")),
            Map.entry("th", words("tr")),
            Map.entry("li", words("ul ol")),
            Map.entry("dd", words("dl")),
            Map.entry("dt", words("dl")));

    private static final Set<String> ANYWHERE = words(
            "title style class id lang xml:lang dir accesskey tabindex span width align valign char charoff abbr axis headers scope rowspan "
                    + "colspan xml:space");

    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            "a", words("href name charset type hreflang rel rev shape coords"),
            "img", words("src border alt longdesc height usemap ismap"),
            "blockquote", words("cite"),
            "q", words("cite"),
            "map", words("name"),
            "area", words("shape coords href nohref alt"),
            "table", words("summary border frame rules cellspacing cellpadding"),
            "pre", words("space"),
            "td", words("nowrap"));

    private XhtmlTable() {}

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    /** Whether an element may stand in those that are open, the innermost first and the narrative's own div last. */
    static boolean fits(String element, Deque<String> open) {
        String parent = open.element();
        Set<String> children = CHILDREN.get(parent);
        Set<String> parents = PARENTS.get(element);
        if (!INLINE.contains(element) && !OTHERS.contains(element)
                || EMPTY.contains(parent)
                || children != null && !children.contains(element)
                || parents != null && !parents.contains(parent)) {
            return false;
        }
        boolean block = BLOCKS_IN_TEXT.contains(element) && open.stream().anyMatch(OF_TEXT::contains);
        boolean paragraph = BLOCKS_IN_PARAGRAPH.contains(element) && open.contains("p");
        boolean twice = INLINE.contains(element) && open.contains(element);
        return !block && !paragraph && !twice;
    }

    /** Whether text may stand there. */
    static boolean takesText(Deque<String> open) {
        String parent = open.peek();
        return parent != null && !CHILDREN.containsKey(parent) && !EMPTY.contains(parent);
    }

    static boolean has(String element, String attribute) {
        return ANYWHERE.contains(attribute)
                || attribute.startsWith("xmlns")
                || ATTRIBUTES.getOrDefault(element, Set.of()).contains(attribute);
    }

    /** Whether an attribute may have a value: no scripts, no URLs that are none. */
    static boolean allows(String attribute, String value) {
        if (attribute.equals("xmlns")) {
            return value.equals(NAMESPACE);
        }
        if (!attribute.equals("href") && !attribute.equals("src")) {
            return true;
        }
        String scheme = value.strip().toLowerCase(Locale.ROOT);
        return !scheme.startsWith("javascript:")
                && !scheme.startsWith("vbscript:")
                && value.chars().noneMatch(one -> one <= ' ');
    }
}
