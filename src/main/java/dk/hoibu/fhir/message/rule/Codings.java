package dk.hoibu.fhir.message.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether codes exist: those of MedCom's code systems, those of HL7's as far as they are known, and languages. */
final class Codings {

    private final Map<String, Set<String>> complete;
    private final Function<String, Optional<Set<String>>> systems;
    private final Set<String> languages = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    Codings(RuleBook book, Function<String, Optional<Set<String>>> systems) {
        this.complete = book.codes("complete");
        this.systems = systems;
    }

    /** Yes for systems whose codes are not known here. */
    boolean has(String system, String code) {
        if (system.isEmpty() || code.isEmpty()) {
            return true;
        }
        Set<String> codes = complete.get(system);
        if (codes != null) {
            return codes.contains(code);
        }
        return !system.contains("hl7.org/")
                || systems.apply(system).map(known -> known.contains(code)).orElse(true);
    }

    /** A tag of BCP 47 whose language ISO 639 has. */
    boolean isLanguage(String tag) {
        int end = tag.indexOf('-');
        String language = end < 0 ? tag : tag.substring(0, end);
        return languages.contains(language) || language.length() == 3;
    }
}
