package dk.hoibu.fhir.source.caseindex.sf1470;

import dk.hoibu.fhir.domain.Validity;
import dk.hoibu.fhir.source.folder.RelativeTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads when things hold. Fra must be a time; Til may be a time (exclusive), or without bound as a {@code
 * GraenseIndikator} of true or by being left out. The schema fixes {@code GraenseIndikator} to true, and anvisning
 * Sag forbids a Fra without bound.
 */
final class Virkning {

    private static final String NAME = "Virkning";

    private final RelativeTime times;
    private final Instant now;

    Virkning(RelativeTime times) {
        this.times = times;
        this.now = times.now();
    }

    /** When {@code part} holds; empty, so that it is dropped, when its bounds are not allowed. */
    Optional<Validity> granting(XmlPart part) {
        XmlPart virkning = part.requiredPart(NAME);
        return from(virkning).flatMap(from -> until(virkning).map(until -> new Validity(from, until)));
    }

    /**
     * When {@code part}, which keeps people from seeing the case, holds; a bound that is not allowed counts as none.
     */
    Validity restricting(XmlPart part) {
        Optional<XmlPart> virkning = part.part(NAME);
        return new Validity(
                virkning.flatMap(this::from).orElse(Instant.MIN),
                virkning.flatMap(this::until).orElse(Instant.MAX));
    }

    boolean holdsNow(XmlPart part) {
        return restricting(part).includes(now);
    }

    boolean isOver(XmlPart part) {
        return restricting(part).isOver(now);
    }

    /** The time in the element called {@code name}; one without an offset is Danish wall time. */
    Optional<Instant> instant(XmlPart part, String name) {
        try {
            return part.text(name).map(times::instant);
        } catch (DateTimeException e) {
            throw part.wrong(name, "is not a time");
        }
    }

    private Optional<Instant> from(XmlPart virkning) {
        return virkning.part("FraTidspunkt").flatMap(from -> instant(from, "TidsstempelDatoTid"));
    }

    private Optional<Instant> until(XmlPart virkning) {
        Optional<XmlPart> until = virkning.part("TilTidspunkt");
        if (until.isEmpty()) {
            return Optional.of(Instant.MAX);
        }
        return until.flatMap(bound -> bound.text("GraenseIndikator").isPresent()
                ? bound.text("GraenseIndikator").filter(Virkning::isTrue).map(unbounded -> Instant.MAX)
                : instant(bound, "TidsstempelDatoTid"));
    }

    private static boolean isTrue(String xmlBoolean) {
        return xmlBoolean.equals("true") || xmlBoolean.equals("1");
    }
}
