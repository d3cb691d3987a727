package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.source.Gap;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** What is missing from an answer, and other things a reader of it must know, as OperationOutcome. */
public final class OutcomeMapper {

    private OutcomeMapper() {}

    /** Codes of hoibu-answer-detail. */
    public enum Detail {
        SOURCE_MISSING("source-missing"),
        NOT_ASKABLE("not-askable"),
        PERSON_UNKNOWN("person-unknown"),
        OUT_OF_AGE("out-of-age"),
        DECEASED("deceased"),
        PROTECTED("protected"),
        SCHOOL_UNKNOWN("school-unknown");

        private final String code;

        Detail(String code) {
            this.code = code;
        }
    }

    /** An empty outcome in that language, to add issues to. */
    public static OperationOutcome outcome(Language language) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.setLanguage(language.tag());
        return outcome;
    }

    /** One error issue for what did not come from a source: which source, why, and since when. */
    public static void add(OperationOutcome outcome, Gap gap, Language language) {
        String source = gap.part().orElse(gap.source().title());
        String since = since(gap.since());
        OperationOutcomeIssueComponent issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR);
        switch (gap.reason()) {
            case TIMEOUT ->
                fill(
                        issue,
                        IssueType.TIMEOUT,
                        Detail.SOURCE_MISSING,
                        Message.SOURCE_TIMEOUT.in(language, source, since));
            case NOT_ASKABLE ->
                fill(issue, IssueType.INCOMPLETE, Detail.NOT_ASKABLE, Message.NOT_ASKABLE.in(language, source));
            case UNAVAILABLE, REFUSED, GARBLED ->
                fill(
                        issue,
                        IssueType.INCOMPLETE,
                        Detail.SOURCE_MISSING,
                        Message.SOURCE_MISSING.in(language, source, since));
        }
        issue.getDetails()
                .addCoding()
                .setSystem(Systems.SOURCE)
                .setCode(gap.source().key())
                .setDisplay(gap.source().title());
    }

    /** One issue that tells the reader something about the answer. */
    public static void add(
            OperationOutcome outcome, IssueSeverity severity, IssueType code, Detail detail, String text) {
        fill(outcome.addIssue().setSeverity(severity), code, detail, text);
    }

    /** Gives the outcome a narrative of its issues, and itself. */
    public static OperationOutcome finish(OperationOutcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.getIssue().forEach(issue -> lines.add(issue.getDiagnostics()));
        Narratives.write(outcome, lines);
        return outcome;
    }

    private static void fill(OperationOutcomeIssueComponent issue, IssueType code, Detail detail, String text) {
        issue.setCode(code).setDiagnostics(text);
        issue.getDetails().addCoding().setSystem(Systems.ANSWER_DETAIL).setCode(detail.code);
        issue.getDetails().setText(text);
    }

    private static String since(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(DanishTime.ZONE));
    }
}
