package dk.hoibu.fhir.http;

import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.ChildItem;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.log.CprPattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request as the audit tells it: what was asked, with person numbers taken out, and which child it names.
 *
 * @param path below the FHIR base, without slashes at its ends
 * @param parameters of URL and form
 */
record Question(String path, Map<String, String[]> parameters) {

    private static final int LONGEST = 2_000;
    private static final String READ = "[A-Z][A-Za-z]{1,40}/[A-Za-z0-9\\-.]{1,64}";

    static Question of(IncomingRequest request) {
        String path = request.getRequestURI();
        String below = path.startsWith(Door.FHIR_PATH) ? path.substring(Door.FHIR_PATH.length()) : path;
        return new Question(below.replaceAll("^/+|/+$", ""), request.getParameterMap());
    }

    Asked asked() {
        if (path.matches(READ) && !path.endsWith("/_search")) {
            return new Asked(Interaction.READ, numberFree(path));
        }
        Interaction interaction = path.endsWith("/$everything")
                ? Interaction.EVERYTHING
                : path.contains("$") ? Interaction.OPERATION : Interaction.SEARCH;
        return new Asked(interaction, numberFree(query()));
    }

    /** Path and parameters as one text, the same for GET and POST. */
    private String query() {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) ->
                Arrays.stream(values).forEach(value -> pairs.add(withoutNumber(name) + "=" + withoutNumber(value))));
        String type = path.endsWith("/_search") ? path.substring(0, path.length() - "/_search".length()) : path;
        String text = (type.isEmpty() ? "[base]" : withoutNumber(type))
                + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private static String withoutNumber(String text) {
        if (!CprPattern.isIn(text)) {
            return text;
        }
        int bar = text.indexOf('|');
        boolean systemFirst = bar >= 0 && !CprPattern.isIn(text.substring(0, bar));
        return systemFirst ? text.substring(0, bar + 1) + "[number]" : "[number]";
    }

    /** Parts that are free of numbers may make one together. */
    private static String numberFree(String text) {
        return text.isBlank() || CprPattern.isIn(text) ? "[number]" : text;
    }

    /** The child whose resource is named, by our own ids; empty when none is. Numbers in a form are not looked at: what uses them notes it. */
    Optional<PersonNumber> child(Ids ids) {
        String[] parts = path.split("/");
        Optional<PersonNumber> read = parts.length > 1 ? child(ids, parts[0], parts[1]) : Optional.empty();
        return read.or(() -> Stream.of("patient", "subject", "_id")
                .flatMap(name -> Stream.of(values(name)))
                .flatMap(value -> child(ids, parts[0], value).stream())
                .findFirst());
    }

    private String[] values(String name) {
        String @Nullable [] values = parameters.get(name);
        return values == null ? new String[0] : values;
    }

    private static Optional<PersonNumber> child(Ids ids, String type, String reference) {
        String id = reference.substring(reference.lastIndexOf('/') + 1);
        return ids.person(Purpose.PATIENT, id).or(() -> switch (type) {
            case "CareTeam" -> ids.person(Purpose.CARE_TEAM, id);
            case "EpisodeOfCare" -> ids.item(Purpose.CASE, id).map(ChildItem::child);
            case "Appointment" -> ids.item(Purpose.APPOINTMENT, id).map(ChildItem::child);
            default -> Optional.empty();
        });
    }
}
