package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.access.KleSubject;
import dk.hoibu.fhir.audit.Alarm;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.BookingRules;
import dk.hoibu.fhir.source.SourceId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The codes that the mapping chooses among, which are those of the guide's CodeSystems, no more and no fewer. */
public final class ClosedSets {

    private ClosedSets() {}

    /** Stops the start when the guide and the program have not the same codes. */
    public static void require(Terminology terms) {
        terms.requireExactly(Systems.CASE_AREA, codes(KleSubject.Area.values(), KleSubject.Area::code));
        terms.requireExactly(Systems.ORGANISATION_KIND, codes(OrganisationKind.values(), OrganisationKind::code));
        terms.requireExactly(Systems.NETWORK_ROLE, codes(NetworkRole.values(), NetworkRole::code));
        terms.requireExactly(Systems.ANSWER_DETAIL, codes(OutcomeMapper.Detail.values(), OutcomeMapper.Detail::code));
        terms.requireExactly(Systems.SOURCE, codes(SourceId.values(), SourceId::key));
        terms.requireExactly(Systems.AUDIT_ALARM, codes(Alarm.values(), Alarm::code));
        terms.requireExactly(Systems.APPOINTMENT_TYPE, List.of(BookingRules.REGIONAL));
    }

    private static <T> List<String> codes(T[] values, Function<T, String> code) {
        return Stream.of(values).map(code).toList();
    }
}
