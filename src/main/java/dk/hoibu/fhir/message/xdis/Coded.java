package dk.hoibu.fhir.message.xdis;

import java.util.Locale;

/** A value of one of the schema's lists, written as it is there. */
interface Coded {

    String name();

    /** As the letter writes it. */
    default String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that {@code text} is in a letter's {@code element}. */
    static <E extends Enum<E> & Coded> E of(Class<E> list, String element, String text) {
        for (E value : list.getEnumConstants()) {
            if (value.code().equals(text)) {
                return value;
            }
        }
        throw UnreadableLetter.at(element, "is none of the values that the schema lists");
    }
}
