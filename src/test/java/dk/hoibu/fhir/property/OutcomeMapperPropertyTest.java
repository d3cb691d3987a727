package dk.hoibu.fhir.property;

import static dk.hoibu.fhir.property.Read.TERMS;
import static org.assertj.core.api.Assertions.assertThat;

import dk.hoibu.fhir.conformance.R4Validator;
import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.mapping.OutcomeMapper;
import dk.hoibu.fhir.mapping.OutcomeMapper.Detail;
import dk.hoibu.fhir.source.Gap;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.junit.jupiter.api.Test;

/** Any gap in an answer as an issue of an OperationOutcome. */
class OutcomeMapperPropertyTest {

    @Test
    void saysOfEveryGapWhichSourceWhyAndSinceWhen() {
        Samples.each(Samples.RECORDS, samples -> {
            Gap gap = new Views(samples).gap();
            Language language = samples.oneOf(Language.values());
            OperationOutcome outcome = OutcomeMapper.outcome(language);
            OutcomeMapper.add(outcome, gap, language, TERMS);
            OutcomeMapper.finish(outcome);

            assertThat(outcome.getLanguage()).isEqualTo(language.tag());
            assertThat(outcome.getIssue()).singleElement().satisfies(issue -> saysAllOf(gap, language, issue));
            RoundTrip.survives(outcome);
        });
    }

    @Test
    void isValidFhir() {
        Samples.each(Samples.VALIDATED, samples -> {
            Language language = samples.oneOf(Language.values());
            OperationOutcome outcome = OutcomeMapper.outcome(language);
            Views views = new Views(samples);
            OutcomeMapper.add(outcome, views.gap(), language, TERMS);
            OutcomeMapper.add(outcome, views.gap(), language, TERMS);
            OutcomeMapper.add(
                    outcome,
                    IssueSeverity.INFORMATION,
                    IssueType.INFORMATIONAL,
                    samples.oneOf(List.of(Detail.PROTECTED, Detail.DECEASED, Detail.SCHOOL_UNKNOWN)),
                    samples.oneOf(List.of(Message.PROTECTED, Message.DECEASED, Message.SCHOOL_UNKNOWN)),
                    language,
                    TERMS);
            R4Validator.plain().requireValid(OutcomeMapper.finish(outcome));
        });
    }

    private static void saysAllOf(Gap gap, Language language, OperationOutcomeIssueComponent issue) {
        assertThat(issue.getSeverity()).isEqualTo(IssueSeverity.ERROR);
        assertThat(issue.getCode())
                .isEqualTo(gap.reason() == Gap.Reason.TIMEOUT ? IssueType.TIMEOUT : IssueType.INCOMPLETE);
        assertThat(issue.getDetails().getText()).isEqualTo(issue.getDiagnostics());
        assertThat(issue.getDiagnostics())
                .contains(gap.part()
                        .orElse(TERMS.display(Systems.SOURCE, gap.source().key(), language)));
        List<Coding> codes = issue.getDetails().getCoding();
        boolean notAskable = gap.reason() == Gap.Reason.NOT_ASKABLE;
        assertThat(codes)
                .extracting(Coding::getSystem, Coding::getCode)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                Systems.ANSWER_DETAIL, notAskable ? "not-askable" : "source-missing"),
                        org.assertj.core.api.Assertions.tuple(
                                Systems.SOURCE, gap.source().key()));
        assertThat(codes)
                .allSatisfy(code -> assertThat(code.getDisplay())
                        .isEqualTo(TERMS.display(code.getSystem(), code.getCode(), language)));
        if (!notAskable) {
            assertThat(issue.getDiagnostics())
                    .contains(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                            gap.since().truncatedTo(ChronoUnit.SECONDS).atZone(DanishTime.ZONE)));
        }
    }
}
