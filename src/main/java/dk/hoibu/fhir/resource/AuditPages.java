package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.audit.ChildMarks;
import dk.hoibu.fhir.audit.trail.AuditQuery;
import dk.hoibu.fhir.audit.trail.AuditQuery.Mark;
import dk.hoibu.fhir.audit.trail.AuditQuery.Place;
import dk.hoibu.fhir.audit.trail.AuditTrail;
import dk.hoibu.fhir.audit.trail.KeptEntry;
import dk.hoibu.fhir.audit.trail.Marks;
import dk.hoibu.fhir.search.AuditSearch;
import dk.hoibu.fhir.search.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the entries that a search means, a page at a time; each page as fast as the first. */
final class AuditPages {

    private static final Comparator<KeptEntry> NEWEST_FIRST = Comparator.comparing(
                    (KeptEntry kept) -> kept.entry().recorded(), Comparator.reverseOrder())
            .thenComparing(KeptEntry::log)
            .thenComparing(KeptEntry::sequence, Comparator.reverseOrder());

    private final AuditTrail trail;
    private final ChildMarks marks;

    AuditPages(AuditTrail trail, ChildMarks marks) {
        this.trail = trail;
        this.marks = marks;
    }

    /**
     * Part of an answer.
     *
     * @param next where the next page goes on; empty when there is none
     */
    record Page(List<KeptEntry> entries, Optional<Place> next) {}

    Page of(AuditSearch search) {
        Map<Mark, List<String>> any = new EnumMap<>(Mark.class);
        search.any().forEach((mark, values) -> any.put(mark, List.copyOf(values)));
        search.child().ifPresent(child -> any.put(Mark.CHILD, List.of(marks.of(child))));
        if (search.ids().isPresent()) {
            return page(named(search.ids().get(), any, search), search.count());
        }
        List<KeptEntry> found = found(any, search.times(), search.after(), search.count());
        if (found.size() < search.count()) {
            return new Page(found, Optional.empty());
        }
        Place last = place(found.get(found.size() - 1));
        boolean more = !found(any, search.times(), Optional.of(last), 1).isEmpty();
        return new Page(found, more ? Optional.of(last) : Optional.empty());
    }

    private List<KeptEntry> found(Map<Mark, List<String>> any, Times times, Optional<Place> after, int count) {
        List<KeptEntry> found = new ArrayList<>();
        for (Times.Stretch stretch : times.latestFirst()) {
            if (found.size() < count) {
                found.addAll(
                        trail.page(new AuditQuery(any, stretch.start(), stretch.end(), after, count - found.size())));
            }
        }
        return found;
    }

    /** Those of {@code ids} that fulfil the rest, from where {@code search} goes on. */
    private List<KeptEntry> named(Set<UUID> ids, Map<Mark, List<String>> any, AuditSearch search) {
        return ids.stream()
                .flatMap(id -> trail.find(id).stream())
                .filter(kept -> search.times().contains(kept.entry().recorded()))
                .filter(kept -> any.entrySet().stream()
                        .allMatch(wanted -> value(kept.entry().marks(), wanted.getKey())
                                .filter(wanted.getValue()::contains)
                                .isPresent()))
                .sorted(NEWEST_FIRST)
                .dropWhile(kept -> search.after().isPresent()
                        && !isAfter(kept, search.after().get()))
                .toList();
    }

    private static boolean isAfter(KeptEntry kept, Place place) {
        return Comparator.comparing(Place::recorded, Comparator.reverseOrder())
                        .thenComparing(Place::log)
                        .thenComparing(Place::sequence, Comparator.reverseOrder())
                        .compare(place(kept), place)
                > 0;
    }

    private static Page page(List<KeptEntry> all, int count) {
        return all.size() <= count
                ? new Page(all, Optional.empty())
                : new Page(all.subList(0, count), Optional.of(place(all.get(count - 1))));
    }

    private static Place place(KeptEntry kept) {
        return new Place(kept.entry().recorded(), kept.log(), kept.sequence());
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
