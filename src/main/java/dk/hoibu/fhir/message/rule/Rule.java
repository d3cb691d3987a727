package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.fhir.Language;

/**
 * One thing that is demanded of a message.
 *
 * @param id its name: MedCom's or FHIR's key where there is one ({@code cc-5}, {@code messaging-2}, {@code bdl-7}); {@code hoibu-} begins those
 *     that the official validator does not check
 * @param detail what an acknowledgement says when it is broken
 */
public record Rule(String id, Severity severity, Detail detail, String danish, String english) {

    /** What it demands, for people. Never quotes a message. */
    public String text(Language language) {
        return switch (language) {
            case DANISH -> danish;
            case ENGLISH -> english;
        };
    }
}
