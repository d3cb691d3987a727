package dk.hoibu.fhir.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One permission of a token, in the grammar of SMART App Launch 2.2 (version 1 of it too): {@code user/Appointment.rs?status=booked}.
 *
 * @param type a resource type, or {@code *} for all
 * @param actions what may be done; never empty
 * @param constraints what a resource must fulfil, all of them; empty means any resource
 */
public record Scope(Context context, String type, Set<Action> actions, List<Constraint> constraints) {

    /** Whose data it is about. */
    public enum Context {
        /** The one child the application was opened for. */
        PATIENT,
        /** What the user may see. */
        USER,
        /** What the application itself may see. */
        SYSTEM
    }

    /** What may be done, in the order in which the letters must stand. */
    public enum Action {
        CREATE('c'),
        READ('r'),
        UPDATE('u'),
        DELETE('d'),
        SEARCH('s');

        private final char letter;

        Action(char letter) {
            this.letter = letter;
        }
    }

    /** A search parameter and the value that it must have, decoded. */
    public record Constraint(String parameter, String value) {}

    private static final String ALL = "*";
    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/([A-Z][A-Za-z]{1,63}|\\*)\\.([a-z*]{1,5})(?:\\?(.+))?");
    private static final Pattern CONSTRAINT = Pattern.compile("([a-z_][A-Za-z_-]{0,63})=([^=&]{1,256})");

    public Scope {
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a scope permits something");
        }
        actions = Set.copyOf(actions);
        constraints = List.copyOf(constraints);
    }

    /**
     * The permission that {@code text} is. Empty when it is none, and when we could not hold it: letters out of order, constraints with
     * modifiers, chains or {@code _filter}, which to ignore would widen it.
     */
    public static Optional<Scope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Set<Action> actions = actions(form.group(3));
        boolean constrained = form.group(4) != null;
        List<Constraint> constraints = constrained ? constraints(form.group(4)) : List.of();
        boolean firstVersion = Set.of("read", "write", ALL).contains(form.group(3));
        if (actions.isEmpty() || constrained && (firstVersion || constraints.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new Scope(
                Context.valueOf(form.group(1).toUpperCase(java.util.Locale.ROOT)),
                form.group(2),
                actions,
                constraints));
    }

    /** Whether it lets {@code action} be done with resources of {@code wanted}, the constraints aside. */
    public boolean covers(String wanted, Action action) {
        return actions.contains(action) && (type.equals(ALL) || type.equals(wanted));
    }

    private static Set<Action> actions(String suffix) {
        return switch (suffix) {
            case "read" -> EnumSet.of(Action.READ, Action.SEARCH);
            case "write" -> EnumSet.of(Action.CREATE, Action.UPDATE, Action.DELETE);
            case ALL -> EnumSet.allOf(Action.class);
            default -> inOrder(suffix);
        };
    }

    private static Set<Action> inOrder(String suffix) {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        int at = 0;
        for (Action action : Action.values()) {
            if (at < suffix.length() && suffix.charAt(at) == action.letter) {
                actions.add(action);
                at++;
            }
        }
        return at == suffix.length() ? actions : Set.of();
    }

    /** The constraints in {@code query}; none when any of them is not one that we understand. */
    private static List<Constraint> constraints(String query) {
        List<Constraint> constraints = new java.util.ArrayList<>();
        for (String pair : query.split("&", -1)) {
            Matcher form = CONSTRAINT.matcher(pair);
            Optional<String> value = form.matches() ? decoded(form.group(2)) : Optional.empty();
            if (value.isEmpty() || form.group(1).equals("_filter")) {
                return List.of();
            }
            constraints.add(new Constraint(form.group(1), value.get()));
        }
        return constraints;
    }

    private static Optional<String> decoded(String value) {
        try {
            // a plus is a plus here: scopes are no form
            return Optional.of(
                    java.net.URLDecoder.decode(value.replace("+", "%2B"), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
