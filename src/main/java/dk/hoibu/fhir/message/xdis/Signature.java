package dk.hoibu.fhir.message.xdis;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who wrote a text, and when: a letter has no elements for it, so it is the last line of the text, in a form that is read back.
 *
 * @param name of a person, the surname last
 * @param role what they are
 * @param telephone where they are reached
 * @param time when they pressed "send", to the minute in Denmark
 */
record Signature(String name, String role, String telephone, LocalDateTime time) {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final Pattern LINE = Pattern.compile(
            "\\n-- ([^/\\n]+) / ([^/\\n]+) / tlf\\. ([^/\\n]+) / ([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2})\\z");

    /** Whether it can be written so that it is read back. */
    boolean isWritable() {
        return of("\n" + line()).filter(this::equals).isPresent();
    }

    String line() {
        return "-- " + name + " / " + role + " / tlf. " + telephone + " / " + FORMAT.format(time);
    }

    /** The one that {@code text} ends with; empty when it ends otherwise. */
    static Optional<Signature> of(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Signature(
                            line.group(1), line.group(2), line.group(3), LocalDateTime.parse(line.group(4), FORMAT)))
                    .filter(found -> text.endsWith("\n" + found.line()) && found.isTidy());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private boolean isTidy() {
        return java.util.stream.Stream.of(name, role, telephone).allMatch(field -> FormattedText.isPlain(field));
    }

    /** {@code text} without the line. */
    String removedFrom(String text) {
        return text.substring(0, text.length() - line().length() - 1);
    }
}
