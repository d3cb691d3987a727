package dk.hoibu.fhir.audit.trail;

import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Entries for tests of trails. */
public final class Entries {

    private Entries() {}

    /** An entry that differs from all others in its id, and says nothing. */
    public static AuditEntry at(Instant recorded) {
        Marks marks = new Marks(
                Optional.of("0123456789abcdef0123456789abcdef"),
                "rest",
                "read",
                "R",
                "0",
                Optional.of("https://issuer|user"),
                Optional.of("client"),
                Optional.of("sor:1"),
                Optional.of("TREAT"),
                "request");
        return new AuditEntry(UUID.randomUUID(), recorded, marks, "{\"resourceType\":\"AuditEvent\"}");
    }

    static AuditQuery query(Map<Mark, List<String>> any, int count) {
        return new AuditQuery(any, Optional.empty(), Optional.empty(), Optional.empty(), count);
    }

    /** An entry with few values, so that many are alike. */
    static AuditEntry any(Random random) {
        Marks marks = new Marks(
                optional(random),
                value(random),
                value(random),
                value(random),
                value(random),
                optional(random),
                optional(random),
                optional(random),
                optional(random),
                value(random));
        return new AuditEntry(new UUID(random.nextLong(), random.nextLong()), time(random), marks, "{}");
    }

    static AuditQuery anyQuery(Random random) {
        Map<Mark, List<String>> any = new EnumMap<>(Mark.class);
        for (Mark mark : Mark.values()) {
            if (random.nextInt(6) == 0) {
                any.put(mark, random.nextBoolean() ? List.of(value(random)) : List.of("a", "b", "a"));
            }
        }
        return new AuditQuery(
                any,
                random.nextInt(3) == 0 ? Optional.of(time(random)) : Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(time(random)) : Optional.empty(),
                Optional.empty(),
                1 + random.nextInt(40));
    }

    private static Optional<String> optional(Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(value(random));
    }

    private static String value(Random random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }

    private static Instant time(Random random) {
        return AuditTrailContract.NOON.plusMillis(random.nextInt(20));
    }

    static List<KeptEntry> matching(List<KeptEntry> all, AuditQuery query) {
        return all.stream()
                .filter(kept -> query.from().stream()
                        .noneMatch(from -> kept.entry().recorded().isBefore(from)))
                .filter(kept -> query.before().stream()
                        .allMatch(before -> kept.entry().recorded().isBefore(before)))
                .filter(kept -> query.any().entrySet().stream()
                        .allMatch(wanted -> value(kept.entry().marks(), wanted.getKey())
                                .filter(wanted.getValue()::contains)
                                .isPresent()))
                .toList();
    }

    private static Optional<String> value(Marks marks, Mark mark) {
        return switch (mark) {
            case CHILD -> marks.child();
            case TYPE -> Optional.of(marks.type());
            case SUBTYPE -> Optional.of(marks.subtype());
            case ACTION -> Optional.of(marks.action());
            case OUTCOME -> Optional.of(marks.outcome());
            case USER -> marks.user();
            case CLIENT -> marks.client();
            case ORGANISATION -> marks.organisation();
            case PURPOSE -> marks.purpose();
            case REQUEST_ID -> Optional.of(marks.requestId());
        };
    }
}
