package dk.hoibu.fhir.fhir;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages outcomes are written in. */
public enum Language {
    DANISH("da"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }

    /** The best of the two for an {@code Accept-Language} header (RFC 9110, 12.5.4); Danish when there is none or it names neither. */
    public static Language preferred(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return DANISH;
        }
        try {
            String best = Locale.lookupTag(Locale.LanguageRange.parse(header), List.of("da", "en"));
            return "en".equals(best) ? ENGLISH : DANISH;
        } catch (IllegalArgumentException notALanguageHeader) {
            return DANISH;
        }
    }
}
