package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether a narrative's markup is the XHTML that FHIR allows (R4, 2.4.1): one div, formatting elements and attributes only, in their places,
 * something in it. Reads the text once and builds nothing.
 */
final class Xhtml {

    private static final Set<String> ENTITIES = Set.of("amp", "lt", "gt", "quot", "apos");

    private static final int DEEPEST = 100;

    private static final Pattern LINK = Pattern.compile("\\b(?:href|src|longdesc|cite)\\s*=\\s*[\"']([^\"']*)");

    private final String text;
    private final Deque<String> open = new ArrayDeque<>();
    private final Set<String> anchors = new HashSet<>();
    private final Set<String> links = new HashSet<>();
    private int at;
    private boolean content;

    private Xhtml(String text) {
        this.text = text;
    }

    static void check(Node div, Run run) {
        String markup = div.value();
        run.require(markup != null && new Xhtml(markup.strip()).isAllowed(), "fhir-narrative", div);
    }

    /** Where a narrative's links and pictures lead, as the text has it. */
    static Stream<String> links(String markup) {
        return markup.contains("href") || markup.contains("src")
                ? LINK.matcher(markup).results().map(found -> found.group(1))
                : Stream.empty();
    }

    private boolean isAllowed() {
        if (text.startsWith("<?xml")) {
            at = Math.max(0, text.indexOf("?>") + 2);
        }
        if (!text.startsWith("<div", at) || !rootIsXhtml()) {
            return false;
        }
        do {
            if (!(text.charAt(at) == '<' ? tag() : words())) {
                return false;
            }
        } while (!open.isEmpty() && at < text.length());
        return open.isEmpty() && at == text.length() && content && anchors.containsAll(links);
    }

    private boolean rootIsXhtml() {
        String head = text.substring(at, Math.max(at, text.indexOf('>', at)));
        return head.contains("xmlns=\"" + XhtmlTable.NAMESPACE + "\"")
                || head.contains("xmlns='" + XhtmlTable.NAMESPACE + "'");
    }

    private boolean words() {
        int end = text.indexOf('<', at);
        end = end < 0 ? text.length() : end;
        boolean blank = true;
        for (int i = at; i < end; i++) {
            char one = text.charAt(i);
            if (one == '&' && !entity(i, end)) {
                return false;
            }
            blank &= Values.space(one);
        }
        at = end;
        content |= !blank;
        return blank || XhtmlTable.takesText(open);
    }

    private boolean entity(int from, int end) {
        int stop = text.indexOf(';', from);
        if (stop < 0 || stop >= end) {
            return false;
        }
        String name = text.substring(from + 1, stop);
        boolean number = name.length() > 1
                && name.charAt(0) == '#'
                && name.chars().skip(1).allMatch(Character::isLetterOrDigit);
        return number || ENTITIES.contains(name);
    }

    private boolean tag() {
        if (text.startsWith("<!--", at)) {
            return past("-->");
        }
        if (text.startsWith("<![CDATA[", at)) {
            content = true;
            return past("]]>");
        }
        if (text.startsWith("<?", at)) {
            return past("?>");
        }
        if (text.startsWith("</", at)) {
            return closing();
        }
        String name = name(at + 1);
        at += 1 + name.length();
        return (open.isEmpty() || XhtmlTable.fits(name, open)) && attributes(name);
    }

    private boolean past(String mark) {
        int end = text.indexOf(mark, at);
        at = end < 0 ? at : end + mark.length();
        return end >= 0;
    }

    private boolean closing() {
        String name = name(at + 2);
        int end = at + 2 + name.length();
        while (end < text.length() && Values.space(text.charAt(end))) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '>' || !name.equals(open.poll())) {
            return false;
        }
        at = end + 1;
        return true;
    }

    private boolean attributes(String element) {
        Set<String> seen = new HashSet<>(4);
        content |= element.equals("img") || element.equals("br");
        while (true) {
            while (at < text.length() && Values.space(text.charAt(at))) {
                at++;
            }
            if (text.startsWith("/>", at)) {
                at += 2;
                return true;
            }
            if (text.startsWith(">", at)) {
                at++;
                open.push(element);
                return open.size() <= DEEPEST;
            }
            String name = name(at);
            at += name.length();
            if (!XhtmlTable.has(element, name) || !seen.add(name) || !value(name)) {
                return false;
            }
        }
    }

    private boolean value(String name) {
        if (at + 1 >= text.length() || text.charAt(at) != '=') {
            return false;
        }
        char quote = text.charAt(at + 1);
        int end = quote == '"' || quote == '\'' ? text.indexOf(quote, at + 2) : -1;
        if (end < 0) {
            return false;
        }
        String value = text.substring(at + 2, end);
        at = end + 1;
        if (name.equals("id") || name.equals("name")) {
            anchors.add(value);
        } else if ((name.equals("href") || name.equals("src")) && value.startsWith("#")) {
            links.add(value.substring(1));
        }
        return value.indexOf('<') < 0 && XhtmlTable.allows(name, value);
    }

    private String name(int from) {
        int end = from;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(from, end);
    }

    private static boolean isNamePart(char one) {
        return Character.isLetterOrDigit(one) || one == ':' || one == '-' || one == '_';
    }
}
