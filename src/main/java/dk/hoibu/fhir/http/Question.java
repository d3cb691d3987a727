package dk.hoibu.fhir.http;

import dk.hoibu.fhir.audit.Asked;
import dk.hoibu.fhir.audit.Asked.Interaction;
import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.ChildItem;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.log.CprForms;
import dk.hoibu.fhir.log.CprPattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request as the audit tells it: what was asked, with person numbers taken out, and which child it names.
 *
 * @param path below the FHIR base, without slashes at its ends
 * @param parameters of URL, form, page link and operation body
 * @param creating whether a resource was handed in
 */
record Question(String path, Map<String, List<String>> parameters, boolean creating) {

    private static final int LONGEST = 2_000;
    private static final String PAGE = "_page";
    private static final Pattern READ = Pattern.compile("[A-Z][A-Za-z]{1,40}/[A-Za-z0-9\\-.]{1,64}");

    private static final Set<String> PERSONS = Set.of(Systems.CPR, Systems.X_ECPR);

    /** Of a person's number. */
    private static final int DIGITS = 10;

    /** Whoever has it may use it: no log is to have it too. */
    private static final Set<String> SECRET = Set.of("handle");

    static Question of(IncomingRequest request, Words words) {
        String sent = request.getRequestURI();
        String below = sent.startsWith(Door.FHIR_PATH) ? sent.substring(Door.FHIR_PATH.length()) : sent;
        String path = decoded(below).replaceAll("^/+|/+$", "");
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        parameters(request).forEach((name, values) -> parameters.put(name, Arrays.asList(values)));
        // what the link was sealed for: the type, or the operation
        String type = path.contains("$") ? path.substring(path.lastIndexOf('/') + 1) : path.split("/", 2)[0];
        List<String> links = parameters.getOrDefault(PAGE, List.of());
        if (links.size() == 1) {
            Map<String, List<String>> search = words.page().parameters(type, links.get(0));
            if (!search.isEmpty()) {
                parameters.remove(PAGE);
                parameters.putAll(search);
            }
        }
        if (path.contains("$")) {
            words.body().apply(request.body()).forEach(parameters::putIfAbsent);
        }
        boolean creating = "POST".equals(request.getMethod()) && path.equals("Bundle");
        return new Question(path, parameters, creating);
    }

    private static Map<String, String[]> parameters(IncomingRequest request) {
        try {
            return request.getParameterMap();
        } catch (RuntimeException unreadable) {
            return Map.of();
        }
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return path;
        }
    }

    Asked asked() {
        if (READ.matcher(path).matches() && !path.endsWith("/_search")) {
            return new Asked(Interaction.READ, numberFree(path));
        }
        Interaction interaction = path.endsWith("/$everything")
                ? Interaction.EVERYTHING
                : creating ? Interaction.CREATE : path.contains("$") ? Interaction.OPERATION : Interaction.SEARCH;
        return new Asked(interaction, numberFree(query()));
    }

    /** The same for a child that the question was not about, and that had to be looked at for it: the other child is not in it. */
    Asked aside() {
        String type = path.split("/", 2)[0];
        return new Asked(Interaction.SEARCH, type.isEmpty() ? "[base]" : numberFree(withoutNumber(type)));
    }

    /** Path and parameters as one text, the same for GET and POST. */
    private String query() {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, values) -> values.forEach(value ->
                pairs.add(withoutNumber(name) + "=" + (SECRET.contains(name) ? "[secret]" : value(name, value)))));
        String type = path.endsWith("/_search") ? path.substring(0, path.length() - "/_search".length()) : path;
        String text = (type.isEmpty() ? "[base]" : withoutNumber(type))
                + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    /** Where a person's number belongs, what is wrong may be a number and a slip. */
    private String value(String name, String value) {
        int bar = value.lastIndexOf('|');
        String system = value.substring(0, Math.max(bar, 0));
        String rest = value.substring(bar + 1);
        boolean person = name.matches("(patient|subject|actor)[.:]identifier")
                || name.equals("identifier") && path.startsWith("Patient");
        boolean likely =
                bar < 0 && person && rest.chars().filter(Character::isDigit).count() >= DIGITS;
        return !rest.isBlank() && (PERSONS.contains(system) || likely)
                ? value.substring(0, bar + 1) + "[number]"
                : withoutNumber(value);
    }

    private static String withoutNumber(String text) {
        if (!CprForms.isIn(text)) {
            return printable(text);
        }
        int bar = text.indexOf('|');
        boolean systemFirst = bar >= 0 && !CprForms.isIn(text.substring(0, bar));
        return systemFirst ? printable(text.substring(0, bar + 1)) + "[number]" : "[number]";
    }

    /** Databases and XML take no control characters. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", "?");
    }

    /** Parts that are free of numbers may make one together. */
    private static String numberFree(String text) {
        return text.isBlank() || CprPattern.isIn(text) ? "[number]" : text;
    }

    /** The child that is named: by number, or by our own ids. Empty when none is, or what is named is no child's. */
    Optional<PersonNumber> child(Ids ids) {
        String[] parts = path.split("/");
        Optional<PersonNumber> read = parts.length > 1 ? child(ids, parts[0], parts[1]) : Optional.empty();
        return read.or(() -> parameters.entrySet().stream()
                .flatMap(it -> it.getValue().stream().flatMap(value -> named(ids, it.getKey(), value).stream()))
                .findFirst());
    }

    private Optional<PersonNumber> named(Ids ids, String name, String value) {
        String type = path.split("/", 2)[0];
        String plain = name.split("[:.]", 2)[0];
        boolean identifier = type.equals("Patient") && plain.equals("identifier");
        if (!identifier && !Set.of("patient", "subject", "actor", "_id").contains(plain)) {
            return Optional.empty();
        }
        return Stream.of(value.split(","))
                .flatMap(one ->
                        child(ids, type, one)
                                .or(() -> PersonNumber.parse(one.substring(one.indexOf('|') + 1)))
                                .stream())
                .findFirst();
    }

    private static Optional<PersonNumber> child(Ids ids, String type, String reference) {
        String id = reference.substring(reference.lastIndexOf('/') + 1);
        return ids.person(Purpose.PATIENT, id).or(() -> switch (type) {
            case "CareTeam" -> ids.person(Purpose.CARE_TEAM, id);
            case "EpisodeOfCare" -> item(ids, Purpose.CASE, id);
            case "Appointment" -> item(ids, Purpose.APPOINTMENT, id);
            case "Organization" -> item(ids, Purpose.CASE_UNIT, id);
            case "PractitionerRole" -> item(ids, Purpose.CASE_MANAGER, id);
            case "Practitioner" -> item(ids, Purpose.CASE_MANAGER_PERSON, id);
            case "HealthcareService" -> item(ids, Purpose.APPOINTMENT_UNIT, id);
            default -> Optional.empty();
        });
    }

    private static Optional<PersonNumber> item(Ids ids, Purpose purpose, String id) {
        return ids.item(purpose, id).map(ChildItem::child);
    }
}
