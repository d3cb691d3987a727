package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.overview.CaseView;
import dk.hoibu.fhir.overview.CaseView.Responsible;
import dk.hoibu.fhir.source.organisation.Unit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.Extension;

/** To whom a message about a case goes: the unit that answers for it, or the nearest above that can be sent messages, and under which category. */
public final class ReceiverMapper {

    private static final String CATEGORIES =
            "http://medcomfhir.dk/ig/terminology/CodeSystem/medcom-careCommunication-categoryCodes";

    /** A chain of units longer than this is taken for a mistake in the register. */
    private static final int MAX_LEVELS = 8;

    private ReceiverMapper() {}

    /** Says it on the case; nothing where no unit from it upwards has both a SOR id and a GLN. {@code units}: those known, by their UUIDs. */
    public static EpisodeOfCare offer(EpisodeOfCare episode, CaseView view, Map<UUID, Unit> units) {
        if (view.responsible() instanceof Responsible.Known known) {
            reachable(known.unit(), units)
                    .ifPresent(unit -> episode.addExtension(
                            receiver(unit, category(view.subject().area()))));
        }
        return episode;
    }

    private static Optional<Unit> reachable(Unit start, Map<UUID, Unit> units) {
        Optional<Unit> unit = Optional.of(start);
        for (int level = 0; level < MAX_LEVELS && unit.isPresent(); level++) {
            Unit one = unit.get();
            if (one.active() && one.sor().isPresent() && one.gln().isPresent()) {
                return unit;
            }
            unit = one.parent().flatMap(above -> Optional.ofNullable(units.get(above)));
        }
        return Optional.empty();
    }

    private static Extension receiver(Unit unit, String category) {
        Extension receiver = new Extension(Systems.MESSAGE_RECEIVER);
        receiver.addExtension(new Extension(
                "organization", Elements.reference(Targets.unit(unit.uuid())).setDisplay(unit.name())));
        unit.sor().ifPresent(sor -> receiver.addExtension(new Extension("sor", Elements.identifier(Systems.SOR, sor))));
        unit.gln().ifPresent(gln -> receiver.addExtension(new Extension("gln", Elements.identifier(Systems.GLN, gln))));
        receiver.addExtension(
                new Extension("category", new Coding().setSystem(CATEGORIES).setCode(category)));
        return receiver;
    }

    /** Of MedCom's categories none is for children; these come nearest. */
    private static String category(KleSubject.Area area) {
        return switch (area) {
            case PPR, FAMILY, DAYCARE_SUPPORT -> "carecoordination";
            case HEALTH_VISITING -> "healthcare";
        };
    }
}
