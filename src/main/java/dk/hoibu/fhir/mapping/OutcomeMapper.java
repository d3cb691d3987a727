package dk.hoibu.fhir.mapping;

import dk.hoibu.fhir.domain.DanishTime;
import dk.hoibu.fhir.fhir.Language;
import dk.hoibu.fhir.fhir.Message;
import dk.hoibu.fhir.fhir.Narratives;
import dk.hoibu.fhir.fhir.Systems;
import dk.hoibu.fhir.fhir.Terminology;
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
        SCHOOL_UNKNOWN("school-unknown"),
        NOT_FOR_ROLE("not-for-role"),
        NOT_IN_SCOPE("not-in-scope"),
        SUPPRESSED("suppressed"),
        CONCEALED("concealed");

        private final String code;

        Detail(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    /** An empty outcome in that language, to add issues to. */
    public static OperationOutcome outcome(Language language) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.getMeta().addProfile(Systems.OUTCOME_PROFILE);
        outcome.setLanguage(language.tag());
        return outcome;
    }

    /** One error issue for what did not come from a source: which source, why, and since when. */
    public static void add(OperationOutcome outcome, Gap gap, Language language, Terminology terms) {
        String source =
                gap.part().orElse(terms.display(Systems.SOURCE, gap.source().key(), language));
        String since = since(gap.since());
        OperationOutcomeIssueComponent issue = outcome.addIssue().setSeverity(IssueSeverity.ERROR);
        boolean askable = gap.reason() != Gap.Reason.NOT_ASKABLE;
        Detail detail = askable ? Detail.SOURCE_MISSING : Detail.NOT_ASKABLE;
        issue.getDetails().addCoding(terms.coding(Systems.ANSWER_DETAIL, detail.code(), language));
        issue.getDetails().addCoding(terms.coding(Systems.SOURCE, gap.source().key(), language));
        switch (gap.reason()) {
            case TIMEOUT -> fill(issue, IssueType.TIMEOUT, Message.SOURCE_TIMEOUT.in(language, source, since));
            case NOT_ASKABLE -> fill(issue, IssueType.INCOMPLETE, Message.NOT_ASKABLE.in(language, source));
            case UNAVAILABLE, REFUSED, GARBLED ->
                fill(issue, IssueType.INCOMPLETE, Message.SOURCE_MISSING.in(language, source, since));
        }
    }

    /** One issue that tells the reader something about the answer, in that language. */
    public static void add(
            OperationOutcome outcome,
            IssueSeverity severity,
            IssueType code,
            Detail detail,
            Message message,
            Language language,
            Terminology terms) {
        OperationOutcomeIssueComponent issue = outcome.addIssue().setSeverity(severity);
        issue.getDetails().addCoding(terms.coding(Systems.ANSWER_DETAIL, detail.code(), language));
        fill(issue, code, message.in(language));
    }

    /** Gives the outcome a narrative of its issues, and itself. */
    public static OperationOutcome finish(OperationOutcome outcome) {
        List<String> lines = new ArrayList<>();
        outcome.getIssue().forEach(issue -> lines.add(issue.getDiagnostics()));
        Narratives.write(outcome, lines);
        return outcome;
    }

    private static void fill(OperationOutcomeIssueComponent issue, IssueType code, String text) {
        issue.setCode(code).setDiagnostics(text);
        issue.getDetails().setText(text);
    }

    private static String since(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(DanishTime.ZONE));
    }
}
