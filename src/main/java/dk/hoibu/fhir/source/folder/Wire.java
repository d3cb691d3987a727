package dk.hoibu.fhir.source.folder;

import java.util.Arrays;

/** How bytes travel from a pretended upstream to the adapter that reads them. */
public enum Wire {
    /** They arrive as sent. */
    SOUND,
    /** They break off halfway, so that whoever reads them meets real garbage. */
    CUT;

    /** {@code sent} as it arrives. */
    public byte[] carry(byte[] sent) {
        return this == SOUND ? sent : Arrays.copyOf(sent, sent.length / 2);
    }
}
