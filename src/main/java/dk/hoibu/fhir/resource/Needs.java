package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Problem;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.Part;
import dk.hoibu.fhir.source.Gap;
import dk.hoibu.fhir.source.SourceId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** Which sources a question needs, and when what came is too little to be an answer. */
final class Needs {

    static final Set<Part> EVERYTHING = EnumSet.allOf(Part.class);

    private final Terminology terms;

    Needs(Terminology terms) {
        this.terms = terms;
    }

    static Set<Part> parts(String type) {
        return switch (type) {
            case "Patient" -> Set.of();
            case "EpisodeOfCare", "PractitionerRole", "Practitioner", "Organization" -> EnumSet.of(Part.CASES);
            case "Appointment", "HealthcareService" -> EnumSet.of(Part.APPOINTMENTS);
            default -> EVERYTHING;
        };
    }

    /** The sources of which at least one must have answered. */
    static SourceId[] needed(String type) {
        return switch (type) {
            case "EpisodeOfCare" -> new SourceId[] {SourceId.CASE_INDEX};
            case "Appointment" -> new SourceId[] {SourceId.APPOINTMENTS};
            default -> new SourceId[] {SourceId.CASE_INDEX, SourceId.APPOINTMENTS, SourceId.SCHOOLS, SourceId.PERSONS};
        };
    }

    void require(Overview overview, SourceId... anyOf) {
        boolean closed = overview.closed().isPresent();
        boolean answered = closed || Stream.of(anyOf).anyMatch(overview.answered()::contains);
        boolean notAskable = overview.gaps().stream()
                .anyMatch(gap -> gap.reason() == Gap.Reason.NOT_ASKABLE
                        && Stream.of(anyOf).anyMatch(source -> source == gap.source()));
        if (!answered && !notAskable) {
            throw nothingAnswered(overview.gaps());
        }
    }

    Problem nothingAnswered(List<Gap> gaps) {
        boolean late = !gaps.isEmpty() && gaps.stream().allMatch(gap -> gap.reason() == Gap.Reason.TIMEOUT);
        String sources = gaps.stream()
                .map(gap -> terms.display(Systems.SOURCE, gap.source().key()))
                .distinct()
                .collect(Collectors.joining(", "));
        return Problem.of(
                late ? 504 : 503, late ? IssueType.TIMEOUT : IssueType.TRANSIENT, Message.NOTHING_ANSWERED, sources);
    }
}
