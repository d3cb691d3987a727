package dk.hoibu.fhir.devauth;

import dk.hoibu.fhir.access.Scope;
import dk.hoibu.fhir.access.Scope.Action;
import dk.hoibu.fhir.access.Scope.Context;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which scopes are granted: what was asked for, as far as the application was registered for it and the user may do it. What is granted
 * whole keeps the words in which it was asked for, so also those of version 1.
 */
final class GrantedScopes {

    /** About the token and not about what may be read. */
    static final Set<String> ABOUT_THE_TOKEN =
            Set.of("openid", "fhirUser", "launch", "launch/patient", "online_access");

    private GrantedScopes() {}

    /** For somebody who signed in; {@code ofAChild} is whether the application was opened for one. */
    static List<String> to(SampleUser user, RegisteredClient client, List<String> requested, boolean ofAChild) {
        if (user.withdrawn()) {
            return List.of();
        }
        List<String> rights = Stream.concat(
                        words(user.scope()), words(user.scope()).map(word -> word.replaceFirst("^user/", "patient/")))
                .toList();
        return granted(requested, client.scopes(), rights).stream()
                .filter(word -> ofAChild || !word.startsWith("patient/") && !word.equals("launch/patient"))
                .filter(word -> !word.startsWith("system/"))
                .toList();
    }

    /** For a backend service, which is pre-authorised for all that it was registered with. */
    static List<String> to(RegisteredClient client, List<String> requested) {
        boolean withdrawn = client.user().map(SampleUser::withdrawn).orElse(true);
        return withdrawn
                ? List.of()
                : granted(requested, client.scopes(), client.scopes()).stream()
                        .filter(word -> !ABOUT_THE_TOKEN.contains(word))
                        .filter(word -> !word.matches("(patient|user)/.*"))
                        .toList();
    }

    private static Stream<String> words(String scope) {
        return Stream.of(scope.split(" +")).filter(word -> !word.isEmpty());
    }

    private static List<String> granted(List<String> requested, List<String> registered, List<String> rights) {
        Set<String> granted = new LinkedHashSet<>();
        for (String word : requested) {
            if (Scope.parse(word).isPresent()) {
                granted.addAll(parts(word, registered, rights));
            } else if (registered.contains(word) && (ABOUT_THE_TOKEN.contains(word) || rights.contains(word))) {
                granted.add(word);
            }
        }
        return List.copyOf(granted);
    }

    /** What {@code word}, a registered scope and a right have in common, each with each. */
    private static List<String> parts(String word, List<String> registered, List<String> rights) {
        List<String> parts = new ArrayList<>();
        for (String application : registered) {
            for (String right : rights) {
                common(word, application)
                        .flatMap(part -> common(part, right))
                        .filter(part -> !parts.contains(part))
                        .ifPresent(parts::add);
            }
        }
        return parts.contains(word) ? List.of(word) : parts;
    }

    /** What both scopes permit: in the words of {@code asked} when that is all of it; empty when nothing. */
    private static Optional<String> common(String asked, String allowed) {
        Optional<Scope> first = Scope.parse(asked);
        Optional<Scope> second = Scope.parse(allowed);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        Scope one = first.get();
        Scope other = second.get();
        Set<Action> actions = EnumSet.copyOf(one.actions());
        actions.retainAll(other.actions());
        boolean meet =
                one.type().equals("*") || other.type().equals("*") || one.type().equals(other.type());
        if (one.context() != other.context() || actions.isEmpty() || !meet) {
            return Optional.empty();
        }
        String type = one.type().equals("*") ? other.type() : one.type();
        Set<String> constraints = new LinkedHashSet<>(constraints(asked));
        constraints.addAll(constraints(allowed));
        boolean whole = actions.equals(one.actions())
                && type.equals(one.type())
                && constraints.size() == constraints(asked).size();
        boolean firstVersion = asked.matches("[^?]*\\.(read|write|\\*)") && constraints.isEmpty();
        return Optional.of(whole ? asked : written(one.context(), type, actions, constraints, firstVersion));
    }

    private static List<String> constraints(String word) {
        int mark = word.indexOf('?');
        return mark < 0 ? List.of() : List.of(word.substring(mark + 1).split("&"));
    }

    private static String written(
            Context context, String type, Set<Action> actions, Set<String> constraints, boolean firstVersion) {
        String letters = Stream.of(Action.values())
                .filter(actions::contains)
                .map(action -> action.name().substring(0, 1).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining());
        String suffix = firstVersion && letters.equals("rs") ? "read" : letters;
        String query = constraints.isEmpty() ? "" : "?" + String.join("&", constraints);
        return context.name().toLowerCase(java.util.Locale.ROOT) + "/" + type + "." + suffix + query;
    }
}
