package dk.hoibu.fhir.search;

import dk.hoibu.fhir.domain.PersonNumber;
import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;

/** Turns the values of one search parameter into a test on resources. Commas mean or; a backslash before one makes it text. */
final class Criteria {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.\\-]{1,64}");

    private final Ids ids;
    private final String base;
    private final Instant now;

    /** {@code base} is the server's base URL: references may be written with it. */
    Criteria(Ids ids, String base, Instant now) {
        this.ids = ids;
        this.base = base;
        this.now = now;
    }

    <R extends Resource> Predicate<R> of(SearchParam<R> param, String modifier, String value) {
        List<Predicate<SearchValue>> any = new ArrayList<>();
        for (String part : split(value, ',')) {
            if (part.isEmpty()) {
                throw invalid(param.name(), "a value");
            }
            any.add(one(param, modifier, part));
        }
        return resource -> param.values().apply(resource).stream()
                .anyMatch(found -> any.stream().anyMatch(test -> test.test(found)));
    }

    private <R extends Resource> Predicate<SearchValue> one(SearchParam<R> param, String modifier, String value) {
        return switch (param.kind()) {
            case TOKEN -> token(plain(param, modifier), value);
            case REFERENCE -> reference(param, modifier, value);
            case DATE -> date(plain(param, modifier), value);
            case STRING -> string(param, modifier, value);
            case URI -> uri(plain(param, modifier), value);
        };
    }

    private static <R extends Resource> SearchParam<R> plain(SearchParam<R> param, String modifier) {
        if (!modifier.isEmpty()) {
            throw unsupportedModifier(param.name());
        }
        return param;
    }

    private static <R extends Resource> Predicate<SearchValue> token(SearchParam<R> param, String value) {
        List<String> halves = split(value, '|');
        if (halves.size() > 2) {
            throw invalid(param.name(), "[system]|[code]");
        }
        boolean withSystem = halves.size() == 2;
        String system = withSystem ? unescape(halves.get(0)) : "";
        String code = unescape(halves.get(halves.size() - 1));
        if (system.isEmpty() && code.isEmpty()) {
            throw invalid(param.name(), "[system]|[code]");
        }
        if (!system.isEmpty() && !param.systems().isEmpty() && !param.systems().contains(system)) {
            throw unsupportedValue(
                    param.name(),
                    String.join(", ", param.systems().stream().sorted().toList()));
        }
        if (!code.isEmpty() && !param.codes().isEmpty() && !param.codes().contains(code)) {
            throw unsupportedValue(
                    param.name(),
                    String.join(", ", param.codes().stream().sorted().toList()));
        }
        return found -> found instanceof SearchValue.Token token
                && (code.isEmpty() || token.code().equals(code))
                && (!withSystem || (system.isEmpty() ? token.system() == null : system.equals(token.system())));
    }

    private <R extends Resource> Predicate<SearchValue> reference(SearchParam<R> param, String modifier, String value) {
        String target = target(
                param.name(),
                modifier,
                unescape(value),
                param.targets().stream().sorted().toList());
        int slash = target.indexOf('/');
        String current = slash < 0
                ? target
                : target.substring(0, slash + 1) + ids.renewed(target.substring(0, slash), target.substring(slash + 1));
        // a bare id may belong to any of the types the parameter can refer to
        boolean typed = target.contains("/");
        return found -> found instanceof SearchValue.Link link
                && (typed ? link.target().equals(current) : link.target().endsWith("/" + current));
    }

    /** {@code id} or {@code Type/id} from any form a client may write; 400 for a reference to elsewhere or to a wrong type. */
    String target(String name, String modifier, String value, List<String> types) {
        String relative = value.startsWith(base + "/") ? value.substring(base.length() + 1) : value;
        String[] parts = relative.split("/", -1);
        String expected = String.join(" | ", types) + " [id]";
        if (parts.length > 2 || !ID.matcher(parts[parts.length - 1]).matches()) {
            throw invalid(name, expected);
        }
        if (!modifier.isEmpty() && !types.contains(modifier)) {
            throw unsupportedModifier(name);
        }
        if (parts.length == 2) {
            boolean agrees = types.contains(parts[0]) && (modifier.isEmpty() || modifier.equals(parts[0]));
            if (!agrees) {
                throw invalid(name, expected);
            }
            return relative;
        }
        if (!modifier.isEmpty()) {
            return modifier + "/" + relative;
        }
        return types.size() == 1 ? types.get(0) + "/" + relative : relative;
    }

    private static <R extends Resource> Predicate<SearchValue> uri(SearchParam<R> param, String value) {
        String asked = unescape(value);
        if (asked.chars().anyMatch(Character::isWhitespace)) {
            throw invalid(param.name(), "a URI");
        }
        return found -> found instanceof SearchValue.Uri uri && uri.value().equals(asked);
    }

    private <R extends Resource> Predicate<SearchValue> date(SearchParam<R> param, String value) {
        DateCriterion criterion =
                DateCriterion.parse(value, now).orElseThrow(() -> invalid(param.name(), DateCriterion.EXPECTED));
        return found -> found instanceof SearchValue.Span span && criterion.matches(span);
    }

    private static <R extends Resource> Predicate<SearchValue> string(
            SearchParam<R> param, String modifier, String value) {
        String text = unescape(value);
        String folded = fold(text);
        return switch (modifier) {
            case "" -> found -> found instanceof SearchValue.Words words && startsAWord(fold(words.text()), folded);
            case "contains" ->
                found -> found instanceof SearchValue.Words words
                        && fold(words.text()).contains(folded);
            case "exact" ->
                found ->
                        found instanceof SearchValue.Words words && words.text().equals(text);
            default -> throw unsupportedModifier(param.name());
        };
    }

    private static boolean startsAWord(String text, String start) {
        return text.startsWith(start) || text.contains(" " + start);
    }

    /** Without regard to case and accents; æ, ø and å stay letters of their own. */
    private static String fold(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String lower = composed.toLowerCase(Locale.ROOT).replace("å", "aa");
        return Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    }

    /** The parts of {@code value} between separators that no backslash takes away. Backslashes stay. */
    static List<String> split(String value, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                part.append(c).append(value.charAt(++i));
            } else if (c == separator) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    static String unescape(String value) {
        return value.indexOf('\\') < 0 ? value : value.replaceAll("\\\\(.)", "$1");
    }

    /** A person's number has no place but where it names the child, and from elsewhere it would come into the links of the answer. */
    static void requireNoNumber(String name, String value) {
        boolean holdsNumber = Stream.of("[,|/]+", "[,|/\\s]+")
                .flatMap(separator -> Stream.of(value.split(separator)))
                .anyMatch(part -> PersonNumber.parse(part).isPresent());
        if (holdsNumber) {
            throw invalid(name, "no person number");
        }
    }

    /** A parameter's name as it may be repeated to the client: only if it looks like one. */
    static String safe(String name) {
        return name.matches("[A-Za-z_][A-Za-z_.\\-]{0,39}") ? name : "?";
    }

    static Problem invalid(String name, String expected) {
        return Problem.parameter(name, IssueType.INVALID, Message.INVALID_VALUE, name, expected);
    }

    static Problem unsupportedValue(String name, String possible) {
        return Problem.parameter(name, IssueType.NOTSUPPORTED, Message.UNSUPPORTED_VALUE, name, possible);
    }

    static Problem unsupportedModifier(String name) {
        return Problem.parameter(name, IssueType.NOTSUPPORTED, Message.UNSUPPORTED_MODIFIER, name);
    }
}
