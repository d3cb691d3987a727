package dk.hoibu.fhir.resource;

import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Terminology;
import dk.hoibu.fhir.mapping.OutcomeMapper;
import dk.hoibu.fhir.mapping.OutcomeMapper.Detail;
import dk.hoibu.fhir.overview.Overview;
import dk.hoibu.fhir.overview.Part;
import dk.hoibu.fhir.source.Gap;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/** What a reader must be told beside the data, so that an answer is never falsely reassuring. */
final class Notes {

    private final Terminology terms;

    Notes(Terminology terms) {
        this.terms = terms;
    }

    /**
     * The notes to an answer about a child.
     *
     * @param aboutSchool whether it was asked where the child goes
     * @param inScope whether the token's scopes leave nothing out
     */
    Optional<OperationOutcome> of(Overview overview, boolean aboutSchool, boolean inScope, Language language) {
        OperationOutcome outcome = OutcomeMapper.outcome(language);
        overview.gaps().forEach(gap -> OutcomeMapper.add(outcome, gap, language, terms));
        overview.closed().ifPresent(closed -> {
            switch (closed) {
                case ADULT -> information(outcome, Detail.OUT_OF_AGE, Message.OUT_OF_AGE, language);
                case DEAD -> information(outcome, Detail.DECEASED, Message.DECEASED, language);
            }
        });
        withheld(overview, outcome, language);
        if (!inScope) {
            suppressed(outcome, Detail.NOT_IN_SCOPE, Message.NOT_IN_SCOPE, language);
        }
        boolean open = overview.known() && overview.closed().isEmpty();
        if (overview.withheld().contains(Part.SCHOOL)) {
            return finished(outcome);
        }
        if (aboutSchool && open && overview.person().isPresent() && overview.whereaboutsHidden()) {
            information(outcome, Detail.PROTECTED, Message.PROTECTED, language);
        } else if (aboutSchool
                && open
                && overview.person().isPresent()
                && overview.schools().stream()
                        .noneMatch(place -> place.institution().isPresent())
                && !overview.missing(dk.hoibu.fhir.source.SourceId.SCHOOLS)) {
            information(outcome, Detail.SCHOOL_UNKNOWN, Message.SCHOOL_UNKNOWN, language);
        }
        return finished(outcome);
    }

    /** The same for every child, so that it tells nothing of this one but that the answer does not. */
    private void withheld(Overview overview, OperationOutcome outcome, Language language) {
        if (overview.withheld().contains(Part.CASES)) {
            suppressed(outcome, Detail.NOT_FOR_ROLE, Message.CASES_NOT_FOR_ROLE, language);
        }
        if (overview.withheld().contains(Part.APPOINTMENTS)) {
            suppressed(outcome, Detail.NOT_FOR_ROLE, Message.APPOINTMENTS_NOT_FOR_ROLE, language);
        }
        if (overview.withheld().contains(Part.SCHOOL)) {
            suppressed(outcome, Detail.NOT_FOR_ROLE, Message.SCHOOL_NOT_FOR_ROLE, language);
        }
    }

    private void suppressed(OperationOutcome outcome, Detail detail, Message message, Language language) {
        OutcomeMapper.add(outcome, IssueSeverity.INFORMATION, IssueType.SUPPRESSED, detail, message, language, terms);
    }

    Optional<OperationOutcome> of(List<Gap> gaps, Language language) {
        OperationOutcome outcome = OutcomeMapper.outcome(language);
        gaps.forEach(gap -> OutcomeMapper.add(outcome, gap, language, terms));
        return finished(outcome);
    }

    OperationOutcome personUnknown(Language language) {
        OperationOutcome outcome = OutcomeMapper.outcome(language);
        OutcomeMapper.add(
                outcome,
                IssueSeverity.WARNING,
                IssueType.NOTFOUND,
                Detail.PERSON_UNKNOWN,
                Message.PERSON_UNKNOWN,
                language,
                terms);
        return OutcomeMapper.finish(outcome);
    }

    private void information(OperationOutcome outcome, Detail detail, Message message, Language language) {
        OutcomeMapper.add(
                outcome, IssueSeverity.INFORMATION, IssueType.INFORMATIONAL, detail, message, language, terms);
    }

    private static Optional<OperationOutcome> finished(OperationOutcome outcome) {
        return outcome.hasIssue() ? Optional.of(OutcomeMapper.finish(outcome)) : Optional.empty();
    }
}
