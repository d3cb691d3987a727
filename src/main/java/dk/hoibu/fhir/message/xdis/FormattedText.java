package dk.hoibu.fhir.message.xdis;

import dk.hoibu.fhir.message.xdis.XdisLetter.LetterText;
import dk.hoibu.fhir.message.xdis.XmlPiece.Element;
import dk.hoibu.fhir.message.xdis.XmlPiece.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letter's text with formatting (Danish: <i>FormattedText</i>), flattened to plain text.
 *
 * <p>As in HTML, line ends and runs of blanks are single blanks where a text has {@code Break}, {@code Space} or any other element: those
 * say where lines end. A text of characters alone is kept as it was written. A text whose characters spell out well-nested formatting
 * elements, as editors send it that escape once too often, is taken for what was meant; any other {@code <} stays.
 */
final class FormattedText {

    private static final Set<String> INLINE = Set.of("Right", "Center", "Bold", "Italic", "Underline", "FixedFont");
    private static final Set<String> NO_MORE = Set.of("Break", "Space");
    private static final Pattern TAG =
            Pattern.compile("<(/?)(Right|Center|Bold|Italic|Underline|FixedFont)>|<(Break|Space) ?/>");
    private static final int MOST_DEPTH = 8;

    /** Stands for a line's end until all other blanks have been taken together; no character of any text. */
    private static final char BREAK = '\uFDD0';

    /** The same for a blank that counts. */
    private static final char SPACE = '\uFDD1';

    private FormattedText() {}

    /**
     * What {@code element} says.
     *
     * @throws UnreadableLetter when it has an element that is no formatting
     */
    static LetterText read(Element element) {
        Flattening flattening = new Flattening();
        boolean marked = element.pieces().stream().anyMatch(Element.class::isInstance);
        if (!marked) {
            String text = characters(element);
            return spellsFormatting(text) ? spelled(text) : new LetterText(trimmed(text), false);
        }
        flattening.add(element.pieces(), 0);
        return flattening.text();
    }

    private static String characters(Element element) {
        StringBuilder text = new StringBuilder();
        element.pieces().stream()
                .filter(Text.class::isInstance)
                .map(Text.class::cast)
                .forEach(piece -> text.append(piece.text()));
        return text.toString().replace("\r\n", "\n").replace('\r', '\n');
    }

    /** Without the blanks around it that whoever wrote the XML put there. */
    private static String trimmed(String text) {
        return text.replaceAll("^[ \\t\\n]+|[ \\t\\n]+$", "");
    }

    /** Whether {@code text} is written as characters alone and read back the same. */
    static boolean isPlain(String text) {
        return !text.contains("\n")
                && !text.contains("\r")
                && !text.contains("\t")
                && !text.contains("  ")
                && text.equals(trimmed(text));
    }

    /** Whether {@code text} has formatting elements in its characters, each closed where it should be. */
    static boolean spellsFormatting(String text) {
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(text);
        boolean any = false;
        while (tags.find()) {
            any = true;
            if (tags.group(3) != null) {
                continue;
            }
            if (tags.group(1).isEmpty()) {
                open.push(tags.group(2));
            } else if (open.isEmpty() || !open.pop().equals(tags.group(2))) {
                return false;
            }
        }
        return any && open.isEmpty();
    }

    private static LetterText spelled(String text) {
        Flattening flattening = new Flattening();
        Matcher tags = TAG.matcher(text);
        int from = 0;
        while (tags.find()) {
            flattening.characters(text.substring(from, tags.start()));
            if (tags.group(3) == null) {
                flattening.formatted = true;
            } else {
                flattening.empty(tags.group(3));
            }
            from = tags.end();
        }
        flattening.characters(text.substring(from));
        return flattening.text();
    }

    /** The text as it grows. */
    private static final class Flattening {

        private final StringBuilder text = new StringBuilder();
        private boolean formatted;
        private boolean broken;

        void add(List<XmlPiece> pieces, int depth) {
            if (depth > MOST_DEPTH) {
                throw UnreadableLetter.at("Text01", "has formatting nested more than " + MOST_DEPTH + " deep");
            }
            for (XmlPiece piece : pieces) {
                if (piece instanceof Text words) {
                    characters(words.text());
                } else if (piece instanceof Element element) {
                    element(element, depth);
                }
            }
        }

        private void element(Element element, int depth) {
            if (NO_MORE.contains(element.name()) && element.pieces().isEmpty()) {
                empty(element.name());
            } else if (INLINE.contains(element.name())) {
                formatted = true;
                add(element.pieces(), depth + 1);
            } else {
                throw UnreadableLetter.at("Text01", "has an element that is no formatting");
            }
        }

        void empty(String name) {
            broken |= name.equals("Break");
            text.append(name.equals("Break") ? BREAK : SPACE);
        }

        void characters(String characters) {
            text.append(characters.replace(BREAK, ' ').replace(SPACE, ' '));
        }

        /** Without any Break, the line ends that were typed are the lines. */
        LetterText text() {
            String flat = text.toString().replace("\r\n", "\n").replace('\r', '\n');
            if (!broken) {
                flat = trimmed(flat).replaceAll("[ \\t]*\n[ \\t]*", String.valueOf(BREAK));
            }
            flat = trimmed(flat.replaceAll("[ \\t\\n]+", " ").replaceAll(" ?" + BREAK + " ?", String.valueOf(BREAK)));
            return new LetterText(flat.replace(BREAK, '\n').replace(SPACE, ' '), formatted);
        }
    }
}
