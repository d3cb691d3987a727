package dk.hoibu.fhir.message.wire;

/** How a message is written. */
public enum MessageFormat {
    JSON("application/fhir+json"),
    XML("application/fhir+xml");

    private final String mediaType;

    MessageFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** Its media type, without parameters. */
    public String mediaType() {
        return mediaType;
    }
}
