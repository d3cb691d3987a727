package dk.hoibu.fhir.source.folder;

import java.util.Arrays;

/** How bytes travel from a pretended upstream to the adapter that reads them. */
public enum Wire {
    /** They arrive as sent. */
    SOUND,
    /**
     * Their first half is lost, and with it whatever told what they are, so that whoever reads them meets real garbage.
     */
    CUT;

    /** {@code sent} as it arrives. */
    public byte[] carry(byte[] sent) {
        return this == SOUND ? sent : Arrays.copyOfRange(sent, (sent.length + 1) / 2, sent.length);
    }
}
