package dk.hoibu.fhir.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** That the table in docs/access.md is the policy as it is; {@code -Dhoibu.write-docs=true} writes it anew. */
class AccessPageTest {

    private static final Path PAGE = Path.of("docs/access.md");
    private static final String BEGIN = "<!-- table: written by AccessPageTest -->\n";
    private static final String END = "<!-- end of table -->\n";

    @Test
    void theTableIsThePolicy() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String expected = page.substring(0, begin) + table() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("hoibu.write-docs")) {
            Files.writeString(PAGE, expected);
        }

        assertThat(PAGE).as("-Dhoibu.write-docs=true writes it").content().isEqualTo(expected);
    }

    private static String table() {
        StringBuilder table = new StringBuilder("""

                | No. | Rule | Tekst | Whom it concerns | Effect | Hjemmel (legal basis) | Tested by |
                |---|---|---|---|---|---|---|
                """);
        int number = 0;
        for (PolicyRule rule : TestPolicy.standard().rules()) {
            number++;
            table.append("| ")
                    .append(number)
                    .append(" | `")
                    .append(rule.id().code())
                    .append("` | ")
                    .append(rule.text())
                    .append(" | ")
                    .append(concerns(rule.id()))
                    .append(" | ")
                    .append(effect(rule.id()))
                    .append(" | ")
                    .append(rule.legalBasis())
                    .append(" | ")
                    .append(tested(rule.id()))
                    .append(" |\n");
        }
        return table.append('\n').toString();
    }

    private static String concerns(RuleId rule) {
        return switch (rule) {
            case SAMPLE_REQUESTER -> "whoever asks on the server's own machine without a token, in sample mode";
            case IDENTIFIED_REQUESTER -> "whoever asks without a token";
            case ROLE_WITHOUT_CHILD_DATA -> "message handlers, record systems themselves, auditors, operators";
            case PARTICIPATING_ORGANISATION -> "everybody with a token, by the organisation they ask for";
            case TREATMENT_RELATION, PURPOSE, TO_HEALTH -> "GPs and psychiatrists";
            case DECEASED, AGE_GATE -> "everybody; all things but the child itself";
            case YOUNG_ADULT -> "everybody; cases and who works on them";
            case TO_MUNICIPALITY -> "PPR, caseworkers, municipal systems";
            case APPOINTMENTS_SWITCHED_ON -> "PPR, caseworkers, municipal systems; appointments";
            case NOT_ALLOWED -> "everybody with a token; all things";
            case LIFECYCLE, PRIMARY_PARTY, PARTICIPANT, SECURITY_PROFILE, DISPLAY_CLASS, SENSITIVITY, KLE, KLE_NUMBER ->
                "everybody; cases";
            case APPOINTMENT_KIND, APPOINTMENT_SPECIALTY -> "everybody; appointments";
            case PROTECTED_PERSON -> "everybody; the child itself";
            case PROTECTED_WHEREABOUTS -> "everybody; school, daycare and GP clinic";
            case CONCEALED_STAFF -> "everybody; who works on a case";
        };
    }

    private static String effect(RuleId rule) {
        return switch (rule) {
            case SAMPLE_REQUESTER, YOUNG_ADULT, TO_HEALTH, TO_MUNICIPALITY -> "shown";
            case IDENTIFIED_REQUESTER,
                    ROLE_WITHOUT_CHILD_DATA,
                    PARTICIPATING_ORGANISATION,
                    TREATMENT_RELATION,
                    PURPOSE -> "refused (403), no source is asked";
            case DECEASED, AGE_GATE -> "hidden; the answer tells that the child is dead, or an adult";
            case PROTECTED_WHEREABOUTS -> "hidden; the answer tells that the child is protected";
            case APPOINTMENTS_SWITCHED_ON, NOT_ALLOWED -> "hidden, the source is not asked";
            case LIFECYCLE,
                    PRIMARY_PARTY,
                    PARTICIPANT,
                    SECURITY_PROFILE,
                    DISPLAY_CLASS,
                    SENSITIVITY,
                    KLE,
                    APPOINTMENT_KIND,
                    APPOINTMENT_SPECIALTY -> "hidden";
            case KLE_NUMBER -> "reduced: the area alone";
            case PROTECTED_PERSON -> "reduced: no name";
            case CONCEALED_STAFF -> "reduced: unit and function alone";
        };
    }

    private static String tested(RuleId rule) {
        long rows = PolicyTable.ROWS.stream()
                .filter(row -> row.rule().equals(rule.code()))
                .count();
        String more = switch (rule) {
            case TREATMENT_RELATION,
                    PURPOSE,
                    PARTICIPATING_ORGANISATION,
                    ROLE_WITHOUT_CHILD_DATA,
                    TO_HEALTH,
                    TO_MUNICIPALITY,
                    APPOINTMENTS_SWITCHED_ON,
                    NOT_ALLOWED,
                    CONCEALED_STAFF -> ", `OverviewsTest.WhoeverAsks`";
            case YOUNG_ADULT -> ", `OverviewsTest.AYoungAdult`";
            case DECEASED, AGE_GATE, PROTECTED_PERSON, PROTECTED_WHEREABOUTS ->
                ", `OverviewsTest.ThePersonRegisterSays`";
            case SECURITY_PROFILE, DISPLAY_CLASS, PRIMARY_PARTY -> ", `OverviewsTest`, `SampleAnswersTest`";
            case SENSITIVITY, KLE -> ", `SampleCasesTest`";
            default -> "";
        };
        return "`PolicyTable`, " + rows + (rows == 1 ? " row" : " rows") + more;
    }
}
