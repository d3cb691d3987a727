package dk.hoibu.fhir.message.xdis;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A piece of an XML document: text, or an element with the pieces in it. */
sealed interface XmlPiece {

    /** Characters as they are meant, not as they are escaped. */
    record Text(String text) implements XmlPiece {}

    /** An element; asked by local names. All methods throw {@link UnreadableLetter} naming the element, never what is in it. */
    record Element(String namespace, String name, List<XmlPiece> pieces) implements XmlPiece {

        public Element {
            pieces = List.copyOf(pieces);
        }

        List<Element> elements() {
            return pieces.stream()
                    .filter(Element.class::isInstance)
                    .map(Element.class::cast)
                    .toList();
        }

        List<Element> elements(String wanted) {
            return elements().stream()
                    .filter(element -> element.name.equals(wanted))
                    .toList();
        }

        Optional<Element> element(String wanted) {
            List<Element> found = elements(wanted);
            if (found.size() > 1) {
                throw UnreadableLetter.at(inside(wanted), "comes twice");
            }
            return found.stream().findFirst();
        }

        Element required(String wanted) {
            return element(wanted).orElseThrow(() -> UnreadableLetter.at(inside(wanted), "is missing"));
        }

        /** The text in an element, its blanks and line ends as single blanks; empty when it is not there or blank. */
        Optional<String> text(String wanted) {
            return element(wanted).map(Element::words).filter(text -> !text.isEmpty());
        }

        String requiredText(String wanted) {
            return text(wanted).orElseThrow(() -> UnreadableLetter.at(inside(wanted), "is missing"));
        }

        private String words() {
            StringBuilder text = new StringBuilder();
            for (XmlPiece piece : pieces) {
                if (!(piece instanceof Text words)) {
                    throw UnreadableLetter.at(name, "has elements where only text may be");
                }
                text.append(words.text());
            }
            return text.toString().replaceAll("[ \\t\\r\\n]+", " ").strip();
        }

        /** This element, when it has no elements but these, all of its own namespace, and no text between them. */
        Element having(Set<String> allowed) {
            for (XmlPiece piece : pieces) {
                if (piece instanceof Element element
                        && !(allowed.contains(element.name) && element.namespace.equals(namespace))) {
                    throw UnreadableLetter.at(name, "has an element that the schema does not have there");
                }
                if (piece instanceof Text text && !text.text().isBlank()) {
                    throw UnreadableLetter.at(name, "has text where only elements may be");
                }
            }
            return this;
        }

        private String inside(String wanted) {
            return name + "." + wanted;
        }
    }
}
