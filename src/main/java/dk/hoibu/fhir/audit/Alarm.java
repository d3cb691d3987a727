package dk.hoibu.fhir.audit;

import java.util.Optional;
import java.util.stream.Stream;

/** What somebody who watches over the log should look at: the kinds of it, by their code in the guide's {@code hoibu-audit-alarm}. */
public enum Alarm {
    MANY_CHILDREN("many-children"),
    OWN_NUMBER("own-number"),
    FAMILY("family"),
    REPEATED_DENIALS("repeated-denials"),
    REFUSED_TOKENS("refused-tokens"),
    OUTSIDE_AREA("outside-area"),
    UNNOTED_ANSWER("unnoted-answer");

    private final String code;

    Alarm(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /** Empty when there is none such. */
    static Optional<Alarm> ofCode(String code) {
        return Stream.of(values()).filter(alarm -> alarm.code.equals(code)).findFirst();
    }
}
